import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import {
  jobOutcomeSchema,
  jobProgressSchema,
  progressKey,
  type AnalyzeJob,
  type JobOutcome,
  type TempoHints,
} from '../../shared/contracts/job.ts';
import { problemSchema } from '../../shared/contracts/problem.ts';
import { createApp } from '../../sidecar/app.ts';
import { createServices } from '../../sidecar/services.ts';
import { paddedAac, silentVideo, sineMp3, wavTrack } from '../support/audio-files.ts';
import { BOOM_BAP, drumTrack } from '../support/rhythms.ts';
import { delivery, envOf, KEYS, newJob, startSidecarStores, type Delivery } from '../support/sidecar-fixture.ts';
import { wav } from '../support/signals.ts';

let stores: Awaited<ReturnType<typeof startSidecarStores>>;
let app: ReturnType<typeof createApp>;
let hostUrl = '';
const song = wavTrack(
  { bpm: 120, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 10 },
  { title: 'Ours', genre: 'house' },
);

const host = createServer((request, response) => {
  if (request.url === '/song.wav') response.end(song);
  else if (request.url === '/down') response.writeHead(503).end();
  else response.writeHead(404).end();
});

const savedTmp = process.env['TMPDIR'];

beforeAll(async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const { port } = host.address() as AddressInfo;
  hostUrl = `http://127.0.0.1:${port}`;
  stores = await startSidecarStores({ FETCH_ALLOWED_HOSTS: `127.0.0.1:${port}` });
  process.env['TMPDIR'] = stores.tempFolder;
  app = createApp(createServices(stores.env));
  await stores.put('uploads/song', song);
});

afterAll(async () => {
  process.env['TMPDIR'] = savedTmp ?? '/tmp';
  host.close();
  await stores.close();
});

afterEach(async () => {
  const left = await stores.leftovers();
  if (left.length > 0) throw new Error(`temp files remain: ${left.join(', ')}`);
});

const deliver = async (job: unknown, options: Delivery = {}, to = app) =>
  to.request('/jobs/analyze', delivery(typeof job === 'string' ? job : JSON.stringify(job), options));

async function outcomeOf(job: AnalyzeJob, options: Delivery = {}, to = app): Promise<JobOutcome> {
  const response = await deliver(job, options, to);
  expect(response.status).toBe(200);
  return jobOutcomeSchema.parse(await response.json());
}

async function problemOf(response: Response, status: number): Promise<string> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problemSchema.parse(await response.json()).code;
}

const codeOf = (outcome: JobOutcome) => (outcome.status === 'failed' ? outcome.code : outcome.status);
const upload = { kind: 'object', key: 'uploads/song' } as const;

describe('a job', () => {
  it('ends with the analysis, and with its objects in the bucket', async () => {
    const job = newJob({ source: upload });
    const outcome = await outcomeOf(job);
    if (outcome.status !== 'succeeded') throw new Error(outcome.code);
    expect(outcome).toMatchObject({ jobId: job.jobId, trackId: job.trackId, tags: { title: 'Ours', genre: 'house' } });
    expect(outcome.analysis.durationSec).toBeCloseTo(21.5, 1);
    expect(outcome.analysis.tempo?.bpm).toBeCloseTo(120, 0);

    const { objects, contentHash } = outcome;
    expect(await stores.keys('analysis/')).toEqual(
      expect.arrayContaining([`analysis/v${ANALYSIS_VERSION}/${contentHash}/result.json`, ...Object.values(objects)]),
    );
    const waveform = JSON.parse(await stores.text(objects.waveformJson));
    const dat = await stores.bytes(objects.waveformDat);
    expect(waveform).toMatchObject({ version: 2, channels: 1, bits: 8 });
    expect(waveform.data).toHaveLength(2 * waveform.length);
    expect([...new Int8Array(dat.buffer, dat.byteOffset + 24, 50)]).toEqual(waveform.data.slice(0, 50));
    expect(JSON.parse(await stores.text(objects.analysis))).toEqual(outcome.analysis);
  });

  it('hears the tempo as its hints have it, and keeps that apart from what it hears without', async () => {
    const drums = drumTrack({ ...BOOM_BAP, bpm: 86, durationSec: 20 });
    await stores.put('uploads/drums', wav([drums.samples], drums.sampleRate));
    const bpmOf = async (hints?: TempoHints) => {
      const outcome = await outcomeOf(newJob({ source: { kind: 'object', key: 'uploads/drums', hints } }));
      return outcome.status === 'succeeded' ? Math.round(outcome.analysis.tempo!.bpm) : outcome.code;
    };
    const unhinted = await bpmOf();
    expect(await bpmOf({ tempoRange: [60, 110] })).toBe(86);
    expect(await bpmOf({ tempoRange: [140, 200] })).toBe(172);
    expect(await bpmOf({ genre: 'Hip-Hop' })).toBe(86);
    expect(await bpmOf({ genre: 'Drum & Bass' })).toBe(172);
    expect(await bpmOf()).toBe(unhinted);
  });

  it('tells its progress while it runs, for two minutes', async () => {
    const job = newJob({ source: upload });
    await outcomeOf(job);
    const progress = jobProgressSchema.parse(await stores.redis.get(progressKey(job.jobId)));
    expect(Date.now() - progress.at).toBeLessThan(10_000);
    expect(await stores.redis.ttl(progressKey(job.jobId))).toBeGreaterThan(100);
  });

  it('from a public address is fetched', async () => {
    expect(codeOf(await outcomeOf(newJob({ source: { kind: 'url', url: `${hostUrl}/song.wav` } })))).toBe('succeeded');
  });

  it('with audio that was analysed before takes the stored result', async () => {
    const first = await outcomeOf(newJob({ source: upload }));
    if (first.status !== 'succeeded') throw new Error(first.code);
    const key = `analysis/v${ANALYSIS_VERSION}/${first.contentHash}/result.json`;
    const stored = JSON.parse(await stores.text(key));
    // A mark that only the stored result has: whoever answers with it has read it.
    await stores.put(key, JSON.stringify({ ...stored, tags: { ...stored.tags, title: 'From the bucket' } }));
    const again = await outcomeOf(newJob({ source: { kind: 'url', url: `${hostUrl}/song.wav` } }));
    expect(again).toMatchObject({ tags: { title: 'From the bucket' }, contentHash: first.contentHash });

    await stores.put(key, '{"analysis": "of another version"');
    expect(await outcomeOf(newJob({ source: upload }))).toMatchObject({ tags: { title: 'Ours' } });
    expect(JSON.parse(await stores.text(key))).toEqual(stored);
  });

  it('keeps to its own limit of length when the stored result is longer', async () => {
    await outcomeOf(newJob({ source: upload }));
    expect(codeOf(await outcomeOf(newJob({ source: upload, maxDurationSec: 10 })))).toBe('AUDIO_TOO_LONG');
  });

  it.each<
    [code: string, what: string, body: () => Promise<Uint8Array | string> | string, limits?: Partial<AnalyzeJob>]
  >([
    ['AUDIO_UNREADABLE', 'text named .mp3', () => 'This is no music, whatever its name says. '.repeat(100)],
    ['FILE_EMPTY', 'an empty file', () => ''],
    ['AUDIO_MISSING', 'a video without sound', silentVideo],
    ['AUDIO_TOO_LONG', 'audio longer than allowed', () => sineMp3(30), { maxDurationSec: 20 }],
    ['succeeded', 'an m4a of the longest duration allowed', () => paddedAac('m4a'), { maxDurationSec: 4 }],
    ['FILE_TOO_LARGE', 'a file larger than allowed', () => sineMp3(30), { maxBytes: 100_000 }],
    ['AUDIO_UNREADABLE', 'the first 300 bytes of an mp3', async () => (await sineMp3(5)).subarray(0, 300)],
    ['succeeded', 'half an mp3', async () => (await sineMp3(20)).subarray(0, 160_000)],
  ])('is %s for %s', async (code, what, body, limits = {}) => {
    const key = `uploads/${what}.mp3`;
    await stores.put(key, await body());
    expect(codeOf(await outcomeOf(newJob({ source: { kind: 'object', key }, ...limits })))).toBe(code);
    expect(await stores.leftovers()).toEqual([]);
  });

  it.each([
    ['UPLOAD_NOT_FOUND', { kind: 'object', key: 'uploads/never' }],
    ['URL_NOT_ALLOWED', { kind: 'url', url: 'http://127.0.0.1:1/song.mp3' }],
    ['URL_NOT_ALLOWED', { kind: 'url', url: 'http://169.254.169.254/latest/meta-data' }],
  ] as const)('is %s for a source such as %o', async (code, source) => {
    expect(codeOf(await outcomeOf(newJob({ source })))).toBe(code);
  });

  it('is URL_NOT_FOUND for an address that is 404', async () => {
    expect(codeOf(await outcomeOf(newJob({ source: { kind: 'url', url: `${hostUrl}/none` } })))).toBe('URL_NOT_FOUND');
  });

  it('comes again while its address is unreachable, and ends with that on the last attempt', async () => {
    const job = newJob({ source: { kind: 'url', url: `${hostUrl}/down` } });
    for (const retried of [0, 1, 2]) {
      const response = await deliver(job, { retried });
      expect(await problemOf(response, 503)).toBe('URL_UNREACHABLE');
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(codeOf(await outcomeOf(job, { retried: 3 }))).toBe('URL_UNREACHABLE');
  });

  it('that comes twice at once is one run with one answer', async () => {
    let served = 0;
    const counting = createServer((_request, response) => {
      served += 1;
      response.end(song);
    });
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    const { port } = counting.address() as AddressInfo;
    const services = createServices(envOf({ ...stores.settings, FETCH_ALLOWED_HOSTS: '127.0.0.1' }));
    const job = newJob({ source: { kind: 'url', url: `http://127.0.0.1:${port}/` } });
    const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(job, {}, createApp(services))));
    counting.close();
    expect(served).toBe(1);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});

describe('a message', () => {
  const job = newJob({ source: { kind: 'object', key: 'uploads/never' } });

  it('signed with the next key is taken, for keys are changed without a stop', async () => {
    expect(codeOf(await outcomeOf(job, { key: KEYS.next }))).toBe('UPLOAD_NOT_FOUND');
  });

  it.each<[string, Delivery]>([
    ['with a foreign key', { key: 'sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r' }],
    ['for another address', { url: 'http://sidecar.test:8788/jobs/other' }],
    ['for another host', { url: 'http://other.test:8788/jobs/analyze' }],
    ['an hour ago', { nowMs: Date.now() - 3_600_000 }],
    ['in an hour', { nowMs: Date.now() + 3_600_000 }],
  ])('signed %s is refused', async (_what, options) => {
    expect(await problemOf(await deliver(job, options), 401)).toBe('SIGNATURE_INVALID');
  });

  it('is refused when its body is not the one that was signed', async () => {
    const request = { ...delivery(JSON.stringify(job)), body: JSON.stringify({ ...job, maxBytes: 1 }) };
    expect(await problemOf(await app.request('/jobs/analyze', request), 401)).toBe('SIGNATURE_INVALID');
  });

  it.each(['', 'nonsense', 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJVcHN0YXNoIn0.'])(
    'with the signature "%s" is refused',
    async (signature) => {
      const request = delivery(JSON.stringify(job));
      const headers = { ...(request.headers as Record<string, string>), 'upstash-signature': signature };
      expect(await problemOf(await app.request('/jobs/analyze', { ...request, headers }), 401)).toBe(
        'SIGNATURE_INVALID',
      );
    },
  );

  it('is refused without a signature even where the SDK would take its development keys', async () => {
    process.env['QSTASH_DEV'] = 'true';
    const answer = await deliver(job, { key: 'sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r' });
    delete process.env['QSTASH_DEV'];
    expect(await problemOf(answer, 401)).toBe('SIGNATURE_INVALID');
  });

  it.each([
    '{}',
    'no json',
    JSON.stringify({ ...job, jobId: 'x' }),
    JSON.stringify({ ...job, source: { kind: 'file', path: '/etc/passwd' } }),
  ])('signed but no job is refused: %s', async (body) => {
    expect(await problemOf(await deliver(body), 400)).toBe('INVALID_REQUEST');
  });

  it('larger than any job is refused', async () => {
    const body = JSON.stringify({ ...job, padding: 'x'.repeat(70_000) });
    expect(await problemOf(await deliver(body), 413)).toBe('BODY_TOO_LARGE');
  });
});

describe('the sidecar', () => {
  it('says whether it lives and is ready', async () => {
    expect((await app.request('/health/live')).status).toBe(200);
    const ready = await app.request('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ok', parts: { objects: 'ok', redis: 'ok', ffmpeg: 'ok' } });
    expect(await problemOf(await app.request('/none'), 404)).toBe('NOT_FOUND');
  });

  it('says which part is down, has jobs come again without its store, and does without progress', async () => {
    const own = await startSidecarStores();
    await own.put('uploads/song', song);
    const services = createServices(own.env);
    const alone = createApp(services);
    const job = newJob({ source: upload });

    await own.closeRedis();
    expect(await (await alone.request('/health/ready')).json()).toMatchObject({
      parts: { redis: 'down', objects: 'ok' },
    });
    expect(codeOf(await outcomeOf(job, {}, alone))).toBe('succeeded');

    await own.closeObjects();
    const ready = await alone.request('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ parts: { objects: 'down' } });
    expect(await problemOf(await deliver(job, { retried: 3 }, alone), 503)).toBe('UNAVAILABLE');
    services.close();
    await own.close();
  });

  it('ends a job that takes too long as such, and leaves nothing of it', async () => {
    const slow = createServer((_request, response) => void response.write('RIFF'));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`;
    const services = createServices(
      envOf({ ...stores.settings, FETCH_ALLOWED_HOSTS: '127.0.0.1', JOB_TIMEOUT_MS: '300' }),
    );
    const outcome = await outcomeOf(newJob({ source: { kind: 'url', url } }), {}, createApp(services));
    expect(codeOf(outcome)).toBe('ANALYSIS_TIMEOUT');
    expect(await stores.leftovers()).toEqual([]);
    slow.closeAllConnections();
    slow.close();
  });

  it('takes no more than it can, and has the rest come again', async () => {
    const held: (() => void)[] = [];
    const holding = createServer((_request, response) => void held.push(() => response.writeHead(404).end()));
    await new Promise<void>((resolve) => holding.listen(0, '127.0.0.1', resolve));
    const source = { kind: 'url', url: `http://127.0.0.1:${(holding.address() as AddressInfo).port}/` } as const;
    const limits = { MAX_CONCURRENT_JOBS: '1', MAX_WAITING_JOBS: '1', FETCH_ALLOWED_HOSTS: '127.0.0.1' };
    const busy = createApp(createServices(envOf({ ...stores.settings, ...limits })));

    const asked = new Promise((resolve) => holding.once('request', resolve));
    const running = outcomeOf(newJob({ source }), {}, busy);
    await asked;
    // Of two more, one may wait; which of them comes first is not for us to say.
    const nextAsked = new Promise((resolve) => holding.once('request', resolve));
    const two = [newJob({ source }), newJob({ source })].map((job) => deliver(job, {}, busy));
    expect(await problemOf(await Promise.race(two), 503)).toBe('UNAVAILABLE');
    held.shift()!();
    expect(codeOf(await running)).toBe('URL_NOT_FOUND');
    await nextAsked;
    held.shift()!();
    expect((await Promise.all(two)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 503]);
    holding.close();
  });
});
