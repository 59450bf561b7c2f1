import { and, asc, desc, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { tracks } from '../../drizzle/schema.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { decodeCursorAs, encodeCursorOf } from './cursor.ts';
import { exclusionsOf, type Part, type PartName, partsOf, scoreOf } from './parts.ts';
import { type MatchReason, reasonsOf } from './reasons.ts';
import { type Relaxation, relaxationsOf } from './relax.ts';
import { type Reference, type Wanted, wantedOf } from './wanted.ts';

export type StoredTrack = typeof tracks.$inferSelect;
export type Match = { track: StoredTrack; score: number; reasons: MatchReason[] };

/** A page of matches, best first; what was given up to find any, and what the catalogue knows nothing about. */
export type CataloguePage = {
  matches: Match[];
  relaxed: Relaxation[];
  notApplied: string[];
  nextCursor: string | null;
};

/** What is looked for: a query's fields, and words to find in title and artist. */
export type CatalogueSearch = { query: MusicQuery; text?: string | undefined };

type AnyDatabase = PgDatabase<PgQueryResultHKT>;

/** Where a page ended: the step of relaxation it was on, and the score and id of its last track. */
const cursorSchema = z.tuple([z.int().min(0).max(20), z.number(), z.uuid()]);
export type Place = z.infer<typeof cursorSchema>;

/** What an account may see: everyone's tracks, and its own uploads. */
export const visibleTo = (actor: Pick<Actor, 'userId'>): SQL | undefined =>
  or(isNull(tracks.ownerId), eq(tracks.ownerId, actor.userId));

/**
 * A search that more tracks fit than this ranks the first so many by id. Ids are random (UUID 4), so those are a fair
 * sample, the same for each page; where that many fit, many fit very well. It keeps the broadest search in its time.
 */
const MAX_CANDIDATES = 3_000;

const isAnalysed = eq(tracks.analysisStatus, 'succeeded');

/**
 * The analysed tracks that fit a query, best first; equally good ones by id, so that the order is stable. When none
 * fits, the query is relaxed step by step (`RELAXATIONS`) until one does, and the answer says so.
 * Failure: INVALID_REQUEST for a cursor that is none of ours.
 */
export async function searchCatalogue(
  { database }: Pick<Services, 'database'>,
  actor: Pick<Actor, 'userId'>,
  { query, text }: CatalogueSearch,
  page: { limit: number; cursor?: string | undefined },
): Promise<Result<CataloguePage, Failure>> {
  const after = page.cursor === undefined ? null : decodeCursorAs(cursorSchema, page.cursor);
  if (after === undefined) return err(failure('INVALID_REQUEST', 'The cursor is not one that a search gave.'));
  const reference = query.similarTo ? await findReference(database, actor, query.similarTo) : null;
  const { wanted, notApplied } = wantedOf(query, reference);
  const steps = relaxationsOf(text === undefined ? wanted : { ...wanted, text });
  const rowsAt = (step: number) => matchesQuery(database, actor, steps[step]?.wanted ?? wanted, page.limit + 1, after);
  let step = Math.min(after?.[0] ?? 0, steps.length - 1);
  let rows = await rowsAt(step);
  if (rows.length === 0 && !after && steps.length > 1) {
    step = await firstStepWithMatches(
      database,
      actor,
      steps.map((one) => one.wanted),
    );
    if (step > 0) rows = await rowsAt(step);
  }
  const { wanted: used, relaxed } = steps[step]!;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return ok({
    matches: items.map(({ track, score, parts }) => ({ track, score, reasons: reasonsOf(used, track, parts) })),
    relaxed: items.length > 0 ? relaxed : [],
    notApplied,
    nextCursor: rows.length > page.limit && last ? encodeCursorOf([step, last.score, last.track.id]) : null,
  });
}

/**
 * One page in SQL. The ids are ranked first, on the narrow rows; only the page's own tracks are then read whole, with
 * the score of each part beside them.
 */
export function matchesQuery(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  wanted: Wanted,
  limit: number,
  after: Place | null,
) {
  const parts = partsOf(wanted);
  const score = scoreOf(parts);
  // Under the table's own name, so that the parts' expressions read from it.
  const candidates = database
    .select()
    .from(tracks)
    .where(conditionsOf(actor, wanted, parts))
    .orderBy(asc(tracks.id))
    .limit(MAX_CANDIDATES)
    .as('tracks');
  const ranked = database
    .select({ id: candidates.id, score: score.as('score') })
    .from(candidates)
    .where(after ? isAfter(score, after) : undefined)
    .orderBy(desc(sql`score`), asc(candidates.id))
    .limit(limit)
    .as('ranked');
  return database
    .select({ track: tracks, score: ranked.score, parts: partScores(parts) })
    .from(ranked)
    .innerJoin(tracks, eq(tracks.id, ranked.id))
    .orderBy(desc(ranked.score), asc(ranked.id));
}

const conditionsOf = (actor: Pick<Actor, 'userId'>, wanted: Wanted, parts: Part[]): SQL | undefined =>
  and(visibleTo(actor), isAnalysed, ...parts.map(({ filter }) => filter), ...exclusionsOf(wanted));

const isAfter = (score: SQL, [, lastScore, lastId]: Place): SQL | undefined =>
  or(sql`${score} < ${lastScore}::float8`, and(sql`${score} = ${lastScore}::float8`, gt(tracks.id, lastId)));

/** The score of each part as one JSON object a row. */
function partScores(parts: Part[]): SQL<Partial<Record<PartName, number>>> {
  if (parts.length === 0) return sql<Partial<Record<PartName, number>>>`'{}'::jsonb`;
  const pairs = parts.map(({ name, score }) => sql`${name}::text, round((${score})::numeric, 3)`);
  return sql`jsonb_build_object(${sql.join(pairs, sql`, `)})`;
}

/** The first step at which anything matches; the last one when nothing does. One question to the database for all. */
async function firstStepWithMatches(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  steps: Wanted[],
): Promise<number> {
  const cases = steps.slice(1).map((wanted, index) => {
    const condition = conditionsOf(actor, wanted, partsOf(wanted));
    return sql`when exists (select 1 from ${tracks} where ${condition}) then ${index + 1}::int`;
  });
  const [row] = await database
    .select({ step: sql<number>`case ${sql.join(cases, sql` `)} else 0 end`.mapWith(Number) })
    .from(sql`(values (1)) as one`);
  return row?.step ?? 0;
}

/** The track that "like X" names: the one whose name is most like it, if any is. */
async function findReference(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  { artist, title }: NonNullable<MusicQuery['similarTo']>,
): Promise<Reference | null> {
  const parts = partsOf({
    exclude: { genres: [], moods: [], artists: [] },
    ...(artist && { artists: [artist] }),
    ...(title && { title }),
  });
  const [found] = await database
    .select({
      id: tracks.id,
      bpm: tracks.bpm,
      camelot: tracks.camelotKey,
      energy: tracks.energyLevel,
      genres: tracks.genres,
    })
    .from(tracks)
    .where(and(visibleTo(actor), isAnalysed, isNotNull(tracks.title), ...parts.map(({ filter }) => filter)))
    .orderBy(desc(scoreOf(parts)), asc(tracks.id))
    .limit(1);
  return found ?? null;
}
