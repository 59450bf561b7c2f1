import {
  and,
  arrayContains,
  arrayOverlaps,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNull,
  lte,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { compatibleCamelot } from '../../shared/music/keys.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';

export type StoredTrack = typeof tracks.$inferSelect;
export type Match = { track: StoredTrack; score: number };

/** What an account may see: everyone's tracks, and its own uploads. */
export const visibleTo = (actor: Actor): SQL | undefined =>
  or(isNull(tracks.ownerId), eq(tracks.ownerId, actor.userId));

/** The analysed tracks that fit a query in every part, best first; equally good ones by id, so that the order is stable. */
export async function searchCatalogue(
  { database }: Services,
  actor: Actor,
  query: MusicQuery,
  limit: number,
): Promise<Match[]> {
  const score = scoreOf(query);
  const rows = await database
    .select({ track: tracks, score })
    .from(tracks)
    .where(and(visibleTo(actor), eq(tracks.analysisStatus, 'succeeded'), ...filtersOf(query)))
    .orderBy(desc(score), tracks.id)
    .limit(limit);
  return rows;
}

function filtersOf(query: MusicQuery): (SQL | undefined)[] {
  const { bpm, energy, durationSec, exclude } = query;
  const keys = wantedKeys(query);
  return [
    bpm?.min !== undefined ? gte(tracks.bpm, bpm.min) : undefined,
    bpm?.max !== undefined ? lte(tracks.bpm, bpm.max) : undefined,
    energy?.min !== undefined ? gte(tracks.energyLevel, energy.min) : undefined,
    energy?.max !== undefined ? lte(tracks.energyLevel, energy.max) : undefined,
    durationSec?.min !== undefined ? gte(tracks.durationSec, durationSec.min) : undefined,
    durationSec?.max !== undefined ? lte(tracks.durationSec, durationSec.max) : undefined,
    keys.length > 0 ? inArray(tracks.camelotKey, keys) : undefined,
    query.genres?.length ? arrayOverlaps(tracks.genres, query.genres) : undefined,
    query.moods?.length ? arrayOverlaps(tracks.moods, query.moods) : undefined,
    query.artists?.length ? or(...query.artists.map((name) => contains(tracks.artist, name))) : undefined,
    query.title ? contains(tracks.title, query.title) : undefined,
    exclude?.genres?.length ? not(arrayOverlaps(tracks.genres, exclude.genres)) : undefined,
    exclude?.moods?.length ? not(arrayOverlaps(tracks.moods, exclude.moods)) : undefined,
    ...(exclude?.artists ?? []).map((name) => not(contains(sql`coalesce(${tracks.artist}, '')`, name))),
  ];
}

/** The Camelot codes that satisfy the query; none when it asks for no key. */
function wantedKeys({ camelot, compatibleKeys }: MusicQuery): string[] {
  if (!camelot) return [];
  return compatibleKeys ? compatibleCamelot(camelot) : [camelot];
}

const contains = (column: Parameters<typeof ilike>[0], text: string): SQL =>
  ilike(column, `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);

/**
 * How well a track fits, 0 to 1: the mean over the parts asked for. A part counts by how close it is (tempo: from 1 in
 * the middle of the range to 0.5 at its edge; key: 1 for the key itself, 0.8 for one that mixes with it) times how
 * sure the analysis is of it; a term list counts by the share of its terms that the track has.
 */
function scoreOf(query: MusicQuery): SQL<number> {
  const parts: SQL[] = [];
  const { bpm } = query;
  if (bpm?.min !== undefined && bpm.max !== undefined) {
    const centre = (bpm.min + bpm.max) / 2;
    const half = Math.max((bpm.max - bpm.min) / 2, 0.5);
    parts.push(
      sql`(1 - 0.5 * least(1, abs(${tracks.bpm} - ${centre}::float8) / ${half}::float8)) * ${tracks.bpmConfidence}`,
    );
  } else if (bpm) parts.push(sql`${tracks.bpmConfidence}`);
  if (query.camelot) {
    const closeness = sql`case when ${tracks.camelotKey} = ${query.camelot} then 1 else 0.8 end`;
    parts.push(sql`${closeness} * ${tracks.keyConfidence}`);
  }
  if (query.genres?.length) parts.push(shareOf(tracks.genres, query.genres));
  if (query.moods?.length) parts.push(shareOf(tracks.moods, query.moods));
  if (parts.length === 0) return sql<number>`1.0::float8`.mapWith(Number);
  return sql<number>`(${sql.join(parts, sql` + `)})::float8 / ${parts.length}::float8`.mapWith(Number);
}

function shareOf(column: typeof tracks.genres | typeof tracks.moods, terms: string[]): SQL {
  const hits = terms.map((term) => sql`(case when ${arrayContains(column, [term])} then 1 else 0 end)`);
  return sql`(${sql.join(hits, sql` + `)}) / ${terms.length}::float8`;
}
