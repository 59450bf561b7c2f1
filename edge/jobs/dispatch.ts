import { eq, sql } from 'drizzle-orm';
import { jobs } from '../../drizzle/schema.ts';
import { type AnalyzeJob, JOB_RETRIES, type JobMessage } from '../../shared/contracts/job.ts';
import type { Env } from '../env.ts';
import type { Services } from '../services.ts';
import type { StoredJob } from './read.ts';

/** One attempt's time at the sidecar: fetching 100 MB slowly and analysing 20 minutes of audio. */
const ATTEMPT_TIMEOUT_SEC = 600;

/** Two models one after the other, each given 30 s at most. */
const DESCRIBE_TIMEOUT_SEC = 75;

export const DESCRIBE_PATH = '/internal/jobs/describe';
export const CALLBACK_PATH = '/internal/jobs/callback';
export const FAILURE_CALLBACK_PATH = '/internal/jobs/failure';

/** Hands a job to the queue and records that. Throws when the queue does not take it: the sweep will try again. */
export async function dispatchJob({ env, queue, database }: Services, job: StoredJob): Promise<void> {
  await queue.publish({
    ...(job.kind === 'describe' ? toOurselves(env, job) : toSidecar(env, job)),
    failureCallback: new URL(FAILURE_CALLBACK_PATH, env.PUBLIC_URL).href,
    retries: JOB_RETRIES,
    // A dispatch that timed out on our side may have arrived: the same one again is dropped by the queue.
    deduplicationId: `${job.id}-${job.dispatches}`,
  });
  await database
    .update(jobs)
    .set({ dispatchedAt: sql`now()`, dispatches: sql`${jobs.dispatches} + 1` })
    .where(eq(jobs.id, job.id));
}

function toSidecar(env: Env, job: StoredJob) {
  const body: AnalyzeJob = {
    jobId: job.id,
    trackId: job.trackId,
    source: job.source,
    maxBytes: env.MAX_AUDIO_BYTES,
    maxDurationSec: env.MAX_AUDIO_SECONDS,
  };
  return {
    url: new URL('/jobs/analyze', env.SIDECAR_URL).href,
    body,
    callback: new URL(CALLBACK_PATH, env.PUBLIC_URL).href,
    timeoutSec: ATTEMPT_TIMEOUT_SEC,
  };
}

const toOurselves = (env: Env, { id, trackId }: StoredJob) => ({
  url: new URL(DESCRIBE_PATH, env.PUBLIC_URL).href,
  body: { jobId: id, trackId } satisfies JobMessage,
  timeoutSec: DESCRIBE_TIMEOUT_SEC,
});

/** As `dispatchJob`, for a job that may as well go with the next sweep. */
export async function tryDispatch(services: Services, job: StoredJob): Promise<void> {
  await dispatchJob(services, job).catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', event: 'dispatch-failed', jobId: job.id, message: String(error) }));
  });
}
