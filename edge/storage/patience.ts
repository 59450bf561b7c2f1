import { withDeadline } from './deadline.ts';

/** For this long after a service failed nobody waits for it again. */
const REST_MS = 1_000;

/** Asks a service; null when it fails, and at once, without asking, while it rests after a failure. */
export type Patience = <T>(ask: () => Promise<T>) => Promise<T | null>;

/**
 * Patience with a service that requests can do without (Redis: a cache, a limit). The first request that it fails waits
 * `timeoutMs`, however many trips it asks for; those after it, and the other calls of the same request, do not.
 */
export function openPatience(timeoutMs: number): Patience {
  let restsUntil = 0;
  return async (ask) => {
    if (Date.now() < restsUntil) return null;
    try {
      return await withDeadline(ask(), timeoutMs, 'Redis');
    } catch {
      restsUntil = Date.now() + REST_MS;
      return null;
    }
  };
}
