import { createKernel, floatsAt } from './kernel.ts';
import { copySamples, type Signal } from './signal.ts';

/** The edges of DJs' three bands in Hz: kick and bass below, hats and air above. */
export const CROSSOVERS_HZ = [200, 2_000] as const;
/** Samples a pixel: 86.1 a second, 11.6 ms. */
export const PIXEL_SAMPLES = 256;

/** What happens in each 256 samples of a signal; all arrays have one value a pixel. */
export type Band = { min: Float32Array; max: Float32Array; power: Float32Array };
export type BandPixels = { pixelRate: number; full: Band; low: Band; mid: Band; high: Band };

/** The kernel filters four stretches of the signal side by side... */
const STRETCHES = 4;
/** ...each begun so many pixels early (93 ms), by when the lowest filter has long forgotten that it began. */
const RUN_UP = 8;
/** Pixels of each stretch that are filtered at once: 256 KB of samples. */
const STRIDE = 64;
/** As the kernel writes them: four bands, of each minimum, maximum and sum of squares, of each a value a stretch. */
const MEASURES = 12;

/** Splits a signal into three bands and takes minimum, maximum and mean power of each pixel, in one pass. */
export function bandPixels({ samples, sampleRate }: Signal): BandPixels {
  const count = Math.ceil(samples.length / PIXEL_SAMPLES);
  const bands = [emptyBand(count), emptyBand(count), emptyBand(count), emptyBand(count)] as const;
  const kernel = createKernel();
  const [low, high] = CROSSOVERS_HZ.map((hz) => Math.tan((Math.PI * hz) / sampleRate));
  kernel.bandsPrepare(PIXEL_SAMPLES, STRIDE, low!, high!);
  const input = floatsAt(kernel, kernel.bandsSamples(), STRETCHES * STRIDE * PIXEL_SAMPLES);
  const measures = floatsAt(kernel, kernel.bandsMeasures(), STRIDE * MEASURES * STRETCHES);
  const stretch = Math.ceil(count / STRETCHES);
  for (let from = -RUN_UP; from < stretch; from += STRIDE) {
    for (let s = 0; s < STRETCHES; s += 1) {
      const target = input.subarray(s * STRIDE * PIXEL_SAMPLES, (s + 1) * STRIDE * PIXEL_SAMPLES);
      // The last sample is held to the end of its pixel: an edge there would be no music.
      copySamples(target, samples, (s * stretch + from) * PIXEL_SAMPLES, samples.at(-1));
    }
    kernel.bandsRun(STRIDE);
    for (let s = 0; s < STRETCHES; s += 1) {
      const end = Math.min(from + STRIDE, stretch, count - s * stretch);
      for (let pixel = Math.max(0, from); pixel < end; pixel += 1)
        takePixel(bands, s * stretch + pixel, measures, (pixel - from) * MEASURES * STRETCHES + s);
    }
  }
  return { pixelRate: sampleRate / PIXEL_SAMPLES, full: bands[0], low: bands[1], mid: bands[2], high: bands[3] };
}

function takePixel(bands: readonly Band[], pixel: number, measures: Float32Array, at: number): void {
  for (let b = 0; b < bands.length; b += 1) {
    const { min, max, power } = bands[b]!;
    const first = at + 3 * b * STRETCHES;
    min[pixel] = measures[first]!;
    max[pixel] = measures[first + STRETCHES]!;
    power[pixel] = measures[first + 2 * STRETCHES]! / PIXEL_SAMPLES;
  }
}

const emptyBand = (count: number): Band => ({
  min: new Float32Array(count),
  max: new Float32Array(count),
  power: new Float32Array(count),
});
