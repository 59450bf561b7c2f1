import type { Signal } from './signal.ts';
import { forEachPowerSpectrum } from './spectrum.ts';

export type Chroma = {
  /** Twelve pitch classes from C, the greatest 1. */
  mean: number[];
  tuningCents: number;
};

const FRAME = 8192;
const HOP = 4096;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 3500;

type Peaks = { midi: number[]; magnitude: number[]; frames: number };

/** Pitch-class profile from spectral peaks, corrected for tuning (after Gómez 2006, HPCP); null for silence. */
export function chromagram(signal: Signal): Chroma | null {
  const peaks = spectralPeaks(signal);
  if (peaks.midi.length === 0) return null;
  const tuningCents = tuning(peaks);
  const mean = Array.from({ length: 12 }, () => 0);
  for (const [i, midi] of peaks.midi.entries()) {
    const pitch = midi - tuningCents / 100;
    const nearest = Math.round(pitch);
    const weight = Math.cos(Math.PI * (pitch - nearest)) ** 2;
    mean[((nearest % 12) + 12) % 12]! += weight * peaks.magnitude[i]!;
  }
  const greatest = Math.max(...mean);
  return greatest > 0 ? { mean: mean.map((v) => v / greatest), tuningCents } : null;
}

function spectralPeaks(signal: Signal): Peaks {
  const peaks: Peaks = { midi: [], magnitude: [], frames: 0 };
  const binHz = signal.sampleRate / FRAME;
  const from = Math.ceil(LOWEST_HZ / binHz);
  const to = Math.floor(HIGHEST_HZ / binHz);
  forEachPowerSpectrum(signal.samples, { frameSize: FRAME, hopSize: HOP }, (_, power) => {
    let greatest = 0;
    for (let k = from; k <= to; k += 1) greatest = Math.max(greatest, power[k]!);
    if (greatest < 1e-9) return;
    peaks.frames += 1;
    for (let k = from; k <= to; k += 1) {
      const p = power[k]!;
      if (p < greatest * 1e-4 || p <= power[k - 1]! || p < power[k + 1]!) continue;
      const [a, b, c] = [Math.log(power[k - 1]! + 1e-20), Math.log(p), Math.log(power[k + 1]! + 1e-20)];
      const offset = (0.5 * (a - c)) / (a - 2 * b + c);
      peaks.midi.push(69 + 12 * Math.log2(((k + offset) * binHz) / 440));
      peaks.magnitude.push((p / greatest) ** 0.25);
    }
  });
  return peaks;
}

/** The deviation in cents that most peaks share: the angle of their mean on the circle of a semitone. */
function tuning(peaks: Peaks): number {
  let [re, im] = [0, 0];
  for (const [i, midi] of peaks.midi.entries()) {
    re += peaks.magnitude[i]! * Math.cos(2 * Math.PI * midi);
    im += peaks.magnitude[i]! * Math.sin(2 * Math.PI * midi);
  }
  return Math.round((100 * Math.atan2(im, re)) / (2 * Math.PI));
}
