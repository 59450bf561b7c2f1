import ffmpeg from 'fluent-ffmpeg';
import type { Loudness } from '../../shared/contracts/analysis.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { loudnessOf } from '../analysis/loudness.ts';
import { type Signal, SIGNAL_RATE, signalOf } from '../analysis/signal.ts';
import { createPeakMeter } from '../analysis/true-peak.ts';
import { runFfmpeg } from '../exec/media-tools.ts';
import { createAviReader } from './avi.ts';
import { createDownmix } from './downmix.ts';
import { type AudioProbe, inputUrl, UNTRUSTED_INPUT, unreadable } from './probe.ts';

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
/** The loudness log: seven lines of some 70 bytes ten times a second. */
const LOG_BYTES_A_SECOND = 10 * 7 * 90;
const NATIVE = 0;

/**
 * Decodes the first audio stream once: mono at `SIGNAL_RATE` for the analysers, and loudness from the same pass. A file
 * cut short is decoded as far as it goes.
 *
 * Fails with AUDIO_TOO_LONG (counted in decoded samples, whatever the container says), AUDIO_TOO_SHORT,
 * AUDIO_UNREADABLE, ANALYSIS_TIMEOUT.
 */
export async function decode(
  path: string,
  probe: AudioProbe,
  options: DecodeOptions,
): Promise<Result<Decoded, Failure>> {
  const first = await decodePass(path, probe, options, false);
  if (!first.ok || first.value.nonFinite === 0) return first;
  // A NaN spoils every loudness value after it; files that hold one are rare enough to be read a second time.
  return decodePass(path, probe, options, true);
}

async function decodePass(
  path: string,
  probe: AudioProbe,
  { maxDurationSec, signal, onProgress }: DecodeOptions,
  cleaned: boolean,
): Promise<Result<Decoded & { nonFinite: number }, Failure>> {
  const channels = probe.channels === 1 ? 1 : 2;
  const expectedSec = Math.min(probe.announcedSec ?? 300, maxDurationSec);
  const downmix = createDownmix(channels, expectedSec);
  const peaks = createPeakMeter(probe.channels);
  let frames = 0;
  const avi = createAviReader((stream, samples) => {
    if (stream === NATIVE) return peaks.push(samples);
    frames += samples.length / channels;
    downmix.push(samples);
  });
  const readToSec = maxDurationSec + 1;
  const run = await runFfmpeg(decodeArguments(path, probe, readToSec, cleaned), {
    timeoutMs: DECODE_TIMEOUT_MS,
    maxStdoutBytes: (readToSec + 1) * 4.1 * (probe.sampleRateHz * probe.channels + SIGNAL_RATE * channels) + (1 << 20),
    maxStderrBytes: (readToSec + 1) * LOG_BYTES_A_SECOND,
    onStdout: (bytes) => {
      avi.push(bytes);
      onProgress?.(Math.min(1, frames / SIGNAL_RATE / expectedSec));
    },
    signal,
  });
  signal?.throwIfAborted();
  const durationSec = frames / SIGNAL_RATE;
  if (!run.ok && (run.error.reason !== 'exit' || frames === 0)) return err(unreadable(run.error));
  if (frames === 0) return err(failure('AUDIO_UNREADABLE', 'The file is not audio that we can read.'));
  if (durationSec > maxDurationSec)
    return err(failure('AUDIO_TOO_LONG', `The audio is longer than ${Math.round(maxDurationSec)} seconds.`));
  if (durationSec < MIN_DURATION_SEC)
    return err(failure('AUDIO_TOO_SHORT', `The audio is shorter than ${MIN_DURATION_SEC} seconds.`));
  const log = run.ok ? run.value.stderr : run.error.stderr;
  return ok({
    signal: signalOf(downmix.take()),
    loudness: loudnessOf(log, peaks.truePeakDbtp()),
    nonFinite: peaks.nonFinite(),
  });
}

/** Two outputs of one decoder: the file's own samples, for loudness and peaks, and the analysers' signal. */
function decodeArguments(path: string, probe: AudioProbe, readToSec: number, cleaned: boolean): string[] {
  const source = cleaned ? 'aeval=exprs=if(isnan(val(ch))+isinf(val(ch))\\,0\\,val(ch)):c=same,asplit' : 'asplit';
  const mixed = probe.channels > 2 ? 'aformat=channel_layouts=stereo,' : '';
  const command = ffmpeg(inputUrl(path))
    .inputOptions(['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-threads', '1', ...UNTRUSTED_INPUT])
    .complexFilter(
      `[0:a:0]${source}[a][b];` +
        `[a]ebur128=metadata=1:framelog=verbose,ametadata=mode=print:file='pipe\\:2',aformat=sample_fmts=flt[native];` +
        `[b]${mixed}aresample=${SIGNAL_RATE},aformat=sample_fmts=flt[signal]`,
    )
    .outputOptions(['-map', '[native]', '-map', '[signal]', '-c:a', 'pcm_f32le', '-t', String(readToSec)])
    .format('avi')
    .output('pipe:1');
  // The types leave out this method, which gives what the library would pass to ffmpeg.
  return (command as unknown as { _getArguments(): string[] })._getArguments();
}
