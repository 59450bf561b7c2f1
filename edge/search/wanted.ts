import type { Activity, MusicQuery, Vocals } from '../../shared/contracts/query.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { termNamed } from '../understanding/vocabulary-terms.ts';
import { subGenresOf } from './genre-families.ts';
import { analysedMoods } from './moods.ts';

export type Range = { min?: number | undefined; max?: number | undefined };

/** A track that others are to be like. */
export type Reference = {
  id: string;
  bpm: number | null;
  camelot: string | null;
  energy: number | null;
  genres: string[];
};

/** A wanted genre, and the genres that are a kind of it. */
export type WantedGenre = { name: string; below: string[] };

/** What is looked for in the catalogue: a query in terms of what the catalogue knows. */
export type Wanted = {
  bpm?: Range;
  key?: { camelot: string; compatible: boolean };
  energy?: Range;
  durationSec?: Range;
  genres?: WantedGenre[];
  moods?: [mood: string, nearness: number][][];
  artists?: string[];
  title?: string;
  /** Words to find in title and artist. */
  text?: string;
  similarTo?: Reference;
  era?: { from?: number | undefined; to?: number | undefined };
  vocals?: Vocals;
  instruments?: string[];
  language?: string;
  activity?: Activity;
  exclude: { genres: string[]; moods: string[]; artists: string[]; instruments: string[]; trackId?: string };
};

/**
 * Letters of a part's names that are looked for: of some 1,000 and more Postgres gives up the index and compares each
 * track's name, which takes minutes.
 */
const MAX_NAME_LETTERS = 500;

/**
 * A query, and words to find in names, in the catalogue's terms; and the parts that can't be looked for. `reference` is
 * the track that `similarTo` names, or null when the catalogue has no such track.
 */
export function wantedOf(
  query: MusicQuery,
  reference: Reference | null,
  text?: string,
): { wanted: Wanted; notApplied: string[] } {
  const { bpm, energy, durationSec, title, era, vocals, language, activity, exclude } = query;
  const artists = withinLetters(query.artists ?? []);
  const isLong = text !== undefined && text.length > MAX_NAME_LETTERS;
  const genres = termsOf('genre', query.genres);
  const instruments = termsOf('instrument', query.instruments);
  const camelot = query.key ? camelotOf(query.key) : query.camelot;
  const wanted: Wanted = {
    ...(bpm && { bpm }),
    ...(camelot && { key: { camelot, compatible: query.compatibleKeys ?? false } }),
    ...(energy && { energy }),
    ...(durationSec && { durationSec }),
    ...(genres.length > 0 && { genres: genres.map(wantedGenre) }),
    ...(query.moods?.length && { moods: query.moods.map(analysedMoods) }),
    ...(artists.length > 0 && { artists }),
    ...(title && { title }),
    ...(text !== undefined && !isLong && { text }),
    ...(reference && { similarTo: reference }),
    ...(era && { era }),
    ...(vocals && { vocals }),
    ...(instruments.length > 0 && { instruments }),
    ...(language && { language }),
    ...(activity && { activity }),
    exclude: {
      genres: excludedGenres(termsOf('genre', exclude?.genres), genres),
      moods: (exclude?.moods ?? []).flatMap(sameMoods),
      artists: exclude?.artists ?? [],
      instruments: termsOf('instrument', exclude?.instruments),
      ...(reference && { trackId: reference.id }),
    },
  };
  const notApplied = [
    query.similarTo && !reference && 'similarTo',
    query.artists && artists.length < query.artists.length && 'artists',
    isLong && 'text',
  ].filter((part) => typeof part === 'string');
  return { wanted, notApplied };
}

/** The first of the names, as many as have no more letters than are looked for. */
function withinLetters(names: string[]): string[] {
  let left = MAX_NAME_LETTERS;
  return names.filter(({ length }) => (left -= length) >= 0);
}

/** In the vocabulary's words, as tracks have them ("dnb" is "drum and bass"); what it does not know stays as it is. */
const termsOf = (role: 'genre' | 'instrument', terms: string[] = []): string[] => [
  ...new Set(terms.map((term) => termNamed(role, term) ?? term)),
];

const wantedGenre = (name: string): WantedGenre => ({ name, below: subGenresOf(name) });

/** An excluded genre takes its sub-genres with it, but for what is wanted by name: "deep house, but no house". */
function excludedGenres(names: string[], wantedNames: string[]): string[] {
  return names.flatMap((name) => {
    const below = subGenresOf(name);
    const kept = new Set(wantedNames.filter((one) => below.includes(one)).flatMap((one) => [one, ...subGenresOf(one)]));
    return [name, ...below.filter((one) => !kept.has(one))];
  });
}

/** For leaving out only what is the same mood, not what is merely near it. */
const sameMoods = (mood: Parameters<typeof analysedMoods>[0]): string[] =>
  analysedMoods(mood)
    .filter(([, nearness]) => nearness >= 0.8)
    .map(([name]) => name);
