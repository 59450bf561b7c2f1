import { type Key, camelotOf, openKeyOf, tonicOf, type Mode, type Tonic } from '../../shared/music/keys.ts';
import { chromagram } from './key-chroma.ts';
import type { Signal } from './signal.ts';

export type KeyEstimate = { tonic: Tonic; mode: Mode; camelot: string; openKey: string; confidence: number };

export type KeyAnalysis = KeyEstimate & {
  /** Other keys, likeliest first; confidence is their probability. */
  alternatives: KeyEstimate[];
  /** Deviation of the tuning from A = 440 Hz, −50 to 50 cents. */
  tuningCents: number;
  /** Key by section when it changes, else one section. */
  sections: (KeyEstimate & { startSec: number; endSec: number })[];
};

/**
 * Profiles of Faraldo, Jordà and Herrera (2017), "A multi-profile method for key estimation in EDM", there called
 * bgate: the medians of chroma of Beatport tracks by key, with the four least notes set to nought.
 */
const PROFILES: Record<Mode, readonly number[]> = {
  major: [1.0, 0.0, 0.42, 0.0, 0.53, 0.37, 0.0, 0.77, 0.0, 0.38, 0.21, 0.3],
  minor: [1.0, 0.0, 0.36, 0.39, 0.0, 0.38, 0.0, 0.74, 0.27, 0.0, 0.42, 0.23],
};

const MIN_DURATION_SEC = 1;

/** Key of a signal; null where there is none to be found (silence, noise, drums alone). */
export function analyseKey(signal: Signal): KeyAnalysis | null {
  if (signal.durationSec < MIN_DURATION_SEC) return null;
  const chroma = chromagram(signal);
  if (!chroma) return null;
  const ranked = rankKeys(chroma.mean);
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

function rankKeys(chroma: readonly number[]): { key: Key; correlation: number }[] {
  const ranked = (['major', 'minor'] as const).flatMap((mode) =>
    Array.from({ length: 12 }, (_, tonic) => ({
      key: { tonic: tonicOf(tonic), mode },
      correlation: correlate(PROFILES[mode], chroma, tonic),
    })),
  );
  return ranked.sort((a, b) => b.correlation - a.correlation);
}

/** Pearson's correlation of a profile with the chroma rotated so that `tonic` comes first. */
function correlate(profile: readonly number[], chroma: readonly number[], tonic: number): number {
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
