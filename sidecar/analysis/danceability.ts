import type { Danceability } from '../../shared/contracts/analysis.ts';
import type { Attacks } from './attacks.ts';
import type { TempoAnalysis } from './tempo.ts';

/**
 * Danceability, 0 to 1: a pulse that repeats from beat to beat, drums that carry it, a tempo people dance to, and one
 * that holds. The parts follow Grosche and Müller (2011) for the pulse and the tempo preference of van Noorden and
 * Moelants (1999); the weights are a choice, not a fit.
 */
const WEIGHTS = { pulse: 0.4, kick: 0.25, tempo: 0.2, steady: 0.15 };
/** Resonance of movement to a beat: widest around 120 BPM, 0.5 octave to either side. */
const PREFERRED_BPM = 120;
const PREFERENCE_OCTAVES = 0.5;
/** Attack of the low band a second that gives 1 − 1/e: about one kick of full level. */
const KICKS_A_SECOND = 2;
const METHOD = 'pulse clarity, low attack, tempo and its steadiness';

/** Null where no pulse is found: how the music suits dancing is then unknown. */
export function danceabilityOf(attacks: Attacks, tempo: TempoAnalysis | null): Danceability | null {
  if (!tempo) return null;
  const kickRate = (attacks.low.reduce((a, b) => a + b, 0) * attacks.rate) / Math.max(1, attacks.low.length);
  const octaves = Math.log2(tempo.bpm / PREFERRED_BPM) / PREFERENCE_OCTAVES;
  const value =
    WEIGHTS.pulse * pulseClarity(attacks, tempo.bpm) +
    WEIGHTS.kick * (1 - Math.exp(-kickRate / KICKS_A_SECOND)) +
    WEIGHTS.tempo * Math.exp(-0.5 * octaves ** 2) +
    (tempo.steady ? WEIGHTS.steady : 0);
  return { value: Math.round(value * 1000) / 1000, confidence: tempo.confidence, method: METHOD };
}

/** Autocorrelation of the attacks at one, two and four beats over that at none: the largest, 0 to 1. */
function pulseClarity({ rate, onset }: Attacks, bpm: number): number {
  const mean = onset.reduce((a, b) => a + b, 0) / onset.length;
  const centred = onset.map((value) => value - mean);
  const at = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < centred.length; i += 1) sum += centred[i]! * centred[i - lag]!;
    return sum / Math.max(1, centred.length - lag);
  };
  const none = at(0);
  if (!(none > 0)) return 0;
  const clarity = [1, 2, 4].flatMap((beats) => {
    const lag = Math.round((beats * 60 * rate) / bpm);
    return [lag - 1, lag, lag + 1].map((near) => at(near) / none);
  });
  return Math.max(0, Math.min(1, Math.max(...clarity)));
}
