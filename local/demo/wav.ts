import type { Stereo } from './mixer.ts';

export type WavTags = Partial<Record<keyof typeof INFO_IDS, string>>;

/** RIFF's names of the tags, in the INFO list. */
const INFO_IDS = {
  title: 'INAM',
  artist: 'IART',
  album: 'IPRD',
  genre: 'IGNR',
  date: 'ICRD',
  language: 'ILNG',
  keywords: 'IKEY',
} as const;

/** A RIFF WAVE file: 16-bit PCM in stereo, with its tags in an INFO list before the samples. */
export function wavFile(audio: Stereo & { sampleRate: number }, tags: WavTags = {}): Uint8Array<ArrayBuffer> {
  const { left, right, sampleRate } = audio;
  const info = Object.entries(INFO_IDS).flatMap(([name, id]) => {
    const text = tags[name as keyof WavTags];
    return text ? [chunk(id, Buffer.from(`${text}\0`, 'utf8'))] : [];
  });
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(2, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * 4, 8);
  format.writeUInt16LE(4, 12);
  format.writeUInt16LE(16, 14);
  const parts = [
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    ...(info.length > 0 ? [chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...info]))] : []),
    chunk('data', interleaved(left, right)),
  ];
  return new Uint8Array(chunk('RIFF', Buffer.concat(parts)));
}

/** A chunk is padded to an even length, which its stated size does not count. */
function chunk(id: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function interleaved(left: Float32Array, right: Float32Array): Buffer {
  const data = Buffer.alloc(left.length * 4);
  const samples = new DataView(data.buffer, data.byteOffset, data.length);
  const quantised = (value: number) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767);
  for (let i = 0; i < left.length; i += 1) {
    samples.setInt16(i * 4, quantised(left[i]!), true);
    samples.setInt16(i * 4 + 2, quantised(right[i]!), true);
  }
  return data;
}
