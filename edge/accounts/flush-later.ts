import { wait } from '../storage/deadline.ts';
import type { Background } from './leases.ts';

/** A flush that has not begun by now never will: the request that it ran after was cut off. */
const LATE_FLUSH_MS = 5_000;

/**
 * Runs a flush `afterMs` after something was put aside for it (at `now`, epoch ms), once for all that is put aside
 * meanwhile, behind the answer of the request that came first.
 */
export function flushLater(flush: (background: Background) => Promise<unknown>, afterMs: number) {
  let scheduledUntil = 0;
  return (now: number, background: Background): void => {
    if (now < scheduledUntil) return;
    scheduledUntil = now + LATE_FLUSH_MS;
    background(
      wait(afterMs).then(() => {
        // What is put aside from here on has a flush of its own.
        scheduledUntil = 0;
        return flush(background);
      }),
    );
  };
}
