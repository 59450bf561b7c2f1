/**
 * `npm run -s analyze -- [--tempo-range=90-180] [--genre=house] FILE…`: one JSON line a file, in the order of the
 * arguments, on standard output. A file that cannot be analysed gives a line with `error` and makes the exit status 1;
 * the rest goes on. What the options say holds for all files, as soft priors on the octave of the tempo.
 */
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Analysis } from '../shared/contracts/analysis.ts';
import { tempoRangeSchema } from '../shared/contracts/job.ts';
import { keyName } from '../shared/music/keys.ts';
import type { TempoOptions } from './analysis/tempo.ts';
import type { analyseFile } from './pipeline/analyse-file.ts';

const MAX_DURATION_SEC = 20 * 60;

type Line = { file: string } & Record<string, unknown>;

/** The scalar results of an analysis, flat, as the command prints them. */
export function summary(file: string, analysis: Analysis): Line {
  const { tempo, beats, key, energy, loudness, danceability, timbre, structure, moods } = analysis;
  return {
    file,
    durationSec: analysis.durationSec,
    bpm: tempo?.bpm ?? null,
    bpmConfidence: tempo?.confidence ?? null,
    bpmAlternatives: tempo?.alternatives ?? [],
    steady: tempo?.steady ?? null,
    beats: beats?.timesSec.length ?? null,
    beatsPerBar: beats?.beatsPerBar ?? null,
    firstBeatSec: beats?.grid?.firstBeatSec ?? beats?.timesSec[0] ?? null,
    firstDownbeatSec: beats?.firstDownbeatSec ?? null,
    key: key && keyName(key),
    camelot: key?.camelot ?? null,
    openKey: key?.openKey ?? null,
    keyConfidence: key?.confidence ?? null,
    keyAlternatives: key?.alternatives.map((other) => ({ key: keyName(other), confidence: other.confidence })) ?? [],
    tuningCents: key?.tuningCents ?? null,
    energy: energy?.value ?? null,
    energyLevel: energy?.level ?? null,
    danceability: danceability?.value ?? null,
    integratedLufs: loudness.integratedLufs,
    loudnessRangeLu: loudness.rangeLu,
    truePeakDbtp: loudness.truePeakDbtp,
    replayGainDb: loudness.replayGainDb,
    onsetRateHz: timbre?.onsetRateHz ?? null,
    centroidHz: timbre?.centroidHz ?? null,
    dynamicComplexityDb: timbre?.dynamicComplexityDb ?? null,
    sections: structure?.sections.map(({ label, startSec }) => ({ label, startSec })) ?? [],
    cues: structure?.cues.map(({ kind, timeSec }) => ({ kind, timeSec })) ?? [],
    moods: moods?.moods.map(({ mood }) => mood) ?? [],
    analysisVersion: analysis.analysisVersion,
  };
}

async function lineFor(file: string, tempoOptions: TempoOptions, analyse: typeof analyseFile): Promise<Line> {
  try {
    const result = await analyse(file, { maxDurationSec: MAX_DURATION_SEC, tempoOptions });
    if (result.ok) return summary(file, result.value.analysis);
    return { file, error: result.error };
  } catch (error) {
    if (!isFileError(error)) throw error;
    return { file, error: { code: 'AUDIO_UNREADABLE', detail: `The file cannot be opened (${error.code}).` } };
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error &&
  'syscall' in error &&
  'path' in error &&
  typeof (error as { code?: unknown }).code === 'string';

/**
 * Keeps what Node makes of the sources for the next start, in this thread and in those to come. It holds for what is
 * imported afterwards; where the folder cannot be written, nothing is kept.
 */
function keepCompiled(): void {
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node-compile', import.meta.url)));
  const folder = getCompileCacheDir();
  if (folder) process.env.NODE_COMPILE_CACHE = folder;
}

const USAGE = 'Usage: npm run -s analyze -- [--tempo-range=LOW-HIGH] [--genre=GENRE] FILE…\n';

/** Files and what is known of their tempo; null for arguments that are not as USAGE says. */
function argumentsIn(args: string[]): { files: string[]; tempoOptions: TempoOptions } | null {
  try {
    const { values, positionals: files } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'tempo-range': { type: 'string' }, genre: { type: 'string' } },
    });
    const said = values['tempo-range'];
    const range = said === undefined ? null : tempoRangeSchema.parse(said.split('-').map(Number));
    return files.length > 0 ? { files, tempoOptions: { tempoRange: range, genre: values.genre ?? null } } : null;
  } catch {
    return null;
  }
}

async function main(args: string[]): Promise<void> {
  const said = argumentsIn(args);
  if (!said) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const { files, tempoOptions } = said;
  keepCompiled();
  const { analyseFile } = await import('./pipeline/analyse-file.ts');
  const lines = files.map(() => Promise.withResolvers<Line>());
  let next = 0;
  const workOff = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++)
      await lineFor(files[i]!, tempoOptions, analyseFile).then(lines[i]!.resolve, lines[i]!.reject);
  };
  const hands = Array.from({ length: Math.min(files.length, availableParallelism()) }, workOff);
  for (const { promise } of lines) {
    const line = await promise;
    if ('error' in line) process.exitCode = 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await Promise.all(hands);
}

if (import.meta.main) await main(process.argv.slice(2));
