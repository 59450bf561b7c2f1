import { type Random, seededRandom } from '../../../local/demo/random.ts';

/** Choices by a seed: the same seed makes the same piece. */
export type Chance = {
  share: Random;
  between: (low: number, high: number) => number;
  happens: (probability: number) => boolean;
  oneOf: <T>(choices: readonly T[]) => T;
  /** A normal deviate (Box and Muller 1958). */
  normal: () => number;
};

export function chance(seed: number): Chance {
  const share = seededRandom(seed);
  return {
    share,
    between: (low, high) => low + (high - low) * share(),
    happens: (probability) => share() < probability,
    oneOf: (choices) => choices[Math.floor(share() * choices.length)]!,
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
  };
}
