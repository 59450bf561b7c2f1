import { SIGNAL_RATE } from './signal.ts';
import { kaiser } from './true-peak.ts';

/**
 * How a rate becomes `SIGNAL_RATE`: `up` outputs for `down` inputs, each a weighted sum of `rowLength` inputs of which
 * the one at its own place is number `lead`; `weights` holds `rowCount` rows, for as many places between two inputs.
 */
export type Resampling = {
  up: number;
  down: number;
  rowCount: number;
  rowLength: number;
  lead: number;
  weights: Float32Array;
};

/** The settings of FFmpeg's own resampler: zero crossings of the sinc on both sides, and where its pass band ends. */
const CROSSINGS = 32;
const PASS_BAND = 0.97;
const KAISER_BETA = 9;
/**
 * A rate that has next to no factor in common with ours would need 22,050 rows: its outputs take the nearest row before,
 * 4,000 for a rate near 48 kHz, whose error lies 70 dB under a tone at the top of the band.
 */
const MAX_WEIGHTS = 300_000;
/** The kernel adds four at a time. */
const VECTOR = 4;

/** A sinc under a Kaiser window, one row for each phase (Crochiere and Rabiner 1983, "Multirate digital signal processing"). */
export function resamplingFrom(sampleRateHz: number): Resampling {
  const common = greatestCommonDivisor(SIGNAL_RATE, sampleRateHz);
  const [up, down] = [SIGNAL_RATE / common, sampleRateHz / common];
  if (up === down) return { up, down, rowCount: 1, rowLength: VECTOR, lead: 0, weights: Float32Array.of(1, 0, 0, 0) };
  const factor = Math.min(1, (PASS_BAND * SIGNAL_RATE) / sampleRateHz);
  const length = Math.ceil(CROSSINGS / factor);
  const rowLength = VECTOR * Math.ceil(length / VECTOR);
  const rowCount = Math.min(up, Math.floor(MAX_WEIGHTS / rowLength));
  const lead = (length - 1) >> 1;
  const weights = new Float32Array(rowCount * rowLength);
  for (let r = 0; r < rowCount; r += 1) weights.set(weightsAt(r / rowCount, length, lead, factor), r * rowLength);
  return { up, down, rowCount, rowLength, lead, weights };
}

/** Weights of the inputs for an output that lies `fraction` of a step behind the one at `lead`; their sum is 1. */
function weightsAt(fraction: number, length: number, lead: number, factor: number): number[] {
  const row = Array.from({ length }, (_, i) => {
    const x = i - lead - fraction;
    const angle = Math.PI * factor * x;
    return (angle === 0 ? 1 : Math.sin(angle) / angle) * kaiser((2 * x) / length, KAISER_BETA);
  });
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((weight) => weight / sum);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
