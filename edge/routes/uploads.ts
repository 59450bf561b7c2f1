import { createRoute, z } from '@hono/zod-openapi';
import { failure } from '../../shared/problems.ts';
import { needs } from '../accounts/permissions.ts';
import { BODY_PROBLEMS, KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { uploadKey } from '../jobs/uploads.ts';
import { json, jsonBody } from './common.ts';

const bodySchema = z.strictObject({ sizeBytes: z.int().positive() });

const uploadSchema = z
  .object({
    uploadId: z.uuid(),
    method: z.literal('PUT'),
    url: z.url(),
    headers: z.record(z.string(), z.string()).describe('To be sent with the PUT, exactly so.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Upload' });

const route = createRoute({
  method: 'post',
  path: '/v1/music/uploads',
  operationId: 'createUpload',
  summary: 'Get an address to PUT a large file to',
  description: 'PUT exactly `sizeBytes` bytes to `url`, then send `{"uploadId": …}` to `POST /v1/music/analyze`.',
  tags: ['music'],
  security: needs('music:write'),
  request: {
    body: jsonBody(bodySchema, { sizeBytes: 48_211_004 }),
  },
  responses: {
    201: json(uploadSchema, 'Where to put the file'),
    ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS, 'FILE_TOO_LARGE'),
  },
});

export const createUpload = operation(route, async (c) => {
  const { objects, env } = c.get('services');
  const { sizeBytes } = c.req.valid('json');
  if (sizeBytes > env.MAX_AUDIO_BYTES) {
    return problem(c, failure('FILE_TOO_LARGE', `A file may have up to ${env.MAX_AUDIO_BYTES} bytes.`));
  }
  const uploadId = crypto.randomUUID();
  const { url, expiresAt } = await objects.presignPut(uploadKey(c.get('actor'), uploadId), sizeBytes);
  const headers = { 'Content-Length': String(sizeBytes) };
  return c.json({ uploadId, method: 'PUT' as const, url, headers, expiresAt: expiresAt.toISOString() }, 201);
});
