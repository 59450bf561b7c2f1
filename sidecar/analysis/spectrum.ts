/** Fourier transforms on typed arrays: what the analysers of tempo, key and timbre share. */

/** A complex transform of a fixed power-of-two size, in place; the tables are made once. */
export type Fft = { readonly size: number; transform: (re: Float64Array, im: Float64Array) => void };

/**
 * Radix-2 decimation in time (Cooley and Tukey 1965), its first two stages merged into one of radix 4.
 * The forward transform, unscaled; for the inverse swap `re` and `im` and divide by the size.
 *
 * @param size a power of two, at least 4
 */
export function createFft(size: number): Fft {
  if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two from 4 on`);
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const swaps = bitReversalSwaps(size);
  const transform = (re: Float64Array, im: Float64Array) => {
    for (let i = 0; i < swaps.length; i += 2) {
      const a = swaps[i]!;
      const b = swaps[i + 1]!;
      const r = re[a]!;
      re[a] = re[b]!;
      re[b] = r;
      const m = im[a]!;
      im[a] = im[b]!;
      im[b] = m;
    }
    firstTwoStages(re, im, size);
    let half = 4;
    for (; half * 2 < size; half *= 4) twoStages(re, im, cos, sin, size, half);
    if (half < size) oneStage(re, im, cos, sin, size, half);
  };
  return { size, transform };
}

function bitReversalSwaps(size: number): Uint32Array {
  const swaps: number[] = [];
  for (let i = 0, j = 0; i < size; i += 1) {
    if (i < j) swaps.push(i, j);
    let bit = size >> 1;
    while (bit > 0 && j & bit) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
  return Uint32Array.from(swaps);
}

function firstTwoStages(re: Float64Array, im: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 4) {
    const sumR = re[i]! + re[i + 1]!;
    const sumI = im[i]! + im[i + 1]!;
    const difR = re[i]! - re[i + 1]!;
    const difI = im[i]! - im[i + 1]!;
    const sum2R = re[i + 2]! + re[i + 3]!;
    const sum2I = im[i + 2]! + im[i + 3]!;
    const dif2R = re[i + 2]! - re[i + 3]!;
    const dif2I = im[i + 2]! - im[i + 3]!;
    re[i] = sumR + sum2R;
    im[i] = sumI + sum2I;
    re[i + 1] = difR + dif2I;
    im[i + 1] = difI - dif2R;
    re[i + 2] = sumR - sum2R;
    im[i + 2] = sumI - sum2I;
    re[i + 3] = difR - dif2I;
    im[i + 3] = difI + dif2R;
  }
}

/** The stages that join blocks of `half` to blocks of 4 × `half`, in one pass over the memory. */
function twoStages(
  re: Float64Array,
  im: Float64Array,
  cos: Float64Array,
  sin: Float64Array,
  size: number,
  half: number,
): void {
  const step = size / (4 * half);
  for (let start = 0; start < size; start += 4 * half) {
    for (let j = 0; j < half; j += 1) {
      const a = start + j;
      const b = a + half;
      const c = b + half;
      const d = c + half;
      const cos1 = cos[2 * j * step]!;
      const sin1 = sin[2 * j * step]!;
      const cos2 = cos[j * step]!;
      const sin2 = sin[j * step]!;
      const bR = re[b]! * cos1 - im[b]! * sin1;
      const bI = re[b]! * sin1 + im[b]! * cos1;
      const dR = re[d]! * cos1 - im[d]! * sin1;
      const dI = re[d]! * sin1 + im[d]! * cos1;
      const sumR = re[a]! + bR;
      const sumI = im[a]! + bI;
      const difR = re[a]! - bR;
      const difI = im[a]! - bI;
      const upR = re[c]! + dR;
      const upI = im[c]! + dI;
      const downR = re[c]! - dR;
      const downI = im[c]! - dI;
      const turnedUpR = upR * cos2 - upI * sin2;
      const turnedUpI = upR * sin2 + upI * cos2;
      const turnedDownR = downR * cos2 - downI * sin2;
      const turnedDownI = downR * sin2 + downI * cos2;
      re[a] = sumR + turnedUpR;
      im[a] = sumI + turnedUpI;
      re[c] = sumR - turnedUpR;
      im[c] = sumI - turnedUpI;
      re[b] = difR + turnedDownI;
      im[b] = difI - turnedDownR;
      re[d] = difR - turnedDownI;
      im[d] = difI + turnedDownR;
    }
  }
}

function oneStage(
  re: Float64Array,
  im: Float64Array,
  cos: Float64Array,
  sin: Float64Array,
  size: number,
  half: number,
): void {
  const step = size / (2 * half);
  for (let start = 0; start < size; start += 2 * half) {
    for (let j = 0, t = 0; j < half; j += 1, t += step) {
      const a = start + j;
      const b = a + half;
      const r = re[b]! * cos[t]! - im[b]! * sin[t]!;
      const m = re[b]! * sin[t]! + im[b]! * cos[t]!;
      re[b] = re[a]! - r;
      im[b] = im[a]! - m;
      re[a] = re[a]! + r;
      im[a] = im[a]! + m;
    }
  }
}

/** Smallest power of two that is not under n. */
export const powerOfTwoFrom = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(n, 4)));

/** Periodic Hann window (Harris 1978). */
export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));

export type StftOptions = {
  /** Samples a frame, a power of two. */
  frameSize: number;
  /** Samples between frames. */
  hopSize: number;
};

/** Frames of a signal when frame i is centred on sample i × hopSize. */
export const frameCount = (sampleCount: number, hopSize: number): number => Math.floor(sampleCount / hopSize) + 1;

/**
 * Short-time power spectra: Hann window, frame i centred on sample i × hopSize, silence beyond the ends.
 * Two real frames go through one complex transform (Numerical Recipes, 12.3), which halves the cost.
 *
 * @param onFrame gets the frame's index and |X(k)|² for k = 0 … frameSize / 2, scaled so that a full-scale sine
 *   gives 1 at its bin; the array is reused for the next frame
 */
export function forEachPowerSpectrum(
  samples: Float32Array,
  { frameSize, hopSize }: StftOptions,
  onFrame: (index: number, power: Float64Array) => void,
): void {
  const fft = createFft(frameSize);
  const window = hann(frameSize).map((w) => (4 * w) / frameSize);
  const re = new Float64Array(frameSize);
  const im = new Float64Array(frameSize);
  const power = new Float64Array(frameSize / 2 + 1);
  const count = frameCount(samples.length, hopSize);
  for (let i = 0; i < count; i += 2) {
    fillWindowed(re, samples, i * hopSize - frameSize / 2, window);
    fillWindowed(im, samples, (i + 1) * hopSize - frameSize / 2, window);
    fft.transform(re, im);
    splitPower(re, im, power, 1);
    onFrame(i, power);
    if (i + 1 >= count) break;
    splitPower(re, im, power, -1);
    onFrame(i + 1, power);
  }
}

function fillWindowed(target: Float64Array, samples: Float32Array, start: number, window: Float64Array): void {
  const from = Math.max(0, -start);
  const to = Math.max(from, Math.min(target.length, samples.length - start));
  if (from > 0) target.fill(0, 0, from);
  for (let j = from; j < to; j += 1) target[j] = samples[start + j]! * window[j]!;
  if (to < target.length) target.fill(0, to);
}

/** |X|² of the real (sign 1) or imaginary (sign −1) input of one complex transform of two real frames. */
function splitPower(re: Float64Array, im: Float64Array, power: Float64Array, sign: 1 | -1): void {
  const size = re.length;
  for (let k = 0; k < power.length; k += 1) {
    const m = (size - k) & (size - 1);
    const r = 0.5 * (re[k]! + sign * re[m]!);
    const i = 0.5 * (im[k]! - sign * im[m]!);
    power[k] = r * r + i * i;
  }
}

/**
 * Correlation of two real sequences of one length, their means taken off, through the spectrum (Wiener–Khinchin):
 * `positive[lag]` is the mean of a(t) · b(t + lag), `negative[lag]` that of a(t + lag) · b(t), for lags 0 … maxLag.
 */
export function correlation(
  a: Float32Array,
  b: Float32Array,
  maxLag: number,
): { positive: Float32Array; negative: Float32Array } {
  const size = powerOfTwoFrom(a.length + maxLag + 1);
  const fft = createFft(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  fillCentred(re, a);
  fillCentred(im, b);
  fft.transform(re, im);
  const crossRe = new Float64Array(size);
  const crossIm = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    const m = (size - k) & (size - 1);
    const aRe = 0.5 * (re[k]! + re[m]!);
    const aIm = 0.5 * (im[k]! - im[m]!);
    const bRe = 0.5 * (im[k]! + im[m]!);
    const bIm = 0.5 * (re[m]! - re[k]!);
    crossRe[k] = aRe * bRe + aIm * bIm;
    crossIm[k] = aRe * bIm - aIm * bRe;
  }
  fft.transform(crossIm, crossRe);
  const at = (lag: number) => crossRe[(lag + size) % size]! / size / Math.max(1, a.length - Math.abs(lag));
  return {
    positive: Float32Array.from({ length: maxLag + 1 }, (_, lag) => at(lag)),
    negative: Float32Array.from({ length: maxLag + 1 }, (_, lag) => at(-lag)),
  };
}

function fillCentred(target: Float64Array, values: Float32Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  for (let i = 0; i < values.length; i += 1) target[i] = values[i]! - mean;
}
