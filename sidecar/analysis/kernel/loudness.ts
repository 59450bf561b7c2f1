/** The power of a block under K-weighting: the two filters of ITU-R BS.1770-5, annex 1, two channels side by side. */
import { channels, interleaved } from './planes';

/** Of the shelving filter b0, b1, b2, a1, a2, and of the high-pass a1 and a2 (its numerator is 1, −2, 1). */
let coefficients: usize = 0;
/** For each pair of channels six vectors of two: the last two of what goes in, lies between, and comes out. */
let states: usize = 0;
const STATE_BYTES: usize = 96;
/** One weight a channel, made even by a 0. */
let weights: usize = 0;

/** Seven coefficients are to be written at `loudnessCoefficients`, and a weight a channel at `loudnessWeights`: 64 bit. */
export function loudnessPrepare(channelCount: i32): void {
  const pairs = <usize>((channelCount + 1) >> 1);
  coefficients = heap.alloc(7 << 3);
  states = heap.alloc(pairs * STATE_BYTES);
  weights = heap.alloc(pairs << 4);
  memory.fill(states, 0, pairs * STATE_BYTES);
  memory.fill(weights, 0, pairs << 4);
}

export function loudnessCoefficients(): usize {
  return coefficients;
}

export function loudnessWeights(): usize {
  return weights;
}

/** The sum over channels and frames of the squared, weighted samples of the block that lies at `interleaved`. */
export function loudnessPower(frames: i32): f64 {
  let power: f64 = 0;
  for (let first = 0; first < channels; first += 2) {
    const pair = <usize>(first >> 1);
    const sums = pairPower(first, frames, states + pair * STATE_BYTES);
    const weighted = f64x2.mul(sums, v128.load(weights + (pair << 4)));
    power += f64x2.extract_lane(weighted, 0) + f64x2.extract_lane(weighted, 1);
  }
  return power;
}

/**
 * Both filters in direct form I, in which only a product and a sum wait for the sample before. The last channel of an
 * odd number runs beside one of weight 0.
 */
function pairPower(first: i32, frames: i32, state: usize): v128 {
  const b0 = v128.load64_splat(coefficients);
  const b1 = v128.load64_splat(coefficients + 8);
  const b2 = v128.load64_splat(coefficients + 16);
  const a1 = v128.load64_splat(coefficients + 24);
  const a2 = v128.load64_splat(coefficients + 32);
  const c1 = v128.load64_splat(coefficients + 40);
  const c2 = v128.load64_splat(coefficients + 48);
  let x1 = v128.load(state);
  let x2 = v128.load(state + 16);
  let y1 = v128.load(state + 32);
  let y2 = v128.load(state + 48);
  let z1 = v128.load(state + 64);
  let z2 = v128.load(state + 80);
  let sum = f64x2.splat(0);
  let at = interleaved + ((<usize>first) << 2);
  for (let i = 0; i < frames; i++, at += (<usize>channels) << 2) {
    const x = f64x2.promote_low_f32x4(v128.load64_zero(at));
    const shelf = f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2));
    const y = f64x2.sub(f64x2.sub(shelf, f64x2.mul(a2, y2)), f64x2.mul(a1, y1));
    const pass = f64x2.add(f64x2.sub(y, f64x2.add(y1, y1)), y2);
    const z = f64x2.sub(f64x2.sub(pass, f64x2.mul(c2, z2)), f64x2.mul(c1, z1));
    sum = f64x2.add(sum, f64x2.mul(z, z));
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    z2 = z1;
    z1 = z;
  }
  v128.store(state, x1);
  v128.store(state + 16, x2);
  v128.store(state + 32, audible(y1));
  v128.store(state + 48, audible(y2));
  v128.store(state + 64, audible(z1));
  v128.store(state + 80, audible(z2));
  return sum;
}

/** In silence the memory of a filter fades to numbers so small that the processor slows down: it ends before. */
function audible(memory: v128): v128 {
  return v128.and(memory, f64x2.gt(f64x2.abs(memory), f64x2.splat(1e-30)));
}
