import type { Signal } from './signal.ts';
import { type BinWindow, forEachPowerSpectrum, frameCount } from './spectrum.ts';

/** 46 ms every 11.6 ms at 22,050 Hz: 86.1 frames a second. */
const FRAME_SIZE = 1024;
const HOP_SIZE = 256;
/** Bands a quarter of an octave wide where the bins allow it, from the first bin up to about 11 kHz. */
const BANDS_AN_OCTAVE = 4;
const TOP_HZ = 10_000;
/** Lower edges of the bands that have one novelty curve each: kick and bass, low middle, voice, snare, presence, hats. */
const CURVE_EDGES_HZ = [0, 160, 400, 1000, 2500, 5000];
/**
 * Gain before log(1 + x), over the mean power of the signal: the logarithmic part begins 30 dB under it. Hundredfold
 * less or more changes little.
 */
const COMPRESSION = 1000;
/** Length of the running mean that is taken off a novelty curve. */
const RUNNING_MEAN_SEC = 1;

export type BandEnergies = {
  /** Frames a second; frame i is centred on i / frameRate seconds. */
  frameRate: number;
  frames: number;
  /** Log-compressed energy, frame by frame, BAND_COUNT values each: 10 kB a second. */
  log: Float32Array;
};

const BAND_EDGES = bandEdges();
export const BAND_COUNT = BAND_EDGES.length - 1;

/** Each band is the plain sum of its bins. */
const BAND_WINDOWS = BAND_EDGES.slice(1).map((end, band): BinWindow => {
  const from = BAND_EDGES[band]!;
  return { from, weights: new Float32Array(Math.min(end, FRAME_SIZE / 2 + 1) - from).fill(1) };
});

/** Edges of the bands as bins of a spectrum at 22,050 Hz. */
function bandEdges(): number[] {
  const topBin = (TOP_HZ * FRAME_SIZE) / 22_050;
  const edges = [1];
  for (let bin = 1; bin < topBin; edges.push(bin))
    bin = Math.max(bin + 1, Math.round(bin * 2 ** (1 / BANDS_AN_OCTAVE)));
  return edges;
}

/** Log-compressed band energies; the compression is relative to the signal's own level, so loudness changes nothing. */
export function bandEnergies({ samples, sampleRate }: Signal): BandEnergies {
  const frames = frameCount(samples.length, HOP_SIZE);
  const log = new Float32Array(frames * BAND_COUNT);
  const options = { frameSize: FRAME_SIZE, hopSize: HOP_SIZE, windows: BAND_WINDOWS };
  forEachPowerSpectrum(samples, options, (frame, _, { sums }) => log.set(sums, frame * BAND_COUNT));
  let total = 0;
  for (let i = 0; i < log.length; i += 1) total += log[i]!;
  const gain = total > 0 ? (COMPRESSION * frames) / total : 0;
  for (let i = 0; i < log.length; i += 1) log[i] = Math.log1p(gain * log[i]!);
  return { frameRate: sampleRate / HOP_SIZE, frames, log };
}

export type Onsets = {
  frameRate: number;
  /** Half-wave rectified rise of the log energy by band of CURVE_EDGES_HZ, its running mean taken off. */
  bands: Float32Array[];
  /** The same, each divided by its deviation and summed: under 160 Hz, 160 to 1,000 Hz, above 1,000 Hz, all. */
  low: Float32Array;
  mid: Float32Array;
  high: Float32Array;
  total: Float32Array;
};

/** Onset novelty: the rise of log-compressed band energy (Klapuri 1999) from one frame to the next. */
export function onsetNovelty({ frameRate, frames, log }: BandEnergies): Onsets {
  const bands = CURVE_EDGES_HZ.map(() => new Float32Array(frames));
  for (let band = 0; band < BAND_COUNT; band += 1) {
    const curve = bands[curveOfBand(band)]!;
    for (let frame = 1; frame < frames; frame += 1) {
      const rise = log[frame * BAND_COUNT + band]! - log[(frame - 1) * BAND_COUNT + band]!;
      if (rise > 0) curve[frame]! += rise;
    }
  }
  for (const curve of bands) clipAboveRunningMean(curve, Math.floor(frameRate * RUNNING_MEAN_SEC));
  const unit = normalised(bands);
  const sumOf = (from: number, to: number) => {
    const sum = new Float32Array(frames);
    for (const curve of unit.slice(from, to)) for (let i = 0; i < frames; i += 1) sum[i]! += curve[i]!;
    return sum;
  };
  return { frameRate, bands, low: sumOf(0, 1), mid: sumOf(1, 3), high: sumOf(3, 6), total: sumOf(0, 6) };
}

function curveOfBand(band: number): number {
  const centreHz = (Math.sqrt(BAND_EDGES[band]! * BAND_EDGES[band + 1]!) * 22_050) / FRAME_SIZE;
  return CURVE_EDGES_HZ.findLastIndex((edge) => centreHz >= edge);
}

function clipAboveRunningMean(curve: Float32Array, width: number): void {
  const mean = runningMean(curve, width);
  for (let i = 0; i < curve.length; i += 1) curve[i] = Math.max(0, curve[i]! - mean[i]!);
}

/** Mean over `width` values around each, or around every `step`-th; fewer at the ends. */
export function runningMean(values: Float32Array, width: number, step = 1): Float32Array {
  const half = width >> 1;
  const means = new Float32Array(Math.ceil(values.length / step));
  let [from, to, sum] = [0, 0, 0];
  for (let m = 0; m < means.length; m += 1) {
    const end = Math.min(values.length, m * step + half + 1);
    for (; to < end; to += 1) sum += values[to]!;
    for (; from < m * step - half; from += 1) sum -= values[from]!;
    means[m] = sum / (to - from);
  }
  return means;
}

/** Curves over their deviations; one far quieter than the rest is not blown up to their size. */
function normalised(curves: Float32Array[]): Float32Array[] {
  const floor = 1e-3 * deviation(curves);
  return curves.map((curve) => {
    const scale = 1 / (deviation([curve]) + floor + 1e-12);
    return curve.map((value) => value * scale);
  });
}

export function deviation(curves: Float32Array[]): number {
  let [count, sum, squares] = [0, 0, 0];
  for (const curve of curves) {
    count += curve.length;
    for (const value of curve) {
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / Math.max(1, count);
  return Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
}
