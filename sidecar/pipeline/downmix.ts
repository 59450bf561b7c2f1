import { SIGNAL_RATE } from '../analysis/signal.ts';

/** Collects interleaved blocks of one or two channels into one mono signal. */
export type Downmix = {
  push: (interleaved: Float32Array) => void;
  /** All that came, in one array of exactly that length; the collector is empty afterwards. */
  take: () => Float32Array;
};

/** How long the likeness of left and right is remembered. */
const MEMORY_SEC = 3;
/** Below this correlation the sum of the channels cancels more than it keeps, and the difference is taken. */
const OPPOSED = -0.5;
/** Samples from one look at the correlation to the next: every fourth frame says enough. */
const LOOK_EVERY = 8;
/** Corner of the filter that takes a DC offset away, Hz: two octaves under the lowest note of a bass. */
const DC_CORNER_HZ = 5;
const DC_KEPT = 1 - (2 * Math.PI * DC_CORNER_HZ) / SIGNAL_RATE;

/**
 * Half of left plus right; where the channels are in antiphase, half of left minus right, so that nothing vanishes. The
 * turn from one to the other is spread over a block. NaN and infinite samples become 0, and a DC offset is taken off.
 *
 * @param expectedSec room made at the start; more is added as needed
 */
export function createDownmix(channels: 1 | 2, expectedSec: number): Downmix {
  let mono = new Float32Array(Math.ceil((expectedSec + 1) * SIGNAL_RATE));
  let filled = 0;
  let polarity = 1;
  let [cross, power] = [0, 0];
  let [lastIn, lastOut] = [0, 0];

  const polarityOf = (interleaved: Float32Array): number => {
    const kept = Math.exp(-interleaved.length / 2 / (MEMORY_SEC * SIGNAL_RATE));
    cross *= kept;
    power *= kept;
    for (let i = 0; i + 1 < interleaved.length; i += LOOK_EVERY) {
      const left = finite(interleaved[i]!);
      const right = finite(interleaved[i + 1]!);
      cross += left * right;
      power += left * left + right * right;
    }
    return 2 * cross < OPPOSED * power ? -1 : 1;
  };

  return {
    push(interleaved) {
      const frames = Math.floor(interleaved.length / channels);
      if (filled + frames > mono.length) mono = resized(mono, Math.ceil((filled + frames) * 1.5));
      const target = channels === 1 ? 1 : polarityOf(interleaved);
      if (filled === 0) polarity = target;
      const step = (target - polarity) / Math.max(1, frames);
      for (let i = 0; i < frames; i += 1) {
        polarity += step;
        const mixed =
          channels === 1 ? interleaved[i]! : 0.5 * (interleaved[2 * i]! + polarity * interleaved[2 * i + 1]!);
        const sample = finite(mixed);
        if (filled + i === 0) lastIn = sample;
        lastOut = sample - lastIn + DC_KEPT * lastOut;
        lastIn = sample;
        mono[filled + i] = lastOut;
      }
      polarity = target;
      filled += frames;
    },
    take() {
      const taken = resized(mono, filled);
      mono = new Float32Array(0);
      filled = 0;
      return taken;
    },
  };
}

const finite = (sample: number): number => (sample - sample === 0 ? sample : 0);

/** Moves the samples, if need be, rather than holding them twice. */
const resized = (samples: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> =>
  new Float32Array(samples.buffer.transfer(length * 4));
