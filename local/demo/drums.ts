import type { Random } from './random.ts';

export type DrumName = 'kick' | 'snare' | 'clap' | 'hat' | 'openHat' | 'rim' | 'shaker' | 'crash' | 'riser';

/** How a genre's drums differ: kick pitch (Hz) and length (s), snare body (Hz), and how bright the metal is. */
export type DrumKit = { kickHz: number; kickSec: number; snareHz: number; snareSec: number; brightness: number };

export type OneShot = Float32Array;

/** Every drum of a kit as one mono sample, its hit at index 0. `barSec` is the riser's length over four. */
export function renderDrums(
  kit: DrumKit,
  sampleRate: number,
  random: Random,
  barSec: number,
): Record<DrumName, OneShot> {
  const make = (seconds: number, at: (timeSec: number) => number): OneShot => {
    const samples = new Float32Array(Math.ceil(seconds * sampleRate));
    for (let i = 0; i < samples.length; i += 1) samples[i] = at(i / sampleRate);
    return samples;
  };
  const noise = () => random() * 2 - 1;
  const highNoise = (seconds: number, decaySec: number, level: number) => {
    let before = 0;
    let smooth = 0;
    return make(seconds, (t) => {
      const now = noise();
      // A difference is a high-pass; mixing some of the noise back in sets how dull the metal is.
      smooth += (now - before - smooth) * (0.35 + 0.6 * kit.brightness);
      before = now;
      return level * smooth * Math.exp(-t / decaySec);
    });
  };

  return {
    kick: renderKick(kit, make, noise),
    snare: make(kit.snareSec * 3, (t) => {
      const body = Math.sin(2 * Math.PI * kit.snareHz * t * (1 + 0.4 * Math.exp(-t / 0.01))) * Math.exp(-t / 0.05);
      return 0.55 * body + 0.5 * noise() * Math.exp(-t / kit.snareSec);
    }),
    clap: bandPassed(
      make(0.35, (t) => {
        // Three hands that are not quite together, then the room.
        const hands = [0, 0.011, 0.022].reduce((sum, at) => sum + (t >= at ? Math.exp(-(t - at) / 0.004) : 0), 0);
        return noise() * (0.7 * hands + (t > 0.022 ? 0.8 * Math.exp(-(t - 0.022) / 0.07) : 0));
      }),
      1_400,
      sampleRate,
    ),
    hat: highNoise(0.12, 0.022, 0.55),
    openHat: highNoise(0.45, 0.12, 0.5),
    shaker: make(0.09, (t) => 0.3 * noise() * Math.min(1, t / 0.015) * Math.exp(-t / 0.03)),
    rim: make(
      0.08,
      (t) => 0.6 * Math.sin(2 * Math.PI * 1_720 * t) * Math.exp(-t / 0.008) + 0.3 * noise() * Math.exp(-t / 0.004),
    ),
    crash: highNoise(2.2, 0.6, 0.5),
    riser: bandPassed(
      make(4 * barSec, (t) => 0.5 * noise() * (t / (4 * barSec)) ** 2),
      3_000,
      sampleRate,
    ),
  };
}

/** A sine that falls to its pitch in some milliseconds, with a click in front. */
function renderKick(
  { kickHz, kickSec }: DrumKit,
  make: (seconds: number, at: (timeSec: number) => number) => OneShot,
  noise: () => number,
): OneShot {
  const SWEEP_SEC = 0.028;
  const lengthSec = kickSec * 2.5;
  return make(lengthSec, (t) => {
    // The phase is the integral of a pitch that falls from 5 × kickHz to kickHz.
    const cycles = kickHz * (t + 4 * SWEEP_SEC * (1 - Math.exp(-t / SWEEP_SEC)));
    const fade = Math.min(1, (lengthSec - t) / 0.01);
    const click = 0.25 * noise() * Math.exp(-t / 0.002);
    return fade * (Math.tanh(1.6 * Math.sin(2 * Math.PI * cycles) * Math.exp(-t / kickSec)) + click);
  });
}

/** A state-variable band-pass of moderate width, in place. */
function bandPassed(samples: OneShot, centreHz: number, sampleRate: number): OneShot {
  const g = Math.tan((Math.PI * centreHz) / sampleRate);
  const k = 1.1;
  const scale = 1 / (1 + g * (g + k));
  let low = 0;
  let band = 0;
  for (let i = 0; i < samples.length; i += 1) {
    const high = (samples[i]! - low - (g + k) * band) * scale;
    const out = g * high + band;
    band = g * high + out;
    low += 2 * g * out;
    samples[i] = out * 1.8;
  }
  return samples;
}
