import type { Loudness } from '../../shared/contracts/analysis.ts';

/** ReplayGain 2.0 specification (Robinson, Kazantsev and others 2012): the level every track is brought to. */
const REPLAYGAIN_REFERENCE_LUFS = -18;
/** ITU-R BS.1770-5: the level of a power of 1, the absolute gate, and the gate under the level of what passes that one. */
const LUFS_OF_ONE = -0.691;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
/** EBU Tech 3342: the gate for the loudness range, and the share of the values at its ends. */
const RANGE_GATE_LU = -20;
const RANGE_LOW = 0.1;
const RANGE_HIGH = 0.95;
/** Powers come every 100 ms; EBU Tech 3341 takes gating blocks of 400 ms and short-term values of 3 s from them. */
export const POWERS_A_SECOND = 10;
const GATING_POWERS = 4;
const SHORT_TERM_POWERS = 30;

/**
 * EBU R128 loudness from the K-weighted power of each 100 ms, the channels' weighted sum.
 *
 * @param truePeakDbtp null when there is nothing but digital silence
 */
export function loudnessOf(powers: readonly number[], truePeakDbtp: number | null): Loudness {
  const integrated = gatedMean(runningMeans(powers, GATING_POWERS));
  const integratedLufs = integrated === null ? null : round(lufs(integrated));
  const shortTerm = runningMeans(powers, SHORT_TERM_POWERS);
  const rangeLu = loudnessRange(shortTerm);
  return {
    integratedLufs,
    rangeLu: integratedLufs === null || rangeLu === null ? null : round(rangeLu),
    truePeakDbtp: truePeakDbtp === null ? null : round(truePeakDbtp),
    replayGainDb: integratedLufs === null ? null : round(REPLAYGAIN_REFERENCE_LUFS - integratedLufs),
    shortTerm: { stepSec: 1, lufs: everySecond(shortTerm, powers.length) },
    provenance: 'measured',
    confidence: 1,
    method: 'EBU R128, Tech 3341 and 3342; true peak by 4× interpolation',
  };
}

const lufs = (power: number): number => LUFS_OF_ONE + 10 * Math.log10(power);
const powerAt = (level: number): number => 10 ** ((level - LUFS_OF_ONE) / 10);
const ABSOLUTE_GATE = powerAt(ABSOLUTE_GATE_LUFS);

/** The mean of each `width` values in a row, as many as there are. */
function runningMeans(values: readonly number[], width: number): number[] {
  const means: number[] = [];
  for (let end = width; end <= values.length; end += 1) {
    let sum = 0;
    for (let i = end - width; i < end; i += 1) sum += values[i]!;
    means.push(sum / width);
  }
  return means;
}

/** Mean of what is over the absolute gate, and of that what is over the relative one; null for silence. */
function gatedMean(powers: readonly number[]): number | null {
  const audible = powers.filter((power) => power > ABSOLUTE_GATE);
  if (audible.length === 0) return null;
  const gate = mean(audible) * 10 ** (RELATIVE_GATE_LU / 10);
  return mean(audible.filter((power) => power > gate));
}

/** Null where there is no second of 3 s over the gate. */
function loudnessRange(shortTerm: readonly number[]): number | null {
  const audible = shortTerm.filter((power) => power > ABSOLUTE_GATE);
  if (audible.length === 0) return null;
  const gate = mean(audible) * 10 ** (RANGE_GATE_LU / 10);
  const sorted = audible.filter((power) => power >= gate).toSorted((a, b) => a - b);
  const at = (share: number) => lufs(sorted[Math.round(share * (sorted.length - 1))]!);
  return at(RANGE_HIGH) - at(RANGE_LOW);
}

/** The value of the 3 s that end at each full second; null before there are 3 s, and for silence. */
function everySecond(shortTerm: readonly number[], powerCount: number): (number | null)[] {
  return Array.from({ length: Math.floor(powerCount / POWERS_A_SECOND) }, (_, second) => {
    const power = shortTerm[(second + 1) * POWERS_A_SECOND - SHORT_TERM_POWERS] ?? 0;
    return power > ABSOLUTE_GATE ? Math.round(lufs(power) * 10) / 10 : null;
  });
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const round = (value: number): number => Math.round(value * 100) / 100;

/** A corner beyond half the sample rate would make a filter that never rests; one just below has next to no effect. */
const HIGHEST_CORNER = 0.49;

/**
 * The two filters of BS.1770's K-weighting for any sample rate, by the bilinear transform of their analogue prototypes,
 * whose parameters are those of libebur128 and FFmpeg: b0, b1, b2, a1 and a2 of the shelf, then a1 and a2 of the
 * high-pass, whose numerator is 1, −2, 1.
 */
export function kWeighting(sampleRateHz: number): Float64Array {
  const shelf = { hz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196 };
  const pass = { hz: 38.13547087602444, q: 0.5003270373238773 };
  const warped = (hz: number) => Math.tan(Math.PI * Math.min(hz / sampleRateHz, HIGHEST_CORNER));
  const k = warped(shelf.hz);
  const high = 10 ** (shelf.gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.q + k * k;
  const p = warped(pass.hz);
  const p0 = 1 + p / pass.q + p * p;
  return Float64Array.of(
    (high + (band * k) / shelf.q + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / shelf.q + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / shelf.q + k * k) / a0,
    (2 * (p * p - 1)) / p0,
    (1 - p / pass.q + p * p) / p0,
  );
}
