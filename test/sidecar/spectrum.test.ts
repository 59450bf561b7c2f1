import { expect, test } from 'vitest';
import { seededRandom } from '../../local/demo/random.ts';
import { correlation, fftOf, forEachPowerSpectrum, frameCount } from '../../sidecar/analysis/spectrum.ts';
import { noise, sine } from '../support/signals.ts';

test.each([16, 32, 64, 512, 1024])('the transform of %d values is the sum that defines it', (size) => {
  const random = seededRandom(size);
  const re = Float32Array.from({ length: size }, () => random() - 0.5);
  const im = Float32Array.from({ length: size }, () => random() - 0.5);
  const [inRe, inIm] = [re.slice(), im.slice()];
  fftOf(size).transform(re, im);
  for (const k of [0, 1, size / 2, size - 1]) {
    let [sumRe, sumIm] = [0, 0];
    for (let n = 0; n < size; n += 1) {
      const angle = (-2 * Math.PI * k * n) / size;
      sumRe += inRe[n]! * Math.cos(angle) - inIm[n]! * Math.sin(angle);
      sumIm += inRe[n]! * Math.sin(angle) + inIm[n]! * Math.cos(angle);
    }
    expect(re[k]).toBeCloseTo(sumRe, 5);
    expect(im[k]).toBeCloseTo(sumIm, 5);
  }
});

test('sizes that are no powers of two are refused', () => {
  for (const size of [0, 2, 3, 8, 12, 1000]) expect(() => fftOf(size)).toThrow(RangeError);
});

test('a full-scale sine has power 1 at its bin, in every frame, the last odd one too', () => {
  const hz = (22_050 / 1024) * 40;
  const samples = sine(1, 22_050, hz, 1);
  const powers: number[] = [];
  forEachPowerSpectrum(samples, { frameSize: 1024, hopSize: 512 }, (frame, power) => {
    powers[frame] = power[40]!;
    expect(power.indexOf(Math.max(...power))).toBe(40);
  });
  expect(powers).toHaveLength(frameCount(samples.length, 512));
  for (const power of powers.slice(1, -2)) expect(power).toBeCloseTo(1, 5);
});

test('correlation is the mean of products at each lag, to either side', () => {
  const a = noise(100, 3, 1, 1);
  const b = noise(100, 3, 1, 2);
  const mean = (values: Float32Array) => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const { positive, negative } = correlation(a, b, 20);
  for (const lag of [0, 1, 7, 20]) {
    let [forward, backward] = [0, 0];
    for (let i = 0; i + lag < a.length; i += 1) {
      forward += (a[i]! - ma) * (b[i + lag]! - mb);
      backward += (a[i + lag]! - ma) * (b[i]! - mb);
    }
    expect(positive[lag]).toBeCloseTo(forward / (a.length - lag), 5);
    expect(negative[lag]).toBeCloseTo(backward / (a.length - lag), 5);
  }
});
