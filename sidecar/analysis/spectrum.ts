/** Fourier transforms: what the analysers of tempo, key and timbre share. Numbers are 32-bit floats inside. */
import { createKernel, floatsAt, type Kernel } from './kernel.ts';
import { copySamples } from './signal.ts';

/** A complex transform of one size: the forward one, unscaled; for the inverse swap `re` and `im` and divide by the size. */
export type Fft = { readonly size: number; transform: (re: Float32Array, im: Float32Array) => void };

const ffts = new Map<number, Fft>();

/**
 * The transform of a size, made when first needed.
 *
 * @param size a power of two, at least 16
 */
export function fftOf(size: number): Fft {
  const known = ffts.get(size);
  if (known) return known;
  checkSize(size);
  const kernel = createKernel();
  kernel.fftPrepare(size);
  const transform = (re: Float32Array, im: Float32Array) => {
    // The transform goes to and fro between two buffers, so where they lie is asked each time.
    floatsAt(kernel, kernel.fftRe(), size).set(re);
    floatsAt(kernel, kernel.fftIm(), size).set(im);
    kernel.fftTransform();
    re.set(floatsAt(kernel, kernel.fftRe(), size));
    im.set(floatsAt(kernel, kernel.fftIm(), size));
  };
  const fft = { size, transform };
  ffts.set(size, fft);
  return fft;
}

/** The kernel takes four rows of four at least. */
const SMALLEST = 16;

function checkSize(size: number): void {
  if (size < SMALLEST || (size & (size - 1)) !== 0)
    throw new RangeError(`FFT size ${size} is not a power of two from ${SMALLEST} on`);
}

export type StftOptions = {
  /** Samples a frame, a power of two, at least 16. */
  frameSize: number;
  /** Samples between frames. */
  hopSize: number;
  /** Weighted sums that are taken of each spectrum; the same array each time. */
  windows?: readonly BinWindow[];
};

/** Weights of the bins from `from` on; they end within the spectrum. */
export type BinWindow = { from: number; weights: ArrayLike<number> };

/** For each window Σ weight × power, and Σ weight × power². */
export type WindowSums = { sums: Float32Array; squares: Float32Array };

/** Frames of a signal when frame i is centred on sample i × hopSize. */
export const frameCount = (sampleCount: number, hopSize: number): number => Math.floor(sampleCount / hopSize) + 1;

/**
 * Short-time power spectra: Hann window, frame i centred on sample i × hopSize, silence beyond the ends.
 *
 * @param onFrame gets the frame's index and |X(k)|² for k = 0 … frameSize / 2, scaled so that a full-scale sine
 *   gives 1 at its bin, and what the windows see; the arrays are reused for the next frame
 */
export function forEachPowerSpectrum(
  samples: Float32Array,
  options: StftOptions,
  onFrame: (index: number, power: Float32Array, seen: WindowSums) => void,
): void {
  const { frameSize, hopSize } = options;
  const { kernel, input, powers, seen } = spectraFor(options);
  const count = frameCount(samples.length, hopSize);
  for (let i = 0; i < count; i += 2) {
    copySamples(input, samples, i * hopSize - frameSize / 2);
    kernel.spectraRun();
    for (let j = 0; j < 2 && i + j < count; j += 1) {
      const power = powers[j]!;
      if (seen.sums.length > 0) kernel.windowsRun(power.byteOffset);
      onFrame(i + j, power, seen);
    }
  }
}

type Spectra = {
  kernel: Kernel;
  windows: StftOptions['windows'];
  input: Float32Array;
  /** Of the two frames that are transformed at once. */
  powers: readonly Float32Array[];
  seen: WindowSums;
};

const spectra = new Map<string, Spectra>();

/** Made when first needed: there are three kinds of frames. */
function spectraFor({ frameSize, hopSize, windows }: StftOptions): Spectra {
  const name = `${frameSize} ${hopSize}`;
  const known = spectra.get(name);
  if (known && known.windows === windows) return known;
  checkSize(frameSize);
  const kernel = createKernel();
  kernel.spectraPrepare(frameSize, hopSize);
  const sums = prepareWindows(kernel, windows ?? []);
  const made = {
    kernel,
    windows,
    input: floatsAt(kernel, kernel.spectraSamples(), frameSize + hopSize),
    powers: [kernel.spectraFirst(), kernel.spectraSecond()].map((at) => floatsAt(kernel, at, frameSize / 2 + 1)),
    seen: { sums: sums.subarray(0, sums.length / 2), squares: sums.subarray(sums.length / 2) },
  };
  spectra.set(name, made);
  return made;
}

/** The kernel adds four bins at a time. */
const VECTOR = 4;

/** Writes the windows, each filled up with noughts; returns where the sums and then those of the squares will be. */
function prepareWindows(kernel: Kernel, windows: readonly BinWindow[]): Float32Array {
  const lengths = windows.map(({ weights }) => VECTOR * Math.ceil(weights.length / VECTOR));
  const total = lengths.reduce((a, b) => a + b, 0);
  kernel.windowsPrepare(windows.length, total);
  const table = new Int32Array(kernel.memory.buffer, kernel.windowsTable(), 2 * windows.length);
  const weights = floatsAt(kernel, kernel.windowsWeights(), total);
  let at = 0;
  for (const [i, window] of windows.entries()) {
    table.set([window.from, lengths[i]!], 2 * i);
    weights.set(window.weights, at);
    at += lengths[i]!;
  }
  return floatsAt(kernel, kernel.windowsSums(), 2 * windows.length);
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
  const size = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(a.length + maxLag + 1)));
  const fft = fftOf(size);
  const re = new Float32Array(size);
  const im = new Float32Array(size);
  fillCentred(re, a);
  fillCentred(im, b);
  fft.transform(re, im);
  const crossRe = new Float32Array(size);
  const crossIm = new Float32Array(size);
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
  const [positive, negative] = [new Float32Array(maxLag + 1), new Float32Array(maxLag + 1)];
  for (let lag = 0; lag <= maxLag; lag += 1) {
    const scale = 1 / (size * Math.max(1, a.length - lag));
    positive[lag] = crossRe[lag]! * scale;
    negative[lag] = crossRe[(size - lag) % size]! * scale;
  }
  return { positive, negative };
}

function fillCentred(target: Float32Array, values: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  const mean = sum / Math.max(1, values.length);
  for (let i = 0; i < values.length; i += 1) target[i] = values[i]! - mean;
}
