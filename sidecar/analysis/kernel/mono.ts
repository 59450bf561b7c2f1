/** One channel of all, at another rate, without its DC offset: the signal that the analysers read. */
import { laneSum } from './inner/lanes';
import { channels, planeOf } from './planes';

/** Below this correlation the sum of the sides cancels more than it keeps, and the difference is taken. */
const OPPOSED: f64 = -0.5;

/** Weights of each channel in the left and in the right side, where there are more than two. */
let sideWeights: usize = 0;
let left: usize = 0;
let right: usize = 0;
/** How alike the sides have been, and which sign the right one has had in the sum. */
let cross: f64 = 0;
let power: f64 = 0;
let polarity: f32 = 0;

/** `rowCount` rows of `tapCount` weights, for as many places that an output can have between two inputs. */
let taps: usize = 0;
let tapCount: i32 = 0;
let rowCount: i32 = 1;
let up: i32 = 1;
let down: i32 = 1;
/** What the next outputs are made of, and where in it the next one begins: at index `next`, `phase` / `up` further on. */
let line: usize = 0;
let filled: i32 = 0;
let next: i32 = 0;
let phase: i32 = 0;

let output: usize = 0;
let dcKept: f64 = 0;
let lastIn: f64 = 0;
let lastOut: f64 = 0;
let hasBegun: bool = false;

/**
 * `upBy` outputs for `downBy` inputs. The first output lies `lead` weights into its row; a row has a multiple of four.
 * `dcKeep` is the pole of the filter that takes the DC offset off.
 */
export function monoPrepare(
  blockFrames: i32,
  upBy: i32,
  downBy: i32,
  rows: i32,
  rowLength: i32,
  lead: i32,
  dcKeep: f64,
): void {
  up = upBy;
  down = downBy;
  rowCount = rows;
  tapCount = rowLength;
  dcKept = dcKeep;
  sideWeights = heap.alloc((<usize>channels) << 3);
  left = heap.alloc(((<usize>blockFrames) << 2) + 16);
  right = heap.alloc(((<usize>blockFrames) << 2) + 16);
  taps = heap.alloc((<usize>(rowCount * tapCount)) << 2);
  // The end is flushed by a row of silence.
  const longest = max(blockFrames, tapCount);
  line = heap.alloc((<usize>(longest + 2 * tapCount + 4)) << 2);
  memory.fill(line, 0, (<usize>lead) << 2);
  filled = lead;
  output = heap.alloc((<usize>((<i64>longest * <i64>up) / <i64>down) + <usize>tapCount + 8) << 2);
}

/** Where the rows of weights are to be written. */
export function monoTaps(): usize {
  return taps;
}

/** Where the weights of the sides are to be written: each channel's in the left, then each one's in the right. */
export function monoSideWeights(): usize {
  return sideWeights;
}

export function monoOutput(): usize {
  return output;
}

/** Takes the block that lies in the planes; `kept` is how much of the likeness is remembered. Returns the new samples. */
export function monoTake(frames: i32, kept: f64): i32 {
  const to = line + ((<usize>filled) << 2);
  if (channels == 1) memory.copy(to, planeOf(0), (<usize>frames) << 2);
  else if (channels == 2) joined(planeOf(0), planeOf(1), to, frames, kept);
  else {
    gathered(left, sideWeights, frames);
    gathered(right, sideWeights + ((<usize>channels) << 2), frames);
    joined(left, right, to, frames, kept);
  }
  filled += frames;
  return resampled();
}

/** What is left when no more comes, and some silence after it. */
export function monoFlush(): i32 {
  memory.fill(line + ((<usize>filled) << 2), 0, (<usize>tapCount) << 2);
  filled += tapCount;
  return resampled();
}

function gathered(side: usize, weights: usize, frames: i32): void {
  memory.fill(side, 0, (<usize>frames) << 2);
  for (let c = 0; c < channels; c++) {
    const weight = v128.load32_splat(weights + ((<usize>c) << 2));
    const plane = planeOf(c);
    for (let at: usize = 0; at < (<usize>frames) << 2; at += 16)
      v128.store(side + at, f32x4.add(v128.load(side + at), f32x4.mul(weight, v128.load(plane + at))));
  }
}

/** Half the sum of the sides, or of their difference; the turn from one to the other is spread over the block. */
function joined(a: usize, b: usize, to: usize, frames: i32, kept: f64): void {
  const target = likeness(a, b, frames, kept);
  if (polarity == 0) polarity = target;
  const step = (target - polarity) / <f32>frames;
  const half = f32x4.splat(0.5);
  const rise = f32x4.splat(4 * step);
  let sign = f32x4.add(f32x4.splat(polarity), f32x4.mul(f32x4.splat(step), f32x4(1, 2, 3, 4)));
  for (let at: usize = 0; at < (<usize>frames) << 2; at += 16) {
    const sum = f32x4.add(v128.load(a + at), f32x4.mul(sign, v128.load(b + at)));
    v128.store(to + at, f32x4.mul(half, sum));
    sign = f32x4.add(sign, rise);
  }
  polarity = target;
}

function likeness(a: usize, b: usize, frames: i32, kept: f64): f32 {
  let products = f32x4.splat(0);
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at + 16 <= (<usize>frames) << 2; at += 16) {
    const x = v128.load(a + at);
    const y = v128.load(b + at);
    products = f32x4.add(products, f32x4.mul(x, y));
    squares = f32x4.add(squares, f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
  }
  cross = kept * cross + laneSum(products);
  power = kept * power + laneSum(squares);
  return 2 * cross < OPPOSED * power ? -1 : 1;
}

function resampled(): i32 {
  const whole = down / up;
  const part = down % up;
  let count = 0;
  // A whole ratio, as from 44.1 kHz, has one row of weights for all.
  for (; up == 1 && next + 3 * down + tapCount <= filled; next += 4 * down, count += 4)
    v128.store(output + ((<usize>count) << 2), fourWeighted(line + ((<usize>next) << 2), (<usize>down) << 2));
  while (next + tapCount <= filled) {
    const index = rowCount == up ? phase : <i32>((<i64>phase * <i64>rowCount) / <i64>up);
    const row = taps + ((<usize>(index * tapCount)) << 2);
    store<f32>(output + ((<usize>count) << 2), weighted(line + ((<usize>next) << 2), row));
    count++;
    next += whole;
    phase += part;
    if (phase >= up) {
      phase -= up;
      next++;
    }
  }
  const used = min(next, filled);
  memory.copy(line, line + ((<usize>used) << 2), (<usize>(filled - used)) << 2);
  filled -= used;
  next -= used;
  takeOffDc(count);
  return count;
}

function weighted(samples: usize, row: usize): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  const bytes = (<usize>tapCount) << 2;
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    even = f32x4.add(even, f32x4.mul(v128.load(samples + at), v128.load(row + at)));
    odd = f32x4.add(odd, f32x4.mul(v128.load(samples + at + 16), v128.load(row + at + 16)));
  }
  if (at < bytes) even = f32x4.add(even, f32x4.mul(v128.load(samples + at), v128.load(row + at)));
  return <f32>laneSum(f32x4.add(even, odd));
}

/** The outputs of one row of weights at four places in turn, `step` bytes apart. */
function fourWeighted(samples: usize, step: usize): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = samples + ((<usize>tapCount) << 2);
  for (let at = samples, row = taps; at < end; at += 16, row += 16) {
    const weight = v128.load(row);
    a = f32x4.add(a, f32x4.mul(v128.load(at), weight));
    b = f32x4.add(b, f32x4.mul(v128.load(at + step), weight));
    c = f32x4.add(c, f32x4.mul(v128.load(at + 2 * step), weight));
    d = f32x4.add(d, f32x4.mul(v128.load(at + 3 * step), weight));
  }
  return f32x4(<f32>laneSum(a), <f32>laneSum(b), <f32>laneSum(c), <f32>laneSum(d));
}

function takeOffDc(count: i32): void {
  if (count == 0) return;
  if (!hasBegun) lastIn = <f64>load<f32>(output);
  hasBegun = true;
  // Two at a time, so that only every second output has to wait for the one before.
  const keptTwice = dcKept * dcKept;
  let at = output;
  let i = 0;
  for (; i + 2 <= count; i += 2, at += 8) {
    const first = <f64>load<f32>(at);
    const second = <f64>load<f32>(at + 4);
    const rise = first - lastIn;
    store<f32>(at, <f32>(rise + dcKept * lastOut));
    lastOut = second - first + dcKept * rise + keptTwice * lastOut;
    store<f32>(at + 4, <f32>lastOut);
    lastIn = second;
  }
  if (i < count) {
    const sample = <f64>load<f32>(at);
    lastOut = sample - lastIn + dcKept * lastOut;
    lastIn = sample;
    store<f32>(at, <f32>lastOut);
  }
  // In silence it fades to numbers so small that the processor slows down: it ends before.
  if (abs(lastOut) < 1e-30) lastOut = 0;
}
