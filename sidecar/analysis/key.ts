import { type Key, type Mode, TONICS, type Tonic, camelotOf, openKeyOf, pitchClass } from '../../shared/music/keys.ts';
import { type ChromaSettings, type Chromagram, chromagram, tuningOver } from './key-chroma.ts';
import type { Signal, Span } from './signal.ts';

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
  /** Key by section, in order; between two keys what has no notes is a gap. One section where the key stays. */
  sections: KeySection[];
};

type KeySection = KeyEstimate & Span;

export type KeySettings = ChromaSettings & {
  /** Of the second profile in the mixture of both, 0 to 1; 0.6 to 0.85 do equally well on 83 tracks of known key. */
  share: number;
};

export const KEY_SETTINGS: KeySettings = { exponent: 1.25, third: 0.4, fifth: 0.3, share: 2 / 3 };

type Profile = Record<Mode, readonly number[]>;

/**
 * Two profiles whose correlations are mixed. The first is called "bgate": Faraldo, Jordà and Herrera (2017), "A
 * multi-profile method for key estimation in EDM", medians over Beatport tracks with the least notes at nought. The
 * second is Sha'ath's (2011), "Estimation of key in digital music recordings": Krumhansl's (1990) tuned on popular and
 * electronic music.
 */
const PROFILES: readonly [Profile, Profile] = [
  {
    major: [1.0, 0.0, 0.42, 0.0, 0.53, 0.37, 0.0, 0.77, 0.0, 0.38, 0.21, 0.3],
    minor: [1.0, 0.0, 0.36, 0.39, 0.0, 0.38, 0.0, 0.74, 0.27, 0.0, 0.42, 0.23],
  },
  {
    major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
    minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2],
  },
];

/** How far what has notes must be in tune: drums come to 0.058 at most, of 116 pieces with notes the least has 0.08. */
const LEAST_IN_TUNE = 0.065;
/**
 * And over this by the square root of its seconds: by chance white noise comes to 0.104 in one, to 0.053 in six, and to
 * 0.125 by the root in one piece of 150 (of a Rayleigh distribution that is 0.16 in one of 3,000).
 */
const IN_TUNE_BY_CHANCE = 0.16;
const MIN_SOUNDING_SEC = 1;
/** Entropy of the chroma, of 1 for all notes alike: a single tone has 0.4, a chord 0.6, music from 0.9 on. */
const LEAST_ENTROPY = 0.5;
/** Gain of the softmax over the correlations; the likeliest on 83 pieces of known key (14 to 20 do as well). */
const CORRELATION_GAIN = 15;
const MAX_ALTERNATIVES = 4;

/**
 * A tag's key is so much likelier than without the tag. DJ programs that write them are right on seven to eight tracks
 * in ten and err where we do, so this is far less than their odds alone would give: it decides between keys that are
 * near, and overrules no clear answer.
 */
const TAG_ODDS = 4;

/**
 * Key of a signal; null where there is none to be found (silence, noise, drums alone, a single tone).
 *
 * @param tagged the key that the file's own tag names: a witness, asked about the whole and not about its sections
 */
export function analyseKey(
  signal: Signal,
  tagged: Key | null = null,
  settings: KeySettings = KEY_SETTINGS,
): KeyAnalysis | null {
  const chroma = chromagram(signal, settings);
  if (!chroma || !hasNotes(chroma, 0, chroma.frameCount)) return null;
  const mean = meanChroma(chroma, 0, chroma.frameCount);
  if (entropy(mean) < LEAST_ENTROPY) return null;
  const changes = keySections(chroma, signal.durationSec, settings);
  const estimates = changes.length > 1 ? keysOfSections(changes, tagged) : keyEstimates(mean, settings, tagged);
  const [best, ...others] = estimates.toSorted((a, b) => b.confidence - a.confidence);
  return {
    ...best!,
    alternatives: others.slice(0, MAX_ALTERNATIVES),
    tuningCents: chroma.tuningCents,
    sections: changes.length > 1 ? changes : [{ ...best!, startSec: 0, endSec: millis(signal.durationSec) }],
  };
}

/**
 * Where the key changes, the whole has one of those that sound: their shares of the time, each by its confidence. (What
 * two keys have in common may be a third's.)
 */
function keysOfSections(sections: readonly KeySection[], tagged: Key | null): KeyEstimate[] {
  const totalSec = sections.reduce((sum, { startSec, endSec }) => sum + endSec - startSec, 0);
  const shares = KEYS.map((key) =>
    sections
      .filter((section) => isSame(section, key))
      .reduce((sum, { startSec, endSec, confidence }) => sum + ((endSec - startSec) / totalSec) * confidence, 0),
  );
  const rest = 1 - shares.reduce((a, b) => a + b, 0);
  const odds = shares.map((share, i) => share * (tagged && isSame(tagged, KEYS[i]!) ? TAG_ODDS : 1));
  const sum = rest + odds.reduce((a, b) => a + b, 0);
  return odds.flatMap((weight, i) => (weight > 0 ? [estimateOf(KEYS[i]!, weight / sum)] : []));
}

/** Whether frames have notes of one tuning, more than by chance. */
function hasNotes(chroma: Chromagram, from: number, to: number): boolean {
  const { inTune, sounding } = tuningOver(chroma, from, to);
  const seconds = sounding * chroma.hopSec;
  return seconds >= MIN_SOUNDING_SEC && inTune >= Math.max(LEAST_IN_TUNE, IN_TUNE_BY_CHANCE / Math.sqrt(seconds));
}

/** All 24 keys, major from C on, then minor, and their probabilities. */
function keyEstimates(chroma: Float64Array, settings: KeySettings, tagged: Key | null = null): KeyEstimate[] {
  const correlations = keyCorrelations(chroma, settings);
  const highest = Math.max(...correlations);
  const weights = correlations.map((value, i) => {
    const odds = tagged && isSame(tagged, KEYS[i]!) ? TAG_ODDS : 1;
    return odds * Math.exp(CORRELATION_GAIN * (value - highest));
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return KEYS.map((key, i) => estimateOf(key, weights[i]! / sum));
}

const isSame = (a: Key, b: Key): boolean => a.tonic === b.tonic && a.mode === b.mode;

const estimateOf = (key: Key, confidence: number): KeyEstimate => ({
  ...key,
  camelot: camelotOf(key),
  openKey: openKeyOf(key),
  confidence: millis(confidence),
});

const millis = (value: number): number => Math.round(1000 * value) / 1000;

const KEYS: readonly Key[] = (['major', 'minor'] as const).flatMap((mode) => TONICS.map((tonic) => ({ tonic, mode })));

const keyCorrelations = (chroma: Float64Array, { share }: KeySettings): number[] =>
  KEYS.map(({ tonic, mode }) => {
    const [first, second] = PROFILES.map((profile) => correlation(profile[mode], chroma, pitchClass(tonic)));
    return (1 - share) * first! + share * second!;
  });

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

function meanChroma({ frames, frameCount }: Chromagram, from: number, to: number): Float64Array {
  const sum = new Float64Array(12);
  for (let i = 12 * Math.max(0, from); i < 12 * Math.min(frameCount, to); i += 1) sum[i % 12]! += frames[i]!;
  return sum;
}

function entropy(chroma: Float64Array): number {
  const sum = chroma.reduce((a, b) => a + b, 0);
  return (
    chroma.reduce((bits, value) => (value > 0 ? bits - (value / sum) * Math.log(value / sum) : bits), 0) / Math.log(12)
  );
}

/** Length of the steps in which a key can change, and of the window around each that is heard. */
const STEP_SEC = 4;
const WINDOW_SEC = 16;
/**
 * Nats that a change of key costs: a key that fits by 0.3 better has to hold for about 20 s. A choice, as the lengths above
 * are (e^−6 for each of the 23 other keys is a change about once in 70 s), held against the changes of key of
 * test/sidecar/key.test.ts, which are synthesised chords.
 */
const CHANGE_NATS = 6;

/**
 * The likeliest course of keys (Viterbi 1967) over windows of 16 s. Steps without notes speak for no key, and a key neither
 * begins nor ends with one.
 */
function keySections(chroma: Chromagram, durationSec: number, settings: KeySettings): KeySection[] {
  const stepFrames = Math.max(1, Math.round(STEP_SEC / chroma.hopSec));
  const margin = Math.round((WINDOW_SEC - STEP_SEC) / 2 / chroma.hopSec);
  const steps = Array.from({ length: Math.ceil(chroma.frameCount / stepFrames) }, (_, i) => {
    const [from, to] = [i * stepFrames, (i + 1) * stepFrames];
    return hasNotes(chroma, from, to) && hasNotes(chroma, from - margin, to + margin)
      ? keyCorrelations(meanChroma(chroma, from - margin, to + margin), settings)
      : null;
  });
  const path = likeliestPath(steps.map((step) => step ?? KEYS.map(() => 0)));
  const heard = path.flatMap((key, step) => (steps[step] ? [{ key, step }] : []));
  const runs: { key: number; from: number; to: number }[] = [];
  for (const { key, step } of heard) {
    const last = runs.at(-1);
    if (last?.key === key) last.to = step + 1;
    else runs.push({ key, from: step, to: step + 1 });
  }
  const secOf = (step: number) => millis(Math.min(durationSec, step * stepFrames * chroma.hopSec));
  return runs.map(({ key, from, to }) => ({
    ...keyEstimates(meanChroma(chroma, from * stepFrames, to * stepFrames), settings)[key]!,
    startSec: secOf(from),
    endSec: secOf(to),
  }));
}

function likeliestPath(steps: readonly number[][]): number[] {
  const gain = (CORRELATION_GAIN * STEP_SEC) / WINDOW_SEC;
  let scores = KEYS.map(() => 0);
  const sources = steps.map((correlations) => {
    const best = scores.indexOf(Math.max(...scores));
    const from = scores.map((score, key) => (score >= scores[best]! - CHANGE_NATS ? key : best));
    scores = from.map(
      (source, key) => scores[source]! - (source === key ? 0 : CHANGE_NATS) + gain * correlations[key]!,
    );
    return from;
  });
  let key = scores.indexOf(Math.max(...scores));
  const path: number[] = [];
  for (const from of sources.toReversed()) {
    path.push(key);
    key = from[key]!;
  }
  return path.toReversed();
}
