import type { Quantity } from '../quantities.ts';
import { isFree, lexemeAt, note } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';

/** How far from a stated level a track may be. */
const TOLERANCE = 0.05;

type Range = { min?: number; max?: number };

/** Reads the energy: "energy 7/10", "80 % energy", "energy below 0.4", then the phrases ("high energy", "peak time"). */
export function readEnergy(s: Sentence, quantities: readonly Quantity[]): void {
  for (const quantity of quantities) {
    const range = isFree(s, quantity.numberFrom, quantity.to) ? energyRange(s, quantity) : null;
    if (range === null) continue;
    s.query.energy = range;
    note(s, 'energy', quantity.from, quantity.to);
    claimNoun(s, quantity.to);
    return;
  }
  for (let index = 0; index < s.tokens.length; index += 1) {
    const phrase = lexemeAt(s, index, 'energyPhrase');
    if (!phrase || s.negated[index]) continue;
    s.query.energy ??= { ...phrase.value };
    note(s, 'energy', phrase.from, phrase.to);
    index = phrase.to - 1;
  }
}

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

function saysEnergy(s: Sentence, index: number): boolean {
  return (
    lexemeAt(s, index, 'energyNoun') !== undefined ||
    (['for', 'on', 'in'].includes(s.tokens[index]?.text ?? '') && lexemeAt(s, index + 1, 'energyNoun') !== undefined)
  );
}

function saysEnergyBefore(s: Sentence, from: number): boolean {
  return s.tokens.slice(Math.max(0, from - 3), from).some((token) => token.text === 'energy');
}

function claimNoun(s: Sentence, index: number): void {
  const noun = lexemeAt(s, index, 'energyNoun');
  if (noun) note(s, 'energy', noun.from, noun.to);
}
