import { and, eq, ne, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { Failure } from '../../shared/problems.ts';
import type { Services } from '../services.ts';

/** Marks a job and its track as failed, unless it has ended already. */
export async function failJob({ database }: Services, jobId: string, reason: Failure): Promise<void> {
  const ended = database.$with('ended').as(
    database
      .update(jobs)
      .set({ status: 'failed', errorCode: reason.code, errorDetail: reason.detail, finishedAt: sql`now()` })
      .where(and(eq(jobs.id, jobId), eq(jobs.status, 'queued')))
      .returning({ trackId: jobs.trackId }),
  );
  await database
    .with(ended)
    .update(tracks)
    .set({ analysisStatus: 'failed', updatedAt: sql`now()` })
    .where(and(sql`${tracks.id} in (select track_id from ended)`, ne(tracks.analysisStatus, 'succeeded')));
}
