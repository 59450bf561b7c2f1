import { createRoute, z } from '@hono/zod-openapi';
import { MAX_REQUEST_LENGTH, understoodQuerySchema } from '../../shared/contracts/query.ts';
import { analysedTrackSchema } from '../../shared/contracts/track.ts';
import { KEY_PROBLEMS, operation, problemResponses } from '../http.ts';
import { processRequest } from '../search/process.ts';
import { presentAnalysedTrack } from '../search/present.ts';
import { understand } from '../understanding/grammar.ts';
import { json, SECURITY } from './common.ts';

const requestText = z.string().max(MAX_REQUEST_LENGTH);

const bodySchema = z.strictObject({
  request: requestText,
  maxTracks: z.int().min(1).max(50).optional().describe('At most so many tracks; a number in the request says less.'),
});

const answerSchema = z
  .object({
    requestId: z.uuid().describe('The id under which this request is kept.'),
    understood: understoodQuerySchema,
    tracks: z.array(analysedTrackSchema.extend({ score: z.number().min(0).max(1) })),
  })
  .meta({ id: 'ProcessAnswer' });

const problems = problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'INVALID_JSON', 'BODY_TOO_LARGE');

export const processMusic = operation(
  createRoute({
    method: 'post',
    path: '/v1/music/process',
    operationId: 'processMusic',
    summary: 'A sentence in, tracks with their analysis out',
    tags: ['music'],
    security: SECURITY,
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: bodySchema,
            example: { request: 'house between 120 and 126 in A minor', maxTracks: 5 },
          },
        },
      },
    },
    responses: { 200: json(answerSchema, 'What was understood, and the tracks that match, best first'), ...problems },
  }),
  async (c) => {
    const { request, maxTracks } = c.req.valid('json');
    const { id, understood, matches } = await processRequest(c.get('services'), c.get('actor'), request, maxTracks);
    const tracks = matches.map(({ track, score }) => ({ ...presentAnalysedTrack(track), score }));
    return c.json({ requestId: id, understood, tracks }, 200);
  },
);

export const parseRequest = operation(
  createRoute({
    method: 'post',
    path: '/v1/music/parse',
    operationId: 'parseRequest',
    summary: 'What a sentence asks for, without searching',
    tags: ['music'],
    security: SECURITY,
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.strictObject({ request: requestText }),
            example: { request: 'deep house around 122 bpm in A minor, no vocals' },
          },
        },
      },
    },
    responses: { 200: json(understoodQuerySchema, 'The query, with the words each part came from'), ...problems },
  }),
  async (c) => c.json(understand(c.req.valid('json').request), 200),
);
