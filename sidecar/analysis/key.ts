import { type Key, type Mode, type Tonic, camelotOf, openKeyOf, tonicOf } from '../../shared/music/keys.ts';
import { type Chromagram, chromagram } from './key-chroma.ts';
import type { Signal } from './signal.ts';

export type KeyEstimate = {
  tonic: Tonic;
  mode: Mode;
  camelot: string;
  openKey: string;
  /** Probability that this is the key, 0 to 1. */
  confidence: number;
};

export type KeyAnalysis = KeyEstimate & {
  /** Other keys, likeliest first; confidence is their probability. */
  alternatives: KeyEstimate[];
  /** Deviation of the tuning from A = 440 Hz, −50 to 50 cents. */
  tuningCents: number;
  /** Key by section, in order and without gaps; one section where the key stays. */
  sections: (KeyEstimate & { startSec: number; endSec: number })[];
};

/**
 * Two profiles whose correlations are averaged. "bgate": Faraldo, Jordà and Herrera (2017), "A multi-profile method for
 * key estimation in EDM", medians over Beatport tracks with the least notes at nought. "shaath": Sha'ath (2011),
 * "Estimation of key in digital music recordings", Krumhansl's (1990) tuned on popular and electronic music.
 */
const PROFILES: readonly Record<Mode, readonly number[]>[] = [
  {
    major: [1.0, 0.0, 0.42, 0.0, 0.53, 0.37, 0.0, 0.77, 0.0, 0.38, 0.21, 0.3],
    minor: [1.0, 0.0, 0.36, 0.39, 0.0, 0.38, 0.0, 0.74, 0.27, 0.0, 0.42, 0.23],
  },
  {
    major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
    minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2],
  },
];

const MIN_DURATION_SEC = 1;

/** Key of a signal; null where there is none to be found (silence, noise, drums alone). */
export function analyseKey(signal: Signal): KeyAnalysis | null {
  if (signal.durationSec < MIN_DURATION_SEC) return null;
  const chroma = chromagram(signal);
  if (!chroma) return null;
  const ranked = rankKeys(meanChroma(chroma, 0, chroma.frameCount));
  const best = ranked[0];
  if (!best || best.correlation < 0.3) return null;
  const weights = ranked.map((r) => Math.exp(12 * (r.correlation - best.correlation)));
  const sum = weights.reduce((a, b) => a + b, 0);
  const estimates = ranked.map((r, i) => estimate(r.key, weights[i]! / sum));
  const first = estimates[0]!;
  return {
    ...first,
    alternatives: estimates.slice(1, 4),
    tuningCents: chroma.tuningCents,
    sections: [{ ...first, startSec: 0, endSec: signal.durationSec }],
  };
}

const estimate = (key: Key, confidence: number): KeyEstimate => ({
  ...key,
  camelot: camelotOf(key),
  openKey: openKeyOf(key),
  confidence: Math.round(confidence * 1000) / 1000,
});

function meanChroma({ frames }: Chromagram, from: number, to: number): Float64Array {
  const mean = new Float64Array(12);
  for (let i = 12 * from; i < 12 * to; i += 1) mean[i % 12]! += frames[i]!;
  return mean;
}

type RankedKey = { key: Key; correlation: number };

function rankKeys(chroma: Float64Array): RankedKey[] {
  const ranked = (['major', 'minor'] as const).flatMap((mode) =>
    Array.from({ length: 12 }, (_, tonic) => ({
      key: { tonic: tonicOf(tonic), mode },
      correlation: PROFILES.reduce((sum, p) => sum + correlation(p[mode], chroma, tonic), 0) / PROFILES.length,
    })),
  );
  return ranked.sort((a, b) => b.correlation - a.correlation);
}

/** Pearson's correlation of a profile with the chroma read from `tonic` on. */
function correlation(profile: readonly number[], chroma: Float64Array, tonic: number): number {
  const meanP = profile.reduce((a, b) => a + b, 0) / 12;
  const meanC = chroma.reduce((a, b) => a + b, 0) / 12;
  let [pc, pp, cc] = [0, 0, 0];
  for (let i = 0; i < 12; i += 1) {
    const p = profile[i]! - meanP;
    const c = chroma[(i + tonic) % 12]! - meanC;
    pc += p * c;
    pp += p * p;
    cc += c * c;
  }
  return pp * cc > 0 ? pc / Math.sqrt(pp * cc) : 0;
}
