import { z } from 'zod';

/** The eleven characters by which YouTube knows a video. */
export const youtubeIdSchema = z.string().regex(/^[\w-]{11}$/);

/** A music video that YouTube knows. Its data comes from YouTube's Data API and is kept at most 30 days. */
export const foundVideoSchema = z
  .object({
    youtubeId: z.string(),
    url: z.url(),
    title: z.string().describe('As read from the video’s title: without the artist and what is no part of a name.'),
    artist: z.string().nullable(),
    rawTitle: z.string(),
    channel: z.string(),
    durationSec: z.int().positive(),
    publishedAt: z.iso.datetime().nullable(),
    thumbnailUrl: z.url().nullable(),
  })
  .meta({ id: 'FoundVideo' });
export type FoundVideo = z.infer<typeof foundVideoSchema>;
