import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { trackAnalysisSchema, trackDetailSchema, trackSchema } from '../../shared/contracts/track.ts';
import { failure } from '../../shared/problems.ts';
import { backgroundOf, KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { recomputeOutdated } from '../jobs/recompute.ts';
import { isOutdated, presentTrack, presentTrackAnalysis, presentTrackDetail } from '../search/present.ts';
import { listTracks, readTrack } from '../search/tracks.ts';
import { idParams, json, pageSchema, SECURITY } from './common.ts';

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

const OUTDATED =
  'An analysis of an older version is computed anew when it is looked at: `analysisOutdated` is true until the new one ' +
  'has come, and `links.analysisJob` is its job.';

/** An analysed track changes rarely; one that waits for an analysis is looked up each time. */
const TRACK_MAX_AGE_SEC = 10;

export const getTrack = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}',
    operationId: 'getTrack',
    summary: 'A track with its analysis',
    description: OUTDATED,
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: json(trackDetailSchema, 'The track'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const services = c.get('services');
    const track = await readTrack(services, c.get('actor'), c.req.valid('param').id);
    if (!track.ok) return problem(c, track.error);
    const isSettled = track.value.analysisStatus === 'succeeded' && !isOutdated(track.value);
    if (isSettled) c.header('Cache-Control', `private, max-age=${TRACK_MAX_AGE_SEC}`);
    const jobId = await recomputeOutdated(services, c.get('actor'), track.value, backgroundOf(c));
    return c.json(presentTrackDetail(track.value, jobId), 200);
  },
);

export const getTrackAnalysis = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/analysis',
    operationId: 'getTrackAnalysis',
    summary: 'A track’s whole analysis',
    description: `${OUTDATED} Send the ETag back in If-None-Match to hear only of changes.`,
    tags: ['music'],
    security: SECURITY,
    middleware: etag(),
    request: { params: idParams },
    responses: {
      200: {
        ...json(trackAnalysisSchema, 'The analysis'),
        headers: { ETag: { schema: { type: 'string', example: '"6f1d…"' } } },
      },
      304: { description: 'It is still the one of the ETag' },
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND', 'ANALYSIS_PENDING'),
    },
  }),
  async (c) => {
    const services = c.get('services');
    const track = await readTrack(services, c.get('actor'), c.req.valid('param').id);
    if (!track.ok) return problem(c, track.error);
    const { analysis, analysisStatus } = track.value;
    if (!analysis) {
      const detail = analysisStatus === 'failed' ? 'The analysis of this track failed.' : 'Follow its job until it is.';
      return problem(c, failure('ANALYSIS_PENDING', detail));
    }
    const jobId = await recomputeOutdated(services, c.get('actor'), track.value, backgroundOf(c));
    c.header('Cache-Control', 'private, no-cache');
    return c.json(presentTrackAnalysis(track.value, analysis, jobId), 200);
  },
);
