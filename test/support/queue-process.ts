import { startQueue } from '../../local/queue.ts';
import { SIGNING_KEYS, TOKEN } from './queue-settings.ts';

/** A queue in a process of its own, for tests that kill it: `node queue-process.ts <folder>`; prints its address. */
const queue = await startQueue({
  dataDir: process.argv[2]!,
  port: 0,
  token: TOKEN,
  ...SIGNING_KEYS,
  retryDelayMs: () => 5,
});
process.stdout.write(`${queue.url}\n`);
