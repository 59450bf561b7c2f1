/**
 * Fits the choice between the readings of a rhythm (sidecar/analysis/tempo-weights.json), and says how right it is on
 * families of music that it has not seen:
 *
 *   npm run fit:tempo -- MANIFEST… [--check=MANIFEST] [--made=5000] [--write]
 *
 * Learns from pieces made by chance (styles.ts) and from those of the manifests, a line of JSON each: {id, file, family,
 * genre, bpm}. Those of --check are only scored. Takes about eleven minutes of one core, and half a gigabyte; a minute
 * more for each family beyond five.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tempoScores, type TempoWeights } from '../../../sidecar/analysis/tempo-choice.ts';
import { accuracies, accuracy1, isDance, reliability } from '../analysis-score.ts';
import { madePiece, readManifestPieces, type ReadPiece } from './pieces.ts';
import { type Example, fitTempoWeights, scalingOf, softmax } from './train.ts';

/** Weight of an excerpt of the manifest's beside a piece made by chance, families being as heavy as each other. */
const REAL_WEIGHT = 4;
/** Parts of the manifest that are left out in turn, whatever their family. */
const FOLDS = 5;
const WEIGHTS_FILE = new URL('../../../sidecar/analysis/tempo-weights.json', import.meta.url);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'string' },
    made: { type: 'string', default: '5000' },
    write: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  console.error('usage: npm run fit:tempo -- MANIFEST… [--check=MANIFEST] [--made=5000] [--write]');
  process.exit(2);
}

const real = positionals.flatMap(readManifestPieces).toSorted((a, b) => a.family.localeCompare(b.family));
const families = [...new Set(real.map(({ family }) => family))].toSorted();
console.log(`${real.length} pieces of ${families.length} families; making ${options.made}`);
const made = Array.from({ length: Number(options.made) }, (_, number) => madePiece(number));
const madeExamples = made.flatMap((piece) => examplesOf(piece, 1));
const scaling = scalingOf([...madeExamples, ...realExamples(real)]);

/** The manifest's, each family as heavy as the others. */
function realExamples(pieces: readonly ReadPiece[]): Example[] {
  return pieces.flatMap((piece) => {
    const ofFamily = real.filter(({ family }) => family === piece.family).length;
    return examplesOf(piece, (REAL_WEIGHT * real.length) / families.length / ofFamily);
  });
}

/** What can be learned from a piece and its excerpts: those in which its tempo is among the readings. */
function examplesOf({ bpm, whole, excerpts }: ReadPiece, weight: number): Example[] {
  return [whole, ...excerpts].flatMap((candidates) => {
    const distances = candidates.map((candidate) => Math.abs(Math.log(candidate.bpm / bpm)));
    const right = distances.indexOf(Math.min(...distances));
    const features = candidates.map((candidate) => candidate.features);
    return right >= 0 && distances[right]! < 0.04 ? [{ features, right, weight }] : [];
  });
}

function fitOn(pieces: readonly ReadPiece[]): TempoWeights {
  const learned = families.filter((family) => pieces.some((piece) => piece.family === family));
  const from = `${made.length} pieces made by chance, and ${learned.length ? `those of ${learned.join(', ')}` : 'no others'}`;
  return fitTempoWeights([...madeExamples, ...realExamples(pieces)], scaling, from);
}

/** Each part scored by weights fitted without it. */
const scoredWithout = (parts: readonly ReadPiece[][]): Scored[] =>
  parts.flatMap((part) => scored(part, fitOn(real.filter((piece) => !part.includes(piece)))));

type Scored = { piece: ReadPiece; scores: number[] };
const scored = (pieces: readonly ReadPiece[], weights: TempoWeights): Scored[] =>
  pieces.filter(({ whole }) => whole.length > 0).map((piece) => ({ piece, scores: tempoScores(piece.whole, weights) }));

/** The temperature that makes the right readings of pieces left out likeliest (Guo and others 2017). */
function bestTemperature(all: readonly Scored[]): number {
  const loss = (temperature: number) =>
    all.reduce((sum, { piece, scores }) => {
      const shares = softmax(scores.map((score) => score / temperature));
      const right = shares.filter((_, i) => accuracy1(piece.whole[i]!.bpm, piece.bpm)).reduce((a, b) => a + b, 0);
      return right > 0 ? sum - Math.log(right) : sum;
    }, 0);
  const temperatures = Array.from({ length: 31 }, (_, i) => 1 + i / 10);
  return temperatures.reduce((best, one) => (loss(one) < loss(best) ? one : best));
}

function print(title: string, all: readonly Scored[], temperature: number): void {
  const pairs = all.map(({ piece, scores }) => {
    const shares = softmax(scores.map((score) => score / temperature));
    const bpmConfidence = Math.max(...shares);
    const bpm = piece.whole[shares.indexOf(bpmConfidence)]!.bpm;
    return { truth: { ...piece, key: null }, answer: { bpm, bpmConfidence, key: null } };
  });
  const rows = [...new Set(pairs.map(({ truth }) => truth.family))].toSorted().map((family) => ({
    name: family,
    some: pairs.filter(({ truth }) => truth.family === family),
  }));
  const dance = { name: 'dance music', some: pairs.filter(({ truth }) => isDance(truth)) };
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      [...rows, dance, { name: 'all', some: pairs }].map(({ name, some }) => {
        const { tempi, acc1, acc2, 'acc1 at 0.5 %': fine } = accuracies(some);
        return [name, { tempi, acc1, acc2, 'acc1 at 0.5 %': fine }];
      }),
    ),
  );
  console.table(
    reliability(
      pairs.map(({ truth, answer }) => ({ confidence: answer.bpmConfidence, right: accuracy1(answer.bpm, truth.bpm) })),
    ),
  );
}

const leftOut = scoredWithout(families.map((family) => real.filter((piece) => piece.family === family)));
const temperature = bestTemperature(leftOut);
print(`each family by weights fitted without it; temperature ${temperature}`, leftOut, temperature);
const folds = Array.from({ length: FOLDS }, (_, fold) => real.filter((__, i) => i % FOLDS === fold));
print('each piece by weights fitted without it, and with others of its family', scoredWithout(folds), temperature);
print('by the pieces made by chance alone', scored(real, fitOn([])), temperature);
const weights = { ...fitOn(real), temperature };
print('by all, which they were fitted on', scored(real, weights), temperature);
if (options.check)
  print(
    `${options.check}, which nothing was fitted on`,
    scored(readManifestPieces(options.check), weights),
    temperature,
  );
if (options.write) {
  writeFileSync(WEIGHTS_FILE, `${JSON.stringify(weights)}\n`);
  console.log(`written: ${WEIGHTS_FILE.pathname}`);
}
