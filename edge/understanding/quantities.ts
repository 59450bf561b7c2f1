import { isBoundRefused } from './negation-items.ts';
import { numberAt } from './read-number.ts';
import type { ReadNumber } from './read-number.ts';
import type { Lexeme } from './roles.ts';
import { isClauseEnd, isFree, isLabelled, lexemeAt, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Between a noun or bound and its number: "tempo of 120", "up to the 90". */
const SMALL_WORDS = wordSet(': = of is at the a to be i de los les die den il os bei van');

/** What a number counts or measures, as far as the words right beside it say. */
export type Unit = 'bpm' | 'energy' | 'minute' | 'second' | 'hour' | 'percent' | 'ofTen' | 'other';

/**
 * A number with what stands around it. `shape` says how it bounds: the number itself, about it, a range, one end, within
 * `delta` of it, or one of two readings. `low` is the first number, `high` the second of a range.
 */
export type Quantity = {
  from: number;
  to: number;
  numberFrom: number;
  shape: 'exact' | 'about' | 'range' | 'min' | 'max' | 'within' | 'either';
  low: number;
  high: number;
  delta: number;
  unit: Unit | null;
  digits: boolean;
};

const PLUS_MINUS = new Set(['±']);
const TENS_PARTS: Readonly<Record<string, readonly [number, number]>> = {
  low: [0, 3],
  lower: [0, 3],
  early: [0, 3],
  mid: [4, 6],
  middle: [4, 6],
  high: [7, 9],
  upper: [7, 9],
  late: [7, 9],
};
const OPPOSITE: Readonly<Partial<Record<Quantity['shape'], Quantity['shape']>>> = { min: 'max', max: 'min' };

/** Every number of the request that no field has used yet. */
export function findQuantities(s: Sentence): Quantity[] {
  const found: Quantity[] = [];
  for (let index = 0; index < s.tokens.length; index += 1) {
    const quantity = quantityAt(s, index);
    if (quantity === null) continue;
    found.push(quantity);
    index = quantity.to - 1;
  }
  return found;
}

/** "mid 120s", "in the low 130s": ten beats a minute or a part of them, as decades are divided. */
function tempoDecadeAt(s: Sentence, start: number): Quantity | null {
  const part = TENS_PARTS[textAt(s, start)];
  const index = part ? start + 1 : start;
  const number = s.tokens[index];
  const tail = s.tokens[index + 1];
  if (number?.kind !== 'number' || !/^1\d0$/.test(number.text) || tail?.text !== 's' || !tail.glued) return null;
  if (!isFree(s, index, index + 2)) return null;
  const [first, last] = part ?? [0, 9];
  const unit = lexemeAt(s, index + 2, 'tempoUnit');
  return {
    from: start,
    to: unit?.to ?? index + 2,
    numberFrom: index,
    shape: 'range',
    low: number.value + first,
    high: number.value + last,
    delta: 0,
    unit: 'bpm',
    digits: true,
  };
}

function quantityAt(s: Sentence, start: number): Quantity | null {
  const decade = tempoDecadeAt(s, start);
  if (decade) return decade;
  let index = start;
  let unit: Unit | null = null;
  let bound: 'min' | 'max' | 'about' | null = null;
  let opened = false;
  for (let step = 0; step < 6; step += 1) {
    const noun = lexemeAt(s, index, 'energyNoun') ?? lexemeAt(s, index, 'tempoNoun');
    const before = lexemeAt(s, index, 'boundBefore');
    const opener = lexemeAt(s, index, 'rangeOpener');
    if (numberAt(s, index)) break;
    if (noun) [index, unit] = [noun.to, noun.role === 'energyNoun' ? 'energy' : 'bpm'];
    else if (before) {
      if (bound !== null && before.value !== 'about') return null;
      bound = bound ?? before.value;
      index = ['.', '-'].includes(textAt(s, before.to)) && s.tokens[before.to]?.glued ? before.to + 1 : before.to;
    } else if (opener) [index, opened] = [opener.to, true];
    else if (index > start && isSmallWord(s, index)) index += 1;
    else return null;
  }
  const first = numberAt(s, index);
  return first && readOn(s, { start, index, unit, bound, opened, first });
}

const isSmallWord = (s: Sentence, index: number) => SMALL_WORDS.has(textAt(s, index));

type Start = {
  start: number;
  index: number;
  unit: Unit | null;
  bound: 'min' | 'max' | 'about' | null;
  opened: boolean;
  first: ReadNumber;
};

function readOn(s: Sentence, { start, index, unit: nounUnit, bound, opened, first }: Start): Quantity {
  const quantity: Quantity = {
    from: start,
    to: first.to,
    numberFrom: index,
    shape: 'exact',
    low: first.value,
    high: first.value,
    delta: 0,
    unit: nounUnit,
    digits: first.digits,
  };
  readClock(s, quantity);
  readUnit(s, quantity);
  readSecond(s, quantity, opened);
  readUnit(s, quantity);
  if (quantity.shape === 'exact') {
    readDelta(s, quantity);
    if (quantity.shape === 'exact' && bound === null) readBoundAfter(s, quantity);
    readUnit(s, quantity);
    readDelta(s, quantity);
  }
  const around = withinOf(s, start, quantity);
  if (around) return around;
  if (bound !== null && (quantity.shape === 'exact' || quantity.shape === 'about')) quantity.shape = bound;
  if (isBoundRefused(s, start)) quantity.shape = OPPOSITE[quantity.shape] ?? quantity.shape;
  return quantity;
}

/** "3:30": minutes and seconds. */
function readClock(s: Sentence, quantity: Quantity): void {
  const seconds = s.tokens[quantity.to + 1];
  const close = textAt(s, quantity.to) === ':' && s.tokens[quantity.to]?.glued && seconds?.glued;
  if (!close || seconds?.kind !== 'number' || !/^\d\d$/.test(seconds.text) || seconds.value > 59) return;
  quantity.low = quantity.high = quantity.low * 60 + seconds.value;
  quantity.unit = 'second';
  quantity.to += 2;
}

function readUnit(s: Sentence, quantity: Quantity): void {
  const found = unitAt(s, quantity.to);
  if (found === null) return;
  if (found.unit === 'minute' && quantity.unit === 'bpm') return;
  if (quantity.unit === null || (quantity.unit === 'energy' && found.unit !== 'energy')) quantity.unit = found.unit;
  quantity.to = found.to;
  const seconds = s.tokens[found.to];
  if (quantity.unit !== 'minute' || seconds?.kind !== 'number' || seconds.value >= 60 || seconds.text.length !== 2)
    return;
  if (unitAt(s, found.to + 1) || !isClauseEnd(s, found.to + 1)) return;
  // "2 min 30"
  quantity.low = quantity.high = quantity.low * 60 + seconds.value;
  quantity.unit = 'second';
  quantity.to = found.to + 1;
}

function unitAt(s: Sentence, index: number): { unit: Unit; to: number } | null {
  const at = textAt(s, index) === '-' && s.tokens[index + 1]?.glued ? index + 1 : index;
  const tempo = lexemeAt(s, at, 'tempoUnit');
  if (tempo) return { unit: 'bpm', to: tempo.to };
  for (const unit of ['minute', 'second', 'hour'] as const) {
    const time = lexemeAt(s, at, unit);
    if (time && !isLooseLetter(s, at)) return { unit, to: time.to };
  }
  if (textAt(s, index) === '%' || textAt(s, index) === 'percent') return { unit: 'percent', to: index + 1 };
  const slash = textAt(s, index) === '/' && s.tokens[index + 1]?.value === 10;
  if (slash) return { unit: 'ofTen', to: index + 2 };
  if (textAt(s, index) === 'outta' && numberAt(s, index + 1)?.value === 10) return { unit: 'ofTen', to: index + 2 };
  if (textAt(s, index) === 'out' && textAt(s, index + 1) === 'of' && numberAt(s, index + 2)?.value === 10)
    return { unit: 'ofTen', to: index + 3 };
  const other = lexemeAt(s, index, 'otherUnit');
  const isLonger = (phraseAt(s, index, 'activity')?.to ?? 0) > (other?.to ?? 0);
  return other && !isLonger ? { unit: 'other', to: other.to } : null;
}

/** "m" and "h" are units only right behind the number. */
const isLooseLetter = (s: Sentence, index: number) =>
  (s.tokens[index]?.text.length ?? 0) === 1 && !s.tokens[index]?.glued;

/** The second number of a range, or of an alternative reading ("70/140"). */
function readSecond(s: Sentence, quantity: Quantity, opened: boolean): void {
  const slash = textAt(s, quantity.to) === '/';
  const joiner = lexemeAt(s, quantity.to, 'rangeJoiner');
  if (!slash && (!joiner || (joiner.value === 'weak' && !opened && !joinsTempi(s, joiner)))) return;
  let index = slash ? quantity.to + 1 : (joiner?.to ?? quantity.to);
  while (['the', 'los', 'les', 'die', "'", 'about', 'around', 'up', 'to', 'down'].includes(textAt(s, index)))
    index += 1;
  const second = numberAt(s, index);
  if (!second || (slash && second.digits !== quantity.digits)) return;
  const end: Quantity = { ...quantity, low: second.value, high: second.value, to: second.to };
  if (quantity.unit === 'second' && quantity.low >= 60) readClock(s, end);
  if (slash) quantity.shape = 'either';
  else if (end.high > quantity.low) quantity.shape = 'range';
  else if (opened && end.high > quantity.low / 2) return readDescent(quantity, end);
  else return;
  [quantity.high, quantity.to] = [end.high, end.to];
}

/** "165 a 175 bpm": the Romance "to" needs no opening word between two tempi. */
const joinsTempi = (s: Sentence, { from, to }: Lexeme<'rangeJoiner'>) =>
  ['a', 'al', 'ad', 'do'].includes(textAt(s, from)) &&
  lexemeAt(s, numberAt(s, to)?.to ?? -1, 'tempoUnit') !== undefined;

/** "from 100 down to 80". */
function readDescent(quantity: Quantity, { low, to }: Quantity): void {
  Object.assign(quantity, { shape: 'range', low, to } satisfies Partial<Quantity>);
}

/** "±2", "(±1)", "+/- 2", "give or take 4", "plus or minus 3". */
function readDelta(s: Sentence, quantity: Quantity): void {
  const open = textAt(s, quantity.to) === '(' || textAt(s, quantity.to) === ',' ? quantity.to + 1 : quantity.to;
  const sign = plusMinusAt(s, open);
  if (sign === null) return;
  const delta = numberAt(s, sign);
  if (!delta || delta.value > 30) return;
  quantity.shape = 'within';
  quantity.delta = delta.value;
  quantity.to = delta.to;
  readUnit(s, quantity);
  if (open > quantity.numberFrom && textAt(s, quantity.to) === ')') quantity.to += 1;
}

function plusMinusAt(s: Sentence, index: number): number | null {
  const text = (at: number) => textAt(s, at);
  if (PLUS_MINUS.has(text(index))) return index + 1;
  if (text(index) === '+' && text(index + 1) === '/' && text(index + 2) === '-') return index + 3;
  if (text(index) === '+' && text(index + 1) === '-') return index + 2;
  if (text(index) === 'plus' && text(index + 1) === 'minus') return index + 2;
  if (text(index) === 'plus' && text(index + 1) === 'or' && text(index + 2) === 'minus') return index + 3;
  if (text(index) === 'give' && text(index + 1) === 'or' && text(index + 2) === 'take') return index + 3;
  if (text(index) === 'plus' && text(index + 1) === '/' && text(index + 2) === 'minus') return index + 3;
  return null;
}

function readBoundAfter(s: Sentence, quantity: Quantity): void {
  const at = textAt(s, quantity.to) === '-' && s.tokens[quantity.to + 1]?.glued ? quantity.to + 1 : quantity.to;
  const after = lexemeAt(s, at, 'boundAfter');
  if (!after) return;
  const plain = after.to - after.from === 1 ? s.tokens[after.from]?.text : undefined;
  if (
    plain === 'up' ||
    (plain === 'min' && quantity.unit === null) ||
    (plain === 'plus' && isOpenPlus(s, after.to)) ||
    (plain === '+' && !s.tokens[after.from]?.glued && isOpenPlus(s, after.to))
  )
    return;
  if (after.value !== 'about' && numberAt(s, after.to)) return;
  quantity.shape = after.value;
  quantity.to = after.to;
}

/** "124 plus vocals" adds something; "5 minutes plus" is a bound. */
const isOpenPlus = (s: Sentence, index: number) =>
  phraseAt(s, index, 'tempoUnit') === undefined &&
  phraseAt(s, index, 'genre', 'mood', 'vocals', 'instrument', 'filler') !== undefined;

/** "within 3 bpm of 128". */
function withinOf(s: Sentence, start: number, quantity: Quantity): Quantity | null {
  if (textAt(s, start - 1) !== 'within' || textAt(s, quantity.to) !== 'of') return null;
  const centre = numberAt(s, quantity.to + 1);
  if (!centre) return null;
  const whole: Quantity = {
    ...quantity,
    from: start - 1,
    to: centre.to,
    shape: 'within',
    delta: quantity.low,
    low: centre.value,
    high: centre.value,
  };
  readUnit(s, whole);
  return whole;
}

/** Whether the number is a place, an age or a label. */
export function isOtherNumber(s: Sentence, quantity: Quantity): boolean {
  const { numberFrom, from } = quantity;
  return (
    isLabelled(s, numberFrom) || isLabelled(s, from) || quantity.unit === 'other' || textAt(s, numberFrom - 1) === '#'
  );
}
