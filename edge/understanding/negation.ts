import { knownArtistAt } from './fields/name-spans.ts';
import { afterNouns, firstItem, itemAt, joinedItem } from './negation-items.ts';
import type { Item } from './negation-items.ts';
import type { Lexeme } from './roles.ts';
import {
  claim,
  isClauseEnd,
  isFiller,
  isFree,
  isSentenceEnd,
  isUnknownWord,
  phraseAt,
  phraseBefore,
  textAt,
} from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { isOrdinaryWord } from './typos.ts';
import { ASKED_OF, NEGATION_LEADS, REFUSING_PARTICLES, REFUSING_VERBS } from './vocabulary/negations.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** From here on a sentence turns to what is wanted. */
const SWITCHES = wordSet(`
  but just only with instead so then aber sondern mais pero sino ma mas maar ale because since while when
`);
/** Phrases that outweigh a negation no longer than they are. */
const NO_REFUSALS = ['notNegation', 'complaint', 'indifferent', 'boundBefore', 'yearBound', 'doubt'] as const;
/** Alone at the end, behind the thing: "trance? no", "techno nein". */
const REFUSALS = wordSet('no nope nah never nein non nee nie');
/** Who has none of it, when a part of the sentence begins so. */
const LISTENERS = wordSet('this my your our we i you ive weve youve');
/** Before an adjective, behind any negation or one that compares: of "not that loud rock" rock is wanted. */
const EXCESS = wordSet('too overly zu trop muy demasiado troppo te zbyt');
const DEGREES = wordSet('so very that less super really quite');
const COMPARING = wordSet('not nothing less isnt arent aint nicht pas but');
const THAN = new Set(['than', 'als', 'que', 'di', 'dan', 'niz']);
const RATHER = new Set(['rather', 'sooner', 'prefer', 'lieber', 'eher', 'plutot']);

/**
 * Marks what is refused, the refusing words included. Where a negation is heard and what it refuses can't be told,
 * what stands in its reach is marked as doubtful, and is neither wanted nor refused.
 */
export function markNegations(s: Sentence): void {
  markForwards(s);
  markBackwards(s);
  markEnclosed(s);
  markComparisons(s);
  markMinusSigns(s);
}

/** What some list of the query holds. */
function namedItemAt(s: Sentence, index: number): Item | null {
  const item = itemAt(s, index);
  return item?.kind === 'other' && !phraseAt(s, index, 'language', 'nationality', 'activity') ? null : item;
}

const mark = (s: Sentence, from: number, to: number) => s.negated.fill(true, from, to);

function markForwards(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const positive = phraseAt(s, index, ...NO_REFUSALS);
    const negator = phraseAt(s, index, 'negator');
    const outweighs = positive && (!negator || positive.to >= negator.to);
    if (outweighs && !(negator && isPreferred(s, negator))) {
      if (positive.role === 'doubt') markDoubtful(s, positive.to);
      index = positive.to - 1;
      continue;
    }
    if (!negator || !isFree(s, negator.from, negator.to) || isInside(s, negator) || isNotNegating(s, negator)) continue;
    const second = secondNegator(s, negator);
    if (second) {
      index = second.to - 1;
      continue;
    }
    const end = negateFrom(s, negator);
    if (end > negator.to) mark(s, negator.from, end);
    index = Math.max(end, negator.to) - 1;
  }
}

/** "I don't hate techno", "wouldn't say no to jazz", "not without strings": two negations that make a wish. */
function secondNegator(s: Sentence, { from, to, value }: Lexeme<'negator'>): Lexeme<'negator'> | null {
  const isVerb = value !== 'single' || textAt(s, to - 1) === 'never' || textAt(s, from) === 'not';
  if (!isVerb) return null;
  const at = textAt(s, to) === 'ever' || textAt(s, to) === 'really' ? to + 1 : to;
  const second = phraseAt(s, at, 'negator');
  if (!second || isInside(s, second)) return null;
  return second.value !== 'single' || textAt(s, at) === 'without' ? second : null;
}

/** Where the negation ends: after its item, and those joined to it. */
function negateFrom(s: Sentence, negator: Lexeme<'negator'>): number {
  let item = firstItem(s, negator.to);
  if (item === null) {
    markDoubtful(s, negator.to);
    return negator.to;
  }
  const { kind } = item;
  const isHeading = negator.value === 'list' && textAt(s, negator.to) === ':';
  for (;;) {
    const next: Item | null = joinedItem(s, item, kind, isHeading ? 'heading' : negator.value);
    if (next === null && item.kind === 'other' && !isClauseEnd(s, item.to)) markDoubtful(s, item.to);
    if (next === null || isNounOfDegree(s, negator, item, next) || isContrast(s, negator, item, next)) return item.to;
    item = next;
  }
}

/** "not too dark techno", "nothing too fast dnb", "less sad pop": the genre is wanted. */
function isNounOfDegree(s: Sentence, negator: Lexeme<'negator'>, { kind, from, to }: Item, next: Item): boolean {
  if (next.from !== to || next.kind === 'mood') return false;
  if (kind === 'measure') return textAt(s, negator.from) === 'not' && negator.to === from && isOnlyGenre(s, next);
  if (kind !== 'mood' && kind !== 'other') return false;
  const degree = textAt(s, from - 1);
  return EXCESS.has(degree) || (DEGREES.has(degree) && COMPARING.has(textAt(s, negator.from)));
}

/** "not 128 bpm techno" is techno at another tempo, unless something else is wanted instead. */
const isOnlyGenre = (s: Sentence, { from, to, kind }: Item) =>
  kind === 'genre' && !s.tokens.some((_, index) => (index < from || index >= to) && phraseAt(s, index, 'genre'));

/** "uplifting but not cheesy trance": of two adjectives one is refused, and the noun is wanted. */
const isContrast = (s: Sentence, { from, to }: Lexeme<'negator'>, item: Item, next: Item) =>
  to - from < 3 &&
  item.kind !== 'genre' &&
  next.kind === 'genre' &&
  next.from === item.to &&
  (textAt(s, from) === 'but' || textAt(s, from - 1) === 'but') &&
  phraseBefore(s, textAt(s, from) === 'but' ? from : from - 1, 'mood', 'hint') !== undefined;

/** Marks what follows as doubtful, up to the end of the part or a word that turns to what is wanted. */
function markDoubtful(s: Sentence, from: number): void {
  let at = from;
  while (NEGATION_LEADS.has(textAt(s, at))) at += 1;
  for (; !isClauseEnd(s, at) && s.owner[at] !== 'system'; at += 1) {
    if (SWITCHES.has(textAt(s, at)) || phraseAt(s, at, 'request')?.value === 'strong') return;
    s.doubtful[at] = true;
  }
}

/**
 * Closes what is doubtful to the passes that read wishes. Titles and comparisons are read before: a negation inside
 * one is part of it.
 */
export function setAsideDoubtful(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const item = s.doubtful[index] && !s.negated[index] ? namedItemAt(s, index) : null;
    if (item === null || !isFree(s, item.from, item.to)) continue;
    const isOccasion = phraseAt(s, index, 'activity') && afterNouns(s, item.to) === item.to;
    if (!isOccasion) claim(s, item.from, item.to, 'doubtful');
    index = item.to - 1;
  }
}

/** "Everything but the Girl", "No Doubt", "no wave": the negation is part of a known name, or of a genre. */
function isInside(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  if ((phraseAt(s, from, 'genre', 'vocals')?.to ?? 0) > to) return true;
  if (isInUnknownName(s, from)) return true;
  if (isInKnownName(s, from, to)) return true;
  const name = phraseAt(s, from, 'artist', 'title');
  if (!name || name.to < to || name.to - from < 2) return false;
  const stands = from === 0 || isClauseEnd(s, from - 1) || ['by', 'like'].includes(textAt(s, from - 1));
  return s.tokens[from]?.capital === true && (s.tokens[from + 1]?.capital === true || name.to > to)
    ? true
    : stands && isClauseEnd(s, name.to);
}

/** "a band called Without Tigers", "hear No Frontiers", "No Frontiers songs": capitals where a name stands. */
function isInUnknownName(s: Sentence, from: number): boolean {
  const [first, second] = [s.tokens[from], s.tokens[from + 1]];
  if (!first?.capital || !second?.capital || first.raw === first.raw.toUpperCase()) return false;
  if (['called', 'named', 'by', 'band', 'artist', 'like'].includes(textAt(s, from - 1))) return true;
  const isDeliberate = from > 0 && !isClauseEnd(s, from - 1);
  if (knownArtistAt(s, from + 1) || phraseAt(s, from + 1, 'genre', 'mood', 'instrument', 'vocals')) return false;
  return isDeliberate || (isUnknownWord(s, from + 1) && isOrdinaryWord(second.text));
}

/** "New Kids on the Block": the refusing word ends a known name. */
const isInKnownName = (s: Sentence, from: number, to: number) =>
  [1, 2, 3, 4].some((back) =>
    s.lexemes[from - back]?.some(
      (lexeme) =>
        (lexeme.role === 'artist' || lexeme.role === 'title') &&
        lexeme.to >= to &&
        s.tokens[lexeme.from]?.capital === true,
    ),
  );

/** "a bar", "No. 2", "the less", "unless it's disco I'm not in": words that refuse elsewhere. */
function isNotNegating(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  const text = textAt(s, from);
  const next = s.tokens[to]?.text;
  if (text === 'unless') return from === 0;
  if (text.endsWith('nt') && ASKED_OF.has(next ?? '')) return textAt(s, to + 1) !== 'dare';
  if (to - from > 1) return false;
  if (text === 'over') return !isPreferred(s, { from, to });
  if (text === 'bar')
    return (
      ['a', 'the', 'my', 'our', 'beach', 'rooftop', 'cocktail', 'wine'].includes(textAt(s, from - 1)) ||
      itemAt(s, to) === null
    );
  if (text === 'menos' || text === 'fora' || text === 'poza') return itemAt(s, to) === null;
  if (text === 'no' && next === '.' && s.tokens[to + 1]?.kind === 'number') return true;
  if ((text === 'no' || text === 'never') && (isComplaint(s, from) || asksWhy(s))) return true;
  return text === 'less' && (next === 'than' || textAt(s, from - 1) === '-');
}

/** "house over trance": between two genres or artists; numbers after "over" are bounds, strings are an arrangement. */
function isPreferred(s: Sentence, { from, to }: { from: number; to: number }): boolean {
  if (textAt(s, from) !== 'over') return false;
  const item = itemAt(s, to);
  if (item?.kind !== 'genre' && item?.kind !== 'artist') return false;
  return phraseBefore(s, from, 'genre', 'artist') !== undefined;
}

/** "There's no disco in here", "this app has no jazz": said at the start of a part, it misses the thing. */
function isComplaint(s: Sentence, from: number): boolean {
  const back = textAt(s, from - 1);
  const isSplit = ["'s", 'is', 'are'].includes(back) && textAt(s, from - 2) === 'there';
  const there = back === 'theres' ? from - 1 : isSplit ? from - 2 : -1;
  if (['has', 'have', 'got'].includes(back) && LISTENERS.has(textAt(s, startOfPart(s, from)))) return true;
  return there >= 0 && (there === 0 || isClauseEnd(s, there - 1) || textAt(s, there - 1) === 'but');
}

function startOfPart(s: Sentence, index: number): number {
  let at = index;
  while (at > 0 && !isClauseEnd(s, at - 1)) at -= 1;
  return at;
}

/** "Why does this playlist have no drum and bass?" */
const asksWhy = (s: Sentence) => textAt(s, 0) === 'why' || (textAt(s, 0) === 'how' && textAt(s, 1) === 'come');

/** "drum-free", "ballads excluded", "trance? no" behind the item. */
function markBackwards(s: Sentence): void {
  for (let index = 1; index < s.tokens.length; index += 1) {
    const to = refusalAfter(s, index);
    if (to === null) continue;
    let end = index;
    if (['also', 'absolutely', 'definitely', 'certainly', 'oh', 'hell'].includes(textAt(s, end - 1))) end -= 1;
    if (textAt(s, end - 1) === '-' || textAt(s, end - 1) === '?') end -= 1;
    const from = itemBefore(s, phraseBefore(s, end, 'trackNoun', 'musicNoun')?.from ?? end) ?? itemBefore(s, end);
    if (from !== null) mark(s, from, to);
  }
}

/** Where a refusal that begins at a token ends, if it refuses what stands before it. */
function refusalAfter(s: Sentence, index: number): number | null {
  const text = textAt(s, index);
  const hyphen = textAt(s, index - 1) === '-';
  const after = phraseAt(s, index, 'negatorAfter');
  if (after) {
    if (text === 'less' && !hyphen) return null;
    return text === 'free' && ['of', 'from'].includes(textAt(s, after.to)) ? null : after.to;
  }
  return REFUSALS.has(text) && !hyphen && (s.tokens[index + 1] === undefined || isSentenceEnd(s, index + 1))
    ? index + 1
    : null;
}

/** Where the item that ends right before a token begins. */
function itemBefore(s: Sentence, end: number): number | null {
  for (let from = Math.max(0, end - 5); from < end; from += 1) {
    if (namedItemAt(s, from)?.to === end && isFree(s, from, end)) return from;
  }
  return null;
}

/** "r&b -drake", as one types it into a search engine. */
function markMinusSigns(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const isSign = ['-', '!'].includes(textAt(s, index)) && (index === 0 || !s.tokens[index]?.glued);
    const isMinus = isSign && s.tokens[index + 1]?.glued;
    const item = isMinus ? (knownArtistAt(s, index + 1) ?? namedItemAt(s, index + 1)) : null;
    const isPair = s.tokens[index + 1]?.capital && (index === 0 || s.tokens[index - 1]?.capital);
    if (item && !isPair) mark(s, index, item.to);
  }
}

/** "keep the saxophone out", "leave Drake at home". */
function markEnclosed(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (!REFUSING_VERBS.has(textAt(s, index))) continue;
    let item = firstItem(s, index + 1);
    if (item === null || namedItemAt(s, item.from) === null) continue;
    for (let next = joinedItem(s, item, item.kind, 'list'); next !== null;) {
      item = next;
      next = joinedItem(s, item, item.kind, 'list');
    }
    const at = afterNouns(s, item.to);
    const isAtHome = textAt(s, at) === 'at' && textAt(s, at + 1) === 'home';
    if (isAtHome || REFUSING_PARTICLES.has(textAt(s, at))) mark(s, index, at + (isAtHome ? 2 : 1));
  }
}

/** "rather house than trance", "I prefer house to trance". */
function markComparisons(s: Sentence): void {
  const start = s.tokens.findIndex((token) => RATHER.has(token.text));
  if (start < 0) return;
  const isPreference = textAt(s, start) === 'prefer';
  let seen = false;
  for (let index = start + 1; !isSentenceEnd(s, index); index += 1) {
    const text = textAt(s, index);
    const at = textAt(s, index + 1) === 'the' ? index + 2 : index + 1;
    const isThan = THAN.has(text) || (isPreference && text === 'to');
    const item = seen && isThan ? (namedItemAt(s, index + 1) ?? namedItemAt(s, at)) : null;
    if (item) return void mark(s, index, item.to);
    seen ||= !isFiller(s, index) && namedItemAt(s, index) !== null;
  }
}
