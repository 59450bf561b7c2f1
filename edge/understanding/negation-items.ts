import { capitalRun, knownArtistAt, nameAt, plainNameEnd } from './fields/name-spans.ts';
import { measureEnd } from './measures.ts';
import { isClauseEnd, isFiller, isForeignWord, isUnknownWord, phraseAt, phraseBefore, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { NEGATION_LEADS } from './vocabulary/negations.ts';
import { wordSet } from './vocabulary/phrases.ts';

type Kind = 'genre' | 'mood' | 'instrument' | 'artist' | 'vocals' | 'measure' | 'other';

/**
 * Something that may be refused: tokens `from` to `to`. A `measure` is a tempo, decade or energy; an `other` is a word
 * that nothing of the query holds.
 */
export type Item = { kind: Kind; from: number; to: number };

/** How far a negation reaches: one item and those joined to it, a list over commas, or what stands under a heading. */
export type Reach = 'single' | 'list' | 'verb' | 'heading';

/** After a comma these turn to what is wanted. */
export const ONLY = wordSet(`
  only just nur bloss seulement juste solo solamente so apenas alleen tylko soltanto instead rather
`);
const OR = wordSet('or nor oder ou o of lub ani ni noch neither und albo');
const AND = wordSet('and & y et e en i + / n');
/** "no remixes of pop songs": the query has no place for what is refused. */
const REWORKED = wordSet(
  'remix remixes cover covers version versions edit edits mashup mashups bootlegs medley medleys',
);
const ANY_WORK = wordSet("anything stuff music songs tracks nothing tunes whatever 's");

const BEFORE_NUMBER = wordSet('at around about');

/** What may be refused at a token; adjectives in a row ("dark aggressive techno") are one item after the other. */
export function itemAt(s: Sentence, index: number): Item | null {
  const artist = knownArtistAt(s, index);
  const term = phraseAt(s, index, 'genre', 'mood', 'instrument', 'vocals');
  const words = artist ? artist.to - (artist.bareFrom ?? artist.from) : 0;
  if (artist && (!term || artist.to > term.to) && (s.tokens[artist.bareFrom ?? index]?.capital || words > 1))
    return { kind: 'artist', from: index, to: artist.to };
  const nameEnd = plainNameEnd(s, index);
  if (nameEnd !== null && nameEnd > (term?.to ?? index)) return { kind: 'artist', from: index, to: nameEnd };
  const measured = measureEnd(s, index);
  if (measured !== null && measured > (term?.to ?? 0)) return { kind: 'measure', from: index, to: measured };
  if (term) return { kind: term.role, from: index, to: term.to };
  if (artist && isForeignWord(s, artist.bareFrom ?? index)) return { kind: 'artist', from: index, to: artist.to };
  if (s.tokens[index]?.capital && isUnknownWord(s, index))
    return { kind: 'artist', from: index, to: Math.max(index + 1, capitalRun(s, index)) };
  const other = phraseAt(s, index, 'hint', 'language', 'activity');
  if (other && !isFiller(s, index)) return { kind: 'other', from: index, to: other.to };
  return isUnknownWord(s, index) ? { kind: 'other', from: index, to: index + 1 } : null;
}

/** The first thing behind a negation, past the small words that may stand between. */
export function firstItem(s: Sentence, index: number): Item | null {
  for (let at = index; at < index + 8; at += 1) {
    const token = s.tokens[at];
    if (token === undefined) return null;
    const item = authorAt(s, at) ?? itemAt(s, at);
    if (item && (item.kind !== 'other' || !NEGATION_LEADS.has(token.text))) return item;
    if (token.text === 'of' && REWORKED.has(textAt(s, at - 1))) return null;
    const by = token.text === 'by' || token.text === 'from';
    const similar = phraseAt(s, at, 'similar');
    if (similar && similar.to > at + 1) {
      at = similar.to - 1;
      continue;
    }
    if (by && at > index && !ANY_WORK.has(textAt(s, at - 1))) return null;
    const lead =
      NEGATION_LEADS.has(token.text) ||
      token.text === "'s" ||
      (token.text === '-' && at === index && token.glued) ||
      (token.text === '(' && at === index) ||
      (token.text === '.' && !isClauseEnd(s, at)) ||
      (phraseAt(s, at, 'trackNoun') && !isClauseEnd(s, at));
    if (!lead) return null;
  }
  return null;
}

/** Whoever stands behind "by", "sung by", "featuring": the works of that name are refused. */
function authorAt(s: Sentence, index: number): Item | null {
  const cue = phraseAt(s, index, 'by');
  if (cue?.value !== 'plain' || textAt(s, index) === 'anything' || textAt(s, index) === 'everything') return null;
  const at = textAt(s, cue.to) === '.' ? cue.to + 1 : cue.to;
  const name = nameAt(s, at);
  return name && { kind: 'artist', from: at, to: name.to };
}

/** The item joined to one that is refused: by "or", by "and" when of the same kind, by a comma inside such a list. */
export function joinedItem(s: Sentence, item: Item, kind: Kind, reach: Reach): Item | null {
  const direct = adjacentItem(s, item);
  if (direct) return direct;
  let at = afterDot(s, afterNouns(s, item.to), reach);
  const slash = textAt(s, at) === '/';
  const comma = slash || textAt(s, at) === ',';
  if (comma) at += 1;
  const word = textAt(s, at);
  if (comma && ONLY.has(word)) return null;
  const isTight = slash && s.tokens[at - 1]?.glued && s.tokens[at]?.glued;
  const or = isTight || (OR.has(word) && !(word === 'o' && kind === 'other'));
  const and = slash || AND.has(word);
  if (!isTight && (or || AND.has(word))) at += 1;
  if (!or && !and && !comma) return null;
  const next = firstItem(s, at);
  if (next === null || phraseAt(s, at, 'negator', 'request')) return null;
  if (or || reach === 'heading') return next;
  if (comma && !and && next.from > at && !['the', 'any'].includes(textAt(s, at))) return null;
  if (and) return isSameKind(next.kind, kind) || isAnother(s, at, reach) ? next : null;
  const isLast = reach === 'list' && isLastOfAll(s, next.to);
  if (comma && isEndOfList(s, item, next, kind)) return next;
  return isListedOn(s, next, kind) || (isSameKind(next.kind, kind) && isLast) ? next : null;
}

/** Past the dot of an abbreviation ("Boney M. and Abba"), or between a list and what comes to its writer's mind ("except nu metal. And metalcore."). */
function afterDot(s: Sentence, at: number, reach: Reach): number {
  if (textAt(s, at) !== '.' || !(AND.has(textAt(s, at + 1)) || OR.has(textAt(s, at + 1)))) return at;
  if (textAt(s, at - 1).length === 1) return at + 1;
  const next = reach === 'list' ? firstItem(s, at + 2) : null;
  return next && isClauseEnd(s, next.to) ? at + 1 : at;
}

/** Who sings and what plays are refused alike ("no vocals and saxophone"), and so are adjectives of any kind. */
function isSameKind(a: Kind, b: Kind): boolean {
  const heard = (kind: Kind) => kind === 'instrument' || kind === 'vocals';
  const described = (kind: Kind) => kind === 'mood' || kind === 'measure' || kind === 'other';
  return a === b || (heard(a) && heard(b)) || (described(a) && described(b));
}

/** "leave out the smooth jazz and the sax": a list, or the article again. */
const isAnother = (s: Sentence, index: number, reach: Reach) =>
  reach === 'list' || reach === 'verb' || textAt(s, index) === 'the';

/** Mood and genre in a row: "no sad ballads", "no dark techno". */
function adjacentItem(s: Sentence, item: Item): Item | null {
  const next = itemAt(s, item.to);
  if (item.kind === 'genre' || phraseBefore(s, item.to, 'trackNoun')) return authorAt(s, item.to);
  if (item.kind === 'instrument') return next?.kind === 'genre' ? next : null;
  if (item.kind !== 'mood' && item.kind !== 'measure' && item.kind !== 'other') return null;
  if (next?.kind !== 'genre' && next?.kind !== 'mood' && next?.kind !== 'instrument') return null;
  return next;
}

export function afterNouns(s: Sentence, index: number): number {
  let at = index;
  while (phraseAt(s, at, 'trackNoun', 'musicNoun') && !OR.has(textAt(s, at))) at += 1;
  return at;
}

/** Whether a list goes on to an "or", or one of a kind to an "and": "no dubstep, riddim or brostep". */
function isListedOn(s: Sentence, next: Item, kind: Kind): boolean {
  let ofOneKind = isSameKind(next.kind, kind);
  let at = afterNouns(s, next.to);
  for (let step = 0; step < 8; step += 1) {
    if (textAt(s, at) === ',') at += 1;
    const word = textAt(s, at);
    const item = itemAt(s, OR.has(word) || AND.has(word) ? at + 1 : at);
    if (item === null) return false;
    ofOneKind &&= isSameKind(item.kind, kind);
    if (OR.has(word)) return item.kind !== 'other' || ofOneKind;
    if (AND.has(word)) return ofOneKind;
    if (textAt(s, at - 1) !== ',') return false;
    at = afterNouns(s, item.to);
  }
  return false;
}

/**
 * "no brostep, riddim, dubstep": three or more and nothing behind them. The first two are of a kind; a genre of a list
 * of something else is rather the wish it ends with.
 */
function isEndOfList(s: Sentence, item: Item, next: Item, kind: Kind): boolean {
  let [last, count] = [next, textAt(s, item.from - 1) === ',' ? 2 : 1];
  if (count === 1 && next.kind !== kind) return false;
  const fits = (of: Kind) => of === kind || (of !== 'genre' && of !== 'other' && of !== 'measure');
  while (count < 12 && fits(last.kind) && textAt(s, last.to) === ',') {
    const more = itemAt(s, last.to + 1);
    if (more === null) return false;
    [last, count] = [more, count + 1];
  }
  return fits(last.kind) && count > 1 && s.tokens[last.to] === undefined;
}

/** "except trance, techno": the list is the last thing said, so its items belong together. */
const isLastOfAll = (s: Sentence, index: number) =>
  s.tokens[index] === undefined || ['.', '!', ';', 'please'].includes(textAt(s, index));

/** "no tracks [over 130]", "don't want anything [after 1999]": a refused bound is the opposite one. */
export function isBoundRefused(s: Sentence, index: number): boolean {
  for (let at = index; at > 0 && index - at < 5; at -= 1) {
    if (phraseBefore(s, at, 'notNegation', 'complaint')) return false;
    if (phraseBefore(s, at, 'negator')) return true;
    const word = textAt(s, at - 1);
    if (!NEGATION_LEADS.has(word) && !BEFORE_NUMBER.has(word) && !phraseBefore(s, at, 'trackNoun')) return false;
  }
  return false;
}

/**
 * Whether a tempo, energy or year is refused or left open: "not 174", "anything but 128 bpm", "not necessarily at 128".
 * `from` is where its words begin, `numberFrom` where its number does.
 */
export const isMeasureRefused = (s: Sentence, from: number, numberFrom: number): boolean =>
  s.negated[numberFrom] === true || s.doubtful[numberFrom] === true || isBoundRefused(s, from);
