/**
 * True peak as ITU-R BS.1770-5, annex 2, asks for it: the largest value of the signal between the samples too, here at
 * four times the rate. Interpolating everything would cost more than the decoder; only the places that can hold the
 * peak are.
 */
import { laneSum } from './inner/lanes';
import { channels, planeOf } from './planes';

/** Samples on either side that an interpolated value is made of, with weights that reject images by 90 dB. */
const REACH: i32 = 16;
const BETWEEN: i32 = 3;
/**
 * A place can hold a new peak when a sample, or a cubic through four of them taken at the middle, comes this near to the
 * largest value so far. The cubic gives 0.88 of the peak of a sine at a quarter of the sample rate in its worst phase,
 * and more of every lower one...
 */
const NEAR: f32 = 0.8;
/** ...but less where there is more at the top of the spectrum: white noise goes this far beyond what its samples show. */
const NEAR_IF_ROUGH: f32 = 0.45;
/** Mean step from sample to sample over mean magnitude: 1.3 in white noise, under 0.5 in music. */
const ROUGH: f32 = 0.8;
/** Frames that are skipped at once when all their samples are well below. */
const CELL: i32 = 32;
const SKIP_BELOW: f32 = 0.45;

/** The cubic never comes to more than 20 / 16 of its samples. */
const MOST_OF_CUBIC: f32 = 1.25;

/** 3 × 32 weights, for the values at 1/4, 2/4 and 3/4 of a sample after the middle one. */
let taps: usize = 0;
let peak: f32 = 0;
let framesSeen: i64 = 0;

export function peaksPrepare(): void {
  taps = heap.alloc((<usize>(BETWEEN * 2 * REACH)) << 2);
}

/** Where the weights are to be written, as 32-bit floats. */
export function peaksTaps(): usize {
  return taps;
}

/** The largest magnitude so far. At the very ends samples alone count: an edge is no overshoot of the music's. */
export function peaksLargest(): f32 {
  return peak;
}

/** Takes the block that lies in the planes. */
export function peaksTake(frames: i32): void {
  for (let c = 0; c < channels; c++) peak = max(peak, largestMagnitude(planeOf(c), frames));
  // Interpolated are the places with REACH samples on either side, those at the end of the last block among them.
  const first = <i32>max(<i64>-REACH, <i64>(REACH - 1) - framesSeen);
  for (let c = 0; c < channels; c++)
    for (let start = first; start < frames - REACH; start += CELL)
      search(planeOf(c) + ((<isize>start) << 2), min(CELL, frames - REACH - start));
  framesSeen += <i64>frames;
}

function largestMagnitude(from: usize, count: i32): f32 {
  let largest = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) largest = f32x4.pmax(largest, f32x4.abs(v128.load(from + ((<usize>i) << 2))));
  let found = max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
  for (; i < count; i++) found = max(found, abs(load<f32>(from + ((<usize>i) << 2))));
  return found;
}

/** Looks through `count` places from `from` on, each between a sample and the next. */
function search(from: usize, count: i32): void {
  // The sample after the last place is one of its two.
  const here = largestMagnitude(from, count + 1);
  peak = max(peak, here);
  if (here < SKIP_BELOW * peak || here == 0) return;
  const near = isRough(from, count) ? NEAR_IF_ROUGH : NEAR;
  if (MOST_OF_CUBIC * here < near * peak) return;
  for (let i = 0; i < count; i += 4) {
    const at = from + ((<usize>i) << 2);
    const limit = f32x4.splat(near * peak);
    const a = v128.load(at);
    const nine = f32x4.mul(f32x4.splat(9.0 / 16.0), f32x4.add(a, v128.load(at + 4)));
    const one = f32x4.mul(f32x4.splat(1.0 / 16.0), f32x4.add(v128.load(at - 4), v128.load(at + 8)));
    const middle = f32x4.abs(f32x4.sub(nine, one));
    if (v128.any_true(f32x4.ge(f32x4.pmax(middle, f32x4.abs(a)), limit))) interpolate(at, min(4, count - i));
  }
}

function isRough(from: usize, count: i32): bool {
  let steps = f32x4.splat(0);
  let magnitudes = f32x4.splat(0);
  for (let i = 0; i + 4 <= count; i += 4) {
    const at = from + ((<usize>i) << 2);
    const values = v128.load(at);
    steps = f32x4.add(steps, f32x4.abs(f32x4.sub(values, v128.load(at - 4))));
    magnitudes = f32x4.add(magnitudes, f32x4.abs(values));
  }
  return laneSum(steps) > <f64>ROUGH * laneSum(magnitudes);
}

/** The values between a sample and the next, for up to four samples from `at` on. */
function interpolate(at: usize, count: i32): void {
  let largest = f32x4.splat(0);
  for (let phase = 0; phase < BETWEEN; phase++) {
    let value = f32x4.splat(0);
    let tap = taps + ((<usize>(phase * 2 * REACH)) << 2);
    let from = at - ((<usize>(REACH - 1)) << 2);
    for (let k = 0; k < 2 * REACH; k++, tap += 4, from += 4)
      value = f32x4.add(value, f32x4.mul(v128.load32_splat(tap), v128.load(from)));
    largest = f32x4.pmax(largest, f32x4.abs(value));
  }
  peak = max(peak, f32x4.extract_lane(largest, 0));
  if (count > 1) peak = max(peak, f32x4.extract_lane(largest, 1));
  if (count > 2) peak = max(peak, f32x4.extract_lane(largest, 2));
  if (count > 3) peak = max(peak, f32x4.extract_lane(largest, 3));
}
