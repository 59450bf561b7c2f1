import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../shared/result.ts';

/** What a worker answers to a task: any number of `progress` (0 to 1), then one `done` or `failed`. */
export type WorkerReply<R> =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; value: R }
  | { kind: 'failed'; error: unknown };

export type RunOptions = {
  timeoutMs: number;
  transfer?: readonly ArrayBuffer[];
  /** What the task weighs towards `maxLoad`. */
  load?: number;
  onProgress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
};

export type WorkerPool<T, R> = {
  /** Waits for a free worker, then runs the task; only that run is timed. Rejects when the task throws or is aborted. */
  run: (task: T, options: RunOptions) => Promise<Result<R, 'timeout'>>;
  /** Ends all workers; tasks under way reject. */
  close: () => Promise<void>;
};

export type PoolOptions = {
  script: URL;
  size: number;
  /** A worker that has done this much is replaced by a new one: the heap of WebAssembly only grows. */
  maxLoad: number;
};

type Slot = { worker: Worker; load: number };

/**
 * Worker threads that each do one task at a time. A worker that overruns its time, fails or is aborted is killed, and a
 * new one starts when it is needed. Idle workers do not keep the process alive.
 */
export function createWorkerPool<T, R>({ script, size, maxLoad }: PoolOptions): WorkerPool<T, R> {
  const idle: Slot[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const start = (): Slot => {
    const worker = new Worker(script);
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      const at = idle.findIndex((slot) => slot.worker === worker);
      if (at >= 0) idle.splice(at, 1);
    });
    // An idle worker's crash is no one's; a busy one's is heard by its task as well.
    worker.on('error', () => {});
    return { worker, load: 0 };
  };

  const turn = async (signal: AbortSignal | undefined): Promise<void> => {
    if (busy < size) {
      busy += 1;
      return;
    }
    // Whoever ends hands its place on, so `busy` stays as it is.
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };

  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };

  return {
    async run(task, options) {
      options.signal?.throwIfAborted();
      await turn(options.signal);
      try {
        const slot = idle.pop() ?? start();
        slot.load += options.load ?? 0;
        const result = await runOn<R>(slot.worker, task, options);
        if (result.ok && slot.load < maxLoad) idle.push(slot);
        else void slot.worker.terminate();
        return result;
      } finally {
        release();
      }
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** One task on one worker; the worker is dead when this rejects. */
async function runOn<R>(worker: Worker, task: unknown, options: RunOptions): Promise<Result<R, 'timeout'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<R, 'timeout'>>();
  const onMessage = (reply: WorkerReply<R>) => {
    if (reply.kind === 'progress') options.onProgress?.(reply.share);
    else if (reply.kind === 'done') resolve(ok(reply.value));
    else reject(reply.error);
  };
  const onExit = () => reject(new Error('The worker ended before its task was done.'));
  const onAbort = () => reject(options.signal?.reason as Error);
  const deadline = setTimeout(() => resolve(err('timeout')), options.timeoutMs);
  worker.on('message', onMessage).once('error', reject).once('exit', onExit);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  worker.ref();
  try {
    worker.postMessage(task, options.transfer);
  } catch (error) {
    reject(error);
  }
  try {
    return await promise;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(deadline);
    options.signal?.removeEventListener('abort', onAbort);
    worker.off('message', onMessage).off('error', reject).off('exit', onExit);
    worker.unref();
  }
}
