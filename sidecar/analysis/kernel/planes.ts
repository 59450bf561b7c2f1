/** A block of interleaved samples, cleaned, and laid out channel by channel after the end of the block before. */

/** Frames of the last block that stay before each channel's new ones: what interpolation between samples reaches over. */
export const HISTORY: i32 = 32;
/** Samples beyond this are no sound (floats that hold integers go to 2 × 10⁹), and their squares would overflow. */
const MAX_SAMPLE: f32 = 1e10;

export let channels: i32 = 0;
export let interleaved: usize = 0;
let planes: usize = 0;
let planeBytes: usize = 0;
let lastFrames: i32 = 0;

export function planesPrepare(channelCount: i32, blockFrames: i32): void {
  channels = channelCount;
  // Room for a vector that begins at the last sample.
  interleaved = heap.alloc(((<usize>(blockFrames * channelCount)) << 2) + 32);
  planeBytes = (<usize>(HISTORY + blockFrames + 8)) << 2;
  planes = heap.alloc(planeBytes * <usize>channelCount);
  memory.fill(planes, 0, planeBytes * <usize>channelCount);
}

/** Where a block of interleaved samples is to be written. */
export function planesInput(): usize {
  return interleaved;
}

/** The first new sample of a channel; HISTORY older ones lie before it. */
export function planeOf(channel: i32): usize {
  return planes + planeBytes * <usize>channel + ((<usize>HISTORY) << 2);
}

/** Takes the block in. NaN, the infinite and the absurd become 0. */
export function planesTake(frames: i32): void {
  for (let c = 0; c < channels; c++) {
    const plane = planeOf(c);
    memory.copy(plane - ((<usize>HISTORY) << 2), plane + ((<usize>(lastFrames - HISTORY)) << 2), (<usize>HISTORY) << 2);
  }
  lastFrames = frames;
  clean((<usize>(frames * channels)) << 2);
  if (channels == 1) memory.copy(planeOf(0), interleaved, (<usize>frames) << 2);
  else if (channels == 2) parted(frames);
  else for (let c = 0; c < channels; c++) picked(c, frames);
}

function clean(bytes: usize): void {
  // What follows the last sample takes part in the last vector.
  memory.fill(interleaved + bytes, 0, 16);
  const limit = f32x4.splat(MAX_SAMPLE);
  for (let at = interleaved; at < interleaved + bytes; at += 16) {
    const values = v128.load(at);
    const sound = f32x4.lt(f32x4.abs(values), limit);
    if (!i32x4.all_true(sound)) v128.store(at, v128.and(values, sound));
  }
}

function parted(frames: i32): void {
  const left = planeOf(0);
  const right = planeOf(1);
  let from = interleaved;
  for (let at: usize = 0; at < (<usize>frames) << 2; at += 16, from += 32) {
    const a = v128.load(from);
    const b = v128.load(from + 16);
    v128.store(left + at, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
    v128.store(right + at, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
  }
}

function picked(channel: i32, frames: i32): void {
  const plane = planeOf(channel);
  let from = interleaved + ((<usize>channel) << 2);
  for (let i = 0; i < frames; i++, from += (<usize>channels) << 2)
    store<f32>(plane + ((<usize>i) << 2), load<f32>(from));
}
