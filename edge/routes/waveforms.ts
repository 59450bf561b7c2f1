import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  type AppEnv,
  KEY_PROBLEMS,
  operation,
  problem,
  problemResponses,
  type RawResponse,
  streamed,
} from '../http.ts';
import { readTrack } from '../search/tracks.ts';
import { type WantedWaveform, type WaveformForm, waveformKey, ZOOM_NAMES } from '../search/waveforms.ts';
import { idParams, SECURITY } from './common.ts';

const querySchema = z.strictObject({
  zoom: z
    .union([z.enum(ZOOM_NAMES), z.coerce.number().int().min(1).max(65_536)])
    .optional()
    .openapi({
      description:
        '`fine`, `coarse`, or the samples a pixel: 256 or 2048 with 1 band, 512 with 3. By default the finest.',
      examples: ['coarse', 2048],
    }),
  bands: z
    .enum(['1', '3'])
    .default('1')
    .transform((bands): 1 | 3 => (bands === '3' ? 3 : 1))
    .openapi({
      type: 'integer',
      enum: [1, 3],
      default: 1,
      description: '1 for the whole signal; 3 for low, mid and high as the channels of one file.',
      example: 3,
    }),
});

const problems = problemResponses(
  ...KEY_PROBLEMS,
  'INVALID_REQUEST',
  'NOT_FOUND',
  'ANALYSIS_PENDING',
  'WAVEFORM_MISSING',
);

/** As audiowaveform's documentation has it (its JSON format, version 2). */
const waveformSchema = z
  .object({
    version: z.literal(2),
    channels: z.int().positive().describe('1, or 3 for low, mid and high'),
    sample_rate: z.int().positive(),
    samples_per_pixel: z.int().positive(),
    bits: z.literal(8),
    length: z.int().min(0).describe('Pixels'),
    data: z.array(z.int().min(-128).max(127)).describe('Minimum and maximum of each pixel, channels interleaved'),
  })
  .meta({ id: 'Waveform' });

const example = {
  version: 2 as const,
  channels: 1,
  sample_rate: 22_050,
  samples_per_pixel: 2048,
  bits: 8 as const,
  length: 3,
  data: [-5, 5, -64, 71, -60, 66],
};

export const getWaveform = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/waveform',
    operationId: 'getWaveform',
    summary: 'A track’s waveform (BBC audiowaveform JSON, version 2)',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams, query: querySchema },
    responses: {
      200: {
        description: 'The waveform, as peaks.js and wavesurfer.js read it',
        content: { 'application/json': { schema: waveformSchema, example } },
      },
      ...problems,
    },
  }),
  (c) => sendWaveform(c, c.req.valid('param').id, c.req.valid('query'), 'json'),
);

export const getWaveformDat = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/waveform.dat',
    operationId: 'getWaveformDat',
    summary: 'A track’s waveform (BBC audiowaveform binary, version 2)',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams, query: querySchema },
    responses: {
      200: {
        description: 'As peaks.js reads it',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      ...problems,
    },
  }),
  (c) => sendWaveform(c, c.req.valid('param').id, c.req.valid('query'), 'dat'),
);

/** Waveforms never change under their address in a browser's cache for long: a new analysis may replace one. */
const WAVEFORM_MAX_AGE_SEC = 3600;

const CONTENT_TYPES: Record<WaveformForm, string> = { json: 'application/json', dat: 'application/octet-stream' };

async function sendWaveform(
  c: Context<AppEnv>,
  trackId: string,
  wanted: WantedWaveform,
  form: WaveformForm,
): Promise<RawResponse> {
  const services = c.get('services');
  const track = await readTrack(services, c.get('actor'), trackId);
  if (!track.ok) return problem(c, track.error);
  const key = waveformKey(track.value, wanted, form);
  if (!key.ok) return problem(c, key.error);
  const stream = await services.objects.read(key.value);
  if (!stream) throw new Error(`the waveform of track ${trackId} is missing from the bucket`);
  return streamed(c, stream, {
    'Content-Type': CONTENT_TYPES[form],
    'Cache-Control': `private, max-age=${WAVEFORM_MAX_AGE_SEC}`,
  });
}
