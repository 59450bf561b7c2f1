/**
 * Splits four stretches of a signal, side by side, into three bands each, and measures every pixel of them.
 *
 * Two state-variable filters in a row (Simper 2013, "Solving the continuous SVF equations using trapezoidal integration"),
 * each giving the part under its corner and the part over it, 12 dB an octave, Butterworth.
 */

/** 1/Q of a Butterworth filter of the second order. */
const DAMPING: f32 = <f32>1.4142135623730951;
const LANES: i32 = 4;
/** Of each pixel, of all four stretches: minimum, maximum and sum of squares of the whole and of each band. */
const MEASURES: i32 = 12;

let pixelSamples: i32 = 0;
let stretchBytes: usize = 0;
let samples: usize = 0;
let measures: usize = 0;
let lowCorner: f32 = 0;
let highCorner: f32 = 0;
/** Two values that each filter remembers, for each stretch. */
let memories: usize = 0;

/** `low` and `high` are tan(π × corner / sample rate). */
export function bandsPrepare(samplesAPixel: i32, pixels: i32, low: f32, high: f32): void {
  pixelSamples = samplesAPixel;
  stretchBytes = (<usize>(samplesAPixel * pixels)) << 2;
  samples = heap.alloc(<usize>LANES * stretchBytes);
  measures = heap.alloc((<usize>(pixels * MEASURES * LANES)) << 2);
  memories = heap.alloc(64);
  memory.fill(memories, 0, 64);
  lowCorner = low;
  highCorner = high;
}

/** Where the samples are to be written, stretch after stretch. */
export function bandsSamples(): usize {
  return samples;
}

/** For each pixel 12 measures, each of them one value a stretch. */
export function bandsMeasures(): usize {
  return measures;
}

export function bandsRun(pixels: i32): void {
  const damping = f32x4.splat(DAMPING);
  const a1 = f32x4.splat(1 / (1 + lowCorner * (lowCorner + DAMPING)));
  const a2 = f32x4.mul(f32x4.splat(lowCorner), a1);
  const a3 = f32x4.mul(f32x4.splat(lowCorner), a2);
  const b1 = f32x4.splat(1 / (1 + highCorner * (highCorner + DAMPING)));
  const b2 = f32x4.mul(f32x4.splat(highCorner), b1);
  const b3 = f32x4.mul(f32x4.splat(highCorner), b2);
  let p1 = v128.load(memories);
  let p2 = v128.load(memories + 16);
  let q1 = v128.load(memories + 32);
  let q2 = v128.load(memories + 48);
  let from = samples;
  let to = measures;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let min = f32x4.splat(Infinity);
    let lowMin = min;
    let midMin = min;
    let highMin = min;
    let max = f32x4.splat(-Infinity);
    let lowMax = max;
    let midMax = max;
    let highMax = max;
    let sum = f32x4.splat(0);
    let lowSum = sum;
    let midSum = sum;
    let highSum = sum;
    for (let i = 0; i < pixelSamples; i++, from += 4) {
      let x = v128.load32_zero(from);
      x = v128.load_lane<f32>(from + stretchBytes, x, 1);
      x = v128.load_lane<f32>(from + 2 * stretchBytes, x, 2);
      x = v128.load_lane<f32>(from + 3 * stretchBytes, x, 3);
      const xc = f32x4.sub(x, p2);
      const pBand = f32x4.add(f32x4.mul(a1, p1), f32x4.mul(a2, xc));
      const low = f32x4.add(p2, f32x4.add(f32x4.mul(a2, p1), f32x4.mul(a3, xc)));
      p1 = f32x4.sub(f32x4.add(pBand, pBand), p1);
      p2 = f32x4.sub(f32x4.add(low, low), p2);
      const rest = f32x4.sub(x, f32x4.add(f32x4.mul(damping, pBand), low));
      const rc = f32x4.sub(rest, q2);
      const qBand = f32x4.add(f32x4.mul(b1, q1), f32x4.mul(b2, rc));
      const mid = f32x4.add(q2, f32x4.add(f32x4.mul(b2, q1), f32x4.mul(b3, rc)));
      q1 = f32x4.sub(f32x4.add(qBand, qBand), q1);
      q2 = f32x4.sub(f32x4.add(mid, mid), q2);
      const high = f32x4.sub(rest, f32x4.add(f32x4.mul(damping, qBand), mid));
      min = f32x4.pmin(min, x);
      max = f32x4.pmax(max, x);
      sum = f32x4.add(sum, f32x4.mul(x, x));
      lowMin = f32x4.pmin(lowMin, low);
      lowMax = f32x4.pmax(lowMax, low);
      lowSum = f32x4.add(lowSum, f32x4.mul(low, low));
      midMin = f32x4.pmin(midMin, mid);
      midMax = f32x4.pmax(midMax, mid);
      midSum = f32x4.add(midSum, f32x4.mul(mid, mid));
      highMin = f32x4.pmin(highMin, high);
      highMax = f32x4.pmax(highMax, high);
      highSum = f32x4.add(highSum, f32x4.mul(high, high));
    }
    measured(to, min, max, sum);
    measured(to + 48, lowMin, lowMax, lowSum);
    measured(to + 96, midMin, midMax, midSum);
    measured(to + 144, highMin, highMax, highSum);
    to += (<usize>(MEASURES * LANES)) << 2;
    p1 = audible(p1);
    p2 = audible(p2);
    q1 = audible(q1);
    q2 = audible(q2);
  }
  v128.store(memories, p1);
  v128.store(memories + 16, p2);
  v128.store(memories + 32, q1);
  v128.store(memories + 48, q2);
}

function measured(to: usize, min: v128, max: v128, sum: v128): void {
  v128.store(to, min);
  v128.store(to + 16, max);
  v128.store(to + 32, sum);
}

/** In silence a filter fades to numbers so small that the processor slows down: it ends before. */
function audible(memory: v128): v128 {
  return v128.and(memory, f32x4.gt(f32x4.abs(memory), f32x4.splat(1e-20)));
}
