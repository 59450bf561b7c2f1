import { createRoute, z } from '@hono/zod-openapi';
import { apiKeySchema, newApiKeySchema } from '../../shared/contracts/account.ts';
import { createKey, listKeys, revokeKey, rotateKey } from '../accounts/manage-keys.ts';
import { needs, SCOPES } from '../accounts/permissions.ts';
import { BODY_PROBLEMS, KEY_PROBLEMS, operation, originOf, problem, problemResponses, raw } from '../http.ts';
import { idParams, isWellFormed, json, jsonBody, momentSchema, WELL_FORMED } from './common.ts';

const DAY_SEC = 24 * 3600;

const common = { tags: ['keys'], security: needs('account') };

export const getKeys = operation(
  createRoute({
    ...common,
    method: 'get',
    path: '/v1/keys',
    operationId: 'listKeys',
    summary: 'Your keys, those that work first',
    responses: {
      200: json(z.object({ keys: z.array(apiKeySchema) }), 'Up to 100 keys'),
      ...problemResponses(...KEY_PROBLEMS),
    },
  }),
  async (c) => c.json({ keys: await listKeys(c.get('services'), c.get('actor')) }, 200),
);

export const postKey = operation(
  createRoute({
    ...common,
    method: 'post',
    path: '/v1/keys',
    operationId: 'createKey',
    summary: 'Make a key',
    description: 'It can have the scopes that you have, or fewer. The key is shown this once.',
    request: {
      body: jsonBody(
        z.strictObject({
          name: z.string().trim().min(1).max(100).refine(isWellFormed, WELL_FORMED),
          scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).optional(),
          expiresAt: momentSchema.optional(),
        }),
        { name: 'my laptop', scopes: ['music:read'] },
      ),
    },
    responses: {
      201: json(newApiKeySchema, 'The key'),
      ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS, 'KEY_LIMIT'),
    },
  }),
  async (c) => {
    const made = await createKey(c.get('services'), c.get('actor'), originOf(c), c.req.valid('json'));
    return made.ok ? c.json(made.value, 201) : problem(c, made.error);
  },
);

export const postKeyRotation = operation(
  createRoute({
    ...common,
    method: 'post',
    path: '/v1/keys/{id}/rotate',
    operationId: 'rotateKey',
    'x-beside-plan': 'account',
    summary: 'Replace a key; the old one goes on working for a while',
    request: {
      params: idParams,
      body: jsonBody(
        z.strictObject({
          graceSec: z
            .int()
            .min(0)
            .max(30 * DAY_SEC)
            .default(DAY_SEC)
            .describe('How long the old key goes on working; with 0 there is always room for the new one.'),
        }),
        { graceSec: 86_400 },
      ),
    },
    responses: {
      201: json(newApiKeySchema, 'The new key'),
      ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS, 'NOT_FOUND', 'KEY_LIMIT'),
    },
  }),
  async (c) => {
    const input = { keyId: c.req.valid('param').id, graceSec: c.req.valid('json').graceSec };
    const made = await rotateKey(c.get('services'), c.get('actor'), originOf(c), input);
    return made.ok ? c.json(made.value, 201) : problem(c, made.error);
  },
);

export const deleteKey = operation(
  createRoute({
    ...common,
    method: 'delete',
    path: '/v1/keys/{id}',
    operationId: 'revokeKey',
    'x-beside-plan': 'key',
    summary: 'End a key; it works nowhere after 60 seconds at the latest',
    request: { params: idParams },
    responses: {
      204: { description: 'Ended' },
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const done = await revokeKey(c.get('services'), c.get('actor'), originOf(c), c.req.valid('param').id);
    return done.ok ? raw(c.body(null, 204)) : problem(c, done.error);
  },
);
