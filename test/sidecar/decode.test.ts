import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFfmpeg } from '../../sidecar/exec/ffmpeg.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { decode, type DecodeOptions } from '../../sidecar/pipeline/decode.ts';
import { madeByFfmpeg, paddedAac, sineMp3, wavTrack } from '../support/audio-files.ts';
import { drums, noise, scaled, sine, sum, wav } from '../support/signals.ts';

const decodeBytes = (bytes: Uint8Array, options: Partial<DecodeOptions> = {}) =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'audio');
    await writeFile(path, bytes);
    return decode(path, { maxDurationSec: 1200, ...options });
  });

async function decoded(bytes: Uint8Array) {
  const result = await decodeBytes(bytes);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** ffmpeg's own figures for a file: what ours are held against. */
const ebur128 = (
  bytes: Uint8Array,
): Promise<{ lufs: number; rangeLu: number; truePeakDb: number; shortTerm: number[] }> =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'audio');
    await writeFile(path, bytes);
    const filter = "ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:file='pipe\\:2'";
    const limits = { timeoutMs: 60_000, maxStdoutBytes: 1_000, maxStderrBytes: 1 << 20 };
    const run = await runFfmpeg(['-hide_banner', '-nostats', '-i', path, '-af', filter, '-f', 'null', '-'], limits);
    if (!run.ok) throw new Error(run.error.reason);
    const all = (name: string) =>
      [...run.value.stderr.matchAll(new RegExp(`r128\\.${name}=(\\S+)`, 'g'))].map((match) => Number(match[1]));
    const last = (name: string) => all(name).at(-1)!;
    const peaks = [...run.value.stderr.matchAll(/true_peaks_ch\d+=(\S+)/g)].map((match) => Number(match[1]));
    return {
      lufs: last('I'),
      rangeLu: last('LRA'),
      truePeakDb: 20 * Math.log10(Math.max(...peaks)),
      // One every 100 ms, of which ours are each tenth.
      shortTerm: all('S').filter((_, i) => i % 10 === 9),
    };
  });

const track = wavTrack({ bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house', bars: 8 });

test.each([
  ['a track', () => Promise.resolve(Buffer.from(track))],
  ['loud drums at 48 kHz, over full scale', () => Promise.resolve(wav([scaled(drums(8, 48_000), 2.5)], 48_000, 'f32'))],
  ['a lossy file', () => sineMp3(5)],
  ['noise', () => Promise.resolve(wav([noise(6, 44_100, 0.8), noise(6, 44_100, 0.3, 2)], 44_100))],
  ['192 kHz, 24 bit', () => Promise.resolve(wav([sine(4, 192_000, 12_000), sine(4, 192_000)], 192_000, 's24'))],
  [
    '8 channels',
    () =>
      Promise.resolve(
        wav(
          Array.from({ length: 8 }, (_, c) => sine(4, 44_100, 100 * (c + 1), 0.1 * (c + 1))),
          44_100,
        ),
      ),
  ],
  ['8 kHz mono', () => Promise.resolve(wav([drums(5, 8_000)], 8_000))],
])('loudness of %s is within 0.05 LU, and its true peak within 0.1 dB, of ffmpeg’s', async (_what, make) => {
  const bytes = await make();
  const [reference, { loudness }] = [await ebur128(bytes), await decoded(bytes)];
  expect(Math.abs(loudness.integratedLufs! - reference.lufs)).toBeLessThan(0.05);
  expect(Math.abs(loudness.rangeLu! - reference.rangeLu)).toBeLessThan(0.05);
  expect(Math.abs(loudness.truePeakDbtp! - reference.truePeakDb)).toBeLessThan(0.1);
  const { lufs } = loudness.shortTerm;
  expect(lufs.slice(2).every((value) => value !== null)).toBe(true);
  const distances = lufs.slice(2).map((value, i) => Math.abs(value! - reference.shortTerm[i + 2]!));
  // The curve is to 0.1 LU: half of that is rounding.
  expect(Math.max(...distances)).toBeLessThan(0.052);
  expect(loudness.replayGainDb).toBeCloseTo(-18 - loudness.integratedLufs!, 5);
});

test('silence has no loudness', async () => {
  const { loudness, signal } = await decoded(wav([new Float32Array(44_100 * 4)], 44_100));
  expect(loudness).toMatchObject({ integratedLufs: null, rangeLu: null, truePeakDbtp: null, replayGainDb: null });
  expect(loudness.shortTerm.lufs).toEqual([null, null, null, null]);
  expect(signal.samples.every((sample) => sample === 0)).toBe(true);
});

test('the signal keeps time: an impulse at 3 s is at 3 s, whatever the rate', async () => {
  for (const rate of [8_000, 22_050, 44_100, 48_000, 96_000]) {
    const click = new Float32Array(5 * rate);
    click[3 * rate] = 1;
    const { signal } = await decoded(wav([click, click], rate));
    const loudest = signal.samples.reduce(
      (best, value, i, all) => (Math.abs(value) > Math.abs(all[best]!) ? i : best),
      0,
    );
    expect(signal.durationSec).toBeCloseTo(5, 3);
    expect(loudest / 22_050).toBeCloseTo(3, 3);
  }
});

test('left and right in antiphase give the signal that left alone gives', async () => {
  const left = drums(4, 44_100);
  const [mono, antiphase] = [
    await decoded(wav([left, left], 44_100)),
    await decoded(wav([left, scaled(left, -1)], 44_100)),
  ];
  const worst = Math.max(...antiphase.signal.samples.map((value, i) => Math.abs(value - mono.signal.samples[i]!)));
  expect(worst).toBeLessThan(0.001);
});

test('sides that differ are summed, not subtracted', async () => {
  const [left, right] = [sine(3, 44_100, 300), sine(3, 44_100, 500)];
  const both = await decoded(wav([left, right], 44_100));
  const summed = await decoded(wav([scaled(sum(left, right), 0.5)], 44_100));
  const worst = Math.max(...both.signal.samples.map((value, i) => Math.abs(value - summed.signal.samples[i]!)));
  expect(worst).toBeLessThan(0.001);
});

test('a DC offset is taken off the signal', async () => {
  const { signal } = await decoded(wav([sine(4, 44_100, 440, 0.1).map((value) => value + 0.5)], 44_100, 'f32'));
  const late = signal.samples.subarray(22_050);
  expect(Math.abs(late.reduce((a, b) => a + b, 0) / late.length)).toBeLessThan(0.001);
  expect(Math.max(...late)).toBeCloseTo(0.1, 2);
});

test('NaN and infinite samples become 0, and spoil neither the signal nor the loudness after them', async () => {
  const clean = sine(6, 44_100);
  const broken = clean.slice();
  for (const [at, value] of [[1_000, NaN], [50_000, Infinity], [50_001, -Infinity]] as const) broken[at] = value; // prettier-ignore
  const [a, b] = [
    await decoded(wav([clean, clean], 44_100, 'f32')),
    await decoded(wav([broken, clean], 44_100, 'f32')),
  ];
  expect(b.signal.samples.every(Number.isFinite)).toBe(true);
  expect(Math.abs(b.loudness.integratedLufs! - a.loudness.integratedLufs!)).toBeLessThan(0.05);
  expect(b.signal.samples.at(-100)).toBeCloseTo(a.signal.samples.at(-100)!, 4);
});

test('samples as large as a float can be leave the signal finite', async () => {
  const huge = noise(2, 44_100, 1).map((value) => Math.sign(value) * 3.4e38);
  const { signal } = await decoded(wav([huge, huge], 44_100, 'f32'));
  expect(signal.samples.every(Number.isFinite)).toBe(true);
});

test('nothing but NaN is silence', async () => {
  const { loudness } = await decoded(wav([new Float32Array(44_100).fill(NaN)], 44_100, 'f32'));
  expect(loudness).toMatchObject({ integratedLufs: null, truePeakDbtp: null });
});

test('a truncated mp3 is decoded as far as it goes', async () => {
  const whole = await sineMp3(10);
  const { signal } = await decoded(whole.subarray(0, whole.length / 2));
  expect(signal.durationSec).toBeGreaterThan(4.5);
  expect(signal.durationSec).toBeLessThan(5.5);
});

test('what counts for the limit is the sound, not what the header claims', async () => {
  const short = wav([sine(2, 8_000)], 8_000, 's16', 8_000 * 60 * 60 * 20);
  expect(await decodeBytes(short, { maxDurationSec: 3 })).toMatchObject({ ok: true });
  const long = await madeByFfmpeg(['-f', 'lavfi', '-i', 'sine=440:d=5', '-f', 'mp3'], 'long.mp3');
  const claimsOne = Buffer.concat([await sineMp3(1), long, long]);
  expect(await decodeBytes(claimsOne, { maxDurationSec: 8 })).toMatchObject({
    ok: false,
    error: { code: 'AUDIO_TOO_LONG' },
  });
});

test('audio of the longest duration allowed is not too long, and a second more is', async () => {
  expect(await decodeBytes(wav([sine(4, 8_000)], 8_000), { maxDurationSec: 4 })).toMatchObject({ ok: true });
  expect(await decodeBytes(wav([sine(5, 8_000)], 8_000), { maxDurationSec: 4 })).toMatchObject({
    error: { code: 'AUDIO_TOO_LONG' },
  });
});

test.each(['m4a', 'aac'] as const)('nor is it too long in %s, with the padding of its encoder', async (extension) => {
  const padded = await decodeBytes(await paddedAac(extension), { maxDurationSec: 4 });
  expect(padded).toMatchObject({ value: { signal: { durationSec: expect.closeTo(4.02, 1) as number } } });
});

test('50 ms are too short', async () => {
  expect(await decodeBytes(wav([sine(0.05, 44_100)], 44_100))).toMatchObject({ error: { code: 'AUDIO_TOO_SHORT' } });
});

test('a header with no sound after it is unreadable', async () => {
  const header = wav([sine(1, 44_100)], 44_100).subarray(0, 44);
  expect(await decodeBytes(header)).toMatchObject({ ok: false, error: { code: 'AUDIO_UNREADABLE' } });
});

test('an abort rejects with its reason', async () => {
  const reason = new Error('enough');
  await expect(decodeBytes(await sineMp3(1), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('tells how far it is, never backwards, to the end', async () => {
  const shares: number[] = [];
  await decodeBytes(wav([noise(20, 44_100)], 44_100), { onProgress: (share) => shares.push(share) });
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeCloseTo(1, 2);
});
