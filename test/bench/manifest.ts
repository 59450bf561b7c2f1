import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyOfTag } from '../../shared/music/keys.ts';
import type { Truth } from './analysis-score.ts';

/** `file` is its path. */
export type Piece = Truth & { file: string };

/** The pieces of a manifest: a line of JSON each, {id, file, family, genre, bpm, key}, `file` relative to it. */
export function readManifest(path: string): Piece[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, file, family, genre, bpm, key } = JSON.parse(line) as Record<string, unknown>;
    return {
      id: String(id),
      file: join(dirname(path), String(file)),
      family: String(family),
      genre: String(genre),
      bpm: typeof bpm === 'number' ? bpm : null,
      key: typeof key === 'string' ? keyOfTag(key) : null,
    };
  });
}
