import type { Onsets } from './onset.ts';

/** Frames around a beat in which its onset may lie. */
const REACH_FRAMES = 2;

/**
 * Weights of the evidence, six bands from the lowest up for the strikes and six for the backbeat, fitted by a logistic
 * regression on 1,274 synthesised pieces of 63 styles: 93 % right in cross-validation where the tracker alone has 89,
 * and 96 where it has 75 on four to the floor with an off-beat bass and open hats.
 */
const WEIGHTS = [2.03, 1.19, -2.02, 0.56, 2.09, -1.06, 1.06, -1.02, 0.07, 0.22, 1.55, 0.58];
/** What the tracker's own choice counts for. */
const TRACKER = 0.71;

/** Whether the beats lie between the true ones, half a beat off. */
export const isHalfABeatOff = (onsets: Onsets, beats: readonly number[]): boolean =>
  phaseEvidence(onsets, beats).reduce((sum, value, i) => sum + value * WEIGHTS[i]!, TRACKER) < 0;

/**
 * What tells beats from the places half-way between them, by band of the onsets: by how much more strikes on them, and
 * by how much more every other one of them differs (the backbeat). Positive speaks for the beats as they are.
 *
 * @param beats in seconds, as the onset curves have them
 */
function phaseEvidence({ bands, frameRate }: Onsets, beats: readonly number[]): number[] {
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
