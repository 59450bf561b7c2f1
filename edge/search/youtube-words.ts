import { asc, lt, sql } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import type { VideoDetails } from '../storage/youtube.ts';
import { durationSecOf, readVideoTitle } from './video-titles.ts';

/** What YouTube says of a video; it may be kept for 30 days. */
export type VideoWords = { title: string; artist: string | null; durationSec: number | null };

/**
 * What YouTube says of a video that is to be analysed; null without a key for its Data API, and when that does not answer.
 * Failures: VIDEO_UNAVAILABLE, VIDEO_LIVE, AUDIO_TOO_LONG.
 */
export async function lookUpVideo(
  { youtube, env }: Services,
  youtubeId: string,
): Promise<Result<VideoWords | null, Failure>> {
  const details = await youtube?.details([youtubeId]);
  if (!details?.ok) return ok(null);
  const [video] = details.value;
  if (!video) return err(failure('VIDEO_UNAVAILABLE', 'YouTube knows no such video, or does not show it.'));
  if (video.isLive) return err(failure('VIDEO_LIVE', 'The video is live, or has yet to begin.'));
  const words = wordsOf(video);
  if ((words.durationSec ?? 0) > env.MAX_AUDIO_SECONDS) {
    const minutes = Math.floor(env.MAX_AUDIO_SECONDS / 60);
    return err(failure('AUDIO_TOO_LONG', `The video is longer than ${minutes} minutes.`));
  }
  return ok(words);
}

/**
 * What stands under a video, for one reading: asked for when it is read (1 of 10,000 units a day) and kept nowhere. Null
 * without a key, without an answer and without a text.
 */
export async function videoDescription(
  { youtube }: Pick<Services, 'youtube'>,
  youtubeId: string,
): Promise<string | null> {
  const details = await youtube?.details([youtubeId]);
  return (details?.ok && details.value[0]?.description) || null;
}

const wordsOf = ({ title, channel, duration }: VideoDetails): VideoWords => ({
  ...readVideoTitle(title, channel),
  durationSec: durationSecOf(duration),
});

/** Videos that one call asks about. */
const BATCH = 50;

/** YouTube's terms let its data be kept for 30 days; what a search found may be a day old when it is stored. */
const REFRESHED_AFTER = sql`now() - interval '25 days'`;
const FORGOTTEN_AFTER = sql`now() - interval '28 days'`;

/**
 * Asks anew for what YouTube says of tracks before its time is up; that of videos which are gone, or which nobody could
 * be asked about, gives way to what the file itself says. Run by cron; a run is one call at most (1 of 10,000 units a day).
 */
export async function renewVideoWords(services: Pick<Services, 'database' | 'youtube'>): Promise<void> {
  const { database, youtube } = services;
  const due = await database
    .select({ youtubeId: sql<string>`${tracks.youtubeId}` })
    .from(tracks)
    .where(lt(tracks.youtubeDataAt, REFRESHED_AFTER))
    .orderBy(asc(tracks.youtubeDataAt))
    .limit(BATCH);
  const ids = due.map(({ youtubeId }) => youtubeId);
  const details = ids.length > 0 ? await youtube?.details(ids) : undefined;
  if (details?.ok) await renew(services, ids, details.value);
  await database.update(tracks).set(forgetting).where(lt(tracks.youtubeDataAt, FORGOTTEN_AFTER));
}

const forgetting = {
  title: sql`${tracks.tags} ->> 'title'`,
  artist: sql`${tracks.tags} ->> 'artist'`,
  durationSec: sql`case when ${tracks.analysis} is not null then ${tracks.durationSec} end`,
  youtubeDataAt: null,
  updatedAt: sql`now()`,
};

/** One statement for all: those that were found have new words, the others none. */
async function renew({ database }: Pick<Services, 'database'>, ids: string[], found: VideoDetails[]): Promise<void> {
  const byId = new Map(found.map((video) => [video.id, wordsOf(video)]));
  const rows = ids.map((id) => {
    const { title = null, artist = null, durationSec: duration = null } = byId.get(id) ?? {};
    return { id, title, artist, duration };
  });
  await database.execute(sql`
    update tracks set
      title = coalesce(fresh.title, tags ->> 'title'),
      artist = coalesce(fresh.artist, tags ->> 'artist'),
      duration_sec = case when analysis is not null then duration_sec else fresh.duration end,
      youtube_data_at = case when fresh.title is not null then now() end,
      updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as fresh(id text, title text, artist text, duration float8)
    where tracks.youtube_id = fresh.id`);
}
