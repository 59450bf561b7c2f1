import type { Loudness } from '../../shared/contracts/analysis.ts';
import { createKernel, floatsAt, type Kernel } from './kernel.ts';
import { kWeighting, loudnessOf, POWERS_A_SECOND } from './loudness.ts';
import { resamplingFrom } from './resampling.ts';
import { type Signal, SIGNAL_RATE, signalOf } from './signal.ts';
import { speakersOf } from './speakers.ts';
import { interpolators } from './true-peak.ts';

/** What is read from the decoder's samples while they pass: one channel for the analysers, loudness and true peak. */
export type Intake = {
  /** Takes interleaved 32-bit floats, little-endian, cut anywhere. */
  push: (bytes: Uint8Array) => void;
  /** Seconds taken so far. */
  durationSec: () => number;
  /** What came in all, at the end: nothing is pushed afterwards. */
  finish: () => { signal: Signal; loudness: Loudness };
};

export type IntakeOptions = {
  sampleRateHz: number;
  channels: number;
  /** Where each channel stands, as WAVEFORMATEXTENSIBLE has it; 0 where that is not known. */
  channelMask: number;
  /** Room made at the start; more is added as needed. */
  expectedSec: number;
};

/** How long the likeness of left and right is remembered. */
const MEMORY_SEC = 3;
/** Corner of the filter that takes a DC offset away: two octaves under the lowest note of a bass. */
const DC_CORNER_HZ = 5;
const FLOAT_BYTES = 4;

/**
 * The signal is half of left plus right; where they are in antiphase, half of left minus right, so that nothing
 * vanishes. NaN and infinite samples count as 0, and a DC offset is taken off.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { sampleRateHz, channels, expectedSec } = options;
  // A block is what loudness is measured by.
  const blockFrames = Math.max(1, Math.floor(sampleRateHz / POWERS_A_SECOND));
  const frameBytes = channels * FLOAT_BYTES;
  const kernel = preparedKernel(options, blockFrames);
  const input = new Uint8Array(kernel.memory.buffer, kernel.planesInput(), blockFrames * frameBytes);
  const likenessKept = Math.exp(-blockFrames / (MEMORY_SEC * sampleRateHz));
  const powers: number[] = [];
  let samples = new Float32Array(Math.ceil((expectedSec + 1) * SIGNAL_RATE));
  let sampleCount = 0;
  let inputBytes = 0;
  let frameCount = 0;

  const take = (count: number): void => {
    if (sampleCount + count > samples.length) samples = resized(samples, Math.ceil((sampleCount + count) * 1.5));
    samples.set(floatsAt(kernel, kernel.monoOutput(), count), sampleCount);
    sampleCount += count;
  };
  const takeBlock = (frames: number): void => {
    kernel.planesTake(frames);
    const power = kernel.loudnessPower(frames);
    // What is left over at the end is less than a block, and has no loudness of its own.
    if (frames === blockFrames) powers.push(power / frames);
    kernel.peaksTake(frames);
    take(kernel.monoTake(frames, likenessKept));
    frameCount += frames;
    inputBytes = 0;
  };

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length;) {
        const taken = bytes.subarray(at, at + input.length - inputBytes);
        input.set(taken, inputBytes);
        at += taken.length;
        inputBytes += taken.length;
        if (inputBytes === input.length) takeBlock(blockFrames);
      }
    },
    durationSec: () => (frameCount + inputBytes / frameBytes) / sampleRateHz,
    finish() {
      takeBlock(Math.floor(inputBytes / frameBytes));
      take(kernel.monoFlush());
      const whole = Math.ceil((frameCount * SIGNAL_RATE) / sampleRateHz);
      const signal = signalOf(samples.subarray(0, whole));
      const peak = kernel.peaksLargest();
      return { signal, loudness: loudnessOf(powers, peak > 0 ? 20 * Math.log10(peak) : null) };
    },
  };
}

/** A kernel with its tables and weights filled in. */
function preparedKernel({ sampleRateHz, channels, channelMask }: IntakeOptions, blockFrames: number): Kernel {
  const kernel = createKernel();
  const { up, down, rowCount, rowLength, lead, weights } = resamplingFrom(sampleRateHz);
  kernel.planesPrepare(channels, blockFrames);
  kernel.loudnessPrepare(channels);
  kernel.peaksPrepare();
  const dcKept = 1 - (2 * Math.PI * DC_CORNER_HZ) / SIGNAL_RATE;
  kernel.monoPrepare(blockFrames, up, down, rowCount, rowLength, lead, dcKept);
  const speakers = speakersOf(channelMask, channels);
  const { buffer } = kernel.memory;
  new Float64Array(buffer, kernel.loudnessCoefficients()).set(kWeighting(sampleRateHz));
  new Float64Array(buffer, kernel.loudnessWeights()).set(speakers.map(({ loudness }) => loudness));
  const table = interpolators();
  floatsAt(kernel, kernel.peaksTaps(), table.length).set(table);
  floatsAt(kernel, kernel.monoTaps(), weights.length).set(weights);
  const sides = [...speakers.map(({ left }) => left), ...speakers.map(({ right }) => right)];
  floatsAt(kernel, kernel.monoSideWeights(), 2 * channels).set(sides);
  return kernel;
}

/** Moves the samples rather than holding them twice. */
const resized = (samples: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> =>
  new Float32Array(samples.buffer.transfer(length * FLOAT_BYTES));
