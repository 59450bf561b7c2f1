import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { sessionSchema } from '../../shared/contracts/account.ts';
import { failure } from '../../shared/problems.ts';
import { hashApiKey } from '../../shared/api-keys.ts';
import { needs } from '../accounts/permissions.ts';
import {
  createSession,
  endAllSessions,
  endSession,
  findRefreshActor,
  readRefreshToken,
  refreshSession,
  type SessionTokens,
} from '../accounts/sessions.ts';
import {
  type AppEnv,
  backgroundOf,
  BODY_PROBLEMS,
  KEY_PROBLEMS,
  operation,
  originOf,
  problem,
  problemResponses,
  raw,
} from '../http.ts';
import { CACHE } from '../cache-keys.ts';
import { setActor } from '../middleware/authenticate.ts';
import { limitProblem, sendLimits } from '../middleware/limit-headers.ts';
import {
  clearSessionCookies,
  CSRF_HEADER,
  REFRESH_COOKIE,
  REFRESH_PATH,
  setSessionCookies,
} from '../session-cookies.ts';
import { json, jsonBody } from './common.ts';

const tags = ['sessions'];

/** Of one session; an access token is good for five minutes. */
const REFRESHES = { name: 'refreshes', limit: 60, windowMs: 3_600_000, lease: 1 };

export const postSession = operation(
  createRoute({
    method: 'post',
    path: '/v1/auth/sessions',
    operationId: 'createSession',
    summary: 'Exchange a key for a session',
    description:
      'An access token for five minutes and a refresh token for one use. With `cookies`, both are put into cookies that ' +
      'scripts can’t read, and `csrfToken` has to be sent as X-CSRF-Token with whatever changes something. ' +
      `An account has ${CACHE.sessionsOf.max} sessions at most: the one not refreshed for longest makes room.`,
    tags,
    security: needs(),
    request: {
      body: jsonBody(z.strictObject({ cookies: z.boolean().default(false) }), { cookies: false }),
    },
    responses: { 201: json(sessionSchema, 'The session'), ...problemResponses(...KEY_PROBLEMS, ...BODY_PROBLEMS) },
  }),
  async (c) => {
    const key = keyOf(c);
    if (!key) return problem(c, failure('KEY_MISSING', 'A session is made with a key, not with another session.'));
    const made = await createSession(c.get('services'), c.get('actor'), await hashApiKey(key), originOf(c));
    return c.json(shown(c, made, c.req.valid('json').cookies), 201);
  },
);

export const postRefresh = operation(
  createRoute({
    method: 'post',
    path: REFRESH_PATH,
    operationId: 'refreshSession',
    // Its token is its caller's only name, and good for one use: an answer kept for another time would be anybody's.
    'x-never-replayed': true,
    summary: 'Exchange a refresh token for new tokens',
    description:
      'From the body, or from the cookie together with X-CSRF-Token. A token used twice ends the session. ' +
      `A session is refreshed ${REFRESHES.limit} times an hour at most.`,
    tags,
    request: {
      body: jsonBody(z.strictObject({ refreshToken: z.string().max(200).optional() }), {
        refreshToken: 'mfr_3f0e8f1c-6c57-4c39-8c9e-0a9b4d0f9f10_…',
      }),
    },
    responses: {
      200: json(sessionSchema, 'The session with new tokens'),
      ...problemResponses(
        'SESSION_INVALID',
        'CSRF_INVALID',
        ...BODY_PROBLEMS,
        'RATE_LIMITED',
        'INTERNAL',
        'UNAVAILABLE',
      ),
    },
  }),
  async (c) => {
    const services = c.get('services');
    const given = c.req.valid('json').refreshToken;
    const token = await readRefreshToken(services, given ?? getCookie(c, REFRESH_COOKIE) ?? '');
    if (!token) return problem(c, failure('SESSION_INVALID', 'This is not a refresh token of ours.'));
    const isMeant =
      given !== undefined || (await services.tokens.isCodeFor(token.sessionId, c.req.header(CSRF_HEADER) ?? ''));
    const found = await findRefreshActor(services, token, backgroundOf(c));
    if (found.ok) setActor(c, found.value.actor);
    if (!isMeant) {
      return problem(c, failure('CSRF_INVALID', `With the cookie, send the session's CSRF token as ${CSRF_HEADER}.`));
    }
    // One that was used before ends the session, whatever the limit says.
    if (found.ok && found.value.isNewest) {
      const admission = await services.limits.takeOther(REFRESHES, token.sessionId);
      sendLimits(c, admission);
      if (admission.violated) return limitProblem(c, admission);
    }
    const refreshed = found.ok ? await refreshSession(services, found.value.actor, token, originOf(c)) : found;
    if (refreshed.ok) return c.json(shown(c, refreshed.value, given === undefined), 200);
    if (given === undefined) clearSessionCookies(c);
    return problem(c, refreshed.error);
  },
);

export const deleteSession = operation(
  createRoute({
    method: 'delete',
    path: '/v1/auth/sessions/current',
    operationId: 'endSession',
    'x-beside-plan': 'key',
    summary: 'Log out',
    tags,
    security: needs(),
    responses: { 204: { description: 'Ended' }, ...problemResponses(...KEY_PROBLEMS) },
  }),
  async (c) => {
    const actor = c.get('actor');
    const { sessionId } = actor;
    if (!sessionId) return problem(c, failure('SESSION_INVALID', 'This was asked with a key, not with a session.'));
    await endSession(c.get('services'), { ...actor, sessionId }, originOf(c));
    clearSessionCookies(c);
    return raw(c.body(null, 204));
  },
);

export const deleteSessions = operation(
  createRoute({
    method: 'delete',
    path: '/v1/auth/sessions',
    operationId: 'endAllSessions',
    'x-beside-plan': 'key',
    summary: 'Log out everywhere',
    tags,
    security: needs('account'),
    responses: {
      200: json(z.object({ ended: z.int() }), 'How many sessions were ended'),
      ...problemResponses(...KEY_PROBLEMS),
    },
  }),
  async (c) => {
    const ended = await endAllSessions(c.get('services'), c.get('actor'), originOf(c));
    clearSessionCookies(c);
    return c.json({ ended }, 200);
  },
);

/** The key of a request that came with one. */
function keyOf(c: Context<AppEnv>): string | undefined {
  if (c.get('actor').sessionId) return undefined;
  return /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? c.req.header('X-API-Key');
}

/** A session as its client sees it: what is in cookies is not in the body. */
function shown(c: Context<AppEnv>, session: SessionTokens, useCookies: boolean) {
  if (useCookies) setSessionCookies(c, session);
  const { accessToken, refreshToken, ...rest } = session;
  const tokens = useCookies ? { accessToken: null, refreshToken: null } : { accessToken, refreshToken };
  return { ...rest, ...tokens, tokenType: 'Bearer' as const };
}
