import { and, eq, exists, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import { type JobProgress, jobProgressSchema, progressKey } from '../../shared/contracts/job.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import { failure, type Failure, isProblemCode, PROBLEMS } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';

export type StoredJob = typeof jobs.$inferSelect;

/**
 * A job of the actor's own, or one of a video, which is everyone's as the track is; with the progress its worker last
 * told. Failure: NOT_FOUND.
 */
export async function readJob(services: Services, actor: Actor, jobId: string): Promise<Result<JobResource, Failure>> {
  const { database } = services;
  // One track is looked up by its key; `in` a list of all videos would have Postgres read that list first.
  const isOfVideo = exists(
    database
      .select({ one: sql`1` })
      .from(tracks)
      .where(and(eq(tracks.id, jobs.trackId), isNotNull(tracks.youtubeId), isNull(tracks.ownerId))),
  );
  const [[job], progress] = await Promise.all([
    database
      .select()
      .from(jobs)
      .where(and(eq(jobs.id, jobId), or(eq(jobs.userId, actor.userId), isOfVideo))),
    readProgress(services, jobId),
  ]);
  return job ? ok(jobResource(job, progress)) : err(failure('NOT_FOUND', 'No job of yours has this id.'));
}

/** Progress is a courtesy: when Redis does not answer soon, the job is shown without it. */
export async function readProgress({ quickRedis, patiently }: Services, jobId: string): Promise<JobProgress | null> {
  const value = await patiently(() => quickRedis.get(progressKey(jobId)));
  return jobProgressSchema.safeParse(value).data ?? null;
}

/** A job as clients see it: `running` while a worker tells its progress. */
export function jobResource(job: StoredJob, progress: JobProgress | null): JobResource {
  const isRunning = job.status === 'queued' && progress !== null;
  return {
    id: job.id,
    kind: job.kind,
    status: isRunning ? 'running' : job.status,
    stage: isRunning ? progress.stage : null,
    progress: job.status === 'queued' ? (progress?.progress ?? 0) : 1,
    trackId: job.trackId,
    error: job.errorCode === null ? null : jobError(job.errorCode, job.errorDetail ?? ''),
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    links: {
      self: `/v1/jobs/${job.id}`,
      events: `/v1/jobs/${job.id}/events`,
      track: `/v1/music/tracks/${job.trackId}`,
    },
  };
}

function jobError(code: string, detail: string): NonNullable<JobResource['error']> {
  const known = PROBLEMS[isProblemCode(code) ? code : 'INTERNAL'];
  return { code, title: known.title, detail, retryable: known.retryable };
}
