import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { findActor } from '../accounts/keys.ts';
import { findSessionActor } from '../accounts/sessions.ts';
import { type AppEnv, backgroundOf, findContract, originOf } from '../http.ts';
import { ACCESS_COOKIE, CSRF_HEADER } from '../session-cookies.ts';

type Caller = AppEnv['Variables']['actor'];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Three parts between dots: a JWT, not a key. */
const isToken = (text: string): boolean => text.split('.').length === 3;

/**
 * Who is asking: a key (`Authorization: Bearer` or `X-API-Key`), the access token of a session (bearer), or the same
 * token in its cookie. A browser sends cookies by itself, whoever's page asked it to; so with a cookie, what changes
 * something needs the session's CSRF token in a header too. The failure of that one names the actor.
 */
export async function authenticate(c: Context<AppEnv>): Promise<Result<Caller, Failure & { actor?: Caller }>> {
  const services = c.get('services');
  const authorization = c.req.header('Authorization');
  const given = authorization ? bearerOf(authorization) : c.req.header('X-API-Key');
  const background = backgroundOf(c);
  if (given) {
    return isToken(given)
      ? findSessionActor(services, given, background)
      : findActor(services, given, { address: originOf(c).address, background });
  }
  const cookie = authorization ? undefined : getCookie(c, ACCESS_COOKIE);
  if (!cookie) {
    return err(failure('KEY_MISSING', 'Send your key as "Authorization: Bearer mf_live_…" or as "X-API-Key".'));
  }
  const actor = await findSessionActor(services, cookie, background);
  if (!actor.ok || SAFE_METHODS.has(c.req.method)) return actor;
  const code = c.req.header(CSRF_HEADER) ?? '';
  return (await services.tokens.isCodeFor(actor.value.sessionId, code))
    ? ok(actor.value)
    : err({
        ...failure('CSRF_INVALID', `With a session's cookie, send its CSRF token as ${CSRF_HEADER}.`),
        actor: actor.value,
      });
}

/** From here on it is known who asks, and for what: whatever the answer, it is counted. */
export function setActor(c: Context<AppEnv>, actor: Caller): void {
  c.set('actor', actor);
  c.set('operationId', findContract(c)?.operationId);
}

const bearerOf = (authorization: string): string | undefined => /^Bearer +(\S+)$/i.exec(authorization)?.[1];
