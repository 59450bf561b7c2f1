import type { AnalyzeJob } from '../../shared/contracts/job.ts';
import type { Failure } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import type { SavedFile } from '../net/save-stream.ts';
import type { Objects } from '../storage/objects.ts';
import { fetchYoutube, type FetchYoutubeDeps } from './fetch-youtube.ts';

export type FetchDeps = FetchYoutubeDeps & {
  objects: Objects;
};

/** The job's audio into a new file at `path`: an object of our bucket, a public address, or a video. */
export function fetchAudio(
  deps: FetchDeps,
  { source, maxBytes, maxDurationSec }: Pick<AnalyzeJob, 'source' | 'maxBytes' | 'maxDurationSec'>,
  path: string,
  options: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Result<SavedFile, Failure>> {
  if (source.kind === 'object') {
    return deps.objects.download(source.key, path, { ...options, maxBytes, timeoutMs: deps.fetchTimeoutMs });
  }
  if (source.kind === 'youtube') {
    return fetchYoutube(deps, source.youtubeId, path, { ...options, maxBytes, maxDurationSec });
  }
  return guardedFetch(source.url, path, {
    ...options,
    maxBytes,
    timeoutMs: deps.fetchTimeoutMs,
    idleTimeoutMs: deps.fetchIdleTimeoutMs,
    allowedHosts: deps.allowedHosts,
  });
}
