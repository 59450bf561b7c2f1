import { createRequire } from 'node:module';
import { type Key, type Mode, tonicOf } from '../../shared/music/keys.ts';

/**
 * Essentia's own tempo and key, by essentia.js 0.1.3: the engine that the bench compares ours with. It is synchronous
 * and its heap never shrinks (an hour of audio leaves 0.8 GB), so a long-lived process has no use for it. The package's
 * main file does not load in Node; its two UMD files do.
 */
export type Essentia = {
  /** RhythmExtractor2013 on mono samples at 44.1 kHz; null where it gives no tempo. */
  tempo: (samples: Float32Array, method: 'multifeature' | 'degara') => { bpm: number; confidence: number } | null;
  /** KeyExtractor with the profile bgate; null where it gives no key. */
  key: (samples: Float32Array, sampleRate: number, frameSize: number) => { key: Key; strength: number } | null;
};

/** Samples at which RhythmExtractor2013 works, Hz. */
export const ESSENTIA_RHYTHM_RATE = 44_100;

type Vector = { delete: () => void };

/** The part of essentia.js that is used here: positional arguments throughout. */
type EssentiaJs = {
  arrayToVector: (samples: Float32Array) => Vector;
  RhythmExtractor2013: (
    signal: Vector,
    maxTempo: number,
    method: string,
    minTempo: number,
  ) => { bpm: number; confidence: number; ticks: Vector; estimates: Vector; bpmIntervals: Vector };
  KeyExtractor: (audio: Vector, ...settings: unknown[]) => { key: string; scale: string; strength: number };
};

/** Loads the WebAssembly module anew (0.2 s), with an empty heap. */
export function loadEssentia(): Essentia {
  const require = createRequire(import.meta.url);
  const wasmPath = require.resolve('essentia.js/dist/essentia-wasm.umd.js');
  delete require.cache[wasmPath];
  const wasm = require(wasmPath) as object;
  const EssentiaCore = require('essentia.js/dist/essentia.js-core.umd.js') as new (module: object) => EssentiaJs;
  const essentia = new EssentiaCore(wasm);
  return {
    tempo: (samples, method) => withVector(essentia, samples, (vector) => rhythm(essentia, vector, method)),
    key: (samples, sampleRate, frameSize) =>
      withVector(essentia, samples, (vector) => key(essentia, vector, sampleRate, frameSize)),
  };
}

/** NaN makes KeyExtractor hang, so the samples have to be finite; an error of the C++ side arrives as a number. */
function withVector<T>(essentia: EssentiaJs, samples: Float32Array, use: (vector: Vector) => T | null): T | null {
  if (samples.length === 0 || !samples.every(Number.isFinite)) return null;
  const vector = essentia.arrayToVector(samples);
  try {
    return use(vector);
  } catch (error) {
    if (typeof error === 'number') return null;
    throw error;
  } finally {
    vector.delete();
  }
}

const SLOWEST_BPM = 40;
const FASTEST_BPM = 208;

function rhythm(essentia: EssentiaJs, vector: Vector, method: 'multifeature' | 'degara') {
  const { bpm, confidence, ticks, estimates, bpmIntervals } = essentia.RhythmExtractor2013(
    vector,
    FASTEST_BPM,
    method,
    SLOWEST_BPM,
  );
  for (const made of [ticks, estimates, bpmIntervals]) made.delete();
  return bpm > 0 && bpm < 400 ? { bpm, confidence } : null;
}

/** KeyExtractor's defaults, in its order, for what is not given. */
function key(essentia: EssentiaJs, vector: Vector, sampleRate: number, frameSize: number) {
  const found = essentia.KeyExtractor(
    vector,
    true,
    frameSize,
    frameSize,
    12,
    3500,
    60,
    25,
    0.2,
    'bgate',
    sampleRate,
    0.0001,
    440,
    'cosine',
    'hann',
  );
  const tonic = PITCH_CLASSES[found.key];
  if (tonic === undefined || !(found.strength > 0)) return null;
  return { key: { tonic: tonicOf(tonic), mode: found.scale as Mode }, strength: found.strength };
}

const PITCH_CLASSES: Record<string, number> = {
  C: 0,
  'C#': 1,
  D: 2,
  Eb: 3,
  E: 4,
  F: 5,
  'F#': 6,
  G: 7,
  Ab: 8,
  A: 9,
  Bb: 10,
  B: 11,
};
