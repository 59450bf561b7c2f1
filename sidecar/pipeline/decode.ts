import ffmpeg from 'fluent-ffmpeg';
import type { Loudness } from '../../shared/contracts/analysis.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { createIntake, type Intake } from '../analysis/intake.ts';
import type { Signal } from '../analysis/signal.ts';
import { runFfmpeg } from '../exec/media-tools.ts';
import { tooLong } from './length.ts';
import { type AudioProbe, inputUrl, isDecodable, UNTRUSTED_INPUT, unreadable } from './probe.ts';
import { createWavReader } from './wav-reader.ts';

export type DecodeOptions = {
  maxDurationSec: number;
  signal?: AbortSignal | undefined;
  /** 0 to 1, by what the container announces. */
  onProgress?: (fraction: number) => void;
};

export type Decoded = { signal: Signal; loudness: Loudness };

/** Under this no analyser has anything to say. */
const MIN_DURATION_SEC = 0.1;
/** Enough for 20 minutes by the WebAssembly build. */
const DECODE_TIMEOUT_MS = 240_000;
const MAX_STDERR_BYTES = 16 << 10;
const FLOAT_BYTES = 4;
/** Frames that ffmpeg hands on at once: some codecs' own are so short that the pipe costs more than what goes through. */
const FRAMES_A_WRITE = 16_384;

/**
 * Decodes the first audio stream once: mono at `SIGNAL_RATE` for the analysers, and loudness from the same pass. A file
 * cut short is decoded as far as it goes.
 *
 * Fails with AUDIO_TOO_LONG (counted in decoded samples, whatever the container says), AUDIO_TOO_SHORT,
 * AUDIO_UNREADABLE, ANALYSIS_TIMEOUT.
 */
export async function decode(
  path: string,
  { announcedSec, sampleRateHz, channels }: AudioProbe,
  { maxDurationSec, signal, onProgress }: DecodeOptions,
): Promise<Result<Decoded, Failure>> {
  const expectedSec = Math.min(announcedSec ?? 300, maxDurationSec);
  const readToSec = maxDurationSec + 1;
  let intake = null as Intake | null;
  const wav = createWavReader((format) => {
    // The header that was probed can be another than the one that the decoder goes by.
    if (!isDecodable(format)) return () => {};
    intake = createIntake({ ...format, expectedSec });
    return intake.push;
  });
  const run = await runFfmpeg(decodeArguments(path, readToSec), {
    timeoutMs: DECODE_TIMEOUT_MS,
    maxStdoutBytes: (readToSec + 1) * sampleRateHz * channels * FLOAT_BYTES + (1 << 20),
    maxStderrBytes: MAX_STDERR_BYTES,
    onStdout: (bytes) => {
      wav.push(bytes);
      release(bytes);
      onProgress?.(Math.min(1, (intake?.durationSec() ?? 0) / expectedSec));
    },
    signal,
  });
  signal?.throwIfAborted();
  const durationSec = intake?.durationSec() ?? 0;
  if (!run.ok && (run.error.reason !== 'exit' || durationSec === 0)) return err(unreadable(run.error));
  if (!intake || durationSec === 0) return err(failure('AUDIO_UNREADABLE', 'The file is not audio that we can read.'));
  const refusal = tooLong(durationSec, maxDurationSec);
  if (refusal) return err(refusal);
  if (durationSec < MIN_DURATION_SEC)
    return err(failure('AUDIO_TOO_SHORT', `The audio is shorter than ${MIN_DURATION_SEC} seconds.`));
  return ok(intake.finish());
}

/**
 * Frees what has been read: waiting for the garbage collector costs more than the kernel does with it. Small pieces that
 * the stream has joined lie in a buffer that Node shares out, which cannot be detached.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer.byteLength === byteLength) (buffer as ArrayBuffer).transfer(0);
}

/** The file's own samples as 32-bit floats: what goes beyond full scale in a lossy file stays. */
function decodeArguments(path: string, readToSec: number): string[] {
  const command = ffmpeg(inputUrl(path))
    .inputOptions(['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-threads', '1', ...UNTRUSTED_INPUT])
    .outputOptions(['-map', '0:a:0', '-map_metadata', '-1', '-t', String(readToSec)])
    .audioFilters(`asetnsamples=n=${FRAMES_A_WRITE}:p=0`)
    .audioCodec('pcm_f32le')
    .outputOptions(['-flush_packets', '0'])
    .format('wav')
    .output('pipe:1');
  // The types leave out this method, which gives what the library would pass to ffmpeg: it is run by `exec/` alone.
  return (command as unknown as { _getArguments(): string[] })._getArguments();
}
