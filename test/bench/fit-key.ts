/**
 * Tries settings of the key finder on pieces of known key, and says what those come to that are the best for all other
 * families of pieces than the one they are tried on:
 *
 *   npm run fit:key -- MANIFEST
 */
import { analyseKey, KEY_SETTINGS, type KeySettings } from '../../sidecar/analysis/key.ts';
import type { Signal } from '../../sidecar/analysis/signal.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { mirexScore } from './analysis-score.ts';
import { type Piece, readManifest } from './manifest.ts';

const MAX_DURATION_SEC = 3_600;
const HARMONICS = [[0, 0], [0.2, 0.15], [0.4, 0.3], [0.6, 0.45]] as const; // prettier-ignore
const GRID: KeySettings[] = [0.75, 1, 1.25, 1.5, 2].flatMap((exponent) =>
  HARMONICS.flatMap(([third, fifth]) =>
    [0, 1 / 3, 1 / 2, 2 / 3, 0.85, 1].map((share) => ({ exponent, third, fifth, share })),
  ),
);

const [manifest] = process.argv.slice(2);
if (!manifest) {
  console.error('usage: npm run fit:key -- MANIFEST');
  process.exit(2);
}

async function signalOf({ file }: Piece): Promise<Signal> {
  const decoded = await decode(file, { maxDurationSec: MAX_DURATION_SEC });
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.code}`);
  return decoded.value.signal;
}

type Scored = { family: string; score: number };
const percent = (values: readonly number[]): number => (100 * values.reduce((a, b) => a + b, 0)) / values.length;
const figures = (scored: readonly Scored[]) => ({
  pieces: scored.length,
  exact: percent(scored.map(({ score }) => Number(score === 1))),
  mirex: percent(scored.map(({ score }) => score)),
});
const shown = ({ pieces, exact, mirex }: ReturnType<typeof figures>) => ({
  pieces,
  exact: exact.toFixed(1),
  mirex: mirex.toFixed(1),
});

const pieces = readManifest(manifest).filter(({ key }) => key !== null);
const asTheyAre: Scored[] = [];
const scores: Scored[][] = GRID.map(() => []);
for (const piece of pieces) {
  const signal = await signalOf(piece);
  const scored = (settings: KeySettings): Scored => ({
    family: piece.family,
    score: mirexScore(analyseKey(signal, null, settings), piece.key!),
  });
  asTheyAre.push(scored(KEY_SETTINGS));
  for (const [i, settings] of GRID.entries()) scores[i]!.push(scored(settings));
}

/** The scores of a family's pieces by the settings that are the best for all others, the most exact answers first. */
function leftOut(family: string): Scored[] {
  const seen = scores.map((all) => figures(all.filter((one) => one.family !== family)));
  const best = seen.toSorted((a, b) => b.exact - a.exact || b.mirex - a.mirex)[0]!;
  return scores[seen.indexOf(best)]!.filter((one) => one.family === family);
}

const families = [...new Set(pieces.map(({ family }) => family))];
const unseen = families.map(leftOut);
console.table({
  'as they are': shown(figures(asTheyAre)),
  ...Object.fromEntries(families.map((family, i) => [`${family}, left out`, shown(figures(unseen[i]!))])),
  'all, left out': shown(figures(unseen.flat())),
});
