import { and, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { musicRequests } from '../../drizzle/schema.ts';
import type { Services } from '../services.ts';

/** YouTube's terms let its data be kept for 30 days; an answer may be a day old already when it is recorded. */
const VIDEOS_KEPT_FOR = sql`now() - interval '28 days'`;
/** What somebody asked for is theirs: it is kept no longer than they may want to look back. */
const KEPT_FOR = sql`now() - interval '30 days'`;
/** Requests that one run deletes at most: no statement takes longer than it has, and the next run is a minute away. */
const PAGE = 10_000;

/** Deletes old recorded requests, and empties the others of YouTube's data in time. Run by cron. */
export async function expireRequests({ database }: Pick<Services, 'database'>): Promise<void> {
  const old = database
    .select({ id: musicRequests.id })
    .from(musicRequests)
    .where(lt(musicRequests.createdAt, KEPT_FOR));
  await database.delete(musicRequests).where(inArray(musicRequests.id, old.limit(PAGE)));
  await database
    .update(musicRequests)
    .set({ videos: null })
    .where(and(isNotNull(musicRequests.videos), lt(musicRequests.createdAt, VIDEOS_KEPT_FOR)));
}
