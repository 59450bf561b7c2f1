import { type Rhythm, periodicityAt } from './tempo-rhythm.ts';

/** A tempo that the rhythm allows, and what is known of it: the input of the choice between them. */
export type Candidate = { bpm: number; features: number[] };

/** Tempi in BPM that are looked at. */
const SLOWEST = 45;
const FASTEST = 230;
/** Readings of one pulse: halves, thirds and dotted values. */
const RATIOS = [1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3];
const MAX_PEAKS = 6;

/**
 * The peaks of a comb over the autocorrelation of the onsets, and the related readings of the highest of them. The
 * weak log-normal prior (a centre of 125 BPM, a width of 0.6 octaves: the resonance of van Noorden and Moelants 1999,
 * widened) only limits their number; the choice is made elsewhere.
 */
export function tempoCandidates(rhythm: Rhythm): Candidate[] {
  const grid: number[] = [];
  for (let bpm = 40; bpm < 250; bpm *= 2 ** (1 / 120)) grid.push(bpm);
  const comb = (bpm: number) =>
    0.5 * periodicityAt(rhythm.total, rhythm, bpm, 0.5) +
    [1, 2, 4].reduce((sum, beats) => sum + periodicityAt(rhythm.total, rhythm, bpm, beats), 0);
  const salience = grid.map((bpm) => Math.max(0, comb(bpm)) * Math.exp(-0.5 * (Math.log2(bpm / 125) / 0.6) ** 2));
  const peaks = grid
    .map((bpm, i) => ({ bpm, i, salience: salience[i]! }))
    .filter(({ i, salience: s }) => i > 0 && i + 1 < grid.length && s > salience[i - 1]! && s >= salience[i + 1]!)
    .toSorted((a, b) => b.salience - a.salience)
    .slice(0, MAX_PEAKS)
    .map(({ bpm }) => bpm);
  const tempi: number[] = [];
  for (const rough of [...peaks, ...RATIOS.map((ratio) => ratio * (peaks[0] ?? 0))]) {
    if (rough < SLOWEST || rough > FASTEST) continue;
    const bpm = sharpened(rhythm, rough);
    if (tempi.every((other) => Math.abs(Math.log(bpm / other)) > 0.03)) tempi.push(bpm);
  }
  return tempi.map((bpm) => ({ bpm, features: features(rhythm, bpm) }));
}

/** The best tempo within 2 %, by the autocorrelation at 1, 2 and 4 beats. */
function sharpened(rhythm: Rhythm, bpm: number): number {
  let best = { bpm, score: -Infinity };
  for (let step = -8; step <= 8; step += 1) {
    const near = bpm * (1 + 0.0025 * step);
    const score = [1, 2, 4].reduce((sum, beats) => sum + periodicityAt(rhythm.total, rhythm, near, beats), 0);
    if (score > best.score) best = { bpm: near, score };
  }
  return best.bpm;
}

/** Lags in beats at which the periodicities of a candidate are read: parts of the beat, bars and phrases. */
const LAGS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3, 4, 6, 8];
const CROSS_LAGS = [0, 1 / 2, 1, 2, 4];

/**
 * What speaks for or against a tempo: its octaves from 120 BPM; the periodicities at parts and multiples of its beat
 * in all, low, middle and high onsets and in the spectrum; where the high onsets stand between the low ones; the
 * notes a beat; and how the kind of music (drums or none, sharp or soft, busy or sparse) shifts the tempo expected.
 */
function features(rhythm: Rhythm, bpm: number): number[] {
  const octaves = Math.log2(bpm / 120);
  const notesPerBeat = Math.log2((Math.max(0.3, rhythm.density) * 60) / bpm);
  const kinds = [rhythm.highShare, rhythm.lowShare, rhythm.busyShare, rhythm.sharpness, rhythm.density];
  const pulse = Math.max(...[1, 2, 4].map((beats) => periodicityAt(rhythm.total, rhythm, bpm, beats)));
  return [
    octaves,
    octaves ** 2,
    octaves ** 3,
    ...[rhythm.total, rhythm.low, rhythm.mid, rhythm.high, rhythm.spectrum].flatMap((curve) =>
      LAGS.map((beats) => periodicityAt(curve, rhythm, bpm, beats)),
    ),
    ...CROSS_LAGS.map((beats) => periodicityAt(rhythm.lowToHigh, rhythm, bpm, beats)),
    notesPerBeat,
    notesPerBeat ** 2,
    ...kinds.flatMap((kind) => [kind, kind * octaves, kind * octaves ** 2]),
    pulse,
    pulse * octaves,
  ];
}
