import { z } from 'zod';
import { analysisSchema } from './analysis.ts';
import { youtubeIdSchema } from './video.ts';

/** The stages of an analysis, in order. */
export const STAGES = ['fetch', 'probe', 'decode', 'analyse', 'store'] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

/** Beats a minute between which a client may expect a tempo. */
const bpmSchema = z.number().min(30).max(300);
export const tempoRangeSchema = z
  .tuple([bpmSchema, bpmSchema])
  .refine(([lowBpm, highBpm]) => lowBpm < highBpm, 'The lower tempo comes first.');

/** What a client knows of the tempo: soft priors on its octave, which a rhythm that leaves no doubt outweighs. */
export const tempoHintsSchema = z.object({
  tempoRange: tempoRangeSchema.optional(),
  genre: z.string().trim().min(1).max(200).optional(),
});
export type TempoHints = z.infer<typeof tempoHintsSchema>;

/**
 * Where the audio comes from: an object in our bucket (an upload), a public address, or a video; how to hear what is not
 * everyone's.
 */
export const audioSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('object'), key: z.string().min(1).max(1024), hints: tempoHintsSchema.optional() }),
  z.object({ kind: z.literal('url'), url: z.url().max(2048), hints: tempoHintsSchema.optional() }),
  z.object({ kind: z.literal('youtube'), youtubeId: youtubeIdSchema }),
]);
export type AudioSource = z.infer<typeof audioSourceSchema>;

/** What the edge sends the sidecar through the queue. */
export const analyzeJobSchema = z.object({
  jobId: z.uuid(),
  trackId: z.uuid(),
  source: audioSourceSchema,
  maxBytes: z.int().positive(),
  maxDurationSec: z.number().positive(),
});
export type AnalyzeJob = z.infer<typeof analyzeJobSchema>;

/** What every message about a job holds, and all that one of the edge to itself does. */
export const jobMessageSchema = z.object({ jobId: z.uuid(), trackId: z.uuid() });
export type JobMessage = z.infer<typeof jobMessageSchema>;

/** Characters of a description that are read: what a piece is, it says at its beginning; then come links and thanks. */
export const MAX_DESCRIPTION = 1_000;

/** What the file's own tags say; a witness, not the truth. Older results lack the later ones. */
export const fileTagsSchema = z.object({
  title: z.string().max(500).nullable(),
  artist: z.string().max(500).nullable(),
  album: z.string().max(500).nullable(),
  genre: z.string().max(200).nullable(),
  /** Of the first release where the file says it, else of this one. */
  year: z.int().min(1000).max(2200).nullish(),
  /** As written: "eng", "de", "zxx" (ISO 639-2: no linguistic content), "English". */
  language: z.string().max(60).nullish(),
  mood: z.string().max(200).nullish(),
  keywords: z.string().max(500).nullish(),
  /** The file's description or comment, or what begins it. */
  description: z.string().max(MAX_DESCRIPTION).nullish(),
});
export type FileTags = z.infer<typeof fileTagsSchema>;

/** Samples a pixel of the waveform in low, mid and high bands; those of the others stand in the analysis. */
export const BANDS_SAMPLES_PER_PIXEL = 512;

/**
 * The objects an analysis leaves in the bucket, by key. Waveforms come as audiowaveform's JSON and .dat: the whole track
 * at 256 samples a pixel, coarser at 2,048, and in low, mid and high bands at 512.
 */
export const analysisObjectsSchema = z.object({
  analysis: z.string(),
  waveformJson: z.string(),
  waveformDat: z.string(),
  coarseWaveformJson: z.string().optional(),
  coarseWaveformDat: z.string().optional(),
  bandsWaveformJson: z.string().optional(),
  bandsWaveformDat: z.string().optional(),
});
export type AnalysisObjects = z.infer<typeof analysisObjectsSchema>;

/**
 * What the sidecar answers the queue, and the queue brings to the edge. A failure that no retry can mend is an
 * outcome like any other (HTTP 200); one that a retry may mend is a 5xx, so that the job comes again.
 */
export const jobOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('succeeded'),
    jobId: z.uuid(),
    trackId: z.uuid(),
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    tags: fileTagsSchema,
    analysis: analysisSchema,
    objects: analysisObjectsSchema,
  }),
  z.object({
    status: z.literal('failed'),
    jobId: z.uuid(),
    trackId: z.uuid(),
    code: z.string(),
    detail: z.string().max(500),
  }),
]);
export type JobOutcome = z.infer<typeof jobOutcomeSchema>;

/** The short-lived Redis value under `progressKey(jobId)`. `progress` is 0 to 1 over the whole job, `at` epoch ms. */
export const jobProgressSchema = z.object({
  stage: stageSchema,
  progress: z.number().min(0).max(1),
  at: z.number(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

/** How often the queue tries a job again; QStash's own default. The sidecar knows the last attempt by it. */
export const JOB_RETRIES = 3;

export const progressKey = (jobId: string): string => `job:${jobId}:progress`;
