import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { Genres, Moods } from '../../shared/contracts/analysis.ts';
import type { JobMessage } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { combined, moodTerms, statedAttributes } from '../search/attributes.ts';
import { genreTerms } from '../search/genres.ts';
import type { StoredTrack } from '../search/tracks.ts';
import { videoDescription } from '../search/youtube-words.ts';
import type { Services } from '../services.ts';
import { askInTurn } from '../understanding/models/ask.ts';
import { attributesOf, describeTask, type Description, readDescription } from '../understanding/models/describe.ts';
import { tryDispatch } from './dispatch.ts';
import { failJob } from './fail.ts';

/** What a model is less sure of is not searched for, and is no reason to give up the features' moods. */
const FAIRLY_SURE = 0.5;

/** A job that no model answered is started again after so long, so that a day's spent budget is another's chance. */
const RETRIED_AFTER = sql`now() - interval '24 hours'`;
const MAX_JOBS = 7;
const BATCH = 20;

/**
 * After an analysis: starts the job that has a language model say what the music is, where one is configured and there
 * are words to read. The same analysis again starts none while that one runs or once it is done.
 */
export const startDescribing = (services: Services, analysisJobId: string): Promise<number> =>
  start(services, sql`${jobs.id} = ${analysisJobId}`);

/**
 * Starts again what was given up, each track's at most once a day and for a week. Run by cron; gives how many were started.
 */
export const restartDescribing = (services: Services): Promise<number> =>
  start(
    services,
    sql`${jobs.kind} = 'describe' and ${jobs.status} = 'failed' and ${jobs.createdAt} < ${RETRIED_AFTER}
      and not exists (
        select 1 from jobs as other where other.track_id = ${jobs.trackId} and other.kind = 'describe'
          and (other.created_at, other.id) > (${jobs.createdAt}, ${jobs.id}))
      and (select count(*) from jobs as other where other.track_id = ${jobs.trackId} and other.kind = 'describe')
        < ${MAX_JOBS}`,
  );

/** A job for each track of some jobs whose analysis has no genre yet; one at a time for a track. */
async function start(services: Services, ofJobs: SQL): Promise<number> {
  const { database, models } = services;
  if (models.length === 0) return 0;
  const { rows } = await database.execute<{ id: string }>(sql`
    insert into jobs (user_id, track_id, kind, source)
    select ${jobs.userId}, ${jobs.trackId}, 'describe', ${jobs.source}
    from ${jobs} join ${tracks} on ${tracks.id} = ${jobs.trackId}
    where ${ofJobs} and coalesce(${tracks.title}, ${tracks.artist}) is not null
      and ${tracks.analysis} is not null and ${tracks.analysis} -> 'genres' is null
    limit ${BATCH}
    on conflict do nothing returning id`);
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const started = await database.select().from(jobs).where(inArray(jobs.id, ids));
  await Promise.all(started.map((job) => tryDispatch(services, job)));
  return started.length;
}

/**
 * Has a language model say which genres, moods and attributes a track has, and stores that beside what was measured.
 * Twice is once. Failure: UNAVAILABLE when no model answered; the queue tries again, and once it gives up the features' moods stay.
 */
export async function describeTrack(services: Services, { jobId, trackId }: JobMessage): Promise<Failure | void> {
  const { database, models } = services;
  const [found] = await database
    .select({ track: tracks })
    .from(jobs)
    .innerJoin(tracks, eq(tracks.id, jobs.trackId))
    .where(and(eq(jobs.id, jobId), eq(tracks.id, trackId), eq(jobs.kind, 'describe'), eq(jobs.status, 'queued')));
  const analysis = found?.track.analysis;
  if (!analysis) return;
  if (models.length === 0) return failJob(services, jobId, failure('UNAVAILABLE', 'No language model is set up.'));
  const { youtubeId } = found.track;
  const description = youtubeId === null ? null : await videoDescription(services, youtubeId);
  const said = await askInTurn(services, describeTask({ ...found.track, description }, analysis), readDescription);
  if (!said || said === 'unpaid') return failure('UNAVAILABLE', 'No language model answered.');
  const isStored = await storeDescription(services, jobId, found.track, said.answer, `language model (${said.model})`);
  return isStored ? undefined : failure('UNAVAILABLE', 'The analysis was replaced meanwhile.');
}

/** Ends the job with what was said; false, and nothing is changed, where that was said of an analysis replaced since. */
async function storeDescription(
  { database }: Services,
  jobId: string,
  track: StoredTrack,
  said: Description,
  method: string,
): Promise<boolean> {
  const { id, analysisVersion, tags } = track;
  const { genres, moods } = said;
  const isSame = sql`${tracks.analysisVersion} is not distinct from ${analysisVersion}`;
  const ended = database.$with('ended').as(
    database
      .update(jobs)
      .set({ status: 'succeeded', errorCode: null, errorDetail: null, finishedAt: sql`now()` })
      .where(
        and(
          eq(jobs.id, jobId),
          eq(jobs.status, 'queued'),
          sql`exists (select 1 from ${tracks} where ${tracks.id} = ${id} and ${isSame})`,
        ),
      )
      .returning({ trackId: jobs.trackId }),
  );
  const sureMoods = moods.filter(isFairlySure);
  const words: { genres: Genres; moods?: Moods } = {
    genres: { provenance: 'words', genres, method },
    ...(sureMoods.length > 0 && { moods: { provenance: 'words', moods: sureMoods, method } }),
  };
  const sureGenres = genres.filter(isFairlySure).map(({ genre }) => genre);
  const stored = await database
    .with(ended)
    .update(tracks)
    .set({
      analysis: sql`${tracks.analysis} || ${JSON.stringify(words)}::jsonb`,
      genres: [...new Set([...genreTerms(tags?.genre ?? null), ...sureGenres])],
      ...(sureMoods.length > 0 && { moods: [...new Set([...moodTerms(tags), ...sureMoods.map(({ mood }) => mood)])] }),
      attributes: combined(statedAttributes(track), attributesOf(said, FAIRLY_SURE)),
      updatedAt: sql`now()`,
    })
    .where(sql`${tracks.id} in (select track_id from ended)`)
    .returning({ id: tracks.id });
  return stored.length > 0;
}

const isFairlySure = ({ confidence }: { confidence: number }): boolean => confidence >= FAIRLY_SURE;
