import { expect, test } from 'vitest';
import { createWavReader, type WavFormat } from '../../sidecar/pipeline/wav-reader.ts';

const chunk = (id: string, data: Buffer, length = data.length): Buffer => {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, data, Buffer.alloc(data.length & 1)]);
};

function formatChunk(tag: number, channels: number, sampleRateHz: number, mask = 0): Buffer {
  const data = Buffer.alloc(tag === 0xfffe ? 40 : 18);
  data.writeUInt16LE(tag, 0);
  data.writeUInt16LE(channels, 2);
  data.writeUInt32LE(sampleRateHz, 4);
  if (tag === 0xfffe) data.writeUInt32LE(mask, 20);
  return chunk('fmt ', data);
}

/** As ffmpeg writes it into a pipe: nothing knows its length. */
const file = (format: Buffer, samples: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('RIFF\xff\xff\xff\xffWAVE', 'latin1'),
    format,
    chunk('LIST', Buffer.from('odd')),
    chunk('data', samples, 0xffff_ffff),
  ]);

function read(pieces: Buffer[]): { formats: WavFormat[]; samples: Buffer } {
  const formats: WavFormat[] = [];
  const samples: Uint8Array[] = [];
  const reader = createWavReader((format) => {
    formats.push(format);
    return (bytes) => void samples.push(Uint8Array.from(bytes));
  });
  for (const piece of pieces) reader.push(piece);
  return { formats, samples: Buffer.concat(samples) };
}

const samples = Buffer.from(Array.from({ length: 50 }, (_, i) => i));
const stereo = file(formatChunk(3, 2, 44_100), samples);

test('gives the format once, and then every byte of the samples', () => {
  const format = { channels: 2, sampleRateHz: 44_100, channelMask: 0 };
  expect(read([stereo])).toEqual({ formats: [format], samples });
});

test('of more than two channels it says where each one stands', () => {
  const { formats } = read([file(formatChunk(0xfffe, 6, 48_000, 0x3f), samples)]);
  expect(formats).toEqual([{ channels: 6, sampleRateHz: 48_000, channelMask: 0x3f }]);
});

test('it makes no difference how the pipe cuts the bytes', () => {
  for (let size = 1; size < 40; size += 1) {
    const pieces = Array.from({ length: Math.ceil(stereo.length / size) }, (_, i) =>
      stereo.subarray(i * size, (i + 1) * size),
    );
    expect(read(pieces)).toEqual(read([stereo]));
  }
});

test('what is no WAV is a bug and throws', () => {
  expect(() => read([Buffer.alloc(100_000)])).toThrow('no WAV');
});
