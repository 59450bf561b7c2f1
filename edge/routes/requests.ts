import { createRoute, z } from '@hono/zod-openapi';
import { analysedVideoSchema } from '../../shared/contracts/analysed-video.ts';
import { musicQuerySchema } from '../../shared/contracts/query.ts';
import { analysedTrackSchema } from '../../shared/contracts/track.ts';
import { needs } from '../accounts/permissions.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses, raw } from '../http.ts';
import { presentAnalysedTrack } from '../search/present.ts';
import { presentVideo } from '../search/present-video.ts';
import { forgetRequest, listRequests, readRequest, type StoredRequest } from '../search/requests.ts';
import { idParams, json, pageSchema, SECURITY } from './common.ts';

const requestSchema = z
  .object({
    id: z.uuid(),
    text: z.string().nullable().describe('Null when a query was sent in place of a sentence.'),
    query: musicQuerySchema,
    querySource: z.string().describe('What understood it: grammar, model, or client for a query that was sent.'),
    confidence: z.number(),
    trackIds: z.array(z.uuid()),
    relaxed: z.array(z.string()),
    notApplied: z.array(z.string()),
    degraded: z
      .array(z.string())
      .describe('What did not answer and stays left out; analyses that were only late come with the videos.'),
    createdAt: z.iso.datetime(),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'MusicRequest' });

const present = (request: StoredRequest) => ({
  id: request.id,
  text: request.text,
  query: request.query,
  querySource: request.querySource,
  confidence: request.confidence,
  trackIds: request.trackIds,
  relaxed: request.relaxed,
  notApplied: request.notApplied,
  degraded: request.degraded,
  createdAt: request.createdAt.toISOString(),
  links: { self: `/v1/music/requests/${request.id}` },
});

export const getRequests = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/requests',
    operationId: 'listRequests',
    summary: 'The requests you have made in the last 30 days, newest first',
    tags: ['music'],
    security: SECURITY,
    request: { query: pageSchema },
    responses: {
      200: json(
        z.object({ requests: z.array(requestSchema), nextCursor: z.string().nullable() }),
        'A page of requests',
      ),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const page = await listRequests(c.get('services'), c.get('actor'), c.req.valid('query'));
    if (!page.ok) return problem(c, page.error);
    return c.json({ requests: page.value.items.map(present), nextCursor: page.value.nextCursor }, 200);
  },
);

export const getRequest = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/requests/{id}',
    operationId: 'getRequest',
    summary: 'A request, with its results as they are now',
    description:
      'Fills up as analyses end: each video has its track, and the job that analyses it with the reason if that fails. ' +
      'None is on its way any more once `pendingAnalyses` is 0. YouTube’s part goes after 28 days, and all of it after 30.',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: json(
        requestSchema
          .extend({
            tracks: z.array(analysedTrackSchema),
            videos: z.array(analysedVideoSchema),
            pendingAnalyses: z.int().min(0).describe('Videos whose analysis is queued or running.'),
          })
          .meta({ id: 'MusicRequestDetail' }),
        'The request',
      ),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const found = await readRequest(c.get('services'), c.get('actor'), c.req.valid('param').id);
    if (!found.ok) return problem(c, found.error);
    const { request, tracks, videos, progress } = found.value;
    const body = {
      ...present(request),
      tracks: tracks.map(presentAnalysedTrack),
      videos: videos.map((video) => presentVideo(video, progress)),
      pendingAnalyses: videos.filter(({ job }) => job?.status === 'queued').length,
    };
    return c.json(body, 200);
  },
);

export const deleteRequest = operation(
  createRoute({
    method: 'delete',
    path: '/v1/music/requests/{id}',
    operationId: 'deleteRequest',
    summary: 'Delete a request; what it had analysed stays',
    tags: ['music'],
    security: needs('music:write'),
    request: { params: idParams },
    responses: {
      204: { description: 'Deleted' },
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const done = await forgetRequest(c.get('services'), c.get('actor'), c.req.valid('param').id);
    return done.ok ? raw(c.body(null, 204)) : problem(c, done.error);
  },
);
