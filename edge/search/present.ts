import { type Analysis, ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import type { AnalysedTrack, Track, TrackAnalysis, TrackDetail } from '../../shared/contracts/track.ts';
import { activitiesOf } from './activities.ts';
import { titleOfFile } from './attributes.ts';
import type { Match } from './catalogue.ts';
import type { ListedTrack, StoredTrack } from './tracks.ts';

/** A stored track as clients see it. */
export const presentTrack = (track: ListedTrack): Track => ({
  id: track.id,
  source: track.source,
  youtubeId: track.youtubeId,
  title: track.title ?? titleOfFile(track.fileName),
  artist: track.artist,
  album: track.album,
  genres: track.genres,
  moods: track.moods,
  attributes: track.attributes,
  activities: activitiesOf(track),
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
    analysis: `/v1/music/tracks/${track.id}/analysis`,
    waveform: `/v1/music/tracks/${track.id}/waveform`,
    waveformDat: `/v1/music/tracks/${track.id}/waveform.dat`,
    picture: `/v1/music/tracks/${track.id}/waveform.svg`,
  },
});

export const presentAnalysedTrack = (track: StoredTrack): AnalysedTrack => ({
  ...presentTrack(track),
  analysis: track.analysis,
  analysisOutdated: isOutdated(track),
});

/** Whether the analysers would give more, or better, today. */
export const isOutdated = ({ analysisStatus, analysisVersion }: StoredTrack): boolean =>
  analysisStatus === 'succeeded' && (analysisVersion ?? 0) < ANALYSIS_VERSION;

/** With the job that computes an outdated analysis anew. */
export function presentTrackDetail(track: StoredTrack, recomputeJobId: string | null): TrackDetail {
  const analysed = presentAnalysedTrack(track);
  return { ...analysed, links: { ...analysed.links, analysisJob: jobLink(recomputeJobId) } };
}

export const presentTrackAnalysis = (
  track: StoredTrack,
  analysis: Analysis,
  recomputeJobId: string | null,
): TrackAnalysis => ({
  ...analysis,
  trackId: track.id,
  analysisOutdated: isOutdated(track),
  links: {
    self: `/v1/music/tracks/${track.id}/analysis`,
    track: `/v1/music/tracks/${track.id}`,
    analysisJob: jobLink(recomputeJobId),
  },
});

const jobLink = (jobId: string | null): string | null => (jobId === null ? null : `/v1/jobs/${jobId}`);

export const presentMatch = ({ track, ...match }: Match) => ({ ...presentAnalysedTrack(track), ...match });
