import { pitchClass, type Key } from '../../shared/music/keys.ts';
import type { Random } from './random.ts';

const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

/**
 * Chord roots as degrees of the scale, from 0. Every second chord or so is the tonic: a chain such as vi–IV–I–V belongs
 * to two keys at once, and the key of these tracks has to be beyond doubt.
 */
const PROGRESSIONS = {
  major: [
    [0, 3, 0, 4],
    [0, 4, 0, 3],
    [0, 5, 3, 4],
  ],
  minor: [
    [0, 5, 0, 6],
    [0, 3, 0, 4],
    [0, 0, 5, 4],
  ],
} as const;

/** A chord as MIDI numbers without an octave: root first, then upwards. */
export type Chord = readonly number[];

export function pickProgression(key: Key, sevenths: boolean, random: Random): Chord[] {
  const choices = PROGRESSIONS[key.mode];
  const degrees = choices[Math.floor(random() * choices.length)]!;
  return degrees.map((degree) =>
    (sevenths ? [0, 2, 4, 6] : [0, 2, 4]).map((step) => scaleTone(key, degree + step) + leadingTone(key, degree, step)),
  );
}

/** The dominant of a minor key has a major third (harmonic minor), which tells it from its relative major. */
const leadingTone = (key: Key, degree: number, step: number): number =>
  key.mode === 'minor' && degree === 4 && step === 2 ? 1 : 0;

/** Semitones over C of a degree of the scale; degrees over 6 lie in the next octave. */
function scaleTone(key: Key, degree: number): number {
  const octave = Math.floor(degree / 7);
  return pitchClass(key.tonic) + SCALES[key.mode][degree - 7 * octave]! + 12 * octave;
}

/** A chord's tones in the octave from `lowest` up: neighbouring chords then move by the least. */
export const voicing = (chord: Chord, lowest: number): number[] =>
  chord.map((tone) => lowest + ((((tone - lowest) % 12) + 12) % 12)).toSorted((a, b) => a - b);

/** The chord's tone that a bass pattern's digit names, in MIDI numbers. */
export function bassNote(chord: Chord, digit: string, octave: number): number {
  const root = 12 * (octave + 1) + (chord[0]! % 12);
  const interval = { '3': chord[1]! - chord[0]!, '5': chord[2]! - chord[0]!, '8': 12 }[digit] ?? 0;
  return root + interval;
}

/** The n-th tone of a chord counted upwards through the octaves, in MIDI numbers. */
export function melodyNote(chord: Chord, index: number, octave: number): number {
  const tones = voicing(chord, 12 * (octave + 1));
  return tones[index % tones.length]! + 12 * Math.floor(index / tones.length);
}

/** Equal temperament on A4 = 440 Hz, MIDI number 69 (ISO 16). */
export const frequencyOf = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);
