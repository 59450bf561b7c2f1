/** What ffmpeg says of the samples it writes: of more than two channels a mask tells where each one stands. */
export type WavFormat = { channels: number; sampleRateHz: number; channelMask: number };

/** Reads the WAV file that ffmpeg writes into a pipe, in pieces of any size: a header, then 32-bit floats to the end. */
export type WavReader = { push: (bytes: Uint8Array) => void };

/** ffmpeg's header has some hundred bytes. */
const MAX_HEADER_BYTES = 64 << 10;
const EXTENSIBLE = 0xfffe;
/** Offset of the mask in the format chunk of the extensible kind (Microsoft, WAVEFORMATEXTENSIBLE). */
const MASK_AT = 20;

/**
 * @param onFormat comes first, once; what it returns gets the bytes of the samples as they come, interleaved,
 *   little-endian, cut anywhere
 */
export function createWavReader(onFormat: (format: WavFormat) => (bytes: Uint8Array) => void): WavReader {
  let header = Buffer.alloc(0);
  let onSamples: ((bytes: Uint8Array) => void) | null = null;
  return {
    push(bytes) {
      if (onSamples) return onSamples(bytes);
      header = Buffer.concat([header, bytes]);
      const data = dataStart(header);
      if (data === null && header.length > MAX_HEADER_BYTES) throw new Error('The decoder wrote no WAV.');
      if (data === null) return;
      onSamples = onFormat(data.format);
      onSamples(header.subarray(data.at));
    },
  };
}

/** Where the samples begin, and their format; null when the header is not all there. */
function dataStart(header: Buffer): { at: number; format: WavFormat } | null {
  let format: WavFormat | null = null;
  // "RIFF", a length, "WAVE"; then chunks of four letters, a length, and what they hold, padded to an even length.
  for (let at = 12; at + 8 <= header.length;) {
    const name = header.toString('latin1', at, at + 4);
    const length = header.readUInt32LE(at + 4);
    if (name === 'data' && format) return { at: at + 8, format };
    if (name === 'fmt ' && at + 8 + length <= header.length) format = readFormat(header.subarray(at + 8));
    at += 8 + length + (length & 1);
  }
  return null;
}

const readFormat = (chunk: Buffer): WavFormat => ({
  channels: chunk.readUInt16LE(2),
  sampleRateHz: chunk.readUInt32LE(4),
  channelMask: chunk.readUInt16LE(0) === EXTENSIBLE ? chunk.readUInt32LE(MASK_AT) : 0,
});
