import { tonicOf } from '../../shared/music/keys.ts';
import { readPhrase } from './phrase-keys.ts';
import type { Role, Roles } from './roles.ts';
import { ACTIVITY_PHRASES, OTHER_OCCASIONS } from './vocabulary/activities.ts';
import { ARTISTS, ARTIST_ALIASES } from './vocabulary/artists.ts';
import * as cues from './vocabulary/cues.ts';
import { BUSINESS_PHRASES, EVERYDAY_PHRASES } from './vocabulary/everyday.ts';
import { FILLERS } from './vocabulary/fillers.ts';
import { GENRES } from './vocabulary/genres.ts';
import { INSTRUMENTS } from './vocabulary/instruments.ts';
import { keySpellings } from './vocabulary/keys.ts';
import { LANGUAGES, LANGUAGE_PREPOSITIONS, SUNG_NOUNS } from './vocabulary/languages.ts';
import { MOOD_HINTS, MOOD_WORDS } from './vocabulary/moods.ts';
import * as negations from './vocabulary/negations.ts';
import { DECADE_WORDS, numberSpellings } from './vocabulary/numbers.ts';
import { VERDICTS } from './vocabulary/rejections.ts';
import { CONDITIONS } from './vocabulary/wishes.ts';
import * as offTopic from './vocabulary/off-topic.ts';
import { TITLES } from './vocabulary/titles.ts';
import { VOCAL_PHRASES } from './vocabulary/vocals.ts';

export type Entry<R extends Role = Role> = { role: R; value: Roles[R]; words: number; comma: boolean };

/** Every phrase of the vocabulary by its key, and what the correction of slips needs to know of its words. */
export type PhraseIndex = {
  phrases: ReadonlyMap<string, readonly Entry[]>;
  /** Words of phrases that are no names or titles. */
  words: ReadonlySet<string>;
  /** Words of names and titles, of four letters or more. */
  nameWords: ReadonlySet<string>;
  /** Words a slip may be corrected to. */
  correctable: ReadonlySet<string>;
  /** The last words of genres of several words, by the key of the words before: "deep" has "house". */
  lastWords: ReadonlyMap<string, ReadonlySet<string>>;
  /** Artists by their name's key, for finding the one a slip was meant for. */
  artists: ReadonlyMap<string, string>;
};

type Draft = {
  phrases: Map<string, Entry[]>;
  words: Set<string>;
  nameWords: Set<string>;
  correctable: Set<string>;
  lastWords: Map<string, Set<string>>;
  artists: Map<string, string>;
};

/** Roles whose phrases carry no value. */
type PlainRole = { [R in Role]: Roles[R] extends true ? R : never }[Role];

const PLAIN_ROLES: Readonly<Record<PlainRole, readonly string[]>> = {
  hint: MOOD_HINTS,
  occasion: OTHER_OCCASIONS,
  languagePreposition: LANGUAGE_PREPOSITIONS,
  sungNoun: SUNG_NOUNS,
  rangeOpener: cues.RANGE_OPENERS,
  tempoUnit: cues.TEMPO_UNITS,
  tempoNoun: cues.TEMPO_NOUNS,
  minute: cues.MINUTE_UNITS,
  second: cues.SECOND_UNITS,
  hour: cues.HOUR_UNITS,
  energyNoun: cues.ENERGY_NOUNS,
  negatorAfter: negations.NEGATORS_AFTER,
  verdict: VERDICTS,
  condition: CONDITIONS,
  notNegation: negations.NOT_NEGATIONS,
  complaint: negations.COMPLAINTS,
  indifferent: negations.INDIFFERENT,
  doubt: negations.DOUBTS,
  similar: cues.SIMILAR_CUES,
  similarAfter: cues.SIMILAR_AFTER,
  likeThat: cues.LIKE_THAT,
  notSimilar: cues.NOT_SIMILAR,
  trackNoun: cues.TRACK_NOUNS,
  musicNoun: cues.MUSIC_NOUNS,
  setNoun: cues.SET_NOUNS,
  labelNoun: cues.LABEL_NOUNS,
  otherUnit: cues.OTHER_UNITS,
  compatible: cues.COMPATIBLE_CUES,
  yearAfterword: cues.YEAR_AFTERWORDS,
  yearBeforeword: cues.YEAR_BEFOREWORDS,
  yearPreposition: cues.YEAR_PREPOSITIONS,
  notReleaseYear: cues.NOT_RELEASE_YEAR,
  decadeOpener: cues.DECADE_OPENERS,
  filler: FILLERS,
  offTopicOpening: offTopic.OFF_TOPIC_OPENINGS,
  musicQuestion: offTopic.MUSIC_QUESTIONS,
  otherMatter: offTopic.OTHER_MATTERS,
  everyday: EVERYDAY_PHRASES,
  business: BUSINESS_PHRASES,
  system: offTopic.SYSTEM_CUES,
};

/** Reads the whole vocabulary. Of two phrases with one key, role and number of words the first counts. */
export function buildPhraseIndex(): PhraseIndex {
  const draft: Draft = {
    phrases: new Map(),
    words: new Set(),
    nameWords: new Set(),
    correctable: new Set(cues.CORRECTABLE_CUES),
    lastWords: new Map(),
    artists: new Map(),
  };
  addTerms(draft);
  addNumbers(draft);
  addCues(draft);
  addNames(draft);
  return draft;
}

function add<R extends Role>(
  draft: Draft,
  role: R,
  list: readonly string[],
  value: Roles[R],
  { correct = false } = {},
): void {
  const isName = role === 'artist' || role === 'title';
  for (const phrase of list) {
    const { key, words, count, comma } = readPhrase(phrase);
    addEntry(draft, key, { role, value, words: count, comma });
    if (role === 'genre' && words.length > 1) addLastWord(draft, words);
    for (const word of words) {
      if (!isName) draft.words.add(word);
      else if (word.length >= 4) draft.nameWords.add(word);
      if (correct && word.length >= 4) draft.correctable.add(word);
    }
  }
}

function addEntry({ phrases }: Draft, key: string, entry: Entry): void {
  const entries = phrases.get(key);
  if (entries === undefined) phrases.set(key, [entry]);
  else if (!entries.some(({ role, words }) => role === entry.role && words === entry.words)) entries.push(entry);
}

function addLastWord({ lastWords }: Draft, words: readonly string[]): void {
  const [last = '', start] = [words.at(-1), words.slice(0, -1).join('')];
  const known = lastWords.get(start);
  if (known) known.add(last);
  else lastWords.set(start, new Set([last]));
}

/** Russian nouns change their ends: "без рэпа", "с джазом", "классику". */
function inflected(name: string): string[] {
  if (/[бвгдзклмнпрстфх]$/.test(name)) return [name, ...['а', 'у', 'ом', 'е'].map((end) => name + end)];
  return /[а-я]а$/.test(name) ? [name, ...['у', 'ы', 'и', 'ой', 'е'].map((end) => name.slice(0, -1) + end)] : [name];
}

function addTerms(draft: Draft): void {
  const correct = { correct: true };
  for (const { name, aliases = [], ordinary = false } of GENRES)
    add(draft, 'genre', [name, ...aliases].flatMap(inflected), { name, ordinary }, correct);
  for (const [mood, list] of Object.entries(MOOD_WORDS)) add(draft, 'mood', list, mood, correct);
  for (const { name, aliases = [], ordinary = false } of INSTRUMENTS)
    add(draft, 'instrument', [name, ...aliases].flatMap(inflected), { name, ordinary }, correct);
  for (const [activity, list] of Object.entries(ACTIVITY_PHRASES)) add(draft, 'activity', list, activity, correct);
  for (const [vocals, list] of Object.entries(VOCAL_PHRASES)) add(draft, 'vocals', list, vocals, correct);
  for (const { code, names, nationalities } of LANGUAGES) {
    add(draft, 'language', names, code);
    add(draft, 'nationality', nationalities, code);
  }
}

function addNumbers(draft: Draft): void {
  for (const [text, value] of numberSpellings()) add(draft, 'number', [text], value);
  for (const [year, list] of Object.entries(DECADE_WORDS)) add(draft, 'decade', list, Number(year));
  for (const [text, pitch, mode] of keySpellings()) add(draft, 'key', [text], { tonic: tonicOf(pitch), mode });
}

function addCues(draft: Draft): void {
  for (const [role, list] of Object.entries(PLAIN_ROLES)) add(draft, role as PlainRole, list, true);
  for (const kind of ['min', 'max', 'about'] as const) {
    add(draft, 'boundBefore', cues.BOUNDS_BEFORE[kind], kind);
    add(draft, 'boundAfter', cues.BOUNDS_AFTER[kind], kind);
  }
  for (const [list, range] of cues.ENERGY_PHRASES) add(draft, 'energyPhrase', list, range);
  add(draft, 'rangeJoiner', cues.WEAK_JOINERS, 'weak');
  add(draft, 'rangeJoiner', cues.RANGE_JOINERS, 'strong');
  add(draft, 'negator', negations.NEGATORS.list, 'list');
  add(draft, 'negator', negations.NEGATORS.verb, 'verb');
  add(draft, 'negator', negations.NEGATORS.single, 'single');
  add(draft, 'by', cues.BY_CUES, 'plain');
  add(draft, 'by', cues.FOREIGN_BY_CUES, 'foreign');
  add(draft, 'request', cues.WEAK_REQUEST_CUES, 'weak');
  add(draft, 'request', cues.REQUEST_CUES, 'strong');
  for (const kind of ['since', 'after', 'before', 'until'] as const)
    add(draft, 'yearBound', cues.YEAR_BOUNDS[kind], kind);
  for (const kind of ['early', 'mid', 'late'] as const) add(draft, 'decadePart', cues.DECADE_PARTS[kind], kind);
}

function addNames(draft: Draft): void {
  const addName = (spelling: string, name: string) => {
    add(draft, 'artist', [spelling], name);
    const { key } = readPhrase(spelling);
    if (key.length >= 6) draft.artists.set(key, name);
  };
  for (const name of ARTISTS) addName(name, name);
  for (const [alias, name] of Object.entries(ARTIST_ALIASES)) addName(alias, name);
  for (const title of TITLES) {
    const short = title.replace(/\s*\([^()]*\)$/, '');
    add(draft, 'title', short.includes(' ') ? [title, short] : [title], title);
  }
}
