/** Drums and tones at 22,050 Hz, each a little different for every piece. */
import { SIGNAL_RATE } from '../../../sidecar/analysis/signal.ts';
import type { Chance } from './chance.ts';

export type DrumName = 'kick' | 'snare' | 'clap' | 'hat' | 'openHat' | 'tom' | 'percussion';
export type VoiceName = 'bass' | 'piano' | 'guitar' | 'pluck' | 'organ' | 'pad' | 'strings' | 'saw' | 'lead';

const soundOf = (seconds: number, at: (t: number) => number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * SIGNAL_RATE) }, (_, i) => at(i / SIGNAL_RATE));

export function drumSound(name: DrumName, { between, share, happens }: Chance): Float32Array {
  const noise = () => 2 * share() - 1;
  if (name === 'kick') {
    const [hz, sweep, sweepSec, decaySec] = [
      between(42, 60),
      between(80, 250),
      between(0.01, 0.04),
      between(0.05, 0.15),
    ];
    const click = between(0, 0.4);
    return soundOf(0.35, (t) => {
      const phase = 2 * Math.PI * (hz * t + sweep * sweepSec * (1 - Math.exp(-t / sweepSec)));
      return Math.exp(-t / decaySec) * Math.sin(phase) + (t < 0.01 ? click * (1 - t / 0.01) * noise() : 0);
    });
  }
  if (name === 'tom') {
    const [hz, decaySec] = [between(90, 350), between(0.04, 0.1)];
    return soundOf(
      0.3,
      (t) => Math.exp(-t / decaySec) * Math.sin(2 * Math.PI * hz * t * (1 + 0.3 * Math.exp(-t / 0.03))),
    );
  }
  if (name === 'percussion') {
    const [hz, rattle, decaySec] = [between(400, 1500), between(0, 0.7), between(0.01, 0.05)];
    return soundOf(0.15, (t) => 0.4 * Math.exp(-t / decaySec) * (Math.sin(2 * Math.PI * hz * t) + rattle * noise()));
  }
  if (name === 'snare') {
    const [decaySec, hz, body, bright] = [between(0.03, 0.1), between(160, 240), between(0.1, 0.6), between(0, 1)];
    return highPassed(
      soundOf(0.3, (t) => 0.5 * Math.exp(-t / decaySec) * noise()),
      bright,
    ).map(
      (value, i) => value + body * Math.exp(-i / SIGNAL_RATE / 0.05) * Math.sin((2 * Math.PI * hz * i) / SIGNAL_RATE),
    );
  }
  if (name === 'clap') {
    const decaySec = between(0.04, 0.1);
    return highPassed(
      soundOf(0.25, (t) => 0.6 * Math.exp(-t / decaySec) * noise()),
      0.8,
    );
  }
  const [long, decaySec] = name === 'openHat' ? [0.3, between(0.08, 0.15)] : [0.1, between(0.008, 0.03)];
  const hiss = highPassed(
    soundOf(long, (t) => 0.35 * Math.exp(-t / decaySec) * noise()),
    1,
  );
  return happens(0.5) ? highPassed(hiss, 1) : hiss;
}

/** Takes a share of the lower frequencies off: with 1, the difference from sample to sample is left. */
const highPassed = (values: Float32Array, amount: number): Float32Array =>
  values.map((value, i) => value - amount * (values[i - 1] ?? 0));

/** Seconds of attack and decay by voice; a decay of null holds. */
const ENVELOPES: Record<VoiceName, { attackSec: [number, number]; decaySec: [number, number] | null }> = {
  bass: { attackSec: [0.004, 0.006], decaySec: [0.15, 1] },
  piano: { attackSec: [0.003, 0.005], decaySec: [0.4, 1.2] },
  guitar: { attackSec: [0.002, 0.004], decaySec: [0.3, 1] },
  pluck: { attackSec: [0.002, 0.004], decaySec: [0.1, 0.4] },
  organ: { attackSec: [0.008, 0.012], decaySec: null },
  pad: { attackSec: [0.05, 0.25], decaySec: null },
  strings: { attackSec: [0.03, 0.12], decaySec: null },
  saw: { attackSec: [0.004, 0.006], decaySec: [0.2, 3] },
  lead: { attackSec: [0.006, 0.01], decaySec: [0.5, 5] },
};

/** Plays a MIDI note for so many seconds. */
export type Voice = (midi: number, seconds: number) => Float32Array;

/** A voice with its own overtones and envelope. Each note is made once. */
export function voiceOf(name: VoiceName, { between, share, happens }: Chance): Voice {
  const {
    attackSec: [low, high],
    decaySec,
  } = ENVELOPES[name];
  const harmonics = Math.floor(between(3, 9));
  const tilt = between(0.6, 2);
  const attack = between(low, high);
  const decay = decaySec ? between(...decaySec) : Infinity;
  const oddOnly = name === 'lead' && happens(0.4);
  const chorus = decaySec === null && happens(0.5);
  const made = new Map<string, Float32Array>();
  const make = (midi: number, seconds: number): Float32Array => {
    const sound = new Float32Array(Math.round((seconds + RELEASE_SEC) * SIGNAL_RATE));
    const hz = 440 * 2 ** ((midi - 69) / 12);
    for (let n = 1; n <= harmonics && hz * n < 9_500; n += oddOnly ? 2 : 1)
      addSine(sound, hz * n, n ** -tilt, share(), decay / (1 + 0.25 * (n - 1)));
    if (chorus) addSine(sound, hz * 1.004, 1, share(), decay);
    for (let i = 0; i < attack * SIGNAL_RATE && i < sound.length; i += 1) sound[i]! *= i / (attack * SIGNAL_RATE);
    const release = Math.round(RELEASE_SEC * SIGNAL_RATE);
    for (let i = 1; i <= release && i <= sound.length; i += 1) sound[sound.length - i]! *= i / release;
    return sound;
  };
  return (midi, seconds) => {
    const length = Math.max(0.05, Math.round(100 * seconds) / 100);
    const label = `${midi} ${length}`;
    const known = made.get(label) ?? make(midi, length);
    made.set(label, known);
    return known;
  };
}

const RELEASE_SEC = 0.05;

/** A decaying sine by its recurrence: two products a sample. */
function addSine(into: Float32Array, hz: number, amplitude: number, phase: number, decaySec: number): void {
  const angle = (2 * Math.PI * hz) / SIGNAL_RATE;
  const shrink = Math.exp(-1 / (decaySec * SIGNAL_RATE));
  const turn = 2 * shrink * Math.cos(angle);
  let before = (amplitude * Math.sin(2 * Math.PI * phase - angle)) / shrink;
  let now = amplitude * Math.sin(2 * Math.PI * phase);
  for (let i = 0; i < into.length; i += 1) {
    into[i]! += now;
    [before, now] = [now, turn * now - shrink * shrink * before];
  }
}
