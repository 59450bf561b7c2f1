import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';

export type Turns = {
  /** Waits for a turn; call `done` at its end. Fails with UNAVAILABLE when too many wait, or after `maxWaitMs`. */
  take(): Promise<Result<{ done: () => void }, Failure>>;
};

const busy = () => err(failure('UNAVAILABLE', 'Too many analyses are running.'));

/** Lets at most `maxRunning` run at a time, in order of arrival. */
export function createTurns(limits: { maxRunning: number; maxWaiting: number; maxWaitMs: number }): Turns {
  const waiting = new Set<() => void>();
  let running = 0;

  const start = () => {
    running += 1;
    let isDone = false;
    return ok({
      done: () => {
        if (isDone) return;
        isDone = true;
        running -= 1;
        const [next] = waiting;
        next?.();
      },
    });
  };

  return {
    take() {
      if (running < limits.maxRunning) return Promise.resolve(start());
      if (waiting.size >= limits.maxWaiting) return Promise.resolve(busy());
      return new Promise((resolve) => {
        const settle = (result: () => Result<{ done: () => void }, Failure>) => {
          clearTimeout(timer);
          waiting.delete(proceed);
          resolve(result());
        };
        const proceed = () => settle(start);
        const timer = setTimeout(() => settle(busy), limits.maxWaitMs);
        waiting.add(proceed);
      });
    },
  };
}
