import type { Key } from '../../shared/music/keys.ts';
import { arrange, type Part, type Section } from './arrangement.ts';
import { renderDrums, type DrumName } from './drums.ts';
import { bassNote, frequencyOf, melodyNote, pickProgression, voicing, type Chord } from './harmony.ts';
import { addBus, duck, master, mixIn, pingPong, reverb, silence, type Stereo } from './mixer.ts';
import { seededRandom, type Random } from './random.ts';
import { STYLES, type Genre, type Style } from './styles.ts';
import { renderNote, VOICES, type StereoNote, type VoiceName } from './voices.ts';

/** A track to be played: in 4/4, its first beat at 0 s. Give its length in bars, or in seconds (rounded to bars). */
export type TrackPlan = { bpm: number; key: Key; genre: Genre; seed?: number } & (
  | { bars: number; durationSec?: never }
  | { durationSec: number; bars?: never }
);

export type RenderedTrack = Stereo & {
  sampleRate: number;
  durationSec: number;
  /** Where each part of the arrangement begins and ends. */
  sections: { label: Section['label']; startSec: number; endSec: number }[];
};

const SAMPLE_RATE = 44_100;
const STEPS_A_BAR = 16;
const BEATS_A_BAR = 4;
/** The last chord rings out into this. */
const TAIL_SEC = 1.5;
const PEAK = 0.89;
const VELOCITY: Record<string, number> = { X: 1, x: 0.8, o: 0.4 };
/** Beside the drums, at full scale. */
const MUSIC_GAIN = 1.5;
const BASS_GAIN = 0.7;
const CHORD_LOWEST_MIDI = 55;

const DRUM_MIX: Record<DrumName, { part: Part; gain: number; pan: number }> = {
  kick: { part: 'kick', gain: 0.9, pan: 0 },
  snare: { part: 'backbeat', gain: 0.5, pan: 0 },
  clap: { part: 'backbeat', gain: 0.55, pan: 0.05 },
  hat: { part: 'hats', gain: 0.6, pan: 0.25 },
  openHat: { part: 'hats', gain: 0.45, pan: -0.2 },
  rim: { part: 'hats', gain: 0.35, pan: -0.4 },
  shaker: { part: 'hats', gain: 0.45, pan: 0.4 },
  crash: { part: 'backbeat', gain: 0.45, pan: -0.1 },
  riser: { part: 'riser', gain: 0.3, pan: 0 },
};

/** The same plan gives the same samples, bit by bit. */
export function renderTrack(plan: TrackPlan): RenderedTrack {
  const barSec = (60 / plan.bpm) * BEATS_A_BAR;
  const bars = plan.bars ?? Math.max(1, Math.round(plan.durationSec / barSec));
  const style: Style = STYLES[plan.genre];
  const sections = arrange(style.kind, bars);
  const random = seededRandom(plan.seed ?? 1);
  const length = Math.ceil((bars * barSec + TAIL_SEC) * SAMPLE_RATE);
  const score: Score = {
    style,
    sections,
    barSec,
    bars,
    length,
    random,
    chords: pickProgression(plan.key, style.chords.sevenths, random),
  };

  const { dry, kicks } = playDrums(score);
  const { music, bass } = playNotes(score);
  if (style.echo > 0) addBus(music, pingPong(music, Math.round((barSec * 3 * SAMPLE_RATE) / 16), 0.35, style.echo));
  addBus(music, reverb(music, style.room, SAMPLE_RATE), 0.5 * style.room);
  for (const bus of [music, bass]) duck(bus, kicks, style.duck, (barSec / BEATS_A_BAR) * 0.9, SAMPLE_RATE);
  addBus(dry, music, MUSIC_GAIN);
  addBus(dry, bass, BASS_GAIN);
  if (style.vinyl) crackle(dry, random);
  fadeEnd(dry, bars * barSec);
  master(dry, style.drive, PEAK);

  const at = (bar: number) => bar * barSec;
  return {
    ...dry,
    sampleRate: SAMPLE_RATE,
    durationSec: length / SAMPLE_RATE,
    sections: sections.map(({ label, startBar, bars: count }) => ({
      label,
      startSec: at(startBar),
      endSec: at(startBar + count),
    })),
  };
}

type Score = {
  style: Style;
  sections: Section[];
  barSec: number;
  bars: number;
  length: number;
  random: Random;
  chords: Chord[];
};

/** The sample at which a step of a bar begins; counted from the start of the track, so that nothing drifts. */
function sampleAt({ barSec, style }: Score, bar: number, step: number): number {
  const late = step % 2 === 1 ? style.swing : 0;
  return Math.round((bar + (step + late) / STEPS_A_BAR) * barSec * SAMPLE_RATE);
}

/** Calls `use` for each bar with the section it lies in. */
function eachBar({ sections }: Score, use: (bar: number, section: Section, isLast: boolean) => void): void {
  for (const section of sections) {
    for (let i = 0; i < section.bars; i += 1) use(section.startBar + i, section, i === section.bars - 1);
  }
}

function playDrums(score: Score): { dry: Stereo; kicks: number[] } {
  const drums = renderDrums(score.style.kit, SAMPLE_RATE, score.random, score.barSec);
  const dry = silence(score.length);
  const kicks: number[] = [];
  const hit = (name: DrumName, at: number, velocity: number) => {
    const { gain, pan } = DRUM_MIX[name];
    mixIn(dry, { left: drums[name], right: drums[name] }, at, gain * velocity, pan);
    if (name === 'kick') kicks.push(at);
  };
  eachBar(score, (bar, { label, parts, startBar, bars }, isLast) => {
    const isFill = isLast && label === 'build' && score.style.kind === 'dance';
    for (const [name, pattern] of Object.entries(score.style.drums) as [DrumName, string][]) {
      if (!parts.has(DRUM_MIX[name].part) || (isFill && name !== 'hat')) continue;
      eachStep(pattern, bar, (step, sign) => {
        // Hands are never quite as loud twice; time, though, stays exact: these tracks are the measure of others.
        const velocity = (VELOCITY[sign] ?? 0) * (0.92 + 0.16 * score.random());
        if (velocity > 0) hit(name, sampleAt(score, bar, step), velocity);
      });
    }
    if (isFill)
      for (let step = 0; step < STEPS_A_BAR; step += step < 8 ? 2 : 1)
        hit('snare', sampleAt(score, bar, step), 0.3 + 0.04 * step);
    if (label === 'drop' && bar === startBar && score.style.kind === 'dance')
      hit('crash', sampleAt(score, bar, 0), 0.9);
    if (parts.has('riser') && bar === startBar + Math.max(0, bars - 4)) {
      const skipped = Math.round(Math.max(0, 4 - bars) * score.barSec * SAMPLE_RATE);
      const rise = drums.riser.subarray(skipped);
      mixIn(dry, { left: rise, right: rise }, sampleAt(score, bar, 0), DRUM_MIX.riser.gain);
    }
  });
  return { dry, kicks: kicks.toSorted((a, b) => a - b) };
}

/** The signs of a bar's pattern, which may be two bars long. */
function eachStep(pattern: string, bar: number, use: (step: number, sign: string, heldSteps: number) => void): void {
  const offset = (bar * STEPS_A_BAR) % pattern.length;
  for (let step = 0; step < STEPS_A_BAR; step += 1) {
    const sign = pattern[offset + step]!;
    if (sign === '.' || sign === '-') continue;
    let heldSteps = 1;
    while (step + heldSteps < STEPS_A_BAR && pattern[offset + step + heldSteps] === '-') heldSteps += 1;
    use(step, sign, heldSteps);
  }
}

function playNotes(score: Score): { music: Stereo; bass: Stereo } {
  const { style, chords } = score;
  const music = silence(score.length);
  const bass = silence(score.length);
  const play = notePlayer(score);
  eachBar(score, (bar, { parts }) => {
    const chord = chords[Math.floor(bar / style.barsPerChord) % chords.length]!;
    if (parts.has('chords')) {
      eachStep(style.chords.pattern, bar, (step, _sign, held) => {
        for (const midi of voicing(chord, CHORD_LOWEST_MIDI)) play(music, style.chords.voice, midi, bar, step, held);
      });
    }
    if (parts.has('bass')) {
      eachStep(style.bass.pattern, bar, (step, sign, held) =>
        play(bass, style.bass.voice, bassNote(chord, sign, style.bass.octave), bar, step, held),
      );
    }
    if (parts.has('melody')) {
      eachStep(style.melody.pattern, bar, (step, sign, held) =>
        play(music, style.melody.voice, melodyNote(chord, Number(sign), style.melody.octave), bar, step, held),
      );
    }
  });
  return { music, bass };
}

/** Puts notes on a bus; a note that has sounded before is not made again. */
function notePlayer(score: Score) {
  const made = new Map<string, StereoNote>();
  const stepSec = score.barSec / STEPS_A_BAR;
  return (bus: Stereo, voice: VoiceName, midi: number, bar: number, step: number, heldSteps: number) => {
    const id = `${voice} ${midi} ${heldSteps}`;
    let note = made.get(id);
    if (!note) {
      const wanted = { frequencyHz: frequencyOf(midi), holdSec: heldSteps * stepSec * 0.95, beatSec: stepSec * 4 };
      note = renderNote(VOICES[voice], wanted, SAMPLE_RATE, score.random);
      made.set(id, note);
    }
    mixIn(bus, note, sampleAt(score, bar, step), 1);
  };
}

/** About six clicks a second on a bed of soft noise. */
function crackle(bus: Stereo, random: Random): void {
  for (let i = 0; i < bus.left.length; i += 1) {
    const bed = (random() - 0.5) * 0.006;
    const click = random() < 6 / SAMPLE_RATE ? (random() - 0.5) * 0.35 : 0;
    bus.left[i]! += bed + click;
    bus.right[i]! += bed + click * 0.7;
  }
}

function fadeEnd(bus: Stereo, fromSec: number): void {
  const from = Math.round(fromSec * SAMPLE_RATE);
  const length = bus.left.length - from;
  for (let i = 0; i < length; i += 1) {
    const gain = (1 - i / length) ** 2;
    bus.left[from + i]! *= gain;
    bus.right[from + i]! *= gain;
  }
}
