import { createRoute, z } from '@hono/zod-openapi';
import { accountSchema, auditEntrySchema } from '../../shared/contracts/account.ts';
import { changeUser, listAudit, listUsers, readUser } from '../accounts/admin.ts';
import { needs, ROLE_NAMES } from '../accounts/permissions.ts';
import { PLAN_NAMES } from '../accounts/plans.ts';
import { inviteTo } from '../accounts/register.ts';
import { BODY_PROBLEMS, KEY_PROBLEMS, operation, originOf, problem, problemResponses } from '../http.ts';
import { idParams, json, jsonBody, pageSchema } from './common.ts';
import { emailSchema } from './register.ts';

const reads = { tags: ['admin'], security: needs('admin', 'role:support') };
const changes = { tags: ['admin'], security: needs('admin', 'role:admin') };

const nextCursor = z.string().nullable();

export const getUsers = operation(
  createRoute({
    ...reads,
    method: 'get',
    path: '/v1/admin/users',
    operationId: 'listUsers',
    summary: 'Accounts, newest first',
    request: {
      query: pageSchema.extend({
        email: emailSchema.optional(),
        plan: z.enum(PLAN_NAMES).optional(),
        role: z.enum(ROLE_NAMES).optional(),
      }),
    },
    responses: {
      200: json(z.object({ users: z.array(accountSchema), nextCursor }), 'A page of accounts'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await listUsers(c.get('services'), filter, { limit, cursor });
    if (!page.ok) return problem(c, page.error);
    return c.json({ users: page.value.items, nextCursor: page.value.nextCursor }, 200);
  },
);

export const getUser = operation(
  createRoute({
    ...reads,
    method: 'get',
    path: '/v1/admin/users/{id}',
    operationId: 'getUser',
    summary: 'An account',
    request: { params: idParams },
    responses: {
      200: json(accountSchema, 'The account'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND'),
    },
  }),
  async (c) => {
    const user = await readUser(c.get('services'), c.req.valid('param').id);
    return user.ok ? c.json(user.value, 200) : problem(c, user.error);
  },
);

export const patchUser = operation(
  createRoute({
    ...changes,
    method: 'patch',
    path: '/v1/admin/users/{id}',
    operationId: 'changeUser',
    summary: 'Change an account’s plan or role, or disable it',
    description: 'A greater role is good for those keys, too, that had all the scopes of the one before.',
    request: {
      params: idParams,
      body: jsonBody(
        z
          .strictObject({
            plan: z.enum(PLAN_NAMES).optional(),
            role: z.enum(ROLE_NAMES).optional(),
            disabled: z.boolean().optional(),
          })
          .refine((change) => Object.keys(change).length > 0, 'Say what to change.'),
        { plan: 'pro' },
      ),
    },
    responses: {
      200: json(accountSchema, 'The account as it is now'),
      ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS, 'NOT_FOUND', 'OWN_ACCOUNT'),
    },
  }),
  async (c) => {
    const input = { userId: c.req.valid('param').id, change: c.req.valid('json') };
    const user = await changeUser(c.get('services'), c.get('actor'), originOf(c), input);
    return user.ok ? c.json(user.value, 200) : problem(c, user.error);
  },
);

export const getAudit = operation(
  createRoute({
    ...reads,
    method: 'get',
    path: '/v1/admin/audit',
    operationId: 'listAudit',
    summary: 'The audit log, newest first',
    request: {
      query: pageSchema.extend({
        userId: z.uuid().optional(),
        actorId: z.uuid().optional(),
        action: z.string().max(50).optional(),
      }),
    },
    responses: {
      200: json(z.object({ entries: z.array(auditEntrySchema), nextCursor }), 'A page of the log'),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await listAudit(c.get('services'), filter, { limit, cursor });
    if (!page.ok) return problem(c, page.error);
    return c.json({ entries: page.value.items, nextCursor: page.value.nextCursor }, 200);
  },
);

export const postInvite = operation(
  createRoute({
    ...changes,
    method: 'post',
    path: '/v1/admin/invites',
    operationId: 'createInvite',
    summary: 'Invite an e-mail address to register',
    request: {
      body: jsonBody(z.strictObject({ email: emailSchema }), { email: 'friend@example.com' }),
    },
    responses: {
      201: json(z.object({ invite: z.string(), expiresAt: z.iso.datetime() }), 'To be sent with the registration'),
      ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS),
    },
  }),
  async (c) => {
    const { email } = c.req.valid('json');
    return c.json(await inviteTo(c.get('services'), c.get('actor'), originOf(c), email), 201);
  },
);
