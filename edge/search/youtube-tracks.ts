import { and, desc, eq, inArray } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { FoundVideo } from '../../shared/contracts/video.ts';
import type { Actor } from '../accounts/keys.ts';
import type { StoredJob } from '../jobs/read.ts';
import type { Services } from '../services.ts';
import { type StoredTrack, visibleTo } from './tracks.ts';

/** A video, the track of the catalogue that it is, and the last job that was to analyse it. */
export type Video = FoundVideo & { track: StoredTrack | null; job: StoredJob | null };

/** Each video with its track and job, where the catalogue knows it. */
export async function withTracks(
  { database }: Pick<Services, 'database'>,
  actor: Pick<Actor, 'userId'>,
  videos: FoundVideo[],
): Promise<Video[]> {
  if (videos.length === 0) return [];
  const ids = videos.map(({ youtubeId }) => youtubeId);
  const rows = await database
    .selectDistinctOn([tracks.id], { track: tracks, job: jobs })
    .from(tracks)
    .leftJoin(jobs, and(eq(jobs.trackId, tracks.id), eq(jobs.kind, 'analyze')))
    .where(and(inArray(tracks.youtubeId, ids), visibleTo(actor)))
    .orderBy(tracks.id, desc(jobs.createdAt), desc(jobs.id));
  const byId = new Map(rows.map((row) => [row.track.youtubeId, row]));
  return videos.map((video) => {
    const { track = null, job = null } = byId.get(video.youtubeId) ?? {};
    return { ...video, track, job };
  });
}
