import { and, eq, gte, isNull, lt, or, sql } from 'drizzle-orm';
import { jobs } from '../../drizzle/schema.ts';
import { failure } from '../../shared/problems.ts';
import type { Services } from '../services.ts';
import { restartDescribing } from './describe.ts';
import { dispatchJob } from './dispatch.ts';
import { failJob } from './fail.ts';

/** A dispatch that has not been recorded by now was lost between the database and the queue. */
const UNSENT_AFTER = sql`now() - interval '30 seconds'`;

/** Longer than all of the queue's retries together (4 attempts of 10 min, 33 min of delays): its answer was lost. */
const UNANSWERED_AFTER = sql`now() - interval '90 minutes'`;

const MAX_DISPATCHES = 3;
const BATCH = 50;

/**
 * Sends again what the queue never took or never answered, gives up on what was sent too often, and starts again what no
 * language model answered. Run by cron.
 */
export async function sweepJobs(services: Services): Promise<{ sent: number; abandoned: number }> {
  const { database } = services;
  const lost = and(
    eq(jobs.status, 'queued'),
    or(and(isNull(jobs.dispatchedAt), lt(jobs.createdAt, UNSENT_AFTER)), lt(jobs.dispatchedAt, UNANSWERED_AFTER)),
  );
  const spent = await database
    .select()
    .from(jobs)
    .where(and(lost, gte(jobs.dispatches, MAX_DISPATCHES)))
    .limit(BATCH);
  for (const job of spent) {
    await failJob(
      services,
      job.id,
      failure('JOB_ABANDONED', `The job was sent ${MAX_DISPATCHES} times and never answered.`),
    );
  }
  const again = await database
    .select()
    .from(jobs)
    .where(and(lost, lt(jobs.dispatches, MAX_DISPATCHES)))
    .limit(BATCH);
  const sent = await Promise.allSettled(again.map((job) => dispatchJob(services, job)));
  const restarted = await restartDescribing(services);
  return { sent: sent.filter((one) => one.status === 'fulfilled').length + restarted, abandoned: spent.length };
}
