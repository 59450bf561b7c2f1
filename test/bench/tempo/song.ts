/** A piece of music composed and played by chance within a style; its tempo is known because it was made at it. */
import { SIGNAL_RATE } from '../../../sidecar/analysis/signal.ts';
import { type Chance, chance } from './chance.ts';
import { mastered } from './mastering.ts';
import { type DrumName, drumSound, type VoiceName, voiceOf } from './sounds.ts';

/** A range that a number is drawn from. */
export type Range = readonly [low: number, high: number];
/**
 * What strikes in a bar (or several), one sign a step: "x" always, "o" softly, "?" in a third of the pieces, "." never.
 * Blanks are for the eye.
 */
export type Pattern = string;

/** `often` is the share of the pieces that have the part (all by default). */
export type Part = { often?: number; level?: Range } & (
  | { play: 'drum'; sound: readonly DrumName[]; at: readonly Pattern[] }
  | { play: 'fills' }
  | { play: 'bass'; at: readonly Pattern[]; voice?: readonly VoiceName[]; line?: 'walks' | 'octaves' }
  | { play: 'chords' | 'arpeggio'; at: readonly Pattern[]; voice: readonly VoiceName[]; short?: boolean }
  | { play: 'pad'; voice: readonly VoiceName[] }
  /** Notes on every so many steps with this probability, and so much likelier between the beats. */
  | { play: 'melody'; every: readonly number[]; dense: Range; voice: readonly VoiceName[]; syncopated?: number }
  | { play: 'oneOf'; parts: readonly Part[] }
);

export type Style = {
  /** How many pieces there are of it beside the others. */
  weight: number;
  bpm: Range;
  /** Beats a bar (4) and steps a beat (4; 3 for music in triplets). */
  beats?: number;
  steps?: number;
  /** By how much of a step every second one is late. */
  swing?: readonly number[];
  /** Seconds by which players miss the time (deviation): none by default. */
  looseSec?: Range;
  /** By how much the tempo wanders. */
  drift?: readonly number[];
  /** Beats for which a chord holds. */
  chordBeats: readonly number[];
  parts: readonly Part[];
};

type Song = {
  chance: Chance;
  samples: Float32Array;
  beatSec: number;
  /** Time of a step of a bar, which may be fractional. */
  timeOf: (bar: number, step: number) => number;
  bars: number;
  barSteps: number;
  stepsOfBeat: number;
  /** Note of a degree of the scale in an octave, as MIDI numbers it. */
  note: (degree: number, octave: number) => number;
  /** Degree of the chord that holds at a step. */
  chordAt: (bar: number, step: number) => number;
  chordBeats: number;
  play: (sound: Float32Array, timeSec: number, level: number) => void;
};

/** `downbeats` are the times at which bars begin. */
export type Piece = { samples: Float32Array; bpm: number; beatsPerBar: number; downbeats: number[] };

/** Half of the tempi are whole numbers, as most sequenced music has them. */
export function playPiece(style: Style, seed: number, durationSec: number, drumsAlone = false): Piece {
  const random = chance(seed);
  const drawn = random.between(...style.bpm);
  const bpm = random.happens(0.5) ? Math.round(drawn) : Math.round(100 * drawn) / 100;
  const song = newSong(style, bpm, durationSec, random);
  for (const part of style.parts) if (!drumsAlone || part.play === 'drum') playPart(song, part);
  return {
    samples: mastered(song.samples, random),
    bpm,
    beatsPerBar: song.barSteps / song.stepsOfBeat,
    downbeats: Array.from({ length: song.bars }, (_, bar) => song.timeOf(bar, 0)),
  };
}

const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 3, 5, 7, 9, 10],
  [0, 2, 4, 5, 7, 9, 10],
];
/** Degrees of the chords: loops that songs are made of. */
const PROGRESSIONS = ['0453', '5304', '0534', '0340', '0034', '1400', '0656', '0526', '0304', '0234', '3425', '0404'];

function newSong(style: Style, bpm: number, durationSec: number, random: Chance): Song {
  const { beats = 4, steps = 4 } = style;
  const beatSec = 60 / bpm;
  const times = beatTimes(
    Math.ceil(durationSec / beatSec) + 2 * beats,
    beatSec,
    random,
    random.oneOf(style.drift ?? [0]),
  );
  const samples = new Float32Array(Math.round(durationSec * SIGNAL_RATE));
  const swing = random.oneOf(style.swing ?? [0]);
  const loose = style.looseSec && random.happens(0.7) ? random.between(...style.looseSec) : 0;
  const scale = random.oneOf(SCALES);
  const tonic = Math.floor(12 * random.share());
  const progression = random.oneOf(PROGRESSIONS).split('').map(Number);
  const chordBeats = random.oneOf(style.chordBeats);
  return {
    chance: random,
    samples,
    beatSec,
    bars: Math.floor(durationSec / beatSec / beats),
    barSteps: beats * steps,
    stepsOfBeat: steps,
    chordBeats,
    timeOf(bar, step) {
      const late = Math.floor(step) % 2 === 1 ? swing : 0;
      const beat = bar * beats + (step + late) / steps;
      const whole = Math.floor(beat);
      const from = times[whole] ?? Infinity;
      return from + (beat - whole) * ((times[whole + 1] ?? Infinity) - from) + loose * random.normal();
    },
    note: (degree, octave) => 12 * (octave + Math.floor(degree / 7)) + tonic + scale[((degree % 7) + 7) % 7]!,
    chordAt: (bar, step) => progression[Math.floor((bar * beats + step / steps) / chordBeats) % progression.length]!,
    play(sound, timeSec, level) {
      const from = Math.round(timeSec * SIGNAL_RATE);
      if (!(from >= 0 && from < samples.length)) return;
      const gain = level * (1 + 0.15 * random.normal());
      const to = Math.min(samples.length, from + sound.length);
      for (let i = from; i < to; i += 1) samples[i]! += gain * sound[i - from]!;
    },
  };
}

/** Beats from a start within the first second; `drift` is the largest deviation of a wandering tempo. */
function beatTimes(count: number, beatSec: number, random: Chance, drift: number): number[] {
  let [walk, time] = [0, random.share()];
  const walks = Array.from({ length: count }, () => (walk += random.normal()));
  const tilted = walks.map((value, i) => value - (walk * i) / count);
  const widest = Math.max(...tilted.map(Math.abs), 1e-9);
  return tilted.map((value) => {
    const beat = time;
    time += beatSec * (1 + (drift * value) / widest);
    return beat;
  });
}

const DEFAULT_LEVELS: Record<Exclude<Part['play'], 'oneOf'>, Range> = {
  drum: [0.3, 1],
  fills: [0.3, 0.6],
  bass: [0.2, 0.8],
  chords: [0.1, 0.45],
  arpeggio: [0.1, 0.45],
  pad: [0.1, 0.4],
  melody: [0.15, 0.5],
};

function playPart(song: Song, part: Part): void {
  const { happens, oneOf, between } = song.chance;
  if (!happens(part.often ?? 1)) return;
  if (part.play === 'oneOf') return playPart(song, oneOf(part.parts));
  const level = between(...(part.level ?? DEFAULT_LEVELS[part.play]));
  const pause = pauseOf(song);
  if (part.play === 'melody') return playMelody(song, part, level, pause);
  if (part.play === 'fills') return playFills(song, level);
  if (part.play === 'drum') {
    const sound = drumSound(oneOf(part.sound), song.chance);
    return forEachStrike(song, struck(song, oneOf(part.at)), pause, ({ bar, step, force }) =>
      song.play(sound, song.timeOf(bar, step), level * force),
    );
  }
  const voice = voiceOf(oneOf(part.voice ?? ['bass']), song.chance);
  if (part.play === 'pad') return playPad(song, voice, level, pause);
  const pattern = struck(song, oneOf(part.at));
  const stepSec = song.beatSec / song.stepsOfBeat;
  forEachStrike(song, pattern, pause, ({ bar, step, steps, number, force }) => {
    const chord = song.chordAt(bar, step);
    const seconds = part.play !== 'bass' && part.short ? 0.15 : Math.min(3, 0.92 * steps * stepSec);
    for (const note of notesOf(song, part, chord, number))
      song.play(voice(note, seconds), song.timeOf(bar, step), level * force * (part.play === 'chords' ? 0.6 : 1));
  });
}

/** The notes that a bass, a chord or an arpeggio strikes for the `number`th time. */
function notesOf(
  { note, chance: { happens, oneOf } }: Song,
  part: Extract<Part, { at: unknown }>,
  chord: number,
  number: number,
): number[] {
  if (part.play === 'chords') return [0, 2, 4].map((third) => note(chord + third, 5));
  if (part.play === 'arpeggio') return [note(chord + [0, 2, 4, 7, 4, 2][number % 6]!, 5)];
  const line = part.play === 'bass' ? part.line : undefined;
  if (line === 'walks') return [note(chord + oneOf([0, 2, 4, 1, 6, 0]), 3)];
  if (line === 'octaves') return [note(chord, number % 2 === 0 ? 3 : 4)];
  return [note(chord + (happens(0.12) ? 4 : 0), 3)];
}

/** Bars in which a part is silent, as arrangements have it: four of them in a third of the pieces. */
function pauseOf({ chance: { happens, share }, bars }: Song): (bar: number) => boolean {
  if (!happens(0.3)) return () => false;
  const from = 4 * Math.floor((share() * bars) / 4);
  return (bar) => bar >= from && bar < from + 4;
}

type Strike = { step: number; force: number };

function struck({ chance: { happens } }: Song, pattern: Pattern): { length: number; strikes: Strike[] } {
  const signs = pattern.replaceAll(' ', '').split('');
  const strikes = signs.flatMap((sign, step) => {
    if (sign === '.' || (sign === '?' && !happens(0.33))) return [];
    return [{ step, force: sign === 'o' ? 0.3 : 1 }];
  });
  return { length: signs.length, strikes };
}

function forEachStrike(
  { bars, barSteps }: Song,
  { length, strikes }: { length: number; strikes: Strike[] },
  paused: (bar: number) => boolean,
  strike: (at: { bar: number; step: number; steps: number; number: number; force: number }) => void,
): void {
  const rounds = Math.ceil((bars * barSteps) / length);
  for (let round = 0, number = 0; round < rounds; round += 1) {
    for (const [i, { step, force }] of strikes.entries()) {
      const at = round * length + step;
      const bar = Math.floor(at / barSteps);
      const next = strikes[i + 1]?.step ?? length + strikes[0]!.step;
      if (!paused(bar)) strike({ bar, step: at % barSteps, steps: next - step, number, force });
      number += 1;
    }
  }
}

function playPad(
  song: Song,
  voice: (midi: number, seconds: number) => Float32Array,
  level: number,
  paused: (bar: number) => boolean,
) {
  const beats = song.barSteps / song.stepsOfBeat;
  for (let beat = 0; beat < song.bars * beats; beat += song.chordBeats) {
    const bar = Math.floor(beat / beats);
    const step = (beat % beats) * song.stepsOfBeat;
    const chord = song.chordAt(bar, step);
    if (paused(bar)) continue;
    for (const third of [0, 2, 4])
      song.play(
        voice(song.note(chord + third, 5), Math.min(8, song.chordBeats * song.beatSec)),
        song.timeOf(bar, step),
        level / 2,
      );
  }
}

/** Three phrases of two bars, each a walk over the scale; they come back as a song's do. */
function playMelody(
  song: Song,
  part: Extract<Part, { play: 'melody' }>,
  level: number,
  paused: (bar: number) => boolean,
) {
  const { chance: random, barSteps, stepsOfBeat, beatSec } = song;
  const voice = voiceOf(random.oneOf(part.voice), random);
  const every = random.oneOf(part.every);
  const density = random.between(...part.dense);
  const phrases = [0, 1, 2].map(() => {
    let degree = Math.floor(7 * random.share());
    const notes: { step: number; degree: number }[] = [];
    for (let step = 0; step < 2 * barSteps; step += every) {
      const onBeat = step % stepsOfBeat === 0;
      const likely = onBeat ? 1.15 * density - (part.syncopated ?? 0) : density + (part.syncopated ?? 0);
      if (!random.happens(likely)) continue;
      degree = Math.max(-3, Math.min(10, degree + random.oneOf([-2, -1, -1, 0, 1, 1, 2, 3, -3])));
      notes.push({ step, degree });
    }
    return notes;
  });
  for (let bar = 0; bar < song.bars; bar += 2) {
    if (paused(bar) || random.happens(0.1)) continue;
    const phrase = random.oneOf([phrases[0]!, phrases[0]!, phrases[1]!, phrases[2]!]);
    for (const [i, { step, degree }] of phrase.entries()) {
      const steps = (phrase[i + 1]?.step ?? step + stepsOfBeat) - step;
      const seconds = Math.min(2, (0.95 * steps * beatSec) / stepsOfBeat);
      const time = song.timeOf(bar + Math.floor(step / barSteps), step % barSteps);
      song.play(voice(song.note(degree, 6), seconds), time, level);
    }
  }
}

/** Snare in the second half of every fourth or eighth bar. */
function playFills(song: Song, level: number): void {
  const snare = drumSound('snare', song.chance);
  const every = song.chance.oneOf([4, 8]);
  for (let bar = 3; bar < song.bars; bar += every) {
    for (let step = song.barSteps / 2; step < song.barSteps; step += 1)
      if (song.chance.happens(0.45)) song.play(snare, song.timeOf(bar, step), level);
  }
}
