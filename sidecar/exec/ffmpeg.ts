import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../shared/result.ts';
import { runProcess, type ProcessFailure, type ProcessOptions, type ProcessOutput } from './run-process.ts';

/** A program, and the arguments that come before its own. */
export type Ffmpeg = { command: string; args: readonly string[]; source: 'settings' | 'path' | 'wasm' };

const WASM = 'wasm';
const shim = fileURLToPath(new URL('./ffmpeg-wasm.ts', import.meta.url));

/**
 * Which ffmpeg to run: the one that FFMPEG_PATH names ("wasm" names the WebAssembly build), else the installed one, else
 * the WebAssembly build in a child process of its own.
 */
export function findFfmpeg(settings: { FFMPEG_PATH?: string | undefined; PATH?: string | undefined }): Ffmpeg {
  const { FFMPEG_PATH: named } = settings;
  const command = named === WASM ? null : named || findOnPath('ffmpeg', settings.PATH);
  if (command) return { command, args: [], source: named ? 'settings' : 'path' };
  return { command: process.execPath, args: [shim], source: 'wasm' };
}

function findOnPath(name: string, path = ''): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of path.split(delimiter).filter(Boolean)) {
    try {
      accessSync(join(folder, file), constants.X_OK);
      return join(folder, file);
    } catch {
      // not in this folder
    }
  }
  return null;
}

let found: Ffmpeg | undefined;

/** The ffmpeg of this process, looked up once. */
const ourFfmpeg = (): Ffmpeg => (found ??= findFfmpeg(process.env));

/** `runProcess` with ffmpeg. Name files by absolute paths: the WebAssembly build sees the folders of those alone. */
export const runFfmpeg = (
  args: readonly string[],
  options: Omit<ProcessOptions, 'command' | 'args'>,
  ffmpeg: Ffmpeg = ourFfmpeg(),
): Promise<Result<ProcessOutput, ProcessFailure>> =>
  runProcess({ ...options, command: ffmpeg.command, args: [...ffmpeg.args, ...args] });

/** One line for people: which ffmpeg is used, or that none works. */
export async function describeFfmpeg(ffmpeg: Ffmpeg = ourFfmpeg()): Promise<string> {
  const version = await ffmpegVersion(ffmpeg);
  if (version === null) return `no working ffmpeg (${ffmpeg.command})`;
  if (ffmpeg.source !== 'wasm') return `ffmpeg ${version} (${ffmpeg.command})`;
  return `ffmpeg ${version} as WebAssembly, in half the speed of an installed one`;
}

/** The version that ffmpeg says it is, or null when it cannot be run. */
export async function ffmpegVersion(ffmpeg: Ffmpeg = ourFfmpeg()): Promise<string | null> {
  const answer = await runFfmpeg(
    ['-version'],
    { timeoutMs: 15_000, maxStdoutBytes: 65_536, maxStderrBytes: 4_096 },
    ffmpeg,
  );
  return answer.ok ? (/^ffmpeg version (\S+)/m.exec(answer.value.stdout.toString())?.[1] ?? null) : null;
}
