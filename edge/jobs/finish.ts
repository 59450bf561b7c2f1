import { and, eq, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { TrackAttributes } from '../../shared/contracts/attributes.ts';
import { type JobOutcome, jobMessageSchema, jobOutcomeSchema } from '../../shared/contracts/job.ts';
import { keyName } from '../../shared/music/keys.ts';
import { failure, type Failure, isProblemCode } from '../../shared/problems.ts';
import { moodTerms, statedAttributes, titleOfFile } from '../search/attributes.ts';
import { genreTerms } from '../search/genres.ts';
import type { Services } from '../services.ts';
import { startDescribing } from './describe.ts';
import { failJob } from './fail.ts';

/** What QStash posts to a callback: the destination's answer, and the message it was an answer to; bodies in base64. */
export const queueCallbackSchema = z.object({
  status: z.int(),
  body: z.string().optional(),
  sourceBody: z.string().optional(),
});
export type QueueCallback = z.infer<typeof queueCallbackSchema>;

type Succeeded = Extract<JobOutcome, { status: 'succeeded' }>;

/**
 * Takes an answer of the sidecar's. It comes after every attempt, may come twice, late or out of order: an attempt
 * that failed is passed over (the queue tries again), and writing the same outcome twice changes nothing.
 */
export async function takeAnswer(services: Services, callback: QueueCallback): Promise<void> {
  if (callback.status < 200 || callback.status > 299) return;
  const outcome = jobOutcomeSchema.safeParse(decodeJson(callback.body));
  if (!outcome.success) {
    console.error(
      JSON.stringify({ level: 'error', event: 'outcome-malformed', issues: outcome.error.issues.slice(0, 5) }),
    );
    return takeFailure(services, callback, failure('INTERNAL', 'The analysis came back in a form we could not read.'));
  }
  if (outcome.data.status === 'succeeded') {
    await storeAnalysis(services, outcome.data);
    await startDescribing(services, outcome.data.jobId);
    return;
  }
  const { code, detail, jobId } = outcome.data;
  return failJob(services, jobId, failure(isProblemCode(code) ? code : 'INTERNAL', detail));
}

/** Takes the news that the queue has given a job up. */
export async function takeFailure(
  services: Services,
  callback: QueueCallback,
  reason: Failure = failure('JOB_ABANDONED', 'The job was tried several times without an answer. Send it again.'),
): Promise<void> {
  const job = jobMessageSchema.safeParse(decodeJson(callback.sourceBody));
  if (job.success) await failJob(services, job.data.jobId, reason);
}

/**
 * An analysis that comes after the job was given up is still welcome, unless a newer version's has come meanwhile. What
 * the client said of the track stays.
 */
async function storeAnalysis({ database }: Services, outcome: Succeeded): Promise<void> {
  const ended = database.$with('ended').as(
    database
      .update(jobs)
      .set({ status: 'succeeded', errorCode: null, errorDetail: null, finishedAt: sql`now()` })
      .where(and(eq(jobs.id, outcome.jobId), ne(jobs.status, 'succeeded')))
      .returning({ trackId: jobs.trackId }),
  );
  const { tags } = outcome;
  const [said] = await database
    .select({ title: tracks.title, artist: tracks.artist, fileName: tracks.fileName })
    .from(tracks)
    .where(eq(tracks.id, outcome.trackId));
  const words = { ...said, title: said?.title ?? tags.title, artist: said?.artist ?? tags.artist };
  const columns = { ...analysisColumns(outcome), attributes: statedAttributes({ fileName: null, ...words, tags }) };
  await database
    .with(ended)
    .update(tracks)
    .set({
      ...columns,
      ...keepingWords(columns),
      title: sql`coalesce(${tracks.title}, ${tags.title}, ${titleOfFile(said?.fileName ?? null)})`,
      artist: sql`coalesce(${tracks.artist}, ${tags.artist})`,
      album: sql`coalesce(${tracks.album}, ${tags.album})`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        sql`${tracks.id} in (select track_id from ended)`,
        or(isNull(tracks.analysisVersion), lte(tracks.analysisVersion, outcome.analysis.analysisVersion)),
      ),
    );
}

/** What a language model read from the words of the same audio outlives the analysis that it was read beside. */
function keepingWords({
  analysis,
  contentHash,
  genres,
  moods,
  attributes,
}: ReturnType<typeof analysisColumns> & { attributes: TrackAttributes }) {
  const hasWords = sql`${tracks.analysis} -> 'genres' is not null and ${tracks.contentHash} = ${contentHash}`;
  const hasMoods = sql`${hasWords} and ${tracks.analysis} -> 'moods' ->> 'provenance' = 'words'`;
  return {
    analysis: sql`${JSON.stringify(analysis)}::jsonb
      || case when ${hasWords} then jsonb_build_object('genres', ${tracks.analysis} -> 'genres') else '{}' end
      || case when ${hasMoods} then jsonb_build_object('moods', ${tracks.analysis} -> 'moods') else '{}' end`,
    genres: sql`case when ${hasWords} then ${tracks.genres} else ${sql.param(genres, tracks.genres)} end`,
    moods: sql`case when ${hasMoods} then ${tracks.moods} else ${sql.param(moods, tracks.moods)} end`,
    attributes: sql`case when ${hasWords} then ${tracks.attributes} else ${JSON.stringify(attributes)}::jsonb end`,
  };
}

function analysisColumns({ analysis, tags, contentHash, objects }: Succeeded) {
  const { tempo, key, moods } = analysis;
  const statedMoods = moodTerms(tags);
  return {
    analysisStatus: 'succeeded' as const,
    analysisVersion: analysis.analysisVersion,
    analysis,
    contentHash,
    tags,
    objects,
    genres: genreTerms(tags.genre),
    // What somebody says of the music outranks what its sound suggests.
    moods: statedMoods.length > 0 ? statedMoods : (moods?.moods.map((one) => one.mood) ?? []),
    durationSec: analysis.durationSec,
    bpm: tempo?.bpm ?? null,
    bpmConfidence: tempo?.confidence ?? null,
    musicalKey: key ? keyName(key) : null,
    camelotKey: key?.camelot ?? null,
    keyConfidence: key?.confidence ?? null,
    energyLevel: analysis.energy?.value ?? null,
    integratedLufs: analysis.loudness.integratedLufs,
    waveformPeaks: analysis.waveform.overview,
  };
}

function decodeJson(base64: string | undefined): unknown {
  if (!base64) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
