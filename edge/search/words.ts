import { and, arrayOverlaps, eq, inArray, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import type { Vocals } from '../../shared/contracts/query.ts';
import { relatedGenresOf } from './genre-families.ts';
import { any, confidenceOf, isSure, unknown, type Variant } from './part.ts';
import { within } from './ranges.ts';
import type { Wanted, WantedGenre } from './wanted.ts';

const SUB_GENRE_SCORE = 0.8;
const RELATED_GENRE_SCORE = 0.4;

type ListColumn = typeof tracks.genres | typeof tracks.moods | typeof tracks.instruments;

/**
 * Genres: 0.8 for a sub-genre, and from there to 1 for having all of the wanted genres themselves; then those beside
 * them; then tracks without a known genre. The filter has let no other genre through, so that the cheap test for a genre
 * itself is mostly all there is to do.
 */
export function genreVariants(genres: WantedGenre[]): Variant[] {
  const names = genres.map(({ name }) => name);
  const all = [...new Set(genres.flatMap(({ name, below }) => [name, ...below]))];
  const beside = [...new Set(genres.flatMap(({ name }) => relatedGenresOf(name)))];
  return [
    {
      relaxation: null,
      filter: hasAny(tracks.genres, all),
      score: sql`(${SUB_GENRE_SCORE}::float8 + ${1 - SUB_GENRE_SCORE}::float8 * ${shareOf(tracks.genres, names)})`,
      best: 1,
      atLeast: (score) => hasAny(tracks.genres, score > SUB_GENRE_SCORE ? names : all),
    },
    ...(beside.length > 0
      ? [
          {
            relaxation: 'genres.related' as const,
            filter: hasAny(tracks.genres, beside),
            score: sql`${RELATED_GENRE_SCORE}::float8`,
            best: RELATED_GENRE_SCORE,
          },
        ]
      : []),
    unknown('genres.unknown', sql`${tracks.genres} = '{}'`),
  ];
}

/** How many of the terms a track has, 0 to 1. */
const shareOf = (column: ListColumn, terms: string[]): SQL =>
  sql`(${sql.join(
    terms.map((term) => sql`(${has(column, term)})::int`),
    sql` + `,
  )}) / ${terms.length}::float8`;

/** Moods: the mean over the wanted ones of the nearest that the track has. */
export function moodVariants(moods: NonNullable<Wanted['moods']>): Variant[] {
  const scores = moods.map((answers) => {
    const nearestFirst = answers.toSorted(([, a], [, b]) => b - a);
    const cases = nearestFirst.map(([mood, nearness]) => sql`when ${has(tracks.moods, mood)} then ${nearness}::float8`);
    return sql`(case ${sql.join(cases, sql` `)} else 0 end)`;
  });
  const terms = (least: number) => [
    ...new Set(moods.flatMap((answers) => answers.filter(([, nearness]) => nearness >= least).map(([mood]) => mood))),
  ];
  return [
    {
      relaxation: null,
      filter: arrayOverlaps(tracks.moods, terms(0)),
      score: mean(scores),
      best: 1,
      atLeast: (least) => arrayOverlaps(tracks.moods, terms(moods.length === 1 ? least : 0)),
    },
    any('moods.any'),
  ];
}

/** Vocals: what is known to be as asked; then what is not known. What is known to be otherwise never fits. */
export function vocalsVariants(wanted: Vocals): Variant[] {
  const { vocals } = tracks;
  const fits = wanted === 'any' ? inArray(vocals, ['female', 'male', 'any']) : eq(vocals, wanted);
  // Sung, but not known by whom.
  const unsure = wanted === 'female' || wanted === 'male' ? or(isNull(vocals), eq(vocals, 'any')) : isNull(vocals);
  return [asStated(fits, tracks.vocalsConfidence), unknown('vocals.unknown', unsure)];
}

/** The sung language, likewise; what is known to have no vocals has none. */
export const languageVariants = (wanted: string): Variant[] => [
  asStated(eq(tracks.language, wanted), tracks.languageConfidence),
  unknown('language.unknown', and(isNull(tracks.language), sql`${tracks.vocals} is distinct from 'none'`)),
];

/** The year: within the era, then unknown, then any. */
export const eraVariants = ({ from, to }: NonNullable<Wanted['era']>): Variant[] => [
  asStated(within(tracks.releaseYear, { min: from, max: to }), tracks.yearConfidence),
  unknown('era.unknown', isNull(tracks.releaseYear)),
  any('era.any'),
];

/** Instruments: the share of the wanted ones that the track is known to have; nobody lists all, so others may have them too. */
export const instrumentVariants = (names: string[]): Variant[] => [
  {
    relaxation: null,
    filter: arrayOverlaps(tracks.instruments, names),
    score: shareOf(tracks.instruments, names),
    best: 1,
  },
  unknown('instruments.unknown', undefined),
];

const asStated = (
  filter: SQL | undefined,
  confidence: typeof tracks.vocalsConfidence | typeof tracks.languageConfidence | typeof tracks.yearConfidence,
): Variant => ({
  relaxation: null,
  filter,
  score: confidenceOf(confidence),
  best: 1,
  atLeast: (score) => and(filter, isSure(confidence, score)),
});

/** A few terms at a time: what an index does for one overlap grows with its terms times the tracks that have any. */
const TERMS_AT_ONCE = 4;

/** The tracks that have any of the terms. */
function hasAny(column: ListColumn, terms: string[]): SQL | undefined {
  const chunks = Array.from({ length: Math.ceil(terms.length / TERMS_AT_ONCE) }, (_, at) =>
    terms.slice(at * TERMS_AT_ONCE, (at + 1) * TERMS_AT_ONCE),
  );
  return or(...chunks.map((some) => arrayOverlaps(column, some)));
}

/** Far cheaper than `@>` with an array of one, for a column that has been filtered by its index already. */
const has = (column: ListColumn, term: string): SQL => sql`${term} = any(${column})`;

/** Term by term while these are few: an overlap of arrays costs as much as a dozen of them. */
export function hasNone(column: ListColumn, terms: string[]): SQL | undefined {
  if (terms.length > 12) return not(arrayOverlaps(column, terms));
  return and(...terms.map((term) => sql`${term} <> all(${column})`));
}

export const mean = (scores: SQL[]): SQL => sql`((${sql.join(scores, sql` + `)}) / ${scores.length}::float8)`;
