import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ProcessFailure } from '../exec/run-process.ts';
import { engineArguments, runYtDlp, ytDlpVersion } from '../exec/yt-dlp.ts';
import { log } from '../log.ts';
import { withGuardedProxy } from '../net/guarded-proxy.ts';
import { fileTooLarge, type SavedFile } from '../net/save-stream.ts';
import { youtubeFailure } from './youtube-failures.ts';

export type FetchYoutubeDeps = {
  allowedHosts: ReadonlySet<string>;
  ytDlpPath: string | undefined;
  youtubeSiteUrl: string;
  fetchTimeoutMs: number;
  fetchIdleTimeoutMs: number;
};

export type FetchYoutubeOptions = {
  maxBytes: number;
  maxDurationSec: number;
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Progress, a line a block; a video of 20 minutes has some thousand. */
const MAX_STDOUT_BYTES = 4 * 1024 * 1024;
const MAX_STDERR_BYTES = 16 * 1024;

/** What the pages, scripts and lists of formats that lead to a video's sound may come to: some 5 MB at YouTube. */
const MAX_PAGES_BYTES = 32 * 1024 * 1024;

/** Before anything is downloaded yt-dlp prints this with what the refusal of a video is told by. */
const FACTS = 'video-facts';

const FIXED_ARGUMENTS: readonly string[] = [
  // Of the machine's own settings and caches nothing counts.
  '--ignore-config',
  '--no-cache-dir',
  // One video, never a list; into one file, under its name from the first byte on.
  '--no-playlist',
  '--no-part',
  '--no-mtime',
  // The stream as it is: the decoder takes any, and nothing converts it before.
  '--format',
  'bestaudio/best',
  '--downloader',
  'native',
  '--fixup',
  'never',
  // The queue tries again in its own time.
  '--retries',
  '2',
  '--fragment-retries',
  '2',
  '--extractor-retries',
  '1',
  // A `print` would make it quiet, and only simulate.
  '--print',
  `pre_process:${FACTS} %(live_status)s %(duration)s`,
  '--no-simulate',
  '--progress',
  '--newline',
  '--no-warnings',
];

/**
 * A video's audio stream, as it is, into a new file at `path`. Fails with YOUTUBE_AUDIO_OFF, a VIDEO_… problem,
 * YOUTUBE_REFUSED, URL_UNREACHABLE, URL_NOT_ALLOWED, AUDIO_TOO_LONG or FILE_TOO_LARGE; with UNAVAILABLE when yt-dlp can't be run.
 *
 * yt-dlp makes connections of its own: they go through a proxy that holds them to the rules of the guarded fetch, and
 * counts what they bring, for `--max-filesize` goes by the length that a server states, and it need not state one.
 */
export async function fetchYoutube(
  deps: FetchYoutubeDeps,
  youtubeId: string,
  path: string,
  options: FetchYoutubeOptions,
): Promise<Result<SavedFile, Failure>> {
  const { ytDlpPath, fetchTimeoutMs } = deps;
  if (!ytDlpPath) {
    return err(failure('YOUTUBE_AUDIO_OFF', 'The sidecar takes no audio from YouTube: its YTDLP_PATH is not set.'));
  }
  const version = await ytDlpVersion(ytDlpPath);
  if (version === null) return err(notRunning());

  const { maxBytes, signal } = options;
  const rules = { allowedHosts: deps.allowedHosts, maxBytes: maxBytes + MAX_PAGES_BYTES, signal };
  return withGuardedProxy(rules, async (proxy) => {
    const args = argumentsFor(deps, version, youtubeId, path, options);
    const run = await runYtDlp(ytDlpPath, ['--proxy', proxy.url, ...args], {
      timeoutMs: fetchTimeoutMs,
      maxStdoutBytes: MAX_STDOUT_BYTES,
      maxStderrBytes: MAX_STDERR_BYTES,
      signal,
      onDownload: options.onProgress,
    });
    signal.throwIfAborted();
    if (proxy.isOverfull()) return err(fileTooLarge(maxBytes));
    const refusal = proxy.refusal();
    if (!run.ok) return err(refusal?.code === 'URL_NOT_ALLOWED' ? refusal : failureOfRun(run.error));
    const saved = await savedFile(path);
    if (!saved) return err(refusalOf(run.value.stdout.toString(), options));
    return saved.bytes > maxBytes ? err(fileTooLarge(maxBytes)) : ok(saved);
  });
}

function argumentsFor(
  { youtubeSiteUrl, fetchIdleTimeoutMs }: FetchYoutubeDeps,
  version: string,
  youtubeId: string,
  path: string,
  { maxBytes, maxDurationSec }: FetchYoutubeOptions,
): string[] {
  const url = new URL('/watch', youtubeSiteUrl);
  url.searchParams.set('v', youtubeId);
  return [
    ...FIXED_ARGUMENTS,
    ...engineArguments(version),
    '--socket-timeout',
    String(Math.ceil(fetchIdleTimeoutMs / 1000)),
    '--match-filters',
    `!is_live & duration<=?${Math.ceil(maxDurationSec)}`,
    '--max-filesize',
    String(maxBytes),
    '--output',
    // `%` begins a template of yt-dlp's.
    path.replaceAll('%', '%%'),
    '--',
    url.href,
  ];
}

const notRunning = (): Failure => failure('UNAVAILABLE', 'The program that reads YouTube does not run.');

function failureOfRun(error: ProcessFailure): Failure {
  log('ytdlp.failed', { reason: error.reason, said: error.stderr.replaceAll(/https?:\S+/g, '…').slice(-500) });
  if (error.reason === 'not_started') return notRunning();
  if (error.reason === 'timeout') return failure('URL_UNREACHABLE', 'The video took too long to download.');
  return youtubeFailure(error.stderr);
}

/** Why a run that went well left no file: a video that is live, longer or larger than allowed is passed over. */
function refusalOf(stdout: string, { maxBytes, maxDurationSec }: FetchYoutubeOptions): Failure {
  const facts = new RegExp(`^${FACTS} (\\S+) (\\S+)`, 'm').exec(stdout);
  if (!facts) return failure('VIDEO_UNREADABLE', 'The video gave no sound.');
  const [, liveStatus, duration] = facts;
  if (liveStatus === 'is_live' || liveStatus === 'is_upcoming') {
    return failure('VIDEO_LIVE', 'The video is live, or has yet to begin.');
  }
  if (Number(duration) > maxDurationSec) {
    return failure('AUDIO_TOO_LONG', `The video is longer than ${Math.floor(maxDurationSec / 60)} minutes.`);
  }
  return fileTooLarge(maxBytes);
}

async function savedFile(path: string): Promise<SavedFile | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return bytes > 0 ? { bytes, sha256: hash.digest('hex') } : null;
}
