import { barProfiles, downbeatProbabilities } from './beats-bars.ts';
import type { BandEnergies, Onsets } from './onset.ts';
import type { Rhythm } from './tempo-rhythm.ts';

export type Metre = {
  /** 3 or 4; a bar of two beats counts as half of one of four. */
  beatsPerBar: number;
  /** Probability that beatsPerBar is right. */
  confidence: number;
  /** Index in the beats of the first downbeat. */
  firstDownbeat: number;
  /** Probability that the downbeats are right, given the metre. */
  downbeatConfidence: number;
};

const MIN_BEATS = 12;

/** Beats a bar and where bars begin; null for fewer than twelve beats. */
export function metreOf(
  energies: BandEnergies,
  onsets: Onsets,
  rhythm: Rhythm,
  bpm: number,
  beats: readonly number[],
): Metre | null {
  if (beats.length < MIN_BEATS) return null;
  const triple = tripleMetre(rhythm, bpm);
  const beatsPerBar = triple > 0.5 ? 3 : 4;
  const probabilities = downbeatProbabilities(barProfiles(energies, onsets, beats, beatsPerBar));
  const downbeatConfidence = Math.max(...probabilities);
  return {
    beatsPerBar,
    confidence: Math.max(triple, 1 - triple),
    firstDownbeat: probabilities.indexOf(downbeatConfidence),
    downbeatConfidence,
  };
}

/** Slope of the logistic function of the margin, fitted on synthesised pieces of 63 styles. */
const TRIPLE_SLOPE = 20;
/** Margin at which three beats a bar are as likely as four. */
const TRIPLE_MARGIN = 0.05;

/**
 * Probability of three beats a bar: by how much the periodicities at three and six beats outdo those at two, four and
 * eight, the mean over all, low, middle and high onsets and the spectrum. (Of
 * 2,500 synthesised pieces nine in ten of the waltzes lie above nought and one in seventy of the others.)
 */
function tripleMetre(rhythm: Rhythm, bpm: number): number {
  const curves = [rhythm.total, rhythm.low, rhythm.mid, rhythm.high, rhythm.spectrum];
  const margins = curves.map((curve) => {
    const read = (beats: number) => areaAt(curve, (beats * 60 * rhythm.frameRate) / bpm) / areaAt(curve, 0);
    return read(3) + read(6) - read(4) - 0.5 * (read(2) + read(8));
  });
  const margin = margins.reduce((a, b) => a + b, 0) / margins.length;
  return 1 / (1 + Math.exp(-TRIPLE_SLOPE * (margin - TRIPLE_MARGIN)));
}

/** What lies under the peak of a curve at a lag: where frames and beats do not meet, its height says too little. */
function areaAt(curve: Float32Array, lag: number): number {
  const i = Math.floor(lag);
  const part = lag - i;
  const at = (k: number) => curve[Math.min(Math.abs(k), curve.length - 1)]!;
  const around = (k: number) => at(k - 2) + at(k - 1) + at(k) + at(k + 1) + at(k + 2);
  return (1 - part) * around(i) + part * around(i + 1) + 1e-9;
}
