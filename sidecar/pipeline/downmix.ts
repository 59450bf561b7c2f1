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
  // Numbers that change with every sample live in locals: those of a closure would each be a new object.
  const state = { polarity: 1, cross: 0, power: 0, lastIn: 0, lastOut: 0 };

  return {
    push(interleaved) {
      const frames = Math.floor(interleaved.length / channels);
      if (filled + frames > mono.length) mono = resized(mono, Math.ceil((filled + frames) * 1.5));
      const into = mono.subarray(filled, filled + frames);
      if (channels === 1) into.set(interleaved);
      else mixSides(interleaved, into, state, filled === 0);
      if (filled === 0) state.lastIn = finite(into[0] ?? 0);
      takeOffDc(into, state);
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

type State = { polarity: number; cross: number; power: number; lastIn: number; lastOut: number };

function mixSides(interleaved: Float32Array, into: Float32Array, state: State, isFirst: boolean): void {
  const target = polarityOf(interleaved, state);
  let polarity = isFirst ? target : state.polarity;
  const step = (target - polarity) / into.length;
  for (let i = 0; i < into.length; i += 1) {
    polarity += step;
    into[i] = 0.5 * (interleaved[2 * i]! + polarity * interleaved[2 * i + 1]!);
  }
  state.polarity = target;
}

function polarityOf(interleaved: Float32Array, state: State): 1 | -1 {
  const kept = Math.exp(-interleaved.length / 2 / (MEMORY_SEC * SIGNAL_RATE));
  let cross = kept * state.cross;
  let power = kept * state.power;
  for (let i = 0; i + 1 < interleaved.length; i += LOOK_EVERY) {
    const left = finite(interleaved[i]!);
    const right = finite(interleaved[i + 1]!);
    cross += left * right;
    power += left * left + right * right;
  }
  state.cross = cross;
  state.power = power;
  return 2 * cross < OPPOSED * power ? -1 : 1;
}

function takeOffDc(samples: Float32Array, state: State): void {
  let { lastIn, lastOut } = state;
  for (let i = 0; i < samples.length; i += 1) {
    const sample = finite(samples[i]!);
    lastOut = sample - lastIn + DC_KEPT * lastOut;
    lastIn = sample;
    samples[i] = lastOut;
  }
  state.lastIn = lastIn;
  state.lastOut = lastOut;
}

/** Samples beyond this are no sound (floats that hold integers go to 2 × 10⁹), and their squares would overflow. */
const MAX_SAMPLE = 1e10;

/** The sample, or 0 for NaN, the infinite and the absurd. */
const finite = (sample: number): number => (Math.abs(sample) < MAX_SAMPLE ? sample : 0);

/** Moves the samples, if need be, rather than holding them twice. */
const resized = (samples: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> =>
  new Float32Array(samples.buffer.transfer(length * 4));
