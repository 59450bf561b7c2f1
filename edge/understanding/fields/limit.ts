import { afterAdjectives, isLabelled } from '../quantities.ts';
import type { Quantity } from '../quantities.ts';
import { isClauseEnd, isFree, note, phraseAt, phraseBefore } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';

const MOST = 1000;
const DOZENS = new Set(['dozen', 'dozens', 'dutzend', 'douzaine', 'docena', 'dozzina', 'duzia', 'dozijn', 'tuzin']);
const RANKS = new Set([
  'top',
  'first',
  'last',
  'best',
  'limit',
  'ersten',
  'besten',
  'premiers',
  'primeras',
  'primeros',
  'mejores',
  'primi',
  'migliori',
  'primeiras',
  'melhores',
  'eerste',
  'beste',
  'pierwsze',
]);

/** Reads how many tracks are wanted: "give me 20", "top 10", "a dozen", "just one", "15 tracks". */
export function readLimit(s: Sentence, quantities: readonly Quantity[]): void {
  if (readDozen(s)) return;
  for (const quantity of quantities) {
    if (!isFree(s, quantity.numberFrom, quantity.to) || !isLimit(s, quantity)) continue;
    s.query.limit = quantity.low;
    note(s, 'limit', quantity.from, quantity.to);
    return;
  }
}

function readDozen(s: Sentence): boolean {
  const index = s.tokens.findIndex((token, at) => DOZENS.has(token.text) && isFree(s, at));
  if (index < 0) return false;
  const before = (back: number) => s.tokens[index - back]?.text ?? '';
  const isHalf =
    ['half', 'halbes', 'demi', 'media', 'mezza', 'meia', 'half'].includes(before(1)) ||
    (before(1) === 'a' && before(2) === 'half');
  const counted = phraseAt(s, index - 1, 'number')?.value ?? s.tokens[index - 1]?.value ?? Number.NaN;
  const several = Number.isFinite(counted) && counted <= 20 && before(1) !== 'a' ? counted : 1;
  s.query.limit = isHalf ? 6 : several * 12;
  note(s, 'limit', isHalf || several > 1 ? index - 1 : index, index + 1);
  return true;
}

function isLimit(s: Sentence, quantity: Quantity): boolean {
  const { unit, shape, low, to, numberFrom, from } = quantity;
  if (
    unit !== null ||
    !Number.isInteger(low) ||
    low < 1 ||
    low > MOST ||
    shape === 'range' ||
    shape === 'either' ||
    shape === 'within'
  )
    return false;
  if (isLabelled(s, quantity)) return false;
  if (RANKS.has(s.tokens[numberFrom - 1]?.text ?? '')) return true;
  if (s.tokens[to]?.glued && s.tokens[to]?.kind === 'word') return false;
  const noun = afterAdjectives(s, to);
  if (phraseAt(s, noun, 'trackNoun')) return true;
  if (s.tokens[to]?.text === 'of' && ['them', 'these', 'those', 'the'].includes(s.tokens[to + 1]?.text ?? ''))
    return true;
  if (from === 0 && ['by', 'from', 'of'].includes(s.tokens[to]?.text ?? '') && s.owner[to + 1] === 'artists')
    return true;
  const asked = phraseBefore(s, from, 'request') !== undefined;
  const ends =
    isClauseEnd(s, to) ||
    ['of', 'please', 'pls', 'by', 'from', 'that', 'with', 'in', 'and', 'for', 'max', 'bitte', 'ones'].includes(
      s.tokens[to]?.text ?? '',
    ) ||
    phraseAt(s, to, 'genre', 'mood') !== undefined;
  return asked && ends && (low < 60 || low === 100);
}
