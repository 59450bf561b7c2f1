/** The readings of pieces of known tempo: of music by a manifest, and of music made by chance. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bandEnergies, onsetNovelty } from '../../../sidecar/analysis/onset.ts';
import { SIGNAL_RATE, signalOf } from '../../../sidecar/analysis/signal.ts';
import { type Candidate, tempoCandidates } from '../../../sidecar/analysis/tempo-candidates.ts';
import { rhythmOf } from '../../../sidecar/analysis/tempo-rhythm.ts';
import { playPiece } from './song.ts';
import { STYLES, styleOfPiece } from './styles.ts';

export type KnownPiece = { id: string; family: string; genre: string; bpm: number };
/** `excerpts` are readings of parts of the piece; `whole` of all of it. */
export type ReadPiece = KnownPiece & { whole: Candidate[]; excerpts: Candidate[][] };

const EXCERPT_SEC = 32;
const EXCERPTS = 4;
const FFMPEG_TIMEOUT_MS = 120_000;

const readingsOf = (samples: Float32Array): Candidate[] => {
  const energies = bandEnergies(signalOf(samples));
  return tempoCandidates(rhythmOf(energies, onsetNovelty(energies)));
};

/** The pieces of a manifest whose tempo is known: a line of JSON each, {id, file, family, genre, bpm}. */
export function readManifestPieces(manifest: string): ReadPiece[] {
  const lines = readFileSync(manifest, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const { id, file, family, genre, bpm } = JSON.parse(line) as KnownPiece & { file: string };
    if (typeof bpm !== 'number') return [];
    const samples = decoded(join(dirname(manifest), file));
    const length = EXCERPT_SEC * SIGNAL_RATE;
    const spare = samples.length - length;
    const starts = Array.from({ length: spare > length / 4 ? EXCERPTS : 0 }, (_, i) =>
      Math.floor((spare * i) / (EXCERPTS - 1)),
    );
    const excerpts = starts.map((start) => readingsOf(samples.subarray(start, start + length)));
    return [{ id, family, genre, bpm, whole: readingsOf(samples), excerpts }];
  });
}

function decoded(path: string): Float32Array {
  const raw = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-nostdin', '-i', path, '-ac', '1', '-ar', `${SIGNAL_RATE}`, '-f', 'f32le', '-'],
    {
      maxBuffer: 2 ** 30,
      timeout: FFMPEG_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}

/** A piece made by chance: the same number, the same piece. Styles come by their weights. */
export function madePiece(number: number): ReadPiece {
  const family = styleOfPiece(number);
  const { samples, bpm } = playPiece(STYLES[family]!, number, EXCERPT_SEC);
  return { id: `made ${number}`, family, genre: family, bpm, whole: readingsOf(samples), excerpts: [] };
}
