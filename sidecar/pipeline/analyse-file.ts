import { availableParallelism } from 'node:os';
import { type Analysis, ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import type { FileTags, Stage } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SignalFindings, SignalTask } from '../analysis/analyse-signal.ts';
import type { TempoOptions } from '../analysis/tempo.ts';
import type { Waveforms } from '../analysis/waveform.ts';
import { createWorkerPool, type WorkerPool } from '../analysis/worker-pool.ts';
import { decode } from './decode.ts';

export type AnalyseFileOptions = {
  maxDurationSec: number;
  /** What the caller knows of the tempo; the file's tags tell the rest. */
  tempoOptions?: TempoOptions;
  /** `share` is 0 to 1 within the stage. */
  onProgress?: (stage: Stage, share: number) => void;
  signal?: AbortSignal;
};

export type AnalysedFile = { analysis: Analysis; waveforms: Waveforms; tags: FileTags };

const ANALYSE_TIMEOUT_MS = 120_000;
/** Seconds of audio after which a worker is replaced. */
const WORKER_MAX_AUDIO_SEC = 3_600;

let pool: WorkerPool<SignalTask, SignalFindings> | undefined;

/** One worker a core, started when first needed. */
const analysisPool = (): WorkerPool<SignalTask, SignalFindings> =>
  (pool ??= createWorkerPool({
    script: new URL('../analysis/worker.ts', import.meta.url),
    size: availableParallelism(),
    maxLoad: WORKER_MAX_AUDIO_SEC,
  }));

/**
 * Analyses a sound file: decode → analyse. The command line and the server share it.
 *
 * Fails with FILE_EMPTY, AUDIO_UNREADABLE, AUDIO_MISSING, AUDIO_TOO_LONG, AUDIO_TOO_SHORT or ANALYSIS_TIMEOUT.
 * Rejects with the signal's reason when aborted, and when there is no such file.
 */
export async function analyseFile(
  path: string,
  { maxDurationSec, tempoOptions, onProgress, signal }: AnalyseFileOptions,
): Promise<Result<AnalysedFile, Failure>> {
  onProgress?.('probe', 0);
  const decoded = await decode(path, {
    maxDurationSec,
    signal,
    onProgress: (share) => onProgress?.('decode', share),
  });
  if (!decoded.ok) return decoded;
  const { signal: sound, loudness, audio, tags, taggedBpm, taggedKey } = decoded.value;
  const { durationSec } = sound;

  onProgress?.('analyse', 0);
  const analysed = await analysisPool().run(
    {
      signal: sound,
      loudness,
      tempoOptions: { taggedBpm, ...tempoOptions, genre: tempoOptions?.genre ?? tags.genre },
      taggedKey,
    },
    {
      timeoutMs: ANALYSE_TIMEOUT_MS,
      // The samples move to the worker: nothing is held twice.
      transfer: [sound.samples.buffer as ArrayBuffer],
      load: durationSec,
      onProgress: (share) => onProgress?.('analyse', share),
      signal,
    },
  );
  if (!analysed.ok) return err(failure('ANALYSIS_TIMEOUT', 'The analysis of the file took too long.'));
  const { findings, waveforms } = analysed.value;
  const analysis: Analysis = {
    analysisVersion: ANALYSIS_VERSION,
    durationSec: Math.round(durationSec * 1000) / 1000,
    audio,
    loudness,
    ...findings,
  };
  return ok({ analysis, waveforms, tags });
}
