import type { z } from 'zod';
import { jobResourceSchema } from './job-resource.ts';
import { analysedTrackSchema } from './track.ts';
import { foundVideoSchema } from './video.ts';

/** A video as a result of a request: with the track that it is in the catalogue, and how its analysis goes. */
export const analysedVideoSchema = foundVideoSchema
  .extend({
    track: analysedTrackSchema
      .nullable()
      .describe('If the catalogue knows it; its analysis is null until it is there.'),
    analysisJob: jobResourceSchema
      .nullable()
      .describe('The last job that was to analyse it, with the reason if that failed; null where there was none.'),
  })
  .meta({
    id: 'AnalysedVideo',
    description:
      'A music video of YouTube. None is by an artist, or of a length, that the query refuses; there are no more of them ' +
      'than tracks were asked for, by the query’s `limit` or by `maxTracks`.',
  });
export type AnalysedVideo = z.infer<typeof analysedVideoSchema>;
