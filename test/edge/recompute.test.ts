import { and, eq } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { jobs, tracks } from '../../drizzle/schema.ts';
import { uploadKey } from '../../edge/jobs/uploads.ts';
import { ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import type { JobOutcome } from '../../shared/contracts/job.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import type { TrackAnalysis, TrackDetail } from '../../shared/contracts/track.ts';
import { analysisOf } from '../support/analysis.ts';
import { codeOf, deliver, services, successOf, type Tenant, tenant, uploadAs } from './support.ts';

const aMinor = { tonic: 'A', mode: 'minor' } as const;
const old = analysisOf({ bpm: 122, key: aMinor });
const better = analysisOf({ bpm: 61, key: aMinor });

/** A track whose analysis was made by the version before today's. */
async function outdatedTrack(who: Tenant): Promise<JobResource> {
  const job = await uploadAs(who);
  await deliver(successOf(job, old));
  await services()
    .database.update(tracks)
    .set({ analysisVersion: ANALYSIS_VERSION - 1 })
    .where(eq(tracks.id, job.trackId));
  return job;
}

const trackOf = async (who: Tenant, { trackId }: JobResource) =>
  (await who.call(`/v1/music/tracks/${trackId}`)).json<TrackDetail>();
const analysisAt = (who: Tenant, { trackId }: JobResource, init?: RequestInit) =>
  who.call(`/v1/music/tracks/${trackId}/analysis`, init);
const jobAt = async (who: Tenant, path: string | null) => (await who.call(path!)).json<JobResource>();
const jobsOf = ({ trackId }: JobResource) => services().database.select().from(jobs).where(eq(jobs.trackId, trackId));
const failed = (job: JobResource): JobOutcome => ({
  status: 'failed',
  jobId: job.id,
  trackId: job.trackId,
  code: 'AUDIO_UNREADABLE',
  detail: 'It is a text.',
});

describe("a track's analysis", () => {
  test('is pending before it is there, and then comes whole, with a tag to ask for changes', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    expect(await codeOf(analysisAt(who, job))).toBe('ANALYSIS_PENDING');
    await deliver(successOf(job, old));
    const response = await analysisAt(who, job);
    const answer = await response.json<TrackAnalysis>();
    expect(answer).toMatchObject({ ...old, trackId: job.trackId, analysisOutdated: false });
    expect(answer.links).toMatchObject({ track: `/v1/music/tracks/${job.trackId}`, analysisJob: null });
    const headers = { 'If-None-Match': response.headers.get('ETag')! };
    const unchanged = await analysisAt(who, job, { headers });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    await services().database.update(tracks).set({ analysis: better }).where(eq(tracks.id, job.trackId));
    expect((await analysisAt(who, job, { headers })).status).toBe(200);
    expect(await codeOf(analysisAt(await tenant(), job))).toBe('NOT_FOUND');
  });
});

describe('an analysis of an older version', () => {
  test('is served as outdated while one job computes it anew, and then gives way', async () => {
    const who = await tenant();
    const first = await outdatedTrack(who);
    const [seen, ...others] = await Promise.all([1, 2, 3, 4].map(() => trackOf(who, first)));
    expect(seen).toMatchObject({ analysisStatus: 'succeeded', analysisOutdated: true, bpm: 122, analysis: old });
    const link = [seen, ...others].map((one) => one?.links.analysisJob).find((one) => one !== null)!;
    const whole = await (await analysisAt(who, first)).json<TrackAnalysis>();
    expect(whole).toMatchObject({ ...old, analysisOutdated: true, links: { analysisJob: link } });
    const job = await jobAt(who, link);
    expect(job).toMatchObject({ kind: 'analyze', status: 'queued', trackId: first.trackId });
    const rows = await jobsOf(first);
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === job.id)).toMatchObject({
      source: { kind: 'object', key: uploadKey(who, first.trackId) },
      analysisVersion: ANALYSIS_VERSION,
    });
    await vi.waitFor(async () => expect(await jobsOf(first)).toMatchObject([{ dispatches: 1 }, { dispatches: 1 }]));
    await deliver(successOf(job, better));
    expect(await trackOf(who, first)).toMatchObject({
      analysisOutdated: false,
      bpm: 61,
      analysis: better,
      links: { analysisJob: null },
    });
    expect(await jobsOf(first)).toHaveLength(2);
  });

  test('stays when the new one fails, and is not tried again in this version', async () => {
    const who = await tenant();
    const first = await outdatedTrack(who);
    await deliver(failed(await jobAt(who, (await trackOf(who, first)).links.analysisJob)));
    expect(await trackOf(who, first)).toMatchObject({
      analysisStatus: 'succeeded',
      analysisOutdated: true,
      bpm: 122,
      links: { analysisJob: null },
    });
    expect(await jobsOf(first)).toHaveLength(2);
    // An analysis that failed under an older version is no reason not to try today's.
    const { database } = services();
    await database
      .update(jobs)
      .set({ analysisVersion: ANALYSIS_VERSION - 1 })
      .where(and(eq(jobs.trackId, first.trackId), eq(jobs.status, 'failed')));
    expect((await trackOf(who, first)).links.analysisJob).not.toBeNull();
  });

  test('is not computed anew when its source is gone', async () => {
    const who = await tenant();
    const first = await outdatedTrack(who);
    await services().objects.remove(uploadKey(who, first.trackId));
    expect(await trackOf(who, first)).toMatchObject({ analysisOutdated: true, links: { analysisJob: null } });
    expect(await jobsOf(first)).toHaveLength(1);
  });

  test('never replaces a newer one, however late it comes', async () => {
    const who = await tenant();
    const first = await outdatedTrack(who);
    const job = await jobAt(who, (await trackOf(who, first)).links.analysisJob);
    await services()
      .database.update(tracks)
      .set({ analysisVersion: ANALYSIS_VERSION + 1 })
      .where(eq(tracks.id, first.trackId));
    await deliver(successOf(job, better));
    expect(await jobAt(who, `/v1/jobs/${job.id}`)).toMatchObject({ status: 'succeeded' });
    expect(await trackOf(who, first)).toMatchObject({ bpm: 122, analysis: old });
  });

  test('of a track that is everyone’s is computed anew, but its job is not shown to others', async () => {
    const [who, reader] = [await tenant(), await tenant()];
    const first = await outdatedTrack(who);
    await services().database.update(tracks).set({ ownerId: null }).where(eq(tracks.id, first.trackId));
    expect(await trackOf(reader, first)).toMatchObject({ analysisOutdated: true, links: { analysisJob: null } });
    expect(await jobsOf(first)).toHaveLength(2);
    expect((await trackOf(who, first)).links.analysisJob).not.toBeNull();
  });
});
