import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tempo } from '../../shared/contracts/analysis.ts';
import { runFfmpeg } from '../../sidecar/exec/ffmpeg.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { analyseFile } from '../../sidecar/pipeline/analyse-file.ts';
import type { TempoOptions } from '../../sidecar/analysis/tempo.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { tagged } from '../support/audio-files.ts';
import { BOOM_BAP, drumTrack } from '../support/rhythms.ts';
import { wav } from '../support/signals.ts';

const drums = drumTrack({ ...BOOM_BAP, bpm: 86, durationSec: 20 });

/** The tempo of drums in an mp3 with these tags, by the way that a file takes through the sidecar. */
const tempoOf = (tags: Record<string, string>, tempoOptions?: TempoOptions): Promise<Tempo> =>
  withTempFolder(async (folder) => {
    const [source, path] = [join(folder, 'drums.wav'), join(folder, 'drums.mp3')];
    await writeFile(source, wav([drums.samples], drums.sampleRate));
    const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
    const limits = { timeoutMs: 30_000, maxStdoutBytes: 1_000, maxStderrBytes: 10_000 };
    const made = await runFfmpeg(['-v', 'error', '-i', source, ...metadata, '-b:a', '192k', path], limits);
    if (!made.ok) throw new Error(made.error.reason);
    const result = await analyseFile(path, { maxDurationSec: 60, tempoOptions });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.analysis.tempo!;
  });

/** Probability that an answer gives a tempo. */
const confidenceIn = ({ bpm, confidence, alternatives }: Tempo, wanted: number): number =>
  [{ bpm, confidence }, ...alternatives].find((reading) => Math.abs(reading.bpm / wanted - 1) < 0.02)?.confidence ?? 0;

describe('a tempo among the tags', () => {
  let untagged: Tempo;
  beforeAll(async () => {
    untagged = await tempoOf({});
  });

  test('makes the reading likelier that it names, whichever that is', async () => {
    for (const bpm of [86, 172]) {
      const withTag = await tempoOf({ TBPM: String(bpm) });
      expect(confidenceIn(withTag, bpm)).toBeGreaterThan(confidenceIn(untagged, bpm));
      expect(confidenceIn(withTag, 258 - bpm)).toBeLessThan(confidenceIn(untagged, 258 - bpm));
    }
  });

  test('that the rhythm does not allow changes nothing, nor does one of nought', async () => {
    expect(await tempoOf({ TBPM: '47' })).toEqual(untagged);
    expect(await tempoOf({ TBPM: '0' })).toEqual(untagged);
  });

  test('counts for less than what the caller says', async () => {
    expect((await tempoOf({ TBPM: '172' }, { tempoRange: [60, 110] })).bpm).toBeCloseTo(86, 0);
    expect((await tempoOf({ TBPM: '86' }, { tempoRange: [140, 200] })).bpm).toBeCloseTo(172, 0);
  });
});

test('each witness that was heeded is named, and no other', async () => {
  const heeded = async (...args: Parameters<typeof tempoOf>) => (await tempoOf(...args)).method.split('; ').slice(1);
  expect(await heeded({})).toEqual([]);
  expect(await heeded({ TBPM: '47', genre: 'Klezmer' })).toEqual([]);
  expect(await heeded({ TBPM: '86', genre: 'Hip-Hop' })).toEqual(['genre', 'tag']);
  expect(await heeded({}, { tempoRange: [60, 110] })).toEqual(['range asked for']);
});

test('a genre among the tags is a prior, which one from the caller replaces', async () => {
  expect((await tempoOf({ genre: 'Drum & Bass' })).bpm).toBeCloseTo(172, 0);
  expect((await tempoOf({ genre: 'Hip-Hop' })).bpm).toBeCloseTo(86, 0);
  expect((await tempoOf({ genre: 'Hip-Hop' }, { genre: 'Jungle' })).bpm).toBeCloseTo(172, 0);
});

test.each<[string, Record<string, string>, Record<string, string>, number | null]>([
  ['a.mp3', { TBPM: '174' }, {}, 174],
  ['a.flac', { BPM: '86,5' }, {}, 86.5],
  ['a.ogg', {}, { BPM: '128 BPM' }, 128],
  ['a.mka', { BPM: '99.98' }, {}, 99.98],
  ['a.mp3', { TBPM: '0' }, {}, null],
  ['a.mp3', { TBPM: 'fast' }, {}, null],
  ['a.mp3', {}, {}, null],
])('%s with %o %o is tagged with a tempo of %o', async (name, metadata, ofStream, bpm) => {
  const file = await tagged(name, metadata, ofStream);
  await withTempFolder(async (folder) => {
    await writeFile(join(folder, name), file);
    expect(await decode(join(folder, name), { maxDurationSec: 60 })).toMatchObject({
      ok: true,
      value: { taggedBpm: bpm },
    });
  });
});
