import type { Onsets } from './onset.ts';

export type BeatGrid = {
  /** Beats a minute of the fitted grid. */
  bpm: number;
  /** Time of the grid's first beat in seconds, in 0 … 60 / bpm. */
  firstBeatSec: number;
  /** Median distance of the beats from the grid, in ms. */
  errorMs: number;
};

export type Metre = {
  beatsPerBar: number;
  /** Index in `beats` of the first downbeat. */
  firstDownbeatIndex: number;
  confidence: number;
};

/** Beats by dynamic programming (Ellis 2007) at about one tempo; times in seconds. */
export function trackBeats(onsets: Onsets, bpm: number): number[] {
  const { total, frameRate } = onsets;
  const period = (60 * frameRate) / bpm;
  const score = Float64Array.from(total);
  const previous = new Int32Array(total.length).fill(-1);
  const tightness = 100;
  let spread = 0;
  for (const value of total) spread += value * value;
  spread = Math.sqrt(spread / total.length) || 1;
  const from = Math.round(period / 2);
  const to = Math.round(period * 2);
  const penalty = Float64Array.from(
    { length: to + 1 },
    (_, lag) => -tightness * Math.log(Math.max(lag, 1) / period) ** 2,
  );
  for (let t = 0; t < total.length; t += 1) {
    let best = 0;
    for (let lag = from; lag <= to && lag <= t; lag += 1) {
      const value = score[t - lag]! + penalty[lag]!;
      if (value > best) {
        best = value;
        previous[t] = t - lag;
      }
    }
    score[t] = total[t]! / spread + best;
  }
  let last = total.length - 1;
  for (let t = Math.max(0, total.length - Math.round(period)); t < total.length; t += 1)
    if (score[t]! > score[last]!) last = t;
  const beats: number[] = [];
  for (let t = last; t >= 0; t = previous[t]!) beats.push((t + peakOffset(total, t)) / frameRate);
  return beats.reverse();
}

function peakOffset(curve: Float32Array, i: number): number {
  const [a, b, c] = [curve[i - 1] ?? 0, curve[i]!, curve[i + 1] ?? 0];
  const bend = a - 2 * b + c;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / bend)) : 0;
}

/** A constant grid through the beats by least squares with Huber's weights (1964), or null when none fits within 20 ms. */
export function fitGrid(beats: number[]): BeatGrid | null {
  if (beats.length < 8) return null;
  let weights = beats.map(() => 1);
  let slope = 0;
  let start = 0;
  for (let round = 0; round < 10; round += 1) {
    let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
    for (const [i, time] of beats.entries()) {
      const weight = weights[i]!;
      w += weight;
      x += weight * i;
      y += weight * time;
      xx += weight * i * i;
      xy += weight * i * time;
    }
    slope = (w * xy - x * y) / (w * xx - x * x);
    start = (y - slope * x) / w;
    weights = beats.map((time, i) => Math.min(1, 0.01 / Math.abs(time - start - slope * i)));
  }
  const errors = beats.map((time, i) => Math.abs(time - start - slope * i)).sort((a, b) => a - b);
  const errorMs = 1000 * errors[errors.length >> 1]!;
  if (errorMs > 20) return null;
  return { bpm: 60 / slope, firstBeatSec: start - Math.floor(start / slope) * slope, errorMs };
}

/** Beats a bar and the first downbeat, by which beats of the bar the low band and the whole are strongest at. */
export function trackMetre(onsets: Onsets, beats: number[]): Metre | null {
  if (beats.length < 12) return null;
  const accent = beats.map((time) => {
    const frame = Math.round(time * onsets.frameRate);
    return (onsets.bands[0]![frame] ?? 0) + 0.2 * (onsets.total[frame] ?? 0);
  });
  const readings = [4, 3].flatMap((beatsPerBar) =>
    Array.from({ length: beatsPerBar }, (_, phase) => {
      const on = accent.filter((_, i) => i % beatsPerBar === phase);
      return { beatsPerBar, firstDownbeatIndex: phase, strength: on.reduce((a, b) => a + b, 0) / on.length };
    }),
  );
  const best = readings.reduce((a, b) => (b.strength > a.strength ? b : a));
  const sum = readings.filter((r) => r.beatsPerBar === best.beatsPerBar).reduce((a, b) => a + b.strength, 0);
  return {
    beatsPerBar: best.beatsPerBar,
    firstDownbeatIndex: best.firstDownbeatIndex,
    confidence: sum > 0 ? best.strength / sum : 0,
  };
}
