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

/** A search that was taken from its day. */
export type TakenSearch = {
  /** It is not made. */
  putBack(): Promise<void>;
  /**
   * Google has refused it (another program may use the same project): nothing more on that day. While the day is young the
   * refusal may be one of the day before by Google's clock, and is no more than one for a minute.
   */
  refused(): Promise<void>;
};

/** By how much Google's new day may come after ours. */
const YOUNG_MS = 5 * 60_000;

/** Takes one search from today's bucket; null when it is empty. */
export async function takeSearch({ redis, env }: Pick<Services, 'redis' | 'env'>): Promise<TakenSearch | null> {
  const now = new Date();
  const bucket = bucketOf(env, now);
  const isYoung = quotaDay(now) !== quotaDay(new Date(now.getTime() - YOUNG_MS));
  if (!(await takeOne(redis, bucket))) return null;
  return {
    putBack: () => putOneBack(redis, bucket),
    async refused() {
      if (!isYoung) await redis.set(bucket.key, bucket.limit, { ex: bucket.ttlSec }).catch(() => undefined);
    },
  };
}
