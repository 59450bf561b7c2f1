import { and, arrayOverlaps, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { tracks } from '../../drizzle/schema.ts';
import { compatibleCamelot } from '../../shared/music/keys.ts';
import { plainText } from '../../shared/plain-text.ts';
import { musicFor } from './activities.ts';
import { any, confidenceOf, isSure, type Part, type PartName, type Variant } from './part.ts';
import { closeness, energyVariants, tempoAsAsked, tempoVariants, within } from './ranges.ts';
import type { Reference, Wanted } from './wanted.ts';
import {
  eraVariants,
  genreVariants,
  hasNone,
  instrumentVariants,
  languageVariants,
  mean,
  moodVariants,
  vocalsVariants,
} from './words.ts';

const COMPATIBLE_KEY_SCORE = 0.8;

/** The parts of a search in SQL, each with the ways to meet it. */
export function partsOf(wanted: Wanted): Part[] {
  const { bpm, key, energy, durationSec, genres, moods, artists, title, text, similarTo } = wanted;
  const { era, vocals, instruments, language, activity } = wanted;
  const variants: Record<PartName, Variant[] | undefined> = {
    bpm: bpm && tempoVariants(bpm),
    key: key && keyVariants(key),
    energy: energy && energyVariants(energy),
    durationSec: durationSec && [constant(within(tracks.durationSec, durationSec)), any('durationSec.any')],
    genres: genres && genreVariants(genres),
    moods: moods && moodVariants(moods),
    artists: artists && [named(tracks.foldedArtist, artists)],
    title: title === undefined ? undefined : [named(tracks.foldedName, [title])],
    text: text === undefined ? undefined : [named(tracks.foldedName, [text])],
    similarTo: similarTo && similarVariants(similarTo),
    era: era && eraVariants(era),
    vocals: vocals && vocalsVariants(vocals),
    instruments: instruments && instrumentVariants(instruments),
    language: language === undefined ? undefined : languageVariants(language),
    activity: activity && [suiting(activity), any('activity.any')],
  };
  return Object.entries(variants).flatMap(([name, ways]) => (ways ? [{ name: name as PartName, variants: ways }] : []));
}

/** What a track must not be. Unknown genres, moods, artists and instruments are no reason to leave it out. */
export function exclusionsOf({ exclude }: Wanted): (SQL | undefined)[] {
  return [
    hasNone(tracks.genres, exclude.genres),
    hasNone(tracks.moods, exclude.moods),
    hasNone(tracks.instruments, exclude.instruments),
    ...exclude.artists.map(isNotBy),
    exclude.trackId === undefined ? undefined : ne(tracks.id, exclude.trackId),
  ];
}

/** Not by an artist, whose name is looked for as whole words; the cheap test for the letters first. */
function isNotBy(name: string): SQL {
  const folded = sql`fold_text(${plainText(name)})`;
  const artist = tracks.foldedArtist;
  return sql`not (strpos(${artist}, ${folded}) > 0 and strpos(' ' || ${artist} || ' ', ' ' || ${folded} || ' ') > 0)`;
}

const constant = (filter: SQL | undefined): Variant => ({ relaxation: null, filter, score: sql`1`, best: 1 });

/** Key: itself, and those that mix with it where they are wanted or when it is given up; then any. */
function keyVariants({ camelot, compatible }: NonNullable<Wanted['key']>): Variant[] {
  const confidence = confidenceOf(tracks.keyConfidence);
  const isIt = eq(tracks.camelotKey, camelot);
  const mixes = inArray(tracks.camelotKey, compatibleCamelot(camelot));
  const itself: Variant = { relaxation: null, filter: isIt, score: confidence, best: 1 };
  const mixing = { filter: mixes, score: sql`${COMPATIBLE_KEY_SCORE}::float8 * ${confidence}` };
  if (!compatible) {
    return [itself, { relaxation: 'key.compatible', ...mixing, best: COMPATIBLE_KEY_SCORE }, any('key.any')];
  }
  const closest = sql`case when ${isIt} then 1 else ${COMPATIBLE_KEY_SCORE}::float8 end`;
  return [
    {
      relaxation: null,
      filter: mixes,
      score: sql`(${closest}) * ${confidence}`,
      best: 1,
      atLeast: (score) => and(score > COMPATIBLE_KEY_SCORE ? isIt : mixes, isSure(tracks.keyConfidence, score)),
    },
    any('key.any'),
  ];
}

/** Names by trigrams of whole words: a slip of a letter is forgiven, "Air" is not "Airborne". The best of several counts. */
function named(column: typeof tracks.foldedName | typeof tracks.foldedArtist, names: string[]): Variant {
  const folded = names.map((one) => sql`fold_text(${plainText(one)})`);
  const likeness = folded.map((one) => sql`strict_word_similarity(${one}, ${column})`);
  // Of several names most tracks have one as it is, which is cheap to see.
  const best = sql`(case when ${column} in (${sql.join(folded, sql`, `)}) then 1 else greatest(${sql.join(likeness, sql`, `)}) end)`;
  return {
    relaxation: null,
    // The column first, as its index has it: the other way round, each track that the index finds is compared twice.
    filter: or(...folded.map((one) => sql`${column} %>> ${one}`)),
    score: likeness.length === 1 ? likeness[0]! : best,
    best: 1,
  };
}

/** What suits an activity, by its energy and, where a body keeps time with the music, its tempo. */
function suiting(activity: NonNullable<Wanted['activity']>): Variant {
  const { energy, bpm } = musicFor(activity);
  const tempo = bpm && tempoAsAsked(bpm);
  const level = energyVariants(energy)[0]!;
  const both = tempo ? [level, tempo] : [level];
  return {
    relaxation: null,
    filter: and(...both.map(({ filter }) => filter)),
    score: mean(both.map(({ score }) => score)),
    best: 1,
    // Where the other is at its best.
    atLeast: (score) => and(...both.map(({ atLeast }) => atLeast?.(1 - both.length * (1 - score)))),
  };
}

/**
 * Like another track: near its tempo (half and double too), its energy and its genres; a key that mixes counts as well.
 * Then what is near it in two of these.
 */
function similarVariants({ bpm, camelot, energy, genres }: Reference): Variant[] {
  const tempo = bpm === null ? undefined : tempoAsAsked({ min: bpm * 0.94, max: bpm * 1.06 });
  const level = energy === null ? undefined : { min: energy - 0.25, max: energy + 0.25 };
  const scores = [
    tempo?.score,
    level && closeness(tracks.energyLevel, level),
    genres.length > 0 ? sql`(case when ${arrayOverlaps(tracks.genres, genres)} then 1 else 0 end)` : undefined,
    camelot === null
      ? undefined
      : sql`(case when ${tracks.camelotKey} = ${camelot} then 1 when ${inArray(tracks.camelotKey, compatibleCamelot(camelot))} then ${COMPATIBLE_KEY_SCORE}::float8 else 0.2 end)`,
  ].filter((score) => score !== undefined);
  const score = scores.length > 0 ? mean(scores) : sql`0`;
  const near = [
    tempo?.filter,
    level && within(tracks.energyLevel, level),
    genres.length > 0 ? arrayOverlaps(tracks.genres, genres) : undefined,
  ].filter((filter) => filter !== undefined);
  const asked: Variant = { relaxation: null, filter: and(...near), score, best: 1 };
  if (near.length < 3) return [asked];
  const [first, second, third] = near;
  const two = or(and(first, second), and(first, third), and(second, third));
  return [asked, { relaxation: 'similarTo.wider', filter: two, score, best: 1 }];
}
