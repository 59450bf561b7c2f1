import { and, desc, eq, getTableColumns, isNull, lt, or, type SQL } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

export type StoredTrack = typeof tracks.$inferSelect;

/** A track without its whole analysis, which is most of a row's bytes and which no list shows. */
export type ListedTrack = Omit<StoredTrack, 'analysis'>;

const { analysis: _, ...listedColumns } = getTableColumns(tracks);
export const LISTED_COLUMNS = listedColumns;

/** What an account may see: everyone's tracks, and its own uploads. */
export const visibleTo = (actor: Pick<Actor, 'userId'>): SQL | undefined =>
  or(isNull(tracks.ownerId), eq(tracks.ownerId, actor.userId));

/** A track that the actor may see. Failure: NOT_FOUND, the same for another account's track. */
export async function readTrack(
  { database }: Services,
  actor: Actor,
  id: string,
): Promise<Result<StoredTrack, Failure>> {
  const [track] = await database
    .select()
    .from(tracks)
    .where(and(eq(tracks.id, id), visibleTo(actor)));
  return track ? ok(track) : err(failure('NOT_FOUND', 'No track that you can see has this id.'));
}

/** A page of tracks, newest first. Failure: INVALID_REQUEST for a cursor that is not one of ours. */
export async function listTracks(
  { database }: Services,
  actor: Actor,
  page: { limit: number; cursor?: string | undefined },
): Promise<Result<{ items: ListedTrack[]; nextCursor: string | null }, Failure>> {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor);
  if (after === undefined) return err(failure('INVALID_REQUEST', 'The cursor is not one that a list gave.'));
  const at = after && new Date(after.at);
  const older = at && or(lt(tracks.createdAt, at), and(eq(tracks.createdAt, at), lt(tracks.id, after.id)));
  const rows = await database
    .select(LISTED_COLUMNS)
    .from(tracks)
    .where(and(visibleTo(actor), older ?? undefined))
    .orderBy(desc(tracks.createdAt), desc(tracks.id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return ok({
    items,
    nextCursor:
      rows.length > page.limit && last ? encodeCursor({ at: last.createdAt.toISOString(), id: last.id }) : null,
  });
}
