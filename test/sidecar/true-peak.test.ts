import { expect, test } from 'vitest';
import { createIntake } from '../../sidecar/analysis/intake.ts';
import { samplesOf } from '../support/signals.ts';

const RATE = 48_000;

function peakOf(samples: Float32Array, channels = 1, chunkBytes = 4_800): number | null {
  const intake = createIntake({ sampleRateHz: RATE, channels, channelMask: 0, expectedSec: 1 });
  const bytes = new Uint8Array(samples.buffer);
  for (let at = 0; at < bytes.length; at += chunkBytes) intake.push(bytes.subarray(at, at + chunkBytes));
  return intake.finish().loudness.truePeakDbtp;
}

/** A full-scale sine that begins and ends softly; its samples miss its peaks by what `phase` says. */
const tone = (hz: number, phase: number) =>
  samplesOf(0.5, RATE, (t) => Math.min(1, 20 * t, 20 * (0.5 - t)) * Math.sin(2 * Math.PI * hz * t + phase));

test.each([100, 997, RATE / 8, RATE / 6, RATE / 4, RATE / 2.9])(
  'a full-scale sine at %d Hz peaks at 0 dB, whatever its phase',
  (hz) => {
    for (const phase of [0, 0.3, Math.PI / 4, 1.2]) expect(Math.abs(peakOf(tone(hz, phase))!)).toBeLessThan(0.2);
  },
);

test('a quarter of the rate at 45° has all its samples 3 dB under the peak, and is not fooled', () => {
  const samples = tone(RATE / 4, Math.PI / 4);
  expect(20 * Math.log10(Math.max(...samples))).toBeLessThan(-2.9);
  expect(peakOf(samples)).toBeCloseTo(0, 1);
});

test('it makes no difference in what pieces the samples come', () => {
  const samples = tone(RATE / 4, Math.PI / 4);
  for (const chunk of [1, 7, 100, 96_000]) expect(peakOf(samples, 1, chunk)).toBeCloseTo(peakOf(samples)!, 6);
});

test('the answer is the loudest channel’s', () => {
  const [quiet, loud] = [tone(RATE / 4, Math.PI / 4).map((value) => value / 4), tone(RATE / 4, Math.PI / 4)];
  const both = Float32Array.from({ length: 2 * loud.length }, (_, i) => (i % 2 === 0 ? quiet[i >> 1]! : loud[i >> 1]!));
  expect(peakOf(both, 2)).toBeCloseTo(peakOf(loud)!, 6);
});

test('the edge where a file is cut off is no overshoot', () => {
  expect(peakOf(new Float32Array(1_000).fill(0.5))).toBeCloseTo(20 * Math.log10(0.5), 2);
});

test('silence has no peak; NaN and infinite samples are taken for silence', () => {
  expect(peakOf(new Float32Array(100))).toBeNull();
  const broken = Float32Array.from({ length: 100 }, (_, i) => (i === 3 ? NaN : i === 50 ? -Infinity : 0.1));
  expect(peakOf(broken)).toBeLessThan(-15);
});
