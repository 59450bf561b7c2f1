import type { Candidate } from './tempo-candidates.ts';
import fitted from './tempo-weights.json' with { type: 'json' };

/** Weights of the choice between readings of a rhythm: one number a feature, and a row of them for each hidden unit. */
export type TempoWeights = {
  /** The pieces that the weights were fitted on. */
  fittedOn: string;
  /** Divides the scores, so that the probabilities hold for families of music that the fit has not seen. */
  temperature: number;
  mean: readonly number[];
  spread: readonly number[];
  linear: readonly number[];
  hiddenWeights: readonly (readonly number[])[];
  hiddenBias: readonly number[];
  hiddenOut: readonly number[];
};

/**
 * Fitted by `npm run fit:tempo` (test/bench/tempo/fit.ts), which also says how right they are on families of music left
 * out of the fit. The temperature makes the probabilities of those true.
 */
export const TEMPO_WEIGHTS: TempoWeights = fitted;

/**
 * Probability of each candidate to be the tempo that people give: a softmax over scores, each a linear function of the
 * features with a small layer of tanh units beside it (a conditional logit: McFadden 1974). `penalty` is what a tempo
 * loses, in nats, for what the caller has said.
 */
export function tempoProbabilities(
  candidates: readonly Candidate[],
  penalty: (bpm: number) => number,
  weights: TempoWeights = TEMPO_WEIGHTS,
): number[] {
  const scores = tempoScores(candidates, weights).map(
    (score, i) => score / weights.temperature - penalty(candidates[i]!.bpm),
  );
  const highest = Math.max(...scores);
  const shares = scores.map((value) => Math.exp(value - highest));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

/** How much speaks for each candidate, in nats that the temperature has not yet divided. */
export const tempoScores = (candidates: readonly Candidate[], weights: TempoWeights): number[] =>
  candidates.map(({ features }) => score(features, weights));

/** Features beyond this many deviations count as this many. */
const LIMIT = 4;

function score(features: readonly number[], weights: TempoWeights): number {
  const { mean, spread, linear, hiddenWeights, hiddenBias, hiddenOut } = weights;
  const inputs = features.map((value, i) => Math.max(-LIMIT, Math.min(LIMIT, (value - mean[i]!) / spread[i]!)));
  const dot = (row: readonly number[]) => inputs.reduce((sum, input, i) => sum + input * row[i]!, 0);
  return hiddenOut.reduce(
    (sum, out, unit) => sum + out * Math.tanh(dot(hiddenWeights[unit]!) + hiddenBias[unit]!),
    dot(linear),
  );
}
