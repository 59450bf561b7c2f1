import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../shared/result.ts';
import { runProcess, type ProcessFailure, type ProcessOptions, type ProcessOutput } from './run-process.ts';

/** A program, and the arguments that come before its own. */
export type MediaTool = { command: string; args: readonly string[] };
export type MediaTools = { ffmpeg: MediaTool; ffprobe: MediaTool; source: 'settings' | 'path' | 'wasm' };

type ToolSettings = { FFMPEG_PATH?: string | undefined; FFPROBE_PATH?: string | undefined; PATH?: string | undefined };

const WASM = 'wasm';
const shim = fileURLToPath(new URL('./ffmpeg-wasm.ts', import.meta.url));
const wasmTool = (name: 'ffmpeg' | 'ffprobe'): MediaTool => ({ command: process.execPath, args: [shim, name] });

/**
 * Which ffmpeg and ffprobe to run: those that FFMPEG_PATH and FFPROBE_PATH name ("wasm" names the WebAssembly build),
 * else the installed ones, else the WebAssembly build in a child process of its own.
 */
export function findMediaTools(settings: ToolSettings): MediaTools {
  if (settings.FFMPEG_PATH === WASM) return wasmTools();
  const ffmpeg = settings.FFMPEG_PATH || findOnPath('ffmpeg', settings.PATH);
  const ffprobe = settings.FFPROBE_PATH || findOnPath('ffprobe', settings.PATH);
  if (!ffmpeg || !ffprobe) return wasmTools();
  return {
    ffmpeg: { command: ffmpeg, args: [] },
    ffprobe: { command: ffprobe, args: [] },
    source: settings.FFMPEG_PATH ? 'settings' : 'path',
  };
}

const wasmTools = (): MediaTools => ({ ffmpeg: wasmTool('ffmpeg'), ffprobe: wasmTool('ffprobe'), source: 'wasm' });

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

let found: MediaTools | undefined;

/** The tools of this process, looked up once. */
export const mediaTools = (): MediaTools => (found ??= findMediaTools(process.env));

type ToolOptions = Omit<ProcessOptions, 'command' | 'args'>;

/** `runProcess` with ffmpeg. Name files by absolute paths: the WebAssembly build sees the folders of those alone. */
export const runFfmpeg = (
  args: readonly string[],
  options: ToolOptions,
  { ffmpeg }: MediaTools = mediaTools(),
): Promise<Result<ProcessOutput, ProcessFailure>> =>
  runProcess({ ...options, command: ffmpeg.command, args: [...ffmpeg.args, ...args] });

/** `runProcess` with ffprobe; see `runFfmpeg`. */
export const runFfprobe = (
  args: readonly string[],
  options: ToolOptions,
  { ffprobe }: MediaTools = mediaTools(),
): Promise<Result<ProcessOutput, ProcessFailure>> =>
  runProcess({ ...options, command: ffprobe.command, args: [...ffprobe.args, ...args] });

/** One line for people: which ffmpeg is used, or that none works. */
export async function describeMediaTools(tools: MediaTools = mediaTools()): Promise<string> {
  const version = await ffmpegVersion(tools);
  if (version === null) return `no working ffmpeg (${tools.ffmpeg.command})`;
  if (tools.source !== 'wasm') return `ffmpeg ${version} (${tools.ffmpeg.command})`;
  return `ffmpeg ${version} as WebAssembly, in half the speed of an installed one`;
}

/** The version that ffmpeg says it is, or null when it cannot be run. */
export async function ffmpegVersion(tools: MediaTools = mediaTools()): Promise<string | null> {
  const answer = await runFfmpeg(
    ['-version'],
    { timeoutMs: 15_000, maxStdoutBytes: 65_536, maxStderrBytes: 4_096 },
    tools,
  );
  return answer.ok ? (/^ffmpeg version (\S+)/m.exec(answer.value.stdout.toString())?.[1] ?? null) : null;
}
