import { type Key, pitchClass } from '../../shared/music/keys.ts';

/** What is known of a piece, and what an engine says of it. */
export type Truth = { id: string; family: string; genre: string; bpm: number | null; key: Key | null };
export type Answer = {
  bpm: number | null;
  bpmConfidence?: number;
  key: Key | null;
  keyConfidence?: number;
};

const near = (estimate: number, truth: number, tolerance: number): boolean =>
  Math.abs(estimate - truth) <= tolerance * truth;

/** Within 4 % (Gouyon and others 2006, accuracy 1); accuracy 2 takes the double, triple, half and third as well. */
export const accuracy1 = (bpm: number | null, truth: number): boolean => bpm !== null && near(bpm, truth, 0.04);
export const accuracy2 = (bpm: number | null, truth: number): boolean =>
  bpm !== null && [1, 2, 3, 1 / 2, 1 / 3].some((ratio) => near(bpm, truth * ratio, 0.04));
export const accuracyFine = (bpm: number | null, truth: number): boolean => bpm !== null && near(bpm, truth, 0.005);

/** MIREX's weights: 1 for the key, 0.5 for a fifth off, 0.3 for its relative, 0.2 for its parallel. */
export function mirexScore(found: Key | null, truth: Key): number {
  if (!found) return 0;
  const up = (pitchClass(found.tonic) - pitchClass(truth.tonic) + 12) % 12;
  if (found.mode === truth.mode) return up === 0 ? 1 : up === 5 || up === 7 ? 0.5 : 0;
  if (up === (truth.mode === 'minor' ? 3 : 9)) return 0.3;
  return up === 0 ? 0.2 : 0;
}

/** Genres that are danced to: what the figure for dance music is taken over. */
const DANCE =
  /house|techno|trance|drum\s*(?:and|&|n)\s*bass|dnb|jungle|dubstep|bass|hip\s*hop|hiphop|reggaeton|disco|eurodance|synthwave|electro|garage|breakbeat|edm|club|dance|hardstyle|progressive/i;
export const isDance = ({ genre }: Truth): boolean => DANCE.test(genre);

const percent = (values: readonly (boolean | number)[]): string =>
  values.length === 0
    ? '–'
    : ((100 * values.reduce<number>((sum, v) => sum + Number(v), 0)) / values.length).toFixed(1);

/** One row of the table of accuracies: tempo and key of these pieces, in percent. */
export function accuracies(pairs: readonly { truth: Truth; answer: Answer }[]): Record<string, string | number> {
  const tempo = pairs.flatMap(({ truth: { bpm }, answer }) => (bpm === null ? [] : [{ bpm, found: answer.bpm }]));
  const keys = pairs.flatMap(({ truth: { key }, answer }) => (key === null ? [] : [mirexScore(answer.key, key)]));
  return {
    tempi: tempo.length,
    acc1: percent(tempo.map(({ bpm, found }) => accuracy1(found, bpm))),
    acc2: percent(tempo.map(({ bpm, found }) => accuracy2(found, bpm))),
    'acc1 at 0.5 %': percent(tempo.map(({ bpm, found }) => accuracyFine(found, bpm))),
    keys: keys.length,
    'key exact': percent(keys.map((score) => score === 1)),
    mirex: percent(keys),
  };
}

const BINS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0001];

/** Of the answers given with a confidence in each bin: how many, their mean confidence, and how many are right. */
export function reliability(answers: readonly { confidence: number; right: boolean }[]) {
  return BINS.slice(1).map((to, i) => {
    const from = BINS[i]!;
    const inBin = answers.filter(({ confidence }) => confidence >= from && confidence < to);
    return {
      confidence: `${from}–${Math.min(1, to)}`,
      answers: inBin.length,
      'mean confidence': percent(inBin.map(({ confidence }) => confidence)),
      right: percent(inBin.map(({ right }) => right)),
    };
  });
}
