import { describe, expect, test } from 'vitest';
import { renderTrack } from '../../local/demo/synth.ts';
import { fitGrid } from '../../sidecar/analysis/beats.ts';
import { SIGNAL_RATE, signalOf } from '../../sidecar/analysis/signal.ts';
import { analyseTempo } from '../../sidecar/analysis/tempo.ts';
import { BOOM_BAP, DRUM_AND_BASS, type DrumPattern, drumTrack, FOUR_TO_THE_FLOOR, ROCK } from '../support/rhythms.ts';
import { joined, noise, pad, silence } from '../support/signals.ts';

describe('the grid of a steady track', () => {
  test('over ten minutes: the first beat within 10 ms, the last as well', () => {
    const [bpm, firstBeatSec, durationSec] = [126.02, 0.25, 600];
    const { grid, beats } = analyseTempo(drumTrack({ ...FOUR_TO_THE_FLOOR, bpm, durationSec, firstBeatSec }))!;
    expect(Math.abs(grid!.firstBeatSec - firstBeatSec)).toBeLessThan(0.01);
    const last = firstBeatSec + (Math.round(((beats.at(-1)! - firstBeatSec) * bpm) / 60) * 60) / bpm;
    expect(Math.abs(beats.at(-1)! - last)).toBeLessThan(0.01);
    expect(grid!.errorMs).toBeLessThan(5);
  });

  test.each([0.05, 0.2, 0.31, 0.44])('a first beat at %d s', (firstBeatSec) => {
    const { grid } = analyseTempo(drumTrack({ ...ROCK, bpm: 120, durationSec: 40, firstBeatSec }))!;
    expect(Math.abs(grid!.firstBeatSec - firstBeatSec)).toBeLessThan(0.01);
  });

  test.each(['house', 'techno', 'trance', 'drum and bass'] as const)('%s: on the beat, not between', (genre) => {
    const bpm = genre === 'drum and bass' ? 174 : 128;
    const { left } = renderTrack({ genre, bpm, key: { tonic: 'A', mode: 'minor' }, durationSec: 60 });
    const half = Float32Array.from({ length: left.length >> 1 }, (_, i) => (left[2 * i]! + left[2 * i + 1]!) / 2);
    const tempo = analyseTempo(signalOf(half))!;
    expect(tempo.bpm).toBeCloseTo(bpm, 1);
    const period = 60 / bpm;
    for (const beat of tempo.beats) expect(Math.abs(beat - Math.round(beat / period) * period)).toBeLessThan(0.01);
  });
});

describe('silence has no beats', () => {
  const drums = (bpm: number) => drumTrack({ ...FOUR_TO_THE_FLOOR, bpm, durationSec: 40, firstBeatSec: 0 }).samples;

  test.each([0, 0.3, 0.9, 12.1])('before the music: the first beat after %d s of it, within 10 ms', (leadInSec) => {
    const { beats, downbeats, grid } = analyseTempo(signalOf(joined(silence(leadInSec, SIGNAL_RATE), drums(124))))!;
    expect(Math.abs(beats[0]! - leadInSec)).toBeLessThan(0.01);
    expect(grid!.firstBeatSec).toBe(beats[0]);
    expect(downbeats[0]).toBeGreaterThanOrEqual(beats[0]!);
  });

  test('after the music: the last beat is the last that sounds, and the tempo is that of the music', () => {
    const { beats, bpm } = analyseTempo(signalOf(joined(drums(126), silence(40, SIGNAL_RATE))))!;
    expect(bpm).toBeCloseTo(126, 1);
    expect(beats.at(-1)).toBeGreaterThan(39);
    expect(beats.at(-1)).toBeLessThan(40);
  });
});

describe('steady or not', () => {
  const [firstBeatSec, durationSec] = [0.2, 120];

  test.each([
    [120, 124, 90],
    [120, 140, 100],
    [128, 126, 103],
  ])('a step from %d to %d BPM at %d s is none, and the curve has it', (before, after, atSec) => {
    const beatsBefore = Math.round(((atSec - firstBeatSec) * before) / 60);
    const stepSec = firstBeatSec + (beatsBefore * 60) / before;
    const timeOfBeat = (beat: number) =>
      beat < beatsBefore ? firstBeatSec + (beat * 60) / before : stepSec + ((beat - beatsBefore) * 60) / after;
    for (const pattern of [ROCK, FOUR_TO_THE_FLOOR]) {
      const tempo = analyseTempo(drumTrack({ ...pattern, bpm: before, durationSec, timeOfBeat }))!;
      expect(tempo).toMatchObject({ steady: false, grid: null });
      const step = tempo.curve!.find(({ bpm }) => Math.abs(bpm / after - 1) < 0.005)!;
      expect(Math.abs(step.timeSec - stepSec)).toBeLessThan(4);
    }
  });

  const breaks = { 'a held chord': pad(35, SIGNAL_RATE, 0.03), hiss: noise(35, SIGNAL_RATE, 0.02, 4), silence: silence(35, SIGNAL_RATE) }; // prettier-ignore
  test.each(Object.entries(breaks))('%s for 35 s instead of the drums leaves it as it is', (_, between) => {
    for (const breakSec of [0, 50, 85]) {
      const { samples } = drumTrack({ ...ROCK, bpm: 123.4, durationSec, firstBeatSec });
      samples.set(between, breakSec * SIGNAL_RATE);
      const { steady, bpm, grid } = analyseTempo(signalOf(samples))!;
      expect(steady).toBe(true);
      expect(bpm).toBeCloseTo(123.4, 2);
      expect(grid!.errorMs).toBeLessThan(2);
    }
  });
});

describe('a grid through beats', () => {
  const beatsAt = (bpm: number, count: number) => Array.from({ length: count }, (_, i) => 0.3 + (i * 60) / bpm);

  test('is exact where the beats are', () => {
    const grid = fitGrid(beatsAt(121.3, 200))!;
    expect(grid.bpm).toBeCloseTo(121.3, 4);
    expect(grid.firstBeatSec).toBeCloseTo(0.3, 4);
  });

  test('is not bent by beats missing, doubled or half a beat off', () => {
    const beats = beatsAt(121.3, 200);
    const broken = beats.flatMap((beat, i) => {
      if (i > 50 && i < 60) return [];
      if (i > 100 && i < 120) return [beat + 30 / 121.3];
      return i === 150 ? [beat, beat + 0.01] : [beat];
    });
    const grid = fitGrid(broken)!;
    expect(grid.bpm).toBeCloseTo(121.3, 2);
    expect(Math.abs(grid.firstBeatSec - 0.3)).toBeLessThan(0.003);
  });

  test('is not laid through beats that come as they please', () => {
    const beats = Array.from({ length: 100 }, (_, i) => i * 0.5 + 0.1 * Math.sin(i * 1.7) + 0.002 * i * i);
    expect(fitGrid(beats)).toBeNull();
    expect(fitGrid([0, 0.5, 1])).toBeNull();
  });

  test('has the distance of all beats from it as its error', () => {
    const beats = beatsAt(120, 200).map((beat, i) => (i % 10 < 4 ? beat + 0.07 * (1 - (i % 2) * 2) : beat));
    const slipped = beatsAt(120, 200).map((beat, i) => (i % 10 < 6 ? beat + 0.025 * (1 - (i % 2) * 2) : beat));
    expect(fitGrid(beats)).toBeNull();
    expect(fitGrid(slipped)!.errorMs).toBeGreaterThan(20);
  });
});

describe('bars', () => {
  test('of four beats, where bass, chords and snare say so', () => {
    const { left } = renderTrack({ genre: 'dubstep', bpm: 140, key: { tonic: 'F', mode: 'minor' }, durationSec: 50 });
    const half = Float32Array.from({ length: left.length >> 1 }, (_, i) => (left[2 * i]! + left[2 * i + 1]!) / 2);
    const { metre, downbeats } = analyseTempo(signalOf(half))!;
    expect(metre?.beatsPerBar).toBe(4);
    const barSec = (4 * 60) / 140;
    for (const time of downbeats) expect(Math.abs(time - Math.round(time / barSec) * barSec)).toBeLessThan(0.02);
  });

  /** Drums alone: the probability given for the downbeats, and whether they begin bars indeed. */
  const barsOf = (pattern: DrumPattern, bpm: number) => {
    const { metre, downbeats } = analyseTempo(drumTrack({ ...pattern, bpm, durationSec: 40, firstBeatSec: 0.2 }), {
      tempoRange: [0.9 * bpm, 1.1 * bpm],
    })!;
    const bars = downbeats.map((time) => ((time - 0.2) * bpm) / 240);
    return {
      confidence: metre!.downbeatConfidence,
      right: bars.every((bar) => Math.abs(bar - Math.round(bar)) < 0.05),
    };
  };
  const EIGHTHS = [0, 2, 4, 6, 8, 10, 12, 14];

  test.each([
    ['four to the floor', FOUR_TO_THE_FLOOR],
    ['kick on one and three, snare between', { kick: [0, 8], snare: [4, 12], hat: EIGHTHS }],
    ['a kick on every beat', { kick: [0, 4, 8, 12], snare: [], hat: [] }],
    ['hats alone', { kick: [], snare: [], hat: EIGHTHS }],
  ])('of %s: what sounds the same from two beats is said to be unsure', (_, pattern) => {
    for (const bpm of [118, 126]) expect(barsOf(pattern, bpm).confidence).toBeLessThan(0.8);
  });

  test.each([
    ['drum and bass', DRUM_AND_BASS, [168, 174]],
    ['boom bap', BOOM_BAP, [86, 92]],
  ])('of %s: known by kick and snare', (_, pattern, tempi) => {
    for (const bpm of tempi) expect(barsOf(pattern, bpm)).toMatchObject({ right: true });
  });

  test('of bare drums are right where they are said to be sure', () => {
    const patterns = [FOUR_TO_THE_FLOOR, ROCK, DRUM_AND_BASS, BOOM_BAP, { kick: [0], snare: [8], hat: EIGHTHS }];
    const answers = patterns.flatMap((pattern) => [92, 120, 140].map((bpm) => barsOf(pattern, bpm)));
    expect(answers.filter(({ confidence, right }) => confidence > 0.85 && !right)).toEqual([]);
  });

  test('of three beats', () => {
    const waltz = { beatsPerBar: 3, kick: [0], snare: [4, 8], hat: [], bpm: 150, durationSec: 40, firstBeatSec: 0.3 };
    const { metre, downbeats, bpm } = analyseTempo(drumTrack(waltz), { tempoRange: [120, 180] })!;
    expect(bpm).toBeCloseTo(150, 1);
    expect(metre?.beatsPerBar).toBe(3);
    for (const time of downbeats)
      expect(Math.abs((time - 0.3) / 1.2 - Math.round((time - 0.3) / 1.2))).toBeLessThan(0.03);
  });

  test.each([
    ['5/4', { beatsPerBar: 5, kick: [0, 12], snare: [8, 16], hat: [0, 4, 8, 12, 16] }],
    ['5/4 with a backbeat', { beatsPerBar: 5, kick: [0, 6, 10], snare: [4, 12], hat: EIGHTHS }],
    ['7/4', { beatsPerBar: 7, kick: [0, 8, 16], snare: [4, 12, 20], hat: [0, 4, 8, 12, 16, 20, 24] }],
    ['7/8', { beatsPerBar: 3.5, kick: [0, 8], snare: [4, 10], hat: [0, 2, 4, 6, 8, 10, 12] }],
  ])('in %s are not known', (_, pattern) => {
    for (const bpm of [88, 100, 125, 140]) {
      const { metre, downbeats, beats } = analyseTempo(drumTrack({ ...pattern, bpm, durationSec: 40 }))!;
      expect({ metre, downbeats }).toEqual({ metre: null, downbeats: [] });
      expect(beats.length).toBeGreaterThan(40);
    }
  });

  test.each([
    ['four', { beatsPerBar: 4, kick: [0, 8, 10], snare: [4, 12], hat: EIGHTHS }],
    ['three', { beatsPerBar: 3, kick: [0], snare: [4, 8], hat: [] }],
  ])('of %s are known at every tempo', (_, pattern) => {
    for (const bpm of [88, 100, 125, 140]) {
      const tempoRange = [0.9 * bpm, 1.1 * bpm] as const;
      const { metre } = analyseTempo(drumTrack({ ...pattern, bpm, durationSec: 40 }), { tempoRange })!;
      expect(metre?.beatsPerBar).toBe(pattern.beatsPerBar);
    }
  });
});
