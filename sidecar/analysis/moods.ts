import type { Energy, KeyAnalysis, Mood, Moods, Tempo, Timbre } from '../../shared/contracts/analysis.ts';

/** Where each mood lies in Russell's plane (1980, "A circumplex model of affect"): valence and arousal, 0 to 1. */
const PLACES: Record<Mood, readonly [valence: number, arousal: number]> = {
  calm: [0.6, 0.15],
  chill: [0.65, 0.4],
  dark: [0.2, 0.5],
  bright: [0.85, 0.55],
  energetic: [0.5, 0.85],
  aggressive: [0.1, 0.95],
  melancholic: [0.2, 0.2],
  happy: [0.85, 0.75],
};
/** How far a mood reaches in that plane. */
const REACH = 0.25;
/** Moods nearer than this are named; the nearest always is. */
const MIN_CONFIDENCE = 0.4;
const MOST = 3;

/** Centroids from dull to brilliant, Hz: the 5th and 95th percentiles of 116 excerpts of five kinds, rounded. */
const CENTROID_HZ = [850, 2_850] as const;
/** Tempi from slow to fast, as far as they bear on valence (Gabrielsson and Lindström 2010). */
const TEMPO_BPM = [70, 150] as const;
const WEIGHTS = { mode: 0.5, brightness: 0.3, tempo: 0.2 };

/**
 * Moods from the features alone: arousal is the energy; valence leans on the mode (as sure as the key is), the
 * brightness and the tempo. A guess, and said to be one by its provenance: words know better.
 */
export function moodsOf(
  energy: Energy | null,
  timbre: Timbre | null,
  key: KeyAnalysis | null,
  tempo: Tempo | null,
): Moods | null {
  if (!energy || !timbre) return null;
  const mode = key ? 0.5 + (key.mode === 'major' ? 0.5 : -0.5) * key.confidence : 0.5;
  const brightness = along(CENTROID_HZ, timbre.centroidHz);
  const speed = tempo ? along(TEMPO_BPM, tempo.bpm) : 0.5;
  const valence = WEIGHTS.mode * mode + WEIGHTS.brightness * brightness + WEIGHTS.tempo * speed;
  const ranked = (Object.keys(PLACES) as Mood[])
    .map((mood) => {
      const [v, a] = PLACES[mood];
      const distance = Math.hypot(valence - v, energy.value - a) / REACH;
      return { mood, confidence: Math.round(Math.exp(-0.5 * distance ** 2) * 100) / 100 };
    })
    .toSorted((a, b) => b.confidence - a.confidence);
  return {
    provenance: 'features',
    moods: ranked.filter(({ confidence }, i) => i === 0 || confidence >= MIN_CONFIDENCE).slice(0, MOST),
    method: 'valence from mode, brightness and tempo; arousal from energy',
  };
}

const along = ([low, high]: readonly [number, number], value: number): number =>
  Math.max(0, Math.min(1, (value - low) / (high - low)));
