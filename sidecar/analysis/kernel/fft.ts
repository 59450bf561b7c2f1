/**
 * Fourier transforms of one size, complex, radix 4 in Stockham's order (no bit reversal; Van Loan 1992, "Computational
 * frameworks for the fast Fourier transform", 1.7), four values at a time. Numbers are 32-bit floats: noise 140 dB down.
 */

let size: i32 = 0;
/** Each a pointer to `size` floats: the transform goes to and fro between the two pairs. */
let re: usize = 0;
let im: usize = 0;
let spareRe: usize = 0;
let spareIm: usize = 0;
/** cos and −sin of 2π k / size. */
let cosines: usize = 0;
let sines: usize = 0;
/** The same for 1, 2 and 3 × k one after the other, size / 4 values each: what the first stage reads in rows. */
let rows: usize = 0;

/** Makes the tables. `n` is a power of two from 16 on; called once for an instance. */
export function fftPrepare(n: i32): void {
  size = n;
  const bytes = (<usize>n) << 2;
  re = heap.alloc(bytes);
  im = heap.alloc(bytes);
  spareRe = heap.alloc(bytes);
  spareIm = heap.alloc(bytes);
  cosines = heap.alloc(bytes);
  sines = heap.alloc(bytes);
  rows = heap.alloc((bytes >> 2) * 6);
  for (let k = 0; k < n; k++) {
    const angle = (2 * Math.PI * <f64>k) / <f64>n;
    store<f32>(cosines + ((<usize>k) << 2), <f32>Math.cos(angle));
    store<f32>(sines + ((<usize>k) << 2), <f32>-Math.sin(angle));
  }
  const quarter = n >> 2;
  for (let p = 0; p < quarter; p++) {
    for (let m = 1; m <= 3; m++) {
      const row = rows + ((<usize>((m - 1) * 2 * quarter + p)) << 2);
      store<f32>(row, load<f32>(cosines + ((<usize>(m * p)) << 2)));
      store<f32>(row + ((<usize>quarter) << 2), load<f32>(sines + ((<usize>(m * p)) << 2)));
    }
  }
}

/** Where the real parts lie, before and after a transform. */
export function fftRe(): usize {
  return re;
}

export function fftIm(): usize {
  return im;
}

/** The forward transform of `re` and `im`, unscaled, in place as far as the caller sees. */
export function fftTransform(): void {
  firstStage();
  let n = size >> 2;
  let stride = 4;
  while (n >= 4) {
    fourStage(n, stride);
    n >>= 2;
    stride <<= 2;
  }
  if (n == 2) twoStage();
}

function swap(): void {
  const oldRe = re;
  const oldIm = im;
  re = spareRe;
  im = spareIm;
  spareRe = oldRe;
  spareIm = oldIm;
}

/** The stage of stride 1: rows are read, and their 4 × 4 blocks turned, so that the result lies in order. */
function firstStage(): void {
  const quarter = <usize>size; // size / 4 floats, in bytes
  for (let at: usize = 0; at < quarter; at += 16) {
    const aR = v128.load(re + at);
    const aI = v128.load(im + at);
    const bR = v128.load(re + at + quarter);
    const bI = v128.load(im + at + quarter);
    const cR = v128.load(re + at + 2 * quarter);
    const cI = v128.load(im + at + 2 * quarter);
    const dR = v128.load(re + at + 3 * quarter);
    const dI = v128.load(im + at + 3 * quarter);
    const sumR = f32x4.add(aR, cR);
    const sumI = f32x4.add(aI, cI);
    const difR = f32x4.sub(aR, cR);
    const difI = f32x4.sub(aI, cI);
    const sum2R = f32x4.add(bR, dR);
    const sum2I = f32x4.add(bI, dI);
    const dif2R = f32x4.sub(bR, dR);
    const dif2I = f32x4.sub(bI, dI);
    const w1R = v128.load(rows + at);
    const w1I = v128.load(rows + at + quarter);
    const w2R = v128.load(rows + at + 2 * quarter);
    const w2I = v128.load(rows + at + 3 * quarter);
    const w3R = v128.load(rows + at + 4 * quarter);
    const w3I = v128.load(rows + at + 5 * quarter);
    const y1R = f32x4.add(difR, dif2I);
    const y1I = f32x4.sub(difI, dif2R);
    const y2R = f32x4.sub(sumR, sum2R);
    const y2I = f32x4.sub(sumI, sum2I);
    const y3R = f32x4.sub(difR, dif2I);
    const y3I = f32x4.add(difI, dif2R);
    storeTurned(
      spareRe + 4 * at,
      f32x4.add(sumR, sum2R),
      turnedRe(y1R, y1I, w1R, w1I),
      turnedRe(y2R, y2I, w2R, w2I),
      turnedRe(y3R, y3I, w3R, w3I),
    );
    storeTurned(
      spareIm + 4 * at,
      f32x4.add(sumI, sum2I),
      turnedIm(y1R, y1I, w1R, w1I),
      turnedIm(y2R, y2I, w2R, w2I),
      turnedIm(y3R, y3I, w3R, w3I),
    );
  }
  swap();
}

/** A stage of transforms of length `n`, `stride` of them side by side. */
function fourStage(n: i32, stride: i32): void {
  const quarter = n >> 2;
  const step = size / n;
  const width = (<usize>stride) << 2;
  const apart = width * <usize>quarter;
  for (let p = 0; p < quarter; p++) {
    const w1R = v128.load32_splat(cosines + ((<usize>(p * step)) << 2));
    const w1I = v128.load32_splat(sines + ((<usize>(p * step)) << 2));
    const w2R = v128.load32_splat(cosines + ((<usize>(2 * p * step)) << 2));
    const w2I = v128.load32_splat(sines + ((<usize>(2 * p * step)) << 2));
    const w3R = v128.load32_splat(cosines + ((<usize>(3 * p * step)) << 2));
    const w3I = v128.load32_splat(sines + ((<usize>(3 * p * step)) << 2));
    let xR = re + <usize>p * width;
    let xI = im + <usize>p * width;
    let yR = spareRe + 4 * <usize>p * width;
    let yI = spareIm + 4 * <usize>p * width;
    const end = xR + width;
    while (xR < end) {
      const aR = v128.load(xR);
      const aI = v128.load(xI);
      const bR = v128.load(xR + apart);
      const bI = v128.load(xI + apart);
      const cR = v128.load(xR + 2 * apart);
      const cI = v128.load(xI + 2 * apart);
      const dR = v128.load(xR + 3 * apart);
      const dI = v128.load(xI + 3 * apart);
      const sumR = f32x4.add(aR, cR);
      const sumI = f32x4.add(aI, cI);
      const difR = f32x4.sub(aR, cR);
      const difI = f32x4.sub(aI, cI);
      const sum2R = f32x4.add(bR, dR);
      const sum2I = f32x4.add(bI, dI);
      const dif2R = f32x4.sub(bR, dR);
      const dif2I = f32x4.sub(bI, dI);
      const y1R = f32x4.add(difR, dif2I);
      const y1I = f32x4.sub(difI, dif2R);
      const y2R = f32x4.sub(sumR, sum2R);
      const y2I = f32x4.sub(sumI, sum2I);
      const y3R = f32x4.sub(difR, dif2I);
      const y3I = f32x4.add(difI, dif2R);
      v128.store(yR, f32x4.add(sumR, sum2R));
      v128.store(yI, f32x4.add(sumI, sum2I));
      v128.store(yR + width, turnedRe(y1R, y1I, w1R, w1I));
      v128.store(yI + width, turnedIm(y1R, y1I, w1R, w1I));
      v128.store(yR + 2 * width, turnedRe(y2R, y2I, w2R, w2I));
      v128.store(yI + 2 * width, turnedIm(y2R, y2I, w2R, w2I));
      v128.store(yR + 3 * width, turnedRe(y3R, y3I, w3R, w3I));
      v128.store(yI + 3 * width, turnedIm(y3R, y3I, w3R, w3I));
      xR += 16;
      xI += 16;
      yR += 16;
      yI += 16;
    }
  }
  swap();
}

/** The last stage of a size that is no power of four. */
function twoStage(): void {
  const half = (<usize>size) << 1; // size / 2 floats, in bytes
  for (let at: usize = 0; at < half; at += 16) {
    const aR = v128.load(re + at);
    const aI = v128.load(im + at);
    const bR = v128.load(re + at + half);
    const bI = v128.load(im + at + half);
    v128.store(spareRe + at, f32x4.add(aR, bR));
    v128.store(spareIm + at, f32x4.add(aI, bI));
    v128.store(spareRe + at + half, f32x4.sub(aR, bR));
    v128.store(spareIm + at + half, f32x4.sub(aI, bI));
  }
  swap();
}

function turnedRe(xR: v128, xI: v128, wR: v128, wI: v128): v128 {
  return f32x4.sub(f32x4.mul(xR, wR), f32x4.mul(xI, wI));
}

function turnedIm(xR: v128, xI: v128, wR: v128, wI: v128): v128 {
  return f32x4.add(f32x4.mul(xR, wI), f32x4.mul(xI, wR));
}

/** Four rows of four as four columns. */
function storeTurned(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(to + 16, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  v128.store(to + 32, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(to + 48, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}
