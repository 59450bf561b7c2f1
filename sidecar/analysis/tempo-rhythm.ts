import { BAND_COUNT, type BandEnergies, type Onsets, deviation, runningMean } from './onset.ts';
import { correlation } from './spectrum.ts';

/** The periodicities of a piece, as functions of the lag in frames. */
export type Rhythm = {
  frameRate: number;
  /** Autocorrelation of the onset curves, 1 at lag 0. */
  total: Float32Array;
  low: Float32Array;
  mid: Float32Array;
  high: Float32Array;
  /** Autocorrelation of the smoothed log spectrum: how chords, bars and phrases come back. */
  spectrum: Float32Array;
  /** Correlation of the low curve with the high one at either side: where snare and hats stand between kicks. */
  lowToHigh: Float32Array;
  /** Onsets a second. */
  density: number;
  /** Share of all novelty that lies above 1,000 Hz, and below 160 Hz. */
  highShare: number;
  lowShare: number;
  /** Share of the frames above the mean of the total curve. */
  busyShare: number;
  /** Logarithm of the kurtosis of the total curve: sharp hits stand out, bowed notes do not. */
  sharpness: number;
};

/** Value of a function of the lag at a number of beats, linearly interpolated. */
export function periodicityAt(curve: Float32Array, { frameRate }: Rhythm, bpm: number, beats: number): number {
  const lag = Math.min((beats * 60 * frameRate) / bpm, curve.length - 1.001);
  const i = Math.floor(lag);
  return curve[i]! + (lag - i) * (curve[i + 1]! - curve[i]!);
}

/** The highest autocorrelation of the onsets at a lag from 0.25 to 1.4 s that comes back at twice the lag: 0 to 1. */
export function pulseClarity({ total, frameRate }: Rhythm): number {
  let clearest = 0;
  for (let lag = Math.round(0.25 * frameRate); lag <= 1.4 * frameRate; lag += 1) {
    clearest = Math.max(
      clearest,
      Math.min(total[lag]!, Math.max(total[2 * lag - 1]!, total[2 * lag]!, total[2 * lag + 1]!)),
    );
  }
  return clearest;
}

/** Longest lag that is looked at: eight beats at 40 BPM. */
const MAX_LAG_SEC = 12;

export function rhythmOf(energies: BandEnergies, onsets: Onsets): Rhythm {
  const { frameRate, low, mid, high, total, bands } = onsets;
  const maxLag = Math.floor(frameRate * MAX_LAG_SEC);
  const novelty = bands.map((curve) => curve.reduce((a, b) => a + b, 0));
  const allNovelty = novelty.reduce((a, b) => a + b, 0) + 1e-9;
  const mean = total.reduce((a, b) => a + b, 0) / total.length;
  return {
    frameRate,
    total: unitAutocorrelation(total, maxLag),
    low: unitAutocorrelation(low, maxLag),
    mid: unitAutocorrelation(mid, maxLag),
    high: unitAutocorrelation(high, maxLag),
    spectrum: spectrumAutocorrelation(energies, maxLag),
    lowToHigh: crossCorrelation(low, high, maxLag),
    density: onsetDensity(total, mean, frameRate),
    highShare: (novelty[3]! + novelty[4]! + novelty[5]!) / allNovelty,
    lowShare: novelty[0]! / allNovelty,
    busyShare: total.filter((value) => value > mean).length / total.length,
    sharpness: Math.log(kurtosis(total, mean)),
  };
}

function unitAutocorrelation(curve: Float32Array, maxLag: number): Float32Array {
  const { positive } = correlation(curve, curve, maxLag);
  const scale = 1 / (positive[0]! + 1e-9);
  return positive.map((value) => value * scale);
}

function crossCorrelation(a: Float32Array, b: Float32Array, maxLag: number): Float32Array {
  const { positive, negative } = correlation(a, b, maxLag);
  const scale = 0.5 / (deviation([a]) * deviation([b]) + 1e-9);
  return positive.map((value, lag) => scale * (value + negative[lag]!));
}

/** Smoothing of the log spectrum, and its step: what is faster belongs to the onset curves. */
const SPECTRUM_SMOOTHING_SEC = 0.4;
const SPECTRUM_STEP = 8;

function spectrumAutocorrelation({ frameRate, frames, log }: BandEnergies, maxLag: number): Float32Array {
  const steps = Math.ceil(frames / SPECTRUM_STEP);
  const smooth = smoothedBands(log, frames, Math.floor(frameRate * SPECTRUM_SMOOTHING_SEC));
  const maxSteps = Math.floor(maxLag / SPECTRUM_STEP) + 1;
  const sums = new Float64Array(maxSteps + 1);
  for (const band of smooth) {
    for (let lag = 0; lag <= maxSteps && lag < steps; lag += 1) {
      let sum = 0;
      for (let i = 0; i + lag < steps; i += 1) sum += band[i]! * band[i + lag]!;
      sums[lag]! += sum / (steps - lag);
    }
  }
  const scale = 1 / (sums[0]! + 1e-9);
  return Float32Array.from({ length: maxLag + 1 }, (_, lag) => {
    const i = Math.floor(lag / SPECTRUM_STEP);
    const part = lag / SPECTRUM_STEP - i;
    return scale * ((1 - part) * sums[i]! + part * sums[i + 1]!);
  });
}

/** Log band energies smoothed and decimated, without their mean over the bands (loudness) and over time. */
function smoothedBands(log: Float32Array, frames: number, width: number): Float32Array[] {
  const curve = new Float32Array(frames);
  const bands = Array.from({ length: BAND_COUNT }, (_, band) => {
    for (let frame = 0; frame < frames; frame += 1) curve[frame] = log[frame * BAND_COUNT + band]!;
    return runningMean(curve, width, SPECTRUM_STEP);
  });
  const steps = bands[0]!.length;
  const level = new Float32Array(steps);
  for (const band of bands) for (let step = 0; step < steps; step += 1) level[step]! += band[step]! / BAND_COUNT;
  for (const band of bands) for (let step = 0; step < steps; step += 1) band[step]! -= level[step]!;
  return bands.map((band) => {
    const mean = band.reduce((a, b) => a + b, 0) / band.length;
    return band.map((value) => value - mean);
  });
}

function onsetDensity(total: Float32Array, mean: number, frameRate: number): number {
  const threshold = mean + 0.5 * deviation([total]);
  let count = 0;
  for (let i = 1; i + 1 < total.length; i += 1) {
    const value = total[i]!;
    if (value > threshold && value > total[i - 1]! && value >= total[i + 1]!) count += 1;
  }
  return (count * frameRate) / total.length;
}

function kurtosis(values: Float32Array, mean: number): number {
  let [second, fourth] = [0, 0];
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  second /= values.length;
  return Math.max(1, fourth / values.length / (second * second + 1e-9));
}
