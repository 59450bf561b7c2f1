/**
 * Accuracy, calibration and cost of tempo and key on music of known tempo and key, ours and Essentia's in one run; then
 * sections and cue points on arrangements that are known, and what a whole analysis of four minutes costs:
 *
 *   npm run bench:analysis -- MANIFEST [--engines=ours,essentia] [--limit=N] [--parts=accuracy,structure,cost]
 *
 * MANIFEST has a line of JSON a piece: {id, file, family, genre, bpm, key}; `file` is relative to it. Nothing of it is
 * read besides the audio until the answers are scored. Ours hears what the product's own decoder gives; `essentia` is its two
 * methods, degara and multifeature, each of which can be named by itself. How right the tempo is on families of music that the fit of its
 * weights has not seen, `npm run fit:tempo` says.
 */
import { execFileSync } from 'node:child_process';
import { ESSENTIA_RHYTHM_RATE, type Essentia, loadEssentia } from '../../sidecar/analysis/essentia.ts';
import { analyseKey } from '../../sidecar/analysis/key.ts';
import { SIGNAL_RATE } from '../../sidecar/analysis/signal.ts';
import { analyseTempo } from '../../sidecar/analysis/tempo.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { printCost } from './analysis-cost.ts';
import { accuracies, accuracy1, type Answer, isDance, mirexScore, reliability } from './analysis-score.ts';
import { type Piece, readManifest } from './manifest.ts';
import { printStructure } from './analysis-structure.ts';

type Pair = { truth: Piece; answer: Answer };
type Engine = (piece: Piece, spend: Spend) => Answer | Promise<Answer>;
/** Runs a step and books its CPU time under a name. */
type Spend = <T>(name: string, step: () => T) => T;

const MAX_DURATION_SEC = 3_600;
const FFMPEG_MAX_BYTES = 2 ** 30;
const FFMPEG_TIMEOUT_MS = 120_000;
/** Frame of KeyExtractor at 22.05 kHz with which it does best. */
const ESSENTIA_KEY_FRAME = 4096;

const args = process.argv.slice(2);
const manifest = args.find((arg) => !arg.startsWith('--'));
if (!manifest) {
  console.error('usage: npm run bench:analysis -- MANIFEST [--engines=…] [--limit=N] [--parts=…]');
  process.exit(2);
}
const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const pieces = readManifest(manifest).slice(0, Number(option('limit') ?? Infinity));
/** Seconds of audio that the engine at work has been given. */
let heardSec = 0;

async function bench(name: string): Promise<void> {
  const engine = name === 'ours' ? ours : essentiaEngine(name);
  const seconds = new Map<string, number>();
  const spend: Spend = (step, run) => {
    const before = process.cpuUsage();
    const made = run();
    const { user, system } = process.cpuUsage(before);
    seconds.set(step, (seconds.get(step) ?? 0) + (user + system) / 1e6);
    return made;
  };
  const pairs: Pair[] = [];
  for (const truth of pieces) pairs.push({ truth, answer: await engine(truth, spend) });
  console.log(`\n${name}`);
  console.table(byFamily(pairs));
  const minutes = heardSec / 60;
  console.log(
    [...seconds].map(([step, sum]) => `${step} ${(sum / minutes).toFixed(3)}`).join(', '),
    'CPU s a minute of audio · peak memory',
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  heardSec = 0;
  if (name === 'ours') printOurs(pairs);
}

function byFamily(pairs: readonly Pair[]): Record<string, ReturnType<typeof accuracies>> {
  const families = [...new Set(pairs.map(({ truth }) => truth.family))].toSorted();
  const rows = families.map((family) => [family, pairs.filter(({ truth }) => truth.family === family)] as const);
  const dance = pairs.filter(({ truth }) => isDance(truth));
  return Object.fromEntries(
    [...rows, ['dance music', dance] as const, ['all', pairs] as const].map(([row, some]) => [row, accuracies(some)]),
  );
}

function decoded(file: string, sampleRate: number): Float32Array {
  const arguments_ = ['-v', 'error', '-nostdin', '-i', file, '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le', '-'];
  const raw = execFileSync('ffmpeg', arguments_, {
    maxBuffer: FFMPEG_MAX_BYTES,
    timeout: FFMPEG_TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  heardSec += samples.length / sampleRate;
  return samples;
}

/** What analyseFile hands its worker, but for the file's tags: a tagged tempo or key would give the answer away. */
async function ours({ file }: Piece, spend: Spend): Promise<Answer> {
  const heard = await decode(file, { maxDurationSec: MAX_DURATION_SEC });
  if (!heard.ok) throw new Error(`${file}: ${heard.error.code}`);
  const { signal } = heard.value;
  heardSec += signal.durationSec;
  const tempo = spend('tempo and beats', () => analyseTempo(signal));
  const key = spend('key', () => analyseKey(signal));
  return {
    bpm: tempo?.bpm ?? null,
    bpmConfidence: tempo?.confidence ?? 0,
    key: key && { tonic: key.tonic, mode: key.mode },
    keyConfidence: key?.confidence ?? 0,
  };
}

function essentiaEngine(method: string): Engine {
  if (method !== 'degara' && method !== 'multifeature') throw new Error(`no engine ${method}`);
  let essentia: Essentia | null = null;
  let heard = 0;
  return (piece, spend) => {
    // Its heap never shrinks: a new instance every ten minutes.
    if (heard > 600) [essentia, heard] = [null, 0];
    const engine = (essentia ??= loadEssentia());
    const at44k = decoded(piece.file, ESSENTIA_RHYTHM_RATE);
    heard += at44k.length / ESSENTIA_RHYTHM_RATE;
    const tempo = spend(`RhythmExtractor2013 ${method}`, () => engine.tempo(at44k, method));
    const before = heardSec;
    const at22k = decoded(piece.file, SIGNAL_RATE);
    heardSec = before;
    const key = spend('KeyExtractor bgate at 22.05 kHz', () => engine.key(at22k, SIGNAL_RATE, ESSENTIA_KEY_FRAME));
    return { bpm: tempo?.bpm ?? null, key: key?.key ?? null };
  };
}

function printOurs(pairs: readonly Pair[]): void {
  console.log('\nconfidence of the tempo, and how many of the answers given with it are right within 4 %');
  console.table(reliability(tempoAnswers(pairs)));
  console.log('confidence of the key, and how many of the answers given with it are right');
  console.table(
    reliability(
      pairs.flatMap(({ truth, answer }) =>
        truth.key && answer.key
          ? [{ confidence: answer.keyConfidence ?? 0, right: mirexScore(answer.key, truth.key) === 1 }]
          : [],
      ),
    ),
  );
}

const tempoAnswers = (pairs: readonly Pair[]) =>
  pairs.flatMap(({ truth, answer }) =>
    truth.bpm && answer.bpm ? [{ confidence: answer.bpmConfidence ?? 0, right: accuracy1(answer.bpm, truth.bpm) }] : [],
  );

const parts = (option('parts') ?? 'accuracy,structure,cost').split(',');
const engines = parts.includes('accuracy') ? (option('engines') ?? 'ours,essentia').split(',') : [];
for (const name of engines.flatMap((one) => (one === 'essentia' ? ['degara', 'multifeature'] : one))) await bench(name);
if (parts.includes('structure')) printStructure();
if (parts.includes('cost')) await printCost([]);
