import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import ffmpeg from 'fluent-ffmpeg';
import type { AudioFormat, Loudness } from '../../shared/contracts/analysis.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { createIntake, type Intake } from '../analysis/intake.ts';
import type { Signal } from '../analysis/signal.ts';
import { runFfmpeg } from '../exec/ffmpeg.ts';
import type { ProcessFailure } from '../exec/run-process.ts';
import { readTags, type TagWords } from './file-tags.ts';
import { tooLong } from './length.ts';
import { isTruncated, type OpenedFile, openedFile } from './opened-file.ts';
import { createWavReader, type WavFormat } from './wav-reader.ts';

export type DecodeOptions = {
  maxDurationSec: number;
  signal?: AbortSignal | undefined;
  /** 0 to 1, by what the container announces. */
  onProgress?: (fraction: number) => void;
};

export type Decoded = TagWords & { signal: Signal; loudness: Loudness; audio: AudioFormat };

/** What has come from ffmpeg so far. */
type Taken = { format: WavFormat | null; intake: Intake | null; opened: OpenedFile | null; durationSec: number };

/** Under this no analyser has anything to say. */
const MIN_DURATION_SEC = 0.1;
/** Enough for 20 minutes by the WebAssembly build. */
const DECODE_TIMEOUT_MS = 240_000;
/** Of what ffmpeg says, the first and the last so many bytes are read: tags can be long, and so can complaints. */
const MAX_LOG_BYTES = 1 << 20;
/** What is too long is read so much further, to be sure that it is. */
const READ_ON_SEC = 1;
/** Frames that ffmpeg hands on at once: some codecs' own are so short that the pipe costs more than what goes through. */
const FRAMES_A_WRITE = 16_384;
/** Room for a file that does not say how long it is. */
const USUAL_DURATION_SEC = 300;
/** Beyond what any converter or format of sound has, a header is a mistake or a trap: the work grows with both. */
const MAX_SAMPLE_RATE_HZ = 768_000;
const MAX_CHANNELS = 64;

/**
 * The containers that hold audio alone or audio beside pictures. Playlists and other formats that name further files
 * are left out on purpose: a file that someone sends us must not make ffmpeg open another one.
 */
const FORMATS =
  'mp3,flac,wav,w64,ogg,mov,matroska,aiff,aac,caf,asf,au,amr,wv,ape,tta,mpc,mpc8,dsf,ac3,eac3,mpegts,mpeg,avi,flv';
const UNTRUSTED_INPUT = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS];

/**
 * Reads a file once, in one run of ffmpeg: the first audio stream as mono at `SIGNAL_RATE` for the analysers, loudness
 * from the same pass, and what the file says of itself. One cut short is decoded as far as it goes.
 *
 * Fails with FILE_EMPTY, AUDIO_UNREADABLE (text, garbage, a codec that ffmpeg does not know), AUDIO_MISSING (a video
 * without sound), AUDIO_TOO_LONG (counted in decoded samples, whatever the container says), AUDIO_TOO_SHORT or
 * ANALYSIS_TIMEOUT. Rejects with the signal's reason when aborted, and when there is no such file or no ffmpeg.
 */
export async function decode(path: string, options: DecodeOptions): Promise<Result<Decoded, Failure>> {
  if ((await stat(path)).size === 0) return err(failure('FILE_EMPTY', 'The file holds no bytes.'));
  const { maxDurationSec, signal } = options;
  const reading = createReading(options);
  const run = await runFfmpeg(decodeArguments(path, maxDurationSec + READ_ON_SEC), {
    timeoutMs: DECODE_TIMEOUT_MS,
    // Counted in seconds, once it is known how many bytes a second has.
    maxStdoutBytes: Infinity,
    maxStderrBytes: MAX_LOG_BYTES,
    onStdout: reading.takeSamples,
    onStderr: reading.takeLog,
    signal: AbortSignal.any([reading.enough, ...(signal ? [signal] : [])]),
  });
  signal?.throwIfAborted();
  return decodedOf(run, reading.taken(), maxDurationSec);
}

function decodedOf(
  run: Awaited<ReturnType<typeof runFfmpeg>>,
  { format, intake, opened, durationSec }: Taken,
  maxDurationSec: number,
): Result<Decoded, Failure> {
  const failed = run.ok ? null : failureOf(run.error);
  if (!opened) return err(failed ?? unreadable());
  const { container, codec, bitrateKbps } = opened;
  if (codec === null) return err(failure('AUDIO_MISSING', 'The file has no audio stream.'));
  if (!format || !intake || durationSec === 0) return err(failed ?? unreadable());
  if (failed?.code === 'ANALYSIS_TIMEOUT') return err(failed);
  const refusal = tooLong(durationSec, maxDurationSec);
  if (refusal) return err(refusal);
  if (durationSec < MIN_DURATION_SEC)
    return err(failure('AUDIO_TOO_SHORT', `The audio is shorter than ${MIN_DURATION_SEC} seconds.`));
  const { stderr } = run.ok ? run.value : run.error;
  const { sampleRateHz, channels } = format;
  const truncated = isTruncated(opened, durationSec, stderr);
  return ok({
    ...intake.finish(),
    audio: { container, codec, sampleRateHz, channels, bitrateKbps, truncated },
    ...readTags(stderr, container),
  });
}

/** Takes what ffmpeg writes, as it comes; `enough` is aborted when nothing that is still to come would be used. */
function createReading({ maxDurationSec, onProgress }: DecodeOptions) {
  const enough = new AbortController();
  let log = Buffer.alloc(0);
  let format = null as WavFormat | null;
  let intake = null as Intake | null;
  let expectedSec = USUAL_DURATION_SEC;
  const opened = (): OpenedFile | null => openedFile(log.toString());
  const wav = createWavReader((found) => {
    if (found.sampleRateHz > MAX_SAMPLE_RATE_HZ || found.channels > MAX_CHANNELS) {
      enough.abort();
      return () => {};
    }
    format = found;
    expectedSec = Math.min(opened()?.announcedSec ?? USUAL_DURATION_SEC, maxDurationSec);
    intake = createIntake({ ...found, expectedSec });
    return intake.push;
  });
  const durationSec = (): number => intake?.durationSec() ?? 0;
  return {
    enough: enough.signal,
    takeLog: (bytes: Buffer): void => {
      if (log.length < MAX_LOG_BYTES) log = Buffer.concat([log, bytes]);
    },
    takeSamples: (bytes: Buffer): void => {
      wav.push(bytes);
      release(bytes);
      if (durationSec() > maxDurationSec + 2 * READ_ON_SEC) enough.abort();
      onProgress?.(Math.min(1, durationSec() / expectedSec));
    },
    taken: (): Taken => ({ format, intake, opened: opened(), durationSec: durationSec() }),
  };
}

/**
 * Frees what has been read: waiting for the garbage collector costs more than the kernel does with it. Small pieces that
 * the stream has joined lie in a buffer that Node shares out, which cannot be detached.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer.byteLength === byteLength) (buffer as ArrayBuffer).transfer(0);
}

/**
 * The file's own samples as 32-bit floats (what goes beyond full scale in a lossy file stays) to standard output, and its
 * tags among what is said on standard error.
 */
function decodeArguments(path: string, readToSec: number): string[] {
  // The `file:` prefix keeps a name with a colon in it from being read as a protocol.
  const command = ffmpeg(`file:${resolve(path)}`)
    .inputOptions(['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info', '-threads', '1', ...UNTRUSTED_INPUT])
    .output('pipe:1')
    .outputOptions(['-map', '0:a:0', '-map_metadata', '-1', '-t', String(readToSec), '-flush_packets', '0'])
    .audioFilters(`asetnsamples=n=${FRAMES_A_WRITE}:p=0`)
    .audioCodec('pcm_f32le')
    .format('wav')
    .output('pipe:2')
    .outputOptions(['-map', '0:a:0', '-map_chapters', '-1', '-t', '0'])
    .audioCodec('copy')
    .format('ffmetadata');
  // The types leave out this method, which gives what the library would pass to ffmpeg: it is run by `exec/` alone.
  return (command as unknown as { _getArguments(): string[] })._getArguments();
}

const unreadable = (): Failure => failure('AUDIO_UNREADABLE', 'The file is not audio that we can read.');

/** A run that failed because of the file is the file's failure; one that could not happen at all is ours, and throws. */
function failureOf(reason: ProcessFailure): Failure {
  if (reason.reason === 'timeout') return failure('ANALYSIS_TIMEOUT', 'The file took too long to read.');
  if (reason.reason === 'not_started') throw new Error(`ffmpeg could not be run: ${reason.message}`);
  return unreadable();
}
