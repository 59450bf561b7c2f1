import { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { trackAttributesSchema } from './attributes.ts';
import { ACTIVITIES } from './query.ts';

const confidence = z.number().min(0).max(1);

const linksSchema = z.object({
  self: z.string(),
  analysis: z.string(),
  waveform: z.string(),
  waveformDat: z.string(),
  picture: z.string().describe('An SVG to look at'),
});

/** Of an analysis that was made before the analysers last got better. */
const outdated = {
  analysisOutdated: z.boolean().describe('Older than what the analysers give today; still right as far as it goes.'),
};
const analysisJob = z
  .string()
  .nullable()
  .describe('The job that computes an outdated analysis anew; null when there is none, or it is not yours.');

/** A track of the catalogue. What is unknown is `null`, never 0. */
export const trackSchema = z
  .object({
    id: z.uuid(),
    source: z.enum(['upload', 'url', 'youtube']),
    youtubeId: z.string().nullable().describe('Of a track that is a video.'),
    title: z.string().nullable(),
    artist: z.string().nullable(),
    album: z.string().nullable(),
    genres: z.array(z.string()).describe('From the file’s tags, and those that a language model is fairly sure of.'),
    moods: z
      .array(z.string())
      .describe('From the mood tag and, by a language model, from title and tags; else from the sound.'),
    attributes: trackAttributesSchema.describe('What words say of the track and sound does not tell.'),
    activities: z
      .array(z.enum(ACTIVITIES))
      .describe('What it suits by its energy and tempo; a table, not a measurement.'),
    durationSec: z.number().nullable(),
    bpm: z.number().nullable(),
    bpmConfidence: confidence.nullable(),
    key: z.string().nullable().describe('"A minor"'),
    camelot: z.string().nullable().describe('"8A"'),
    keyConfidence: confidence.nullable(),
    energy: confidence.nullable(),
    integratedLufs: z.number().nullable(),
    waveformPeaks: z
      .array(z.int().min(-128).max(127))
      .nullable()
      .describe('About 1,000 values for a track row: minimum and maximum interleaved.'),
    analysisStatus: z.enum(['pending', 'succeeded', 'failed']),
    createdAt: z.iso.datetime(),
    links: linksSchema,
  })
  .meta({ id: 'Track' });
export type Track = z.infer<typeof trackSchema>;

/** A track with its whole analysis. */
export const analysedTrackSchema = trackSchema
  .extend({ analysis: analysisSchema.nullable(), ...outdated })
  .meta({ id: 'AnalysedTrack' });
export type AnalysedTrack = z.infer<typeof analysedTrackSchema>;

/** A track looked at by itself: an outdated analysis is then computed anew. */
export const trackDetailSchema = analysedTrackSchema
  .extend({ links: linksSchema.extend({ analysisJob }) })
  .meta({ id: 'TrackDetail' });
export type TrackDetail = z.infer<typeof trackDetailSchema>;

/** A track's analysis alone. */
export const trackAnalysisSchema = analysisSchema
  .extend({
    trackId: z.uuid(),
    ...outdated,
    links: z.object({ self: z.string(), track: z.string(), analysisJob }),
  })
  .meta({ id: 'TrackAnalysis' });
export type TrackAnalysis = z.infer<typeof trackAnalysisSchema>;
