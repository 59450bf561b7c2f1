import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type Analysis, analysisSchema } from '../../shared/contracts/analysis.ts';
import { runFfmpeg } from '../../sidecar/exec/ffmpeg.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { analyseFile } from '../../sidecar/pipeline/analyse-file.ts';
import { sineMp3, wavTrack } from '../support/audio-files.ts';
import { chordTrack } from '../support/rhythms.ts';
import { drums, noise, pad, scaled, sine, speech, sum, wav } from '../support/signals.ts';

const analyseBytes = (bytes: Uint8Array, maxDurationSec = 1_200) =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'audio');
    await writeFile(path, bytes);
    return analyseFile(path, { maxDurationSec });
  });

/** The analysis of a file that can be analysed, held against the schema. */
async function analysisOf(bytes: Uint8Array): Promise<Analysis> {
  const result = await analyseBytes(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return analysisSchema.parse(structuredClone(result.value.analysis));
}

const music = (seconds: number, rate: number) => sum(pad(seconds, rate, 0.04), drums(seconds, rate, 0.4));

test('a synthesised track comes out as it was made', async () => {
  const plan = { bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 20 } as const;
  const result = await analyseBytes(wavTrack(plan, { title: 'Tides', genre: 'House' }));
  if (!result.ok) throw new Error(result.error.code);
  const { analysis, tags, waveforms } = result.value;
  expect(analysisSchema.parse(analysis)).toMatchObject({
    tempo: { bpm: expect.closeTo(124, 0) as number },
    key: { tonic: 'A', mode: 'minor', camelot: '8A' },
    audio: { codec: 'pcm_s16le', sampleRateHz: 44_100, channels: 2, truncated: false },
    waveform: { samplesPerPixel: [256, 2_048] },
    moods: { provenance: 'features' },
  });
  expect(tags).toMatchObject({ title: 'Tides', artist: null, album: null, genre: 'House', year: null });
  expect(waveforms.fine.length * 256).toBeGreaterThanOrEqual(analysis.durationSec * 22_050 - 256);
  expect(analysis.energy!.value).toBeGreaterThan(0.6);
  expect(analysis.danceability!.value).toBeGreaterThan(0.5);
});

test('every part says how sure it is and what by; what is measured is 1 by definition', async () => {
  const analysis = await analysisOf(
    wavTrack({ bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 16 }),
  );
  const { tempo, beats, key, danceability, loudness, energy, timbre, waveform, structure, moods } = analysis;
  for (const part of [loudness, energy, timbre, waveform])
    expect(part).toMatchObject({ provenance: 'measured', confidence: 1, method: expect.any(String) as string });
  for (const part of [tempo, beats, key, danceability]) {
    expect(part).toMatchObject({ confidence: expect.any(Number) as number, method: expect.any(String) as string });
    expect(part).not.toHaveProperty('provenance');
  }
  for (const part of [...structure!.sections, ...structure!.cues, ...moods!.moods])
    expect(part.confidence).toEqual(expect.any(Number));
});

test('a tag that names a key is a witness, and the analysis says so', async () => {
  const chords = chordTrack({ key: { tonic: 'C', mode: 'major' }, degrees: [5, 1, 4, 5] }).samples;
  const keyOf = async (metadata: string[]) =>
    withTempFolder(async (folder) => {
      const [plain, path] = [join(folder, 'plain.wav'), join(folder, 'tagged.flac')];
      await writeFile(plain, wav([chords], 22_050));
      const limits = { timeoutMs: 20_000, maxStdoutBytes: 1_000, maxStderrBytes: 1_000 };
      expect(await runFfmpeg(['-i', plain, ...metadata, path], limits)).toMatchObject({ ok: true });
      const result = await analyseFile(path, { maxDurationSec: 60 });
      return result.ok ? result.value.analysis.key! : null;
    });
  const [untagged, tagged] = [await keyOf([]), await keyOf(['-metadata', 'INITIALKEY=7A'])];
  expect(untagged).toMatchObject({ camelot: '8A', method: expect.not.stringContaining('tag') as string });
  expect(tagged).toMatchObject({ camelot: '7A', method: expect.stringContaining('tag (D minor)') as string });
});

test('silence: nothing is known but that it is silent', async () => {
  expect(await analysisOf(wav([new Float32Array(44_100 * 6)], 44_100))).toMatchObject({
    durationSec: 6,
    tempo: null,
    beats: null,
    key: null,
    loudness: { integratedLufs: null, truePeakDbtp: null, replayGainDb: null },
    energy: null,
    structure: null,
    danceability: null,
    timbre: null,
    moods: null,
  });
});

test.each([1, 4, 5])('a single click at %d s of 10 has neither tempo nor key', async (atSec) => {
  const click = new Float32Array(44_100 * 10);
  click[atSec * 44_100] = 1;
  const { tempo, key, loudness } = await analysisOf(wav([click], 44_100));
  expect({ tempo, key }).toEqual({ tempo: null, key: null });
  expect(loudness.truePeakDbtp).toBeGreaterThan(-0.5);
});

test('0.2 s are analysed as far as they go', async () => {
  const analysis = await analysisOf(wav([sine(0.2, 44_100)], 44_100));
  expect(analysis).toMatchObject({ durationSec: 0.2, tempo: null, beats: null, key: null, structure: null });
  expect(analysis.loudness.truePeakDbtp).toBeCloseTo(-6, 0);
});

test.each([0.15, 0.2, 0.3])(
  '%d s have a timbre and an energy, but nothing is said of what takes longer',
  async (seconds) => {
    const { danceability, timbre, energy } = await analysisOf(wav([sine(seconds, 44_100)], 44_100));
    expect(danceability).toBeNull();
    expect(timbre).toMatchObject({ dynamicComplexityDb: null, centroidHz: expect.any(Number) as number });
    expect(energy === null || energy.value > 0).toBe(true);
  },
);

test('sound without a pulse has no danceability: null, not 0', async () => {
  const { tempo, danceability, structure } = await analysisOf(wav([noise(30, 22_050)], 22_050));
  expect({ tempo, danceability }).toEqual({ tempo: null, danceability: null });
  expect(structure).not.toBeNull();
});

test('white noise has no key, and no tempo that it is sure of', async () => {
  const { tempo, key, timbre } = await analysisOf(wav([noise(15, 44_100)], 44_100));
  expect(key).toBeNull();
  expect(tempo?.confidence ?? 0).toBeLessThan(0.4);
  expect(timbre!.flatness).toBeGreaterThan(0.2);
});

test.each([1, 2, 3])('speech has no key, and no tempo that it is sure of (speaker %d)', async (seed) => {
  const { tempo, key, beats, energy } = await analysisOf(wav([speech(30, 22_050, seed)], 22_050));
  expect(key).toBeNull();
  expect(tempo?.confidence ?? 0).toBeLessThan(0.2);
  expect(beats?.confidence ?? 0).toBeLessThan(0.2);
  expect(energy).not.toBeNull();
});

test('a DC offset changes nothing but the peak', async () => {
  const plain = music(12, 44_100);
  const [a, b] = [plain, plain.map((value) => value + 0.3)].map((samples) => wav([samples], 44_100, 'f32'));
  const [without, withOffset] = [await analysisOf(a!), await analysisOf(b!)];
  expect(withOffset.tempo?.bpm).toBe(without.tempo?.bpm);
  expect(withOffset.key?.camelot).toBe(without.key?.camelot);
  expect(withOffset.energy!.value).toBeCloseTo(without.energy!.value, 1);
  expect(withOffset.loudness.truePeakDbtp! - without.loudness.truePeakDbtp!).toBeGreaterThan(1);
});

test('NaN and infinite samples are passed over', async () => {
  const clean = music(12, 44_100);
  const broken = clean.map((value, i) => (i % 50_000 === 7 ? NaN : i % 50_000 === 9 ? -Infinity : value));
  const [a, b] = [await analysisOf(wav([clean], 44_100, 'f32')), await analysisOf(wav([broken], 44_100, 'f32'))];
  expect(b.tempo?.bpm).toBeCloseTo(a.tempo!.bpm, 0);
  expect(b.loudness.integratedLufs).toBeCloseTo(a.loudness.integratedLufs!, 1);
});

test('left and right in antiphase are analysed as left alone is', async () => {
  const left = music(12, 44_100);
  const [a, b] = [await analysisOf(wav([left, left], 44_100)), await analysisOf(wav([left, scaled(left, -1)], 44_100))];
  expect(b.tempo).toEqual(a.tempo);
  expect(b.key).toEqual(a.key);
  expect(b.waveform).toEqual(a.waveform);
});

test.each([
  ['8 kHz mono', () => wav([music(12, 8_000)], 8_000)],
  ['192 kHz, 24 bit', () => wav([music(12, 192_000), music(12, 192_000)], 192_000, 's24')],
  [
    '8 channels',
    () =>
      wav(
        Array.from({ length: 8 }, () => music(12, 44_100)),
        44_100,
      ),
  ],
])('%s gives the tempo that is in it', async (_what, make) => {
  const { tempo, audio, durationSec } = await analysisOf(make());
  expect([60, 120]).toContain(Math.round(tempo!.bpm));
  expect(durationSec).toBeCloseTo(12, 2);
  expect(audio.truncated).toBe(false);
});

/** Analyses a file in a process of its own, and tells the most memory that all of it held. (Its maxRSS may be its parent’s.) */
const ANALYSE_AND_WEIGH = `
  import { analyseFile } from ${JSON.stringify(new URL('../../sidecar/pipeline/analyse-file.ts', import.meta.url))};
  let mostMb = 0;
  const weigh = () => (mostMb = Math.max(mostMb, process.memoryUsage.rss() / 2 ** 20));
  setInterval(weigh, 5).unref();
  const { value } = await analyseFile(process.argv[2], { maxDurationSec: 1_200 });
  const { analysis } = value;
  console.log(JSON.stringify({ mostMb, bytes: JSON.stringify(analysis).length, ...analysis }));
`;

test('20 minutes are analysed within 30 s and 350 MB, and the beats do not drift', { timeout: 60_000 }, () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'long.wav');
    const bar = music(12, 8_000);
    const long = new Float32Array(100 * bar.length);
    for (let i = 0; i < 100; i += 1) long.set(bar, i * bar.length);
    await writeFile(path, wav([long], 8_000));
    const startedMs = performance.now();
    const script = join(folder, 'weigh.mjs');
    await writeFile(script, ANALYSE_AND_WEIGH);
    const { stdout } = await promisify(execFile)(process.execPath, [script, path], { maxBuffer: 1 << 20 });
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    const { mostMb, bytes, durationSec, tempo, beats } = JSON.parse(stdout) as Analysis & {
      mostMb: number;
      bytes: number;
    };
    expect(mostMb).toBeGreaterThan(100);
    expect(mostMb).toBeLessThan(350);
    // What the queue carries of it stays well under its limit, 256 KB (sidecar/pipeline/store.ts).
    expect(bytes).toBeLessThan(160_000);
    expect(durationSec).toBe(1_200);
    expect([60, 120]).toContain(Math.round(tempo!.bpm));
    const halfSeconds = 2 * (beats!.timesSec.at(-2)! - beats!.timesSec[1]!);
    expect(Math.abs(halfSeconds - Math.round(halfSeconds)) / 2).toBeLessThan(0.02);
  }),
);

test('a truncated mp3 is analysed as far as it goes, and said to be truncated', async () => {
  const whole = await sineMp3(30);
  const { durationSec, audio } = await analysisOf(whole.subarray(0, whole.length / 2));
  expect(durationSec).toBeCloseTo(15, 0);
  expect(audio.truncated).toBe(true);
});

test('reports each stage in order, and shares that never go back', async () => {
  const seen: [string, number][] = [];
  await withTempFolder(async (folder) => {
    const path = join(folder, 'a.wav');
    await writeFile(path, wav([music(6, 22_050)], 22_050));
    await analyseFile(path, { maxDurationSec: 60, onProgress: (stage, share) => seen.push([stage, share]) });
  });
  expect([...new Set(seen.map(([stage]) => stage))]).toEqual(['probe', 'decode', 'analyse']);
  for (const stage of ['decode', 'analyse']) {
    const shares = seen.filter(([one]) => one === stage).map(([, share]) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  }
});

test('an abort in mid-analysis rejects with its reason', async () => {
  const abort = new AbortController();
  await withTempFolder(async (folder) => {
    const path = join(folder, 'a.wav');
    await writeFile(path, wav([noise(60, 22_050)], 22_050));
    const onProgress = (stage: string) => {
      if (stage === 'analyse') abort.abort(new Error('the job was dropped'));
    };
    const running = analyseFile(path, { maxDurationSec: 100, onProgress, signal: abort.signal });
    await expect(running).rejects.toThrow('the job was dropped');
  });
});
