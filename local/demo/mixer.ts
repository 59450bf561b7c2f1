/** Two channels of the same length. */
export type Stereo = { left: Float32Array; right: Float32Array };

export const silence = (length: number): Stereo => ({
  left: new Float32Array(length),
  right: new Float32Array(length),
});

/** Adds a sound from a sample on, as far as it fits. `pan` is −1 (left) to 1 (right), at equal power. */
export function mixIn(bus: Stereo, sound: Stereo, at: number, gain: number, pan = 0): void {
  const angle = ((pan + 1) * Math.PI) / 4;
  const gains = [gain * Math.SQRT2 * Math.cos(angle), gain * Math.SQRT2 * Math.sin(angle)] as const;
  const length = Math.min(sound.left.length, bus.left.length - at);
  for (let i = 0; i < length; i += 1) {
    bus.left[at + i]! += sound.left[i]! * gains[0];
    bus.right[at + i]! += sound.right[i]! * gains[1];
  }
}

/** Adds a whole bus to another. */
export function addBus(into: Stereo, bus: Stereo, gain = 1): void {
  mixIn(into, bus, 0, gain);
}

/** Presses a bus down at each of the given samples and lets it come back within `releaseSec`: the pump of dance music. */
export function duck(bus: Stereo, at: readonly number[], depth: number, releaseSec: number, sampleRate: number): void {
  const length = Math.round(releaseSec * sampleRate);
  for (const [index, start] of at.entries()) {
    const end = Math.min(start + length, at[index + 1] ?? Infinity, bus.left.length);
    for (let i = start; i < end; i += 1) {
      const gain = 1 - depth * (1 - (i - start) / length) ** 2;
      bus.left[i]! *= gain;
      bus.right[i]! *= gain;
    }
  }
}

/** Echoes that cross from side to side, each `feedback` times as loud as the one before. */
export function pingPong(bus: Stereo, delaySamples: number, feedback: number, wet: number): Stereo {
  const echo = silence(bus.left.length);
  for (let i = delaySamples; i < bus.left.length; i += 1) {
    const from = i - delaySamples;
    echo.left[i] = wet * bus.right[from]! + feedback * echo.right[from]!;
    echo.right[i] = wet * bus.left[from]! + feedback * echo.left[from]!;
  }
  return echo;
}

/** Delays of Schroeder's reverberator as Freeverb tunes them (Jezar, 2000, public domain), samples at 44.1 kHz. */
const COMBS = [1116, 1277, 1422, 1617] as const;
const ALL_PASSES = [556, 225] as const;
const STEREO_SPREAD = 23;

/** The room a bus stands in, without the bus itself. `size` 0–1 sets how long it rings. */
export function reverb(bus: Stereo, size: number, sampleRate: number): Stereo {
  const room = (input: Float32Array, spread: number) => {
    const sum = new Float32Array(input.length);
    for (const delay of COMBS) addComb(sum, input, scaled(delay + spread, sampleRate), 0.7 + 0.26 * size);
    for (const delay of ALL_PASSES) allPass(sum, scaled(delay + spread, sampleRate));
    return sum;
  };
  return { left: room(bus.left, 0), right: room(bus.right, STEREO_SPREAD) };
}

const scaled = (samplesAt44k: number, sampleRate: number) => Math.round((samplesAt44k * sampleRate) / 44_100);

function addComb(sum: Float32Array, input: Float32Array, delay: number, feedback: number): void {
  const DAMPING = 0.35;
  const line = new Float32Array(delay);
  let at = 0;
  let smooth = 0;
  for (let i = 0; i < input.length; i += 1) {
    const out = line[at]!;
    smooth = out * (1 - DAMPING) + smooth * DAMPING;
    line[at] = input[i]! + smooth * feedback;
    at = at + 1 === delay ? 0 : at + 1;
    sum[i]! += out * 0.2;
  }
}

function allPass(samples: Float32Array, delay: number): void {
  const line = new Float32Array(delay);
  let at = 0;
  for (let i = 0; i < samples.length; i += 1) {
    const stored = line[at]!;
    const input = samples[i]!;
    line[at] = input + stored * 0.5;
    samples[i] = stored - input * 0.5;
    at = at + 1 === delay ? 0 : at + 1;
  }
}

/** Brings the mix to `peak` through a soft knee, in place: loud, and never over full scale. */
export function master(bus: Stereo, drive: number, peak: number): void {
  let highest = 1e-9;
  for (const channel of [bus.left, bus.right]) {
    for (const sample of channel) highest = Math.max(highest, Math.abs(sample));
  }
  const into = drive / highest;
  const out = peak / Math.tanh(drive);
  for (const channel of [bus.left, bus.right]) {
    for (let i = 0; i < channel.length; i += 1) channel[i] = out * Math.tanh(channel[i]! * into);
  }
}
