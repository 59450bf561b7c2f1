import { isClauseEnd, isFiller, isFree, isUnknownWord, phraseAt, rawText, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';
import { addArtist, LIST_SIGNS, setTitle } from './add-names.ts';
import { isAllVocabulary, isCommonWords, knownArtistAt, nameAt } from './name-spans.ts';
import type { NameSpan } from './name-spans.ts';
import { endOfRequest } from './bare-titles.ts';
import { VERSIONS, isCapitalised, stripPrefix } from './title-spans.ts';

const POINTERS = wordSet('the that this by from');

/**
 * A title beside its artist, in quotes anywhere, or in a request that says nothing more: "X, T", "X: T", "x t",
 * "T, the X one", "T (X)", "that X song, T".
 */
export function readTitleBeside(s: Sentence): void {
  if (s.query.title !== undefined || s.query.similarTo !== undefined || readQuoted(s)) return;
  const from = stripPrefix(s, 0, s.tokens.length);
  const end = endOfRequest(s);
  if (from >= end) return;
  if (!readVersion(s, from, end) && !readPointed(s, from, end)) readBehindArtist(s, from, end);
}

/** Longer than this no title is. */
const MAX_QUOTED_TOKENS = 9;

/** A title in quotes right before or behind an artist that is known. */
function readQuoted(s: Sentence): boolean {
  for (let from = 0; from < s.tokens.length; from += 1) {
    if (textAt(s, from) !== '"') continue;
    const close = s.tokens.findIndex(({ text }, at) => at > from + 1 && text === '"');
    if (close < 0) return false;
    const artist = isQuotedTitle(s, from + 1, close) ? artistBeside(s, from, close + 1) : null;
    if (artist) {
      setTitle(s, from, close + 1, bare(s, from, close + 1), 0.8);
      if (artist !== 'read') addArtist(s, artist);
      return true;
    }
    from = close;
  }
  return false;
}

/** Not "Metallica", nor "lo-fi" in small letters. */
const isQuotedTitle = (s: Sentence, from: number, to: number) =>
  to - from <= MAX_QUOTED_TOKENS &&
  isFree(s, from, to) &&
  !s.negated[from] &&
  (phraseAt(s, from, 'title')?.to === to ||
    (knownArtistAt(s, from)?.to !== to && (!isAllVocabulary(s, from, to) || s.tokens[from]?.capital === true)));

function artistBeside(s: Sentence, from: number, to: number): NameSpan | 'read' | null {
  const next = phraseAt(s, to, 'by')?.to ?? (PARTING.has(textAt(s, to)) ? to + 1 : to);
  if (s.owner[next] === 'artists') return 'read';
  const behind = knownArtistAt(s, next);
  if (behind && isFree(s, behind.from, behind.to)) return behind;
  const end = PARTING.has(textAt(s, from - 1)) ? from - 1 : from;
  for (let at = Math.max(0, end - 6); at < end; at += 1) {
    const before = knownArtistAt(s, at);
    if (before?.to === end && isFree(s, at, end)) return before;
  }
  return null;
}
const PARTING = wordSet('- , :');

/** "Superstition, the Stevie Wonder one", "7 Seconds, that X / Y duet", "T (X)". */
function readVersion(s: Sentence, from: number, end: number): boolean {
  const sign = nextSign(s, from, end);
  if (sign < 0 || !isTitle(s, from, sign, true)) return false;
  const inBrackets = textAt(s, sign) === '(';
  const start = ['but', 'only', 'just'].includes(textAt(s, sign + 1)) ? sign + 2 : sign + 1;
  const isPointed = POINTERS.has(textAt(s, start));
  const at = isPointed ? start + 1 : start;
  const artists = artistsAt(s, at);
  const last = artists.at(-1)?.to ?? 0;
  const closes = inBrackets ? textAt(s, last) === ')' && last + 1 >= end : isPointed && isVersion(s, last, end);
  if (artists.length === 0 || !closes) return false;
  setTitle(s, from, sign, bare(s, from, sign));
  for (const artist of artists) addArtist(s, artist);
  return true;
}

const isVersion = (s: Sentence, index: number, end: number) =>
  VERSIONS.has(textAt(s, index)) &&
  (index + 1 >= end || s.negated[index + 1] === true || s.negated[index + 2] === true);

/** "that Marty Robbins song, Big Iron", "that Hozier tune Take Me to Church". */
function readPointed(s: Sentence, from: number, end: number): boolean {
  for (let at = 0; at < Math.min(end, from + LONGEST_LEAD); at += 1) {
    const artist = POINTERS.has(textAt(s, at)) ? pointedArtist(s, at + 1) : at === from ? knownArtistAt(s, at) : null;
    if (!artist || !VERSIONS.has(textAt(s, artist.to))) continue;
    const next = artist.to + 1;
    if (BEHIND_POINTED.has(textAt(s, next))) return readRest(s, artist, next + 1, end, true);
    if (phraseAt(s, next, 'title')?.to === end) return readRest(s, artist, next, end, true);
  }
  return false;
}
const pointedArtist = (s: Sentence, index: number) =>
  knownArtistAt(s, index) ?? (s.tokens[index]?.capital ? nameAt(s, index) : null);
const LONGEST_LEAD = 8;
const BEHIND_POINTED = wordSet(', : ? -');

/** "Nena, 99 Luftballons", "Erik Satie: Gymnopédie No. 1", "amy winehouse back to black". */
function readBehindArtist(s: Sentence, from: number, end: number): boolean {
  const artist = knownArtistAt(s, from) ?? beforeKnownTitle(s, from, end);
  if (!artist) return false;
  const sign = textAt(s, artist.to);
  if (sign === ':') return readRest(s, artist, artist.to + 1, end, true);
  if (sign === ',') return readRest(s, artist, artist.to + 1, end, false);
  if (phraseAt(s, from, 'genre')?.to === end) return false;
  const isKnown = phraseAt(s, artist.to, 'title')?.to === end && (end - artist.to > 1 || isOnlyTitle(s, artist.to));
  return (isKnown || isNewTitle(s, artist, end)) && readRest(s, artist, artist.to, end, true);
}

/** "massive attack teardrop": a word that says nothing else of music. */
const isOnlyTitle = (s: Sentence, index: number) =>
  !isFiller(s, index) &&
  !phraseAt(s, index, 'genre', 'mood', 'instrument', 'vocals', 'activity', 'trackNoun', 'musicNoun');

/** "Daft Punk Aerodynamic", and not "Prince Royce": in capitals behind a name that is no everyday word. */
const isNewTitle = (s: Sentence, { from, to, known }: NameSpan, end: number) =>
  known &&
  s.tokens[from]?.capital === true &&
  s.tokens[to]?.capital === true &&
  (to - from > 1 || !isCommonWords(s, from, to)) &&
  end - to < 5 &&
  knownArtistAt(s, to) === null &&
  isCapitalised(s, to, end) &&
  unknowns(s, to, end) > 0;

/** "Hikaru Utada, First Love": nobody's name in capitals before a known title. */
function beforeKnownTitle(s: Sentence, from: number, end: number): NameSpan | null {
  const name = s.tokens[from]?.capital ? nameAt(s, from) : null;
  const isBefore = name && textAt(s, name.to) === ',' && phraseAt(s, name.to + 1, 'title')?.to === end;
  return isBefore ? name : null;
}

/** "Low, Codeine and Slint" are three artists. */
const isList = (s: Sentence, from: number, to: number) =>
  s.tokens.slice(from + 1, to - 1).some(({ raw }) => JOINTS.has(raw));
const JOINTS = wordSet('and & et y e und en i og och ve or');

function readRest(s: Sentence, artist: NameSpan, from: number, end: number, isSure: boolean): boolean {
  if (nextSign(s, from, end) >= 0 || !isTitle(s, from, end, isSure)) return false;
  if (knownArtistAt(s, from)?.to === end && phraseAt(s, from, 'title')?.to !== end) return false;
  const known = phraseAt(s, from, 'title');
  setTitle(s, from, end, known?.to === end ? known.value : bare(s, from, end), 0.75);
  addArtist(s, artist);
  return true;
}

/** In capitals, or known, and no wish in everyday words. */
function isTitle(s: Sentence, from: number, to: number, isSure: boolean): boolean {
  if (from >= to || to - from > 9 || !isFree(s, from, to) || s.negated[from]) return false;
  if (phraseAt(s, from, 'title')?.to === to) return true;
  const opens = s.tokens[from]?.capital === true || s.tokens[from]?.kind === 'number' || isQuoted(s, from, to);
  if (!opens || (phraseAt(s, from, 'genre', 'request', 'decade', 'key')?.to ?? 0) >= to) return false;
  if (isQuoted(s, from, to)) return true;
  const words = s.tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  if (words.length === 0 || (words.length > 1 && !isCapitalised(s, from, to))) return false;
  if (isSure) return !isAllVocabulary(s, from, to) || words.length === 1;
  return unknowns(s, from, to) > 0 && !isList(s, from, to);
}

const unknowns = (s: Sentence, from: number, to: number) =>
  s.tokens.slice(from, to).filter((_, offset) => isUnknownWord(s, from + offset)).length;

const isQuoted = (s: Sentence, from: number, to: number) =>
  ['"', "'"].includes(textAt(s, from)) && textAt(s, to - 1) === textAt(s, from);

const bare = (s: Sentence, from: number, to: number) =>
  rawText(s, from, to).replace(/^["'“”„«»‘’\s]+|["'“”„«»‘’\s]+$/gu, '');

/** The first sign that parts the stretch, quotes apart; -1 when none does. */
function nextSign(s: Sentence, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (isClauseEnd(s, at) && textAt(s, at) !== '"') return at;
  return -1;
}

/** One artist or several with a joint between them. */
function artistsAt(s: Sentence, index: number): NameSpan[] {
  const found: NameSpan[] = [];
  for (let at = index; ;) {
    const name = knownArtistAt(s, at) ?? (s.tokens[at]?.capital ? nameAt(s, at) : null);
    if (name === null) return found;
    found.push(name);
    if (!LIST_SIGNS.has(textAt(s, name.to)) && textAt(s, name.to) !== '/') return found;
    at = name.to + 1;
  }
}
