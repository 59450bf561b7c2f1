import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../shared/result.ts';

/** Why a process gave no result. `stderr` is the last part of what it said, for the log; never for a client. */
export type ProcessFailure =
  | { reason: 'not_started'; message: string; stderr: string }
  | { reason: 'exit'; exitCode: number | null; signal: NodeJS.Signals | null; stderr: string }
  | { reason: 'timeout' | 'aborted' | 'stdout_too_large'; stderr: string };

export type ProcessOutput = { stdout: Buffer; stderr: string };

/** How every program is started; `stdio` gives it nothing to read and two pipes to write to. */
export type LaunchOptions = {
  cwd: string | undefined;
  env: NodeJS.ProcessEnv;
  stdio: ['ignore', 'pipe', 'pipe'];
  detached: boolean;
  windowsHide: true;
};
type Launched = ChildProcessByStdio<null, Readable, Readable>;

export type ProcessOptions = {
  command: string;
  /** Passed as they are: no shell ever sees them. */
  args: readonly string[];
  timeoutMs: number;
  /** More than this ends the process: `stdout_too_large`. Counted with `onStdout` too. */
  maxStdoutBytes: number;
  /** Of standard error the last so many bytes are kept; the rest is read and dropped. */
  maxStderrBytes: number;
  /**
   * Takes standard output chunk by chunk, each its own; the process waits while the promise is pending. `stdout` is then
   * empty.
   */
  onStdout?: (chunk: Buffer) => void | Promise<void>;
  /** Hears standard error chunk by chunk. */
  onStderr?: (chunk: Buffer) => void;
  signal?: AbortSignal | undefined;
  cwd?: string;
  /** Starts the command by other means than `spawn`, for a library that will do that itself: with these very options. */
  launch?: (command: string, args: readonly string[], options: LaunchOptions) => Launched;
};

/** How long a process has between TERM and KILL. */
const TERM_GRACE_MS = 1_000;

/** Windows has no process groups; there the child alone is ended. */
const hasGroups = process.platform !== 'win32';

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});

/**
 * Runs a program to its end, in its own process group, with a minimal environment and nothing on standard input.
 * A deadline, an abort, or too much output ends the whole group (TERM, then KILL); whatever of the group outlives the
 * program itself is killed too. Throws only what `onStdout` throws, once the group is gone.
 */
export async function runProcess(options: ProcessOptions): Promise<Result<ProcessOutput, ProcessFailure>> {
  if (options.signal?.aborted) return err({ reason: 'aborted', stderr: '' });
  const launch = options.launch ?? spawn;
  const child = launch(options.command, options.args, {
    cwd: options.cwd,
    env: minimalEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: hasGroups,
    windowsHide: true,
  });
  running.add(child);
  const closed = once(child, 'close');
  // 'close' never comes for a program that could not be started: 'error' rejects `closed`, and is read below.
  closed.catch(() => {});
  child.once('exit', () => killGroup(child, 'SIGKILL'));

  let ending: 'timeout' | 'aborted' | 'stdout_too_large' | null = null;
  let killTimer: NodeJS.Timeout | undefined;
  const end = (reason: NonNullable<typeof ending>) => {
    if (ending !== null) return;
    ending = reason;
    killGroup(child, 'SIGTERM');
    killTimer = setTimeout(() => killGroup(child, 'SIGKILL'), TERM_GRACE_MS);
  };
  const deadline = setTimeout(() => end('timeout'), options.timeoutMs);
  const onAbort = () => end('aborted');
  options.signal?.addEventListener('abort', onAbort, { once: true });

  const stderrTail = readTail(child.stderr, options.maxStderrBytes);
  if (options.onStderr) child.stderr.on('data', options.onStderr);
  try {
    const stdout = await readStdout(
      child.stdout,
      options,
      () => end('stdout_too_large'),
      () => ending !== null,
    );
    const [exitCode, signal] = (await closed) as [number | null, NodeJS.Signals | null];
    const stderr = stderrTail();
    if (ending !== null) return err({ reason: ending, stderr });
    if (exitCode !== 0) return err({ reason: 'exit', exitCode, signal, stderr });
    return ok({ stdout, stderr });
  } catch (error) {
    if (child.pid === undefined) return err({ reason: 'not_started', message: String(error), stderr: '' });
    killGroup(child, 'SIGKILL');
    child.stdout.resume();
    await closed;
    throw error;
  } finally {
    clearTimeout(deadline);
    clearTimeout(killTimer);
    options.signal?.removeEventListener('abort', onAbort);
    running.delete(child);
  }
}

async function readStdout(
  stream: Readable,
  { onStdout, maxStdoutBytes }: ProcessOptions,
  tooLarge: () => void,
  isEnding: () => boolean,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // destroyOnReturn: the stream must stay open after an early exit, so that the caller can drain it.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxStdoutBytes) tooLarge();
    if (isEnding()) continue;
    if (onStdout) await onStdout(chunk);
    else chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a stream to its end and keeps the last `maxBytes`; the function returned gives them as text. */
function readTail(stream: Readable, maxBytes: number): () => string {
  let kept: Buffer[] = [];
  let bytes = 0;
  const cut = () => {
    kept = [Buffer.concat(kept).subarray(-maxBytes)];
    bytes = kept[0]?.length ?? 0;
  };
  stream.on('data', (chunk: Buffer) => {
    kept.push(chunk);
    bytes += chunk.length;
    if (bytes > 2 * maxBytes) cut();
  });
  return () => {
    if (bytes > maxBytes) cut();
    return Buffer.concat(kept).toString('utf8');
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // ESRCH: the group has ended by itself.
  }
}

/** What a media tool needs to run, and none of our secrets. */
function minimalEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LANG: 'C.UTF-8' };
  for (const name of ['PATH', 'TMPDIR', 'TEMP', 'SystemRoot']) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
