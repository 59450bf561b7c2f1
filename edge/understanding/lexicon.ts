import { tonicOf } from '../../shared/music/keys.ts';
import type { Key } from '../../shared/music/keys.ts';
import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';
import { ACTIVITY_PHRASES, OTHER_OCCASIONS } from './vocabulary/activities.ts';
import { ARTISTS, ARTIST_ALIASES } from './vocabulary/artists.ts';
import * as cues from './vocabulary/cues.ts';
import { FILLERS } from './vocabulary/fillers.ts';
import { GENRES } from './vocabulary/genres.ts';
import { INSTRUMENTS } from './vocabulary/instruments.ts';
import { keySpellings } from './vocabulary/keys.ts';
import { LANGUAGES, LANGUAGE_PREPOSITIONS, SUNG_NOUNS } from './vocabulary/languages.ts';
import { MOOD_HINTS, MOOD_WORDS } from './vocabulary/moods.ts';
import { DECADE_WORDS, numberSpellings } from './vocabulary/numbers.ts';
import * as offTopic from './vocabulary/off-topic.ts';
import { TITLES } from './vocabulary/titles.ts';
import { VOCAL_PHRASES } from './vocabulary/vocals.ts';

/** What a phrase can be in a request, with the value it has in that role. */
export type Roles = {
  genre: { name: string; ordinary: boolean };
  mood: string;
  hint: true;
  instrument: { name: string; ordinary: boolean };
  activity: string;
  occasion: true;
  vocals: string;
  language: string;
  nationality: string;
  languagePreposition: true;
  sungNoun: true;
  artist: string;
  title: string;
  key: Key;
  number: number;
  decade: number;
  boundBefore: 'min' | 'max' | 'about';
  boundAfter: 'min' | 'max' | 'about';
  rangeJoiner: 'strong' | 'weak';
  rangeOpener: true;
  tempoUnit: true;
  tempoNoun: true;
  minute: true;
  second: true;
  hour: true;
  energyPhrase: { min?: number; max?: number };
  energyNoun: true;
  negator: 'single' | 'list';
  negatorAfter: true;
  notNegation: true;
  indifferent: true;
  similar: true;
  similarAfter: true;
  notSimilar: true;
  by: 'plain' | 'foreign';
  request: 'strong' | 'weak';
  trackNoun: true;
  musicNoun: true;
  setNoun: true;
  labelNoun: true;
  otherUnit: true;
  compatible: true;
  yearBound: 'since' | 'after' | 'before' | 'until';
  yearAfterword: true;
  yearBeforeword: true;
  yearPreposition: true;
  notReleaseYear: true;
  decadePart: 'early' | 'mid' | 'late';
  decadeOpener: true;
  filler: true;
  offTopicOpening: true;
  musicQuestion: true;
  otherMatter: true;
  system: true;
};
export type Role = keyof Roles;

type Entry<R extends Role = Role> = { role: R; value: Roles[R]; words: number; comma: boolean };

/** A phrase of the vocabulary found in a request: tokens `from` to `to` (exclusive). */
export type Lexeme<R extends Role = Role> = { role: R; value: Roles[R]; from: number; to: number };

const MAX_PHRASE_TOKENS = 12;
/** Signs inside a phrase that are not compared, when they stand close: hip-hop, N.W.A, drum 'n' bass. */
const SILENT_SIGNS = new Set(['-', "'", '.', '!', '?', ')', '(', ',']);

const phrases = new Map<string, Entry[]>();
const wordRoles = new Set<string>();
const correctable = new Set<string>();
const nameWords = new Set<string>();
/** Names by their key, for finding the one a slip was meant for. */
const nameKeys = new Map<string, string>();

/** One phrase as the index knows it: its words without spaces or signs between them. */
export function phraseKey(tokens: readonly Token[], from = 0, to = tokens.length): string {
  let key = '';
  for (let index = from; index < to; index += 1) key += keyPart(tokens, index, index === from);
  return key;
}

function keyPart(tokens: readonly Token[], index: number, first: boolean): string {
  const token = tokens[index] as Token;
  if (first) return token.text;
  if (token.kind !== 'symbol') return token.text === 'n' ? 'and' : token.text === "'s" ? 's' : token.text;
  if (token.text === '&' || token.text === '+') return 'and';
  if (token.text === '$') return 's';
  return SILENT_SIGNS.has(token.text) ? '' : token.text;
}

function addPhrase<R extends Role>(role: R, phrase: string, value: Roles[R], { correct = false } = {}): void {
  const tokens = tokenise(phrase);
  const words = wordsIn(tokens, 0, tokens.length);
  const comma = tokens.some((token) => token.text === ',');
  const key = phraseKey(tokens);
  const entries = phrases.get(key) ?? [];
  if (!entries.some((entry) => entry.role === role && entry.words === words))
    entries.push({ role, value, words, comma });
  phrases.set(key, entries);
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    if (role !== 'artist' && role !== 'title') wordRoles.add(token.text);
    else if (token.text.length >= 4) nameWords.add(token.text);
    if (correct && token.text.length >= 4) correctable.add(token.text);
  }
}

function addAll<R extends Role>(
  role: R,
  list: readonly string[],
  value: Roles[R],
  options?: { correct?: boolean },
): void {
  for (const phrase of list) addPhrase(role, phrase, value, options);
}

/** Every lexeme of the request, by its first token, the longest first. */
export function findLexemes(tokens: readonly Token[]): Lexeme[][] {
  return tokens.map((_, from) => {
    const found: Lexeme[] = [];
    let key = '';
    for (let index = from; index < tokens.length && index < from + MAX_PHRASE_TOKENS; index += 1) {
      if (index > from && !continues(tokens, index)) break;
      key += keyPart(tokens, index, index === from);
      if (isSilent(tokens, index) && index > from) continue;
      for (const entry of phrases.get(key) ?? []) {
        if (fits(tokens, from, index + 1, entry, key))
          found.unshift({ role: entry.role, value: entry.value, from, to: index + 1 });
      }
    }
    return found;
  });
}

const isSilent = (tokens: readonly Token[], index: number) => SILENT_SIGNS.has(tokens[index]?.text ?? '');

/** A full stop, question mark or dash that is not inside a word ends every phrase. */
function continues(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  if (token.text === '\n') return false;
  if (token.text === '?' || token.text === '!') return token.glued;
  if (token.text === '.') return token.glued || (tokens[index + 1]?.glued ?? false);
  if (token.text === '-') return token.glued || (tokens[index + 1]?.glued ?? false);
  return true;
}

/** Words typed together or apart ("deephouse", "dub step") count when the phrase is long enough to leave no doubt. */
function fits(tokens: readonly Token[], from: number, to: number, entry: Entry, key: string): boolean {
  if (!entry.comma && tokens.slice(from, to).some((token) => token.text === ',')) return false;
  const words = wordsIn(tokens, from, to);
  if (words > entry.words) return key.length >= 7 && entry.role !== 'key' && entry.role !== 'filler';
  if (words < entry.words) return key.length >= 5 || entry.role === 'key';
  return true;
}

/** How many words a stretch has; a number and what is glued to it ("90s", "8a") are one. */
function wordsIn(tokens: readonly Token[], from: number, to: number): number {
  let words = 0;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index] as Token;
    const tail = index > from && token.glued && tokens[index - 1]?.kind === 'number';
    if (token.kind !== 'symbol' && !tail) words += 1;
  }
  return words;
}

/** The vocabulary words a slip may be corrected to. */
export const correctableWords = (): ReadonlySet<string> => correctable;
/** Whether a word occurs in the vocabulary (names and titles apart). */
export const isVocabularyWord = (word: string): boolean => wordRoles.has(word);
/** Whether a word occurs in a known name or title. */
export const isNameWord = (word: string): boolean => nameWords.has(word);
/** The genre a text names, or null. */
export function genreNamed(text: string): string | null {
  const entry = phrases.get(phraseKey(tokenise(text)))?.find(({ role }) => role === 'genre') as
    | Entry<'genre'>
    | undefined;
  return entry?.value.name ?? null;
}
export const artistKeys = (): ReadonlyMap<string, string> => nameKeys;

buildIndex();

function buildIndex(): void {
  addTerms();
  addNumbers();
  addKeys();
  addCues();
  addNames();
}

function addTerms(): void {
  for (const { name, aliases = [], ordinary = false } of GENRES) {
    addAll('genre', [name, ...aliases], { name, ordinary }, { correct: true });
    if (ordinary) addPhrase('genre', name, { name, ordinary });
  }
  for (const [mood, list] of Object.entries(MOOD_WORDS)) addAll('mood', list, mood, { correct: true });
  addAll('hint', MOOD_HINTS, true);
  for (const { name, aliases = [], ordinary = false } of INSTRUMENTS) {
    addAll('instrument', [name, ...aliases], { name, ordinary }, { correct: true });
  }
  for (const [activity, list] of Object.entries(ACTIVITY_PHRASES))
    addAll('activity', list, activity, { correct: true });
  addAll('occasion', OTHER_OCCASIONS, true);
  for (const [vocals, list] of Object.entries(VOCAL_PHRASES)) {
    addAll('vocals', list, vocals, { correct: true });
  }
  for (const { code, names, nationalities } of LANGUAGES) {
    addAll('language', names, code);
    addAll('nationality', nationalities, code);
  }
  addAll('languagePreposition', LANGUAGE_PREPOSITIONS, true);
  addAll('sungNoun', SUNG_NOUNS, true);
}

function addNumbers(): void {
  for (const [text, value] of numberSpellings()) addPhrase('number', text, value);
  for (const [year, list] of Object.entries(DECADE_WORDS)) addAll('decade', list, Number(year));
}

function addKeys(): void {
  for (const [text, pitch, mode] of keySpellings()) addPhrase('key', text, { tonic: tonicOf(pitch), mode });
}

function addCues(): void {
  for (const kind of ['min', 'max', 'about'] as const) {
    addAll('boundBefore', cues.BOUNDS_BEFORE[kind], kind);
    addAll('boundAfter', cues.BOUNDS_AFTER[kind], kind);
  }
  addAll('rangeJoiner', cues.WEAK_JOINERS, 'weak');
  addAll('rangeJoiner', cues.RANGE_JOINERS, 'strong');
  addAll('rangeOpener', cues.RANGE_OPENERS, true);
  addAll('tempoUnit', cues.TEMPO_UNITS, true);
  addAll('tempoNoun', cues.TEMPO_NOUNS, true);
  addAll('minute', cues.MINUTE_UNITS, true);
  addAll('second', cues.SECOND_UNITS, true);
  addAll('hour', cues.HOUR_UNITS, true);
  for (const [list, range] of cues.ENERGY_PHRASES) addAll('energyPhrase', list, range);
  addAll('energyNoun', cues.ENERGY_NOUNS, true);
  addAll('negator', cues.NEGATORS.list, 'list');
  addAll('negator', cues.NEGATORS.single, 'single');
  addAll('negatorAfter', cues.NEGATORS_AFTER, true);
  addAll('notNegation', cues.NOT_NEGATIONS, true);
  addAll('indifferent', cues.INDIFFERENT, true);
  addAll('similar', cues.SIMILAR_CUES, true);
  addAll('similarAfter', cues.SIMILAR_AFTER, true);
  addAll('notSimilar', cues.NOT_SIMILAR, true);
  addAll('by', cues.BY_CUES, 'plain');
  addAll('by', cues.FOREIGN_BY_CUES, 'foreign');
  addAll('request', cues.WEAK_REQUEST_CUES, 'weak');
  addAll('request', cues.REQUEST_CUES, 'strong');
  addAll('trackNoun', cues.TRACK_NOUNS, true);
  addAll('musicNoun', cues.MUSIC_NOUNS, true);
  addAll('setNoun', cues.SET_NOUNS, true);
  addAll('labelNoun', cues.LABEL_NOUNS, true);
  addAll('otherUnit', cues.OTHER_UNITS, true);
  addAll('compatible', cues.COMPATIBLE_CUES, true);
  for (const kind of ['since', 'after', 'before', 'until'] as const) addAll('yearBound', cues.YEAR_BOUNDS[kind], kind);
  addAll('yearAfterword', cues.YEAR_AFTERWORDS, true);
  addAll('yearBeforeword', cues.YEAR_BEFOREWORDS, true);
  addAll('yearPreposition', cues.YEAR_PREPOSITIONS, true);
  addAll('notReleaseYear', cues.NOT_RELEASE_YEAR, true);
  for (const kind of ['early', 'mid', 'late'] as const) addAll('decadePart', cues.DECADE_PARTS[kind], kind);
  addAll('decadeOpener', cues.DECADE_OPENERS, true);
  addAll('filler', FILLERS, true);
  addAll('offTopicOpening', offTopic.OFF_TOPIC_OPENINGS, true);
  addAll('musicQuestion', offTopic.MUSIC_QUESTIONS, true);
  addAll('otherMatter', offTopic.OTHER_MATTERS, true);
  addAll('system', offTopic.SYSTEM_CUES, true);
  for (const word of [
    'without',
    'vocals',
    'around',
    'between',
    'minor',
    'major',
    'energy',
    'female',
    'instrumental',
    'songs',
    'tracks',
    'similar',
    'playlist',
    'music',
    'except',
    'nineties',
    'eighties',
    'seventies',
    'sixties',
    'compatible',
    'minutes',
    'something',
    'sharp',
  ]) {
    correctable.add(word);
  }
  correctable.add('bpm');
}

function addNames(): void {
  for (const name of ARTISTS) addName(name, name);
  for (const [alias, name] of Object.entries(ARTIST_ALIASES)) addName(alias, name);
  for (const title of TITLES) {
    addPhrase('title', title, title);
    const short = title.replace(/\s*\([^()]*\)$/, '');
    if (short && short !== title) addPhrase('title', short, title);
  }
}

function addName(spelling: string, name: string): void {
  addPhrase('artist', spelling, name);
  const key = phraseKey(tokenise(spelling));
  if (key.length >= 6) nameKeys.set(key, name);
}
