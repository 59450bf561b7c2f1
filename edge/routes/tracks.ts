import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { analysedTrackSchema, trackSchema } from '../../shared/contracts/track.ts';
import { failure } from '../../shared/problems.ts';
import { type AppEnv, KEY_PROBLEMS, operation, problem, problemResponses, raw, type RawResponse } from '../http.ts';
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

const waveformProblems = problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND', 'ANALYSIS_PENDING');

export const getWaveform = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/waveform',
    operationId: 'getWaveform',
    summary: 'A track’s waveform (BBC audiowaveform JSON, version 2)',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: {
        description: 'Minimum and maximum interleaved',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
      ...waveformProblems,
    },
  }),
  (c) => sendWaveform(c, c.req.valid('param').id, 'waveformJson', 'application/json'),
);

export const getWaveformDat = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/tracks/{id}/waveform.dat',
    operationId: 'getWaveformDat',
    summary: 'A track’s waveform (BBC audiowaveform binary)',
    tags: ['music'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: {
        description: 'As peaks.js reads it',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      ...waveformProblems,
    },
  }),
  (c) => sendWaveform(c, c.req.valid('param').id, 'waveformDat', 'application/octet-stream'),
);

/** Waveforms never change under their address in a browser's cache for long: a new analysis may replace one. */
const WAVEFORM_MAX_AGE_SEC = 3600;

async function sendWaveform(
  c: Context<AppEnv>,
  trackId: string,
  form: 'waveformJson' | 'waveformDat',
  contentType: string,
): Promise<RawResponse> {
  const services = c.get('services');
  const track = await readTrack(services, c.get('actor'), trackId);
  if (!track.ok) return problem(c, track.error);
  const { objects } = track.value;
  if (!objects) return problem(c, failure('ANALYSIS_PENDING', 'The track has no waveform before it is analysed.'));
  const stream = await services.objects.read(objects[form]);
  if (!stream) throw new Error(`the waveform of track ${trackId} is missing from the bucket`);
  return raw(
    c.body(stream, 200, { 'Content-Type': contentType, 'Cache-Control': `private, max-age=${WAVEFORM_MAX_AGE_SEC}` }),
  );
}
