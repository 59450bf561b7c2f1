/**
 * Two streams of PCM through one pipe. ffmpeg writes them as an AVI file, the plainest container it can interleave into:
 * after a header come chunks of four letters ("00wb": stream 0, sound), a 32-bit little-endian length, the samples, and
 * a byte of padding if the length is odd (Microsoft, "AVI RIFF File Reference").
 */
export type AviReader = { push: (bytes: Buffer) => void };

/** The header is under 2 KB; the chunks hold a tenth of a second, at most 1 s of 8 channels at 192 kHz. */
const MAX_HEADER_BYTES = 64 << 10;
const MAX_CHUNK_BYTES = 8 << 20;

/**
 * Takes the pipe's bytes in pieces of any size and hands out each whole chunk as samples.
 *
 * @param onSamples gets the stream's number and its samples, interleaved; the array is reused for the next chunk
 */
export function createAviReader(onSamples: (stream: number, samples: Float32Array) => void): AviReader {
  let chunk = new ArrayBuffer(64 << 10);
  const chunkHeader = Buffer.alloc(8);
  let header: Buffer | null = Buffer.alloc(0);
  let headerFilled = 0;
  let chunkFilled = 0;
  let ended = false;

  const readChunks = (bytes: Buffer): void => {
    let at = 0;
    while (at < bytes.length && !ended) {
      if (headerFilled < 8) {
        const taken = bytes.copy(chunkHeader, headerFilled, at, at + 8 - headerFilled);
        headerFilled += taken;
        at += taken;
        if (headerFilled < 8) return;
        // What follows the sound is an index.
        ended = chunkHeader.toString('latin1', 2, 4) !== 'wb';
        if (chunkHeader.readUInt32LE(4) > MAX_CHUNK_BYTES)
          throw new Error('A chunk of the decoder’s AVI is too large.');
        continue;
      }
      const length = chunkHeader.readUInt32LE(4);
      const padded = length + (length & 1);
      if (padded > chunk.byteLength) chunk = chunk.transfer(padded);
      const taken = bytes.copy(new Uint8Array(chunk), chunkFilled, at, at + padded - chunkFilled);
      chunkFilled += taken;
      at += taken;
      if (chunkFilled < padded) return;
      onSamples(Number(chunkHeader.toString('latin1', 0, 2)), new Float32Array(chunk, 0, length >> 2));
      headerFilled = 0;
      chunkFilled = 0;
    }
  };

  return {
    push(bytes) {
      if (header === null) return readChunks(bytes);
      header = Buffer.concat([header, bytes]);
      const start = header.indexOf('movi', 'latin1');
      if (start < 0 && header.length > MAX_HEADER_BYTES) throw new Error('The decoder wrote no AVI.');
      if (start < 0) return;
      const rest = header.subarray(start + 4);
      header = null;
      readChunks(rest);
    },
  };
}
