import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { parseEnv } from './env.ts';
import { describeFfmpeg } from './exec/ffmpeg.ts';
import { removeLeftoverTempFolders } from './exec/temp-folder.ts';
import { ytDlpVersion } from './exec/yt-dlp.ts';
import { log } from './log.ts';
import { createServices } from './services.ts';

const env = parseEnv(process.env);
if (!env.ok) {
  process.stderr.write(`${env.error}\n`);
  process.exit(1);
}
const { HOST, PORT, SHUTDOWN_GRACE_MS, MAX_CONCURRENT_JOBS, YTDLP_PATH } = env.value;
const services = createServices(env.value);

const server = serve({ fetch: createApp(services).fetch, hostname: HOST, port: PORT }) as Server;
server.on('error', (error: NodeJS.ErrnoException) => {
  const reason = error.code === 'EADDRINUSE' ? `port ${PORT} is taken` : error.message;
  process.stderr.write(`The sidecar can't listen: ${reason}\n`);
  process.exit(1);
});
await once(server, 'listening');

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));

log('started', {
  port: (server.address() as AddressInfo).port,
  leftoversRemoved: await removeLeftoverTempFolders(),
  mediaTools: await describeFfmpeg(),
  ytDlp: YTDLP_PATH === undefined ? 'off' : ((await ytDlpVersion(YTDLP_PATH)) ?? 'does not run'),
  maxConcurrentJobs: MAX_CONCURRENT_JOBS,
});

/** No new connection, no new job; what runs may end in peace for a while, and is then broken off and comes again. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  log('stopping', { signal });
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await services.jobs.drain(SHUTDOWN_GRACE_MS);
  // The answers of the last jobs are on their way: their connections close once these are written.
  server.closeIdleConnections();
  const lingering = setTimeout(() => server.closeAllConnections(), 1_000);
  await closed;
  clearTimeout(lingering);
  services.close();
  log('stopped');
  process.exit(0);
}
