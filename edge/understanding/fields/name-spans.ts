import { phraseKey } from '../phrase-keys.ts';
import type { Lexeme } from '../roles.ts';
import {
  isClauseEnd,
  isFiller,
  isForeignWord,
  isFree,
  isUnknownWord,
  isWord,
  phraseAt,
  phraseBefore,
  rawText,
  textAt,
} from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { nearestArtist } from '../typos.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** A name found in a request: tokens `from` to `to`, written as it usually is. `known` when the gazetteer has it. */
export type NameSpan = { from: number; to: number; name: string; known: boolean; bareFrom?: number };

const MAX_NAME_TOKENS = 9;
/** Words inside names that are written small. */
const NAME_LINKS = wordSet(`
  of the and & de la le les du des del los las el von van der den di da dos y e et und in on a to for n x + ' 's -
  . vs with at my no not is it me from
`);
/** Where a name typed in lower case ends. */
const NAME_STOPS = wordSet(`
  please pls plz from with without but that which for in at around under over or who when because so then not no
  on to by and aus mit ohne aber fur avec sans mais pour con sin pero para senza ma per com sem mas met zonder
  maar voor z bez ale dla only just live thanks instead except bitte if more less like as und et y than songs
  tracks tunes ideally rather i what remix remixes bpm
`);

/** The gazetteer's artist at a token, its article included; the longest. Words already used do not count. */
export function knownArtistAt(s: Sentence, index: number): NameSpan | null {
  const article = textAt(s, index) === 'the' ? 1 : 0;
  const candidates = [index, index + article].flatMap(
    (at) => s.lexemes[at]?.filter((lexeme) => lexeme.role === 'artist') ?? [],
  ) as Lexeme<'artist'>[];
  const best = candidates
    .filter((lexeme) => isFree(s, lexeme.from, lexeme.to) && !isContraction(s, lexeme))
    .toSorted((a, b) => b.to - a.to)[0];
  if (!best) return null;
  const hasArticle = best.from > index && s.tokens[index]?.capital === true && !/^the /i.test(best.value);
  return {
    from: index,
    to: best.to,
    name: hasArticle ? `The ${best.value}` : best.value,
    known: true,
    bareFrom: textAt(s, best.from) === 'the' ? best.from + 1 : best.from,
  };
}

/** "I've" is not IVE. */
const isContraction = (s: Sentence, { from, to, value }: Lexeme<'artist'>) =>
  to === from + 1 && /['’]/.test(s.tokens[from]?.raw ?? '') && !/['’]/.test(value);

/**
 * The name that starts at a token in a place where one is expected ("by …", "like …"): from the gazetteer, or all up
 * to a sign or a word that ends it. Null when what stands there is no name.
 */
export function nameAt(s: Sentence, index: number): NameSpan | null {
  const known = knownArtistAt(s, index);
  if (known && !goesOn(s, known.to)) return known;
  const spelled = unknownNameAt(s, index);
  if (spelled === null) return known;
  return misspelled(s, spelled) ?? spelled;
}

/** "Prince Fatty": a capital word nobody knows follows the known name, so the name is longer. */
const goesOn = (s: Sentence, index: number) => s.tokens[index]?.capital === true && isUnknownWord(s, index);

function unknownNameAt(s: Sentence, index: number): NameSpan | null {
  const first = s.tokens[index];
  if (first === undefined || first.kind === 'symbol' || !isFree(s, index)) return null;
  if (!first.capital && isFiller(s, index) && first.text !== 'the') return null;
  const to = first.capital || /^\d/.test(first.text) ? endOfName(s, index) : lowerRun(s, index);
  if (to === index || !looksLikeName(s, index, to)) return null;
  return { from: index, to, name: tidy(rawText(s, index, to)), known: false };
}

const tidy = (name: string) => name.replace(/^["'\s]+|["'\s.]+$/g, '');

/** In capitals by rule, and no part of a name. */
const SPEAKERS = wordSet('im ive ill id');

/** Capital words with small links between them: "Queens of the Stone Age". */
export function capitalRun(s: Sentence, index: number): number {
  let to = index;
  for (let at = index; at < Math.min(s.tokens.length, index + MAX_NAME_TOKENS); at += 1) {
    const token = s.tokens[at];
    if (token === undefined || !isFree(s, at)) break;
    if (
      at > index &&
      (isKeyAhead(s, at) || SHOUTED.has(token.raw) || SPEAKERS.has(token.text) || s.negated[at] !== s.negated[index])
    )
      break;
    if (token.raw === 'is' && s.tokens[at + 1]?.capital === false) break;
    if (token.capital || (token.kind === 'number' && at === index)) to = at + 1;
    else if (token.text === '!' && token.glued) to = at + 1;
    else if (
      token.text === "'s" ||
      (token.kind === 'number' &&
        !phraseAt(s, at + 1, 'tempoUnit', 'minute') &&
        s.tokens[at - 1]?.capital &&
        isClauseEnd(s, at + 1))
    )
      to = at + 1;
    else if (
      (isClauseEnd(s, at) && !(token.text === '.' && token.glued && s.tokens[at + 1]?.glued)) ||
      !NAME_LINKS.has(token.text)
    )
      break;
  }
  return textAt(s, to - 1) === "'s" ? to - 1 : to;
}

/** "Regis + Surgeon" are two. */
function beforePlus(s: Sentence, from: number, to: number): number {
  for (let at = from + 1; at < to - 1; at += 1) if (textAt(s, at) === '+' && s.tokens[at + 1]?.capital) return at;
  return to;
}

/** Where a name in capitals ends. "Los Bitchos and Allah-Las" are two; "Sad Lovers and Giants" is one, save in a list. */
export function endOfName(s: Sentence, from: number): number {
  const to = beforePlus(s, from, capitalRun(s, from));
  const isListed = textAt(s, from - 1) === ',' && from > 1 && s.owner[from - 2] === 'artists';
  const least = isListed ? 1 : 2;
  for (let at = from + least; at + least < to; at += 1) {
    if (s.tokens[at]?.raw === 'and' && !['the', 'his', 'her'].includes(textAt(s, at + 1))) return at;
  }
  return to;
}

/** "Zornik Velde NO": said of the name. */
const SHOUTED = new Set(['NO', 'YES', 'NOPE', 'NEVER']);

/** "Zornik Velde [in A minor]": the key is none of the name. */
const isKeyAhead = (s: Sentence, index: number) =>
  textAt(s, index) === 'in' && (phraseAt(s, index + 1, 'key')?.to ?? 0) > index + 2;

/** Before the name of an artist in capitals: "early Genesis", "a bit of Blur". */
export const BEFORE_CAPITAL = wordSet('early late old classic of recent vintage live');

/** Whether small words stand in the text beside the stretch, so that its capitals mean something. */
export function isAmongSmall(s: Sentence, from: number, to: number): boolean {
  return s.tokens.some(
    ({ kind, raw, text }, index) => (index < from || index >= to) && kind === 'word' && raw === text && text.length > 1,
  );
}

/** "London Grime": an everyday word and a genre or noun of music, in capitals for no reason. */
export function endsAsTerm(s: Sentence, from: number, to: number): boolean {
  if (phraseAt(s, to - 1, 'otherUnit')) return true;
  const isNoun = phraseAt(s, to - 1, 'trackNoun', 'musicNoun', 'tempoUnit') !== undefined && isAmongSmall(s, from, to);
  if (!isNoun && !phraseAt(s, to - 1, 'genre')) return false;
  for (let at = from; at < to - 1; at += 1) if (isForeignWord(s, at)) return false;
  return true;
}

/** Two words or more in capitals among small ones, of which something is no vocabulary: "Happy Hollow". */
export function plainNameEnd(s: Sentence, index: number): number | null {
  if (!s.tokens[index]?.capital || !s.tokens[index + 1]?.capital) return null;
  const to = endOfName(s, index);
  if (to - index < 2 || !isAmongSmall(s, index, to) || endsAsTerm(s, index, to)) return null;
  for (let at = index; at < to; at += 1) if (isUnknownWord(s, at)) return to;
  return null;
}

/** "cece Peniston": nobody's word in small letters, and a capital one right behind. */
const isHalfCapital = (s: Sentence, index: number): boolean =>
  isForeignWord(s, index) && s.tokens[index + 1]?.capital === true && isUnknownWord(s, index + 1);

/** Small words up to a sign, a word that ends names, or plain vocabulary. */
function lowerRun(s: Sentence, index: number): number {
  let at = index;
  while (at < s.tokens.length && at < index + 6 && isFree(s, at)) {
    const token = s.tokens[at];
    if (token === undefined || isClauseEnd(s, at)) break;
    if (token.text === '&' || token.text === '-' || token.text === "'") {
      at += 1;
      continue;
    }
    if (at === index + 1 && isHalfCapital(s, index)) return endOfName(s, at);
    if (token.kind !== 'word' || token.capital) break;
    if (
      at > index &&
      (NAME_STOPS.has(token.text) ||
        phraseAt(s, at, 'trackNoun', 'genre', 'tempoUnit', 'similarAfter', 'decade') ||
        s.tokens[at]?.corrected)
    )
      break;
    at += 1;
  }
  return at;
}

/** At least one word that is neither vocabulary nor everyday language; or capitals and no plain wish. */
function looksLikeName(s: Sentence, from: number, to: number): boolean {
  let unknown = 0;
  let strange = 0;
  let capitals = 0;
  let words = 0;
  for (let at = from; at < to; at += 1) {
    if (isWord(s, at)) words += 1;
    if (isUnknownWord(s, at)) unknown += 1;
    if (isForeignWord(s, at)) strange += 1;
    if (s.tokens[at]?.capital) capitals += 1;
  }
  if (capitals > 0 && words > 0) return unknown > 0 || (capitals >= 2 && !isAllVocabulary(s, from, to));
  return strange > 0 && unknown * 2 >= words;
}

/** Whether a stretch is nothing but genres, moods and the like. */
export function isAllVocabulary(s: Sentence, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const term = phraseAt(
      s,
      at,
      'genre',
      'mood',
      'hint',
      'instrument',
      'vocals',
      'trackNoun',
      'musicNoun',
      'activity',
      'energyPhrase',
      'decade',
      'nationality',
      'key',
      'occasion',
      'request',
    );
    const step = term && term.to <= to ? term.to : at + 1;
    if (!term && s.tokens[at]?.kind === 'word' && !isFiller(s, at)) return false;
    at = step;
  }
  return true;
}

/** The known artist whose name differs from the one typed by a slip, or null. */
export function misspelled(s: Sentence, span: NameSpan): NameSpan | null {
  const key = phraseKey(s.tokens, span.from, span.to).replace(/^the(?=.{5})/, '');
  if (key.length < 6) return null;
  const name = nearestArtist(key);
  return name === null ? null : { ...span, name, known: true };
}

/** Whether every word of a stretch is everyday language or vocabulary, so that it may well be no name at all. */
export function isCommonWords(s: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = s.tokens[at];
    if (token?.kind !== 'word') continue;
    if (isForeignWord(s, at)) return false;
  }
  return true;
}

/** Whether a stretch is words alone, and none of them vocabulary or everyday language: "zornik velde". */
export function isAllForeign(s: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isForeignWord(s, at)) return false;
  return true;
}

/** Whether a command, "some" or "nothing but" stands right before, so that a name may follow. */
export const isAskedFor = (s: Sentence, index: number): boolean =>
  phraseBefore(s, index, 'request', 'notNegation', 'complaint') !== undefined;
