import { createApp } from './app.ts';
import { sweepJobs } from './jobs/sweep.ts';
import { servicesFor } from './services.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  /** Cron: mends what was lost between the database and the queue. */
  async scheduled(_event, bindings) {
    const swept = await sweepJobs(servicesFor(bindings));
    if (swept.sent + swept.abandoned > 0) console.log(JSON.stringify({ level: 'info', event: 'sweep', ...swept }));
  },
} satisfies ExportedHandler<Record<string, unknown>>;
