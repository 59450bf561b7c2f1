import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';

/** The day that Google counts by: it ends at midnight in Pacific time. "2026-11-22" */
export const quotaDay = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Los_Angeles',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);

/**
 * Takes one search from today's bucket, over all isolates; false when it is empty, or when nobody can say: a search that
 * Google refuses would count all the same.
 */
export async function takeSearch({ redis, env }: Pick<Services, 'redis' | 'env'>, now = new Date()): Promise<boolean> {
  const key = CACHE.youtubeQuota.key(quotaDay(now));
  try {
    const [taken] = await redis.pipeline().incr(key).expire(key, CACHE.youtubeQuota.ttlSec).exec<[number, number]>();
    return taken <= env.YOUTUBE_DAILY_SEARCHES;
  } catch {
    return false;
  }
}

/** Google has refused already (another program may use the same project): nothing more today. */
export async function emptyQuota({ redis, env }: Pick<Services, 'redis' | 'env'>, now = new Date()): Promise<void> {
  const key = CACHE.youtubeQuota.key(quotaDay(now));
  await redis.set(key, env.YOUTUBE_DAILY_SEARCHES, { ex: CACHE.youtubeQuota.ttlSec }).catch(() => undefined);
}
