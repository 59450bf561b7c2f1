/**
 * How well sections and cue points are found on arrangements that are known: every style of the demo synthesiser at two
 * lengths, analysed as a whole, tempo and bars included. Part of `npm run bench:analysis`; by itself:
 *
 *   node test/bench/analysis-structure.ts
 */
import { type RenderedTrack, renderTrack } from '../../local/demo/synth.ts';
import { type DemoTrack, demoTracks } from '../../local/demo/tracks.ts';
import type { Structure } from '../../shared/contracts/analysis.ts';
import { analyseSignal } from '../../sidecar/analysis/analyse-signal.ts';
import { createIntake } from '../../sidecar/analysis/intake.ts';

const BARS = [64, 96];
/** Sections are named every so many seconds, and the names compared. */
const LABEL_STEP_SEC = 0.5;
const CUE_TOLERANCE_SEC = 0.05;

type Known = RenderedTrack & { barSec: number };
type Score = {
  boundaries: number;
  found: number;
  hits: number;
  labelled: number;
  rightly: number;
  cues: number;
  onTime: number;
};

/** Prints the share of boundaries found within a bar, of found ones that are true, and of right names and cues. */
export function printStructure(): void {
  const scores = demoTracks.flatMap((track) => BARS.map((bars) => [track.genre, scored(track, bars)] as const));
  const rows = demoTracks.map(({ genre }) => [genre, scores.filter(([of]) => of === genre)] as const);
  console.log('\nsections and cue points of synthesised arrangements, percent');
  console.table(
    Object.fromEntries(
      [...rows, ['all', scores] as const].map(([name, some]) => [name, row(some.map(([, score]) => score))]),
    ),
  );
}

function scored({ genre, bpm, key, seed }: DemoTrack, bars: number): Score {
  const known = { ...renderTrack({ genre, bpm, key, seed, bars }), barSec: 240 / bpm };
  const structure = structureOf(known);
  const truth = known.sections.slice(1).map(({ startSec }) => startSec);
  const found = structure?.sections.slice(1).map(({ startSec }) => startSec) ?? [];
  const isNear = (a: number, b: number) => Math.abs(a - b) <= known.barSec;
  return {
    boundaries: truth.length,
    found: found.length,
    hits: truth.filter((a) => found.some((b) => isNear(a, b))).length,
    ...labels(known, structure),
    ...cues(known, structure),
  };
}

function structureOf({ left, right, sampleRate, durationSec }: Known): Structure | null {
  const interleaved = new Float32Array(2 * left.length);
  for (let i = 0; i < left.length; i += 1) interleaved.set([left[i]!, right[i]!], 2 * i);
  const intake = createIntake({ sampleRateHz: sampleRate, channels: 2, channelMask: 0, expectedSec: durationSec });
  intake.push(new Uint8Array(interleaved.buffer));
  return analyseSignal({ ...intake.finish(), tempoOptions: {}, taggedKey: null }).findings.structure;
}

function labels({ sections, durationSec }: Known, structure: Structure | null) {
  let [labelled, rightly] = [0, 0];
  for (let at = LABEL_STEP_SEC / 2; at < durationSec; at += LABEL_STEP_SEC) {
    const [truth, found] = [sections, structure?.sections ?? []].map((all) =>
      all.findLast(({ startSec }) => startSec <= at),
    );
    labelled += 1;
    // What a song calls its chorus is the synthesiser's drop.
    if (truth!.label === (found?.label === 'chorus' ? 'drop' : found?.label)) rightly += 1;
  }
  return { labelled, rightly };
}

/** First beat, drop and mix-out, where they are in truth. */
function cues({ sections }: Known, structure: Structure | null) {
  const drop = sections.find(({ label }) => label === 'drop')!.startSec;
  const expected = [['first-beat', 0], ['drop', drop], ['mix-out', sections.at(-1)!.startSec]] as const; // prettier-ignore
  const onTime = expected.filter(([kind, timeSec]) =>
    structure?.cues.some((cue) => cue.kind === kind && Math.abs(cue.timeSec - timeSec) <= CUE_TOLERANCE_SEC),
  ).length;
  return { cues: expected.length, onTime };
}

function row(scores: readonly Score[]) {
  const sum = (of: keyof Score) => scores.reduce((total, score) => total + score[of], 0);
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(0));
  return {
    boundaries: sum('boundaries'),
    'found within a bar': percent(sum('hits'), sum('boundaries')),
    'of those found': percent(sum('hits'), sum('found')),
    'named rightly': percent(sum('rightly'), sum('labelled')),
    'cues within 50 ms': percent(sum('onTime'), sum('cues')),
  };
}

if (import.meta.main) printStructure();
