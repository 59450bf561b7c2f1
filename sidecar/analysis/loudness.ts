import type { Loudness } from '../../shared/contracts/analysis.ts';

/** ReplayGain 2.0 specification (Robinson, Kazantsev and others 2012): the level every track is brought to. */
const REPLAYGAIN_REFERENCE_LUFS = -18;
/** The absolute gate of ITU-R BS.1770: what is quieter is silence. */
const SILENCE_LUFS = -70;
/** ffmpeg's ebur128 gives a value every 100 ms. */
const FRAMES_A_SECOND = 10;
/** EBU Tech 3342 takes the range from short-term values, which need 3 s. */
const MIN_RANGE_SEC = 3;

/**
 * Loudness from what ffmpeg's `ebur128=metadata=1,ametadata=mode=print` writes (lines like "lavfi.r128.S=-10.554"), which
 * follows EBU R128 and EBU Tech 3341 and 3342.
 */
export function loudnessOf(log: string, truePeakDbtp: number | null): Loudness {
  const shortTerm = valuesOf(log, 'S');
  const integrated = valuesOf(log, 'I').at(-1) ?? null;
  const integratedLufs = integrated !== null && integrated > SILENCE_LUFS ? round(integrated) : null;
  const rangeLu = valuesOf(log, 'LRA').at(-1) ?? null;
  const hasRange = integratedLufs !== null && shortTerm.length >= MIN_RANGE_SEC * FRAMES_A_SECOND;
  return {
    integratedLufs,
    rangeLu: hasRange && rangeLu !== null ? round(rangeLu) : null,
    truePeakDbtp: truePeakDbtp === null ? null : round(truePeakDbtp),
    replayGainDb: integratedLufs === null ? null : round(REPLAYGAIN_REFERENCE_LUFS - integratedLufs),
    shortTerm: { stepSec: 1, lufs: everySecond(shortTerm) },
    method: 'EBU R128 by ffmpeg ebur128; true peak by 4× interpolation',
  };
}

/** A complaint of the decoder's can fall into the middle of a line: a line that is not whole is left out. */
function valuesOf(log: string, name: string): number[] {
  const line = new RegExp(`lavfi\\.r128\\.${name}=(-?(?:\\d+\\.\\d{3}|inf|nan))$`, 'gm');
  const values = Array.from(log.matchAll(line), (match) => Number(match[1]));
  return values.map((value) => (Number.isFinite(value) ? value : SILENCE_LUFS));
}

function everySecond(values: number[]): (number | null)[] {
  const picked: (number | null)[] = [];
  for (let i = FRAMES_A_SECOND - 1; i < values.length; i += FRAMES_A_SECOND) {
    const value = values[i]!;
    picked.push(value > SILENCE_LUFS ? Math.round(value * 10) / 10 : null);
  }
  return picked;
}

const round = (value: number): number => Math.round(value * 100) / 100;
