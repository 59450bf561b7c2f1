import { isFree, lexemeAt, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';

/** `to` is the token behind it; `digits` when it is not written in words. */
export type ReadNumber = { value: number; to: number; digits: boolean };

const MAX_NUMBER = 1_000_000;

/** A number in digits or words; not "2nd", "90s", "8A" or the digits of a name. */
export function numberAt(s: Sentence, index: number): ReadNumber | null {
  const token = s.tokens[index];
  if (token === undefined || !isFree(s, index)) return null;
  if (token.kind === 'number') {
    if (token.value > MAX_NUMBER || (token.glued && s.tokens[index - 1]?.kind === 'word')) return null;
    const tail = s.tokens[index + 1];
    if (tail?.glued && tail.kind === 'word' && !isUnitTail(s, index + 1)) return null;
    return withHalf(s, { value: token.value, to: index + 1, digits: true });
  }
  const words = lexemeAt(s, index, 'number');
  return words ? withHalf(s, { value: words.value, to: words.to, digits: false }) : null;
}

/** "three and a half". */
const withHalf = (s: Sentence, { value, to, digits }: ReadNumber): ReadNumber =>
  ['and', 'a', 'half'].every((word, at) => textAt(s, to + at) === word)
    ? { value: value + 0.5, to: to + 3, digits }
    : { value, to, digits };

/** Letters that may be glued to a number: "124bpm", "5min", "116ish". */
const isUnitTail = (s: Sentence, index: number) =>
  phraseAt(s, index, 'tempoUnit', 'minute', 'second', 'hour', 'boundAfter', 'trackNoun') !== undefined;
