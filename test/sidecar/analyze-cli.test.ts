import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProcess } from '../../sidecar/exec/run-process.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { wavTrack } from '../support/audio-files.ts';
import { sine, wav } from '../support/signals.ts';

const script = fileURLToPath(new URL('../../sidecar/analyze-cli.ts', import.meta.url));
const limits = { timeoutMs: 60_000, maxStdoutBytes: 1 << 20, maxStderrBytes: 1 << 16 };

type Line = { file: string; error?: { code: string; detail: string } } & Record<string, unknown>;

async function analyze(args: string[], env: Record<string, string> = {}): Promise<{ lines: Line[]; exitCode: number }> {
  const lines: Line[] = [];
  let text = '';
  const onStdout = (bytes: Buffer) => void (text += bytes.toString());
  // The environment of a child is minimal: settings come as arguments of a shell-less `env`.
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const run = await runProcess({
    ...limits,
    command: settings.length > 0 ? 'env' : process.execPath,
    args: settings.length > 0 ? [...settings, process.execPath, script, ...args] : [script, ...args],
    onStdout,
  });
  for (const line of text.split('\n').filter(Boolean)) lines.push(JSON.parse(line) as Line);
  if (!run.ok && run.error.reason !== 'exit') throw new Error(run.error.stderr);
  return { lines, exitCode: run.ok ? 0 : run.error.reason === 'exit' ? (run.error.exitCode ?? -1) : -1 };
}

const track = wavTrack({ bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 16 });

test('prints a line a file in the order given, goes on after one it cannot read, and exits with 1', async () => {
  await withTempFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    await writeFile(path('long.wav'), track);
    await writeFile(path('words.mp3'), 'not music '.repeat(100));
    await writeFile(path('short.wav'), wav([sine(1, 22_050)], 22_050));
    const files = ['long.wav', 'words.mp3', 'missing.wav', 'short.wav'].map(path);
    const { lines, exitCode } = await analyze(files);
    expect(exitCode).toBe(1);
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines.map(({ error }) => error?.code ?? null)).toEqual([null, 'AUDIO_UNREADABLE', 'AUDIO_UNREADABLE', null]);
    expect(lines[0]).toMatchObject({
      bpm: expect.closeTo(124, 0) as number,
      bpmConfidence: expect.any(Number) as number,
      bpmAlternatives: expect.any(Array) as unknown[],
      key: 'A minor',
      camelot: '8A',
      keyConfidence: expect.any(Number) as number,
      energy: expect.any(Number) as number,
      integratedLufs: expect.any(Number) as number,
      durationSec: expect.closeTo(32.5, 0) as number,
    });
    expect(lines[3]).toMatchObject({ durationSec: 1, bpm: null });
  });
});

test('exits with 0 when all went well, and with 2 and its usage when given nothing', async () => {
  await withTempFolder(async (folder) => {
    await writeFile(join(folder, 'a.wav'), wav([sine(1, 22_050)], 22_050));
    expect((await analyze([join(folder, 'a.wav')])).exitCode).toBe(0);
  });
  expect((await analyze([])).exitCode).toBe(2);
});

test('takes a range of tempi and a genre, which make their tempo likelier, and refuses what is no range', async () => {
  await withTempFolder(async (folder) => {
    const path = join(folder, 'track.wav');
    await writeFile(path, track);
    const confidenceWith = async (...options: string[]) =>
      Number((await analyze([...options, path])).lines[0]?.bpmConfidence);
    const confidence = await confidenceWith();
    expect(await confidenceWith('--tempo-range', '110-135')).toBeGreaterThan(confidence);
    expect(await confidenceWith('--tempo-range=50-75')).toBeLessThan(confidence);
    expect(await confidenceWith('--genre=house')).toBeGreaterThan(confidence);
    for (const wrong of ['--tempo-range=fast', '--tempo-range=180-90', '--tempo=90'])
      expect((await analyze([wrong, path])).exitCode).toBe(2);
  });
}, 60_000);

test('the WebAssembly ffmpeg gives the same figures as the installed one', async () => {
  await withTempFolder(async (folder) => {
    const path = join(folder, 'track.wav');
    await writeFile(path, track);
    const [installed] = (await analyze([path])).lines;
    const [wasm] = (await analyze([path], { FFMPEG_PATH: 'wasm' })).lines;
    expect(wasm).toMatchObject({ bpm: installed!.bpm, key: installed!.key, integratedLufs: installed!.integratedLufs });
    expect(wasm!.durationSec).toBe(installed!.durationSec);
  });
});
