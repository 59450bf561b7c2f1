/**
 * True peak as ITU-R BS.1770-5, annex 2, asks for it: the largest value of the signal between the samples too, here at
 * four times the rate. Interpolating everything would cost more than the decoder; only the places that can hold the
 * peak are.
 */
export type PeakMeter = {
  /** Takes interleaved samples of all channels. */
  push: (interleaved: Float32Array) => void;
  /** dB over full scale to here, or null when nothing but digital silence came. */
  truePeakDbtp: () => number | null;
  /** How many NaN and infinite samples came; they are taken for 0. */
  nonFinite: () => number;
};

/** Samples on either side that an interpolated value is made of; with the window below 100 dB under what it rejects. */
const REACH = 16;
const OVERSAMPLING = 4;
const KAISER_BETA = 9;
/**
 * A place can hold a new peak when a sample, or a cubic through four of them taken at the middle, comes this near to the
 * largest value so far. The cubic gives 0.88 of the peak of a sine at a quarter of the sample rate in its worst phase,
 * and more of every lower one...
 */
const NEAR = 0.8;
/** ...but less where there is more at the top of the spectrum: white noise goes this far beyond what its samples show. */
const NEAR_IF_ROUGH = 0.45;
/** Mean step from sample to sample over mean magnitude: 1.3 in white noise, under 0.5 in music. */
const ROUGH = 0.8;
/** Frames that are skipped at once when all their samples are well below. */
const BLOCK_FRAMES = 32;
const SKIP_BELOW = 0.45;

const PHASES = interpolators();

/** A meter of as many channels; the answer is the largest of them. */
export function createPeakMeter(channels: number): PeakMeter {
  let line = new Float32Array(4096 * channels);
  let filled = 0;
  let peak = 0;
  let broken = 0;
  return {
    push(interleaved) {
      const end = filled + interleaved.length;
      if (end > line.length) {
        const longer = new Float32Array(end);
        longer.set(line.subarray(0, filled));
        line = longer;
      }
      line.set(interleaved, filled);
      broken += silenceBroken(line, filled, end);
      peak = largestOf(line, filled, end, channels, peak);
      // Kept for the next time: what the last frames are to be interpolated from.
      const kept = Math.min(end, 2 * REACH * channels);
      line.copyWithin(0, end - kept, end);
      filled = kept;
    },
    truePeakDbtp: () => (peak > 0 ? 20 * Math.log10(peak) : null),
    nonFinite: () => broken,
  };
}

/** Sets NaN and infinite samples to 0 and counts them. Sums that are finite show at once that there are none. */
function silenceBroken(line: Float32Array, from: number, to: number): number {
  // Four sums, so that no addition waits for the one before.
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = from; i + 3 < to; i += 4) {
    a += line[i]!;
    b += line[i + 1]!;
    c += line[i + 2]!;
    d += line[i + 3]!;
  }
  for (let i = to - ((to - from) & 3); i < to; i += 1) a += line[i]!;
  if (Number.isFinite(a + b + c + d)) return 0;
  let broken = 0;
  for (let i = from; i < to; i += 1) {
    if (Number.isFinite(line[i]!)) continue;
    line[i] = 0;
    broken += 1;
  }
  return broken;
}

/**
 * `peak`, or the largest magnitude of the samples from index `from` on, or between samples as far as there are REACH
 * frames on either side, if that is larger. At the very ends samples alone count: an edge is no overshoot of the music's.
 */
function largestOf(line: Float32Array, from: number, end: number, channels: number, peak: number): number {
  let largest = peak;
  // Frames that came before, but had too few after them, are looked at again.
  const first = Math.max(REACH * channels, from - REACH * channels);
  const last = end - REACH * channels;
  for (let start = Math.min(first, from); start < end; start += BLOCK_FRAMES * channels) {
    const stop = Math.min(start + BLOCK_FRAMES * channels, end);
    let blockPeak = 0;
    for (let i = start; i < stop; i += 1) {
      const magnitude = Math.abs(line[i]!);
      if (magnitude > blockPeak) blockPeak = magnitude;
    }
    if (blockPeak > largest) largest = blockPeak;
    // The interval after the block's last frame belongs to the block, so a peak just outside counts as near.
    if (blockPeak < SKIP_BELOW * largest || blockPeak === 0) continue;
    const near = isRough(line, start, stop, channels) ? NEAR_IF_ROUGH : NEAR;
    for (let i = Math.max(start, first); i < Math.min(stop, last); i += 1) {
      const here = line[i]!;
      const middle = Math.abs(9 * (here + line[i + channels]!) - line[i - channels]! - line[i + 2 * channels]!) / 16;
      if (middle < near * largest && Math.abs(here) < near * largest) continue;
      largest = Math.max(largest, largestAfter(line, i, channels));
    }
  }
  return largest;
}

function isRough(line: Float32Array, start: number, stop: number, channels: number): boolean {
  let [steps, magnitudes] = [0, 0];
  for (let i = start + channels; i < stop; i += 1) {
    steps += Math.abs(line[i]! - line[i - channels]!);
    magnitudes += Math.abs(line[i]!);
  }
  return steps > ROUGH * magnitudes;
}

function largestAfter(line: Float32Array, i: number, channels: number): number {
  let largest = 0;
  for (const taps of PHASES) {
    let value = 0;
    let at = i + (1 - REACH) * channels;
    for (let k = 0; k < 2 * REACH; k += 1, at += channels) value += taps[k]! * line[at]!;
    largest = Math.max(largest, Math.abs(value));
  }
  return largest;
}

/** Sinc under a Kaiser window, at 1/4, 2/4 and 3/4 of a sample after the middle one. */
function interpolators(): Float64Array[] {
  return Array.from({ length: OVERSAMPLING - 1 }, (_, p) => {
    const fraction = (p + 1) / OVERSAMPLING;
    const taps = Float64Array.from({ length: 2 * REACH }, (_tap, k) => {
      const x = k + 1 - REACH - fraction;
      return (Math.sin(Math.PI * x) / (Math.PI * x)) * kaiser(x / REACH);
    });
    const sum = taps.reduce((a, b) => a + b, 0);
    return taps.map((tap) => tap / sum);
  });
}

function kaiser(x: number): number {
  return besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(KAISER_BETA);
}

function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
