import { SIGNAL_RATE } from '../../../sidecar/analysis/signal.ts';
import type { Chance } from './chance.ts';

/** A room in half of the pieces, saturation in a third, a little noise in all. */
export function mastered(samples: Float32Array, { between, happens, share }: Chance): Float32Array {
  const wet = happens(0.5) ? between(0.1, 0.5) : 0;
  const drive = happens(0.3) ? between(1.5, 5) : 0;
  const noise = 10 ** between(-5, -2.5);
  const sound = wet > 0 ? withRoom(samples, wet, between(0.5, 0.8)) : samples;
  const peak = sound.reduce((highest, value) => Math.max(highest, Math.abs(value)), 1e-9);
  return sound.map((value) => {
    const unit = value / peak;
    return 0.9 * (drive > 0 ? Math.tanh(drive * unit) : unit) + noise * (2 * share() - 1);
  });
}

/** Four combs side by side (Schroeder 1962, "Natural sounding artificial reverberation"). */
function withRoom(samples: Float32Array, wet: number, feedback: number): Float32Array {
  const out = samples.slice();
  for (const delaySec of [0.0297, 0.0371, 0.0411, 0.0437]) {
    const delay = Math.round(delaySec * SIGNAL_RATE);
    const comb = samples.slice();
    for (let i = delay; i < comb.length; i += 1) {
      comb[i]! += feedback * comb[i - delay]!;
      out[i]! += wet * comb[i - delay]!;
    }
  }
  return out;
}
