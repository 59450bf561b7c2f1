import type { AnalysedVideo } from '../../shared/contracts/analysed-video.ts';
import type { JobProgress } from '../../shared/contracts/job.ts';
import { jobResource } from '../jobs/read.ts';
import { presentAnalysedTrack } from './present.ts';
import type { Video } from './youtube-tracks.ts';

/** A video as clients see it; `progress` by the id of the job that told it. */
export const presentVideo = (
  { track, job, ...video }: Video,
  progress: ReadonlyMap<string, JobProgress> = new Map(),
): AnalysedVideo => ({
  ...video,
  track: track && presentAnalysedTrack(track),
  analysisJob: job && jobResource(job, progress.get(job.id) ?? null),
});
