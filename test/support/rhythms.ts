/** Drums and chords placed at times that are known to the sample. */
import { seededRandom } from '../../local/demo/random.ts';
import { SIGNAL_RATE, type Signal, signalOf } from '../../sidecar/analysis/signal.ts';
import type { Key } from '../../shared/music/keys.ts';
import { pitchClass } from '../../shared/music/keys.ts';

/** Sixteenths of a bar at which a drum is struck. */
export type DrumPattern = { kick: readonly number[]; snare: readonly number[]; hat: readonly number[] };

const EIGHTHS = [0, 2, 4, 6, 8, 10, 12, 14];

export const FOUR_TO_THE_FLOOR: DrumPattern = { kick: [0, 4, 8, 12], snare: [4, 12], hat: [2, 6, 10, 14] };
export const ROCK: DrumPattern = { kick: [0, 8, 10], snare: [4, 12], hat: EIGHTHS };
export const DRUM_AND_BASS: DrumPattern = { kick: [0, 10], snare: [4, 12], hat: EIGHTHS };
export const BOOM_BAP: DrumPattern = { kick: [0, 3, 10], snare: [4, 12], hat: EIGHTHS };

export type DrumTrack = DrumPattern & {
  bpm: number;
  durationSec: number;
  /** 4 unless given. */
  beatsPerBar?: number;
  firstBeatSec?: number;
  /** Time of a beat, for a tempo that is not constant; the first is beat 0. */
  timeOfBeat?: (beat: number) => number;
};

/** Drums, the first beat of the first bar at `firstBeatSec`. */
export function drumTrack(track: DrumTrack): Signal {
  const { bpm, durationSec, beatsPerBar = 4, firstBeatSec = 0.2, timeOfBeat, ...pattern } = track;
  const samples = new Float32Array(Math.round(durationSec * SIGNAL_RATE));
  const sounds = { kick: kick(), snare: hiss(0.06, 0.5), hat: hiss(0.015, 0.25) };
  const at = timeOfBeat ?? ((beat: number) => firstBeatSec + (beat * 60) / bpm);
  for (let bar = 0; at(beatsPerBar * bar) < durationSec; bar += 1) {
    for (const name of ['kick', 'snare', 'hat'] as const) {
      for (const step of pattern[name]) addAt(samples, sounds[name], at(beatsPerBar * bar + step / 4));
    }
  }
  return signalOf(samples);
}

function addAt(samples: Float32Array, sound: Float32Array, timeSec: number): void {
  const start = Math.round(timeSec * SIGNAL_RATE);
  for (let i = 0; i < sound.length && start + i < samples.length; i += 1) samples[start + i]! += sound[i]!;
}

const soundOf = (seconds: number, at: (t: number) => number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * SIGNAL_RATE) }, (_, i) => at(i / SIGNAL_RATE));

const kick = (): Float32Array =>
  soundOf(0.25, (t) => 0.8 * Math.exp(-t / 0.07) * Math.cos(2 * Math.PI * (50 * t + 4 * (1 - Math.exp(-t / 0.03)))));

function hiss(decaySec: number, amplitude: number): Float32Array {
  const random = seededRandom(7);
  return soundOf(6 * decaySec, (t) => amplitude * Math.exp(-t / decaySec) * (2 * random() - 1));
}

const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

export type ChordTrack = {
  key: Key;
  /** Degrees of the scale from 0, one chord a second; what is usual when it is not given. */
  degrees?: readonly number[];
  durationSec?: number;
  /** Deviation from A = 440 Hz. */
  cents?: number;
};

/** Triads of a key on tones with six harmonics, a bass note under each. */
export function chordTrack({ key, degrees = [0, 3, 4, 0], durationSec = 24, cents = 0 }: ChordTrack): Signal {
  const samples = new Float32Array(Math.round(durationSec * SIGNAL_RATE));
  const tones = new Map<number, Float32Array>();
  for (let second = 0; second < durationSec; second += 1) {
    const degree = degrees[second % degrees.length]!;
    const notes = [0, 2, 4].map((third) => 60 + scaleNote(key, degree + third));
    for (const midi of [notes[0]! - 24, ...notes]) {
      const sound = tones.get(midi) ?? tone(midi + cents / 100);
      tones.set(midi, sound);
      addAt(samples, sound, second);
    }
  }
  return signalOf(samples);
}

const scaleNote = (key: Key, degree: number): number =>
  pitchClass(key.tonic) + SCALES[key.mode][degree % 7]! + 12 * Math.floor(degree / 7);

function tone(midi: number): Float32Array {
  const hz = 440 * 2 ** ((midi - 69) / 12);
  return soundOf(1, (t) => {
    let value = 0;
    for (let harmonic = 1; harmonic <= 6; harmonic += 1)
      value += Math.sin(2 * Math.PI * hz * harmonic * t) / harmonic ** 1.5;
    return 0.06 * value * Math.exp(-t / 0.6) * Math.min(1, t / 0.005, (1 - t) / 0.02);
  });
}
