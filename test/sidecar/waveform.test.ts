import { expect, test } from 'vitest';
import { bandPixels } from '../../sidecar/analysis/bands.ts';
import { SIGNAL_RATE, signalOf } from '../../sidecar/analysis/signal.ts';
import { waveformDat, waveformJson, waveformsOf, waveformSummary } from '../../sidecar/analysis/waveform.ts';
import { noise, samplesOf, sine, sum } from '../support/signals.ts';

const pixelsOf = (samples: Float32Array) => bandPixels(signalOf(samples));

/** The .dat of BBC's audiowaveform, read as its format document lays it out. */
function readDat(dat: Uint8Array) {
  const view = new DataView(dat.buffer, dat.byteOffset, dat.byteLength);
  const [version, flags, sampleRate, samplesPerPixel, length, channels] = [0, 4, 8, 12, 16, 20].map((at) =>
    view.getInt32(at, true),
  );
  return { version, flags, sampleRate, samplesPerPixel, length, channels, data: [...new Int8Array(dat.buffer, 24)] };
}

test('a .dat holds a 24-byte header of version 2 and the same data as its JSON', () => {
  const { fine, coarse, bands } = waveformsOf(pixelsOf(noise(3, SIGNAL_RATE)));
  for (const waveform of [fine, coarse, bands]) {
    const [json, dat] = [waveformJson(waveform), waveformDat(waveform)];
    expect(readDat(dat)).toEqual({
      version: 2,
      flags: 1,
      sampleRate: json.sample_rate,
      samplesPerPixel: json.samples_per_pixel,
      length: json.length,
      channels: json.channels,
      data: json.data,
    });
    expect(json).toMatchObject({ version: 2, bits: 8, sample_rate: SIGNAL_RATE });
    expect(json.data).toHaveLength(2 * json.length * json.channels);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  }
});

test('each pixel holds minimum and maximum of its samples, cut to 8 bits as audiowaveform does', () => {
  const samples = new Float32Array(256 * 3);
  samples.set([0.5, -0.25, 2, 0.0078], 256);
  samples.set([-3, 0.999], 512);
  const { fine } = waveformsOf(pixelsOf(samples));
  expect([...fine.data]).toEqual([0, 0, -32, 127, -128, 127]);
});

test('a pixel of the coarse zoom spans eight of the fine one, the last one what is left', () => {
  const samples = samplesOf(1, SIGNAL_RATE, (t) => t);
  const { fine, coarse } = waveformsOf(pixelsOf(samples));
  expect(coarse.samplesPerPixel).toBe(8 * fine.samplesPerPixel);
  expect(coarse.length).toBe(Math.ceil(fine.length / 8));
  expect(coarse.data.at(-1)).toBe(fine.data.at(-1));
  expect(coarse.data[1]).toBe(fine.data[15]);
});

test('bass, voice and hats come to lie in the low, the mid and the high band', () => {
  for (const [hz, channel] of [
    [60, 0],
    [700, 1],
    [6_000, 2],
  ] as const) {
    // prettier-ignore
    const { bands } = waveformsOf(pixelsOf(sine(1, SIGNAL_RATE, hz)));
    const late = bands.data.slice(bands.data.length / 2 - ((bands.data.length / 2) % 6));
    const peaks = [0, 1, 2].map((c) => Math.max(...late.filter((_, i) => i % 6 === 2 * c + 1)));
    expect(peaks.indexOf(Math.max(...peaks))).toBe(channel);
    expect(Math.max(...peaks.toSpliced(channel, 1))).toBeLessThan(peaks[channel]! / 4);
  }
});

test('the three bands lose nothing: white noise keeps its power', () => {
  const { full, low, mid, high } = pixelsOf(sum(noise(5, SIGNAL_RATE), sine(5, SIGNAL_RATE, 80)));
  const power = (band: { power: Float32Array }) => band.power.reduce((a, b) => a + b, 0);
  expect((power(low) + power(mid) + power(high)) / power(full)).toBeGreaterThan(0.85);
  expect((power(low) + power(mid) + power(high)) / power(full)).toBeLessThan(1.1);
});

test('the overview has 1,000 values over the whole of a long track, and no more than there are for a short one', () => {
  const long = waveformSummary(pixelsOf(noise(60, SIGNAL_RATE))).overview;
  expect(long).toHaveLength(1_000);
  expect(long.every((value, i) => (i % 2 === 0 ? value < -40 : value > 40))).toBe(true);
  expect(waveformSummary(pixelsOf(noise(0.2, SIGNAL_RATE))).overview).toHaveLength(
    2 * Math.ceil((0.2 * SIGNAL_RATE) / 256),
  );
});
