/**
 * Fits how beats are told from the places half-way between them (sidecar/analysis/phase-weights.json) on music made by
 * chance, and says how right it is on styles left out:
 *
 *   npm run fit:phase -- [--made=1500] [--write]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { halfBeatEvidence, type PhaseWeights } from '../../../sidecar/analysis/beats-phase.ts';
import { fitGrid, gridBeats, trackBeats } from '../../../sidecar/analysis/beats.ts';
import { bandEnergies, onsetNovelty } from '../../../sidecar/analysis/onset.ts';
import { signalOf } from '../../../sidecar/analysis/signal.ts';
import { playPiece } from './song.ts';
import { STYLES, styleOfPiece } from './styles.ts';

const WEIGHTS_FILE = new URL('../../../sidecar/analysis/phase-weights.json', import.meta.url);
const DURATION_SEC = 32;
const FOLDS = 5;
const STEPS = 3_000;
const RATE = 0.5;
/** Pull of each weight towards nought, beside the mean loss of a piece. */
const DECAY = 0.002;

type Example = { style: string; evidence: number[]; right: boolean };

/** A made piece at its own tempo: where the tracker puts its beats, and whether bars begin on them. */
function exampleOf(number: number): Example | null {
  const style = styleOfPiece(number);
  const piece = playPiece(STYLES[style]!, 200_000 + number, DURATION_SEC);
  const onsets = onsetNovelty(bandEnergies(signalOf(piece.samples)));
  const tracked = trackBeats(onsets, piece.bpm);
  const grid = fitGrid(tracked);
  const beats = grid ? gridBeats(grid, DURATION_SEC) : tracked;
  const period = 60 / piece.bpm;
  const misses = piece.downbeats.map((bar) => Math.min(...beats.map((beat) => Math.abs(beat - bar))) / period);
  const right = misses.filter((miss) => miss < 0.15).length / misses.length;
  const off = misses.filter((miss) => miss > 0.35 && miss < 0.65).length / misses.length;
  // What the tracker follows neither on the beat nor half-way between teaches nothing of the choice.
  if (Math.max(right, off) < 0.8) return null;
  return { style, evidence: halfBeatEvidence(onsets, beats), right: right > off };
}

/** A logistic regression by gradient descent; what the tracker's own choice counts for is its constant. */
function fit(examples: readonly Example[]): PhaseWeights {
  let tracker = 0;
  const weights = Array<number>(examples[0]!.evidence.length).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = weights.map((weight) => DECAY * weight);
    let slope = 0;
    for (const { evidence, right } of examples) {
      const score = evidence.reduce((sum, value, i) => sum + value * weights[i]!, tracker);
      const error = (1 / (1 + Math.exp(-score)) - Number(right)) / examples.length;
      slope += error;
      for (const [i, value] of evidence.entries()) slopes[i]! += error * value;
    }
    tracker -= RATE * slope;
    for (const [i, value] of slopes.entries()) weights[i]! -= RATE * value;
  }
  return {
    fittedOn: `${examples.length} pieces made by chance`,
    tracker: Number(tracker.toFixed(3)),
    weights: weights.map((weight) => Number(weight.toFixed(3))),
  };
}

const isRight = ({ evidence, right }: Example, { tracker, weights }: PhaseWeights): boolean =>
  evidence.reduce((sum, value, i) => sum + value * weights[i]!, tracker) >= 0 === right;

const { values: options } = parseArgs({
  options: { made: { type: 'string', default: '1500' }, write: { type: 'boolean', default: false } },
});
const examples = Array.from({ length: Number(options.made) }, (_, number) => exampleOf(number)).filter(
  (one) => one !== null,
);
const styles = [...new Set(examples.map(({ style }) => style))];
const right = Array.from({ length: FOLDS }, (_, fold) => {
  const isLeftOut = ({ style }: Example) => styles.indexOf(style) % FOLDS === fold;
  const weights = fit(examples.filter((one) => !isLeftOut(one)));
  return examples.filter((one) => isLeftOut(one) && isRight(one, weights)).length;
}).reduce((a, b) => a + b, 0);
const percent = (count: number): string => `${((100 * count) / examples.length).toFixed(1)} %`;
console.log(
  `${examples.length} pieces; right by the tracker alone: ${percent(examples.filter((one) => one.right).length)}`,
);
console.log(`each style by weights fitted without it: ${percent(right)}`);
const weights = fit(examples);
console.log(`by all, which they were fitted on: ${percent(examples.filter((one) => isRight(one, weights)).length)}`);
if (options.write) {
  writeFileSync(WEIGHTS_FILE, `${JSON.stringify(weights)}\n`);
  console.log(`written: ${WEIGHTS_FILE.pathname}`);
}
