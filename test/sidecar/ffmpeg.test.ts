import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFfmpeg, ffmpegVersion, findFfmpeg, runFfmpeg } from '../../sidecar/exec/ffmpeg.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';

const limits = { timeoutMs: 60_000, maxStdoutBytes: 50_000_000, maxStderrBytes: 20_000 };
const installed = findFfmpeg({ PATH: process.env['PATH'] });
const wasm = findFfmpeg({ PATH: '' });

describe('which ffmpeg', () => {
  it('settings go before the path, and the WebAssembly build comes last', () => {
    expect(findFfmpeg({ FFMPEG_PATH: '/opt/ffmpeg', PATH: '' })).toMatchObject({
      source: 'settings',
      command: '/opt/ffmpeg',
    });
    expect(wasm.source).toBe('wasm');
    expect(findFfmpeg({ FFMPEG_PATH: 'wasm', PATH: process.env['PATH'] })).toEqual(wasm);
  });

  it('is said in a line, also when it does not work', async () => {
    expect(await describeFfmpeg(wasm)).toMatch(/^ffmpeg 5\S+ as WebAssembly/);
    const broken = findFfmpeg({ FFMPEG_PATH: '/no/such' });
    expect(await describeFfmpeg(broken)).toBe('no working ffmpeg (/no/such)');
    expect(await ffmpegVersion(broken)).toBe(null);
  });
});

describe.each([
  ['installed', installed],
  ['WebAssembly', wasm],
])('the %s ffmpeg', (_name, tools) => {
  /** Two seconds of a 440 Hz sine at -20 dBFS, with tags; written by the tool itself. */
  const makeFlac = (path: string) =>
    runFfmpeg(
      ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:r=44100:d=2', '-metadata', 'title=Ein Töne', '-y', path],
      limits,
      tools,
    );

  it('writes a file, and reads it back as samples and loudness in one pass', async () => {
    await withTempFolder(async (folder) => {
      const path = join(folder, 'ein name with spaces.flac');
      expect(await makeFlac(path)).toMatchObject({ ok: true });
      const filter = ['-af', 'ebur128=peak=true:framelog=verbose'];
      const answer = await runFfmpeg(
        [
          '-hide_banner',
          '-nostats',
          '-i',
          path,
          ...filter,
          '-f',
          's16le',
          '-c:a',
          'pcm_s16le',
          '-ar',
          '44100',
          'pipe:1',
        ],
        limits,
        tools,
      );
      if (!answer.ok) throw new Error(answer.error.reason);
      const { stdout, stderr } = answer.value;
      expect(stdout.length).toBe(2 * 44100 * 2);
      const crossings = upwardCrossings(new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length / 2));
      expect(Math.abs(crossings - 880)).toBeLessThanOrEqual(1);
      expect(stderr).toMatch(/I:\s+-2\d\.\d LUFS/);
    });
  });

  it('says by its status that a file is no audio, and leaves the file as it was', async () => {
    await withTempFolder(async (folder) => {
      const path = join(folder, 'text.mp3');
      await writeFile(path, 'this is no music');
      const decoded = await runFfmpeg(['-v', 'error', '-i', path, '-f', 'null', '-'], limits, tools);
      expect(decoded).toMatchObject({ ok: false, error: { reason: 'exit' } });
      expect(await readFile(path, 'utf8')).toBe('this is no music');
    });
  });

  it('ends when it is told to in the middle of its work', async () => {
    const controller = new AbortController();
    const answer = await runFfmpeg(
      ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440', '-f', 's16le', 'pipe:1'],
      { ...limits, maxStdoutBytes: Infinity, onStdout: () => controller.abort(), signal: controller.signal },
      tools,
    );
    expect(answer).toMatchObject({ ok: false, error: { reason: 'aborted' } });
  });
});

function upwardCrossings(samples: Int16Array): number {
  let count = 0;
  for (let i = 1; i < samples.length; i += 1) if (samples[i - 1]! < 0 && samples[i]! >= 0) count += 1;
  return count;
}
