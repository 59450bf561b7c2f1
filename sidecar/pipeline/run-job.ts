import { join } from 'node:path';
import type { AnalyzeJob, JobOutcome, Stage, TempoHints } from '../../shared/contracts/job.ts';
import type { Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { withTempFolder } from '../exec/temp-folder.ts';
import type { AnalysedFile } from './analyse-file.ts';
import { fetchAudio, type FetchDeps } from './fetch.ts';
import { tooLong } from './length.ts';
import type { ReportProgress } from './progress.ts';
import { type Heard, loadResult, resultFolder, storeResult, type StoredResult } from './store.ts';

export type JobSuccess = Extract<JobOutcome, { status: 'succeeded' }>;

export type AnalyseFile = (
  path: string,
  options: {
    maxDurationSec: number;
    tempoOptions?: TempoHints;
    onProgress: (stage: Stage, share: number) => void;
    signal: AbortSignal;
  },
) => Promise<Result<AnalysedFile, Failure>>;

export type RunJobDeps = FetchDeps & {
  analyseFile: AnalyseFile;
  /** Analyses under way in this process, by content: the same audio twice at once is one run. */
  inFlight: Map<string, Promise<Result<StoredResult, Failure>>>;
};

/**
 * One job from its source to its stored result: fetch → decode → analyse → store. Audio whose result is stored
 * already is fetched, known by its hash, and not analysed again. Throws when `signal` aborts it in mid-stage.
 */
export async function runJob(
  deps: RunJobDeps,
  job: AnalyzeJob,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<Result<JobSuccess, Failure>> {
  return withTempFolder(async (folder) => {
    const path = join(folder, 'audio');
    report('fetch', 0);
    const fetched = await fetchAudio(deps, job, path, { signal, onProgress: (share) => report('fetch', share) });
    if (!fetched.ok) return fetched;
    const hints = job.source.kind === 'youtube' ? undefined : job.source.hints;
    const heard: Heard = { sha256: fetched.value.sha256, hints };

    const stored = await loadResult(deps.objects, heard, signal);
    if (!stored.ok) return stored;
    const result = stored.value ? ok(stored.value) : await analyseOnce(deps, job, heard, path, report, signal);
    if (!result.ok) return result;

    const refusal = tooLong(result.value.analysis.durationSec, job.maxDurationSec);
    if (refusal) return err(refusal);
    report('store', 1);
    return ok({ status: 'succeeded', jobId: job.jobId, trackId: job.trackId, ...result.value });
  });
}

/** Decode, analyse and store, once for equal audio under an equal limit. */
function analyseOnce(
  deps: RunJobDeps,
  { maxDurationSec }: AnalyzeJob,
  heard: Heard,
  path: string,
  report: ReportProgress,
  signal: AbortSignal,
): Promise<Result<StoredResult, Failure>> {
  return shared(deps.inFlight, `${resultFolder(heard)} ${maxDurationSec}`, async () => {
    report('probe', 0);
    const analysed = await deps.analyseFile(path, {
      maxDurationSec,
      tempoOptions: heard.hints,
      signal,
      onProgress: report,
    });
    if (!analysed.ok) return analysed;
    report('store', 0);
    return storeResult(deps.objects, heard, analysed.value, signal);
  });
}

/** One run of `work` for all who ask for the same key while it runs. */
export function shared<T>(inFlight: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const running = inFlight.get(key);
  if (running) return running;
  const started = work().finally(() => inFlight.delete(key));
  inFlight.set(key, started);
  return started;
}
