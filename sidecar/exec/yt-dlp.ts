import { createRequire } from 'node:module';
import type wrapper from 'yt-dlp-wrap';
import type { Result } from '../../shared/result.ts';
import {
  type LaunchOptions,
  type ProcessFailure,
  type ProcessOptions,
  type ProcessOutput,
  runProcess,
} from './run-process.ts';

// A CommonJS module with a `default` of its own, which loaders don't agree how to import.
const { default: YTDlpWrap } = createRequire(import.meta.url)('yt-dlp-wrap') as typeof wrapper;

/** The first release that wants a JavaScript engine for YouTube, and can be told which. */
const FIRST_WITH_ENGINES = '2025.11.12';

export type YtDlpOptions = Omit<ProcessOptions, 'command' | 'args' | 'launch' | 'onStdout'> & {
  /** Called as the download goes on, 0 to 1; not while the whole is not known. */
  onDownload: (share: number) => void;
};

/**
 * `runProcess` with yt-dlp, started by yt-dlp-wrap, which reads its progress. Deadline, caps, process group and ends are
 * `runProcess`'s: the wrapper itself would keep all of standard error, and end a run by a shell.
 */
export function runYtDlp(
  path: string,
  args: readonly string[],
  { onDownload, ...options }: YtDlpOptions,
): Promise<Result<ProcessOutput, ProcessFailure>> {
  const launch = (command: string, given: readonly string[], how: LaunchOptions) => {
    const run = new YTDlpWrap(command).exec([...given], how as object);
    // What it says of the end, `runProcess` says too.
    run.on('error', () => {});
    run.on('progress', ({ percent }) => {
      if (percent !== undefined && percent >= 0) onDownload(Math.min(1, percent / 100));
    });
    const child = run.ytDlpProcess as unknown as ReturnType<NonNullable<ProcessOptions['launch']>>;
    child.stderr.removeAllListeners('data');
    return child;
  };
  return runProcess({ ...options, command: path, args, launch });
}

const versions = new Map<string, Promise<string | null>>();

/** The release that is installed there ("2026.08.19"), or null when it can't be run. Asked for once: it takes a second. */
export function ytDlpVersion(path: string): Promise<string | null> {
  const known = versions.get(path) ?? askVersion(path);
  versions.set(path, known);
  return known;
}

async function askVersion(path: string): Promise<string | null> {
  const limits = { timeoutMs: 30_000, maxStdoutBytes: 4_096, maxStderrBytes: 4_096 };
  const answer = await runProcess({ command: path, args: ['--ignore-config', '--version'], ...limits });
  if (answer.ok) return answer.value.stdout.toString().trim();
  versions.delete(path);
  return null;
}

/** What makes this Node the engine that runs YouTube's own JavaScript, where the release has need of one. */
export const engineArguments = (version: string): string[] =>
  version >= FIRST_WITH_ENGINES ? ['--js-runtimes', `node:${process.execPath}`] : [];
