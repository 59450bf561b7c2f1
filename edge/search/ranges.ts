import { and, gte, lte, or, type SQL, sql } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import { any, confidenceOf, isSure, type Variant } from './part.ts';
import type { Relaxation } from './relax.ts';
import type { Range } from './wanted.ts';

/** A track at half or double the wanted tempo fits, but less well than one at the tempo itself. */
const OCTAVE_SCORE = 0.6;

/** At the edge of a wanted range; 1 in its middle. */
const EDGE_SCORE = 0.5;

/** A pitch fader's usual range, ±6 %: what a DJ can still bring to the wanted tempo. */
const TEMPO_LEEWAY = 0.06;
const ENERGY_LEEWAY = 0.15;

type NumberColumn =
  | typeof tracks.bpm
  | typeof tracks.energyLevel
  | typeof tracks.durationSec
  | typeof tracks.releaseYear;

export const within = (column: NumberColumn, { min, max }: Range): SQL | undefined =>
  and(min === undefined ? undefined : gte(column, min), max === undefined ? undefined : lte(column, max));

/** 1 in the middle of a range, 0.5 at its edge; 1 all over a range that is open at one end. */
export function closeness(column: NumberColumn, { min, max }: Range): SQL {
  if (min === undefined || max === undefined) return sql`1`;
  const half = halfOf({ min, max });
  return sql`(1 - ${1 - EDGE_SCORE}::float8 * least(1, abs(${column} - ${(min + max) / 2}::float8) / ${half}::float8))`;
}

const halfOf = ({ min, max }: { min: number; max: number }): number => Math.max((max - min) / 2, 0.001);

/** The part of a range in which the closeness is at least `score`; null where it never is. */
function closer({ min, max }: Range, score: number): Range | null {
  if (score > 1) return null;
  if (min === undefined || max === undefined || score <= EDGE_SCORE) return { min, max };
  const centre = (min + max) / 2;
  const reach = (halfOf({ min, max }) * (1 - score)) / (1 - EDGE_SCORE);
  return { min: centre - reach, max: centre + reach };
}

/** From the edge of a range (0.5) to as far beyond it as it is widened (0). */
function closenessOutside(column: NumberColumn, { min, max }: Range, wider: Range): SQL {
  const outside = [
    min === undefined ? undefined : sql`(${min}::float8 - ${column}) / ${Math.max(min - wider.min!, 0.001)}::float8`,
    max === undefined ? undefined : sql`(${column} - ${max}::float8) / ${Math.max(wider.max! - max, 0.001)}::float8`,
  ].filter((distance) => distance !== undefined);
  return sql`${EDGE_SCORE}::float8 * (1 - least(1, greatest(0, ${sql.join(outside, sql`, `)})))`;
}

/** Energy: within the range, then somewhat beyond it, then any. */
export function energyVariants(range: Range): Variant[] {
  const column = tracks.energyLevel;
  const wider = { min: plus(range.min, -ENERGY_LEEWAY), max: plus(range.max, ENERGY_LEEWAY) };
  return [
    {
      relaxation: null,
      filter: within(column, range),
      score: closeness(column, range),
      best: 1,
      atLeast: (score) => narrowed(column, range, score),
    },
    widened('energy.wider', within(column, wider), closenessOutside(column, range, wider)),
    any('energy.any'),
  ];
}

const widened = (relaxation: Relaxation, filter: SQL | undefined, score: SQL): Variant => ({
  relaxation,
  filter,
  score,
  best: EDGE_SCORE,
});

function narrowed(column: NumberColumn, range: Range, score: number): SQL | undefined {
  const closest = closer(range, score);
  return closest ? within(column, closest) : sql`false`;
}

/** Half and double time count only for a range closed at both ends and narrower than an octave: else all would fit. */
export const countsOctaves = ({ min, max }: Range): boolean => min !== undefined && max !== undefined && max < 2 * min;

const times = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);
const plus = (value: number | undefined, by: number) => (value === undefined ? undefined : value + by);
const scaled = ({ min, max }: Range, factor: number): Range => ({ min: times(min, factor), max: times(max, factor) });

/** Tempo: within the range, at half or double of it too; then as far beyond as a pitch fader reaches; then any. */
export function tempoVariants(range: Range): Variant[] {
  const wider = { min: times(range.min, 1 - TEMPO_LEEWAY), max: times(range.max, 1 + TEMPO_LEEWAY) };
  const outside = closenessOutside(tracks.bpm, range, wider);
  return [
    tempoAsAsked(range),
    widened('bpm.wider', within(tracks.bpm, wider), sql`${outside} * ${confidenceOf(tracks.bpmConfidence)}`),
    any('bpm.any'),
  ];
}

export function tempoAsAsked(range: Range): Variant {
  const confidence = confidenceOf(tracks.bpmConfidence);
  const octaves = countsOctaves(range) ? [scaled(range, 0.5), scaled(range, 2)] : [];
  const itself = closeness(tracks.bpm, range);
  const cases = octaves.map(
    (octave) => sql`when ${within(tracks.bpm, octave)} then ${OCTAVE_SCORE}::float8 * ${closeness(tracks.bpm, octave)}`,
  );
  const score =
    cases.length === 0
      ? itself
      : sql`(case when ${within(tracks.bpm, range)} then ${itself} ${sql.join(cases, sql` `)} else 0 end)`;
  return {
    relaxation: null,
    filter: or(...[range, ...octaves].map((one) => within(tracks.bpm, one))),
    score: sql`${score} * ${confidence}`,
    best: 1,
    atLeast: (least) =>
      and(
        or(
          narrowed(tracks.bpm, range, least),
          ...octaves.map((octave) => narrowed(tracks.bpm, octave, least / OCTAVE_SCORE)),
        ),
        isSure(tracks.bpmConfidence, least),
      ),
  };
}
