import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';
import { type Budget, putOneBack, takeOne } from '../storage/budget.ts';

/** The day that Google counts by: it ends at midnight in Pacific time. "2026-11-22" */
export const quotaDay = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Los_Angeles',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);

/** Today's searches, over all isolates. */
const bucketOf = (env: Services['env'], now: Date): Budget => ({
  key: CACHE.youtubeQuota.key(quotaDay(now)),
  ttlSec: CACHE.youtubeQuota.ttlSec,
  limit: env.YOUTUBE_DAILY_SEARCHES,
});

/** Takes one search from today's bucket; null when it is empty. Gives what puts it back, if it is not made. */
export async function takeSearch({
  redis,
  env,
}: Pick<Services, 'redis' | 'env'>): Promise<(() => Promise<void>) | null> {
  const bucket = bucketOf(env, new Date());
  return (await takeOne(redis, bucket)) ? () => putOneBack(redis, bucket) : null;
}

/** Google has refused already (another program may use the same project): nothing more today. */
export async function emptyQuota({ redis, env }: Pick<Services, 'redis' | 'env'>): Promise<void> {
  const { key, ttlSec, limit } = bucketOf(env, new Date());
  await redis.set(key, limit, { ex: ttlSec }).catch(() => undefined);
}
