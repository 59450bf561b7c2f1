import { describe, expect, test } from 'vitest';
import { signalOf, SIGNAL_RATE } from '../../sidecar/analysis/signal.ts';
import { analyseTempo } from '../../sidecar/analysis/tempo.ts';
import { rangeOfGenre, rangePenalty } from '../../sidecar/analysis/tempo-prior.ts';
import { BOOM_BAP, DRUM_AND_BASS, drumTrack, FOUR_TO_THE_FLOOR, ROCK } from '../support/rhythms.ts';
import { noise, pad, scaled, sine, sum } from '../support/signals.ts';

const silence = (seconds: number) => new Float32Array(seconds * SIGNAL_RATE);

describe('the tempo of drums', () => {
  test.each([
    ['four to the floor', FOUR_TO_THE_FLOOR, 124.37],
    ['four to the floor', FOUR_TO_THE_FLOOR, 140],
    ['rock', ROCK, 117.3],
    ['drum and bass', DRUM_AND_BASS, 174],
    ['boom bap', BOOM_BAP, 88.5],
  ])('%s at the tempo it is counted in, to 0.01 BPM', (_, pattern, bpm) => {
    const tempo = analyseTempo(drumTrack({ ...pattern, bpm, durationSec: 60 }));
    expect(tempo?.bpm).toBeCloseTo(bpm, 2);
    expect(tempo?.steady).toBe(true);
    expect(tempo?.curve).toBeNull();
  });

  test('alternatives are ranked, related, and share the probability with the answer', () => {
    const tempo = analyseTempo(drumTrack({ ...BOOM_BAP, bpm: 88, durationSec: 40 }))!;
    const shares = tempo.alternatives.map(({ confidence }) => confidence);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares[0]).toBeLessThanOrEqual(tempo.confidence);
    expect(tempo.confidence + shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);
    const double = tempo.alternatives.find(({ relation }) => relation === '2')!;
    expect(double.bpm).toBeCloseTo(176, 1);
  });

  test.each([
    ['boom bap', BOOM_BAP, 88],
    ['drum and bass', DRUM_AND_BASS, 174],
    ['rock', ROCK, 117],
    ['four to the floor', FOUR_TO_THE_FLOOR, 124],
  ])('no alternative to %s is likelier than the answer, however deep in noise', (_name, pattern, bpm) => {
    const clean = scaled(drumTrack({ ...pattern, bpm, durationSec: 20 }).samples, 0.3);
    for (const seed of [1, 2]) {
      for (const level of [0.3, 0.5, 0.6, 0.7, 0.8]) {
        const tempo = analyseTempo(signalOf(sum(clean, noise(20, SIGNAL_RATE, level, seed))));
        for (const other of tempo?.alternatives ?? []) expect(other.confidence).toBeLessThanOrEqual(tempo!.confidence);
      }
    }
  });

  test('loudness changes nothing', () => {
    const track = drumTrack({ ...ROCK, bpm: 110, durationSec: 30 });
    const quiet = analyseTempo(signalOf(scaled(track.samples, 0.01)))!;
    const loud = analyseTempo(track)!;
    expect(quiet.bpm).toBe(loud.bpm);
    expect(quiet.confidence).toBeCloseTo(loud.confidence, 2);
  });

  test('a tempo that rises by a sixth is not steady, and its curve follows', () => {
    const timeOfBeat = (beat: number) => 0.2 + beat * 0.5 - beat * beat * 0.0003;
    const tempo = analyseTempo(drumTrack({ ...FOUR_TO_THE_FLOOR, bpm: 120, durationSec: 60, timeOfBeat }), {
      tempoRange: [110, 160],
    })!;
    expect(tempo.steady).toBe(false);
    expect(tempo.grid).toBeNull();
    const [first, last] = [tempo.curve!.at(0)!, tempo.curve!.at(-1)!];
    expect(first.bpm).toBeLessThan(125);
    expect(last.bpm).toBeGreaterThan(135);
  });
});

describe('a tempo that runs away', () => {
  /** Beats of a tempo that goes from one to another in a straight line. */
  const runningFrom = (fromBpm: number, toBpm: number, durationSec: number) => {
    const slope = (toBpm - fromBpm) / durationSec;
    const inside = (beat: number) => fromBpm * fromBpm + 120 * slope * beat;
    const timeOfBeat = (beat: number) =>
      inside(beat) < 0 ? Infinity : 0.2 + (Math.sqrt(inside(beat)) - fromBpm) / slope;
    const bpmAt = (timeSec: number) => fromBpm + slope * (timeSec - 0.2);
    return { timeOfBeat, bpmAt };
  };

  test.each([
    [90, 150, 60],
    [100, 160, 40],
    [140, 90, 60],
    [80, 120, 120],
  ])('from %d to %d BPM in %d s: the curve follows it, and the beats stand', (fromBpm, toBpm, durationSec) => {
    const { timeOfBeat, bpmAt } = runningFrom(fromBpm, toBpm, durationSec);
    const tempo = analyseTempo(drumTrack({ ...ROCK, bpm: fromBpm, durationSec, timeOfBeat }))!;
    expect(tempo).toMatchObject({ steady: false, grid: null });
    for (const { timeSec, bpm } of tempo.curve!.slice(1)) {
      expect(Math.abs(bpm / bpmAt(timeSec + 2) - 1)).toBeLessThan(0.05);
    }
    const struck = Array.from({ length: 400 }, (_, beat) => timeOfBeat(beat));
    const off = tempo.beats.map((time) => Math.min(...struck.map((beat) => Math.abs(beat - time))));
    expect(off.filter((sec) => sec < 0.04).length).toBeGreaterThan(0.9 * off.length);
  });

  test('noise is not bent until it has a pulse', () => {
    for (const seed of [2, 3, 4]) expect(analyseTempo(signalOf(noise(90, SIGNAL_RATE, 0.5, seed)))).toBeNull();
  });
});

describe('what a caller says about the tempo', () => {
  const track = drumTrack({ ...BOOM_BAP, bpm: 86, durationSec: 30 });

  test('a range turns the choice of octave', () => {
    expect(analyseTempo(track, { tempoRange: [60, 110] })?.bpm).toBeCloseTo(86, 1);
    expect(analyseTempo(track, { tempoRange: [140, 200] })?.bpm).toBeCloseTo(172, 1);
  });

  test('so does a genre, in any wording', () => {
    expect(analyseTempo(track, { genre: 'Hip-Hop/Rap' })?.bpm).toBeCloseTo(86, 1);
    expect(analyseTempo(track, { genre: "Drum'n'Bass" })?.bpm).toBeCloseTo(172, 1);
  });

  test('a range with no reading of the rhythm in it is not answered with an invented tempo', () => {
    expect(
      analyseTempo(drumTrack({ ...FOUR_TO_THE_FLOOR, bpm: 126, durationSec: 30 }), { tempoRange: [90, 100] })?.bpm,
    ).toBeCloseTo(126, 1);
  });

  test('unknown genres and impossible ranges change nothing', () => {
    expect(rangeOfGenre('Klezmer')).toBeNull();
    expect(rangeOfGenre(null)).toBeNull();
    expect(rangePenalty(120, [0, 0])).toBe(0);
    expect(rangePenalty(120, [180, 90])).toBe(0);
    expect(rangePenalty(120, [100, 140])).toBe(0);
  });

  test.each([
    ['Drum & Bass', 174],
    ['dnb', 172],
    ['deep_house', 122],
    ['UK Garage', 132],
    ['lo-fi hip hop', 84],
    ['Reggae / Dub', 75],
  ])('%s is at home at %d BPM', (genre, bpm) => {
    expect(rangePenalty(bpm, rangeOfGenre(genre))).toBe(0);
    expect(rangePenalty(bpm * 2, rangeOfGenre(genre))).toBeGreaterThan(3);
  });
});

describe('where there is no pulse there is no tempo', () => {
  const click = silence(20);
  click[10 * SIGNAL_RATE] = 1;
  test.each([
    ['silence', silence(20)],
    ['a constant', silence(20).fill(0.5)],
    ['one click', click],
    ['white noise', noise(20, SIGNAL_RATE)],
    ['a minute of white noise', noise(60, SIGNAL_RATE, 0.5, 3)],
    ['a chord held', pad(20, SIGNAL_RATE)],
    ['a tone', sine(20, SIGNAL_RATE)],
    ['a fifth of a second', noise(0.2, SIGNAL_RATE)],
    ['nothing at all', silence(0)],
  ])('%s', (_, samples) => {
    expect(analyseTempo(signalOf(samples))).toBeNull();
  });
});
