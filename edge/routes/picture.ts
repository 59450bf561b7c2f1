import { createRoute } from '@hono/zod-openapi';
import { KEY_PROBLEMS, operation, problem, problemResponses, raw } from '../http.ts';
import { drawTrack, readBands } from '../search/picture.ts';
import { presentTrack } from '../search/present.ts';
import { readTrack } from '../search/tracks.ts';
import { waveformKey } from '../search/waveforms.ts';
import { failure } from '../../shared/problems.ts';
import { idParams, SECURITY } from './common.ts';

/** A new analysis may replace what is drawn. */
const MAX_AGE_SEC = 3600;

export const getPicture = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/waveform.svg',
    operationId: 'getPicture',
    summary: 'A track at a glance: waveform in three bands, sections and cue points, as a picture',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: {
        description: 'An SVG of 1200 × 260, for an <img> or a browser',
        content: { 'image/svg+xml': { schema: { type: 'string' } } },
      },
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND', 'ANALYSIS_PENDING', 'WAVEFORM_MISSING'),
    },
  }),
  async (c) => {
    const services = c.get('services');
    const track = await readTrack(services, c.get('actor'), c.req.valid('param').id);
    if (!track.ok) return problem(c, track.error);
    const { analysis } = track.value;
    if (!analysis) return problem(c, failure('ANALYSIS_PENDING', 'There is nothing to draw before it is analysed.'));
    const key = waveformKey(track.value, { bands: 3 }, 'dat');
    if (!key.ok) return problem(c, key.error);
    const stream = await services.objects.read(key.value);
    if (!stream) throw new Error(`the waveform of track ${track.value.id} is missing from the bucket`);
    const bands = readBands(await new Response(stream).bytes());
    const { artist, title } = presentTrack(track.value);
    const name = [artist, title].filter((part) => part !== null).join(' – ');
    return raw(
      c.body(drawTrack(name, analysis, bands), 200, {
        'Content-Type': 'image/svg+xml',
        'Cache-Control': `private, max-age=${MAX_AGE_SEC}`,
      }),
    );
  },
);
