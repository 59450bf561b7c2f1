import { expect, test } from 'vitest';
import { createAviReader } from '../../sidecar/pipeline/avi.ts';

const chunk = (id: string, data: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(data.length, 4);
  return Buffer.concat([header, data, Buffer.alloc(data.length & 1)]);
};
const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

const file = Buffer.concat([
  Buffer.from('RIFF\xff\xff\xff\xffAVI LIST\x10\x00\x00\x00hdrl0123456789abLIST\xff\xff\xff\xffmovi', 'latin1'),
  chunk('00wb', floats(1, 2, 3)),
  chunk('01wb', floats(-1)),
  chunk('01wb', Buffer.alloc(0)),
  chunk('00wb', floats(4)),
  chunk('idx1', floats(9, 9, 9)),
]);

function read(pieces: Buffer[]): [number, number[]][] {
  const got: [number, number[]][] = [];
  const reader = createAviReader((stream, samples) => got.push([stream, [...samples]]));
  for (const piece of pieces) reader.push(piece);
  return got.filter(([, samples]) => samples.length > 0);
}

const whole: [number, number[]][] = [[0, [1, 2, 3]], [1, [-1]], [0, [4]]]; // prettier-ignore

test('hands out the samples of both streams in order, and nothing of the index', () => {
  expect(read([file])).toEqual(whole);
});

test('it makes no difference how the pipe cuts the bytes', () => {
  for (let size = 1; size < 40; size += 1) {
    const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
      file.subarray(i * size, (i + 1) * size),
    );
    expect(read(pieces)).toEqual(whole);
  }
});

test('a stream that ends in mid-chunk gives what was whole', () => {
  expect(read([file.subarray(0, file.indexOf('01wb') + 10)])).toEqual([[0, [1, 2, 3]]]);
});

test('what is no AVI, or claims an absurd chunk, is a bug and throws', () => {
  expect(() => read([Buffer.alloc(100_000)])).toThrow('no AVI');
  const absurd = Buffer.from('RIFFmovi00wb\xff\xff\xff\x7f', 'latin1');
  expect(() => read([absurd])).toThrow('too large');
});
