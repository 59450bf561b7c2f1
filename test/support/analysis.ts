import { ANALYSIS_VERSION, type Analysis } from '../../shared/contracts/analysis.ts';
import { camelotOf, type Key, openKeyOf } from '../../shared/music/keys.ts';

const MEASURED = { provenance: 'measured', confidence: 1, method: 'test' } as const;

/** An analysis as the sidecar gives it, of a track with this tempo and key. */
export function analysisOf({ bpm, key }: { bpm: number; key: Key }): Analysis {
  return {
    analysisVersion: ANALYSIS_VERSION,
    durationSec: 30,
    audio: {
      container: 'wav',
      codec: 'pcm_s16le',
      sampleRateHz: 44_100,
      channels: 2,
      bitrateKbps: 1411,
      truncated: false,
    },
    tempo: { bpm, confidence: 0.9, alternatives: [], steady: true, curve: null, method: 'test' },
    beats: null,
    key: {
      ...key,
      camelot: camelotOf(key),
      openKey: openKeyOf(key),
      confidence: 0.8,
      alternatives: [],
      tuningCents: 0,
      sections: null,
      method: 'test',
    },
    loudness: {
      integratedLufs: -9.1,
      rangeLu: 4,
      truePeakDbtp: -0.5,
      replayGainDb: -8.9,
      shortTerm: { stepSec: 1, lufs: [] },
      ...MEASURED,
    },
    energy: {
      value: 0.7,
      level: 7,
      parts: { loudness: 0.7, onsets: 0.7, spectrum: 0.7, dynamics: 0.7 },
      ...MEASURED,
    },
    structure: null,
    waveform: { overview: [-10, 10], sampleRate: 22_050, samplesPerPixel: [512], ...MEASURED },
    danceability: null,
    timbre: null,
    moods: null,
  };
}
