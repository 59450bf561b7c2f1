import { createRoute, z } from '@hono/zod-openapi';
import { MAX_REQUEST_LENGTH, sentQuerySchema, understoodQuerySchema } from '../../shared/contracts/query.ts';
import { analysedTrackSchema } from '../../shared/contracts/track.ts';
import { analysedVideoSchema } from '../../shared/contracts/analysed-video.ts';
import { backgroundOf, BODY_PROBLEMS, KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { MAX_STARTED, type VideoAnalyses } from '../jobs/analyse-videos.ts';
import { presentMatch } from '../search/present.ts';
import { presentVideo } from '../search/present-video.ts';
import { processRequest } from '../search/process.ts';
import { DEGRADABLE } from '../search/sources.ts';
import { understandRequest } from '../understanding/models/understand-request.ts';
import { json, jsonBody, SECURITY } from './common.ts';
import { matchFields, searchNotes } from './search.ts';

const requestText = z.string().max(MAX_REQUEST_LENGTH);

const maxTracks = z
  .int()
  .min(1)
  .max(50)
  .optional()
  .describe('At most so many tracks; a number in the request says less.');

const analyzeAudio = z
  .boolean()
  .optional()
  .describe(
    `Have the first ${MAX_STARTED} videos without an analysis analysed, each at the price of one analysis, where the ` +
      'operator of this service has turned audio from YouTube on. The request under its id fills up as they end.',
  );

const bodySchema = z
  .strictObject({
    request: requestText.optional(),
    query: sentQuerySchema.optional().describe('In place of a sentence: what `understood.query` was, edited.'),
    maxTracks,
    analyzeAudio,
  })
  .refine(({ request, query }) => (request === undefined) !== (query === undefined), {
    error: 'Send either `request` or `query`.',
  })
  .openapi({ oneOf: [{ required: ['request'] }, { required: ['query'] }] });

const degraded = z.array(z.enum(DEGRADABLE)).describe('What did not answer in time and is left out.');

const answerSchema = z
  .object({
    requestId: z.uuid().nullable().describe('The id under which this request is kept; null when it could not be.'),
    understood: understoodQuerySchema,
    tracks: z.array(analysedTrackSchema.extend(matchFields)),
    videos: z.array(analysedVideoSchema).describe('From YouTube, where the catalogue has too little.'),
    ...searchNotes,
    degraded,
    audioAnalysis: z
      .object({
        status: z.enum(['on', 'off']),
        started: z.int().min(0).describe('Analyses that this request began.'),
        code: z.string().nullable().describe('The problem for which fewer were begun than could be.'),
        detail: z.string(),
      })
      .optional()
      .describe('What became of `analyzeAudio`.'),
  })
  .meta({ id: 'ProcessAnswer' });

/** What became of the wish to have videos analysed; null when that was not known in time. */
function presentAnalyses(analyses: VideoAnalyses | null): z.infer<typeof answerSchema>['audioAnalysis'] {
  const { started = 0, refused } = analyses ?? {};
  const code = refused?.code ?? (analyses ? null : 'UNAVAILABLE');
  const said = analyses ? `Analyses begun: ${started}.` : 'Analyses could not be begun in time.';
  return { status: code === 'YOUTUBE_AUDIO_OFF' ? 'off' : 'on', started, code, detail: refused?.detail ?? said };
}

const problems = problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS);

export const processMusic = operation(
  createRoute({
    method: 'post',
    path: '/v1/music/process',
    operationId: 'processMusic',
    summary: 'A sentence in, tracks with their analysis out',
    tags: ['music'],
    security: SECURITY,
    request: { body: jsonBody(bodySchema, { request: 'house between 120 and 126 in A minor', maxTracks: 5 }) },
    responses: { 200: json(answerSchema, 'What was understood, and the tracks that match, best first'), ...problems },
  }),
  async (c) => {
    const input = c.req.valid('json');
    const answer = await processRequest(c.get('services'), c.get('actor'), input, backgroundOf(c));
    if (!answer.ok) return problem(c, answer.error);
    const { matches, videos, analyses, ...rest } = answer.value;
    const body = {
      ...rest,
      tracks: matches.map(presentMatch),
      videos: videos.map((video) => presentVideo(video)),
      ...(input.analyzeAudio && { audioAnalysis: presentAnalyses(analyses) }),
    };
    return c.json(body, 200);
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
      body: jsonBody(z.strictObject({ request: requestText }), {
        request: 'deep house around 122 bpm in A minor, no vocals',
      }),
    },
    responses: {
      200: json(
        understoodQuerySchema.extend({ degraded: z.array(z.enum(['models'])) }).meta({ id: 'ParseAnswer' }),
        'The query, with the words each part came from',
      ),
      ...problems,
    },
  }),
  async (c) => {
    const { understood, degraded: isDegraded } = await understandRequest(
      c.get('services'),
      c.get('actor'),
      c.req.valid('json').request,
      backgroundOf(c),
    );
    return c.json({ ...understood, degraded: isDegraded ? ['models' as const] : [] }, 200);
  },
);
