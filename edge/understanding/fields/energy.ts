import { isMeasureRefused } from '../negation-items.ts';
import type { Quantity } from '../quantities.ts';
import { claim, isFree, lexemeAt, note, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { isInIdiom } from './word-senses.ts';
import { ENERGY_LEVELS } from '../vocabulary/cues.ts';

/** How far from a stated level a track may be. */
const TOLERANCE = 0.05;

type Range = { min?: number; max?: number };

/** Reads the energy: "energy 7/10", "80 % energy", "energy below 0.4", then the phrases ("high energy", "peak time"). */
export function readEnergy(s: Sentence, quantities: readonly Quantity[]): void {
  for (const quantity of quantities) {
    const range = isFree(s, quantity.numberFrom, quantity.to) ? energyRange(s, quantity) : null;
    if (range === null) continue;
    if (isRefused(s, quantity)) {
      claim(s, quantity.from, quantity.to, 'understood');
      continue;
    }
    s.query.energy = range;
    note(s, 'energy', quantity.from, quantity.to);
    claimNoun(s, quantity.to);
    return;
  }
  for (let index = 0; index < s.tokens.length; index += 1) {
    const phrase = lexemeAt(s, index, 'energyPhrase');
    if (!phrase || isDoneTo(s, phrase) || isInIdiom(s, phrase.from, phrase.to)) continue;
    if (s.negated[index] || s.doubtful[index]) {
      claim(s, phrase.from, phrase.to, 'understood');
      continue;
    }
    const level = levelBefore(s, phrase.from);
    s.query.energy ??=
      level !== undefined ? between(ENERGY_LEVELS[textAt(s, level)] ?? {}, phrase.value) : { ...phrase.value };
    note(s, 'energy', level ?? phrase.from, phrase.to);
    index = phrase.to - 1;
  }
}

/** "not energy 8/10"; a refused bound is the opposite one. */
const isRefused = (s: Sentence, { shape, from, numberFrom }: Quantity) =>
  shape !== 'min' && shape !== 'max' && isMeasureRefused(s, from, numberFrom);

/** "warm up the soup", "something to warm up": a verb, and no DJ's warm-up. */
const isDoneTo = (s: Sentence, { from, to }: { from: number; to: number }) =>
  textAt(s, to - 1) === 'up' &&
  (textAt(s, from - 1) === 'to' || ['the', 'my', 'your', 'our', 'some'].includes(textAt(s, to)));

/** Where the "low" of "low to medium energy" or "low-medium energy" stands. */
function levelBefore(s: Sentence, from: number): number | undefined {
  const joined = ['to', '-', '/', 'or', 'and'].includes(textAt(s, from - 1)) ? from - 2 : -1;
  return joined >= 0 && textAt(s, joined) in ENERGY_LEVELS ? joined : undefined;
}

/** From the lower end of one level to the upper end of the other; an open end stays open. */
const between = (a: Range, b: Range): Range => {
  const [low, high] = (a.max ?? 1) <= (b.max ?? 1) ? [a, b] : [b, a];
  return { ...(low.min !== undefined && { min: low.min }), ...(high.max !== undefined && { max: high.max }) };
};

function energyRange(s: Sentence, quantity: Quantity): Range | null {
  const named = quantity.unit === 'energy' || saysEnergy(s, quantity.to) || saysEnergyBefore(s, quantity.numberFrom);
  const scaled = quantity.unit === 'percent' || quantity.unit === 'ofTen';
  if (!named) return null;
  if (quantity.unit !== 'energy' && quantity.unit !== null && !scaled) return null;
  const scale = scaleOf(quantity);
  const low = round(quantity.low / scale);
  const high = round(quantity.high / scale);
  if (high > 1) return null;
  if (quantity.shape === 'min') return { min: low };
  if (quantity.shape === 'max') return { max: low };
  if (quantity.shape === 'range') return { min: low, max: high };
  return { min: round(Math.max(0, low - TOLERANCE)), max: round(Math.min(1, low + TOLERANCE)) };
}

/** Percent, tenths, or the scale from 0 to 1; a bare number above 1 counts tenths, above 10 per cent. */
function scaleOf({ unit, high }: Quantity): number {
  if (unit === 'percent') return 100;
  if (unit === 'ofTen') return 10;
  if (high <= 1) return 1;
  return high <= 10 ? 10 : 100;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** "energy", "on energy", "on the energy scale". */
function saysEnergy(s: Sentence, index: number): boolean {
  if (!['for', 'on', 'in'].includes(textAt(s, index))) return lexemeAt(s, index, 'energyNoun') !== undefined;
  const at = textAt(s, index + 1) === 'the' ? index + 2 : index + 1;
  return lexemeAt(s, at, 'energyNoun') !== undefined;
}

function saysEnergyBefore(s: Sentence, from: number): boolean {
  return s.tokens.slice(Math.max(0, from - 3), from).some((token) => token.text === 'energy');
}

function claimNoun(s: Sentence, index: number): void {
  const noun = lexemeAt(s, index, 'energyNoun');
  if (noun) note(s, 'energy', noun.from, noun.to);
}
