import { type BeatGrid, type Metre, fitGrid, trackBeats, trackMetre } from './beats.ts';
import { type Onsets, onsetNovelty } from './onset.ts';
import type { Signal } from './signal.ts';
import { autocorrelation } from './spectrum.ts';

/** How an alternative stands to the tempo given. */
export type TempoRelation = '1/3' | '1/2' | '2/3' | '1' | '3/2' | '2' | '3';

export type TempoOptions = {
  /** Tempi in BPM among which the caller wants the answer: a soft prior on the octave. */
  tempoRange?: readonly [lowBpm: number, highBpm: number] | null;
  /** Genre tag or hint: a soft prior on the octave; an unknown word changes nothing. */
  genre?: string | null;
};

export type TempoAnalysis = {
  /** Beats a minute, to 0.01. */
  bpm: number;
  /** Probability that bpm is right within 4 %, 0 to 1. */
  confidence: number;
  /** Other readings of the same pulse, likeliest first; confidence is their probability. */
  alternatives: { bpm: number; relation: TempoRelation; confidence: number }[];
  /** Whether one constant grid fits the beats. */
  steady: boolean;
  /** Local tempo where it is not steady, else null. */
  curve: { timeSec: number; bpm: number }[] | null;
  /** Every beat, in seconds from the start. */
  beats: number[];
  /** The first beat of each bar, in seconds; empty when the metre is unknown. */
  downbeats: number[];
  metre: Metre | null;
  /** The constant grid where the tempo is steady, else null. */
  grid: BeatGrid | null;
};

/** Tempo, beats, downbeats and metre; null where no pulse is found (silence, noise, a click, under 3 s). */
export function analyseTempo(signal: Signal, _options: TempoOptions = {}): TempoAnalysis | null {
  if (signal.durationSec < MIN_DURATION_SEC) return null;
  const onsets = onsetNovelty(signal);
  const candidates = tempoCandidates(onsets);
  const best = candidates[0];
  if (!best) return null;
  const beats = trackBeats(onsets, best.bpm);
  const grid = fitGrid(beats);
  const bpm = Math.round((grid?.bpm ?? best.bpm) * 100) / 100;
  const metre = trackMetre(onsets, beats);
  return {
    bpm,
    confidence: best.weight,
    alternatives: candidates.slice(1).map(({ bpm: other, weight }) => ({
      bpm: Math.round(other * 100) / 100,
      relation: relationOf(other / best.bpm),
      confidence: weight,
    })),
    steady: grid !== null,
    curve: null,
    beats,
    downbeats: metre ? beats.filter((_, i) => i % metre.beatsPerBar === metre.firstDownbeatIndex) : [],
    metre,
    grid,
  };
}

const MIN_DURATION_SEC = 3;

const RELATIONS: [TempoRelation, number][] = [
  ['1/3', 1 / 3],
  ['1/2', 1 / 2],
  ['2/3', 2 / 3],
  ['1', 1],
  ['3/2', 3 / 2],
  ['2', 2],
  ['3', 3],
];

const relationOf = (ratio: number): TempoRelation =>
  RELATIONS.reduce((best, next) =>
    Math.abs(Math.log(ratio / next[1])) < Math.abs(Math.log(ratio / best[1])) ? next : best,
  )[0];

function tempoCandidates(onsets: Onsets): { bpm: number; weight: number }[] {
  const maxLag = Math.round(onsets.frameRate * 8);
  const acf = autocorrelation(onsets.total, maxLag);
  if (!(acf[0]! > 0)) return [];
  const mean = acf.reduce((a, b) => a + b, 0) / acf.length;
  const at = (lag: number) => {
    const i = Math.min(Math.floor(lag), maxLag - 1);
    return ((1 - (lag - i)) * acf[i]! + (lag - i) * acf[i + 1]! - mean) / (acf[0]! - mean);
  };
  const scored: { bpm: number; weight: number }[] = [];
  for (let bpm = 50; bpm <= 210; bpm *= 1.005) {
    const lag = (60 * onsets.frameRate) / bpm;
    const comb = at(lag) + at(2 * lag) + 0.5 * at(3 * lag) + at(4 * lag);
    const prior = Math.exp(-0.5 * (Math.log2(bpm / 125) / 0.5) ** 2);
    scored.push({ bpm, weight: Math.max(0, comb) * prior });
  }
  const peaks = scored.filter(
    (s, i) => s.weight > 0 && s.weight >= (scored[i - 1]?.weight ?? 0) && s.weight > (scored[i + 1]?.weight ?? 0),
  );
  peaks.sort((a, b) => b.weight - a.weight);
  const top = peaks.slice(0, 5);
  const sum = top.reduce((a, b) => a + b.weight, 0);
  return top.map(({ bpm, weight }) => ({ bpm, weight: weight / sum }));
}
