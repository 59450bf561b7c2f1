import { and, eq, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { Genres, Moods } from '../../shared/contracts/analysis.ts';
import type { JobMessage } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import type { StoredTrack } from '../search/tracks.ts';
import { genreTerms } from '../search/genres.ts';
import type { Services } from '../services.ts';
import { askInTurn } from '../understanding/models/ask.ts';
import { describeTask, type Description, readDescription } from '../understanding/models/describe.ts';
import { tryDispatch } from './dispatch.ts';
import { failJob } from './fail.ts';

/** What a model is less sure of is not searched for, and is no reason to give up the features' moods. */
const FAIRLY_SURE = 0.5;

/**
 * After an analysis: starts the job that has a language model say genre and mood, where one is configured and there are
 * words to read. The same analysis again starts none while that one runs or once it is done.
 */
export async function startDescribing(services: Services, analysisJobId: string): Promise<void> {
  const { database, models } = services;
  if (models.length === 0) return;
  const { rows } = await database.execute<{ id: string }>(sql`
    insert into jobs (user_id, track_id, kind, source)
    select ${jobs.userId}, ${jobs.trackId}, 'describe', ${jobs.source}
    from ${jobs} join ${tracks} on ${tracks.id} = ${jobs.trackId}
    where ${jobs.id} = ${analysisJobId} and coalesce(${tracks.title}, ${tracks.artist}) is not null
      and ${tracks.analysis} is not null and ${tracks.analysis} -> 'genres' is null
    on conflict do nothing returning id`);
  if (!rows[0]) return;
  const [job] = await database.select().from(jobs).where(eq(jobs.id, rows[0].id));
  if (job) await tryDispatch(services, job);
}

/**
 * Has a language model say which genres and moods a track has, and stores that beside what was measured. Twice is once.
 * Failure: UNAVAILABLE when no model answered; the queue tries again, and once it gives up the features' moods stay.
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
  const said = await askInTurn(services, describeTask(found.track, analysis), readDescription);
  if (!said) return failure('UNAVAILABLE', 'No language model answered.');
  const isStored = await storeDescription(services, jobId, found.track, said.answer, `language model (${said.model})`);
  return isStored ? undefined : failure('UNAVAILABLE', 'The analysis was replaced meanwhile.');
}

/** Ends the job with what was said; false, and nothing is changed, where that was said of an analysis replaced since. */
async function storeDescription(
  { database }: Services,
  jobId: string,
  { id, analysisVersion, tags }: StoredTrack,
  { genres, moods }: Description,
  method: string,
): Promise<boolean> {
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
      ...(sureMoods.length > 0 && { moods: sureMoods.map(({ mood }) => mood) }),
      updatedAt: sql`now()`,
    })
    .where(sql`${tracks.id} in (select track_id from ended)`)
    .returning({ id: tracks.id });
  return stored.length > 0;
}

const isFairlySure = ({ confidence }: { confidence: number }): boolean => confidence >= FAIRLY_SURE;
