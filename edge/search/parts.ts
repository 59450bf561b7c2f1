import { and, arrayOverlaps, eq, gte, inArray, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import { compatibleCamelot } from '../../shared/music/keys.ts';
import type { Reference, Wanted, WantedGenre } from './wanted.ts';

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
] as const;
export type PartName = (typeof PARTS)[number];

/** One part of a search: which tracks fit, and how well those that do. */
export type Part = { name: PartName; filter: SQL | undefined; score: SQL };

/** A track at half or double the wanted tempo fits, but less well than one at the tempo itself. */
const OCTAVE_SCORE = 0.6;
const COMPATIBLE_KEY_SCORE = 0.8;
const SUB_GENRE_SCORE = 0.8;
const RELATED_GENRE_SCORE = 0.4;

/** What the analysis is not asked about its own certainty. */
const UNKNOWN_CONFIDENCE = 0.5;

type Range = { min?: number | undefined; max?: number | undefined };
type NumberColumn = typeof tracks.bpm | typeof tracks.energyLevel | typeof tracks.durationSec;

/** The parts of a search in SQL. */
export function partsOf(wanted: Wanted): Part[] {
  const { bpm, key, energy, durationSec, genres, moods, artists, title, text, similarTo } = wanted;
  const parts: (Part | undefined)[] = [
    bpm && tempoPart(bpm),
    key && keyPart(key.camelot, key.compatible),
    energy && {
      name: 'energy',
      filter: within(tracks.energyLevel, energy),
      score: closeness(tracks.energyLevel, energy),
    },
    durationSec && { name: 'durationSec', filter: within(tracks.durationSec, durationSec), score: sql`1` },
    genres && genresPart(genres),
    moods && moodsPart(moods),
    artists && namePart('artists', tracks.foldedArtist, artists),
    title === undefined ? undefined : namePart('title', tracks.foldedName, [title]),
    text === undefined ? undefined : namePart('text', tracks.foldedName, [text]),
    similarTo && similarPart(similarTo),
  ];
  return parts.filter((part) => part !== undefined);
}

/** What a track must not be. Unknown genres, moods and artists are no reason to leave it out. */
export function exclusionsOf({ exclude }: Wanted): (SQL | undefined)[] {
  return [
    hasNone(tracks.genres, exclude.genres),
    hasNone(tracks.moods, exclude.moods),
    ...exclude.artists.map(isNotBy),
    exclude.trackId === undefined ? undefined : ne(tracks.id, exclude.trackId),
  ];
}

/** Not by an artist, whose name is looked for as whole words; the cheap test for the letters first. */
function isNotBy(name: string): SQL {
  const folded = sql`fold_text(${clean(name)})`;
  const artist = tracks.foldedArtist;
  return sql`not (strpos(${artist}, ${folded}) > 0 and strpos(' ' || ${artist} || ' ', ' ' || ${folded} || ' ') > 0)`;
}

/**
 * The whole of a match, 0 to 1: the mean of its parts; 1 when nothing was asked for. To four places, so that a cursor
 * finds its place again.
 */
export function scoreOf(parts: Part[]): SQL<number> {
  if (parts.length === 0) return sql<number>`1::float8`.mapWith(Number);
  const sum = sql.join(
    parts.map(({ score }) => score),
    sql` + `,
  );
  return sql<number>`(round((${sum}) * 10000 / ${parts.length}::float8) / 10000)`.mapWith(Number);
}

const within = (column: NumberColumn, { min, max }: Range): SQL | undefined =>
  and(min === undefined ? undefined : gte(column, min), max === undefined ? undefined : lte(column, max));

/** 1 in the middle of a range, 0.5 at its edge; 1 all over a range that is open at one end. */
function closeness(value: SQL | NumberColumn, { min, max }: Range): SQL {
  if (min === undefined || max === undefined) return sql`1`;
  const centre = (min + max) / 2;
  const half = Math.max((max - min) / 2, 0.001);
  return sql`(1 - 0.5 * least(1, abs(${value} - ${centre}::float8) / ${half}::float8))`;
}

/** Half and double time count only for a range closed at both ends and narrower than an octave: else all would fit. */
export const countsOctaves = ({ min, max }: Range): boolean => min !== undefined && max !== undefined && max < 2 * min;

const scaled = ({ min, max }: Range, factor: number): Range => ({ min: min! * factor, max: max! * factor });

function tempoPart(range: Range): Part {
  const confidence = sql`coalesce(${tracks.bpmConfidence}, ${UNKNOWN_CONFIDENCE}::float8)`;
  const score = closeness(tracks.bpm, range);
  if (!countsOctaves(range)) {
    return { name: 'bpm', filter: within(tracks.bpm, range), score: sql`${score} * ${confidence}` };
  }
  const half = scaled(range, 0.5);
  const double = scaled(range, 2);
  const octaves = [half, double].map(
    (octave) => sql`when ${within(tracks.bpm, octave)} then ${OCTAVE_SCORE}::float8 * ${closeness(tracks.bpm, octave)}`,
  );
  return {
    name: 'bpm',
    filter: or(within(tracks.bpm, range), within(tracks.bpm, half), within(tracks.bpm, double)),
    score: sql`(case when ${within(tracks.bpm, range)} then ${score} ${sql.join(octaves, sql` `)} else 0 end) * ${confidence}`,
  };
}

function keyPart(camelot: string, compatible: boolean): Part {
  const closest = sql`case when ${tracks.camelotKey} = ${camelot} then 1 else ${COMPATIBLE_KEY_SCORE}::float8 end`;
  return {
    name: 'key',
    filter: compatible ? inArray(tracks.camelotKey, compatibleCamelot(camelot)) : eq(tracks.camelotKey, camelot),
    score: sql`(${closest}) * coalesce(${tracks.keyConfidence}, ${UNKNOWN_CONFIDENCE}::float8)`,
  };
}

/**
 * 0.8 for a sub-genre, and from there to 1 for having all of the wanted genres themselves; 0.4 for a genre beside them.
 * The filter has let none other through, so that the cheap test for a genre itself is mostly all there is to do.
 */
function genresPart(genres: WantedGenre[]): Part {
  const names = genres.map(({ name }) => name);
  const within = [...new Set(genres.flatMap(({ name, below }) => [name, ...below]))];
  const beside = [...new Set(genres.flatMap((genre) => genre.beside))];
  const share = sql`(${sql.join(
    names.map((name) => sql`(${has(tracks.genres, name)})::int`),
    sql` + `,
  )}) / ${names.length}::float8`;
  const score = sql`(${SUB_GENRE_SCORE}::float8 + ${1 - SUB_GENRE_SCORE}::float8 * ${share})`;
  return {
    name: 'genres',
    filter: arrayOverlaps(tracks.genres, [...within, ...beside]),
    score:
      beside.length === 0
        ? score
        : sql`(case when ${arrayOverlaps(tracks.genres, within)} then ${score} else ${RELATED_GENRE_SCORE}::float8 end)`,
  };
}

/** The mean over the wanted moods of the nearest that the track has. */
function moodsPart(moods: NonNullable<Wanted['moods']>): Part {
  const scores = moods.map((answers) => {
    const nearestFirst = answers.toSorted(([, a], [, b]) => b - a);
    const cases = nearestFirst.map(([mood, nearness]) => sql`when ${has(tracks.moods, mood)} then ${nearness}::float8`);
    return sql`(case ${sql.join(cases, sql` `)} else 0 end)`;
  });
  const terms = [...new Set(moods.flat().map(([mood]) => mood))];
  return { name: 'moods', filter: arrayOverlaps(tracks.moods, terms), score: mean(scores) };
}

/** Far cheaper than `@>` with an array of one, for a column that has been filtered by its index already. */
const has = (column: typeof tracks.genres | typeof tracks.moods, term: string): SQL => sql`${term} = any(${column})`;

/** Term by term while these are few: an overlap of arrays costs as much as a dozen of them. */
function hasNone(column: typeof tracks.genres | typeof tracks.moods, terms: string[]): SQL | undefined {
  if (terms.length > 12) return not(arrayOverlaps(column, terms));
  return and(...terms.map((term) => sql`${term} <> all(${column})`));
}

const mean = (scores: SQL[]): SQL => sql`((${sql.join(scores, sql` + `)}) / ${scores.length}::float8)`;

/** Names by trigrams of whole words: a slip of a letter is forgiven, "Air" is not "Airborne". The best of several counts. */
function namePart(
  name: PartName,
  column: typeof tracks.foldedName | typeof tracks.foldedArtist,
  names: string[],
): Part {
  const likeness = names.map((one) => sql`strict_word_similarity(fold_text(${clean(one)}), ${column})`);
  return {
    name,
    filter: or(...names.map((one) => sql`fold_text(${clean(one)}) <<% ${column}`)),
    score: likeness.length === 1 ? likeness[0]! : sql`greatest(${sql.join(likeness, sql`, `)})`,
  };
}

/** What no text column holds. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** Like another track: near its tempo (half and double too), its energy and its genres; a key that mixes counts as well. */
function similarPart({ bpm, camelot, energy, genres }: Reference): Part {
  const tempo = bpm === null ? undefined : tempoPart({ min: bpm * 0.94, max: bpm * 1.06 });
  const level = energy === null ? undefined : { min: energy - 0.25, max: energy + 0.25 };
  const scores = [
    tempo?.score,
    level && closeness(tracks.energyLevel, level),
    genres.length > 0 ? sql`(case when ${arrayOverlaps(tracks.genres, genres)} then 1 else 0 end)` : undefined,
    camelot === null
      ? undefined
      : sql`(case when ${tracks.camelotKey} = ${camelot} then 1 when ${inArray(tracks.camelotKey, compatibleCamelot(camelot))} then ${COMPATIBLE_KEY_SCORE}::float8 else 0.2 end)`,
  ].filter((score) => score !== undefined);
  return {
    name: 'similarTo',
    filter: and(
      tempo?.filter,
      level && within(tracks.energyLevel, level),
      genres.length > 0 ? arrayOverlaps(tracks.genres, genres) : undefined,
    ),
    score: scores.length > 0 ? mean(scores) : sql`0`,
  };
}
