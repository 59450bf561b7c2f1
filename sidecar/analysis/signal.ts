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

/** Fills `target` with the samples from `start` on: silence before the first of them, `behind` after the last. */
export function copySamples(target: Float32Array, samples: Float32Array, start: number, behind = 0): void {
  const from = Math.max(0, start);
  const to = Math.max(from, Math.min(samples.length, start + target.length));
  const at = Math.min(from - start, target.length);
  target.fill(0, 0, at);
  target.set(samples.subarray(from, to), at);
  target.fill(behind, at + to - from);
}
