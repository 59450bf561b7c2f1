/** Simple signals, and WAV files of any rate, width and number of channels. */
import { seededRandom } from '../../local/demo/random.ts';

/** `samples` values of `at(time in seconds)`. */
export const samplesOf = (seconds: number, sampleRate: number, at: (t: number) => number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => at(i / sampleRate));

export const sine = (seconds: number, sampleRate: number, hz = 440, amplitude = 0.5): Float32Array =>
  samplesOf(seconds, sampleRate, (t) => amplitude * Math.sin(2 * Math.PI * hz * t));

/** White noise, the same each time. */
export function noise(seconds: number, sampleRate: number, amplitude = 0.5, seed = 1): Float32Array {
  const random = seededRandom(seed);
  return samplesOf(seconds, sampleRate, () => amplitude * (2 * random() - 1));
}

/** A chord held without end: no drums. */
export const pad = (seconds: number, sampleRate: number, amplitude = 0.1): Float32Array =>
  samplesOf(seconds, sampleRate, (t) =>
    [110, 220, 261.63, 329.63, 880, 3520].reduce((sum, hz) => sum + amplitude * Math.sin(2 * Math.PI * hz * t), 0),
  );

/** Kick on every beat at 120 BPM, and a hat between: what a pad alone lacks. */
export function drums(seconds: number, sampleRate: number, amplitude = 0.6): Float32Array {
  const hiss = noise(seconds, sampleRate, 1);
  return samplesOf(seconds, sampleRate, (t) => {
    const sinceKick = t % 0.5;
    const sinceHat = (t + 0.25) % 0.5;
    const kick =
      Math.exp(-sinceKick / 0.08) * Math.sin(2 * Math.PI * (50 * sinceKick + 4 * (1 - Math.exp(-sinceKick / 0.03))));
    return amplitude * (kick + 0.4 * Math.exp(-sinceHat / 0.03) * hiss[Math.round(t * sampleRate)]!);
  });
}

/** One after the other. */
export function joined(...parts: readonly Float32Array[]): Float32Array {
  const samples = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}

export const silence = (seconds: number, sampleRate: number): Float32Array =>
  new Float32Array(Math.round(seconds * sampleRate));

export const sum = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value + (b[i] ?? 0));
export const scaled = (samples: Float32Array, gain: number): Float32Array => samples.map((value) => gain * value);

/** One pole at `hz`, 6 dB an octave, run four times over. */
export function lowPassed(samples: Float32Array, sampleRate: number, hz: number): Float32Array {
  const kept = Math.exp((-2 * Math.PI * hz) / sampleRate);
  let filtered = samples;
  for (let pass = 0; pass < 4; pass += 1) {
    let last = 0;
    filtered = filtered.map((value) => (last = (1 - kept) * value + kept * last));
  }
  return filtered;
}

export function highPassed(samples: Float32Array, sampleRate: number, hz: number): Float32Array {
  const kept = Math.exp((-2 * Math.PI * hz) / sampleRate);
  let filtered = samples;
  for (let pass = 0; pass < 4; pass += 1) {
    let low = 0;
    filtered = filtered.map((value) => value - (low = (1 - kept) * value + kept * low));
  }
  return filtered;
}

export type WavFormat = 's16' | 's24' | 'f32';

const BYTES: Record<WavFormat, number> = { s16: 2, s24: 3, f32: 4 };
const PCM = 1;
const IEEE_FLOAT = 3;

/** A WAV file of these channels. `claimedFrames` is the length its header claims, if not the true one. */
export function wav(
  channels: readonly Float32Array[],
  sampleRate: number,
  format: WavFormat = 's16',
  claimedFrames = channels[0]!.length,
): Buffer {
  const width = BYTES[format];
  const block = width * channels.length;
  const frames = channels[0]!.length;
  const file = Buffer.alloc(44 + frames * block);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + claimedFrames * block, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(format === 'f32' ? IEEE_FLOAT : PCM, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * block, 28);
  file.writeUInt16LE(block, 32);
  file.writeUInt16LE(8 * width, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(claimedFrames * block, 40);
  let at = 44;
  for (let i = 0; i < frames; i += 1) {
    for (const channel of channels) {
      const sample = channel[i]!;
      if (format === 'f32') file.writeFloatLE(sample, at);
      else {
        const full = 2 ** (8 * width - 1) - 1;
        file.writeIntLE(Math.round(Math.max(-1, Math.min(1, sample)) * full), at, width);
      }
      at += width;
    }
  }
  return file;
}

/** Formants of seven vowels in Hz (Peterson and Barney 1952, men). */
const VOWELS = [[270, 2290, 3010], [390, 1990, 2550], [530, 1840, 2480], [660, 1720, 2410], [730, 1090, 2440], [570, 840, 2410], [300, 870, 2240]] as const; // prettier-ignore
const BANDWIDTHS_HZ = [60, 90, 150];

/**
 * What speech is made of (Fant 1960): glottal pulses of a pitch that falls through each phrase and wavers, through
 * formants that glide from vowel to vowel; hiss between some of the syllables, which have no steady length, and pauses.
 */
export function speech(seconds: number, sampleRate: number, seed = 1): Float32Array {
  const random = seededRandom(seed);
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const hiss = noise(seconds, sampleRate, 0.05, seed + 1);
  const formants = BANDWIDTHS_HZ.map((bandwidthHz) => createResonator(sampleRate, bandwidthHz));
  let vowel = VOWELS[0] as readonly number[];
  let phase = 0;
  for (let at = 0; at < samples.length;) {
    const syllables = 4 + Math.floor(9 * random());
    for (let s = 0; s < syllables; s += 1) {
      const next = VOWELS[Math.floor(VOWELS.length * random())]!;
      const length = Math.round((0.1 + 0.2 * random()) * sampleRate);
      const hissed = random() < 0.5 ? Math.round((0.04 + 0.08 * random()) * sampleRate) : 0;
      const pitchHz = 150 - (50 * s) / syllables + 30 * (random() - 0.5);
      for (let i = 0; i < hissed && at < samples.length; i += 1, at += 1) samples[at] = hiss[at]!;
      for (let i = 0; i < length && at < samples.length; i += 1, at += 1) {
        const share = i / length;
        phase += (pitchHz * (1 + 0.15 * Math.sin(Math.PI * share))) / sampleRate;
        const pulse = phase >= 1 ? 1 : 0;
        phase %= 1;
        const voice = formants.reduce(
          (sum, resonate, f) => sum + resonate(pulse, vowel[f]! + share * (next[f]! - vowel[f]!)) / (f + 1),
          0,
        );
        samples[at] = 0.5 * voice * Math.sin(Math.PI * share) ** 0.5;
      }
      vowel = next;
    }
    at += Math.round((0.2 + 0.7 * random()) * sampleRate);
  }
  return samples;
}

/** A formant: two poles, its centre moved with every sample. */
function createResonator(sampleRate: number, bandwidthHz: number): (input: number, hz: number) => number {
  const radius = Math.exp((-Math.PI * bandwidthHz) / sampleRate);
  let [last, beforeLast] = [0, 0];
  return (input, hz) => {
    const output = input + 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRate) * last - radius ** 2 * beforeLast;
    [last, beforeLast] = [output, last];
    return 0.1 * output;
  };
}
