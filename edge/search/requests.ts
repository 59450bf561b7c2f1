import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { musicRequests, tracks } from '../../drizzle/schema.ts';
import type { JobProgress } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import { readProgress } from '../jobs/read.ts';
import type { Services } from '../services.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { type StoredTrack, visibleTo } from './tracks.ts';
import { type Video, withTracks } from './youtube-tracks.ts';

export type StoredRequest = typeof musicRequests.$inferSelect;

/** A page of the account's own requests, newest first. Failure: INVALID_REQUEST for a cursor that is not one of ours. */
export async function listRequests(
  { database }: Services,
  actor: Actor,
  page: { limit: number; cursor?: string | undefined },
): Promise<Result<{ items: StoredRequest[]; nextCursor: string | null }, Failure>> {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor);
  if (after === undefined) return err(failure('INVALID_REQUEST', 'The cursor is not one that a list gave.'));
  const at = after && new Date(after.at);
  const older =
    at && or(lt(musicRequests.createdAt, at), and(eq(musicRequests.createdAt, at), lt(musicRequests.id, after.id)));
  const rows = await database
    .select()
    .from(musicRequests)
    .where(and(eq(musicRequests.userId, actor.userId), older ?? undefined))
    .orderBy(desc(musicRequests.createdAt), desc(musicRequests.id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const isMore = rows.length > page.limit && last;
  return ok({ items, nextCursor: isMore ? encodeCursor({ at: last.createdAt.toISOString(), id: last.id }) : null });
}

/** A request with its results as they are now; `progress` is that of the analyses under way, by job. */
export type RequestResults = {
  request: StoredRequest;
  tracks: StoredTrack[];
  videos: Video[];
  progress: Map<string, JobProgress>;
};

/** A request of the account's own with its results: an analysis that has come since is there. NOT_FOUND. */
export async function readRequest(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<RequestResults, Failure>> {
  const { database } = services;
  const [request] = await database
    .select()
    .from(musicRequests)
    .where(and(eq(musicRequests.id, id), eq(musicRequests.userId, actor.userId)));
  if (!request) return err(noSuchRequest());
  const [found, videos] = await Promise.all([
    tracksOf(services, actor, request.trackIds),
    withTracks(services, actor, request.videos ?? []),
  ]);
  return ok({ request, tracks: found, videos, progress: await progressOf(services, videos) });
}

/** Deletes a request of the account's own; what it had analysed stays. NOT_FOUND. */
export async function forgetRequest({ database }: Services, actor: Actor, id: string): Promise<Result<null, Failure>> {
  const isOwn = and(eq(musicRequests.id, id), eq(musicRequests.userId, actor.userId));
  const deleted = await database.delete(musicRequests).where(isOwn).returning({ id: musicRequests.id });
  return deleted.length > 0 ? ok(null) : err(noSuchRequest());
}

const noSuchRequest = (): Failure => failure('NOT_FOUND', 'No request of yours has this id.');

/** The tracks of these ids that the actor may see, in their order. */
async function tracksOf({ database }: Services, actor: Actor, ids: string[]): Promise<StoredTrack[]> {
  if (ids.length === 0) return [];
  const found = await database
    .select()
    .from(tracks)
    .where(and(inArray(tracks.id, ids), visibleTo(actor)));
  const byId = new Map(found.map((track) => [track.id, track]));
  return ids.map((id) => byId.get(id)).filter((track) => track !== undefined);
}

async function progressOf(services: Services, videos: Video[]): Promise<Map<string, JobProgress>> {
  const running = videos.flatMap(({ job }) => (job?.status === 'queued' ? [job.id] : []));
  const told = await Promise.all(running.map(async (id) => [id, await readProgress(services, id)] as const));
  return new Map(told.filter((one): one is [string, JobProgress] => one[1] !== null));
}
