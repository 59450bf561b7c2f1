import { MAX_NAME_LENGTH } from '../../../shared/contracts/query.ts';
import { claim, isClauseEnd, isFiller, isForeignWord, isFree, isSentenceEnd, isUnknownWord, isWord, note, phraseAt, phraseBefore, rawText } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { genreNamed, isVocabularyWord } from '../lexicon.ts';
import { isOrdinaryWord } from '../typos.ts';
import { capitalRun, isAllVocabulary, isAskedFor, isCommonWords, knownArtistAt, misspelled, nameAt } from './name-spans.ts';
import type { NameSpan } from './name-spans.ts';
import { titleBefore, titleSpan } from './title-spans.ts';

const LIST_SIGNS = new Set([',', '&', 'and', 'or', '+', '/', 'und', 'et', 'y', 'e', 'o', 'ou', 'oder', 'i', 'en', 'x', 'vs', 'feat', 'ft', 'featuring', 'with', 'nor']);

export function addArtist(s: Sentence, span: NameSpan, confidence = span.known ? 1 : 0.75): void {
  if (span.name.length > MAX_NAME_LENGTH) return;
  const excluded = s.negated[span.from] ?? false;
  const field = excluded ? 'exclude.artists' : 'artists';
  note(s, field, span.from, span.to, confidence);
  const target = excluded ? ((s.query.exclude ??= {}).artists ??= []) : (s.query.artists ??= []);
  if (!target.includes(span.name) && target.length < 20) target.push(span.name);
}

/** Reads "T by X", "by X", "X - T" and "T - X". */
export function readAttributions(s: Sentence): void {
  readDashes(s);
  for (let index = 0; index < s.tokens.length; index += 1) {
    const cue = phraseAt(s, index, 'by');
    if (!cue || !isFree(s, cue.from, cue.to) || insideTitle(s, index)) continue;
    if (s.negated[index]) continue;
    const artist = artistAfter(s, cue.from, cue.to, cue.value === 'foreign' || (s.tokens[cue.to - 1]?.text !== 'by' && !s.tokens[cue.to]?.capital));
    if (artist === null) continue;
    const title = s.query.title === undefined && cue.value === 'plain' && s.tokens[index]?.text === 'by' ? titleBefore(s, index) : null;
    if (title) setTitle(s, title.from, title.to, title.name);
    claim(s, cue.from, cue.to, 'understood');
    addArtist(s, artist);
    addListed(s, artist.to);
    index = artist.to - 1;
  }
}

/** "Stand by Me": the word belongs to a known title that is asked for. */
function insideTitle(s: Sentence, index: number): boolean {
  for (let from = Math.max(0, index - 5); from < index; from += 1) {
    const title = phraseAt(s, from, 'title');
    if (title && title.from < index && title.to > index + 1) return true;
  }
  return false;
}

/** The artist behind "by"; in other languages the word means much else, so only a known or capital name counts. */
function artistAfter(s: Sentence, cueFrom: number, index: number, foreign: boolean): NameSpan | null {
  const at = s.tokens[index]?.text === '"' ? index + 1 : index;
  if (s.tokens[at]?.kind === 'number' && !knownArtistAt(s, at)) return null;
  const artist = nameAt(s, at);
  if (artist === null) return null;
  if (!foreign) return artist;
  const capital = s.tokens[artist.from]?.capital ?? false;
  if (artist.known) return isCommonWords(s, artist.from, artist.to) && !capital ? null : artist;
  const ofTracks = phraseBefore(s, cueFrom, 'trackNoun', 'musicNoun', 'request') !== undefined;
  return capital && ofTracks && isForeignWord(s, artist.from) && !phraseAt(s, artist.from, 'genre', 'language', 'decade') ? artist : null;
}

/** Further artists in the same list: "by X, Y and Z". */
function addListed(s: Sentence, from: number): void {
  let at = from;
  while (LIST_SIGNS.has(s.tokens[at]?.text ?? '')) {
    const next = s.tokens[at]?.text === ',' && LIST_SIGNS.has(s.tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const artist = listedArtist(s, next);
    if (artist === null) return;
    addArtist(s, artist);
    at = artist.to;
  }
}

function listedArtist(s: Sentence, index: number): NameSpan | null {
  const known = knownArtistAt(s, index);
  if (known && (s.tokens[known.from]?.capital || !isAllVocabulary(s, known.from, known.to)) && endsHere(s, known.to)) return known;
  if (!s.tokens[index]?.capital) return null;
  const artist = nameAt(s, index);
  return artist && endsHere(s, artist.to) ? artist : null;
}

const endsHere = (s: Sentence, index: number) =>
  isClauseEnd(s, index) || LIST_SIGNS.has(s.tokens[index]?.text ?? '') || phraseAt(s, index, 'trackNoun') !== undefined || isFiller(s, index);

export function setTitle(s: Sentence, from: number, to: number, title: string, confidence = 0.9): void {
  if (title === '' || title.length > MAX_NAME_LENGTH) return;
  s.query.title = title;
  note(s, 'title', from, to, confidence);
}

/** Longer than this, what stands beside a dash is no name. */
const MAX_SIDE_TOKENS = 12;

/** "Artist - Title" or "Title - Artist": a dash with space around it between two things that are no plain filters. */
function readDashes(s: Sentence): void {
  for (let index = 1; index < s.tokens.length - 1; index += 1) {
    if (s.tokens[index]?.text !== '-' || !isClauseEnd(s, index)) continue;
    let from = index;
    while (from > 0 && index - from <= MAX_SIDE_TOKENS && !isSentenceEnd(s, from - 1) && !phraseBefore(s, from, 'request')) from -= 1;
    let to = index + 1;
    while (to < s.tokens.length && to - index <= MAX_SIDE_TOKENS + 1 && !isSentenceEnd(s, to) && !(isClauseEnd(s, to) && s.tokens[to]?.text !== '(' && s.tokens[to]?.text !== ')' && s.tokens[to]?.text !== ',')) to += 1;
    while (to > index + 1 && ['please', 'pls'].includes(s.tokens[to - 1]?.text ?? '')) to -= 1;
    if (readPair(s, from, index, to)) return;
  }
}

function readPair(s: Sentence, from: number, dash: number, to: number): boolean {
  const left = wholeArtist(s, from, dash);
  const right = wholeArtist(s, dash + 1, to);
  if (!isNameLike(s, from, dash, left !== null || right !== null) || !isNameLike(s, dash + 1, to, left !== null || right !== null)) return false;
  const artistIsRight = right && !left ? true : left && !right ? false : left && right ? false : looksLikePerson(s, dash + 1, to) && !looksLikePerson(s, from, dash);
  const [artistFrom, artistTo, titleFrom, titleTo] = artistIsRight ? [dash + 1, to, from, dash] : [from, dash, dash + 1, to];
  const artist = (artistIsRight ? right : left) ?? { from: artistFrom, to: artistTo, name: rawText(s, artistFrom, artistTo), known: false };
  addArtist(s, artist);
  setTitle(s, titleFrom, titleTo, rawText(s, titleFrom, titleTo).replace(/^"|"$/g, ''));
  claim(s, dash, dash + 1, 'understood');
  return true;
}

function wholeArtist(s: Sentence, from: number, to: number): NameSpan | null {
  const known = knownArtistAt(s, from);
  if (known?.to === to) return known;
  return s.tokens[from]?.kind === 'symbol' ? null : misspelled(s, { from, to, name: rawText(s, from, to), known: false });
}

/** Beside a known artist anything short may be a title; without one, capitals are needed on both sides. */
function isNameLike(s: Sentence, from: number, to: number, besideKnown: boolean): boolean {
  if (to - from < 1 || to - from > MAX_SIDE_TOKENS || !isFree(s, from, to)) return false;
  for (let at = from; at < to; at += 1) if (phraseAt(s, at, 'tempoUnit')) return false;
  const title = phraseAt(s, from, 'title');
  if (title?.to === to) return true;
  const capital = s.tokens[from]?.capital || s.tokens[from]?.kind === 'number' || s.tokens[from]?.text === '"';
  if (besideKnown) return capital || !isAllVocabulary(s, from, to);
  return capital === true && !isAllVocabulary(s, from, to) && s.tokens.slice(from, to).some((token) => token.capital);
}

/** Two or three capital words nobody uses every day. */
function looksLikePerson(s: Sentence, from: number, to: number): boolean {
  if (to - from < 1 || to - from > 3) return false;
  let strange = 0;
  for (let at = from; at < to; at += 1) {
    if (!s.tokens[at]?.capital) return false;
    if (isForeignWord(s, at)) strange += 1;
  }
  return strange > 0;
}

/**
 * Names in capitals that hold words of the vocabulary ("Slow Pulp", "Sad Lovers and Giants"): a whole part of the
 * sentence, or before "songs", with one word at least that is none of the vocabulary.
 */
export function readCapitalNames(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (!isFree(s, index) || !s.tokens[index]?.capital || !(index === 0 || isClauseEnd(s, index - 1) || isAskedFor(s, index))) continue;
    const from = phraseAt(s, index, 'request')?.to ?? index;
    const to = capitalRun(s, from);
    if (!isCapitalName(s, from, to)) continue;
    if (isBeforeLastArtist(s, to)) setTitle(s, from, to, rawText(s, from, to), 0.7);
    else addArtist(s, misspelled(s, { from, to, name: '', known: false }) ?? { from, to, name: rawText(s, from, to), known: false }, 0.65);
    index = to - 1;
  }
}

/** "Purple Haze, Jimi Hendrix": a title before the artist that ends the request. */
const isBeforeLastArtist = (s: Sentence, to: number) => {
  if (s.tokens[to]?.text !== ',' || s.query.title !== undefined || s.query.artists?.length !== 1) return false;
  return s.owner.slice(to + 1).every((owner) => owner === 'artists') && to + 1 < s.tokens.length;
};

function isCapitalName(s: Sentence, from: number, to: number): boolean {
  if (to - from < 2 || !isFree(s, from, to)) return false;
  const ends = isClauseEnd(s, to) || (phraseAt(s, to, 'trackNoun') !== undefined && !s.tokens[to]?.capital) || ['please', 'live'].includes(s.tokens[to]?.text ?? '');
  if (!ends || !isPronounceable(s, from, to)) return false;
  const words = s.tokens.slice(from, to).map((token, offset) => ({ token, index: from + offset })).filter(({ token }) => token.kind === 'word');
  const unknown = words.filter(({ index }) => isUnknownWord(s, index)).length;
  const capitals = words.filter(({ token }) => token.capital);
  const breaking = capitals.some(({ token, index }) => index > from && (['for', 'to', 'with', 'in', 'at', 'from', 'my', 'your', 'is', 'i', 'without', 'no', 'not'].includes(token.text) || phraseAt(s, index, 'trackNoun', 'tempoUnit', 'languagePreposition')));
  return capitals.length >= 2 && unknown > 0 && !breaking;
}

/** Artists of the gazetteer wherever they stand, if it is plain that the name is meant and not the words. */
export function readKnownArtists(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const found = isFree(s, index) ? (knownArtistAt(s, index) ?? misspelledAt(s, index)) : null;
    if (found === null || !isMeant(s, found)) continue;
    addArtist(s, found);
    addListed(s, found.to);
    index = found.to - 1;
  }
}

/** A known artist with a slip in the name, made of words that mean nothing else. */
function misspelledAt(s: Sentence, index: number): NameSpan | null {
  if (!isForeignWord(s, index) || s.tokens[index]?.corrected || isVocabularyWord(s.tokens[index]?.text ?? '')) return null;
  for (const to of [index + 3, index + 2, index + 1]) {
    if (to > s.tokens.length || !isFree(s, index, to) || s.tokens.slice(index, to).some((token) => token.kind !== 'word')) continue;
    const span = misspelled(s, { from: index, to, name: '', known: false });
    if (span) return { ...span, bareFrom: index };
  }
  return null;
}

function isMeant(s: Sentence, { from, to, bareFrom }: NameSpan): boolean {
  const longer = s.lexemes[from]?.[0];
  if (longer && longer.to > to && longer.role !== 'artist') return false;
  const bare = bareFrom ?? from;
  const words = to - bare;
  if (isPartOfLongerName(s, from, to)) return false;
  const capital = s.tokens.slice(bare, to).every((token) => token.capital || token.kind !== 'word' || ['of', 'the', 'and', 'for', 'to', 'in', 'a', 'but', 'de', 'la', 'n', 'at', 'no', 'is'].includes(token.text));
  const hasCapital = s.tokens.slice(bare, to).some((token) => token.capital || token.kind === 'number');
  const vocabulary = isAllVocabulary(s, bare, to) || isWholeTerm(s, bare, to);
  const slot = isNameSlot(s, from, to);
  const common = isCommonWords(s, bare, to);
  if (vocabulary && words === 1) return false;
  if (!common && words > 1) return true;
  if (!common) return (capital || slot || (s.tokens[bare]?.text.length ?? 0) >= 6) && !precededByPlace(s, from);
  if (slot) return words > 1 || capital || !vocabulary;
  return words > 1 && capital && hasCapital && !vocabulary && s.tokens.some((token) => token.kind === 'word' && !token.capital);
}

/** A capital word that nothing explains stands right beside it: "Tokyo Police Club". */
function isPartOfLongerName(s: Sentence, from: number, to: number): boolean {
  if (!s.tokens[to - 1]?.capital) return false;
  const before = from > 0 && s.tokens[from - 1]?.capital === true && s.owner[from - 1] === undefined && !phraseBefore(s, from, 'request') && !isFiller(s, from - 1);
  const after = s.tokens[to]?.capital === true && isUnknownWord(s, to);
  return (before && isUnknownWord(s, from - 1)) || (before && isNameSlot(s, from - 1, to) && !isAllVocabulary(s, from - 1, to)) || after;
}

/** Whether the vocabulary has the very same words as one term ("Electronic", "Trap"). */
const isWholeTerm = (s: Sentence, from: number, to: number) => {
  const term = phraseAt(s, from, 'genre', 'mood', 'instrument', 'activity', 'vocals');
  return term !== undefined && term.to >= to;
};

const precededByPlace = (s: Sentence, from: number) => ['in', 'to', 'near'].includes(s.tokens[from - 1]?.text ?? '');

/** The whole part of a sentence, or behind a command, or before "songs", or in a list of names. */
function isNameSlot(s: Sentence, from: number, to: number): boolean {
  const before = s.tokens[from - 1]?.text ?? '';
  const opens = from === 0 || isClauseEnd(s, from - 1) || isAskedFor(s, from) || phraseBefore(s, from, 'negator') !== undefined || s.owner[from - 1] === 'artists' || (LIST_SIGNS.has(before) && s.owner[from - 2] === 'artists') || s.owner[from - 1] === 'limit' || phraseBefore(s, from, 'trackNoun') !== undefined;
  const closes = isClauseEnd(s, to) || phraseAt(s, to, 'trackNoun', 'similarAfter') !== undefined || LIST_SIGNS.has(s.tokens[to]?.text ?? '') || ['please', 'pls', 'from', 'with', 'but', 'only', 'live', 'for', 'in', 'playlist', 'mix', 'discography', 'stuff', 'at', 'around', "'s", 'album', 'albums', 'classics', 'deep', 'b', 'radio', 'bitte', 'aus', 'ballads', 'remixes'].includes(s.tokens[to]?.text ?? '');
  const songs = phraseAt(s, to, 'trackNoun') !== undefined;
  return (opens && closes) || (songs && (from === 0 || s.tokens[from]?.capital === true));
}

/** A bare title: a known one that is all that is asked for, alone or beside its artist, or anything in quotes. */
export function readBareTitle(s: Sentence): void {
  if (s.query.title !== undefined || s.query.similarTo !== undefined) return;
  const found = titleSpan(s);
  if (found === null) return;
  setTitle(s, found.from, found.to, found.name, 0.8);
  const artist = knownArtistAt(s, found.to);
  if (artist && isFree(s, artist.from, artist.to)) addArtist(s, artist);
}

/**
 * Names nobody told us of, at the very end of the reading: capital words that make up a whole part of the sentence or
 * stand behind a command or a negation, and small ones behind "play" or "some" that are no everyday words.
 */
export function readUnknownArtists(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const span = isFree(s, index) && isWord(s, index) ? unknownArtistAt(s, index) : null;
    if (span === null) continue;
    addArtist(s, span, 0.6);
    index = span.to - 1;
  }
}

function unknownArtistAt(s: Sentence, index: number): NameSpan | null {
  const asked = isAskedFor(s, index) || (s.negated[index] === true && s.tokens[index]?.capital === true);
  const opens = index === 0 || isClauseEnd(s, index - 1) || asked || (LIST_SIGNS.has(s.tokens[index - 1]?.text ?? '') && s.owner[index - 2] === 'artists');
  if (!opens) return null;
  if (s.tokens[index]?.capital) {
    const to = capitalRun(s, index);
    return isBareName(s, index, to, asked) ? nameOf(s, index, to) : null;
  }
  return asked ? lowerNameAt(s, index) : null;
}

const nameOf = (s: Sentence, from: number, to: number): NameSpan => {
  const span = { from, to, name: rawText(s, from, to), known: false };
  return misspelled(s, span) ?? span;
};

function isBareName(s: Sentence, from: number, to: number, asked: boolean): boolean {
  let strange = 0;
  let capitals = 0;
  for (let at = from; at < to; at += 1) {
    if (isForeignWord(s, at)) strange += 1;
    if (s.tokens[at]?.capital) capitals += 1;
  }
  const ends = isClauseEnd(s, to) || phraseAt(s, to, 'trackNoun') !== undefined || LIST_SIGNS.has(s.tokens[to]?.text ?? '') || ['please', 'from', 'with', 'but', 'live', 'only', 'around', 'at'].includes(s.tokens[to]?.text ?? '');
  if (!ends || isAllVocabulary(s, from, to)) return false;
  const unknown = s.tokens.slice(from, to).filter((_, offset) => isUnknownWord(s, from + offset)).length;
  if (!isPronounceable(s, from, to)) return false;
  return strange > 0 ? capitals >= 2 || asked || from === 0 : unknown > 0 && capitals >= 2 && (asked || s.tokens.length <= to - from + 3);
}

/** No keyboard mash: no more than four consonants in a row, and vowels at all. */
function isPronounceable(s: Sentence, from: number, to: number): boolean {
  return s.tokens.slice(from, to).every((token) => token.kind !== 'word' || token.raw === token.raw.toUpperCase() || (/[aeiouy]/.test(token.text) && !/[bcdfghjklmnpqrstvwxz]{5}/.test(token.text)) || !/^[a-z]+$/.test(token.text));
}

const STRONG_NAME_CUES = new Set(['play', 'hear', 'to', 'on', 'some', 'me', 'spin', 'queue', 'any', 'more']);

/** "play zornik velde": one to four small words, none of them everyday language, up to the end of the part. */
function lowerNameAt(s: Sentence, index: number): NameSpan | null {
  if (!STRONG_NAME_CUES.has(s.tokens[index - 1]?.text ?? '')) return null;
  let to = index;
  while (to < s.tokens.length && to < index + 4 && isForeignWord(s, to) && !s.tokens[to]?.corrected && isFree(s, to)) to += 1;
  if (to === index || !(isClauseEnd(s, to) || phraseAt(s, to, 'trackNoun') || ['please', 'pls', 'from'].includes(s.tokens[to]?.text ?? ''))) return null;
  if (to - index === 1 && isOrdinaryWord(s.tokens[index]?.text ?? '')) return null;
  return isPronounceable(s, index, to) ? nameOf(s, index, to) : null;
}
