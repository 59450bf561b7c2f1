import { rollUpUsage } from './accounts/roll-up.ts';
import { createApp } from './app.ts';
import { sweepJobs } from './jobs/sweep.ts';
import { expireRequests } from './search/expire-requests.ts';
import { renewVideoWords } from './search/youtube-words.ts';
import { servicesFor } from './services.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  /** Cron: mends what was lost between the database and the queue, copies what was used to the database, forgets what may not be kept. */
  async scheduled(_event, bindings) {
    const services = servicesFor(bindings);
    const [swept] = await allDone([
      sweepJobs(services),
      rollUpUsage(services),
      expireRequests(services),
      renewVideoWords(services),
    ]);
    if (swept.sent + swept.abandoned > 0) console.log(JSON.stringify({ level: 'info', event: 'sweep', ...swept }));
  },
} satisfies ExportedHandler<Record<string, unknown>>;

/** All of them, though some may fail; then the first failure is thrown. */
async function allDone<T>(work: [Promise<T>, ...Promise<unknown>[]]): Promise<[T, ...unknown[]]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
