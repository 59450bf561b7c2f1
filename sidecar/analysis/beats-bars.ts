import fitted from './bar-weights.json' with { type: 'json' };
import { BAND_COUNT, type BandEnergies, type Onsets } from './onset.ts';

/** Weights of a bar's profile, by the number of its beats. */
export type BarWeights = { fittedOn: string; three: readonly number[]; four: readonly number[] };

/**
 * Probability of each of the first beats to begin a bar: a softmax over how far the bars from there look like bars. The
 * weights are fitted by `npm run fit:bars` (test/bench/tempo/fit-bars.ts) on made music and bare drums; a loop that
 * sounds the same from its first and its third beat leaves the two equal.
 */
export function downbeatProbabilities(
  profiles: readonly (readonly number[])[],
  weights: BarWeights = fitted,
): number[] {
  const ofBar = profiles.length === 3 ? weights.three : weights.four;
  const scores = profiles.map((profile) => profile.reduce((sum, value, i) => sum + value * ofBar[i]!, 0));
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

/**
 * What bars look like that begin with each of the first `beatsPerBar` beats: by how much the sound changes at each of
 * their beats (chords and bass notes change with the bar: Goto 2001), and what strikes on each beat and half-way to the
 * next in the low (kick, bass) and the high onsets (snare, hats), all in deviations.
 */
export function barProfiles(
  energies: BandEnergies,
  onsets: Onsets,
  beats: readonly number[],
  beatsPerBar: number,
): number[][] {
  const halves = beats.flatMap((beat, i) => [beat, (beat + (beats[i + 1] ?? NaN)) / 2]);
  const curves = [
    { values: standardised(soundChanges(energies, beats)), aBeat: 1 },
    { values: standardised(struck(onsets.low, onsets.frameRate, halves)), aBeat: 2 },
    { values: standardised(struck(onsets.high, onsets.frameRate, halves)), aBeat: 2 },
  ];
  return Array.from({ length: beatsPerBar }, (_, phase) =>
    curves.flatMap(({ values, aBeat }) => meansByPlace(values, phase * aBeat, beatsPerBar * aBeat)),
  );
}

/** Mean of the values at each place of a cycle that begins with the `start`th. */
function meansByPlace(values: readonly number[], start: number, length: number): number[] {
  const sums = Array<number>(length).fill(0);
  const counts = Array<number>(length).fill(0);
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const place = (i - start + length) % length;
    sums[place]! += value;
    counts[place]! += 1;
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[i]!));
}

/** Where the sound of a beat is read, in parts of the beat: past its attack, before the next. */
const SOUND_FROM = 0.1;
const SOUND_TO = 0.9;

/** By how much each beat sounds other than the one before it; NaN for the first. */
function soundChanges(energies: BandEnergies, beats: readonly number[]): number[] {
  const sounds = beats.map((beat, i) => {
    const length = (beats[i + 1] ?? beat + 0.5) - beat;
    return meanSound(energies, beat + SOUND_FROM * length, beat + SOUND_TO * length);
  });
  return sounds.map((sound, i) => {
    const before = sounds[i - 1];
    if (!before) return NaN;
    return sound.reduce((sum, level, band) => sum + Math.abs(level - before[band]!), 0);
  });
}

function meanSound({ frameRate, frames, log }: BandEnergies, fromSec: number, toSec: number): Float64Array {
  const mean = new Float64Array(BAND_COUNT);
  const from = Math.min(frames - 1, Math.max(0, Math.round(fromSec * frameRate)));
  const to = Math.max(from + 1, Math.min(frames, Math.round(toSec * frameRate)));
  for (let frame = from; frame < to; frame += 1) {
    for (let band = 0; band < BAND_COUNT; band += 1) mean[band]! += log[frame * BAND_COUNT + band]! / (to - from);
  }
  return mean;
}

/** Frames around a time in which its onset may lie; what is asked of no time is NaN. */
const REACH_FRAMES = 3;

function struck(curve: Float32Array, frameRate: number, times: readonly number[]): number[] {
  return times.map((time) => {
    const frame = Math.round(time * frameRate);
    if (Number.isNaN(frame)) return NaN;
    return Math.max(0, ...curve.subarray(Math.max(0, frame - REACH_FRAMES), frame + REACH_FRAMES));
  });
}

function standardised(values: readonly number[]): number[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1;
  return values.map((value) => (value - mean) / spread);
}
