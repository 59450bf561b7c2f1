import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { jobOutcomeSchema, progressKey, type AnalyzeJob, type JobProgress } from '../../shared/contracts/job.ts';
import { madeByFfmpeg, wavTrack } from '../support/audio-files.ts';
import { freePort, untilReady } from '../support/programs.ts';
import { callbackBody, fromBase64, queueForTest, receiverForTest } from '../support/queue-fixture.ts';
import { SIGNING_KEYS } from '../support/queue-settings.ts';
import { delivery, newJob, startSidecarStores } from '../support/sidecar-fixture.ts';

const SIDECAR = fileURLToPath(new URL('../../sidecar/index.ts', import.meta.url));

let stores: Awaited<ReturnType<typeof startSidecarStores>>;
beforeAll(async () => {
  stores = await startSidecarStores();
});
afterAll(() => stores.close());

/** The sidecar as a process of its own, on the given port; killed at the end of the test if it still runs. */
async function startSidecar(port: number, settings: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [SIDECAR], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: stores.tempFolder,
      ...stores.settings,
      SIDECAR_PUBLIC_URL: url,
      PORT: String(port),
      FETCH_ALLOWED_HOSTS: '127.0.0.1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  await untilReady(() => fetch(`${url}/health/live`), 15_000);
  const send = (job: AnalyzeJob) => {
    const target = `${url}/jobs/analyze`;
    return fetch(target, delivery(JSON.stringify(job), { url: target }));
  };
  return { child, url, exited, send, output: () => output };
}

/** A host that answers when it is told to. */
async function startHoldingHost() {
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => void held.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/song`,
    held,
    asked: once(server, 'request'),
  };
}

/** Opens a connection and ends it again; rejects where nobody listens. */
async function connection(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

/** The processes whose command line names the sidecar's temp folder: the tools of its jobs. */
async function toolsRunning(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(stores.tempFolder));
}

const song = wavTrack({ bpm: 126, key: { tonic: 'C', mode: 'minor' }, genre: 'techno', bars: 8 });

describe('a sidecar that is told to stop', () => {
  it('ends its job in peace, answers it, and exits with nothing left', async () => {
    const host = await startHoldingHost();
    const port = await freePort();
    const sidecar = await startSidecar(port);
    const answer = sidecar.send(newJob({ source: { kind: 'url', url: host.url } }));
    await host.asked;
    sidecar.child.kill('SIGTERM');
    // A new connection: one that stands may still be answered.
    await untilReady(() => expect(connection(port)).rejects.toThrow('ECONNREFUSED'), 20_000);
    host.held[0]!.end(song);
    const outcome = jobOutcomeSchema.parse(await (await answer).json());
    expect(outcome.status).toBe('succeeded');
    expect(await sidecar.exited).toEqual([0, null]);
    expect(await stores.leftovers()).toEqual([]);
  });

  it('breaks a job off that does not end in time, and has it come again', async () => {
    const host = await startHoldingHost();
    const sidecar = await startSidecar(await freePort(), { SHUTDOWN_GRACE_MS: '200' });
    const answer = sidecar.send(newJob({ source: { kind: 'url', url: host.url } }));
    await host.asked;
    sidecar.child.kill('SIGTERM');
    const response = await answer;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await sidecar.exited).toEqual([0, null]);
    expect(await stores.leftovers()).toEqual([]);
  });
});

// What still runs is read from /proc.
describe.runIf(existsSync('/proc/self'))('a sidecar that is killed in the middle of a job', () => {
  it('loses nothing: the queue brings the job again, and it ends, with no tool or temp file left', async () => {
    const queue = await queueForTest({ retryDelayMs: () => 300 });
    const callbacks = await receiverForTest();
    const port = await freePort();
    const settings = {
      QSTASH_CURRENT_SIGNING_KEY: SIGNING_KEYS.currentSigningKey,
      QSTASH_NEXT_SIGNING_KEY: SIGNING_KEYS.nextSigningKey,
    };
    const first = await startSidecar(port, settings);
    // Long enough to be caught while it is decoded.
    await stores.put(
      'uploads/long',
      await madeByFfmpeg(['-f', 'lavfi', '-i', 'sine=440:d=900:r=44100', '-ac', '2'], 'long.flac'),
    );
    const job = newJob({
      source: { kind: 'object', key: 'uploads/long' },
      maxDurationSec: 1_200,
      maxBytes: 500_000_000,
    });
    await queue.client.publishJSON({
      url: `${first.url}/jobs/analyze`,
      body: job,
      callback: `${callbacks.url}/callback`,
      retries: 20,
    });
    await untilReady(async () => {
      const progress = await stores.redis.get<JobProgress>(progressKey(job.jobId));
      if (progress?.stage !== 'decode') throw new Error('not decoding yet');
    }, 20_000);
    first.child.kill('SIGKILL');
    await first.exited;
    expect(await stores.leftovers()).toHaveLength(1);

    await startSidecar(port, settings);
    let callback = callbackBody((await callbacks.next('/callback')).body);
    while (callback.status !== 200) callback = callbackBody((await callbacks.next('/callback')).body);
    const outcome = jobOutcomeSchema.parse(JSON.parse(fromBase64(callback.body)));
    expect(outcome).toMatchObject({ status: 'succeeded', jobId: job.jobId, analysis: { durationSec: 900 } });
    expect(callback.retried).toBeGreaterThan(0);
    expect(await toolsRunning()).toEqual([]);
    expect(await stores.leftovers()).toEqual([]);
  }, 60_000);
});

describe('a sidecar with bad settings', () => {
  it('says which, and never a value, and does not start', async () => {
    const environment = { PATH: process.env['PATH'], ...stores.settings, S3_BUCKET: '', PORT: 'canary-9c1e' };
    const child = spawn(process.execPath, [SIDECAR], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(text).toMatch(/^The sidecar's settings are not valid:\n {2}PORT: .*\n {2}S3_BUCKET: .*\n$/);
    expect(text).not.toContain('canary-9c1e');
  });

  it('says in one line that its port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const environment = { PATH: process.env['PATH'], ...stores.settings, PORT: String(port) };
    const child = spawn(process.execPath, [SIDECAR], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    expect(((await once(child, 'close')) as [number])[0]).toBe(1);
    expect(text).toBe(`The sidecar can't listen: port ${port} is taken\n`);
  });
});
