import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ENV_NAMES } from '../edge/env.ts';
import { USAGE_LOG_PATH } from '../edge/accounts/usage-log.ts';
import { describeFfmpeg } from '../sidecar/exec/ffmpeg.ts';
import { ytDlpVersion } from '../sidecar/exec/yt-dlp.ts';
import { keepApiKey } from './account.ts';
import { type Child, keepRunning } from './child.ts';
import { type CloudSettings, cloudSettings, startCloud } from './cloud.ts';
import { fillWithDemoTracks } from './demo-fill.ts';
import { openLogPush } from './log-push.ts';
import { keepSecrets, readSettings, type Settings } from './settings.ts';

/*
 * `npm start`: the whole of MusicForge on this machine. The embedded cloud runs in this process; the edge (in workerd,
 * under wrangler) and the sidecar are children that are started again when they end.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const CRON_MS = 60_000;
const CHECK_TIMEOUT_MS = 4_000;

const stopping = new AbortController();
const running: { stop(): Promise<void> }[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0));

try {
  await up(readSettings(process.env));
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(`MusicForge can't start: ${(error as Error).message}`);
    await shutDown(1);
  }
}

async function up(settings: Settings): Promise<void> {
  const dataDir = resolve(settings.DATA_DIR);
  await claimPorts(settings);
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  console.log(`MusicForge is starting. Data and logs are in ${dataDir}.`);

  const edgeUrl = `http://127.0.0.1:${settings.PORT}`;
  const secrets = await keepSecrets(dataDir);
  const ports = {
    database: settings.DATABASE_PORT,
    redis: settings.REDIS_PORT,
    queue: settings.QUEUE_PORT,
    objects: settings.OBJECTS_PORT,
  };
  // wrangler builds the Worker while the database wakes up: neither needs the other for that.
  const addresses = cloudSettings(ports, secrets);
  running.push(startSidecar(settings, addresses, dataDir), await startEdge(settings, addresses, dataDir, edgeUrl));
  console.log(`Audio is decoded by ${await describeFfmpeg()}.`);
  if (settings.YOUTUBE_AUDIO === 'on') console.log(await describeYtDlp(settings.YTDLP_PATH));
  const cloud = await startCloud(dataDir, ports, secrets);
  running.unshift({ stop: () => cloud.close() });
  const key = await keepApiKey(cloud.db, dataDir);
  await untilReady(edgeUrl, dataDir);
  const push = openLogPush({
    logFile: join(dataDir, 'logs/edge.log'),
    url: `${edgeUrl}${USAGE_LOG_PATH}`,
    token: secrets.usageLogToken,
  });
  running.push(await startCron(edgeUrl, push));
  if (settings.DEMO_TRACKS === 'on') {
    await fillWithDemoTracks({ url: edgeUrl, key }, dataDir, (done, of) => {
      console.log(`Demo track ${done} of ${of} analysed.`);
    });
  }
  console.log(readyLine(edgeUrl, key, settings));
}

async function describeYtDlp(path: string): Promise<string> {
  const version = await ytDlpVersion(path);
  return version === null
    ? `No audio comes from YouTube, though YOUTUBE_AUDIO is on: ${path} can't be run.`
    : `Audio from YouTube comes by yt-dlp ${version}. YouTube's terms forbid that without permission: you answer for it.`;
}

function startSidecar(settings: Settings, cloud: CloudSettings, dataDir: string): Child {
  return keepRunning({
    command: process.execPath,
    args: [join(ROOT, 'sidecar/index.ts')],
    env: {
      ...process.env,
      ...cloud,
      HOST: '127.0.0.1',
      PORT: String(settings.SIDECAR_PORT),
      SIDECAR_PUBLIC_URL: `http://127.0.0.1:${settings.SIDECAR_PORT}`,
      FETCH_ALLOWED_HOSTS: settings.FETCH_ALLOWED_HOSTS,
      YTDLP_PATH: settings.YOUTUBE_AUDIO === 'on' ? settings.YTDLP_PATH : '',
      // Whoever pressed Ctrl-C is waiting; a job that is cut off comes again at the next start.
      SHUTDOWN_GRACE_MS: '3000',
    },
    logFile: join(dataDir, 'logs/sidecar.log'),
    onExit: (reason) => console.error(`The sidecar ended (${reason}) and is started again.`),
  });
}

async function startEdge(settings: Settings, cloud: CloudSettings, dataDir: string, edgeUrl: string): Promise<Child> {
  // What the operator has set (a model's key, a limit) is passed on; where the services are is for us to say.
  const given = ENV_NAMES.filter((name) => process.env[name]).map((name) => [name, process.env[name]]);
  const variables = {
    ...(Object.fromEntries(given) as Record<string, string>),
    ...cloud,
    PUBLIC_URL: edgeUrl,
    SIDECAR_URL: `http://127.0.0.1:${settings.SIDECAR_PORT}`,
    FETCH_ALLOWED_HOSTS: settings.FETCH_ALLOWED_HOSTS,
  };
  const envFile = join(dataDir, 'edge.env');
  // Single quotes: dotenv takes what is in them as it is.
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  await writeFile(envFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const args = ['dev', '--config', join(ROOT, 'wrangler.toml'), '--env-file', envFile, '--ip', '127.0.0.1'];
  return keepRunning({
    command: process.execPath,
    args: [
      wrangler,
      ...args,
      '--port',
      String(settings.PORT),
      '--inspector-port',
      '0',
      '--persist-to',
      join(dataDir, 'wrangler'),
    ],
    // No look-ups of a location, no statistics, no questions: wrangler needs no network then.
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', CI: '1' },
    logFile: join(dataDir, 'logs/edge.log'),
    onExit: (reason) => console.error(`The edge ended (${reason}) and is started again.`),
    isWell: () =>
      fetch(`${edgeUrl}/health`, { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) }).then(
        (response) => response.ok,
        () => false,
      ),
  });
}

/** What Cloudflare's cron does for a deployed Worker, and Logpush: at once for the log of the last run, then every minute. */
async function startCron(edgeUrl: string, pushLog: () => Promise<void>): Promise<Child> {
  const fire = () =>
    fetch(`${edgeUrl}/cdn-cgi/handler/scheduled`).then(
      (response) => response.body?.cancel(),
      () => undefined,
    );
  // A disk that fails for a minute must not end this process: the children would outlive it.
  const push = () =>
    pushLog().catch((error: unknown) => console.error(`The edge's log was not pushed: ${String(error)}`));
  await push();
  const timer = setInterval(() => void push().then(fire), CRON_MS);
  return { stop: () => Promise.resolve(clearInterval(timer)) };
}

async function untilReady(edgeUrl: string, dataDir: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let last = 'no answer';
  while (Date.now() < deadline) {
    stopping.signal.throwIfAborted();
    try {
      const response = await fetch(`${edgeUrl}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      last = await response.text();
      if (response.ok) return;
    } catch {
      // not listening yet
    }
    await wait(150);
  }
  throw new Error(`it was not ready after ${READY_TIMEOUT_MS / 1000} s (${last}); see ${join(dataDir, 'logs')}`);
}

/** Says in one line which port is taken, before anything has been started. */
async function claimPorts(settings: Settings): Promise<void> {
  const names = ['PORT', 'SIDECAR_PORT', 'DATABASE_PORT', 'REDIS_PORT', 'QUEUE_PORT', 'OBJECTS_PORT'] as const;
  for (const name of names) {
    const server = createServer().listen(settings[name], '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      throw new Error(`port ${settings[name]} is taken; set ${name} to another.`);
    }
    server.close();
    await once(server, 'close');
  }
}

function readyLine(edgeUrl: string, key: string, settings: Settings): string {
  return `
MusicForge is ready at ${edgeUrl} with the API key ${key} (also in ${settings.DATA_DIR}/api-key). Try:

curl -s ${edgeUrl}/v1/music/process -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' -d '{"request": "deep house around 122 bpm in A minor, no vocals", "maxTracks": 5}'
`;
}

/** Ends what was started, the last first. A second signal while it does so changes nothing. */
async function shutDown(status: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  for (const part of running.toReversed()) {
    await part.stop().catch((error: unknown) => console.error(String(error)));
  }
  process.exit(status);
}
