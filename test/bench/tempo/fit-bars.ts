/**
 * Fits how bars are told from their beats (sidecar/analysis/bar-weights.json) on music made by chance and on its drums
 * alone, and says how right it is on styles left out:
 *
 *   npm run fit:bars -- [--made=1500] [--write]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { barProfiles, type BarWeights, downbeatProbabilities } from '../../../sidecar/analysis/beats-bars.ts';
import { bandEnergies, onsetNovelty } from '../../../sidecar/analysis/onset.ts';
import { signalOf } from '../../../sidecar/analysis/signal.ts';
import { analyseTempo } from '../../../sidecar/analysis/tempo.ts';
import { accuracy1, reliability } from '../analysis-score.ts';
import { playPiece } from './song.ts';
import { STYLES, styleOfPiece } from './styles.ts';
import { softmax } from './train.ts';

const WEIGHTS_FILE = new URL('../../../sidecar/analysis/bar-weights.json', import.meta.url);
const DURATION_SEC = 32;
/** Share of the pieces of which the drums are heard alone. */
const DRUMS_ALONE = 0.5;
/** Seconds by which a beat may miss the bar's own first. */
const NEAR_SEC = 0.07;
const FOLDS = 5;
const STEPS = 1_500;
const RATE = 0.3;
/** Pull of each weight towards nought, beside the mean loss of a piece. */
const DECAY = 0.003;

/** Profiles of the bars by their first beat, and which of these begin bars indeed. */
type Example = { style: string; drumsAlone: boolean; profiles: number[][]; right: boolean[] };

/** A made piece whose tempo and metre were found; null for another. */
function exampleOf(number: number): Example | null {
  const name = styleOfPiece(number);
  const style = STYLES[name]!;
  const drumsAlone = (number % 10) / 10 < DRUMS_ALONE && style.parts.some(({ play }) => play === 'drum');
  const piece = playPiece(style, 100_000 + number, DURATION_SEC, drumsAlone);
  const signal = signalOf(piece.samples);
  const tempo = analyseTempo(signal, { tempoRange: [0.9 * piece.bpm, 1.1 * piece.bpm] });
  const beatsPerBar = piece.beatsPerBar === 3 ? 3 : 4;
  if (!tempo || !accuracy1(tempo.bpm, piece.bpm) || tempo.metre?.beatsPerBar !== beatsPerBar) return null;
  const energies = bandEnergies(signal);
  const profiles = barProfiles(energies, onsetNovelty(energies), tempo.beats, beatsPerBar);
  const right = profiles.map((_, phase) => {
    const starts = tempo.beats.filter((__, i) => i % beatsPerBar === phase);
    const near = starts.filter((time) => piece.downbeats.some((bar) => Math.abs(bar - time) < NEAR_SEC));
    return near.length > 0.6 * starts.length;
  });
  return right.some(Boolean) ? { style: name, drumsAlone, profiles, right } : null;
}

/** Maximum likelihood of one of the right first beats, by gradient descent over all examples. */
function fit(examples: readonly Example[]): number[] {
  const weights = Array<number>(examples[0]!.profiles[0]!.length).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = weights.map((weight) => DECAY * weight);
    for (const { profiles, right } of examples) {
      const shares = softmax(
        profiles.map((profile) => profile.reduce((sum, value, i) => sum + value * weights[i]!, 0)),
      );
      const ofRight = shares.reduce((sum, share, phase) => sum + (right[phase] ? share : 0), 0);
      for (const [phase, profile] of profiles.entries()) {
        const error = shares[phase]! - (right[phase] ? shares[phase]! / ofRight : 0);
        for (const [i, value] of profile.entries()) slopes[i]! += (error * value) / examples.length;
      }
    }
    for (const [i, slope] of slopes.entries()) weights[i]! -= RATE * slope;
  }
  return weights.map((weight) => Number(weight.toFixed(3)));
}

const fitAll = (examples: readonly Example[]): BarWeights => ({
  fittedOn: `${examples.length} pieces made by chance, of some the drums alone`,
  three: fit(examples.filter(({ profiles }) => profiles.length === 3)),
  four: fit(examples.filter(({ profiles }) => profiles.length === 4)),
});

function answer({ profiles, right }: Example, weights: BarWeights): { confidence: number; right: boolean } {
  const shares = downbeatProbabilities(profiles, weights);
  const confidence = Math.max(...shares);
  return { confidence, right: right[shares.indexOf(confidence)]! };
}

const { values: options } = parseArgs({
  options: { made: { type: 'string', default: '1500' }, write: { type: 'boolean', default: false } },
});
const examples = Array.from({ length: Number(options.made) }, (_, number) => exampleOf(number)).filter(
  (one) => one !== null,
);
const styles = [...new Set(examples.map(({ style }) => style))];
const answers = Array.from({ length: FOLDS }, (_, fold) => {
  const isLeftOut = ({ style }: Example) => styles.indexOf(style) % FOLDS === fold;
  const weights = fitAll(examples.filter((one) => !isLeftOut(one)));
  return examples.filter(isLeftOut).map((one) => ({ ...answer(one, weights), drumsAlone: one.drumsAlone }));
}).flat();
for (const [title, some] of [
  ['all', answers],
  ['drums alone', answers.filter(({ drumsAlone }) => drumsAlone)],
] as const) {
  const right = some.filter((one) => one.right).length;
  console.log(`\ndownbeats of styles left out, ${title}: ${right} of ${some.length} right`);
  console.table(reliability(some));
}
if (options.write) {
  writeFileSync(WEIGHTS_FILE, `${JSON.stringify(fitAll(examples))}\n`);
  console.log(`written: ${WEIGHTS_FILE.pathname}`);
}
