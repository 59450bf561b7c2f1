import type { AnalyzeJob } from '../../shared/contracts/job.ts';
import type { Failure } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import type { SavedFile } from '../net/save-stream.ts';
import type { Objects } from '../storage/objects.ts';

export type FetchDeps = {
  objects: Objects;
  allowedHosts: ReadonlySet<string>;
  fetchTimeoutMs: number;
  fetchIdleTimeoutMs: number;
};

/** The job's audio into a new file at `path`: an object of our bucket, or a public address. */
export function fetchAudio(
  deps: FetchDeps,
  { source, maxBytes }: Pick<AnalyzeJob, 'source' | 'maxBytes'>,
  path: string,
  options: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Result<SavedFile, Failure>> {
  if (source.kind === 'object') {
    return deps.objects.download(source.key, path, { ...options, maxBytes, timeoutMs: deps.fetchTimeoutMs });
  }
  return guardedFetch(source.url, path, {
    ...options,
    maxBytes,
    timeoutMs: deps.fetchTimeoutMs,
    idleTimeoutMs: deps.fetchIdleTimeoutMs,
    allowedHosts: deps.allowedHosts,
  });
}
