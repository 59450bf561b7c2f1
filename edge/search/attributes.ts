import type { TrackAttributes } from '../../shared/contracts/attributes.ts';
import type { FileTags } from '../../shared/contracts/job.ts';
import type { Vocals } from '../../shared/contracts/query.ts';
import { understand } from '../understanding/grammar.ts';
import { LANGUAGES } from '../understanding/vocabulary/languages.ts';
import { INSTRUMENTS } from '../understanding/vocabulary/instruments.ts';

/** The words that came with a track. */
export type TrackWords = {
  title: string | null;
  artist: string | null;
  fileName: string | null;
  tags: FileTags | null;
};

type Stated<Name extends 'year' | 'vocals' | 'language'> = NonNullable<TrackAttributes[Name]>;
type Instrument = TrackAttributes['instruments'][number];

/**
 * How far each source is trusted: our estimate, for want of a labelled set. "(Instrumental)" leaves little doubt, "Dub
 * Mix" some, a guest named in the title may play rather than sing, and a tag's date may be that of a later edition.
 */
const VOCAL_WORDS: readonly [words: RegExp, vocals: Vocals, confidence: number][] = [
  [/\b(?:instrumentals?|karaoke|backing track|no vocals?|non[- ]vocal|without vocals?)\b/u, 'none', 0.95],
  [/\ba ?cap+ell?as?\b/u, 'any', 0.95],
  [/\b(?:vocal|vox) (?:mix|version|edit|cut|take)\b/u, 'any', 0.85],
  [/\b(?:drum|dj) tool\b/u, 'none', 0.7],
  [/\bdub(?: mix| version| edit)?$/u, 'none', 0.6],
];
const GUEST = /\b(?:feat|ft|featuring)\b/u;
const GUEST_CONFIDENCE = 0.7;
const TAGGED_CONFIDENCE = 0.85;
const TITLED_CONFIDENCE = 0.8;

/** ISO 639-2's code of what has no language: music without words. */
const NO_LANGUAGE = 'zxx';

/** What title, artist, file name and tags state of a track; of two statements the surer one, of equally sure ones the tags'. */
export function statedAttributes(words: TrackWords, now = new Date()): TrackAttributes {
  const title = fold(words.title ?? titleOfFile(words.fileName) ?? '');
  const versions = versionsOf(title);
  const vocals = surest([
    ...vocalsOfTags(words.tags),
    ...vocalsOfTitle(versions, `${title} ${fold(words.artist ?? '')}`),
  ]);
  return {
    year: surest([...yearOfTags(words.tags), ...yearOfTitle(versions, now)]),
    vocals,
    // Many programs tag every file with their user's language.
    language: vocals?.value === 'none' ? null : surest([...languageOfTags(words.tags), ...languageOfTitle(versions)]),
    instruments: surestOfEach([...instrumentsOfTags(words.tags), ...instrumentsOfTitle(versions)]),
  };
}

/** A file's name without its extension. */
export const titleOfFile = (fileName: string | null): string | null => fileName?.replace(/\.\w{1,5}$/u, '') || null;

/** Moods of a file's mood and keyword tags, in the words of requests. */
export const moodTerms = (tags: FileTags | null): string[] => tagged(tags).moods ?? [];

/** Two accounts of a track as one: of each attribute the surer, and the instruments of both. */
export function combined(first: TrackAttributes, second: TrackAttributes): TrackAttributes {
  const vocals = surest(present(first.vocals, second.vocals));
  return {
    year: surest(present(first.year, second.year)),
    vocals,
    language: vocals?.value === 'none' ? null : surest(present(first.language, second.language)),
    instruments: surestOfEach([...first.instruments, ...second.instruments]),
  };
}

const present = <T>(...all: (T | null)[]): T[] => all.filter((one) => one !== null);

const surest = <T extends { confidence: number }>(all: T[]): T | null =>
  all.toSorted((a, b) => b.confidence - a.confidence)[0] ?? null;

function surestOfEach(all: Instrument[]): Instrument[] {
  const sorted = all.toSorted((a, b) => b.confidence - a.confidence);
  return sorted.filter(({ value }, at) => sorted.findIndex((other) => other.value === value) === at);
}

/** Lower case, without accents, white space and signs as plain as can be. */
const fold = (text: string): string =>
  text
    .slice(0, 500)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, ' ')
    .trim();

/** What a title says in brackets or behind a dash, where versions are named; and the title's own end. */
function versionsOf(title: string): string[] {
  const bracketed = [...title.matchAll(/[([]([^()[\]]{1,100})[)\]]/gu)].map((match) => match[1]!.trim());
  const [, ...behind] = title.replaceAll(/[([][^()[\]]{0,100}[)\]]/gu, ' ').split(/ [-–—] /u);
  const ending = /\b(?:instrumental|karaoke|a ?cap+ell?a)$/u.exec(title)?.[0];
  return [...bracketed, ...behind.map((part) => part.trim()), ...(ending ? [ending] : [])];
}

function vocalsOfTitle(versions: string[], names: string): Stated<'vocals'>[] {
  const said = versions.flatMap((version) =>
    VOCAL_WORDS.filter(([pattern]) => pattern.test(version)).map(([, value, confidence]) => ({ value, confidence })),
  );
  const guest = GUEST.test(names) ? [{ value: 'any' as const, confidence: GUEST_CONFIDENCE }] : [];
  return [...said, ...guest].map((one) => ({ ...one, provenance: 'title' }));
}

function vocalsOfTags(tags: FileTags | null): Stated<'vocals'>[] {
  const genre = fold(tags?.genre ?? '');
  const all: (Vocals | null)[] = [
    tags?.language?.toLowerCase() === NO_LANGUAGE ? 'none' : null,
    tagged(tags).vocals ?? null,
    /\binstrumental\b/u.test(genre) ? 'none' : null,
    /\b(?:vocal|a ?cap+ella)\b/u.test(genre) ? 'any' : null,
  ];
  return present(...all).map((value) => ({ value, confidence: TAGGED_CONFIDENCE, provenance: 'tags' }));
}

const yearOfTags = (tags: FileTags | null): Stated<'year'>[] =>
  tags?.year ? [{ value: tags.year, confidence: TAGGED_CONFIDENCE, provenance: 'tags' }] : [];

/** "(1983)", "(Live 1975)", "- 1994 Mix"; the year of a new edition is not that of the music. */
function yearOfTitle(versions: string[], now: Date): Stated<'year'>[] {
  return versions.flatMap((version) => {
    const year = Number(/^[^\d]{0,40}\b(1[89]\d\d|20\d\d)\b[^\d]{0,40}$/u.exec(version)?.[1] ?? Number.NaN);
    const isEdition = /remaster|re-?issue|anniversary|deluxe|edition|re-?record/u.test(version);
    if (isEdition || !(year <= now.getFullYear() + 1)) return [];
    return [{ value: year, confidence: TITLED_CONFIDENCE, provenance: 'title' as const }];
  });
}

/** A code of ISO 639-1 or -2, or a language's English name. */
function languageOfTags(tags: FileTags | null): Stated<'language'>[] {
  const text = fold(tags?.language ?? '');
  const byName = LANGUAGES.find(({ names }) => names.includes(text))?.code;
  const code = byName ?? canonical(text);
  const known = LANGUAGES.find((language) => language.code === (code === 'nb' || code === 'nn' ? 'no' : code));
  return known ? [{ value: known.code, confidence: TAGGED_CONFIDENCE, provenance: 'tags' }] : [];
}

/** "eng", "ger" and "deu" are "en" and "de". */
function canonical(code: string): string | null {
  if (!/^[a-z]{2,3}$/u.test(code)) return null;
  return Intl.getCanonicalLocales(code)[0] ?? null;
}

/** "(Spanish Version)", "- Version Française". */
function languageOfTitle(versions: string[]): Stated<'language'>[] {
  return versions.flatMap((version) => {
    const words = version.split(' ');
    if (!words.includes('version')) return [];
    const known = LANGUAGES.find(({ names, nationalities }) =>
      words.some((word) => names.includes(word) || nationalities.includes(word)),
    );
    return known ? [{ value: known.code, confidence: TITLED_CONFIDENCE, provenance: 'title' as const }] : [];
  });
}

const instrumentsOfTags = (tags: FileTags | null): Instrument[] =>
  (tagged(tags).instruments ?? []).map((value) => ({ value, confidence: TAGGED_CONFIDENCE, provenance: 'tags' }));

/** "(Piano Version)", "(Solo Cello)". */
function instrumentsOfTitle(versions: string[]): Instrument[] {
  return versions.flatMap((version) => {
    const name = version.replaceAll(/\b(?:version|solo|cover|arrangement|arr|for|instrumental)\b/gu, ' ').trim();
    if (name === version) return [];
    const known = INSTRUMENTS.find((entry) => entry.name === name || entry.aliases?.includes(name));
    return known ? [{ value: known.name, confidence: TITLED_CONFIDENCE, provenance: 'title' as const }] : [];
  });
}

/** What the tags made for it say in words: closed vocabularies, whatever else stands there. */
function tagged(
  tags: FileTags | null,
): Pick<ReturnType<typeof understand>['query'], 'moods' | 'vocals' | 'instruments'> {
  const text = [tags?.mood, tags?.keywords].filter(Boolean).join(', ').replaceAll(/[;/|]/gu, ',');
  return text ? understand(text.toLowerCase()).query : {};
}
