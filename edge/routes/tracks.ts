import { createRoute, z } from '@hono/zod-openapi';
import { analysedTrackSchema, trackSchema } from '../../shared/contracts/track.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { presentAnalysedTrack, presentTrack } from '../search/present.ts';
import { listTracks, readTrack } from '../search/tracks.ts';
import { idParams, json, SECURITY } from './common.ts';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

export const getTracks = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks',
    operationId: 'listTracks',
    summary: 'The tracks that you can see, newest first',
    tags: ['music'],
    security: SECURITY,
    request: { query: pageSchema },
    responses: {
      200: json(z.object({ tracks: z.array(trackSchema), nextCursor: z.string().nullable() }), 'A page of tracks'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const page = await listTracks(c.get('services'), c.get('actor'), c.req.valid('query'));
    if (!page.ok) return problem(c, page.error);
    return c.json({ tracks: page.value.items.map(presentTrack), nextCursor: page.value.nextCursor }, 200);
  },
);

/** An analysed track changes rarely; one that waits for its analysis is looked up each time. */
const TRACK_MAX_AGE_SEC = 10;

export const getTrack = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}',
    operationId: 'getTrack',
    summary: 'A track with its analysis',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: json(analysedTrackSchema, 'The track'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const track = await readTrack(c.get('services'), c.get('actor'), c.req.valid('param').id);
    if (!track.ok) return problem(c, track.error);
    if (track.value.analysisStatus === 'succeeded') c.header('Cache-Control', `private, max-age=${TRACK_MAX_AGE_SEC}`);
    return c.json(presentAnalysedTrack(track.value), 200);
  },
);
