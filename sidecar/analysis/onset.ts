import type { Signal } from './signal.ts';
import { forEachPowerSpectrum, frameCount } from './spectrum.ts';

/** Samples between the frames of the onset functions at 22,050 Hz: 86.1 frames a second. */
export const ONSET_HOP = 256;
const ONSET_FRAME = 1024;

/** Lower edges in Hz of the bands that one novelty curve each is made of: kick and bass, low middle, snare and voice, presence, hats. */
export const NOVELTY_EDGES_HZ = [25, 160, 400, 1000, 2500, 5000] as const;
const TOP_HZ = 10_000;
/** Analysis bands, spaced in thirds of an octave as the critical bands are above 500 Hz (Zwicker 1961). */
const BANDS_AN_OCTAVE = 3;

export type Onsets = {
  /** Frames a second. */
  frameRate: number;
  /** Half-wave rectified log-energy flux by band of NOVELTY_EDGES_HZ, each with its running mean taken off. */
  bands: Float32Array[];
  /** All bands together, each weighted to the same spread. */
  total: Float32Array;
};

/**
 * Onset novelty: the rise of log-compressed band energy (Klapuri 1999; Böck and Widmer 2013 for the comparison with
 * the frame two back). Loud and quiet recordings give the same curve, because the compression is relative to the
 * signal's own level.
 */
export function onsetNovelty(signal: Signal): Onsets {
  const { samples, sampleRate } = signal;
  const bands = analysisBands(sampleRate);
  const frames = frameCount(samples.length, ONSET_HOP);
  const curves = NOVELTY_EDGES_HZ.map(() => new Float32Array(frames));
  const gain = COMPRESSION / Math.max(meanPower(samples), 1e-12);
  const history = [0, 1, 2].map(() => new Float64Array(bands.length));
  forEachPowerSpectrum(samples, { frameSize: ONSET_FRAME, hopSize: ONSET_HOP }, (frame, power) => {
    const now = history[frame % 3]!;
    const before = history[(frame + 1) % 3]!;
    for (const [b, band] of bands.entries()) {
      let energy = 0;
      for (let k = band.from; k < band.to; k += 1) energy += power[k]!;
      now[b] = Math.log1p(gain * energy);
      const rise = now[b]! - before[b]!;
      if (frame >= 2 && rise > 0) curves[band.curve]![frame]! += rise;
    }
  });
  const frameRate = sampleRate / ONSET_HOP;
  for (const curve of curves) removeRunningMean(curve, Math.round(frameRate * RUNNING_MEAN_SEC));
  return { frameRate, bands: curves, total: sumOfNormalised(curves) };
}

/** Gain before log(1 + x) over the mean power of the signal: the logarithmic part begins 30 dB under it. */
const COMPRESSION = 1000;
/** Length of the running mean that is taken off a novelty curve. */
const RUNNING_MEAN_SEC = 1;

type Band = { from: number; to: number; curve: number };

function analysisBands(sampleRate: number): Band[] {
  const binHz = sampleRate / ONSET_FRAME;
  const bands: Band[] = [];
  const ratio = 2 ** (1 / BANDS_AN_OCTAVE);
  let from = Math.round(NOVELTY_EDGES_HZ[0] / binHz);
  while (from * binHz < TOP_HZ) {
    const to = Math.min(Math.max(from + 1, Math.round(from * ratio)), ONSET_FRAME / 2);
    const centreHz = ((from + to - 1) / 2) * binHz;
    bands.push({ from, to, curve: NOVELTY_EDGES_HZ.findLastIndex((edge) => centreHz >= edge || edge === 25) });
    from = to;
  }
  return bands;
}

const meanPower = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / Math.max(1, samples.length);
};

function removeRunningMean(curve: Float32Array, width: number): void {
  const sums = new Float64Array(curve.length + 1);
  for (let i = 0; i < curve.length; i += 1) sums[i + 1] = sums[i]! + curve[i]!;
  const half = width >> 1;
  for (let i = 0; i < curve.length; i += 1) {
    const from = Math.max(0, i - half);
    const to = Math.min(curve.length, i + half + 1);
    curve[i] = Math.max(0, curve[i]! - (sums[to]! - sums[from]!) / (to - from));
  }
}

function sumOfNormalised(curves: Float32Array[]): Float32Array {
  const total = new Float32Array(curves[0]!.length);
  for (const curve of curves) {
    let power = 0;
    for (const value of curve) power += value * value;
    const weight = power > 0 ? 1 / Math.sqrt(power / curve.length) : 0;
    for (let i = 0; i < total.length; i += 1) total[i]! += weight * curve[i]!;
  }
  return total;
}
