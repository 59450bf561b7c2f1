import type { MusicQuery } from '../../shared/contracts/query.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { relatedGenresOf, subGenresOf } from './genre-families.ts';
import { analysedMoods } from './moods.ts';

type Range = { min?: number | undefined; max?: number | undefined };

/** A track that others are to be like. */
export type Reference = {
  id: string;
  bpm: number | null;
  camelot: string | null;
  energy: number | null;
  genres: string[];
};

/** A wanted genre: the terms that answer it, the nearest first, each group with its weight (1 is the genre itself). */
export type WantedGenre = { name: string; below: string[]; beside: string[] };

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
  exclude: { genres: string[]; moods: string[]; artists: string[]; trackId?: string };
};

/** Parts of a query that no column of the catalogue answers yet. */
const UNKNOWN_PARTS = ['era', 'vocals', 'instruments', 'language', 'activity'] as const;

/**
 * A query in the catalogue's terms, and the parts of it that the catalogue knows nothing about: those are no filter.
 * `reference` is the track that `similarTo` names, or null when the catalogue has no such track.
 */
export function wantedOf(query: MusicQuery, reference: Reference | null): { wanted: Wanted; notApplied: string[] } {
  const moods = (query.moods ?? []).map((mood) => ({ mood, answers: analysedMoods(mood) }));
  const known = moods.filter(({ answers }) => answers.length > 0).map(({ answers }) => answers);
  const camelot = query.camelot ?? (query.key && camelotOf(query.key));
  const { exclude } = query;
  const wanted: Wanted = {
    ...(query.bpm && { bpm: query.bpm }),
    ...(camelot && { key: { camelot, compatible: query.compatibleKeys ?? false } }),
    ...(query.energy && { energy: query.energy }),
    ...(query.durationSec && { durationSec: query.durationSec }),
    ...(query.genres?.length && { genres: query.genres.map(wantedGenre) }),
    ...(known.length > 0 && { moods: known }),
    ...(query.artists?.length && { artists: query.artists }),
    ...(query.title && { title: query.title }),
    ...(reference && { similarTo: reference }),
    exclude: {
      genres: excludedGenres(exclude?.genres ?? [], query.genres ?? []),
      moods: (exclude?.moods ?? []).flatMap(sameMoods),
      artists: exclude?.artists ?? [],
      ...(reference && { trackId: reference.id }),
    },
  };
  const notApplied: string[] = UNKNOWN_PARTS.filter((part) => query[part] !== undefined);
  for (const { mood, answers } of moods) if (answers.length === 0) notApplied.push(`moods:${mood}`);
  for (const mood of exclude?.moods ?? []) if (sameMoods(mood).length === 0) notApplied.push(`exclude.moods:${mood}`);
  if (exclude?.instruments?.length) notApplied.push('exclude.instruments');
  if (query.similarTo && !reference) notApplied.push('similarTo');
  return { wanted, notApplied };
}

const wantedGenre = (name: string): WantedGenre => ({ name, below: subGenresOf(name), beside: [] });

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

/** With the genres beside the wanted ones counted in as well. */
export const withRelatedGenres = (genres: WantedGenre[]): WantedGenre[] =>
  genres.map((genre) => ({ ...genre, beside: relatedGenresOf(genre.name) }));
