import { BAND_COUNT, type BandEnergies, type Onsets } from './onset.ts';

/**
 * Length and step of the windows in which a local period is looked for. A choice, not a fit: six beats of the slowest tempo
 * looked at, and three of its double. What it was held against are the runs of tempo in test/sidecar/tempo.test.ts, which
 * are synthesised drums.
 */
const WINDOW_SEC = 6;
const STEP_SEC = 1;
/** Periods looked at: 60 to 200 BPM in steps of 1 %. */
const SHORTEST_SEC = 0.3;
const LONGEST_SEC = 1;
const STEP_RATIO = 1.01;
const PERIODS_SEC = Array.from(
  { length: Math.floor(Math.log(LONGEST_SEC / SHORTEST_SEC) / Math.log(STEP_RATIO)) + 1 },
  (_, i) => SHORTEST_SEC * STEP_RATIO ** i,
);
/**
 * Steps of period that a tempo may move from window to window: 6 % in a second, and what each of them costs, where a
 * period's strength is 1.5 at most: a choice like the length of the windows, held against the same runs.
 */
const REACH = 6;
const STEP_COST = 0.01;

/** Maps the time of music played evenly to that of the same music as it was played. */
export type Evened = { energies: BandEnergies; timeOf: (evenSec: number) => number };

/**
 * Music whose tempo runs away, played evenly: its frames stretched by the local tempo, the likeliest path through the
 * autocorrelations of short windows (Viterbi; the tempogram of Grosche and Müller 2011). The length stays the same. Null
 * for what is too short to have a path.
 */
export function evened(energies: BandEnergies, onsets: Onsets): Evened | null {
  const { frames, frameRate } = energies;
  const periods = periodPath(onsets);
  if (periods.length < 2) return null;
  const speed = Float64Array.from({ length: frames }, (_, frame) => {
    const at = Math.max(0, Math.min(periods.length - 1.001, (frame / frameRate - WINDOW_SEC / 2) / STEP_SEC));
    const i = Math.floor(at);
    return 1 / (periods[i]! + (at - i) * (periods[i + 1]! - periods[i]!));
  });
  const beatsPassed = new Float64Array(frames + 1);
  for (let frame = 0; frame < frames; frame += 1) beatsPassed[frame + 1] = beatsPassed[frame]! + speed[frame]!;
  const playedFrames = new Float64Array(frames + 1);
  for (let even = 0, frame = 0; even <= frames; even += 1) {
    const beats = (even / frames) * beatsPassed[frames]!;
    while (frame < frames - 1 && beatsPassed[frame + 1]! < beats) frame += 1;
    playedFrames[even] = frame + (beats - beatsPassed[frame]!) / speed[frame]!;
  }
  const timeOf = (evenSec: number): number => interpolated(playedFrames, evenSec * frameRate) / frameRate;
  return { energies: { frameRate, frames, log: stretched(energies, playedFrames) }, timeOf };
}

function interpolated(values: Float64Array, at: number): number {
  const i = Math.max(0, Math.min(values.length - 2, Math.floor(at)));
  return values[i]! + (at - i) * (values[i + 1]! - values[i]!);
}

function stretched({ log, frames }: BandEnergies, playedFrames: Float64Array): Float32Array {
  const out = new Float32Array(frames * BAND_COUNT);
  for (let even = 0; even < frames; even += 1) {
    const frame = Math.min(frames - 2, Math.floor(playedFrames[even]!));
    const part = playedFrames[even]! - frame;
    for (let band = 0; band < BAND_COUNT; band += 1) {
      const from = log[frame * BAND_COUNT + band]!;
      out[even * BAND_COUNT + band] = from + part * (log[(frame + 1) * BAND_COUNT + band]! - from);
    }
  }
  return out;
}

/** The likeliest period in seconds of each window; empty for less than one window. */
function periodPath({ total, frameRate }: Onsets): number[] {
  const size = Math.round(WINDOW_SEC * frameRate);
  const windows = Math.floor((total.length - size) / (STEP_SEC * frameRate)) + 1;
  const cameFrom: Int16Array[] = [];
  let scores = new Float64Array(PERIODS_SEC.length);
  for (let window = 0; window < windows; window += 1) {
    const start = Math.round(window * STEP_SEC * frameRate);
    const strengths = periodStrengths(total.subarray(start, start + size), frameRate);
    const next = new Float64Array(PERIODS_SEC.length);
    const from = new Int16Array(PERIODS_SEC.length);
    for (let i = 0; i < next.length; i += 1) {
      let best = i;
      const worth = (j: number) => scores[j]! - STEP_COST * Math.abs(i - j);
      for (let j = Math.max(0, i - REACH); j <= Math.min(next.length - 1, i + REACH); j += 1)
        if (worth(j) > worth(best)) best = j;
      from[i] = best;
      next[i] = worth(best) + strengths[i]!;
    }
    cameFrom.push(from);
    scores = next;
  }
  let at = scores.indexOf(Math.max(...scores));
  const path: number[] = [];
  for (const from of cameFrom.toReversed()) {
    path.push(PERIODS_SEC[at]!);
    at = from[at]!;
  }
  return path.toReversed();
}

/** Autocorrelation of a window at each period and its double, over that at nought. */
function periodStrengths(curve: Float32Array, frameRate: number): Float64Array {
  const mean = curve.reduce((a, b) => a + b, 0) / curve.length;
  const centred = curve.map((value) => value - mean);
  const longest = Math.ceil(2 * LONGEST_SEC * frameRate) + 1;
  const correlation = new Float64Array(longest + 1);
  for (let lag = 0; lag <= longest && lag < centred.length; lag += 1) {
    let sum = 0;
    for (let i = 0; i + lag < centred.length; i += 1) sum += centred[i]! * centred[i + lag]!;
    correlation[lag] = sum / (centred.length - lag);
  }
  const scale = 1 / (correlation[0]! + 1e-9);
  return Float64Array.from(PERIODS_SEC, (period) => {
    const lag = period * frameRate;
    return scale * (interpolated(correlation, lag) + 0.5 * interpolated(correlation, 2 * lag));
  });
}
