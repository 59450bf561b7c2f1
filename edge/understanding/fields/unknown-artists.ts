import { addArtist, addListed, setTitle, LIST_SIGNS } from './add-names.ts';
import {
  isClauseEnd,
  isForeignWord,
  isFree,
  isUnknownWord,
  isWord,
  phraseAt,
  phraseBefore,
  rawText,
  textAt,
} from '../sentence.ts';
import {
  BEFORE_CAPITAL,
  endOfName,
  endsAsTerm,
  isAllVocabulary,
  isAmongSmall,
  isAskedFor,
  misspelled,
} from './name-spans.ts';
import type { Sentence } from '../sentence.ts';
import type { NameSpan } from './name-spans.ts';
import { GREETINGS } from '../vocabulary/greetings.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** In capitals these show a headline, and no name. */
const NOT_IN_NAMES = wordSet('for to with in at from my your is i without no not');

/** At the start of a sentence their capital says nothing. */
const NO_NAME_STARTS = wordSet(
  'mein meine dein deine unser unsere mon ma mes notre nuestro nuestra route driving cycling flight invoice order gate',
);

/**
 * Names in capitals that hold words of the vocabulary ("Slow Pulp", "Sad Lovers and Giants"): a whole part of the
 * sentence, or before "songs", with one word at least that is none of the vocabulary.
 */
export function readCapitalNames(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (!isFree(s, index) || !s.tokens[index]?.capital || isRefusal(s, index) || !opensName(s, index)) continue;
    const from = phraseAt(s, index, 'request')?.to ?? index;
    const to = endOfName(s, from);
    if (!isCapitalName(s, from, to)) continue;
    if (isBeforeLastArtist(s, to)) setTitle(s, from, to, rawText(s, from, to), 0.7);
    else
      addArtist(
        s,
        misspelled(s, { from, to, name: '', known: false }) ?? { from, to, name: rawText(s, from, to), known: false },
        0.65,
      );
    index = to - 1;
  }
}

/** At the start of a part, behind a command, a negation, a count ("10 X songs", "top 5 X") or "best of". */
const opensName = (s: Sentence, index: number) =>
  index === 0 ||
  isClauseEnd(s, index - 1) ||
  isAskedFor(s, index) ||
  s.negated[index] === true ||
  // "at 14 Deansgate" is an address.
  (s.tokens[index - 1]?.kind === 'number' && textAt(s, index - 2) !== 'at') ||
  BEFORE_CAPITAL.has(textAt(s, index - 1));

/** "Purple Haze, Jimi Hendrix": a title before the artist that ends the request. */
const isBeforeLastArtist = (s: Sentence, to: number) => {
  if (textAt(s, to) !== ',' || s.query.title !== undefined || s.query.artists?.length !== 1) return false;
  return s.owner.slice(to + 1).every((owner) => owner === 'artists') && to + 1 < s.tokens.length;
};

/** "No Zornik Velde": the name begins behind the refusing words. */
const isRefusal = (s: Sentence, index: number) =>
  s.negated[index] === true && phraseAt(s, index, 'negator') !== undefined;

/** All there is, in capitals, three words or more, and none of them a genre, mood or noun of music: "Nine Below Zero". */
function isAllCapitals(s: Sentence, from: number, to: number): boolean {
  if (from !== 0 || to !== s.tokens.length || phraseAt(s, 0, 'offTopicOpening', 'request')) return false;
  const words = s.tokens.filter((token) => token.kind === 'word');
  const musical = s.tokens.some(
    (token, index) =>
      phraseAt(s, index, 'genre', 'mood', 'hint', 'trackNoun') !== undefined &&
      token.capital &&
      !['keys'].includes(token.text),
  );
  return words.length >= 3 && words.every((token) => token.capital) && !musical;
}

/** "Boston to Chicago", "Train from Paris to Nice". */
function isJourney(s: Sentence, from: number, to: number): boolean {
  const at = s.tokens.findIndex(({ raw }, index) => index > from && index < to - 1 && raw === 'to');
  return at > 0 && (at === from + 1 || s.tokens.slice(from, at).some(({ raw }) => raw === 'from'));
}

function isCapitalName(s: Sentence, from: number, to: number): boolean {
  if (to - from < 2 || !isFree(s, from, to) || phraseAt(s, from, 'key', 'minute', 'otherUnit')) return false;
  if (NO_NAME_STARTS.has(textAt(s, from)) || isPresenting(s, from) || isJourney(s, from, to)) return false;
  const ends =
    isClauseEnd(s, to) ||
    s.tokens[to]?.raw === 'and' ||
    (phraseAt(s, to, 'trackNoun') !== undefined && !s.tokens[to]?.capital) ||
    ['please', 'live'].includes(textAt(s, to)) ||
    isAmongSmall(s, from, to);
  if (!ends || !isPronounceable(s, from, to) || endsAsTerm(s, from, to)) return false;
  const words = s.tokens
    .slice(from, to)
    .map((token, offset) => ({ token, index: from + offset }))
    .filter(({ token }) => token.kind === 'word');
  const unknown = words.filter(({ index }) => isUnknownWord(s, index)).length;
  const capitals = words.filter(({ token }) => token.capital);
  const breaking = capitals.some(
    ({ token, index }) =>
      index > from &&
      (NOT_IN_NAMES.has(token.text) || phraseAt(s, index, 'trackNoun', 'tempoUnit', 'languagePreposition')),
  );
  const named = unknown > 0 || words.some(({ token }) => token.raw === 'of') || isAllCapitals(s, from, to);
  return capitals.length >= 2 && named && !breaking && !GREETINGS.has(textAt(s, from));
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
    if (textAt(s, span.to) === '+') addListed(s, span.to);
    index = span.to - 1;
  }
}

function unknownArtistAt(s: Sentence, index: number): NameSpan | null {
  const asked =
    isAskedFor(s, index) ||
    phraseBefore(s, index, 'negator') !== undefined ||
    (s.tokens[index]?.capital === true && opensName(s, index) && index > 0 && !isClauseEnd(s, index - 1));
  const opens = index === 0 || isClauseEnd(s, index - 1) || asked || isListed(s, index);
  if (!opens) return null;
  if (GREETINGS.has(textAt(s, index)) || isRefusal(s, index)) return null;
  if (s.tokens[index]?.capital) {
    const to = endOfName(s, index);
    const isAddress = phraseAt(s, to - 1, 'otherUnit') !== undefined;
    return !isAddress && !isJourney(s, index, to) && isBareName(s, index, to, asked) ? nameOf(s, index, to) : null;
  }
  return (asked ? lowerNameAt(s, index) : null) ?? lowerNameBeforeSongs(s, index);
}

/** Behind another artist: "X, Y", "X / Y", "X // Y". */
const isListed = (s: Sentence, index: number): boolean => {
  const sign = textAt(s, index - 1);
  if (!LIST_SIGNS.has(sign) && !['/', '|'].includes(sign)) return false;
  return s.owner[textAt(s, index - 2) === sign ? index - 3 : index - 2] === 'artists';
};

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
  const ends =
    isClauseEnd(s, to) ||
    s.negated[from] === true ||
    (asked && strange > 0 && capitals > 1) ||
    phraseAt(s, to, 'trackNoun') !== undefined ||
    LIST_SIGNS.has(textAt(s, to)) ||
    ['please', 'from', 'with', 'but', 'live', 'only', 'around', 'at'].includes(textAt(s, to));
  if (!ends || isAllVocabulary(s, from, to) || isPresenting(s, from)) return false;
  const unknown = s.tokens.slice(from, to).filter((_, offset) => isUnknownWord(s, from + offset)).length;
  if (!isPronounceable(s, from, to)) return false;
  if (to - from === 1 && (isRoad(s.tokens[from]?.raw ?? '') || GERMAN_NEGATIONS.has(textAt(s, from - 1)))) return false;
  return strange > 0
    ? capitals >= 2 || asked || from === 0 || (isListed(s, from) && textAt(s, from - 1) !== ',')
    : unknown > 0 && capitals >= 2 && (asked || s.tokens.length <= to - from + 3);
}

/** "ohne Balladen": in German every noun has a capital. */
const GERMAN_NEGATIONS = wordSet('ohne kein keine keinen keiner nicht ausser statt');

/** "M25", "A1". */
const isRoad = (raw: string) => /^[A-Z]\d+$/.test(raw);

/** No keyboard mash: no more than four consonants or equal letters in a row, and vowels at all. */
function isPronounceable(s: Sentence, from: number, to: number): boolean {
  return s.tokens
    .slice(from, to)
    .every(
      (token) =>
        token.kind !== 'word' ||
        (!/(.)\1{4}/.test(token.text) &&
          (token.raw === token.raw.toUpperCase() ||
            (/[aeiouy]/.test(token.text) && !/[bcdfghjklmnpqrstvwxz]{5}/.test(token.text)) ||
            !/^[a-z]+$/.test(token.text))),
    );
}

const DEMONSTRATIVES = wordSet('this that it here there he she we they my our these those');
/** "This is Studio B": a sentence, and no name. */
const isPresenting = (s: Sentence, from: number) =>
  DEMONSTRATIVES.has(textAt(s, from)) && ['is', 'was', 'are', "'s"].includes(s.tokens[from + 1]?.raw ?? '');
const STRONG_NAME_CUES = wordSet('play hear to on some me spin queue any more');

/** "play zornik velde": one to four small words, none of them everyday language, up to the end of the part. */
function lowerNameAt(s: Sentence, index: number): NameSpan | null {
  if (!STRONG_NAME_CUES.has(textAt(s, index - 1))) return null;
  const to = endOfForeign(s, index);
  const ends = isClauseEnd(s, to) || phraseAt(s, to, 'trackNoun') || ['please', 'pls', 'from'].includes(textAt(s, to));
  if (to === index || !ends) return null;
  const isVague = ['some', 'any', 'more', 'me'].includes(textAt(s, index - 1));
  if (to - index === 1 && isVague) return null;
  return isPronounceable(s, index, to) ? nameOf(s, index, to) : null;
}

/** "tarn hollow songs": two small words or more that open a part and that nothing explains, before "songs". */
function lowerNameBeforeSongs(s: Sentence, index: number): NameSpan | null {
  const to = endOfForeign(s, index);
  const named = to - index > 1 && phraseAt(s, to, 'trackNoun') !== undefined && isPronounceable(s, index, to);
  return named ? nameOf(s, index, to) : null;
}

function endOfForeign(s: Sentence, index: number): number {
  let to = index;
  while (to < index + 4 && isForeignWord(s, to) && !s.tokens[to]?.corrected && isFree(s, to)) to += 1;
  return to;
}
