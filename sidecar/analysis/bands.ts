import { type Signal } from './signal.ts';

/** The edges of DJs' three bands in Hz: kick and bass below, hats and air above. */
export const CROSSOVERS_HZ = [200, 2_000] as const;
/** Samples a pixel: 86.1 a second, 11.6 ms. */
export const PIXEL_SAMPLES = 256;

/** What happens in each 256 samples of a signal; all arrays have one value a pixel. */
export type Band = { min: Float32Array; max: Float32Array; power: Float32Array };
export type BandPixels = { pixelRate: number; full: Band; low: Band; mid: Band; high: Band };

/**
 * Splits a signal into three bands and takes minimum, maximum and mean power of each pixel, in one pass.
 *
 * Two state-variable filters in a row (Simper 2013, "Solving the continuous SVF equations using trapezoidal integration"),
 * each giving the part under its corner and the part over it, 12 dB an octave, Butterworth.
 */
export function bandPixels({ samples, sampleRate }: Signal): BandPixels {
  const count = Math.ceil(samples.length / PIXEL_SAMPLES);
  const [full, low, mid, high] = [emptyBand(count), emptyBand(count), emptyBand(count), emptyBand(count)];
  const [a1, a2, a3] = svfCoefficients(CROSSOVERS_HZ[0] / sampleRate);
  const [b1, b2, b3] = svfCoefficients(CROSSOVERS_HZ[1] / sampleRate);
  let [p1, p2, q1, q2] = [0, 0, 0, 0];
  for (let pixel = 0; pixel < count; pixel += 1) {
    const from = pixel * PIXEL_SAMPLES;
    const to = Math.min(from + PIXEL_SAMPLES, samples.length);
    let [min, max, sum, lowMin, lowMax, lowSum] = [Infinity, -Infinity, 0, Infinity, -Infinity, 0];
    let [midMin, midMax, midSum, highMin, highMax, highSum] = [Infinity, -Infinity, 0, Infinity, -Infinity, 0];
    for (let i = from; i < to; i += 1) {
      const x = samples[i]!;
      const xc = x - p2;
      const pBand = a1 * p1 + a2 * xc;
      const lows = p2 + a2 * p1 + a3 * xc;
      p1 = 2 * pBand - p1;
      p2 = 2 * lows - p2;
      const rest = x - DAMPING * pBand - lows;
      const rc = rest - q2;
      const qBand = b1 * q1 + b2 * rc;
      const mids = q2 + b2 * q1 + b3 * rc;
      q1 = 2 * qBand - q1;
      q2 = 2 * mids - q2;
      const highs = rest - DAMPING * qBand - mids;
      if (x < min) min = x;
      if (x > max) max = x;
      if (lows < lowMin) lowMin = lows;
      if (lows > lowMax) lowMax = lows;
      if (mids < midMin) midMin = mids;
      if (mids > midMax) midMax = mids;
      if (highs < highMin) highMin = highs;
      if (highs > highMax) highMax = highs;
      sum += x * x;
      lowSum += lows * lows;
      midSum += mids * mids;
      highSum += highs * highs;
    }
    const length = to - from;
    setPixel(full, pixel, min, max, sum / length);
    setPixel(low, pixel, lowMin, lowMax, lowSum / length);
    setPixel(mid, pixel, midMin, midMax, midSum / length);
    setPixel(high, pixel, highMin, highMax, highSum / length);
  }
  return { pixelRate: sampleRate / PIXEL_SAMPLES, full, low, mid, high };
}

/** 1/Q of a Butterworth filter of the second order. */
const DAMPING = Math.SQRT2;

function svfCoefficients(cornerOverRate: number): [number, number, number] {
  const g = Math.tan(Math.PI * cornerOverRate);
  const a1 = 1 / (1 + g * (g + DAMPING));
  return [a1, g * a1, g * g * a1];
}

const emptyBand = (count: number): Band => ({
  min: new Float32Array(count),
  max: new Float32Array(count),
  power: new Float32Array(count),
});

function setPixel(band: Band, pixel: number, min: number, max: number, power: number): void {
  band.min[pixel] = min;
  band.max[pixel] = max;
  band.power[pixel] = power;
}
