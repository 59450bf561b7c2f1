import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { AudioSource } from '../../shared/contracts/job.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { isDuplicate } from '../storage/database.ts';
import { tryDispatch } from './dispatch.ts';
import type { StoredJob } from './read.ts';

export type NewAnalysis = {
  trackId: string;
  source: AudioSource;
  /** What the client says of the track; it outranks the file's tags. */
  title: string | null;
  artist: string | null;
  fileName: string | null;
};

/**
 * Records a track and the job that analyses it, then hands the job to the queue. Once the rows stand the job is
 * safe: if the queue does not take it now, the sweep sends it. The same `trackId` again gives the first job.
 */
export async function createAnalysis(
  services: Services,
  actor: Pick<Actor, 'userId'>,
  input: NewAnalysis,
): Promise<StoredJob> {
  const { database } = services;
  const existing = await findJobOfTrack(services, actor, input.trackId);
  if (existing) return existing;
  const inserting = database.batch([
    database.insert(tracks).values({
      id: input.trackId,
      ownerId: actor.userId,
      source: input.source.kind === 'url' ? 'url' : 'upload',
      sourceUrl: input.source.kind === 'url' ? input.source.url : null,
      title: input.title,
      artist: input.artist,
      fileName: input.fileName,
    }),
    database
      .insert(jobs)
      .values({ userId: actor.userId, trackId: input.trackId, kind: 'analyze', source: input.source })
      .returning(),
  ]);
  const inserted = await inserting.catch((error: unknown) => {
    if (isDuplicate(error)) return null;
    throw error;
  });
  if (!inserted) return jobOfOther(services, actor, input.trackId);
  const [, [job]] = inserted;
  if (!job) throw new Error('the insert of a job returned no row');
  await tryDispatch(services, job);
  return job;
}

/** The job of another request for the same upload, which was faster. */
async function jobOfOther(services: Services, actor: Pick<Actor, 'userId'>, trackId: string): Promise<StoredJob> {
  const job = await findJobOfTrack(services, actor, trackId);
  if (!job) throw new Error('a track is there without a job of the account that sent it');
  return job;
}

async function findJobOfTrack(
  { database }: Services,
  actor: Pick<Actor, 'userId'>,
  trackId: string,
): Promise<StoredJob | undefined> {
  const [job] = await database
    .select()
    .from(jobs)
    .where(and(eq(jobs.trackId, trackId), eq(jobs.kind, 'analyze')))
    .orderBy(asc(jobs.createdAt))
    .limit(1);
  return job?.userId === actor.userId ? job : undefined;
}

/** A job that is to be recorded; `analysisVersion` stands in one that computes an older analysis anew. */
export type NewJob = Pick<StoredJob, 'userId' | 'trackId' | 'source'> & { analysisVersion?: number };

/**
 * Records a job that analyses a track, in one statement, so that of many at the same time one does: an unfinished one is
 * unique to a track. A track that failed is pending again. Nothing is done, and nothing given, where `unless` holds.
 */
export async function insertJob(
  database: Services['database'],
  { userId, trackId, source, analysisVersion }: NewJob,
  unless: SQL,
): Promise<StoredJob | undefined> {
  const { rows } = await database.execute<{ id: string }>(sql`
    with started as (
      insert into jobs (user_id, track_id, kind, source, analysis_version)
      select ${userId}::uuid, ${trackId}::uuid, 'analyze', ${JSON.stringify(source)}::jsonb, ${analysisVersion ?? null}::int
      where not ${unless}
      on conflict do nothing returning id, track_id),
    pending as (
      update tracks set analysis_status = 'pending', updated_at = now()
      from started where tracks.id = started.track_id and tracks.analysis_status = 'failed')
    select id from started`);
  if (!rows[0]) return undefined;
  const [job] = await database.select().from(jobs).where(eq(jobs.id, rows[0].id));
  return job;
}
