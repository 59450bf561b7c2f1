/** What every analyser reads: one channel, resampled, with all samples finite. */
export type Signal = {
  /** Mono, finite, nominally −1 to 1 (a lossy file may go over). */
  samples: Float32Array;
  sampleRate: typeof SIGNAL_RATE;
  durationSec: number;
};

/** Hz. Holds all that tempo, key and timbre need (to 11 kHz), at half the work of 44.1 kHz. */
export const SIGNAL_RATE = 22_050;

/** A signal of these samples, at `SIGNAL_RATE`. */
export const signalOf = (samples: Float32Array): Signal => ({
  samples,
  sampleRate: SIGNAL_RATE,
  durationSec: samples.length / SIGNAL_RATE,
});

/** A part of a signal, in seconds from its start. */
export type Span = { startSec: number; endSec: number };

/** What is so far under the mean level of the whole is silence: the hiss of a fade, what an encoder leaves of nothing. */
const SILENCE_DB = -50;
/** 5 ms: how finely the ends of silence are told. */
const BLOCK_SAMPLES = 110;

/** From the first sounding moment of a signal to its last; all of it where nothing sounds. */
export function soundingSpan({ samples, sampleRate, durationSec }: Signal): Span {
  const powers = new Float64Array(Math.ceil(samples.length / BLOCK_SAMPLES));
  for (let block = 0; block < powers.length; block += 1) {
    const end = Math.min(samples.length, (block + 1) * BLOCK_SAMPLES);
    let power = 0;
    for (let i = block * BLOCK_SAMPLES; i < end; i += 1) power += samples[i]! * samples[i]!;
    powers[block] = power;
  }
  const mean = powers.reduce((a, b) => a + b, 0) / Math.max(1, powers.length);
  const sounds = (power: number) => power > mean * 10 ** (SILENCE_DB / 10);
  const last = powers.findLastIndex(sounds);
  if (last < 0) return { startSec: 0, endSec: durationSec };
  const blockSec = BLOCK_SAMPLES / sampleRate;
  return { startSec: powers.findIndex(sounds) * blockSec, endSec: Math.min(durationSec, (last + 1) * blockSec) };
}

/** Fills `target` with the samples from `start` on: silence before the first of them, `behind` after the last. */
export function copySamples(target: Float32Array, samples: Float32Array, start: number, behind = 0): void {
  const from = Math.max(0, start);
  const to = Math.max(from, Math.min(samples.length, start + target.length));
  const at = Math.min(from - start, target.length);
  target.fill(0, 0, at);
  target.set(samples.subarray(from, to), at);
  target.fill(behind, at + to - from);
}
