import type { TEMPO_RELATIONS } from '../../shared/contracts/analysis.ts';
import { type Metre, metreOf } from './beats-metre.ts';
import { type BeatGrid, fitGrid, gridBeats, medianInterval, struckBeats, tempoCurve, trackBeats } from './beats.ts';
import { isHalfABeatOff } from './beats-phase.ts';
import { type BandEnergies, type Onsets, bandEnergies, onsetNovelty } from './onset.ts';
import { type Signal, soundingSpan, type Span } from './signal.ts';
import { tempoCandidates } from './tempo-candidates.ts';
import { tempoProbabilities } from './tempo-choice.ts';
import { type TempoRange, rangeOfGenre, rangePenalty, tagPenalty } from './tempo-prior.ts';
import { evened, type Evened } from './tempo-path.ts';
import { type Rhythm, pulseClarity, rhythmOf } from './tempo-rhythm.ts';

/** How an alternative stands to the tempo given: "1/2" is half of it. */
export type TempoRelation = (typeof TEMPO_RELATIONS)[number];

export type TempoOptions = {
  /** Tempi in BPM among which the caller wants the answer: a soft prior on the octave. */
  tempoRange?: TempoRange | null;
  /** Genre tag or hint: a soft prior on the octave; an unknown word changes nothing. */
  genre?: string | null;
  /** The tempo that the file's tags give: a soft prior on the octave; one that the rhythm does not allow changes nothing. */
  taggedBpm?: number | null;
};

export type TempoWitness = 'range asked for' | 'genre' | 'tag';

export type TempoAnalysis = {
  /** Beats a minute, to 0.01. */
  bpm: number;
  /** Probability that bpm is right within 4 %, 0 to 1. */
  confidence: number;
  /** Other readings, likeliest first; confidence is their probability. */
  alternatives: { bpm: number; relation: TempoRelation; confidence: number }[];
  /** What else than the sound told these readings apart. */
  witnesses: TempoWitness[];
  /** Whether one constant grid fits the beats. */
  steady: boolean;
  /** Local tempo where it is not steady, else null. */
  curve: { timeSec: number; bpm: number }[] | null;
  /** Every beat from the first sounding moment to the last, in seconds; those of the grid where there is one. */
  beats: number[];
  /** The first beat of each bar, in seconds; empty when the metre is unknown. */
  downbeats: number[];
  metre: Metre | null;
  /** The constant grid where the tempo is steady, else null. */
  grid: BeatGrid | null;
};

const MIN_DURATION_SEC = 4;
const MAX_ALTERNATIVES = 4;

/**
 * Tempo, beats, downbeats and metre; null where no pulse is found (silence, noise, a click, less than 4 s). Memory is
 * about 25 kB a second of signal, 40 where the tempo runs away.
 */
export function analyseTempo(
  signal: Signal,
  options: TempoOptions = {},
  sounding: Span = soundingSpan(signal),
): TempoAnalysis | null {
  if (signal.durationSec < MIN_DURATION_SEC) return null;
  const heard = readable(bandEnergies(signal));
  if (heard.clarity < CLARITY_OF_CHANCE / Math.sqrt(heard.energies.frames)) return null;
  const { readings, witnesses } = rankedReadings(heard.rhythm, options);
  const best = readings[0];
  if (!best) return null;
  const isSounding = (beat: number): boolean => {
    const timeSec = heard.timeOf?.(beat) ?? beat;
    return timeSec > sounding.startSec - BEFORE_ATTACK_SEC && timeSec < sounding.endSec;
  };
  const placed = placeBeats(heard.onsets, best.bpm, signal.durationSec, isSounding);
  const clearness = Math.min(1, heard.clarity / CLEAR);
  const metre = metreOf(heard.energies, heard.onsets, heard.rhythm, placed.bpm, placed.beats);
  const found = heard.timeOf ? asPlayed(placed, heard.timeOf) : placed;
  return {
    ...found,
    bpm: round(found.bpm),
    confidence: best.probability * clearness,
    alternatives: readings.slice(1, 1 + MAX_ALTERNATIVES).map(({ bpm, probability }) => {
      const [relation, ratio] = relationOf(bpm / best.bpm);
      return { bpm: round(found.bpm * (ratio ?? bpm / best.bpm)), relation, confidence: probability * clearness };
    }),
    witnesses,
    downbeats: metre ? found.beats.filter((_, i) => i % metre.beatsPerBar === metre.firstDownbeat) : [],
    metre,
  };
}

type Heard = {
  energies: BandEnergies;
  onsets: Onsets;
  rhythm: Rhythm;
  clarity: number;
  /** Where the music was played evenly to be heard: the time at which it was played. */
  timeOf?: Evened['timeOf'];
};

/** Music as it is; where it has no clear pulse so, but has one once its tempo is evened, music played evenly. */
function readable(energies: BandEnergies): Heard {
  const asIs = rhythmHeard(energies);
  if (asIs.clarity >= CLEAR) return asIs;
  const even = evened(energies, asIs.onsets);
  if (!even) return asIs;
  const evenly = rhythmHeard(even.energies);
  return evenly.clarity > Math.max(CLEAR, EVENED_GAIN * asIs.clarity) ? { ...evenly, timeOf: even.timeOf } : asIs;
}

function rhythmHeard(energies: BandEnergies): Heard {
  const onsets = onsetNovelty(energies);
  const rhythm = rhythmOf(energies, onsets);
  return { energies, onsets, rhythm, clarity: pulseClarity(rhythm) };
}

/** Beats of evened music, at the times at which they were played. */
function asPlayed({ beats }: Placed, timeOf: Evened['timeOf']): Placed {
  const played = beats.map(timeOf);
  return { bpm: 60 / medianInterval(played, 4), steady: false, curve: tempoCurve(played), beats: played, grid: null };
}

/**
 * White noise comes to a clarity of less than 3 / √n by chance over n frames (the deviation of its autocorrelation is
 * near 1 / √n); a piece of known tempo seldom has less than 0.1.
 */
const CLARITY_OF_CHANCE = 3.2;
/** Under this clarity every confidence falls in proportion, and a tempo that runs away is looked for. */
const CLEAR = 0.15;
/** By how much evening must clear the pulse; music that is merely soft gains less. (Noise comes to 0.1 evened.) */
const EVENED_GAIN = 2;

const round = (bpm: number): number => Math.round(100 * bpm) / 100;

type Reading = { bpm: number; probability: number };

function rankedReadings(
  rhythm: Rhythm,
  { tempoRange, genre, taggedBpm }: TempoOptions,
): { readings: Reading[]; witnesses: TempoWitness[] } {
  const candidates = tempoCandidates(rhythm);
  const ofGenre = rangeOfGenre(genre);
  const penalties: Record<TempoWitness, (bpm: number) => number> = {
    'range asked for': (bpm) => rangePenalty(bpm, tempoRange),
    genre: (bpm) => rangePenalty(bpm, ofGenre),
    tag: (bpm) => tagPenalty(bpm, taggedBpm),
  };
  const probabilities = tempoProbabilities(candidates, (bpm) =>
    Object.values(penalties).reduce((sum, penalty) => sum + penalty(bpm), 0),
  );
  const readings = candidates
    .map(({ bpm }, i) => ({ bpm, probability: probabilities[i]! }))
    .toSorted((a, b) => b.probability - a.probability);
  const isHeeded = (name: TempoWitness) => new Set(readings.map(({ bpm }) => penalties[name](bpm))).size > 1;
  return { readings, witnesses: (Object.keys(penalties) as TempoWitness[]).filter(isHeeded) };
}

type Placed = Pick<TempoAnalysis, 'bpm' | 'steady' | 'curve' | 'beats' | 'grid'>;

/** The first sound is a beat's, though the grid says a little before. */
const BEFORE_ATTACK_SEC = 0.02;

/** A grid where one fits and keeps the tempo found, else the beats as heard and their tempo curve; none in silence. */
function placeBeats(onsets: Onsets, bpm: number, durationSec: number, isSounding: (beat: number) => boolean): Placed {
  const heard = trackBeats(onsets, bpm).filter(isSounding);
  const grid = fitGrid(heard, struckBeats(onsets, heard));
  if (grid && Math.abs(Math.log(grid.bpm / bpm)) < SAME_TEMPO) {
    const found = gridBeats(grid, durationSec).filter(isSounding);
    const halfBeat = isHalfABeatOff(onsets, found) ? 30 / grid.bpm : 0;
    const firstBeatSec = firstBeat(grid.firstBeatSec + halfBeat, 60 / grid.bpm);
    const beats = gridBeats({ ...grid, firstBeatSec }, durationSec).filter(isSounding);
    return {
      bpm: grid.bpm,
      steady: true,
      curve: null,
      beats,
      grid: { ...grid, firstBeatSec: beats[0] ?? firstBeatSec },
    };
  }
  const beats = isHalfABeatOff(onsets, heard) ? heard.slice(1).map((beat, i) => (beat + heard[i]!) / 2) : heard;
  const local = 60 / medianInterval(heard, 4);
  return {
    bpm: Math.abs(Math.log(local / bpm)) < SAME_TEMPO ? local : bpm,
    steady: false,
    curve: tempoCurve(beats),
    beats,
    grid: null,
  };
}

/** A track that begins on a beat has its first there, though the fit says a little before. */
const BEFORE_START_SEC = 0.006;

const firstBeat = (beatSec: number, period: number): number =>
  beatSec % period > period - BEFORE_START_SEC ? 0 : beatSec % period;

/** Tempi nearer than this (the logarithm of their ratio) are one. */
const SAME_TEMPO = 0.04;

const RELATIONS: [TempoRelation, number][] = [
  ['1/3', 1 / 3],
  ['1/2', 1 / 2],
  ['2/3', 2 / 3],
  ['3/4', 3 / 4],
  ['1', 1],
  ['4/3', 4 / 3],
  ['3/2', 3 / 2],
  ['2', 2],
  ['3', 3],
];

/** The relation of a ratio of tempi within 3 %, and its exact value; "other" and null for none. */
function relationOf(ratio: number): [TempoRelation, number | null] {
  const nearest = RELATIONS.find(([, value]) => Math.abs(Math.log(ratio / value)) < 0.03);
  return nearest ?? ['other', null];
}
