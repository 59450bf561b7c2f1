import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { musicRequests, tracks } from '../../drizzle/schema.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { type StoredTrack, visibleTo } from './catalogue.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

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

/** A request of the account's own, with its tracks as they are now: an analysis that has come since is there. NOT_FOUND. */
export async function readRequest(
  { database }: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ request: StoredRequest; tracks: StoredTrack[] }, Failure>> {
  const [request] = await database
    .select()
    .from(musicRequests)
    .where(and(eq(musicRequests.id, id), eq(musicRequests.userId, actor.userId)));
  if (!request) return err(failure('NOT_FOUND', 'No request of yours has this id.'));
  const found =
    request.trackIds.length === 0
      ? []
      : await database
          .select()
          .from(tracks)
          .where(and(inArray(tracks.id, request.trackIds), visibleTo(actor)));
  const byId = new Map(found.map((track) => [track.id, track]));
  return ok({
    request,
    tracks: request.trackIds.map((trackId) => byId.get(trackId)).filter((track) => track !== undefined),
  });
}
