import { type Signal, SIGNAL_RATE } from './signal.ts';
import { type BinWindow, forEachPowerSpectrum, frameCount, type WindowSums } from './spectrum.ts';

export type Chromagram = {
  /** Deviation of the tuning from A = 440 Hz, −50 to 50 cents. */
  tuningCents: number;
  /** Seconds between frames. */
  hopSec: number;
  /** Twelve values a frame from C on, summing to 1, or to 0 where the frame is silent. */
  frames: Float32Array;
  frameCount: number;
  /** Sums over the peaks of each frame, three values: their weights at their place in a semitone as a vector, and alone. */
  tunings: Float32Array;
};

/** 0.19 s at 22,050 Hz, without overlap: half the hop gains one track in 83 at twice the cost. */
const FRAME_SIZE = 4096;
const HOP_SIZE = 4096;
const BIN_HZ = SIGNAL_RATE / FRAME_SIZE;

/** Gómez (2006) and Essentia's KeyExtractor: range of the peaks that make the chroma. */
const LOWEST_HZ = 25;
const HIGHEST_HZ = 3500;
const MAX_PEAKS = 60;
/** Peaks 80 dB under a full-scale sine are noise (KeyExtractor's spectralPeaksThreshold, 1e-4). */
const MIN_PEAK_POWER = 1e-8;

/** What was chosen on music of known key (`npm run fit:key` tries others). */
export type ChromaSettings = {
  /** On the whitened magnitude of a peak; 1 to 2 do equally well on 83 tracks of known key. */
  exponent: number;
  /**
   * A peak is credited to the notes it can be the first, third or fifth harmonic of (Gómez 2006), with these weights
   * beside 1; even harmonics fall on the same pitch class. They are on a plateau found on the same tracks.
   */
  third: number;
  fifth: number;
};
const THIRD_SEMITONES = 12 * Math.log2(3);
const FIFTH_SEMITONES = 12 * Math.log2(5);

/** The peaks of all frames, MAX_PEAKS places each, of which the first `counts[frame]` are taken. */
type Peaks = { counts: Uint8Array; midi: Float32Array; weights: Float32Array };

/** Harmonic pitch-class profile over time, corrected for tuning; null where no frame has peaks. */
export function chromagram(signal: Signal, settings: ChromaSettings): Chromagram | null {
  const count = frameCount(signal.samples.length, HOP_SIZE);
  const peaks: Peaks = {
    counts: new Uint8Array(count),
    midi: new Float32Array(count * MAX_PEAKS),
    weights: new Float32Array(count * MAX_PEAKS),
  };
  const options = { frameSize: FRAME_SIZE, hopSize: HOP_SIZE, windows: ENVELOPE_WINDOWS };
  forEachPowerSpectrum(signal.samples, options, (frame, power, seen) => addPeaks(peaks, frame, power, seen, settings));
  if (!peaks.counts.some((found) => found > 0)) return null;
  const tunings = tuningsOf(peaks);
  const { tuning } = tuningOver({ tunings }, 0, count);
  const frames = new Float32Array(12 * count);
  for (let i = 0; i < count; i += 1) addChroma(frames.subarray(12 * i, 12 * i + 12), peaks, i, tuning, settings);
  return {
    tuningCents: Math.round(100 * tuning),
    hopSec: HOP_SIZE / signal.sampleRate,
    frames,
    frameCount: count,
    tunings,
  };
}

/** The strongest local maxima of a power spectrum, whitened, at parabolically interpolated places (Smith and Serra 1987). */
function addPeaks(
  peaks: Peaks,
  frame: number,
  power: Float32Array,
  seen: WindowSums,
  { exponent }: ChromaSettings,
): void {
  const bins = strongestMaxima(power);
  if (bins.length === 0) return;
  const envelope = envelopeOf(seen);
  let at = frame * MAX_PEAKS;
  for (const k of bins) {
    const a = Math.log(power[k - 1]! + 1e-20);
    const b = Math.log(power[k]!);
    const c = Math.log(power[k + 1]! + 1e-20);
    const bend = 2 * b - a - c;
    if (bend < MIN_BEND_NATS) continue;
    const hz = (k + (0.5 * (c - a)) / bend) * BIN_HZ;
    const underEnvelopeDb = Math.min(0, (10 / Math.LN10) * b - envelope(hz));
    if (underEnvelopeDb < -WHITENING_FLOOR_DB) continue;
    const magnitudeDb = underEnvelopeDb - TILT_DB_PER_HZ * hz;
    peaks.midi[at] = 69 + 12 * Math.log2(hz / 440);
    peaks.weights[at] = Math.exp((Math.LN10 / 20) * exponent * magnitudeDb);
    at += 1;
  }
  peaks.counts[frame] = at - frame * MAX_PEAKS;
}

const LOWEST_BIN = Math.ceil(LOWEST_HZ / BIN_HZ);
const HIGHEST_BIN = Math.floor(HIGHEST_HZ / BIN_HZ);

/** Room for every maximum that there can be: its bin, and its power. */
const maxima = new Uint16Array(HIGHEST_BIN);
const heights = new Float32Array(HIGHEST_BIN);

/** The bins of the MAX_PEAKS strongest local maxima, from the lowest up; good until they are asked for again. */
function strongestMaxima(power: Float32Array): Uint16Array {
  let count = 0;
  let [before, here] = [power[LOWEST_BIN - 1]!, power[LOWEST_BIN]!];
  for (let k = LOWEST_BIN; k <= HIGHEST_BIN; k += 1) {
    const after = power[k + 1]!;
    if (here > MIN_PEAK_POWER && here > before && here >= after) {
      maxima[count] = k;
      heights[count] = here;
      count += 1;
    }
    before = here;
    here = after;
  }
  if (count <= MAX_PEAKS) return maxima.subarray(0, count);
  const least = heights.subarray(0, count).toSorted()[count - MAX_PEAKS]!;
  let kept = 0;
  for (let i = 0; i < count && kept < MAX_PEAKS; i += 1) if (power[maxima[i]!]! >= least) maxima[kept++] = maxima[i]!;
  return maxima.subarray(0, kept);
}

/**
 * A tone under Hann's window bends the spectrum by 2 nats and more at its peak. The spectrum of a click is smooth: what
 * looks like peaks there are errors of rounding.
 */
const MIN_BEND_NATS = 0.01;
/** Peaks further under the envelope than this count for nothing (Essentia's SpectralWhitening). */
const WHITENING_FLOOR_DB = 30;
/** Tilt in favour of the lower notes, 20 dB over 4 kHz (Essentia's SpectralWhitening). */
const TILT_DB_PER_HZ = 20 / 4000;
const ENVELOPE_STEP_HZ = 100;

const ENVELOPE_POINTS = Math.ceil(HIGHEST_HZ / ENVELOPE_STEP_HZ) + 2;

/**
 * Spectral envelope every 100 Hz as the energy-weighted mean of the energy from 0.66 to 1.58 of the frequency, which
 * follows the peaks (after Röbel and Rodet 2005, as in Essentia's SpectralWhitening): takes the timbre off the peaks.
 */
const ENVELOPE_WINDOWS = Array.from({ length: ENVELOPE_POINTS }, (_, i): BinWindow => {
  const hz = i * ENVELOPE_STEP_HZ;
  const from = Math.max(0, Math.round((hz - Math.max(50, 0.34 * hz)) / BIN_HZ));
  const to = Math.round((hz + Math.max(50, 0.58 * hz)) / BIN_HZ);
  const centre = (from + to) / 2;
  const weights = Array.from({ length: to - from }, (__, j) => (1 - Math.abs(from + j - centre) / (to - centre)) ** 4);
  return { from, weights };
});
const levelsDb = new Float64Array(ENVELOPE_POINTS);

/** The envelope at any frequency in dB, good until that of the next frame is asked for. */
function envelopeOf({ sums, squares }: WindowSums): (hz: number) => number {
  for (let i = 0; i < ENVELOPE_POINTS; i += 1) levelsDb[i] = 10 * Math.log10(squares[i]! / (sums[i]! + 1e-20) + 1e-20);
  return (hz) => {
    const place = Math.min(hz / ENVELOPE_STEP_HZ, ENVELOPE_POINTS - 1.001);
    const i = Math.floor(place);
    return levelsDb[i]! + (place - i) * (levelsDb[i + 1]! - levelsDb[i]!);
  };
}

function tuningsOf({ counts, midi, weights }: Peaks): Float32Array {
  const sums = new Float32Array(3 * counts.length);
  for (const [frame, count] of counts.entries()) {
    let [re, im, sum] = [0, 0, 0];
    for (let i = frame * MAX_PEAKS; i < frame * MAX_PEAKS + count; i += 1) {
      re += weights[i]! * Math.cos(2 * Math.PI * midi[i]!);
      im += weights[i]! * Math.sin(2 * Math.PI * midi[i]!);
      sum += weights[i]!;
    }
    sums.set([re, im, sum], 3 * frame);
  }
  return sums;
}

/**
 * Of some frames, the deviation in semitones that most peaks share, how much they share it (0 for noise and drums, 1 for
 * tones that are exactly in tune), and how many frames have peaks: angle and length of their mean on the circle of a
 * semitone (circular statistics: Fisher 1993; for tuning: Dressler and Streich 2007).
 */
export function tuningOver(
  { tunings }: Pick<Chromagram, 'tunings'>,
  from: number,
  to: number,
): { tuning: number; inTune: number; sounding: number } {
  let [re, im, sum, sounding] = [0, 0, 0, 0];
  for (let i = 3 * Math.max(0, from); i < Math.min(3 * to, tunings.length); i += 3) {
    re += tunings[i]!;
    im += tunings[i + 1]!;
    sum += tunings[i + 2]!;
    if (tunings[i + 2]! > 0) sounding += 1;
  }
  return { tuning: Math.atan2(im, re) / (2 * Math.PI), inTune: Math.hypot(re, im) / Math.max(sum, 1e-12), sounding };
}

function addChroma(
  chroma: Float32Array,
  { counts, midi, weights }: Peaks,
  frame: number,
  tuning: number,
  { third, fifth }: ChromaSettings,
): void {
  const harmonics = [
    { semitones: 0, weight: 1 },
    { semitones: THIRD_SEMITONES, weight: third },
    { semitones: FIFTH_SEMITONES, weight: fifth },
  ];
  let sum = 0;
  for (let i = frame * MAX_PEAKS; i < frame * MAX_PEAKS + counts[frame]!; i += 1) {
    for (const harmonic of harmonics) {
      const pitch = midi[i]! - harmonic.semitones - tuning;
      const nearest = Math.round(pitch);
      const share = harmonic.weight * weights[i]! * Math.cos(Math.PI * (pitch - nearest));
      chroma[((nearest % 12) + 12) % 12]! += share;
      sum += share;
    }
  }
  if (sum > 0) for (let i = 0; i < 12; i += 1) chroma[i]! /= sum;
}
