import type { Analysis, Beats, KeyAnalysis, Loudness, Tempo } from '../../shared/contracts/analysis.ts';
import { type Key, keyName } from '../../shared/music/keys.ts';
import { attackCurves } from './attacks.ts';
import { bandPixels } from './bands.ts';
import { danceabilityOf } from './danceability.ts';
import { energyOf } from './energy.ts';
import { analyseKey, type KeyAnalysis as KeyFinding } from './key.ts';
import { moodsOf } from './moods.ts';
import { type Signal, soundingSpan } from './signal.ts';
import { structureOf } from './structure.ts';
import { analyseTempo, type TempoAnalysis, type TempoOptions } from './tempo.ts';
import { timbreFrames, timbreOf } from './timbre.ts';
import { type Waveforms, waveformsOf, waveformSummary } from './waveform.ts';

/** What is known besides the samples. */
export type SignalTask = { signal: Signal; loudness: Loudness; tempoOptions: TempoOptions; taggedKey: Key | null };
/** All of an analysis that the signal gives. */
export type SignalFindings = {
  findings: Omit<Analysis, 'analysisVersion' | 'durationSec' | 'audio' | 'loudness'>;
  waveforms: Waveforms;
};

/**
 * Runs every analyser on a signal; a pure function of its task, to be called in a worker thread. `onProgress` gets 0 to 1.
 */
export function analyseSignal(
  { signal, loudness, tempoOptions, taggedKey }: SignalTask,
  onProgress: (share: number) => void = () => {},
): SignalFindings {
  const { durationSec } = signal;
  const sounding = soundingSpan(signal);
  const pixels = bandPixels(signal);
  const attacks = attackCurves(pixels);
  const frames = timbreFrames(signal);
  onProgress(0.2);
  const tempoAnalysis = analyseTempo(signal, tempoOptions, sounding);
  onProgress(0.5);
  const keyAnalysis = analyseKey(signal, taggedKey);
  onProgress(0.9);
  const tempo = tempoAnalysis && tempoFinding(tempoAnalysis);
  const key = keyAnalysis && keyFinding(keyAnalysis, taggedKey);
  const timbre = timbreOf(frames, pixels, attacks);
  const energy = energyOf(pixels, attacks, loudness);
  const danceability = energy && danceabilityOf(attacks, tempoAnalysis);
  const structure = structureOf({
    durationSec,
    sounding,
    pixels,
    attacks,
    frames,
    loudness,
    tempo: tempoAnalysis,
    danceability: danceability?.value ?? 0,
  });
  return {
    findings: {
      tempo,
      beats: tempoAnalysis && beatsFinding(tempoAnalysis),
      key,
      energy,
      structure,
      waveform: waveformSummary(pixels),
      danceability,
      timbre,
      moods: moodsOf(energy, timbre, key, tempo),
    },
    waveforms: waveformsOf(pixels),
  };
}

const tempoFinding = ({ bpm, confidence, alternatives, steady, curve, witnesses }: TempoAnalysis): Tempo => ({
  bpm,
  confidence: round(confidence, 3),
  alternatives: alternatives.map((other) => ({ ...other, confidence: round(other.confidence, 3) })),
  steady,
  curve,
  method: ['onset rhythm, octave chosen by likeness to counted music, grid by regression', ...witnesses].join('; '),
});

const beatsFinding = ({ beats, downbeats, metre, grid, confidence }: TempoAnalysis): Beats => ({
  timesSec: beats.map((time) => round(Math.max(0, time), 3)),
  confidence: round(confidence, 3),
  beatsPerBar: metre?.beatsPerBar ?? null,
  metreConfidence: metre && round(metre.confidence, 3),
  firstDownbeatSec: downbeats[0] === undefined ? null : round(Math.max(0, downbeats[0]), 3),
  downbeatConfidence: metre && round(metre.downbeatConfidence, 3),
  grid: grid && { bpm: round(grid.bpm, 4), firstBeatSec: round(grid.firstBeatSec, 4), errorMs: round(grid.errorMs, 2) },
  method: 'dynamic programming over onsets, bars by accent',
});

const keyFinding = (
  { alternatives, tuningCents, sections, ...key }: KeyFinding,
  taggedKey: Key | null,
): KeyAnalysis => ({
  ...key,
  alternatives,
  tuningCents: round(tuningCents, 1),
  sections: sections.length > 1 ? sections : null,
  method: `chroma of whitened peaks against two key profiles${taggedKey ? `; the file’s tag (${keyName(taggedKey)}) as a witness` : ''}`,
});

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
