/** A worker that does as it is told, for the pool's tests. */
import { parentPort, threadId } from 'node:worker_threads';
import type { WorkerReply } from '../../sidecar/analysis/worker-pool.ts';

export type OddTask = 'answer' | 'spin' | 'throw' | 'exit' | 'progress';

// oxlint-disable-next-line require-post-message-target-origin -- a thread's port, not a window's
const reply = (message: WorkerReply<number>): void => parentPort?.postMessage(message);

parentPort?.on('message', (task: OddTask) => {
  if (task === 'spin') for (;;);
  if (task === 'exit') process.exit(3);
  if (task === 'throw') return reply({ kind: 'failed', error: new RangeError('out of bounds') });
  if (task === 'progress') for (const share of [0.25, 0.75]) reply({ kind: 'progress', share });
  reply({ kind: 'done', value: threadId });
});
