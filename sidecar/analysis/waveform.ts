import type { WaveformSummary } from '../../shared/contracts/analysis.ts';
import { type Band, type BandPixels, PIXEL_SAMPLES } from './bands.ts';
import { SIGNAL_RATE } from './signal.ts';

/**
 * A waveform as BBC's audiowaveform writes it and peaks.js and wavesurfer.js read it: JSON version 2, 8 bit. `data`
 * holds the minimum and maximum of each pixel, −128 to 127, channels interleaved; `length` counts pixels.
 */
export type WaveformJson = {
  version: 2;
  channels: number;
  sample_rate: number;
  samples_per_pixel: number;
  bits: 8;
  length: number;
  data: number[];
};

/** Minimum and maximum of each pixel, channels interleaved; `length` counts pixels. */
export type Waveform = { channels: number; samplesPerPixel: number; length: number; data: Int8Array<ArrayBuffer> };

export type Waveforms = {
  /** 256 samples a pixel: 86 pixels a second, for the deck. */
  fine: Waveform;
  /** 2,048 samples a pixel: 11 pixels a second, for the whole track. */
  coarse: Waveform;
  /** Low, mid and high as channels 0, 1 and 2 of one file, at 512 samples a pixel. */
  bands: Waveform;
};

const COARSE = 8;
const BANDS = 2;
const OVERVIEW_PIXELS = 500;

/** The waveforms of a signal, from its pixels. */
export function waveformsOf({ full, low, mid, high }: BandPixels): Waveforms {
  return {
    fine: waveformOf([full], 1),
    coarse: waveformOf([full], COARSE),
    bands: waveformOf([low, mid, high], BANDS),
  };
}

/** What of the waveforms belongs in the analysis itself: about 1,000 values for a track's row, and the zooms there are. */
export function waveformSummary({ full }: BandPixels): WaveformSummary {
  const count = Math.min(OVERVIEW_PIXELS, full.min.length);
  const overview: number[] = [];
  for (let pixel = 0; pixel < count; pixel += 1) {
    const from = Math.floor((pixel * full.min.length) / count);
    const to = Math.floor(((pixel + 1) * full.min.length) / count);
    overview.push(eightBit(smallest(full.min, from, to)), eightBit(largest(full.max, from, to)));
  }
  return {
    overview,
    sampleRate: SIGNAL_RATE,
    samplesPerPixel: [PIXEL_SAMPLES, PIXEL_SAMPLES * COARSE],
    provenance: 'measured',
    confidence: 1,
    method: 'minimum and maximum of the mono signal, 8 bit, as BBC audiowaveform scales them',
  };
}

function waveformOf(bands: Band[], pixelsEach: number): Waveform {
  const length = Math.ceil(bands[0]!.min.length / pixelsEach);
  const data = new Int8Array(2 * bands.length * length);
  for (let pixel = 0, at = 0; pixel < length; pixel += 1) {
    const from = pixel * pixelsEach;
    for (const { min, max } of bands) {
      const to = Math.min(from + pixelsEach, min.length);
      data[at++] = eightBit(smallest(min, from, to));
      data[at++] = eightBit(largest(max, from, to));
    }
  }
  return { channels: bands.length, samplesPerPixel: PIXEL_SAMPLES * pixelsEach, length, data };
}

/** The JSON form. */
export const waveformJson = ({ channels, samplesPerPixel, length, data }: Waveform): WaveformJson => ({
  version: 2,
  channels,
  sample_rate: SIGNAL_RATE,
  samples_per_pixel: samplesPerPixel,
  bits: 8,
  length,
  data: [...data],
});

const DAT_HEADER_BYTES = 24;
const EIGHT_BIT = 1;

/** The .dat form, version 2: a header of six 32-bit little-endian numbers, then the data as signed bytes. */
export function waveformDat({ channels, samplesPerPixel, length, data }: Waveform): Uint8Array {
  const bytes = new Uint8Array(DAT_HEADER_BYTES + data.length);
  const header = new DataView(bytes.buffer);
  for (const [i, value] of [2, EIGHT_BIT, SIGNAL_RATE, samplesPerPixel, length, channels].entries())
    header.setInt32(i * 4, value, true);
  new Int8Array(bytes.buffer, DAT_HEADER_BYTES).set(data);
  return bytes;
}

/** A sample as audiowaveform scales it: 16 bit over 256, cut off, not rounded. Never −0, which JSON cannot tell. */
const eightBit = (sample: number): number => Math.max(-128, Math.min(127, Math.trunc(sample * 128))) + 0;

function smallest(values: Float32Array, from: number, to: number): number {
  let found = values[from]!;
  for (let i = from + 1; i < to; i += 1) if (values[i]! < found) found = values[i]!;
  return found;
}

function largest(values: Float32Array, from: number, to: number): number {
  let found = values[from]!;
  for (let i = from + 1; i < to; i += 1) if (values[i]! > found) found = values[i]!;
  return found;
}
