import { eq, sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { apiKeys, jobs } from '../../drizzle/schema.ts';
import { CACHE } from '../../edge/cache-keys.ts';
import { sweepJobs } from '../../edge/jobs/sweep.ts';
import { hashApiKey } from '../../shared/api-keys.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import { progressKey } from '../../shared/contracts/job.ts';
import type { AnalysedTrack } from '../../shared/contracts/track.ts';
import { analysisOf } from '../support/analysis.ts';
import {
  appWith,
  bindings,
  deliver,
  deliverRaw,
  problemOf,
  services,
  signFor,
  successOf,
  type Tenant,
  tenant,
  uploadAs,
} from './support.ts';

const aMinor = { tonic: 'A', mode: 'minor' } as const;
const analysis = analysisOf({ bpm: 122, key: aMinor });

const jobOf = async (who: Tenant, id: string) => (await who.call(`/v1/jobs/${id}`)).json<JobResource>();
const trackOf = async (who: Tenant, id: string) => (await who.call(`/v1/music/tracks/${id}`)).json<AnalysedTrack>();
const failed = (job: JobResource) => ({
  status: 'failed',
  jobId: job.id,
  trackId: job.trackId,
  code: 'AUDIO_UNREADABLE',
  detail: 'It is a text.',
});
/** The body of the queue's failure callback: the message that was given up. */
const givenUp = (job: JobResource) => ({
  status: 503,
  sourceBody: btoa(
    JSON.stringify({
      jobId: job.id,
      trackId: job.trackId,
      source: { kind: 'object', key: 'x' },
      maxBytes: 1,
      maxDurationSec: 1,
    }),
  ),
});

describe('a job', () => {
  test('runs while its worker tells its progress, and is queued again when it falls silent', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    const progress = { stage: 'decode', progress: 0.4, at: Date.now() };
    await services().redis.set(progressKey(job.id), progress, { ex: 60 });
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'running', stage: 'decode', progress: 0.4 });
    await services().redis.del(progressKey(job.id));
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'queued', stage: null });
  });

  test('ends with the analysis in its track; what the client said outranks the tags', async () => {
    const who = await tenant();
    const job = await uploadAs(who, { title: 'My title' });
    expect((await deliver(successOf(job, analysis, 'Deep House'))).status).toBe(204);
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'succeeded', progress: 1, error: null });
    const track = await trackOf(who, job.trackId);
    expect(track).toMatchObject({
      title: 'My title',
      artist: 'Tagged',
      genres: ['deep house'],
      bpm: 122,
      key: 'A minor',
      camelot: '8A',
      analysisStatus: 'succeeded',
    });
    expect(track.analysis).toEqual(analysis);
  });

  test('an answer that comes twice, and one for a job nobody knows, change nothing', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    await deliver(successOf(job, analysis));
    const first = await trackOf(who, job.trackId);
    expect((await deliver(successOf(job, analysisOf({ bpm: 60, key: aMinor })))).status).toBe(204);
    expect((await deliver(failed(job))).status).toBe(204);
    expect(await trackOf(who, job.trackId)).toEqual(first);
    expect((await deliver(successOf({ ...job, id: crypto.randomUUID() }, analysis))).status).toBe(204);
  });

  test('fails with the code of the sidecar, and a later analysis is still welcome', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    await deliver(failed(job));
    const shown = await jobOf(who, job.id);
    expect(shown).toMatchObject({ status: 'failed', error: { code: 'AUDIO_UNREADABLE', retryable: false } });
    expect((await trackOf(who, job.trackId)).analysisStatus).toBe('failed');
    await deliver(successOf(job, analysis));
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'succeeded', error: null });
  });

  test('goes on after an attempt that failed, and fails when the queue gives it up', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    expect((await deliver({ error: 'busy' }, 503)).status).toBe(204);
    expect((await jobOf(who, job.id)).status).toBe('queued');
    expect((await deliverRaw('/internal/jobs/failure', givenUp(job))).status).toBe(204);
    expect(await jobOf(who, job.id)).toMatchObject({
      status: 'failed',
      error: { code: 'JOB_ABANDONED', retryable: true },
    });
  });

  test('fails as our own fault when the answer can not be read', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    await deliverRaw('/internal/jobs/callback', { ...givenUp(job), status: 200, body: btoa('{"status":"succeeded"}') });
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
  });

  test('tells its progress as server-sent events that end with it', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    const response = await who.call(`/v1/jobs/${job.id}/events`);
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader.read();
    expect(first.value).toContain('event: job');
    await deliver(successOf(job, analysis));
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
    expect(rest).toContain('"status":"succeeded"');
  });
});

test('a stream of events ends within 30 s, and whoever connects again shows the key anew', async () => {
  const who = await tenant();
  const job = await uploadAs(who);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const events = () => appWith({})(`/v1/jobs/${job.id}/events`, { headers: { 'X-API-Key': who.key } });
  const reader = (await events()).body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toMatch(/retry: \d+/);
  vi.setSystemTime(Date.now() + 29_000);
  expect((await reader.read()).done).toBe(true);
  await who.call(`/v1/keys/${who.keyId}`, { method: 'DELETE' });
  expect((await events()).status).toBe(401);
});

test('a stream of events ends when its key ends, or was asked about too long ago to be believed', async () => {
  const [who, short] = [await tenant(), await tenant()];
  const [job, shortJob] = [await uploadAs(who), await uploadAs(short)];
  const cached = CACHE.apiKey.key(await hashApiKey(who.key));
  await expect.poll(() => services().redis.exists(cached)).toBe(1);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const now = Date.now();
  const told = async ({ key }: Tenant, { id }: JobResource) => {
    const answer = await appWith({})(`/v1/jobs/${id}/events`, { headers: { 'X-API-Key': key } });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: job');
    return reader;
  };
  vi.setSystemTime(now + 45_000);
  const late = await told(who, job);
  vi.setSystemTime(now + 56_000);
  expect((await late.read()).done).toBe(true);
  const expiresAt = new Date(Date.now() + 5_000);
  await services().database.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, short.keyId));
  const ending = await told(short, shortJob);
  vi.setSystemTime(expiresAt.getTime() + 1);
  expect((await ending.read()).done).toBe(true);
});

describe('callbacks', () => {
  test('only what QStash signed for this address and this body is read', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    const path = '/internal/jobs/callback';
    const message = { status: 200, body: btoa(JSON.stringify(failed(job))) };
    const { QSTASH_CURRENT_SIGNING_KEY: current, QSTASH_NEXT_SIGNING_KEY: next } = bindings();
    const address = `http://edge.test${path}`;
    for (const signature of [
      () => Promise.resolve(''),
      () => Promise.resolve('a.b.c'),
      (body: string) => signFor(address, body, 'another key'),
      (body: string) => signFor('http://edge.test/internal/jobs/failure', body, current),
      (body: string) => signFor(address, `${body} `, current),
    ]) {
      const refused = await deliverRaw(path, message, signature);
      expect((await problemOf(refused)).code).toBe('SIGNATURE_INVALID');
    }
    expect((await jobOf(who, job.id)).status).toBe('queued');
    expect((await deliverRaw(path, message, (body) => signFor(address, body, next))).status).toBe(204);
    expect((await jobOf(who, job.id)).status).toBe('failed');
  });
});

describe('the sweep', () => {
  const age = (id: string, change: Record<string, unknown>) =>
    services().database.update(jobs).set(change).where(eq(jobs.id, id));
  const rowOf = async (id: string) => (await services().database.select().from(jobs).where(eq(jobs.id, id)))[0];

  test('sends again what the queue never took, and leaves alone what is under way', async () => {
    const who = await tenant();
    const [lost, fresh] = [await uploadAs(who), await uploadAs(who)];
    await age(lost.id, { dispatchedAt: null, dispatches: 0, createdAt: sql`now() - interval '1 minute'` });
    await sweepJobs(services());
    expect(await rowOf(lost.id)).toMatchObject({ dispatches: 1, status: 'queued' });
    expect((await rowOf(lost.id))?.dispatchedAt).not.toBeNull();
    expect(await rowOf(fresh.id)).toMatchObject({ dispatches: 1 });
  });

  test('gives up what was sent several times and never answered', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    await age(job.id, { dispatchedAt: sql`now() - interval '2 hours'`, dispatches: 3 });
    await sweepJobs(services());
    expect(await jobOf(who, job.id)).toMatchObject({ status: 'failed', error: { code: 'JOB_ABANDONED' } });
  });
});
