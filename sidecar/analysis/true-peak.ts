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
 * and more of every lower one.
 */
const NEAR = 0.8;
/** Samples that are skipped at once when all are well below. */
const BLOCK = 32;
const SKIP_BELOW = 0.55;

const PHASES = interpolators();

/** A meter of as many channels; the answer is the largest of them. */
export function createPeakMeter(channels: number): PeakMeter {
  const lanes = Array.from({ length: channels }, () => ({ line: new Float32Array(4096), filled: 0 }));
  let peak = 0;
  let broken = 0;

  const append = (interleaved: Float32Array, channel: number): void => {
    const lane = lanes[channel]!;
    const frames = Math.floor(interleaved.length / channels);
    if (lane.filled + frames > lane.line.length) {
      const longer = new Float32Array(lane.filled + frames);
      longer.set(lane.line.subarray(0, lane.filled));
      lane.line = longer;
    }
    const { line } = lane;
    let at = lane.filled;
    for (let i = channel; i < frames * channels; i += channels, at += 1) {
      const sample = interleaved[i]!;
      const finite = sample - sample === 0;
      const kept = finite ? sample : 0;
      line[at] = kept;
      if (kept > peak) peak = kept;
      else if (-kept > peak) peak = -kept;
      if (!finite) broken += 1;
    }
    peak = largestBetween(line, at, peak);
    const tail = Math.min(at, 2 * REACH);
    line.copyWithin(0, at - tail, at);
    lane.filled = tail;
  };

  return {
    push(interleaved) {
      for (let channel = 0; channel < channels; channel += 1) append(interleaved, channel);
    },
    truePeakDbtp: () => (peak > 0 ? 20 * Math.log10(peak) : null),
    nonFinite: () => broken,
  };
}

/**
 * `peak`, or the largest magnitude between two samples if that is larger. Near the ends, where half of what is to be
 * interpolated from is missing, samples alone count: an edge is no overshoot of the music's.
 */
function largestBetween(line: Float32Array, end: number, peak: number): number {
  let largest = peak;
  const last = end - REACH;
  for (let start = REACH; start < last; start += BLOCK) {
    const stop = Math.min(start + BLOCK, last);
    let blockPeak = 0;
    for (let i = start; i <= stop; i += 1) {
      const magnitude = Math.abs(line[i]!);
      if (magnitude > blockPeak) blockPeak = magnitude;
    }
    if (blockPeak < SKIP_BELOW * largest || blockPeak === 0) continue;
    for (let i = start; i < stop; i += 1) {
      const middle = Math.abs(9 * (line[i]! + line[i + 1]!) - line[i - 1]! - line[i + 2]!) / 16;
      if (middle < NEAR * largest && Math.abs(line[i]!) < NEAR * largest) continue;
      largest = Math.max(largest, largestAfter(line, i));
    }
  }
  return largest;
}

function largestAfter(line: Float32Array, i: number): number {
  let largest = 0;
  for (const taps of PHASES) {
    let value = 0;
    for (let k = 0; k < 2 * REACH; k += 1) value += taps[k]! * line[i + 1 - REACH + k]!;
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
