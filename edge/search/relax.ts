import { type Wanted, withRelatedGenres } from './wanted.ts';

/** A pitch fader's usual range, ±6 %: what a DJ can still bring to the wanted tempo. */
const TEMPO_LEEWAY = 0.06;
const ENERGY_LEEWAY = 0.15;

/**
 * What is given up when nothing matches, in this order and one after the other, from what hurts least: each step keeps
 * those before it. Artists, title, words and what is to be left out are never given up.
 */
export const RELAXATIONS = [
  'key.compatible',
  'bpm.wider',
  'energy.wider',
  'durationSec.any',
  'moods.any',
  'genres.related',
  'key.any',
  'energy.any',
  'bpm.any',
] as const;
export type Relaxation = (typeof RELAXATIONS)[number];

const STEPS: Record<Relaxation, (wanted: Wanted) => Wanted | null> = {
  'key.compatible': (w) => (w.key && !w.key.compatible ? { ...w, key: { ...w.key, compatible: true } } : null),
  'bpm.wider': (w) =>
    w.bpm ? { ...w, bpm: { min: times(w.bpm.min, 1 - TEMPO_LEEWAY), max: times(w.bpm.max, 1 + TEMPO_LEEWAY) } } : null,
  'energy.wider': (w) =>
    w.energy
      ? { ...w, energy: { min: plus(w.energy.min, -ENERGY_LEEWAY), max: plus(w.energy.max, ENERGY_LEEWAY) } }
      : null,
  'durationSec.any': (w) => without(w, 'durationSec'),
  'moods.any': (w) => without(w, 'moods'),
  'genres.related': (w) => (w.genres ? { ...w, genres: withRelatedGenres(w.genres) } : null),
  'key.any': (w) => without(w, 'key'),
  'energy.any': (w) => without(w, 'energy'),
  'bpm.any': (w) => without(w, 'bpm'),
};

const times = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);
const plus = (value: number | undefined, by: number) => (value === undefined ? undefined : value + by);

/** Without a part; null when it has none, or when nothing would be left to look for. */
function without(wanted: Wanted, part: 'durationSec' | 'moods' | 'key' | 'energy' | 'bpm'): Wanted | null {
  const { [part]: dropped, ...rest } = wanted;
  return dropped !== undefined && Object.keys(rest).length > 1 ? rest : null;
}

/** The query at each step of giving something up, the whole query first; only steps that change it. */
export function relaxationsOf(wanted: Wanted): { wanted: Wanted; relaxed: Relaxation[] }[] {
  const steps: { wanted: Wanted; relaxed: Relaxation[] }[] = [{ wanted, relaxed: [] }];
  for (const name of RELAXATIONS) {
    const last = steps.at(-1)!;
    const next = STEPS[name](last.wanted);
    if (next) steps.push({ wanted: next, relaxed: [...last.relaxed, name] });
  }
  return steps;
}
