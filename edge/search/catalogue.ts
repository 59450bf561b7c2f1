import { and, asc, desc, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { tracks } from '../../drizzle/schema.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { decodeCursorAs, encodeCursorOf } from './cursor.ts';
import { partsOf } from './parts.ts';
import { type AnyDatabase, isAnalysed, rank } from './ranking.ts';
import { type MatchReason, reasonsOf, relaxedFor } from './reasons.ts';
import type { Relax, Relaxation } from './relax.ts';
import { type StoredTrack, visibleTo } from './tracks.ts';
import { type Reference, wantedOf } from './wanted.ts';

/** A track, how well it fits, why, and what had to be given up for it: nothing of one that is quite as asked. */
export type Match = { track: StoredTrack; score: number; reasons: MatchReason[]; relaxed: Relaxation[] };

/** A page of matches, best first; what was given up for any of them, and what could not be looked for. */
export type CataloguePage = {
  matches: Match[];
  relaxed: Relaxation[];
  notApplied: string[];
  nextCursor: string | null;
};

/** What is looked for: a query's fields, and words to find in title and artist. */
export type CatalogueSearch = { query: MusicQuery; text?: string | undefined };

/** `withAnalysis`: each track with its whole analysis; else that is null, which saves most of what is read. */
export type SearchPage = {
  limit: number;
  cursor?: string | undefined;
  relax?: Relax | undefined;
  withAnalysis?: boolean;
};

const cursorSchema = z.tuple([z.int().min(0).max(30), z.number(), z.uuid()]);

/**
 * The analysed tracks that fit a query, best first. Those that fit as asked come before those that fit when something is
 * given up (`RELAXATIONS`, one after the other); with `relax: 'few'` the list is the same whatever the size of its pages.
 * Failure: INVALID_REQUEST for a cursor that is none of ours.
 */
export async function searchCatalogue(
  { database }: Pick<Services, 'database'>,
  actor: Pick<Actor, 'userId'>,
  { query, text }: CatalogueSearch,
  page: SearchPage,
): Promise<Result<CataloguePage, Failure>> {
  const after = page.cursor === undefined ? null : decodeCursorAs(cursorSchema, page.cursor);
  if (after === undefined) return err(failure('INVALID_REQUEST', 'The cursor is not one that a search gave.'));
  const reference = query.similarTo ? await findReference(database, actor, query.similarTo) : null;
  const { wanted, notApplied } = wantedOf(query, reference, text);
  const parts = partsOf(wanted);
  // Only what can't be looked for was asked: all tracks are no answer to that.
  if (parts.length === 0 && notApplied.length > 0)
    return ok({ matches: [], relaxed: [], notApplied, nextCursor: null });
  const { limit, relax = 'few', withAnalysis = false } = page;
  const rows = await rank(database, actor, wanted, { limit: limit + 1, after, relax, withAnalysis });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return ok({
    matches: items.map(({ track, score, met }) => ({
      track,
      score,
      reasons: reasonsOf(wanted, parts, track, met),
      relaxed: relaxedFor(parts, [met]),
    })),
    relaxed: relaxedFor(
      parts,
      items.map(({ met }) => met),
    ),
    notApplied,
    nextCursor: rows.length > limit && last ? encodeCursorOf([last.tier, last.score, last.track.id]) : null,
  });
}

/** The track that "like X" names: the one whose name is most like it, if any is. */
async function findReference(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  { artist, title }: NonNullable<MusicQuery['similarTo']>,
): Promise<Reference | null> {
  const names = partsOf({
    exclude: { genres: [], moods: [], artists: [], instruments: [] },
    ...(artist && { artists: [artist] }),
    ...(title && { title }),
  }).map(({ variants: [named] }) => named!);
  const likeness = sql.join(
    names.map(({ score }) => score),
    sql` + `,
  );
  const [found] = await database
    .select({
      id: tracks.id,
      bpm: tracks.bpm,
      camelot: tracks.camelotKey,
      energy: tracks.energyLevel,
      genres: tracks.genres,
    })
    .from(tracks)
    .where(and(visibleTo(actor), isAnalysed, isNotNull(tracks.title), ...names.map(({ filter }) => filter)))
    .orderBy(desc(likeness), asc(tracks.id))
    .limit(1);
  return found ?? null;
}
