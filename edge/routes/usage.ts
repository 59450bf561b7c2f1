import { createRoute, z } from '@hono/zod-openapi';
import { allUsageSchema, usageSchema } from '../../shared/contracts/account.ts';
import { needs } from '../accounts/permissions.ts';
import { readAllUsage, readUsage } from '../accounts/usage-report.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { json, momentSchema } from './common.ts';

const query = z.strictObject({
  by: z.enum(['hour', 'day', 'month']).default('day'),
  from: momentSchema.optional().describe('Taken from the beginning of its hour, day or month.'),
  to: momentSchema.optional(),
});

export const getUsage = operation(
  createRoute({
    method: 'get',
    path: '/v1/usage',
    operationId: 'getUsage',
    summary: 'What you used by hour, day or month, and what your plan has left',
    description: 'Times are UTC. Counts are up to two minutes behind; what is left is as of now.',
    tags: ['accounts'],
    security: needs('account'),
    request: { query },
    responses: {
      200: json(usageSchema, 'Usage'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const usage = await readUsage(c.get('services'), c.get('actor'), c.req.valid('query'));
    return usage.ok ? c.json(usage.value, 200) : problem(c, usage.error);
  },
);

export const getAllUsage = operation(
  createRoute({
    method: 'get',
    path: '/v1/admin/usage',
    operationId: 'getAllUsage',
    summary: 'What all accounts used, by hour, day or month, plan and operation',
    description: 'Times are UTC. Counts are up to two minutes behind.',
    tags: ['admin'],
    security: needs('admin', 'role:support'),
    request: { query },
    responses: {
      200: json(allUsageSchema, 'Usage'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const usage = await readAllUsage(c.get('services'), c.req.valid('query'));
    return usage.ok ? c.json(usage.value, 200) : problem(c, usage.error);
  },
);
