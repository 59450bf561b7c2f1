import { expect, test } from 'vitest';
import type { Energy } from '../../shared/contracts/analysis.ts';
import { analyseSignal } from '../../sidecar/analysis/analyse-signal.ts';
import { loudnessOf } from '../../sidecar/analysis/loudness.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signalOf } from '../../sidecar/analysis/signal.ts';
import { drums, highPassed, joined, lowPassed, noise, pad, scaled, sum, wav } from '../support/signals.ts';

const RATE = 22_050;

/** The energy that the whole path gives: loudness by ffmpeg, the rest by the analysers. */
async function energyOf(samples: Float32Array): Promise<Energy> {
  return withTempFolder(async (folder) => {
    const path = join(folder, 'audio.wav');
    await writeFile(path, wav([samples], RATE, 'f32'));
    const decoded = await decode(path, { maxDurationSec: 60 });
    if (!decoded.ok) throw new Error(decoded.error.code);
    const { energy } = analyseSignal({ ...decoded.value, tempoOptions: {}, taggedKey: null }).findings;
    if (!energy) throw new Error('no energy');
    return energy;
  });
}

const music = sum(pad(12, RATE, 0.04), drums(12, RATE, 0.4));

test('the louder, the more energy', async () => {
  const values: number[] = [];
  for (const gain of [0.1, 0.25, 0.5, 1, 2]) values.push((await energyOf(scaled(music, gain))).value);
  for (let i = 1; i < values.length; i += 1) expect(values[i]!).toBeGreaterThan(values[i - 1]! + 0.01);
});

test('filtering takes energy away, from above as from below, and the more the further', async () => {
  const whole = (await energyOf(music)).value;
  const [lowMild, lowHard] = [
    await energyOf(lowPassed(music, RATE, 3_000)),
    await energyOf(lowPassed(music, RATE, 400)),
  ];
  const [highMild, highHard] = [
    await energyOf(highPassed(music, RATE, 60)),
    await energyOf(highPassed(music, RATE, 800)),
  ];
  expect(lowMild.value).toBeLessThan(whole);
  expect(lowHard.value).toBeLessThan(lowMild.value - 0.02);
  expect(highMild.value).toBeLessThan(whole);
  expect(highHard.value).toBeLessThan(highMild.value - 0.02);
});

test('so it goes on down to what is hardly heard, though the range of its loudness then shrinks', async () => {
  const faded = joined(pad(20, RATE, 0.02), pad(20, RATE, 0.15));
  const values: number[] = [];
  for (const gain of [0.003, 0.006, 0.012, 0.025, 0.05, 0.1, 0.3])
    values.push((await energyOf(scaled(faded, gain))).value);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
});

test('without its drums the music has less energy', async () => {
  const [whole, stripped] = [await energyOf(music), await energyOf(pad(12, RATE, 0.04))];
  expect(stripped.value).toBeLessThan(whole.value - 0.1);
  expect(stripped.parts.onsets).toBeLessThan(whole.parts.onsets / 2);
});

test('value and level go together, in their ranges, from next to nothing to far too loud', async () => {
  for (const samples of [scaled(pad(6, RATE), 0.003), music, scaled(music, 100), noise(6, RATE, 1)]) {
    const { value, level, parts } = await energyOf(samples);
    for (const part of [value, ...Object.values(parts)]) {
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
    }
    expect(level).toBe(Math.max(1, Math.ceil(value * 10)));
  }
});

test('silence has no energy to speak of: null, not 0', () => {
  const { findings } = analyseSignal({
    signal: signalOf(new Float32Array(RATE * 4)),
    loudness: loudnessOf([], null),
    tempoOptions: {},
    taggedKey: null,
  });
  expect(findings).toMatchObject({ energy: null, danceability: null, timbre: null, moods: null, structure: null });
});
