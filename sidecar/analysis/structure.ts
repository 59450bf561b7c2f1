import type { Loudness, SectionLabel, Structure } from '../../shared/contracts/analysis.ts';
import type { Attacks } from './attacks.ts';
import type { Band, BandPixels } from './bands.ts';
import { sectionEnergy } from './energy.ts';
import { sectionStarts } from './segments.ts';
import type { Span } from './signal.ts';
import type { TempoAnalysis } from './tempo.ts';
import { MFCCS, type TimbreFrames } from './timbre.ts';

export type StructureInput = {
  durationSec: number;
  /** From the first sounding moment to the last. */
  sounding: Span;
  pixels: BandPixels;
  attacks: Attacks;
  frames: TimbreFrames;
  loudness: Loudness;
  tempo: TempoAnalysis | null;
  danceability: number;
};

/** Shorter pieces have no sections worth a name. */
const MIN_DURATION_SEC = 20;
const MIN_UNITS = 8;
/** Where no bars are known: windows of about a bar's length. */
const WINDOW_SEC = 2;

/** Sections, side by side over all but silent ends, and cue points; null for what is short or silent. */
export function structureOf(input: StructureInput): Structure | null {
  const { durationSec, sounding, tempo, loudness, pixels } = input;
  if (durationSec < MIN_DURATION_SEC || loudness.integratedLufs === null) return null;
  const bars = barStarts(tempo, durationSec);
  const edges = withoutQuietEnds(pixels, withoutSilence(sounding, bars ?? windows(durationSec)));
  if (edges.length <= MIN_UNITS) return null;
  const features = unitFeatures(input, edges);
  const sections = describeSections(input, edges, features, sectionStarts(features));
  const labels = labelSections(sections, input.danceability >= DANCE_MUSIC);
  return {
    sections: sections.map(({ startSec, endSec, units, energy, contrast }, i) => ({
      startSec: round(startSec),
      endSec: round(endSec),
      bars: bars ? units : null,
      label: labels[i]!,
      confidence: round(contrast),
      energy: round(energy),
    })),
    cues: cuePoints(sections, labels, bars && edges, tempo),
    method: 'bars by band level, attack and timbre, cut along the shortest path; labels by level and attack',
  };
}

const windows = (durationSec: number): number[] =>
  Array.from({ length: Math.floor(durationSec / WINDOW_SEC) + 1 }, (_, i) => i * WINDOW_SEC);

/** Edges of the bars that sound from their beginning to their last beat at least: silent ends are no part of the music. */
function withoutSilence({ startSec, endSec }: Span, edges: number[]): number[] {
  const from = edges.filter((edge) => edge >= startSec - EARLY_SEC);
  return from.filter((edge, i) => i === 0 || edge - (edge - from[i - 1]!) / 4 <= endSec);
}

/** Up to so many bars at either end that are this far under the mean level (a last chord ringing on) count for nothing. */
const MAX_QUIET_UNITS = 4;
const QUIET_END_DB = -15;

function withoutQuietEnds(pixels: BandPixels, edges: number[]): number[] {
  const whole = level(pixels.full, pixelsOf(pixels, edges[0] ?? 0, edges.at(-1) ?? 0));
  const isHeard = (_: number, i: number) =>
    i + 1 < edges.length && level(pixels.full, pixelsOf(pixels, edges[i]!, edges[i + 1]!)) > whole + QUIET_END_DB;
  const first = Math.max(0, Math.min(edges.findIndex(isHeard), MAX_QUIET_UNITS));
  const last = Math.max(edges.findLastIndex(isHeard) + 1, edges.length - 1 - MAX_QUIET_UNITS);
  return edges.slice(first, last + 1);
}

/** Starts of the bars and the end of the last, carried on over the whole track; null where no metre is known. */
function barStarts(tempo: TempoAnalysis | null, durationSec: number): number[] | null {
  const first = tempo?.downbeats[0];
  if (!tempo?.metre || first === undefined) return null;
  if (!tempo.grid) return tempo.downbeats;
  const barSec = (tempo.metre.beatsPerBar * 60) / tempo.grid.bpm;
  const start = first - Math.floor((first + EARLY_SEC) / barSec) * barSec;
  const count = Math.floor((durationSec - start) / barSec);
  return Array.from({ length: count + 1 }, (_, i) => Math.max(0, start + i * barSec));
}

/** A downbeat heard a little before the file begins is its first. */
const EARLY_SEC = 0.03;

type Range = { from: number; to: number };

/** Each kind of feature counts alike: three levels, three attacks, and twelve coefficients at a quarter each. */
const MFCC_WEIGHT = 0.5;
/** Changes from bar to bar under these are no more than chance, dB. */
const MIN_CHANGE = { level: 0.75, attack: 0.75, mfcc: 1.5 };
const FLOOR_POWER = 1e-6;
const FLOOR_ATTACK = 1e-3;

function unitFeatures({ pixels, attacks, frames }: StructureInput, edges: number[]): Float64Array[] {
  const bands = [pixels.low, pixels.mid, pixels.high];
  const curves = [attacks.low, attacks.mid, attacks.high];
  const columns = [
    ...bands.map((band) => scaled(edges, (a, b) => level(band, pixelsOf(pixels, a, b)), MIN_CHANGE.level, 1)),
    ...curves.map((curve) => scaled(edges, (a, b) => attackLevel(curve, pixelsOf(pixels, a, b)), MIN_CHANGE.attack, 1)),
    ...Array.from({ length: MFCCS - 1 }, (_, c) =>
      scaled(edges, (a, b) => meanCoefficient(frames, c + 1, a, b), MIN_CHANGE.mfcc, MFCC_WEIGHT),
    ),
  ];
  return Array.from({ length: edges.length - 1 }, (_, unit) => Float64Array.from(columns, (column) => column[unit]!));
}

/** A change of so much of a feature's spread over the track is a unit, if it is more than what changes from bar to bar. */
const SPREAD_SHARE = 0.5;

/**
 * A feature of every unit in terms of how much it changes from one to the next: the median change, which is that within
 * sections, because most bars are followed by one of their own; or of its spread, so that one silent bar is not all.
 */
function scaled(edges: number[], of: (a: number, b: number) => number, minChange: number, weight: number): number[] {
  const values = edges.slice(1).map((end, i) => of(edges[i]!, end));
  const changes = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const typical = changes.toSorted((a, b) => a - b)[changes.length >> 1] ?? 0;
  const centre = values.reduce((a, b) => a + b, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
  const unit = Math.max(typical, minChange, SPREAD_SHARE * spread);
  return values.map((value) => (weight * (value - centre)) / unit);
}

function pixelsOf({ pixelRate, full }: BandPixels, startSec: number, endSec: number): Range {
  const from = Math.min(Math.round(startSec * pixelRate), full.power.length - 1);
  return { from, to: Math.max(from + 1, Math.min(Math.round(endSec * pixelRate), full.power.length)) };
}

function mean(values: Float32Array, { from, to }: Range): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i]!;
  return sum / (to - from);
}

const attackLevel = (curve: Float32Array, range: Range): number => 20 * Math.log10(mean(curve, range) + FLOOR_ATTACK);

const level = ({ power }: Band, range: Range): number => 10 * Math.log10(mean(power, range) + FLOOR_POWER);

function meanCoefficient(
  { frameRate, count, mfcc }: TimbreFrames,
  c: number,
  startSec: number,
  endSec: number,
): number {
  const from = Math.min(Math.round(startSec * frameRate), count - 1);
  const to = Math.max(from + 1, Math.min(Math.round(endSec * frameRate), count));
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += mfcc[i * MFCCS + c]!;
  return sum / (to - from);
}

type Section = {
  startSec: number;
  endSec: number;
  units: number;
  energy: number;
  /** Levels of the three bands and of their attacks, dB; the fourth is the kick's. */
  levels: number[];
  /** How far its mean lies from its neighbours', 0 to 1. */
  contrast: number;
};

/** Mean squared distance from the neighbours at which a section stands out with 1 − 1/e. */
const CLEAR_DISTANCE = 20;

function describeSections(
  input: StructureInput,
  edges: number[],
  features: Float64Array[],
  starts: number[],
): Section[] {
  const ends = [...starts.slice(1), features.length];
  const centres = starts.map((start, i) => centreOf(features.slice(start, ends[i])));
  const { pixels, attacks } = input;
  const music = spanOfMusic(input);
  return starts.map((start, i) => {
    const end = ends[i]!;
    const startSec = i === 0 ? music.startSec : edges[start]!;
    const endSec = i === starts.length - 1 ? music.endSec : edges[end]!;
    // What rings on after the last bar is no part of its energy.
    const range = pixelsOf(pixels, edges[start]!, edges[end]!);
    const distances = [centres[i - 1], centres[i + 1]].flatMap((other) =>
      other ? [other.reduce((sum, value, d) => sum + (value - centres[i]![d]!) ** 2, 0)] : [],
    );
    return {
      startSec,
      endSec,
      units: end - start,
      energy: sectionEnergy(pixels, attacks, range, input.loudness),
      levels: [
        ...[pixels.low, pixels.mid, pixels.high].map((band) => level(band, range)),
        ...[attacks.low, attacks.mid, attacks.high].map((curve) => attackLevel(curve, range)),
      ],
      contrast: distances.length === 0 ? 0 : 1 - Math.exp(-Math.min(...distances) / CLEAR_DISTANCE),
    };
  });
}

/** The whole piece, but for silence of more than a bar's length at either end. */
function spanOfMusic({ durationSec, sounding }: StructureInput): Span {
  return {
    startSec: sounding.startSec > WINDOW_SEC ? sounding.startSec : 0,
    endSec: durationSec - sounding.endSec > WINDOW_SEC ? sounding.endSec : durationSec,
  };
}

function centreOf(rows: Float64Array[]): Float64Array {
  return rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
}

/** From this danceability on the high points are drops, below it choruses. */
const DANCE_MUSIC = 0.55;
/**
 * How far under the fullest section, in dB over bands and attacks, a section may be and still count as full. This limit and
 * those below are a choice, held against the names of the sections of synthesised arrangements alone (`npm run
 * bench:analysis -- MANIFEST --parts=structure`).
 */
const FULL_DB = -0.75;
/** The first and the last must come nearer: what is left out of an intro is little, but something. */
const FULL_END_DB = -0.25;
/** No band counts for more than this. */
const EMPTY_DB = -12;
/** A section whose kick is so much weaker than the strongest goes without it. */
const NO_KICK_DB = -5.5;
const KICK = 3;

/**
 * Names by how full each section is beside the fullest (six levels in dB: all that plays adds to some of them), where it
 * stands, and whether it has a kick.
 */
function labelSections(sections: Section[], isDance: boolean): SectionLabel[] {
  if (sections.length === 1) return ['verse'];
  const tops = sections[0]!.levels.map((_, d) => Math.max(...sections.map(({ levels }) => levels[d]!)));
  const under = sections.map(({ levels }) => levels.map((value, d) => Math.max(EMPTY_DB, value - tops[d]!)));
  const fullness = under.map((row) => row.reduce((a, b) => a + b, 0) / row.length);
  const fullest = Math.max(...fullness);
  const last = sections.length - 1;
  const isFull = (i: number) => i <= last && fullness[i]! - fullest >= (i === 0 || i === last ? FULL_END_DB : FULL_DB);
  return sections.map((_, i) => {
    if (isFull(i)) return isDance ? 'drop' : 'chorus';
    if (i === 0) return 'intro';
    if (i === last) return 'outro';
    if (under[i]![KICK]! < NO_KICK_DB) return 'breakdown';
    return isFull(i + 1) ? 'build' : 'verse';
  });
}

/** Bars that a mix out of a track takes at least, where no outro gives them. */
const MIX_OUT_BARS = 16;

function cuePoints(
  sections: Section[],
  labels: SectionLabel[],
  bars: number[] | null,
  tempo: TempoAnalysis | null,
): Structure['cues'] {
  const cues: Structure['cues'] = [];
  const add = (kind: Structure['cues'][number]['kind'], timeSec: number | undefined, confidence: number) => {
    if (timeSec !== undefined) cues.push({ kind, timeSec: round(Math.max(0, timeSec)), confidence: round(confidence) });
  };
  const confidence = tempo?.confidence ?? 0;
  add('first-beat', tempo?.beats[0], confidence);
  add('mix-in', bars?.[0], tempo?.metre?.downbeatConfidence ?? 0);
  const drop = labels.findIndex((label) => label === 'drop' || label === 'chorus');
  if (drop > 0) add('drop', sections[drop]!.startSec, sections[drop]!.contrast);
  const last = sections.length - 1;
  if (labels[last] === 'outro') add('mix-out', sections[last]!.startSec, sections[last]!.contrast);
  else add('mix-out', bars?.at(-1 - MIX_OUT_BARS), confidence);
  return cues;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
