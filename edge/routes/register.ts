import { createRoute, z } from '@hono/zod-openapi';
import { accountSchema, newApiKeySchema } from '../../shared/contracts/account.ts';
import { admitRegistration, registerAccount } from '../accounts/register.ts';
import { BODY_PROBLEMS, operation, originOf, problem, problemResponses } from '../http.ts';
import { limitProblem, sendLimits } from '../middleware/limit-headers.ts';
import { json, jsonBody } from './common.ts';

export const emailSchema = z.email().max(254);

export const register = operation(
  createRoute({
    method: 'post',
    path: '/v1/auth/register',
    operationId: 'register',
    summary: 'Open an account with an e-mail address, and get its first key',
    description: 'Open to all, to those with an invitation, or closed, as the operator decides; limited by address.',
    tags: ['accounts'],
    request: {
      body: jsonBody(z.strictObject({ email: emailSchema, invite: z.string().max(2_000).optional() }), {
        email: 'you@example.com',
      }),
    },
    responses: {
      201: json(z.object({ account: accountSchema, key: newApiKeySchema }), 'The account and its key, shown this once'),
      ...problemResponses(
        ...BODY_PROBLEMS,
        'REGISTRATION_CLOSED',
        'INVITE_INVALID',
        'EMAIL_TAKEN',
        'RATE_LIMITED',
        'LIMITS_UNAVAILABLE',
        'INTERNAL',
        'UNAVAILABLE',
      ),
    },
  }),
  async (c) => {
    const services = c.get('services');
    const admission = await admitRegistration(services, originOf(c));
    sendLimits(c, admission);
    if (admission.refusal) return limitProblem(c, admission);
    const made = await registerAccount(services, originOf(c), c.req.valid('json'));
    return made.ok ? c.json(made.value, 201) : problem(c, made.error);
  },
);
