import { describe, expect, test } from 'vitest';
import { camelotOf, MODES, openKeyOf, TONICS } from '../../shared/music/keys.ts';
import { analyseKey } from '../../sidecar/analysis/key.ts';
import { SIGNAL_RATE, signalOf } from '../../sidecar/analysis/signal.ts';
import { BOOM_BAP, chordTrack, DRUM_AND_BASS, drumTrack, FOUR_TO_THE_FLOOR, ROCK } from '../support/rhythms.ts';
import { joined, noise, scaled, silence, sine, sum } from '../support/signals.ts';

const KEYS = MODES.flatMap((mode) => TONICS.map((tonic) => ({ tonic, mode })));

describe('the key of chords', () => {
  test.each(KEYS)('$tonic $mode', (key) => {
    const found = analyseKey(chordTrack({ key, durationSec: 16 }));
    expect(found).toMatchObject({ ...key, camelot: camelotOf(key), openKey: openKeyOf(key) });
    expect(found!.confidence).toBeGreaterThan(0.5);
  });

  test.each([-45, -20, 20, 45])('is found %d cents out of tune, and by how much', (cents) => {
    const found = analyseKey(chordTrack({ key: { tonic: 'D', mode: 'minor' }, cents }))!;
    expect(found).toMatchObject({ tonic: 'D', mode: 'minor' });
    expect(Math.abs(found.tuningCents - cents)).toBeLessThan(4);
  });

  test('stays under drums and at a hundredth of the level', () => {
    const chords = chordTrack({ key: { tonic: 'Eb', mode: 'major' } }).samples;
    const drums = drumTrack({ ...ROCK, bpm: 120, durationSec: 24 }).samples;
    expect(analyseKey(signalOf(sum(chords, drums)))).toMatchObject({ tonic: 'Eb', mode: 'major' });
    expect(analyseKey(signalOf(scaled(chords, 0.01)))).toMatchObject({ tonic: 'Eb', mode: 'major' });
  });

  test('alternatives are other keys, likeliest first, and all probabilities come to no more than 1', () => {
    const found = analyseKey(chordTrack({ key: { tonic: 'C', mode: 'major' }, degrees: [5, 3, 0, 4] }))!;
    const shares = [found, ...found.alternatives].map(({ confidence }) => confidence);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1.003);
    expect(new Set([found, ...found.alternatives].map(({ camelot }) => camelot)).size).toBe(shares.length);
  });
});

describe('a tag that names a key', () => {
  const ambiguous = chordTrack({ key: { tonic: 'C', mode: 'major' }, degrees: [5, 1, 4, 5] });
  const untagged = analyseKey(ambiguous)!;

  test('that is the answer makes it surer', () => {
    const found = analyseKey(ambiguous, untagged)!;
    expect(found).toMatchObject({ tonic: untagged.tonic, mode: untagged.mode });
    expect(found.confidence).toBeGreaterThan(untagged.confidence + 0.1);
  });

  test('decides between two that are nearly as likely', () => {
    const second = untagged.alternatives[0]!;
    expect(analyseKey(ambiguous, second)).toMatchObject({ tonic: second.tonic, mode: second.mode });
  });

  test('overrules no clear answer', () => {
    const clear = chordTrack({ key: { tonic: 'Eb', mode: 'major' } });
    for (const tonic of TONICS) {
      for (const mode of ['major', 'minor'] as const)
        expect(analyseKey(clear, { tonic, mode })).toMatchObject({ tonic: 'Eb', mode: 'major' });
    }
  });

  test('gives no key to what has none', () => {
    expect(analyseKey(signalOf(noise(20, SIGNAL_RATE)), { tonic: 'A', mode: 'minor' })).toBeNull();
  });
});

describe('keys by section', () => {
  const minutes = (...tonics: readonly (typeof TONICS)[number][]) => {
    const parts = tonics.map((tonic) => chordTrack({ key: { tonic, mode: 'major' }, durationSec: 60 }).samples);
    return signalOf(Float32Array.from(parts.flatMap((part) => [...part])));
  };

  test('one that stays is one section', () => {
    const { sections } = analyseKey(minutes('G', 'G'))!;
    expect(sections).toHaveLength(1);
    expect(sections[0]).toMatchObject({ tonic: 'G', startSec: 0, endSec: 120 });
  });

  test('one that changes has its change placed within 8 s', () => {
    const { sections } = analyseKey(minutes('C', 'E'))!;
    expect(sections.map(({ tonic, mode }) => `${tonic} ${mode}`)).toEqual(['C major', 'E major']);
    expect(Math.abs(sections[0]!.endSec - 60)).toBeLessThan(8);
    expect(sections[1]!.startSec).toBe(sections[0]!.endSec);
    expect(sections[1]!.endSec).toBe(120);
  });

  const chords = (tonic: (typeof TONICS)[number], durationSec: number) =>
    chordTrack({ key: { tonic, mode: 'major' }, durationSec }).samples;
  test.each([
    ['silence', silence(60, SIGNAL_RATE)],
    ['drums', drumTrack({ ...ROCK, bpm: 120, durationSec: 60 }).samples],
  ])('two keys with %s between: neither is held through it, and the whole has one of them', (_, between) => {
    const whole = joined(chords('C', 30), between, chords('E', 40).subarray(0, 39.9999 * SIGNAL_RATE));
    const { tonic, mode, sections, alternatives } = analyseKey(signalOf(whole))!;
    expect({ tonic, mode }).toEqual({ tonic: 'E', mode: 'major' });
    expect(alternatives[0]).toMatchObject({ tonic: 'C', mode: 'major' });
    expect(sections.map((section) => section.tonic)).toEqual(['C', 'E']);
    expect(sections[0]!.endSec).toBeLessThan(30 + 6);
    expect(sections[1]!.startSec).toBeGreaterThan(90 - 6);
    expect(sections[1]!.endSec).toBe(130);
  });

  test('drums alone before or after are no other key', () => {
    const drums = drumTrack({ ...ROCK, bpm: 120, durationSec: 40 }).samples;
    expect(analyseKey(signalOf(joined(drums, chords('C', 40))))!.sections).toHaveLength(1);
    expect(analyseKey(signalOf(joined(chords('C', 40), drums)))!.sections).toHaveLength(1);
  });
});

describe('where there are no notes there is no key', () => {
  const nothing = silence(20, SIGNAL_RATE);
  const click = nothing.slice();
  click[10 * SIGNAL_RATE] = 1;
  const drums = (pattern: typeof ROCK) => drumTrack({ ...pattern, bpm: 126, durationSec: 30 }).samples;
  test.each([
    ['silence', nothing],
    ['a constant', nothing.slice().fill(0.5)],
    ['one click', click],
    ['white noise', noise(20, SIGNAL_RATE)],
    ['a single tone', sine(20, SIGNAL_RATE)],
    ['rock drums', drums(ROCK)],
    ['four to the floor', drums(FOUR_TO_THE_FLOOR)],
    ['drum and bass drums', drums(DRUM_AND_BASS)],
    ['boom bap drums', drums(BOOM_BAP)],
    ['a fifth of a second', noise(0.2, SIGNAL_RATE)],
    ['nothing at all', new Float32Array(0)],
  ])('%s', (_, samples) => {
    expect(analyseKey(signalOf(samples))).toBeNull();
  });

  test('white noise of any length', () => {
    for (const seconds of [1, 1.5, 2, 3, 4, 6]) {
      for (let seed = 1; seed <= 30; seed += 1)
        expect(analyseKey(signalOf(noise(seconds, SIGNAL_RATE, 0.5, seed)))).toBeNull();
    }
  });

  test('drums of any tempo', () => {
    for (const pattern of [ROCK, FOUR_TO_THE_FLOOR, DRUM_AND_BASS, BOOM_BAP]) {
      for (let bpm = 84; bpm <= 176; bpm += 6)
        expect(analyseKey(drumTrack({ ...pattern, bpm, durationSec: 12 }))).toBeNull();
    }
  });

  test('but four seconds of chords have one', () => {
    const key = { tonic: 'D', mode: 'major' } as const;
    expect(analyseKey(chordTrack({ key, durationSec: 4 }))).toMatchObject(key);
  });
});
