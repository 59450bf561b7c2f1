/** Power spectra of real frames, two at a time through one complex transform (Numerical Recipes, 12.3). */
import { fftIm, fftPrepare, fftRe, fftTransform } from './fft';

let frameSize: i32 = 0;
let hop: i32 = 0;
/** The samples of both frames: `frameSize` + `hop` of them. */
let samples: usize = 0;
let window: usize = 0;
/** Room for both spectra, `frameSize` / 2 + 1 values each, the second from `secondAt` bytes on. */
let powers: usize = 0;
let secondAt: usize = 0;

/** Hann's window (Harris 1978), scaled so that a sine of full scale has a power of 1 at its bin. */
export function spectraPrepare(size: i32, hopSize: i32): void {
  fftPrepare(size);
  frameSize = size;
  hop = hopSize;
  samples = heap.alloc((<usize>(size + hopSize)) << 2);
  window = heap.alloc((<usize>size) << 2);
  // A vector's width between the two, for the last store of the first.
  secondAt = (<usize>((size >> 1) + 4)) << 2;
  powers = heap.alloc(2 * secondAt);
  for (let i = 0; i < size; i++) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * <f64>i) / <f64>size);
    store<f32>(window + ((<usize>i) << 2), <f32>((4 * hann) / <f64>size));
  }
}

export function spectraSamples(): usize {
  return samples;
}

export function spectraFirst(): usize {
  return powers;
}

export function spectraSecond(): usize {
  return powers + secondAt;
}

/** |X(k)|² of the frames at 0 and at `hop`, for k = 0 … frameSize / 2. */
export function spectraRun(): void {
  const re = fftRe();
  const im = fftIm();
  const second = samples + ((<usize>hop) << 2);
  const bytes = (<usize>frameSize) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const weight = v128.load(window + at);
    v128.store(re + at, f32x4.mul(v128.load(samples + at), weight));
    v128.store(im + at, f32x4.mul(v128.load(second + at), weight));
  }
  fftTransform();
  split(fftRe(), fftIm());
}

/** Takes the transform of a + ib apart into those of a and b, and squares them. */
function split(re: usize, im: usize): void {
  const re0 = load<f32>(re);
  const im0 = load<f32>(im);
  store<f32>(powers, re0 * re0);
  store<f32>(powers + secondAt, im0 * im0);
  const quarter = f32x4.splat(0.25);
  const end = (<usize>frameSize) << 1;
  let mirror = ((<usize>frameSize) << 2) - 16;
  for (let at: usize = 4; at < end + 4; at += 16, mirror -= 16) {
    const aR = v128.load(re + at);
    const aI = v128.load(im + at);
    const bR = reversed(v128.load(re + mirror));
    const bI = reversed(v128.load(im + mirror));
    const sumR = f32x4.add(aR, bR);
    const difR = f32x4.sub(aR, bR);
    const sumI = f32x4.add(aI, bI);
    const difI = f32x4.sub(aI, bI);
    const first = f32x4.add(f32x4.mul(sumR, sumR), f32x4.mul(difI, difI));
    const second = f32x4.add(f32x4.mul(difR, difR), f32x4.mul(sumI, sumI));
    v128.store(powers + at, f32x4.mul(first, quarter));
    v128.store(powers + secondAt + at, f32x4.mul(second, quarter));
  }
}

function reversed(values: v128): v128 {
  return v128.shuffle<f32>(values, values, 3, 2, 1, 0);
}
