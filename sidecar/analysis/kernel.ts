import { readFileSync } from 'node:fs';

/**
 * The inner loops of the analysis as WebAssembly with SIMD, made of `kernel/*.ts` by `npm run build:kernel`. Each
 * function is described where it is written. Pointers are bytes into the memory of the instance.
 */
export type Kernel = {
  memory: WebAssembly.Memory;

  fftPrepare: (size: number) => void;
  fftRe: () => number;
  fftIm: () => number;
  fftTransform: () => void;

  spectraPrepare: (size: number, hopSize: number) => void;
  spectraSamples: () => number;
  spectraFirst: () => number;
  spectraSecond: () => number;
  spectraRun: () => void;

  windowsPrepare: (windowCount: number, weightCount: number) => void;
  windowsTable: () => number;
  windowsWeights: () => number;
  windowsSums: () => number;
  windowsRun: (values: number) => void;

  bandsPrepare: (samplesAPixel: number, pixels: number, low: number, high: number) => void;
  bandsSamples: () => number;
  bandsMeasures: () => number;
  bandsRun: (pixels: number) => void;

  planesPrepare: (channels: number, blockFrames: number) => void;
  planesInput: () => number;
  planesTake: (frames: number) => void;
  loudnessPrepare: (channels: number) => void;
  loudnessCoefficients: () => number;
  loudnessWeights: () => number;
  loudnessPower: (frames: number) => number;
  peaksPrepare: () => void;
  peaksTaps: () => number;
  peaksTake: (frames: number) => void;
  peaksLargest: () => number;
  monoPrepare: (
    blockFrames: number,
    up: number,
    down: number,
    rowCount: number,
    rowLength: number,
    lead: number,
    dcKept: number,
  ) => void;
  monoTaps: () => number;
  monoSideWeights: () => number;
  monoOutput: () => number;
  monoTake: (frames: number, kept: number) => number;
  monoFlush: () => number;
};

let compiled: WebAssembly.Module | undefined;

/** A new instance, with a memory of its own that goes when nothing refers to it any more. */
export function createKernel(): Kernel {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
  return new WebAssembly.Instance(compiled).exports as unknown as Kernel;
}

/** `length` floats of an instance's memory from a pointer on; void once the memory has grown. */
export const floatsAt = ({ memory }: Kernel, pointer: number, length: number): Float32Array<ArrayBuffer> =>
  new Float32Array(memory.buffer, pointer, length);
