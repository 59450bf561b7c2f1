import { type Onsets, deviation } from './onset.ts';

export type BeatGrid = {
  /** Beats a minute of the fitted grid, unrounded. */
  bpm: number;
  /** Time of a beat in seconds, from which on the grid is counted. */
  firstBeatSec: number;
  /** Median distance of all beats that are clearly struck from the grid, in ms. */
  errorMs: number;
};

/** Weight of keeping the tempo against the onsets (Ellis 2007 takes 100 to 400 for music of one tempo). */
const TIGHTNESS = 100;

/** By how much the onset curve comes before the attacks: 6 ms for clicks, 0 for kicks and strings of slower attack. */
const ONSET_LEAD_SEC = 0.002;

/**
 * Times in seconds of the beats at about one tempo, by dynamic programming over the onset curve (Ellis 2007, "Beat
 * tracking by dynamic programming"); a beat's place within its frame is the top of a parabola.
 */
export function trackBeats({ total, frameRate }: Onsets, bpm: number): number[] {
  const period = (60 * frameRate) / bpm;
  const scale = 1 / (deviation([total]) || 1);
  const shortest = Math.max(1, Math.round(period / 2));
  const longest = Math.min(Math.round(period * 2), total.length - 1);
  const penalty = Float64Array.from(
    { length: longest + 1 },
    (_, lag) => TIGHTNESS * Math.log(Math.max(lag, 1) / period) ** 2,
  );
  const score = new Float64Array(total.length);
  const previous = new Int32Array(total.length).fill(-1);
  for (let frame = 0; frame < total.length; frame += 1) {
    let best = 0;
    for (let lag = shortest; lag <= longest && lag <= frame; lag += 1) {
      const value = score[frame - lag]! - penalty[lag]!;
      if (value > best) {
        best = value;
        previous[frame] = frame - lag;
      }
    }
    score[frame] = scale * total[frame]! + best;
  }
  let last = total.length - 1;
  for (let frame = Math.max(0, Math.ceil(last - period)); frame < total.length; frame += 1) {
    if (score[frame]! > score[last]!) last = frame;
  }
  const beats: number[] = [];
  for (let frame = last; frame >= 0; frame = previous[frame]!) {
    beats.push((frame + topOffset(total, frame)) / frameRate + ONSET_LEAD_SEC);
  }
  return beats.toReversed();
}

function topOffset(curve: Float32Array, i: number): number {
  const [before, here, after] = [curve[i - 1] ?? 0, curve[i]!, curve[i + 1] ?? 0];
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
}

/** Frames around a beat in which its onset may lie. */
const REACH_FRAMES = 2;
/** A beat is struck whose onset has this share of what the strongest tenth have at least: pads and hiss have less. */
const STRUCK_SHARE = 0.3;

/** Those of the beats that an onset marks. In a break without drums the tracker goes on, but nothing says where. */
export function struckBeats({ total, frameRate }: Onsets, beats: readonly number[]): number[] {
  const strengths = beats.map((beat) => {
    const frame = Math.round(beat * frameRate);
    return Math.max(0, ...total.subarray(Math.max(0, frame - REACH_FRAMES), frame + REACH_FRAMES + 1));
  });
  const strong = strengths.toSorted((a, b) => b - a)[Math.floor(strengths.length / 10)] ?? 0;
  return beats.filter((_, i) => strengths[i]! >= STRUCK_SHARE * strong);
}

/**
 * A beat further than this from the grid is not on it. A choice, as the shares below are: players of songs and
 * dances deviate by less than half of it (2 to 12 ms as test/bench/tempo makes them), and at 120 BPM only one beat in eight
 * is so near to a grid by chance, one in four to it or half-way. What holds it are the steps of tempo, breaks
 * and slips of half a beat of test/sidecar/beats.test.ts, which are synthesised.
 */
const ON_GRID_SEC = 0.03;
/** Share of the beats on a steady grid, and of those on it or half-way between its beats. */
const ON_GRID_SHARE = 0.5;
const ON_HALF_GRID_SHARE = 0.8;
const MIN_BEATS = 8;
/** Beats in which at least half have to be on the grid or half-way; a fill, or a bar played freely, leaves it for less. */
const WINDOW_BEATS = 16;

/**
 * A constant grid through the struck ones of the beats, or null when the tempo is not constant: too few of them are on
 * the grid, or two windows of 16 in a row miss it, as they do from where a tempo steps to another. The period is the one at which beats and
 * half beats together have the sharpest phase (a beat tracker may slip by half a beat in a breakdown and back); the
 * grid is then fitted to the beats on it by least squares, and counted from its first beat after 0 s.
 */
export function fitGrid(beats: readonly number[], struck: readonly number[] = beats): BeatGrid | null {
  if (struck.length < MIN_BEATS) return null;
  let { start, period } = sharpestGrid(struck, medianInterval(beats, 4));
  const errorsOf = (step: number) =>
    struck.map((beat) => Math.abs(beat - start - step * Math.round((beat - start) / step)));
  for (let round = 0; round < 4; round += 1) {
    const errors = errorsOf(period);
    ({ start, period } = fittedLine(
      struck.filter((_, i) => errors[i]! < 2 * ON_GRID_SEC),
      start,
      period,
    ));
  }
  const errors = errorsOf(period);
  const halfErrors = errorsOf(period / 2);
  if (shareOn(errors) < ON_GRID_SHARE || shareOn(halfErrors) < ON_HALF_GRID_SHARE || losesGrid(halfErrors)) return null;
  return {
    bpm: 60 / period,
    firstBeatSec: start - Math.floor(start / period) * period,
    errorMs: 1000 * errors.toSorted((a, b) => a - b)[errors.length >> 1]!,
  };
}

const shareOn = (errors: readonly number[]): number =>
  errors.filter((error) => error < ON_GRID_SEC).length / errors.length;

/** Whether windows miss the grid one after the other until none of the first one's beats is in the last. */
function losesGrid(errors: readonly number[]): boolean {
  let missing = 0;
  for (let from = 0; from + WINDOW_BEATS <= errors.length && missing <= WINDOW_BEATS; from += 1)
    missing = shareOn(errors.slice(from, from + WINDOW_BEATS)) < ON_GRID_SHARE ? missing + 1 : 0;
  return missing > WINDOW_BEATS;
}

/** How far from the rough period, the median interval, the right one is looked for. */
const PERIOD_REACH = 0.02;

function sharpestGrid(beats: readonly number[], roughPeriod: number): { start: number; period: number } {
  const middle = 1 / roughPeriod;
  const span = beats.at(-1)! - beats[0]!;
  let best = { length: -1, angle: 0, rate: middle };
  for (let rate = middle * (1 - PERIOD_REACH); rate <= middle * (1 + PERIOD_REACH); rate += 0.1 / span) {
    const { re, im } = phaseSum(beats, 2 * rate);
    const length = re * re + im * im;
    if (length > best.length) best = { length, angle: Math.atan2(im, re), rate };
  }
  const period = 1 / best.rate;
  const start = (best.angle / (2 * Math.PI)) * (period / 2);
  const on = phaseSum(
    beats.map((beat) => beat - start),
    best.rate,
  ).re;
  return { start: on >= 0 ? start : start + period / 2, period };
}

/** Sum of the beats as unit vectors at their phase in a cycle of `rate` a second. */
function phaseSum(beats: readonly number[], rate: number): { re: number; im: number } {
  let [re, im] = [0, 0];
  for (const beat of beats) {
    re += Math.cos(2 * Math.PI * rate * beat);
    im += Math.sin(2 * Math.PI * rate * beat);
  }
  return { re, im };
}

/** Residual from which on a beat's weight falls. */
const HUBER_SEC = 0.008;

/** The line through the numbered times by least squares with Huber's weights (1964). */
function fittedLine(
  times: readonly number[],
  roughStart: number,
  roughPeriod: number,
): { start: number; period: number } {
  let [start, period] = [roughStart, roughPeriod];
  const numbers = times.map((time) => Math.round((time - start) / period));
  for (let round = 0; round < 8; round += 1) {
    let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
    for (const [i, time] of times.entries()) {
      const number = numbers[i]!;
      const weight = Math.min(1, HUBER_SEC / Math.abs(time - start - period * number));
      w += weight;
      x += weight * number;
      y += weight * time;
      xx += weight * number * number;
      xy += weight * number * time;
    }
    const spread = w * xx - x * x;
    if (!(spread > 0)) break;
    period = (w * xy - x * y) / spread;
    start = (y - period * x) / w;
  }
  return { start, period };
}

/** The beats of a grid from its first to the end of a piece. */
export function gridBeats({ bpm, firstBeatSec }: BeatGrid, durationSec: number): number[] {
  const period = 60 / bpm;
  return Array.from(
    { length: Math.max(0, Math.ceil((durationSec - firstBeatSec) / period)) },
    (_, i) => firstBeatSec + i * period,
  );
}

/** Median of the time between a beat and the one `span` later, divided by `span`, in seconds. */
export function medianInterval(beats: readonly number[], span: number): number {
  const intervals = beats.slice(span).map((beat, i) => (beat - beats[i]!) / span);
  return intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? Number.NaN;
}

/** Beats over which a local tempo is taken, and the least difference in it that makes a new step of the curve. */
const CURVE_SPAN = 8;
const CURVE_STEP = 0.01;

/** Local tempo in steps of at least 1 %: where each begins, and its BPM to 0.01. */
export function tempoCurve(beats: readonly number[]): { timeSec: number; bpm: number }[] {
  const curve: { timeSec: number; bpm: number }[] = [];
  for (let i = 0; i + CURVE_SPAN < beats.length; i += CURVE_SPAN / 2) {
    const bpm = 60 / medianInterval(beats.slice(i, i + CURVE_SPAN + 1), 1);
    const last = curve.at(-1);
    if (!last || Math.abs(bpm / last.bpm - 1) >= CURVE_STEP) {
      curve.push({ timeSec: Math.round(1000 * beats[i]!) / 1000, bpm: Math.round(100 * bpm) / 100 });
    }
  }
  return curve;
}
