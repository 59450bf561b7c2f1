import { afterEach, expect, test } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../sidecar/analysis/worker-pool.ts';
import type { OddTask } from '../support/odd-worker.ts';

let pool: WorkerPool<OddTask, number>;
const open = (size: number, maxLoad = Infinity) =>
  (pool = createWorkerPool({ script: new URL('../support/odd-worker.ts', import.meta.url), size, maxLoad }));
const limits = { timeoutMs: 10_000 };
/** The id of the thread that answered. */
async function answer(options: { load?: number } = {}): Promise<number> {
  const result = await pool.run('answer', { ...limits, ...options });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

afterEach(() => pool.close());

test('tasks one after the other are done by one worker', async () => {
  open(2);
  expect(await answer()).toBe(await answer());
});

test('as many tasks at once as there are workers, the others in turn', async () => {
  open(2);
  const threads = await Promise.all(Array.from({ length: 6 }, () => answer()));
  expect(new Set(threads).size).toBe(2);
});

test('a worker that overruns its time is killed, and a new one takes its place', async () => {
  open(1);
  const before = await answer();
  expect(await pool.run('spin', { timeoutMs: 200 })).toEqual({ ok: false, error: 'timeout' });
  expect(await answer()).not.toBe(before);
});

test('the time that a task waits for its turn is not counted', async () => {
  open(1);
  // Long enough for a new worker to start in on a busy machine.
  const spinning = pool.run('spin', { timeoutMs: 3_100 });
  const waiting = pool.run('answer', { timeoutMs: 3_000 });
  expect(await spinning).toMatchObject({ ok: false });
  expect(await waiting).toMatchObject({ ok: true });
});

test('what a task throws is thrown, and so is a worker that ends in mid-task; the next task is served', async () => {
  open(1);
  await expect(pool.run('throw', limits)).rejects.toThrow('out of bounds');
  await expect(pool.run('exit', limits)).rejects.toThrow('ended before');
  await answer();
});

test('a task that cannot be sent is thrown back, and leaves no worker behind it', async () => {
  open(1);
  const before = await answer();
  const gone = new ArrayBuffer(8);
  gone.transfer();
  await expect(pool.run('answer', { ...limits, transfer: [gone] })).rejects.toThrow('Cannot transfer');
  expect(await answer()).not.toBe(before);
});

test('an abort ends a running task and takes a waiting one out of the row', async () => {
  open(1);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const spin = pool.run('spin', { ...limits, signal: running.signal });
  const queued = pool.run('answer', { ...limits, signal: waiting.signal });
  const last = answer();
  waiting.abort(new Error('no longer wanted'));
  await expect(queued).rejects.toThrow('no longer wanted');
  running.abort(new Error('stop'));
  await expect(spin).rejects.toThrow('stop');
  expect(await last).toBeGreaterThan(0);
});

test('a worker is replaced once it has done its load', async () => {
  open(1, 100);
  const first = await answer({ load: 60 });
  expect(await answer({ load: 60 })).toBe(first);
  expect(await answer({ load: 60 })).not.toBe(first);
});

test('progress reaches the caller before the answer', async () => {
  open(1);
  const shares: number[] = [];
  await pool.run('progress', { ...limits, onProgress: (share) => shares.push(share) });
  expect(shares).toEqual([0.25, 0.75]);
});
