import type { Timbre } from '../../shared/contracts/analysis.ts';
import { type Attacks, onsetRate } from './attacks.ts';
import type { BandPixels } from './bands.ts';
import { type Signal, SIGNAL_RATE } from './signal.ts';
import { type BinWindow, forEachPowerSpectrum } from './spectrum.ts';

/** 46 ms of every 186 are looked at: means over a bar or a track hardly change when more are. */
const FRAME = 1_024;
const HOP = 4_096;
const MEL_BANDS = 40;
/** Coefficients kept: 0, which is the level, to 12. */
export const MFCCS = 13;
const LOWEST_HZ = 20;
/** A frame under this power is silent: −70 dB, the gate of ITU-R BS.1770. */
const SILENT_POWER = 1e-7;
const ROLLOFF_SHARE = 0.85;

/** What each frame sounds like; `mfcc` holds 13 coefficients a frame. Silent frames are `silent` and hold the floor's. */
export type TimbreFrames = {
  frameRate: number;
  count: number;
  mfcc: Float32Array;
  centroidHz: Float32Array;
  rolloffHz: Float32Array;
  flatness: Float32Array;
  silent: Uint8Array;
};

/**
 * Mel-frequency cepstrum (Davis and Mermelstein 1980) of 40 bands in dB, spectral centroid of the magnitudes, roll-off
 * and flatness (Peeters 2004, "A large set of audio features"), frame by frame.
 */
export function timbreFrames({ samples, sampleRate }: Signal): TimbreFrames {
  const count = Math.floor(samples.length / HOP) + 1;
  const frames: TimbreFrames = {
    frameRate: sampleRate / HOP,
    count,
    mfcc: new Float32Array(count * MFCCS),
    centroidHz: new Float32Array(count),
    rolloffHz: new Float32Array(count),
    flatness: new Float32Array(count),
    silent: new Uint8Array(count),
  };
  const binHz = sampleRate / FRAME;
  const mel = new Float64Array(MEL_BANDS);
  forEachPowerSpectrum(samples, { frameSize: FRAME, hopSize: HOP, windows: MEL_WINDOWS }, (index, power, { sums }) => {
    let [sum, magnitudes, moment] = [0, 0, 0];
    for (let k = 1; k < power.length; k += 1) {
      const magnitude = Math.sqrt(power[k]!);
      sum += power[k]!;
      magnitudes += magnitude;
      moment += magnitude * k;
    }
    frames.silent[index] = sum < SILENT_POWER ? 1 : 0;
    frames.centroidHz[index] = magnitudes > 0 ? (moment / magnitudes) * binHz : 0;
    frames.rolloffHz[index] = rolloffBin(power, ROLLOFF_SHARE * sum) * binHz;
    for (let band = 0; band < MEL_BANDS; band += 1) mel[band] = 10 * Math.log10(sums[band]! + FLOOR_POWER);
    frames.flatness[index] = melFlatness(mel);
    cepstrum(mel, frames.mfcc.subarray(index * MFCCS, (index + 1) * MFCCS));
  });
  return frames;
}

function rolloffBin(power: Float32Array, target: number): number {
  let sum = 0;
  for (let k = 1; k < power.length; k += 1) {
    sum += power[k]!;
    if (sum >= target) return k;
  }
  return power.length - 1;
}

/** Triangles of equal width on the mel scale (O'Shaughnessy 1987), each the mean of the bins under it. */
const MEL_WINDOWS = melWindows();

function melWindows(): BinWindow[] {
  const mel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
  const from = mel(LOWEST_HZ);
  const step = (mel(SIGNAL_RATE / 2) - from) / (MEL_BANDS + 1);
  const binAt = (i: number) => ((700 * (10 ** ((from + i * step) / 2595) - 1)) / SIGNAL_RATE) * FRAME;
  return Array.from({ length: MEL_BANDS }, (_, band) => triangle(binAt(band), binAt(band + 1), binAt(band + 2)));
}

function triangle(low: number, peak: number, high: number): BinWindow {
  const from = Math.ceil(low);
  const to = Math.min(Math.floor(high), FRAME / 2);
  const weights = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
    from + i <= peak ? (from + i - low) / (peak - low) : (high - from - i) / (high - peak),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  // The lowest triangles are narrower than a bin: then the nearest bin stands for the band.
  if (sum <= 0.05) return { from: Math.round(peak), weights: [1] };
  return { from, weights: weights.map((weight) => weight / sum) };
}

/** −100 dB: keeps the logarithm of silence finite. */
const FLOOR_POWER = 1e-10;

function melFlatness(mel: Float64Array): number {
  let [logs, sum] = [0, 0];
  for (const decibels of mel) {
    logs += decibels;
    sum += 10 ** (decibels / 10);
  }
  return 10 ** (logs / MEL_BANDS / 10) / (sum / MEL_BANDS);
}

const COSINES = Array.from({ length: MFCCS }, (_, c) =>
  Float64Array.from(
    { length: MEL_BANDS },
    (_band, b) => Math.sqrt((c === 0 ? 1 : 2) / MEL_BANDS) * Math.cos((Math.PI * c * (b + 0.5)) / MEL_BANDS),
  ),
);

/** Orthonormal DCT-II, so that the coefficients keep the unit, dB. */
function cepstrum(mel: Float64Array, into: Float32Array): void {
  for (let c = 0; c < MFCCS; c += 1) {
    const cosines = COSINES[c]!;
    let sum = 0;
    for (let b = 0; b < MEL_BANDS; b += 1) sum += cosines[b]! * mel[b]!;
    into[c] = sum;
  }
}

/** Means over the frames that are not silent; null when all are. */
export function timbreOf(frames: TimbreFrames, pixels: BandPixels, attacks: Attacks): Timbre | null {
  const heard = Array.from({ length: frames.count }, (_, i) => i).filter((i) => frames.silent[i] === 0);
  if (heard.length === 0) return null;
  const mean = (values: Float32Array) => heard.reduce((sum, i) => sum + values[i]!, 0) / heard.length;
  const coefficients = Array.from({ length: MFCCS }, (_, c) => heard.map((i) => frames.mfcc[i * MFCCS + c]!));
  const [low, mid, high] = [pixels.low, pixels.mid, pixels.high].map(({ power }) => power.reduce((a, b) => a + b, 0));
  const power = low! + mid! + high!;
  return {
    mfccMean: coefficients.map((values) => round(average(values), 2)),
    mfccDeviation: coefficients.map((values) => round(deviation(values), 2)),
    centroidHz: round(mean(frames.centroidHz), 0),
    rolloffHz: round(mean(frames.rolloffHz), 0),
    flatness: round(mean(frames.flatness), 4),
    dynamicComplexityDb: dynamicComplexity(pixels),
    onsetRateHz: round(onsetRate(attacks), 2),
    lowShare: round(low! / power, 3),
    midShare: round(mid! / power, 3),
    highShare: round(high! / power, 3),
    provenance: 'measured',
    confidence: 1,
    method: 'mel cepstrum of 40 bands to 11 kHz; band onsets',
  };
}

const average = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function deviation(values: number[]): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}

/** Frames of 0.2 s, as Streich (2007, "Music complexity") takes them. */
const COMPLEXITY_PIXELS = 17;

/** Mean distance of the level of 0.2 s from the mean level in dB, silence left out (Streich 2007); null for less than two. */
function dynamicComplexity({ full }: BandPixels): number | null {
  const levels: number[] = [];
  for (let from = 0; from + COMPLEXITY_PIXELS <= full.power.length; from += COMPLEXITY_PIXELS) {
    let sum = 0;
    for (let i = from; i < from + COMPLEXITY_PIXELS; i += 1) sum += full.power[i]!;
    if (sum / COMPLEXITY_PIXELS > SILENT_POWER) levels.push(10 * Math.log10(sum / COMPLEXITY_PIXELS));
  }
  if (levels.length < 2) return null;
  const mean = average(levels);
  return round(average(levels.map((level) => Math.abs(level - mean))), 2);
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
