import type { AnalysedTrack, Track } from '../../shared/contracts/track.ts';
import type { Match, StoredTrack } from './catalogue.ts';

/** A stored track as clients see it. */
export const presentTrack = (track: StoredTrack): Track => ({
  id: track.id,
  source: track.source,
  title: track.title ?? track.fileName,
  artist: track.artist,
  album: track.album,
  genres: track.genres,
  moods: track.moods,
  durationSec: track.durationSec,
  bpm: track.bpm,
  bpmConfidence: track.bpmConfidence,
  key: track.musicalKey,
  camelot: track.camelotKey,
  keyConfidence: track.keyConfidence,
  energy: track.energyLevel,
  integratedLufs: track.integratedLufs,
  waveformPeaks: track.waveformPeaks,
  analysisStatus: track.analysisStatus,
  createdAt: track.createdAt.toISOString(),
  links: {
    self: `/v1/music/tracks/${track.id}`,
    waveform: `/v1/music/tracks/${track.id}/waveform`,
    waveformDat: `/v1/music/tracks/${track.id}/waveform.dat`,
  },
});

export const presentAnalysedTrack = (track: StoredTrack): AnalysedTrack => ({
  ...presentTrack(track),
  analysis: track.analysis,
});

export const presentMatch = ({ track, score, reasons }: Match) => ({ ...presentAnalysedTrack(track), score, reasons });
