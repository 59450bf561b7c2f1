import { expect, test } from 'vitest';
import { createIntake } from '../../sidecar/analysis/intake.ts';
import { loudnessOf } from '../../sidecar/analysis/loudness.ts';
import { noise, scaled, sine } from '../support/signals.ts';

function interleaved(channels: readonly Float32Array[]): Uint8Array {
  const samples = new Float32Array(channels.length * channels[0]!.length);
  for (const [c, channel] of channels.entries())
    for (let i = 0; i < channel.length; i += 1) samples[i * channels.length + c] = channel[i]!;
  return new Uint8Array(samples.buffer);
}

function taken(channels: readonly Float32Array[], sampleRateHz: number, channelMask = 0, pieceBytes = 65_536) {
  const intake = createIntake({ sampleRateHz, channels: channels.length, channelMask, expectedSec: 1 });
  const bytes = interleaved(channels);
  for (let at = 0; at < bytes.length; at += pieceBytes) intake.push(bytes.subarray(at, at + pieceBytes));
  return intake.finish();
}

/** The largest distance from a sine, the ends left out. */
function distance(samples: Float32Array, hz: number, amplitude: number): number {
  const expected = sine(samples.length / 22_050, 22_050, hz, amplitude);
  return samples.reduce(
    (worst, value, i) =>
      i < 6_000 || i > samples.length - 500 ? worst : Math.max(worst, Math.abs(value - expected[i]!)),
    0,
  );
}

test.each([
  4_000, 8_000, 11_025, 22_050, 32_000, 37_800, 44_056, 44_100, 47_999, 48_000, 96_000, 192_000, 384_000, 767_999,
])('a tone at %d Hz keeps its pitch, its phase and its level', (rate) => {
  const { signal } = taken([sine(2, rate, 997, 0.5)], rate);
  expect(signal.samples).toHaveLength(44_100);
  // The filter that takes DC off turns a tone of 997 Hz by 5 thousandths.
  expect(distance(signal.samples, 997, 0.5)).toBeLessThan(0.003);
});

test.each([
  [44_100, 14_000],
  [48_000, 20_000],
  [96_000, 40_000],
])('from %d Hz, a tone at %d Hz is too high for the new rate: it is gone, and not folded down', (rate, hz) => {
  const late = taken([sine(2, rate, hz, 1)], rate).signal.samples.subarray(6_000, -500);
  expect(late.every((value) => Math.abs(value) < 1e-3)).toBe(true);
});

test('it makes no difference in what pieces the bytes come', () => {
  const sides = [noise(1, 44_100, 0.5, 1), noise(1, 44_100, 0.5, 2)];
  const whole = taken(sides, 44_100);
  for (const piece of [1_000, 17_641, 1 << 20]) expect(taken(sides, 44_100, 0, piece)).toEqual(whole);
});

test('of 5.1 channels, those behind count for 1.5 dB more, and low frequencies for nothing', () => {
  const [tone, none] = [sine(3, 48_000, 997, 0.25), new Float32Array(3 * 48_000)];
  const only = (channel: number) =>
    taken(
      Array.from({ length: 6 }, (_, c) => (c === channel ? tone : none)),
      48_000,
      0x3f,
    ).loudness.integratedLufs;
  const front = only(0)!;
  expect([1, 2].map(only)).toEqual([front, front]);
  expect(only(3)).toBeNull();
  expect([4, 5].map((c) => Math.round(100 * (only(c)! - front)) / 100)).toEqual([1.49, 1.49]);
});

test('channels of no known place are all heard, in a mix that is no louder than they are', () => {
  const tone = sine(2, 44_100, 997, 0.5);
  for (const channels of [3, 5, 24]) {
    const { signal } = taken(
      Array.from({ length: channels }, () => tone),
      44_100,
    );
    expect(Math.max(...signal.samples.subarray(6_000))).toBeGreaterThan(0.37);
    expect(Math.max(...signal.samples.subarray(6_000))).toBeLessThan(0.501);
  }
});

test('sides that turn to antiphase in mid-course are not lost', () => {
  const left = sine(20, 44_100, 997, 0.5);
  const right = left.map((value, i) => (i < left.length / 2 ? value : -value));
  const late = taken([left, right], 44_100).signal.samples.subarray(18 * 22_050, 19 * 22_050);
  expect(Math.max(...late)).toBeGreaterThan(0.49);
});

test('loudness follows EBU Tech 3341: a stereo sine of 1 kHz at −23 dBFS has −23 LUFS, whatever silence follows it', () => {
  const tone = sine(20, 48_000, 1_000, 10 ** (-23 / 20));
  expect(taken([tone, tone], 48_000).loudness.integratedLufs).toBeCloseTo(-23, 1);
  const withSilence = new Float32Array(40 * 48_000);
  withSilence.set(tone);
  expect(taken([withSilence, withSilence], 48_000).loudness.integratedLufs).toBeCloseTo(-23, 1);
});

test.each([2_500, 3_000, 3_300])(
  'loudness is near that of the sound even at %d Hz, which has no room for the shelf',
  (rate) => {
    const loudness = (rateHz: number) => taken([sine(5, rateHz, 200, 0.25)], rateHz).loudness.integratedLufs!;
    expect(Math.abs(loudness(rate) - loudness(48_000))).toBeLessThan(1);
  },
);

test('loudness range follows EBU Tech 3342: two levels 10 dB apart have 10 LU', () => {
  const tone = sine(20, 48_000, 1_000, 10 ** (-20 / 20));
  const both = new Float32Array(40 * 48_000);
  both.set(tone);
  both.set(scaled(tone, 10 ** (-10 / 20)), tone.length);
  expect(Math.abs(taken([both, both], 48_000).loudness.rangeLu! - 10)).toBeLessThan(1);
});

test('short-term loudness begins with the third second, and is null in silence', () => {
  const powers = Array.from({ length: 80 }, (_, i) => (i < 40 ? 0.01 : 0));
  const { lufs } = loudnessOf(powers, null).shortTerm;
  expect(lufs.slice(0, 2)).toEqual([null, null]);
  expect(lufs[2]).toBeCloseTo(-20.7, 1);
  expect(lufs.at(-1)).toBeNull();
});
