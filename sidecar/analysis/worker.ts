/** The thread a track is analysed in: takes a `SignalTask`, answers with `SignalFindings`. */
import { parentPort } from 'node:worker_threads';
import { analyseSignal, type SignalFindings, type SignalTask } from './analyse-signal.ts';
import type { WorkerReply } from './worker-pool.ts';

// oxlint-disable-next-line require-post-message-target-origin -- a thread's port, not a window's
const reply = (message: WorkerReply<SignalFindings>): void => parentPort?.postMessage(message);

parentPort?.on('message', (task: SignalTask) => {
  try {
    reply({ kind: 'done', value: analyseSignal(task, (share) => reply({ kind: 'progress', share })) });
  } catch (error) {
    reply({ kind: 'failed', error });
  }
});
