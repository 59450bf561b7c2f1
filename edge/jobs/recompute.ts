import { and, desc, eq, sql } from 'drizzle-orm';
import { jobs } from '../../drizzle/schema.ts';
import { ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import type { AudioSource } from '../../shared/contracts/job.ts';
import { parseAllowedHosts, refusalOf } from '../../shared/public-address.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import type { StoredTrack } from '../search/tracks.ts';
import { isOutdated } from '../search/present.ts';
import type { Services } from '../services.ts';
import { insertJob } from './create.ts';
import { tryDispatch } from './dispatch.ts';
import type { StoredJob } from './read.ts';

/**
 * Sees to it that an outdated analysis is computed anew, and gives the id of the job that does so: null when none does
 * (the analysis is of today, its source is gone, the last try for this version failed) or it is another account's; that of
 * a video is everyone's. The track keeps its analysis until the new one comes. Never rejects: a reader has the old one in
 * any case.
 */
export async function recomputeOutdated(
  services: Services,
  actor: Pick<Actor, 'userId'>,
  track: StoredTrack,
  background: Background,
): Promise<string | null> {
  if (!isOutdated(track)) return null;
  const job = await findOrStart(services, track.id, background).catch((error: unknown) => {
    // Its message would have the query's parameters: an address, with whatever secret is in it.
    const { name } = error as Error;
    console.error(JSON.stringify({ level: 'error', event: 'recompute-failed', trackId: track.id, name }));
    return undefined;
  });
  const isShown = job && (job.userId === actor.userId || track.youtubeId !== null);
  return isShown ? job.id : null;
}

async function findOrStart(
  services: Services,
  trackId: string,
  background: Background,
): Promise<StoredJob | undefined> {
  const last = await lastJob(services, trackId);
  if (!last || last.status === 'queued') return last;
  const hasFailed = last.status === 'failed' && last.analysisVersion === ANALYSIS_VERSION;
  if (hasFailed || !(await isThere(services, last.source))) return undefined;
  const started = await start(services, last);
  if (started) background(tryDispatch(services, started));
  return started ?? running(await lastJob(services, trackId));
}

const running = (job: StoredJob | undefined): StoredJob | undefined => (job?.status === 'queued' ? job : undefined);

async function lastJob({ database }: Services, trackId: string): Promise<StoredJob | undefined> {
  const [job] = await database
    .select()
    .from(jobs)
    .where(and(eq(jobs.trackId, trackId), eq(jobs.kind, 'analyze')))
    .orderBy(desc(jobs.createdAt))
    .limit(1);
  return job;
}

/** Whether an address or a video still answers, the sidecar finds out. */
async function isThere({ env, objects }: Services, source: AudioSource): Promise<boolean> {
  if (source.kind === 'object') return (await objects.sizeOf(source.key)) !== null;
  if (source.kind === 'youtube') return env.YOUTUBE_AUDIO === 'on';
  return refusalOf(source.url, parseAllowedHosts(env.FETCH_ALLOWED_HOSTS)) === null;
}

/** A job that brought an older version than it was to (a sidecar that is not yet of today) is tried again after an hour. */
async function start({ database }: Services, { userId, trackId, source }: StoredJob): Promise<StoredJob | undefined> {
  const triedBefore = sql`exists (
    select 1 from ${jobs} where ${jobs.trackId} = ${trackId} and ${jobs.analysisVersion} = ${ANALYSIS_VERSION}
      and (${jobs.status} = 'failed' or ${jobs.createdAt} > now() - interval '1 hour'))`;
  return insertJob(database, { userId, trackId, source, analysisVersion: ANALYSIS_VERSION }, triedBefore);
}
