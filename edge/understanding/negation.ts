import { isClauseEnd, isFiller, isFree, isUnknownWord, phraseAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import type { Lexeme } from './roles.ts';
import { capitalRun, knownArtistAt } from './fields/name-spans.ts';

type Kind = 'genre' | 'mood' | 'instrument' | 'artist' | 'vocals' | 'other';
type Item = { kind: Kind; from: number; to: number };

/** Words between a negation and what it negates. */
const LEADS = new Set([
  'my',
  'our',
  'any',
  'too',
  'much',
  'of',
  'the',
  'a',
  'an',
  'more',
  'lot',
  'lots',
  'your',
  'that',
  'that',
  'such',
  'very',
  'so',
  'kind',
  'like',
  'really',
  'with',
  'is',
  'are',
  'be',
  'me',
  'to',
  'hear',
  'it',
  'i',
  'want',
  'even',
  'bit',
  'please',
  'in',
  'at',
  'all',
  'overly',
  'super',
  'anything',
  'something',
  'stuff',
  'songs',
  'tracks',
  'music',
  'tunes',
  'single',
  'bloody',
  'play',
  'playing',
  'include',
  'including',
  'some',
  'only',
  ':',
  '"',
  'de',
  'di',
  'dei',
  'della',
  'do',
  'da',
  'von',
  'an',
  'del',
  'la',
  'el',
  'les',
  'le',
  'du',
  'des',
  'nada',
  'trop',
  'zu',
  'zu viel',
  'viel',
  'muy',
  'demasiado',
  'troppo',
  'molto',
  'muito',
  'te',
  'za',
  'zbyt',
  'tylko',
  'to',
  'du',
  'der',
  'die',
  'das',
  'den',
  'een',
  'con',
  'avec',
  'mit',
  'having',
  'has',
  'from',
  'by',
  'typical',
  'usual',
  'old',
  'sounding',
  'as',
]);
/** After a comma these turn to what is wanted. */
const ONLY = new Set([
  'only',
  'just',
  'nur',
  'bloss',
  'seulement',
  'juste',
  'solo',
  'solamente',
  'so',
  'apenas',
  'alleen',
  'tylko',
  'soltanto',
  'instead',
  'rather',
]);
const OR = new Set(['or', 'nor', 'oder', 'ou', 'o', 'of', 'lub', 'ani', 'ni', 'noch', 'neither', 'und', 'albo']);
const AND = new Set(['and', '&', 'y', 'et', 'e', 'en', 'i', '+', '/', 'n']);

/** Marks every token that stands under a negation, the negating words included. */
export function markNegations(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const positive = phraseAt(s, index, 'notNegation', 'indifferent', 'boundBefore', 'yearBound');
    const negator = phraseAt(s, index, 'negator');
    if (positive && (!negator || positive.to >= negator.to) && positive.value !== 'since') {
      index = positive.to - 1;
      continue;
    }
    if (negator && ((phraseAt(s, index, 'genre')?.to ?? 0) > negator.to || isInName(s, negator))) continue;
    if (!negator || !isFree(s, negator.from, negator.to) || isNotNegating(s, negator)) continue;
    const end = negateFrom(s, negator);
    if (end > negator.to) mark(s, negator.from, end);
    index = Math.max(end, negator.to) - 1;
  }
  markBackwards(s);
}

/** "Everything but the Girl", "No Doubt": a known name begins with the negation, in capitals or where a name stands. */
function isInName(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  const name = phraseAt(s, from, 'artist', 'title');
  if (!name || name.to < to || name.to - from < 2) return false;
  const stands = from === 0 || isClauseEnd(s, from - 1) || ['by', 'like'].includes(s.tokens[from - 1]?.text ?? '');
  return s.tokens[from]?.capital === true && (s.tokens[from + 1]?.capital === true || name.to > to)
    ? true
    : stands && isClauseEnd(s, name.to);
}

const mark = (s: Sentence, from: number, to: number) => s.negated.fill(true, from, to);

/** "house over 120" and "fade over strings": "over" negates only between two items of one kind; numbers are bounds. */
function isNotNegating(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  const text = s.tokens[from]?.text;
  if (text === 'over' && to - from === 1) return true;
  if (text === 'bar' && to - from === 1)
    return (
      ['a', 'the', 'my', 'our', 'beach', 'rooftop', 'cocktail', 'wine'].includes(s.tokens[from - 1]?.text ?? '') ||
      itemAt(s, to) === null
    );
  if (text === 'menos' || text === 'fora' || text === 'poza') return itemAt(s, to) === null;
  if (text === 'no' && s.tokens[to]?.text === '.') return true;
  if ((text === 'no' || text === 'never') && (isComplaint(s, from) || asksWhy(s))) return true;
  if (text === 'less' && s.tokens[to]?.text === 'than') return true;
  return false;
}

/** "There's no disco in here": said at the start of a part, it misses the thing. */
function isComplaint(s: Sentence, from: number): boolean {
  const back = s.tokens[from - 1]?.text ?? '';
  const there =
    back === 'theres'
      ? from - 1
      : ["'s", 'is', 'are'].includes(back) && s.tokens[from - 2]?.text === 'there'
        ? from - 2
        : -1;
  return there >= 0 && (there === 0 || isClauseEnd(s, there - 1) || s.tokens[there - 1]?.text === 'but');
}

/** "Why does this playlist have no drum and bass?" */
const asksWhy = (s: Sentence) =>
  s.tokens[0]?.text === 'why' || (s.tokens[0]?.text === 'how' && s.tokens[1]?.text === 'come');

/** Where the negation ends: after its item, and those joined to it. */
function negateFrom(s: Sentence, negator: Lexeme<'negator'>): number {
  let item = firstItem(s, negator.to);
  if (item === null) return negator.to;
  const { kind } = item;
  const isHeading = negator.value === 'list' && s.tokens[negator.to]?.text === ':';
  let end = item.to;
  for (;;) {
    const next = joinedItem(s, item, kind, isHeading ? 'heading' : negator.value);
    if (next === null) return end;
    item = next;
    end = next.to;
  }
}

function firstItem(s: Sentence, index: number): Item | null {
  let at = index;
  for (let step = 0; step < 7; step += 1) {
    const item = itemAt(s, at);
    if (item && item.kind !== 'other') return item;
    const token = s.tokens[at];
    if (token === undefined) return null;
    const by = token.text === 'by' || token.text === 'from';
    if (
      by &&
      !['anything', 'stuff', 'music', 'songs', 'tracks', 'nothing', 'tunes'].includes(s.tokens[at - 1]?.text ?? '')
    )
      return null;
    if (item) return item;
    if (!LEADS.has(token.text) && !isLead(s, at)) return null;
    at += 1;
  }
  return null;
}

const isLead = (s: Sentence, index: number) => phraseAt(s, index, 'trackNoun') !== undefined && !isClauseEnd(s, index);

/** What may be unwanted at a token; adjectives in a row ("dark aggressive techno") are one item after the other. */
function itemAt(s: Sentence, index: number): Item | null {
  const artist = knownArtistAt(s, index);
  const term = phraseAt(s, index, 'genre', 'mood', 'instrument', 'vocals');
  if (artist && (!term || artist.to > term.to) && (s.tokens[artist.from]?.capital || artist.to - artist.from > 1))
    return { kind: 'artist', from: index, to: artist.to };
  if (term) return { kind: term.role, from: index, to: term.to };
  if (s.tokens[index]?.capital && isUnknownWord(s, index))
    return { kind: 'artist', from: index, to: Math.max(index + 1, capitalRun(s, index)) };
  const other = phraseAt(s, index, 'hint', 'language', 'activity');
  if (other && !isFiller(s, index)) return { kind: 'other', from: index, to: other.to };
  return isUnknownWord(s, index) ? { kind: 'other', from: index, to: index + 1 } : null;
}

/** The item joined to one that is negated: by "or", by "and" when of the same kind, by a comma inside such a list. */
function joinedItem(s: Sentence, item: Item, kind: Kind, negator: 'single' | 'list' | 'heading'): Item | null {
  const direct = adjacentItem(s, item);
  if (direct) return direct;
  let at = afterNouns(s, item.to);
  const comma = s.tokens[at]?.text === ',' || s.tokens[at]?.text === '/';
  if (comma) at += 1;
  const word = s.tokens[at]?.text ?? '';
  if (comma && ONLY.has(word)) return null;
  const or = OR.has(word) && !(word === 'o' && kind === 'other');
  const and = AND.has(word) || s.tokens[at - 1]?.text === '/';
  if (or || AND.has(word)) at += 1;
  if (!or && !and && !comma) return null;
  const next = firstItem(s, at);
  if (next === null || phraseAt(s, at, 'negator', 'request')) return null;
  const same =
    next.kind === kind || (kind === 'other' && next.kind === 'mood') || (kind === 'mood' && next.kind === 'other');
  if (or) return next;
  if (and) return same && kind !== 'vocals' ? next : null;
  if (negator === 'heading') return next;
  return same && (isListedOn(s, next.to, kind) || (negator === 'list' && isLastOfAll(s, next.to))) ? next : null;
}

/** Mood and genre in a row: "no sad ballads", "no dark techno". */
function adjacentItem(s: Sentence, item: Item): Item | null {
  const next = itemAt(s, item.to);
  if (item.kind === 'instrument') return next?.kind === 'genre' ? next : null;
  if (item.kind !== 'mood' && item.kind !== 'other') return null;
  if (next?.kind !== 'genre' && next?.kind !== 'mood' && next?.kind !== 'instrument') return null;
  return next;
}

function afterNouns(s: Sentence, index: number): number {
  let at = index;
  while (phraseAt(s, at, 'trackNoun', 'musicNoun') && !OR.has(s.tokens[at]?.text ?? '')) at += 1;
  return at;
}

/** Whether a list of one kind goes on to an "or" or "and": "no dubstep, riddim or brostep". */
function isListedOn(s: Sentence, index: number, kind: Kind): boolean {
  let at = afterNouns(s, index);
  for (let step = 0; step < 8; step += 1) {
    if (s.tokens[at]?.text === ',') at += 1;
    const word = s.tokens[at]?.text ?? '';
    if (OR.has(word) || AND.has(word)) return itemAt(s, at + 1)?.kind === kind;
    const item = itemAt(s, at);
    if (item?.kind !== kind || s.tokens[at - 1]?.text !== ',') return false;
    at = afterNouns(s, item.to);
  }
  return false;
}

/** "except trance, techno": the list is the last thing said, so its items belong together. */
const isLastOfAll = (s: Sentence, index: number) =>
  s.tokens[index] === undefined || ['.', '!', ';', 'please'].includes(s.tokens[index]?.text ?? '');

/** "drum-free", "ballads excluded", "no thanks" behind the item. */
function markBackwards(s: Sentence): void {
  for (let index = 1; index < s.tokens.length; index += 1) {
    const after = phraseAt(s, index, 'negatorAfter');
    if (!after) continue;
    const text = s.tokens[index]?.text ?? '';
    const hyphen = s.tokens[index - 1]?.text === '-';
    if ((text === 'free' || text === 'less') && !hyphen && text === 'less') continue;
    const end = hyphen ? index - 1 : index;
    for (let from = Math.max(0, end - 3); from < end; from += 1) {
      const item = phraseAt(s, from, 'genre', 'mood', 'instrument', 'vocals');
      if (item?.to === end) mark(s, from, after.to);
    }
  }
}
