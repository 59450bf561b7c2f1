import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderTrack, type TrackPlan } from '../../local/demo/synth.ts';
import { wavFile, type WavTags } from '../../local/demo/wav.ts';
import { runFfmpeg } from '../../sidecar/exec/ffmpeg.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';

const limits = { timeoutMs: 60_000, maxStdoutBytes: 1_000, maxStderrBytes: 10_000 };

/** What ffmpeg writes for these arguments, as a file of this name. */
export const madeByFfmpeg = (args: readonly string[], name: string): Promise<Buffer> =>
  withTempFolder(async (folder) => {
    const path = join(folder, name);
    const made = await runFfmpeg(['-v', 'error', ...args, path], limits);
    if (!made.ok) throw new Error(`${made.error.reason}: ${made.error.stderr}`);
    return readFile(path);
  });

/** A synthesised track as a WAV file. */
export function wavTrack(plan: TrackPlan, tags: WavTags = {}): Uint8Array<ArrayBuffer> {
  return wavFile(renderTrack(plan), tags);
}

/** Seconds of a sine as an mp3 of constant bit rate. */
export const sineMp3 = (seconds: number): Promise<Buffer> =>
  madeByFfmpeg(['-f', 'lavfi', '-i', `sine=440:d=${seconds}`, '-b:a', '128k'], 'sine.mp3');

/** Four seconds of a sine in AAC, whose padding decoders give as sound: 4.01 to 4.03 s. */
export const paddedAac = (extension: 'm4a' | 'aac'): Promise<Buffer> =>
  madeByFfmpeg(['-f', 'lavfi', '-i', 'sine=440:r=48000:d=4'], `padded.${extension}`);

/** A second of a sine with metadata, as ffmpeg writes it into this kind of file. */
export const tagged = (name: string, metadata: Record<string, string>, ofStream: Record<string, string> = {}) =>
  madeByFfmpeg(
    [
      '-f',
      'lavfi',
      '-i',
      'sine=440:d=1',
      ...Object.entries(metadata).flatMap(([tag, value]) => ['-metadata', `${tag}=${value}`]),
      ...Object.entries(ofStream).flatMap(([tag, value]) => ['-metadata:s:a', `${tag}=${value}`]),
    ],
    name,
  );

/** A moving test picture without any sound. */
export const silentVideo = (): Promise<Buffer> =>
  madeByFfmpeg(['-f', 'lavfi', '-i', 'testsrc=d=2:s=64x64', '-c:v', 'mpeg4'], 'silent.mp4');
