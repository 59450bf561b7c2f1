/**
 * What a whole analysis costs, in CPU seconds a minute of audio, ffmpeg's own time counted, beside what most services
 * in this field do: decode, RhythmExtractor2013 (multifeature) and KeyExtractor through essentia.js, in the same run:
 *
 *   npm run bench:cost -- [FILE…]
 *
 * Without files it synthesises four tracks of four minutes and encodes them as mp3 at 192 kbit/s. "warm" is one process
 * that has analysed them all twice, as the sidecar soon has; "cold" is `sidecar/analyze-cli.ts`, started anew for each file.
 * Then how long `npm run analyze` takes with the first of them, 20 times, on one core where there is `taskset`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTrack } from '../../local/demo/synth.ts';
import { demoTracks } from '../../local/demo/tracks.ts';
import { wavFile } from '../../local/demo/wav.ts';
import { attackCurves } from '../../sidecar/analysis/attacks.ts';
import { bandPixels } from '../../sidecar/analysis/bands.ts';
import { danceabilityOf } from '../../sidecar/analysis/danceability.ts';
import { energyOf } from '../../sidecar/analysis/energy.ts';
import { ESSENTIA_RHYTHM_RATE, loadEssentia } from '../../sidecar/analysis/essentia.ts';
import { analyseKey } from '../../sidecar/analysis/key.ts';
import { soundingSpan } from '../../sidecar/analysis/signal.ts';
import { structureOf } from '../../sidecar/analysis/structure.ts';
import { analyseTempo } from '../../sidecar/analysis/tempo.ts';
import { timbreFrames, timbreOf } from '../../sidecar/analysis/timbre.ts';
import { waveformsOf, waveformSummary } from '../../sidecar/analysis/waveform.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';
import { analyseFile } from '../../sidecar/pipeline/analyse-file.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';

const MAX_DURATION_SEC = 3_600;
const GENRES = ['house', 'drum and bass', 'hip hop', 'ambient'];
const TRACK_SEC = 240;
const WARM_UP_ROUNDS = 2;
/** KeyExtractor's own default frame. */
const KEY_FRAME = 4096;
const FFMPEG_MAX_BYTES = 2 ** 30;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'sidecar/analyze-cli.ts');
/** Of 20 runs the 19th is the 95th percentile. */
const ANALYZE_RUNS = 20;

/** CPU seconds so far: of this process with its threads, and of the processes it has waited for (Linux alone). */
type CpuTime = { own: number; children: number };
type Books = Map<string, CpuTime>;

function cpuTime(): CpuTime {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, children: childrenCpuSec() };
}

/** proc_pid_stat(5): fields 16 and 17, in ticks of which Linux gives 100 a second. The name in field 2 may hold spaces. */
function childrenCpuSec(): number {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function spend<T>(books: Books, name: string, step: () => T | Promise<T>): Promise<T> {
  const before = cpuTime();
  const made = await step();
  const after = cpuTime();
  const { own, children } = books.get(name) ?? { own: 0, children: 0 };
  books.set(name, { own: own + after.own - before.own, children: children + after.children - before.children });
  return made;
}

/** Prints the tables for these files; those synthesised when there are none. */
export async function printCost(files: readonly string[]): Promise<void> {
  await withTempFolder(async (folder) => {
    const tracks = files.length > 0 ? files : GENRES.map((genre) => synthesised(genre, folder));
    const stages: Books = new Map();
    const totals: Books = new Map();
    // Node compiles what runs often, and is done with that after some tracks.
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1)
      for (const file of tracks) await analyseByStages(file, new Map());
    let minutes = 0;
    for (const file of tracks) minutes += (await analyseByStages(file, stages)) / 60;
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const file of tracks) await analyseWhole(file);
    for (const file of tracks) await spend(totals, 'ours, warm', () => analyseWhole(file));
    for (const file of tracks)
      await spend(totals, 'ours, cold', () => void execFileSync(process.execPath, [CLI, file]));
    // Its instance is loaded before the clock starts, as ours is warm; its heap never shrinks, so one a file.
    for (const file of tracks) await essentiaDefault(file, totals);
    printTables(stages, totals, minutes);
    printAnalyzeTimes(tracks[0]!);
  });
}

/** Wall time of the command, with npm's own start, as whoever types it waits for it. */
function printAnalyzeTimes(file: string): void {
  const isPinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  const command = ['npm', 'run', '-s', 'analyze', '--', resolve(file)];
  const [program, ...parameters] = isPinned ? ['taskset', '-c', '0', ...command] : command;
  const seconds = Array.from({ length: ANALYZE_RUNS }, () => {
    const startedMs = performance.now();
    execFileSync(program!, parameters, { cwd: ROOT });
    return (performance.now() - startedMs) / 1_000;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => seconds[Math.ceil(share * seconds.length) - 1]!.toFixed(2);
  console.log(
    `\nnpm run analyze, ${seconds.length} runs on ${isPinned ? 'one core' : 'all cores'}: median ${at(0.5)} s, p95 ${at(0.95)} s`,
  );
}

function synthesised(genre: string, folder: string): string {
  const { bpm, key, seed, ...track } = demoTracks.find((one) => one.genre === genre)!;
  const wav = wavFile(renderTrack({ bpm, key, seed, genre: track.genre, durationSec: TRACK_SEC }));
  const file = join(folder, `${genre}.mp3`);
  execFileSync('ffmpeg', ['-v', 'error', '-i', '-', '-b:a', '192k', file], { input: wav });
  return file;
}

/** Every step by itself on the main thread, as `analyseSignal` takes them; returns the seconds of audio. */
async function analyseByStages(file: string, books: Books): Promise<number> {
  const decoded = await spend(books, 'decode, loudness, peaks', () =>
    decode(file, { maxDurationSec: MAX_DURATION_SEC }),
  );
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.code}`);
  const { signal, loudness } = decoded.value;
  const pixels = await spend(books, 'three bands', () => bandPixels(signal));
  const attacks = await spend(books, 'attacks', () => attackCurves(pixels));
  const frames = await spend(books, 'timbre', () => timbreFrames(signal));
  const tempo = await spend(books, 'tempo and beats', () => analyseTempo(signal));
  const key = await spend(books, 'key', () => analyseKey(signal));
  const rest = await spend(books, 'energy, danceability, structure', () => {
    const energy = energyOf(pixels, attacks, loudness);
    const danceability = danceabilityOf(attacks, tempo)?.value ?? 0;
    const { durationSec } = signal;
    const structure = structureOf({
      durationSec,
      sounding: soundingSpan(signal),
      pixels,
      attacks,
      frames,
      loudness,
      tempo,
      danceability,
    });
    return { energy, structure, timbre: timbreOf(frames, pixels, attacks) };
  });
  const waveforms = await spend(books, 'waveforms', () => [waveformsOf(pixels), waveformSummary(pixels)]);
  await spend(books, 'writing', () => JSON.stringify([loudness, tempo, key, rest, waveforms]));
  return signal.durationSec;
}

async function analyseWhole(file: string): Promise<void> {
  const analysed = await analyseFile(file, { maxDurationSec: MAX_DURATION_SEC });
  if (!analysed.ok) throw new Error(`${file}: ${analysed.error.code}`);
}

async function essentiaDefault(file: string, totals: Books): Promise<void> {
  const essentia = loadEssentia();
  const name = 'essentia.js';
  const samples = await spend(totals, `${name}: decode`, () => {
    const mono = ['-ac', '1', '-ar', String(ESSENTIA_RHYTHM_RATE), '-f', 'f32le', '-'];
    const raw = execFileSync('ffmpeg', ['-v', 'error', '-threads', '1', '-i', file, ...mono], {
      maxBuffer: FFMPEG_MAX_BYTES,
    });
    return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  });
  await spend(totals, `${name}: multifeature`, () => essentia.tempo(samples, 'multifeature'));
  await spend(totals, `${name}: KeyExtractor`, () => essentia.key(samples, ESSENTIA_RHYTHM_RATE, KEY_FRAME));
}

function printTables(stages: Books, totals: Books, minutes: number): void {
  const row = ({ own, children }: CpuTime) => ({
    node: (own / minutes).toFixed(4),
    ffmpeg: (children / minutes).toFixed(4),
    sum: ((own + children) / minutes).toFixed(4),
  });
  const sumOf = (books: [string, CpuTime][]): CpuTime =>
    books.reduce((sum, [, { own, children }]) => ({ own: sum.own + own, children: sum.children + children }), {
      own: 0,
      children: 0,
    });
  console.log(`\nCPU s a minute of audio, ${minutes.toFixed(1)} minutes, step by step in one warm process`);
  console.table(
    Object.fromEntries([
      ...[...stages].map(([name, cpu]) => [name, row(cpu)] as const),
      ['sum', row(sumOf([...stages]))],
    ]),
  );
  const theirs = sumOf([...totals].filter(([name]) => name.startsWith('essentia.js')));
  const ratio = ({ own, children }: CpuTime) => ((theirs.own + theirs.children) / (own + children)).toFixed(1);
  console.log('the whole analysis, and the default path of essentia.js in the same run');
  console.table(
    Object.fromEntries(
      [...totals, ['essentia.js: sum', theirs] as const].map(([name, cpu]) => [
        name,
        { ...row(cpu), 'essentia.js costs': name.startsWith('ours') ? `${ratio(cpu)} ×` : '' },
      ]),
    ),
  );
}

if (import.meta.main) await printCost(process.argv.slice(2));
