import { BANDS_SAMPLES_PER_PIXEL } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StoredTrack } from './tracks.ts';

export const ZOOM_NAMES = ['fine', 'coarse'] as const;

/** `zoom` in samples a pixel or by name; absent it is the finest that there is. */
export type WantedWaveform = { zoom?: (typeof ZOOM_NAMES)[number] | number | undefined; bands: 1 | 3 };
export type WaveformForm = 'json' | 'dat';

type StoredWaveform = { name: string | null; samplesPerPixel: number; bands: 1 | 3; json: string; dat: string };

/**
 * The bucket's key of the waveform that is wanted. Failures: ANALYSIS_PENDING, and WAVEFORM_MISSING, which names those
 * that this track has: older analyses left fewer.
 */
export function waveformKey(
  track: Pick<StoredTrack, 'analysis' | 'objects'>,
  { zoom, bands }: WantedWaveform,
  form: WaveformForm,
): Result<string, Failure> {
  const waveforms = waveformsOf(track);
  if (waveforms.length === 0) {
    return err(failure('ANALYSIS_PENDING', 'The track has no waveform before it is analysed.'));
  }
  const found = waveforms.find(
    (one) => one.bands === bands && (zoom === undefined || zoom === one.name || zoom === one.samplesPerPixel),
  );
  if (found) return ok(found[form]);
  const there = waveforms.map((one) => `zoom=${one.samplesPerPixel}&bands=${one.bands}`).join(', ');
  return err(failure('WAVEFORM_MISSING', `The track's stored analysis has these: ${there}.`));
}

function waveformsOf({ analysis, objects }: Pick<StoredTrack, 'analysis' | 'objects'>): StoredWaveform[] {
  if (!analysis || !objects) return [];
  const [fine, coarse] = analysis.waveform.samplesPerPixel;
  const { waveformJson, waveformDat, coarseWaveformJson, coarseWaveformDat, bandsWaveformJson, bandsWaveformDat } =
    objects;
  return [
    stored(ZOOM_NAMES[0], fine, 1, waveformJson, waveformDat),
    stored(ZOOM_NAMES[1], coarse, 1, coarseWaveformJson, coarseWaveformDat),
    stored(null, BANDS_SAMPLES_PER_PIXEL, 3, bandsWaveformJson, bandsWaveformDat),
  ].flat();
}

const stored = (
  name: string | null,
  samplesPerPixel: number | undefined,
  bands: 1 | 3,
  json: string | undefined,
  dat: string | undefined,
): StoredWaveform[] => (samplesPerPixel && json && dat ? [{ name, samplesPerPixel, bands, json, dat }] : []);
