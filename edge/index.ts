import { rollUpUsage } from './accounts/roll-up.ts';
import { createApp } from './app.ts';
import { sweepJobs } from './jobs/sweep.ts';
import { servicesFor } from './services.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  /** Cron: mends what was lost between the database and the queue, and copies what was used to the database. */
  async scheduled(_event, bindings) {
    const services = servicesFor(bindings);
    const [swept] = await allDone(sweepJobs(services), rollUpUsage(services));
    if (swept.sent + swept.abandoned > 0) console.log(JSON.stringify({ level: 'info', event: 'sweep', ...swept }));
  },
} satisfies ExportedHandler<Record<string, unknown>>;

/** Both, though one may fail; then the first failure is thrown. */
async function allDone<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}
