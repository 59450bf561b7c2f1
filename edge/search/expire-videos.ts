import { and, isNotNull, lt, sql } from 'drizzle-orm';
import { musicRequests } from '../../drizzle/schema.ts';
import type { Services } from '../services.ts';

/** YouTube's terms let its data be kept for 30 days; an answer may be a day old already when it is recorded. */
const KEPT_FOR = sql`now() - interval '28 days'`;

/** Empties recorded requests of YouTube's data in time. Run by cron. */
export async function expireVideos({ database }: Pick<Services, 'database'>): Promise<void> {
  await database
    .update(musicRequests)
    .set({ videos: null })
    .where(and(isNotNull(musicRequests.videos), lt(musicRequests.createdAt, KEPT_FOR)));
}
