import type { Random } from './random.ts';

/** A sound with a pitch. Times in s, cutoffs in Hz; the filter opens to `cutoffHz × envelopeRatio` and closes again. */
export type Voice = {
  wave: 'saw' | 'square' | 'sine' | 'electricPiano';
  /** How many detuned copies, and by how many cents the outer ones are off. */
  unison: number;
  detuneCents: number;
  attackSec: number;
  decaySec: number;
  sustain: number;
  releaseSec: number;
  cutoffHz: number;
  envelopeRatio: number;
  filterDecaySec: number;
  resonance: number;
  /** A slow wave on the cutoff, in turns a beat; 0 for none. */
  wobblePerBeat: number;
  level: number;
};

export type StereoNote = { left: Float32Array; right: Float32Array };

const base: Voice = {
  wave: 'saw',
  unison: 1,
  detuneCents: 0,
  attackSec: 0.004,
  decaySec: 0.2,
  sustain: 0.6,
  releaseSec: 0.06,
  cutoffHz: 1_200,
  envelopeRatio: 1,
  filterDecaySec: 0.15,
  resonance: 0.2,
  wobblePerBeat: 0,
  level: 0.25,
};

const voice = (changes: Partial<Voice>): Voice => ({ ...base, ...changes });

export const VOICES = {
  sub: voice({ wave: 'sine', decaySec: 0.5, sustain: 0.85, level: 0.42 }),
  roundBass: voice({ cutoffHz: 260, envelopeRatio: 4, filterDecaySec: 0.12, sustain: 0.7, level: 0.5 }),
  acidBass: voice({ wave: 'square', cutoffHz: 240, envelopeRatio: 8, filterDecaySec: 0.09, resonance: 0.65, decaySec: 0.15, sustain: 0.3, level: 0.36 }),
  reese: voice({ unison: 3, detuneCents: 18, cutoffHz: 420, envelopeRatio: 1.6, sustain: 0.9, level: 0.42 }),
  wobble: voice({ unison: 2, detuneCents: 10, cutoffHz: 300, wobblePerBeat: 2, resonance: 0.45, sustain: 0.95, level: 0.46 }),
  octaveBass: voice({ wave: 'square', cutoffHz: 420, envelopeRatio: 3, filterDecaySec: 0.08, decaySec: 0.12, sustain: 0.35, level: 0.34 }),
  pad: voice({ unison: 3, detuneCents: 11, attackSec: 0.25, decaySec: 1, sustain: 0.8, releaseSec: 0.5, cutoffHz: 1_100, envelopeRatio: 1.4, filterDecaySec: 1.2, level: 0.075 }),
  warmPad: voice({ unison: 2, detuneCents: 8, attackSec: 0.8, decaySec: 2, sustain: 0.85, releaseSec: 1.4, cutoffHz: 650, envelopeRatio: 1.8, filterDecaySec: 2.5, level: 0.12 }),
  supersaw: voice({ unison: 5, detuneCents: 16, attackSec: 0.01, decaySec: 0.5, sustain: 0.7, releaseSec: 0.15, cutoffHz: 3_800, envelopeRatio: 1.5, level: 0.07 }),
  stab: voice({ unison: 3, detuneCents: 9, decaySec: 0.16, sustain: 0.12, releaseSec: 0.12, cutoffHz: 900, envelopeRatio: 4, filterDecaySec: 0.1, level: 0.15 }),
  keys: voice({ wave: 'electricPiano', decaySec: 0.9, sustain: 0.25, releaseSec: 0.25, cutoffHz: 2_600, level: 0.15 }),
  brass: voice({ unison: 2, detuneCents: 7, attackSec: 0.03, decaySec: 0.2, sustain: 0.6, cutoffHz: 900, envelopeRatio: 3, filterDecaySec: 0.2, level: 0.12 }),
  pluck: voice({ unison: 2, detuneCents: 6, decaySec: 0.14, sustain: 0, releaseSec: 0.2, cutoffHz: 1_000, envelopeRatio: 5, filterDecaySec: 0.09, level: 0.19 }),
  bell: voice({ wave: 'electricPiano', decaySec: 0.5, sustain: 0, releaseSec: 0.8, cutoffHz: 6_000, level: 0.14 }),
  lead: voice({ wave: 'square', unison: 2, detuneCents: 7, attackSec: 0.012, decaySec: 0.3, sustain: 0.6, releaseSec: 0.15, cutoffHz: 2_200, envelopeRatio: 1.6, level: 0.12 }),
} as const satisfies Record<string, Voice>; // prettier-ignore

export type VoiceName = keyof typeof VOICES;

const SQRT_HALF = Math.SQRT1_2;
/** How often the filter's cutoff is set anew, samples. */
const CONTROL_SAMPLES = 32;

/** One note held for `holdSec` and released, in stereo: the copies of an odd number go left, the others right. */
export function renderNote(
  sound: Voice,
  note: { frequencyHz: number; holdSec: number; beatSec: number },
  sampleRate: number,
  random: Random,
): StereoNote {
  const length = Math.ceil((note.holdSec + sound.releaseSec) * sampleRate);
  const left = new Float32Array(length);
  const right = sound.unison === 1 ? left : new Float32Array(length);
  for (let copy = 0; copy < sound.unison; copy += 1) {
    const spread = sound.unison === 1 ? 0 : (2 * copy) / (sound.unison - 1) - 1;
    const frequencyHz = note.frequencyHz * 2 ** ((spread * sound.detuneCents) / 1_200);
    // Copies that start in phase would be one loud copy; a single one starts at zero and does not click.
    const phase = sound.unison === 1 ? 0 : random();
    const side = spread === 0 ? [left, right] : [spread < 0 ? left : right];
    for (const buffer of new Set(side)) addWave(buffer, sound.wave, frequencyHz / sampleRate, phase);
  }
  const gain = sound.level / Math.sqrt(sound.unison) / (sound.unison === 1 ? 1 : SQRT_HALF);
  for (const buffer of new Set([left, right])) {
    if (sound.wave !== 'sine') lowPass(buffer, sound, note.beatSec, sampleRate);
    applyEnvelope(buffer, sound, note.holdSec, gain, sampleRate);
  }
  return { left, right };
}

function addWave(buffer: Float32Array, wave: Voice['wave'], step: number, startPhase: number): void {
  let phase = startPhase;
  for (let i = 0; i < buffer.length; i += 1) {
    buffer[i]! += waveAt(wave, phase, step, i);
    phase += step;
    if (phase >= 1) phase -= 1;
  }
}

/** A wave at a phase from 0 to 1; `step` is the phase a sample, which the corrections against aliasing need. */
function waveAt(wave: Voice['wave'], phase: number, step: number, index: number): number {
  switch (wave) {
    case 'saw':
      return 2 * phase - 1 - polyBlep(phase, step);
    case 'square':
      return (phase < 0.5 ? 1 : -1) + polyBlep(phase, step) - polyBlep((phase + 0.5) % 1, step);
    case 'sine':
      return Math.sin(2 * Math.PI * phase) + 0.12 * Math.sin(4 * Math.PI * phase);
    case 'electricPiano': {
      // Frequency modulation at ratio 1, the modulation dying away: the hammer of an electric piano.
      const depth = 1.6 * Math.exp(-index * 0.00009) + 0.15;
      return Math.sin(2 * Math.PI * phase + depth * Math.sin(2 * Math.PI * phase));
    }
  }
}

/** The polynomial step of Välimäki and Huovilainen (IEEE Signal Processing Magazine 24(2), 2007), two samples wide. */
function polyBlep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

/** A state-variable low-pass (Zavalishin, The Art of VA Filter Design, chapter 4) whose cutoff follows the note. */
function lowPass(buffer: Float32Array, sound: Voice, beatSec: number, sampleRate: number): void {
  const k = 2 - 1.9 * sound.resonance;
  const maxHz = sampleRate * 0.45;
  let g = 0;
  let scale = 0;
  let low = 0;
  let band = 0;
  for (let i = 0; i < buffer.length; i += 1) {
    if (i % CONTROL_SAMPLES === 0) {
      const timeSec = i / sampleRate;
      const opened = 1 + (sound.envelopeRatio - 1) * Math.exp(-timeSec / sound.filterDecaySec);
      const turns = (timeSec / beatSec) * sound.wobblePerBeat;
      const wobble = sound.wobblePerBeat > 0 ? 2 ** (2.2 * (1 - Math.cos(2 * Math.PI * turns)) - 0.6) : 1;
      g = Math.tan((Math.PI * Math.min(maxHz, sound.cutoffHz * opened * wobble)) / sampleRate);
      scale = 1 / (1 + g * (g + k));
    }
    const high = (buffer[i]! - low - (g + k) * band) * scale;
    const middle = g * high + band;
    const out = g * middle + low;
    band = g * high + middle;
    low = g * middle + out;
    buffer[i] = out;
  }
}

function applyEnvelope(buffer: Float32Array, sound: Voice, holdSec: number, gain: number, sampleRate: number): void {
  const attack = Math.max(1, sound.attackSec * sampleRate);
  const hold = holdSec * sampleRate;
  const fall = Math.exp(-1 / (sound.decaySec * sampleRate));
  const release = sound.releaseSec * sampleRate;
  let above = 1 - sound.sustain;
  for (let i = 0; i < buffer.length; i += 1) {
    const held = i < attack ? i / attack : sound.sustain + (above *= fall);
    const fade = i < hold ? 1 : Math.max(0, 1 - (i - hold) / release) ** 2;
    buffer[i]! *= gain * held * fade;
  }
}
