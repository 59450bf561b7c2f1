import { isClauseEnd, isFiller, isFree, isSentenceEnd, isUnknownWord, phraseAt, rawText, textAt } from '../sentence.ts';
import type { Role } from '../roles.ts';
import type { Sentence } from '../sentence.ts';
import { isAllVocabulary } from './name-spans.ts';
import { wordSet } from '../vocabulary/phrases.ts';

export type TitleSpan = { from: number; to: number; name: string };

export const ARTICLES = wordSet('the that this den das der die le la el il het de');
const MAX_TITLE_TOKENS = 14;
export const NAMING_WORDS = new Set(['called', 'named', 'titled', 'entitled']);
export const PIECE_WORDS = wordSet(
  'song track tune record single number title hit lied titel chanson morceau cancion canzone brano liedje nummer piosenka',
);
/** What says that the words before "by" describe tracks and name none. */
const GENERIC = wordSet(`
  anything something everything stuff some more things one ones all bits work works any album albums discography
  best greatest live few couple remixes covers remix nothing only originals lots scores score suites symphonies concertos sonatas nocturnes soundtracks operas arias new latest playlist mix set list
  catalogue debut sung made produced music songs tracks tunes hits bangers classics ballads material recordings
`);

/** The title that stands before "by" at token `by`, or null when those words only describe. */
export function titleBefore(s: Sentence, author: number): TitleSpan | null {
  const by = beforePointer(s, author);
  const quoted = quotedBefore(s, by);
  if (quoted) return quoted;
  const from = titleStart(s, by);
  if (from >= by || by - from > MAX_TITLE_TOKENS || !isFree(s, from, by)) return null;
  const known = knownTitle(s, from, by);
  if (known) return known;
  const start = lastCapitals(s, stripPrefix(s, from, by), by);
  if (start >= by || isDescription(s, start, by) || isCount(s, start, by)) return null;
  return { from: start, to: by, name: tidy(rawText(s, start, by)) };
}

/** "give me 20 by Twenty One Pilots". */
const isCount = (s: Sentence, from: number, to: number) =>
  to - from === 1 && s.tokens[from]?.kind === 'number' && ['me', 'us'].includes(textAt(s, from - 1));

/** "my gran asks for [In the Mood] by …": where the words in capitals begin, behind words that have none. */
function lastCapitals(s: Sentence, from: number, to: number): number {
  if (s.tokens[from]?.capital || s.tokens[from]?.kind !== 'word') return from;
  const start = s.tokens.findIndex(({ capital }, at) => at > from && at < to && capital);
  return start > 0 && isCapitalised(s, start, to) ? start : from;
}

/** "Valerie, the one by": the title stands before the words that point at it. */
function beforePointer(s: Sentence, by: number): number {
  const points = VERSIONS.has(textAt(s, by - 1)) && ['the', 'that'].includes(textAt(s, by - 2));
  const sign = by - 3;
  const isNamed = s.tokens[sign - 1]?.capital === true || textAt(s, sign - 1) === '"';
  return points && isNamed && [',', '-', '?', ':'].includes(textAt(s, sign)) ? sign : by;
}
/** Behind "the" or an artist: which recording of a title is meant. */
export const VERSIONS = wordSet('one version recording duet original single cover song track tune cut classic hit');

export const tidy = (title: string) => title.replace(/^["'\s]+|["'\s,]+$/g, '');

function quotedBefore(s: Sentence, by: number): TitleSpan | null {
  const close = textAt(s, by - 1) === ',' ? by - 2 : by - 1;
  if (!isQuote(s, close)) return null;
  for (let open = close - 1; open >= Math.max(0, close - MAX_TITLE_TOKENS); open -= 1) {
    if (isQuote(s, open)) return { from: open, to: by, name: rawText(s, open + 1, close) };
  }
  return null;
}

export const isQuote = (s: Sentence, index: number) => textAt(s, index) === '"' || textAt(s, index) === "'";

/** The start of the sentence, or of its last part when the parts before only describe ("techno, Strobe by …"). */
function titleStart(s: Sentence, by: number): number {
  let from = ['?', '!'].includes(textAt(s, by - 1)) ? by - 1 : by;
  while (from > 0 && !isSentenceEnd(s, from - 1) && textAt(s, from - 1) !== ':') {
    if (!isFree(s, from - 1)) break;
    if (textAt(s, from - 1) === '"') break;
    from -= 1;
  }
  for (let at = by - 1; at > from; at -= 1) {
    if (textAt(s, at) === ',' && (isDescription(s, from, at) || isAllVocabulary(s, from, at))) return at + 1;
  }
  return from;
}

function knownTitle(s: Sentence, from: number, to: number): TitleSpan | null {
  for (let at = from; at < to; at += 1) {
    const title = phraseAt(s, at, 'title');
    const opens =
      at === from || stripPrefix(s, from, to) >= at || (s.tokens[at]?.capital && !s.tokens[at - 1]?.capital);
    if (title?.to === to && opens && isFree(s, at, to)) return { from: at, to, name: title.value };
  }
  return null;
}

/** Leaves out the command before a title: "can you play", "find me the song", "that one called". */
export function stripPrefix(s: Sentence, from: number, to: number): number {
  let start = afterQuestion(s, from, to);
  for (let at = start; at < to; at += 1) {
    const request = phraseAt(s, at, 'request');
    if (request && request.to <= to && !s.tokens[at]?.capital && isPrefix(s, from, at))
      start = Math.max(start, request.to);
    if (request && request.to <= to && at === start && !opensTitle(s, at)) start = request.to;
    const text = textAt(s, at);
    if (NAMING_WORDS.has(text)) start = at + 1;
    const piece = PIECE_WORDS.has(text) && ARTICLES.has(textAt(s, at - 1));
    if (piece && at + 1 < to && isPrefix(s, from, at)) start = at + 1;
  }
  for (;;) {
    const text = textAt(s, start);
    const article = ARTICLES.has(text) || text === 'a' || text === 'my';
    if (PIECE_WORDS.has(text) && start + 1 < to && s.tokens[start]?.capital === false) start += 1;
    else if (article && PIECE_WORDS.has(textAt(s, start + 1)) && start + 2 < to) start += 2;
    else if (article && isCopyOf(s, start + 1) && start + 3 < to) start += 3;
    else if (
      ['me', 'us', 'please', ',', ':', 'hey', 'hi', 'yo'].includes(text) &&
      start + 1 < to &&
      !s.tokens[start]?.capital
    )
      start += 1;
    else return start;
  }
}

const isCopyOf = (s: Sentence, index: number) =>
  ['copy', 'version', 'recording'].includes(textAt(s, index)) &&
  textAt(s, index + 1) === 'of' &&
  s.tokens[index]?.capital === false;

/**
 * Where a question about a title in capitals leads to it: "is there a copy of", "where is", "got". In small letters, save
 * that the sentence may begin with a capital; then a small word behind it is the title's ("Got to Give It Up").
 */
function afterQuestion(s: Sentence, from: number, to: number): number {
  if (!QUESTION_STARTS.has(textAt(s, from))) return from;
  let at = from;
  while (at < to && QUESTION_WORDS.has(textAt(s, at)) && (at === from || !s.tokens[at]?.capital)) at += 1;
  const opens = s.tokens[at]?.capital === true || s.tokens[at]?.kind === 'number' || isQuote(s, at);
  if (at === from || at >= to || !opens) return from;
  return s.tokens[from]?.capital && at === from + 1 && isFiller(s, at) ? from : at;
}
const QUESTION_STARTS = wordSet(
  'is are there where do does did have has had got can could may know remember you find anyone anybody someone',
);
const QUESTION_WORDS = wordSet(`
  is are there where wheres 's do does did u you we i they have has had got get stock carry own keep sell know can could
  may hear find remember anyone anybody someone any a an the copy copies version recording pressing of in
`);

/** "Love Without Words": words that begin titles as often as requests, in capitals before another one. */
const opensTitle = (s: Sentence, index: number) =>
  (TITLE_OPENERS.has(textAt(s, index)) && s.tokens[index]?.capital === true && s.tokens[index + 1]?.capital === true) ||
  (textAt(s, index) === 'i' &&
    s.tokens[index + 1]?.capital === true &&
    s.tokens[index + 1]?.raw !== textAt(s, index + 1).toUpperCase());
const TITLE_OPENERS = wordSet('love only just more any need want start make feeling please some drop');

/** Whether only fillers stand between the start and a command, so that the command is no part of a title. */
function isPrefix(s: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (!isFiller(s, at) && !isClauseEnd(s, at) && !phraseAt(s, at, 'request')) return false;
  }
  return true;
}

/** "15 tracks", "dark techno", "something slow", "90s songs": words that filter and name nothing. */
function isDescription(s: Sentence, from: number, to: number): boolean {
  const tokens = s.tokens.slice(from, to);
  const first = tokens[0];
  if (first === undefined) return true;
  if (tokens.length === 2 && first.capital && PIECE_WORDS.has(first.text) && tokens[1]?.kind === 'number') return false;
  if (tokens.length === 1 && (first.kind === 'number' || (first.capital && phraseAt(s, from, 'decade')))) return false;
  const last = tokens.at(-1);
  if (last && (phraseAt(s, to - 1, 'trackNoun', 'musicNoun') || GENERIC.has(last.text)) && !isTitleCase(s, from, to))
    return true;
  if (tokens.some((token) => GENERIC.has(token.text) && !token.capital)) return true;
  if (first.kind === 'number' && !first.glued && hasUnknown(s, from + 1, to)) return false;
  return (
    isAllVocabulary(s, from, to) &&
    tokens.some(
      (_, offset) =>
        phraseAt(
          s,
          from + offset,
          'genre',
          'mood',
          'hint',
          'instrument',
          'trackNoun',
          'musicNoun',
          'vocals',
          'decade',
          'energyPhrase',
          'request',
          'activity',
        ) !== undefined,
    ) &&
    !isTitleCase(s, from, to)
  );
}

function hasUnknown(s: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isUnknownWord(s, at) || s.tokens[at]?.capital) return true;
  return false;
}

/** Every word with a capital, save the small links, and two of them at least. */
export function isCapitalised(s: Sentence, from: number, to: number): boolean {
  const words = s.tokens.slice(from, to).filter((token) => token.kind === 'word');
  return words.every((token) => token.capital || token.text.length <= 3) && words.some((token) => token.capital);
}

/** Several words, each with a capital save the small links, and not all plain vocabulary in a row. */
export function isTitleCase(s: Sentence, from: number, to: number): boolean {
  const words = s.tokens.slice(from, to).filter((token) => token.kind === 'word');
  return (
    words.length >= 2 &&
    words.every((token) => token.capital || token.text.length <= 3) &&
    words.filter((token) => token.capital).length >= 2 &&
    !isAllGenres(s, from, to)
  );
}

/** "Punk Rock Song", "Techno Lullaby": one piece, in capitals. */
const isPieceInCapitals = (s: Sentence, index: number, role: Role) =>
  (role === 'trackNoun' || role === 'musicNoun') &&
  s.tokens[index]?.capital === true &&
  !textAt(s, index).endsWith('s') &&
  textAt(s, index) !== 'music';

function isAllGenres(s: Sentence, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const term = phraseAt(s, at, 'genre', 'mood', 'trackNoun', 'musicNoun', 'nationality', 'hint');
    if (!term || isPieceInCapitals(s, at, term.role)) return false;
    at = term.to;
  }
  return true;
}
