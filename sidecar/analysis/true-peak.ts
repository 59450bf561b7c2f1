/** Samples on either side that the kernel makes an interpolated value of. */
const REACH = 16;
const OVERSAMPLING = 4;
/** 90 dB under what it rejects (Kaiser 1974). With so many samples, values are right to −85 dB up to 0.4 of the sample rate. */
const KAISER_BETA = 9;

/**
 * The weights by which the kernel interpolates between samples, 32 each for 1/4, 2/4 and 3/4 of a sample after the middle
 * one: sinc under a Kaiser window.
 */
export function interpolators(): Float32Array {
  const phases = Array.from({ length: OVERSAMPLING - 1 }, (_, p) => {
    const fraction = (p + 1) / OVERSAMPLING;
    const taps = Array.from({ length: 2 * REACH }, (_tap, k) => {
      const x = k + 1 - REACH - fraction;
      return (Math.sin(Math.PI * x) / (Math.PI * x)) * kaiser(x / REACH, KAISER_BETA);
    });
    const sum = taps.reduce((a, b) => a + b, 0);
    return taps.map((tap) => tap / sum);
  });
  return Float32Array.from(phases.flat());
}

/** Kaiser's window (1974), 1 at 0 and next to nothing at −1 and 1; 0 beyond. */
export const kaiser = (x: number, beta: number): number =>
  Math.abs(x) > 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta);

function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
