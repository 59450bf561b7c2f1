import { ServiceDownError, withDeadline } from './deadline.ts';

/** For this long after a service failed nobody waits for it again. */
const REST_MS = 1_000;

/** Asks a service; null when it fails, and at once, without asking, while it rests after a failure. */
export type Patience = <T>(ask: () => Promise<T>) => Promise<T | null>;

/**
 * Patience with a service that requests can do without (Redis: a cache, a limit). The first request that it fails waits
 * `timeoutMs`, however many trips it asks for; those after it, and the other calls of the same request, do not. `orDown`
 * is for what can't do without: it throws a `ServiceDownError` where the other gives null.
 */
export function openPatience(timeoutMs: number) {
  let restsUntil = 0;
  async function orDown<T>(ask: () => Promise<T>): Promise<T> {
    if (Date.now() < restsUntil) throw new ServiceDownError('a service did not answer a moment ago');
    try {
      return await withDeadline(ask(), timeoutMs, 'Redis');
    } catch (down) {
      restsUntil = Date.now() + REST_MS;
      throw down;
    }
  }
  const patiently: Patience = (ask) => orDown(ask).catch(() => null);
  return { patiently, orDown };
}
