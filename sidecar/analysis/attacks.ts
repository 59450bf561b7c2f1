import type { Band, BandPixels } from './bands.ts';

/**
 * How strongly the sound sets in at each pixel, as two measures of the rise from one 23 ms to the next.
 *
 * `low`, `mid`, `high` are rises of the amplitude, as shares of what a full band has: what a listener's body gets, and
 * what can only fall when something (level, a band, the drums) is taken out of the music. `onset` is the rise of the
 * logarithm over all bands in nats, which sees a quiet note after silence as well as a loud one.
 */
export type Attacks = { rate: number; low: Float32Array; mid: Float32Array; high: Float32Array; onset: Float32Array };

/** Mean level in dB of each band in loud, dense dance music: a little over the 95th percentile of 116 excerpts. */
export const FULL_BAND_DB = { low: -8, mid: -12, high: -18 } as const;
/** Pixels compared, and taken together: one is shorter than a period of the deepest bass. */
const LAG_PIXELS = 2;
/** Power at which the logarithm turns linear: −60 dB under a full-scale square wave. */
const KNEE_POWER = 1e-6;
/** Rises under this are the ripple of a steady tone, 1.3 dB. */
const RIPPLE_NATS = 0.3;

export function attackCurves({ pixelRate, low, mid, high }: BandPixels): Attacks {
  const logs = [low, mid, high].map((band) => rises(band, (power) => Math.log1p(power / KNEE_POWER), RIPPLE_NATS));
  return {
    rate: pixelRate,
    low: amplitudeRises(low, FULL_BAND_DB.low),
    mid: amplitudeRises(mid, FULL_BAND_DB.mid),
    high: amplitudeRises(high, FULL_BAND_DB.high),
    onset: logs[0]!.map((value, i) => value + logs[1]![i]! + logs[2]![i]!),
  };
}

function amplitudeRises(band: Band, fullDb: number): Float32Array {
  const fullPower = 10 ** (fullDb / 10);
  return rises(band, (power) => Math.sqrt(power / fullPower), 0);
}

function rises({ power }: Band, measure: (power: number) => number, threshold: number): Float32Array {
  const levels = power.map((value, i) => measure((value + (power[i - 1] ?? 0)) / LAG_PIXELS));
  return levels.map((level, i) => (i < LAG_PIXELS ? 0 : Math.max(0, level - levels[i - LAG_PIXELS]! - threshold)));
}

/** A peak must be the largest within so many pixels on either side (35 ms; Böck, Krebs and Schedl 2012 take 30). */
const PEAK_REACH = 3;
/** ...and stand so far over the mean of half a second around it. Their method, with a threshold for our three bands. */
const MEAN_REACH = 21;
const THRESHOLD = 0.4;

/** Onsets a second. */
export function onsetRate({ rate, onset }: Attacks): number {
  let onsets = 0;
  let sum = 0;
  for (let i = 0; i < Math.min(MEAN_REACH, onset.length); i += 1) sum += onset[i]!;
  for (let i = 0; i < onset.length; i += 1) {
    sum += (onset[i + MEAN_REACH] ?? 0) - (onset[i - MEAN_REACH - 1] ?? 0);
    if (onset[i]! > sum / (2 * MEAN_REACH + 1) + THRESHOLD && isPeak(onset, i)) onsets += 1;
  }
  return onsets / Math.max(onset.length / rate, 1);
}

function isPeak(curve: Float32Array, at: number): boolean {
  const value = curve[at]!;
  for (let i = at - PEAK_REACH; i < at; i += 1) if ((curve[i] ?? 0) >= value) return false;
  for (let i = at + 1; i <= at + PEAK_REACH; i += 1) if ((curve[i] ?? 0) > value) return false;
  return true;
}
