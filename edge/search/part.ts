import { gte, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Relaxation } from './relax.ts';

/** The parts a match is judged by, each with a score from 0 to 1. */
export const PARTS = [
  'bpm',
  'key',
  'energy',
  'durationSec',
  'genres',
  'moods',
  'artists',
  'title',
  'text',
  'similarTo',
  'era',
  'vocals',
  'instruments',
  'language',
  'activity',
] as const;
export type PartName = (typeof PARTS)[number];

/**
 * One way to meet a part. `relaxation` is what it gives up; null for the part as it was asked for. `filter` undefined
 * lets every track through. `best` is the highest `score` that it gives; `atLeast` narrows the filter to the tracks
 * that may reach a score.
 */
export type Variant = {
  relaxation: Relaxation | null;
  filter: SQL | undefined;
  score: SQL;
  best: number;
  atLeast?: (score: number) => SQL | undefined;
};

/** One part of a search, and the ways to meet it, the strictest first. What a way lets through, those before it did not. */
export type Part = { name: PartName; variants: Variant[] };

/** What is not known of a track speaks neither for it nor much against it. */
const UNKNOWN_SCORE = 0.3;

/** The analysis gave no confidence. */
const UNKNOWN_CONFIDENCE = 0.5;

export const confidenceOf = (column: { getSQL(): SQL }): SQL => sql`coalesce(${column}, ${UNKNOWN_CONFIDENCE}::float8)`;

/** Confidence at least so high. Above that of the unknown the column itself is compared, which its index can answer. */
export const isSure = (column: PgColumn, least: number): SQL =>
  least > UNKNOWN_CONFIDENCE ? gte(column, least) : sql`${confidenceOf(column)} >= ${least}::float8`;

/** Tracks of which the part is not known. */
export const unknown = (relaxation: Relaxation, filter: SQL | undefined): Variant => ({
  relaxation,
  filter,
  score: sql`${UNKNOWN_SCORE}::float8`,
  best: UNKNOWN_SCORE,
});

/** All tracks: the part is given up. */
export const any = (relaxation: Relaxation): Variant => ({ relaxation, filter: undefined, score: sql`0`, best: 0 });

/** Whether a way of meeting a part looks for anything. */
export const isOpen = ({ relaxation }: Variant): boolean =>
  relaxation !== null && /\.(?:any|unknown)$/.test(relaxation);
