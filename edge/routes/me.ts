import { createRoute, z } from '@hono/zod-openapi';
import { accountSchema, apiKeySchema } from '../../shared/contracts/account.ts';
import { readMe } from '../accounts/manage-keys.ts';
import { effectiveScopes, needs } from '../accounts/permissions.ts';
import { KEY_PROBLEMS, operation, problemResponses } from '../http.ts';
import { json } from './common.ts';

export const getMe = operation(
  createRoute({
    method: 'get',
    path: '/v1/auth/me',
    operationId: 'getMe',
    summary: 'The account and the key that ask',
    tags: ['accounts'],
    security: needs(),
    responses: {
      200: json(
        z.object({ account: accountSchema, key: apiKeySchema, scopes: z.array(z.string()) }),
        'Who you are; `scopes` are those that count for your role',
      ),
      ...problemResponses(...KEY_PROBLEMS),
    },
  }),
  async (c) => {
    const me = await readMe(c.get('services'), c.get('actor'));
    return c.json({ ...me, scopes: effectiveScopes(c.get('actor')) }, 200);
  },
);
