import type { Onsets } from './onset.ts';
import fitted from './phase-weights.json' with { type: 'json' };

/** Frames around a beat in which its onset may lie. */
const REACH_FRAMES = 2;

/** Fitted by `npm run fit:phase` (test/bench/tempo/fit-phase.ts), which also says how right they are on styles left out. */
export type PhaseWeights = {
  fittedOn: string;
  /** What the tracker's own choice counts for. */
  tracker: number;
  /** Of the evidence: six bands from the lowest up for the strikes, and six for the backbeat. */
  weights: readonly number[];
};

const { tracker, weights }: PhaseWeights = fitted;

/** Whether the beats lie between the true ones, half a beat off. */
export const isHalfABeatOff = (onsets: Onsets, beats: readonly number[]): boolean =>
  halfBeatEvidence(onsets, beats).reduce((sum, value, i) => sum + value * weights[i]!, tracker) < 0;

/**
 * What tells beats from the places half-way between them, by band of the onsets: by how much more strikes on them, and
 * by how much more every other one of them differs (the backbeat). Positive speaks for the beats as they are.
 *
 * @param beats in seconds, as the onset curves have them
 */
export function halfBeatEvidence({ bands, frameRate }: Onsets, beats: readonly number[]): number[] {
  const halves = beats.slice(1).map((beat, i) => (beat + beats[i]!) / 2);
  const strikes = bands.map((curve) =>
    contrast(struck(curve, frameRate, beats), struck(curve, frameRate, halves), mean),
  );
  const backbeats = bands.map((curve) =>
    contrast(struck(curve, frameRate, beats), struck(curve, frameRate, halves), alternation),
  );
  return [...strikes, ...backbeats];
}

const contrast = (on: number[], off: number[], measure: (values: number[]) => number): number =>
  (measure(on) - measure(off)) / (mean(on) + mean(off) + 1e-9);

function struck(curve: Float32Array, frameRate: number, times: readonly number[]): number[] {
  return times.map((time) => {
    const frame = Math.round(time * frameRate);
    return Math.max(0, ...curve.subarray(Math.max(0, frame - REACH_FRAMES), frame + REACH_FRAMES + 1));
  });
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

/** How far the means of the even and the odd ones are apart. */
const alternation = (values: readonly number[]): number =>
  Math.abs(mean(values.filter((_, i) => i % 2 === 0)) - mean(values.filter((_, i) => i % 2 === 1)));
