import { MAX_NAME_LENGTH } from '../../../shared/contracts/query.ts';
import { claim, isClauseEnd, isFiller, note, phraseAt, textAt } from '../sentence.ts';
import { isAllVocabulary, knownArtistAt, nameAt } from './name-spans.ts';
import type { Sentence } from '../sentence.ts';
import type { NameSpan } from './name-spans.ts';
import { NO_ARTISTS } from '../vocabulary/everyday.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** What joins the names of a list. */
export const LIST_SIGNS = wordSet(', & and or + / und et ve och og y e o ou oder i en x vs feat ft featuring with nor');

/** "B and F": letters of keys, and no name. */
const KEY_LETTERS = /^[A-H](?: (?:and|&|or) [A-H])?$/;

/** Adds an artist to the wanted ones, or to the unwanted under a negation; a title that is unwanted has no place. */
export function addArtist(s: Sentence, span: NameSpan, confidence = span.known ? 1 : 0.75): void {
  if (span.name.length > MAX_NAME_LENGTH || (!span.known && (KEY_LETTERS.test(span.name) || NO_ARTISTS.has(span.name))))
    return;
  const excluded = s.negated[span.from] ?? false;
  if (excluded && phraseAt(s, span.from, 'title')?.to === span.to) return claim(s, span.from, span.to, 'understood');
  const field = excluded ? 'exclude.artists' : 'artists';
  note(s, field, span.from, span.to, confidence, span.name);
  const target = excluded ? ((s.query.exclude ??= {}).artists ??= []) : (s.query.artists ??= []);
  if (!target.includes(span.name) && target.length < 20) target.push(span.name);
  return undefined;
}

/** Further artists in the same list: "by X, Y and Z"; or a known title that ends the request: "X, T". */
export function addListed(s: Sentence, from: number): void {
  let at = afterInitial(s, from);
  while (LIST_SIGNS.has(textAt(s, at))) {
    const next = textAt(s, at) === ',' && LIST_SIGNS.has(textAt(s, at + 1)) ? at + 2 : at + 1;
    const title = s.query.title === undefined ? phraseAt(s, next, 'title') : undefined;
    if (title && title.to - next > 1 && s.tokens[next]?.capital && title.to === s.tokens.length)
      return setTitle(s, next, title.to, title.value, 0.8);
    const artist = listedArtist(s, next);
    if (artist === null) return;
    addArtist(s, artist);
    at = afterInitial(s, artist.to);
  }
}

/** "Boney M.+Baccara": past the point of an initial. */
const afterInitial = (s: Sentence, index: number) =>
  textAt(s, index) === '.' && textAt(s, index - 1).length === 1 && LIST_SIGNS.has(textAt(s, index + 1))
    ? index + 1
    : index;

function listedArtist(s: Sentence, index: number): NameSpan | null {
  const known = knownArtistAt(s, index);
  if (known && (s.tokens[known.from]?.capital || !isAllVocabulary(s, known.from, known.to)) && endsHere(s, known.to))
    return known;
  if (!s.tokens[index]?.capital) return null;
  const artist = nameAt(s, index);
  return artist && endsHere(s, artist.to) ? artist : null;
}

const endsHere = (s: Sentence, index: number) =>
  isClauseEnd(s, index) ||
  LIST_SIGNS.has(textAt(s, index)) ||
  phraseAt(s, index, 'trackNoun') !== undefined ||
  isFiller(s, index);

/** Sets the title that is asked for. */
export function setTitle(s: Sentence, from: number, to: number, title: string, confidence = 0.9): void {
  if (title === '' || title.length > MAX_NAME_LENGTH) return;
  s.query.title = title;
  note(s, 'title', from, to, confidence);
}
