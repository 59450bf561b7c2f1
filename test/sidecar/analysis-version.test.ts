import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { renderTrack } from '../../local/demo/synth.ts';
import { ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import { analyseSignal } from '../../sidecar/analysis/analyse-signal.ts';
import { createIntake } from '../../sidecar/analysis/intake.ts';

/**
 * What the analysers of a version are, in one line: results kept by an older version are computed anew because the version
 * went up, so what changes results without it leaves the old ones standing.
 */
const KNOWN: Readonly<Record<number, string>> = {
  3: '7380d5660bfba404',
};

const CHANGED =
  'The analysers give other results than this version did: raise ANALYSIS_VERSION (shared/contracts/analysis.ts) and put ' +
  'the fingerprint received here into KNOWN as the line of the new version.';

/** The files that results come from beside the code. */
const FILES = ['kernel.wasm', 'tempo-weights.json', 'bar-weights.json', 'phase-weights.json'];
/** Digits that every machine agrees on, whatever its arithmetic of the last bit. */
const DIGITS = 2;

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(await readFile(new URL(`../../sidecar/analysis/${name}`, import.meta.url)));
  return hash.update(JSON.stringify(goldenAnalysis(), rounded)).digest('hex').slice(0, 16);
}

/** All that is found in one synthesised track, from its samples on. */
function goldenAnalysis(): unknown {
  const { left, right, sampleRate, durationSec } = renderTrack({
    bpm: 124,
    key: { tonic: 'A', mode: 'minor' },
    genre: 'house',
    bars: 20,
    seed: 8,
  });
  const interleaved = new Float32Array(2 * left.length);
  for (let i = 0; i < left.length; i += 1) interleaved.set([left[i]!, right[i]!], 2 * i);
  const intake = createIntake({ channels: 2, channelMask: 0, sampleRateHz: sampleRate, expectedSec: durationSec });
  intake.push(new Uint8Array(interleaved.buffer));
  const { signal, loudness } = intake.finish();
  return { loudness, ...analyseSignal({ signal, loudness, tempoOptions: {}, taggedKey: null }).findings };
}

/** What a method is called is no result of it. */
const rounded = (name: string, value: unknown): unknown => {
  if (name === 'method') return undefined;
  return typeof value === 'number' ? Number(value.toFixed(DIGITS)) : value;
};

test('results do not change unless the version goes up', async () => {
  expect(await fingerprint(), CHANGED).toBe(KNOWN[ANALYSIS_VERSION]);
});
