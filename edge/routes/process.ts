import { createRoute, z } from '@hono/zod-openapi';
import { MAX_REQUEST_LENGTH, musicQuerySchema, understoodQuerySchema } from '../../shared/contracts/query.ts';
import { analysedTrackSchema } from '../../shared/contracts/track.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { presentMatch } from '../search/present.ts';
import { processRequest } from '../search/process.ts';
import { understand } from '../understanding/grammar.ts';
import { json, SECURITY } from './common.ts';
import { matchFields, searchNotes } from './search.ts';

const requestText = z.string().max(MAX_REQUEST_LENGTH);

const maxTracks = z
  .int()
  .min(1)
  .max(50)
  .optional()
  .describe('At most so many tracks; a number in the request says less.');

const bodySchema = z.union([
  z.strictObject({ request: requestText, maxTracks }),
  z.strictObject({
    query: musicQuerySchema.describe('In place of a sentence: what `understood.query` was, edited.'),
    maxTracks,
  }),
]);

const answerSchema = z
  .object({
    requestId: z.uuid().describe('The id under which this request is kept.'),
    understood: understoodQuerySchema,
    tracks: z.array(analysedTrackSchema.extend(matchFields)),
    ...searchNotes,
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
    const answer = await processRequest(c.get('services'), c.get('actor'), c.req.valid('json'));
    if (!answer.ok) return problem(c, answer.error);
    const { matches, ...rest } = answer.value;
    return c.json({ ...rest, tracks: matches.map(presentMatch) }, 200);
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
