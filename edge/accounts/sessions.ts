import { z } from 'zod';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';
import { withDeadline } from '../storage/deadline.ts';
import { auditStatement, type Origin } from './audit.ts';
import { type Actor, findActorByHash, heldMsOf, isExpired, type KnownActor } from './keys.ts';
import type { Background } from './leases.ts';
import { base64url } from './tokens.ts';

/** How long an access token is good for by itself. */
export const ACCESS_TTL_SEC = 300;

/**
 * How long a refresh waits for Redis, which is longer than anything else does: the new token may be in place, and whoever
 * is not given it comes again with the old one, and ends the session.
 */
const ROTATE_TIMEOUT_MS = 5_000;

/** An actor that came with a session. */
export type SessionActor = KnownActor & { sessionId: string };

/** A session as Redis keeps it. The refresh token is kept as the SHA-256 of its name; none (`''`) when one came twice. */
const sessionSchema = z.object({ userId: z.uuid(), keySha256: z.string(), refreshSha256: z.string() });

export type SessionTokens = {
  sessionId: string;
  accessToken: string;
  refreshToken: string;
  csrfToken: string;
  expiresInSec: number;
};

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });
const invalid = (): Failure => failure('SESSION_INVALID', 'The session has ended, or the token is not one of ours.');

/** The session's id, a random part, and a code over both, so that only we can make one; it is known without its code. */
const REFRESH_SHAPE = /^(mfr_([0-9a-f-]{36})_[\w-]{43})\.(.+)$/;

/**
 * Turns a key into a session: a short access token, and a refresh token that is good for one use. Of more sessions than an
 * account may have, those that would be over first end now.
 */
export async function createSession(
  services: Services,
  actor: Actor,
  keySha256: string,
  origin: Origin,
): Promise<SessionTokens> {
  const sessionId = crypto.randomUUID();
  const refreshName = newRefreshName(sessionId);
  const session = { userId: actor.userId, keySha256, refreshSha256: await sha256(refreshName) };
  const pipeline = services.quickRedis.pipeline();
  pipeline.set(CACHE.session.key(sessionId), session, { ex: CACHE.session.ttlSec });
  const all = CACHE.sessionsOf.key(actor.userId);
  pipeline.zremrangebyscore(all, 0, Date.now());
  pipeline.zadd(all, { score: endOfSession(), member: sessionId });
  pipeline.expire(all, CACHE.session.ttlSec);
  pipeline.zrange(all, 0, -1 - CACHE.sessionsOf.max);
  const [, , , , surplus] = await services.orDown(() => pipeline.exec<[unknown, number, number, number, string[]]>());
  const ended = await endThese(services, actor.userId, surplus);
  await auditStatement(services, {
    actor,
    origin,
    action: 'session.created',
    userId: actor.userId,
    targetId: sessionId,
    details: { ended },
  });
  return tokensOf(services, actor.userId, sessionId, refreshName);
}

/**
 * The account behind an access token. A session that was ended is refused as soon as this isolate's memory of it is
 * over (30 s); so is one whose key was revoked. Without Redis nobody is let in by a session that is not remembered.
 */
export async function findSessionActor(
  services: Services,
  token: string,
  background: Background,
): Promise<Result<SessionActor, Failure>> {
  const claims = claimsSchema.safeParse(await services.tokens.verify(token, 'session'));
  if (!claims.success) return err(invalid());
  const { sid: sessionId, sub: userId } = claims.data;
  const known = services.sessions.get(sessionId);
  if (known && !isExpired(known)) return ok(known);
  const session = await readSession(services, sessionId);
  const isGood = session !== null && session.refreshSha256 !== '';
  const actor = isGood && (await findActorByHash(services, session.keySha256, background));
  if (!actor || actor.userId !== userId) return err(invalid());
  const found = { ...actor, sessionId };
  services.sessions.set(sessionId, found, heldMsOf(found));
  return ok(found);
}

/**
 * Replaces the refresh token if it is the newest, and makes the session good for nothing if it is an older one; the
 * account's sessions (KEYS[2]) are kept for as long as any of them. Atomic.
 */
const ROTATE = `
local stored = redis.call('GET', KEYS[1])
if not stored then return 'gone' end
local session = cjson.decode(stored)
if session.refreshSha256 ~= ARGV[1] then
  session.refreshSha256 = ''
  redis.call('SET', KEYS[1], cjson.encode(session), 'KEEPTTL')
  return 'reused'
end
session.refreshSha256 = ARGV[2]
redis.call('SET', KEYS[1], cjson.encode(session), 'EX', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[3])
return 'rotated'`;

/** A refresh token that we made: what it is known by, and its session, which may be over. */
export type RefreshToken = { name: string; sessionId: string };

/** Null for one that we did not make. Nothing is looked up for that. */
export async function readRefreshToken({ tokens }: Services, text: string): Promise<RefreshToken | null> {
  const [, name, sessionId, code] = REFRESH_SHAPE.exec(text) ?? [];
  if (!name || !sessionId || !code) return null;
  return (await tokens.isCodeFor(name, code)) ? { name, sessionId } : null;
}

/** Whom a refresh token acts for, and whether it is its session's newest: what has to be known before it is used up. */
export async function findRefreshActor(
  services: Services,
  { name, sessionId }: RefreshToken,
  background: Background,
): Promise<Result<{ actor: SessionActor; isNewest: boolean }, Failure>> {
  const session = await readSession(services, sessionId);
  const actor = session && (await findActorByHash(services, session.keySha256, background));
  if (!actor) return err(invalid());
  return ok({ actor: { ...actor, sessionId }, isNewest: session.refreshSha256 === (await sha256(name)) });
}

/** New tokens for a refresh token, which is used up by this. One that comes a second time ends the whole session. */
export async function refreshSession(
  services: Services,
  actor: SessionActor,
  { name, sessionId }: RefreshToken,
  origin: Origin,
): Promise<Result<SessionTokens, Failure>> {
  const { userId } = actor;
  const next = newRefreshName(sessionId);
  const rotating = services.slowRedis.eval<(string | number)[], string>(
    ROTATE,
    [CACHE.session.key(sessionId), CACHE.sessionsOf.key(userId)],
    [await sha256(name), await sha256(next), CACHE.session.ttlSec, sessionId, endOfSession()],
  );
  const outcome = await withDeadline(rotating, ROTATE_TIMEOUT_MS, 'Redis');
  if (outcome === 'reused') {
    services.sessions.delete(sessionId);
    await auditStatement(services, {
      actor: null,
      origin,
      action: 'session.reused',
      outcome: 'refused',
      userId,
      targetId: sessionId,
    });
    // Not before that is written: until then each token that comes is a reason to write it.
    await endThese(services, userId, [sessionId]);
  }
  return outcome === 'rotated' ? ok(await tokensOf(services, userId, sessionId, next)) : err(invalid());
}

/** Ends one session of the actor's. */
export async function endSession(services: Services, actor: SessionActor, origin: Origin): Promise<void> {
  await endThese(services, actor.userId, [actor.sessionId]);
  await auditStatement(services, {
    actor,
    origin,
    action: 'session.ended',
    userId: actor.userId,
    targetId: actor.sessionId,
  });
}

/** Ends every session of an account; gives their number. */
export async function endAllSessions(services: Services, actor: Actor, origin: Origin): Promise<number> {
  const ids = await services.orDown(() =>
    services.quickRedis.zrange<string[]>(CACHE.sessionsOf.key(actor.userId), 0, -1),
  );
  const ended = await endThese(services, actor.userId, ids);
  await auditStatement(services, {
    actor,
    origin,
    action: 'session.ended',
    userId: actor.userId,
    details: { sessions: ended },
  });
  return ended;
}

/** Gives how many of them there still were: some may have ended by themselves. */
async function endThese(services: Services, userId: string, ids: string[]): Promise<number> {
  const { quickRedis, orDown, sessions } = services;
  for (const id of ids) sessions.delete(id);
  if (ids.length === 0) return 0;
  const pipeline = quickRedis.pipeline();
  pipeline.del(...ids.map((id) => CACHE.session.key(id)));
  pipeline.zrem(CACHE.sessionsOf.key(userId), ...ids);
  const [ended] = await orDown(() => pipeline.exec<[number, number]>());
  return ended;
}

/** Sessions live in Redis alone: without it nobody can be let in by one. */
async function readSession({ quickRedis, orDown }: Services, sessionId: string) {
  const stored = await orDown(() => quickRedis.get(CACHE.session.key(sessionId)));
  return sessionSchema.safeParse(stored).data ?? null;
}

async function tokensOf(
  { tokens }: Services,
  userId: string,
  sessionId: string,
  refreshName: string,
): Promise<SessionTokens> {
  const [accessToken, csrfToken, refreshCode] = await Promise.all([
    tokens.sign({ sub: userId, sid: sessionId }, 'session', ACCESS_TTL_SEC),
    tokens.codeFor(sessionId),
    tokens.codeFor(refreshName),
  ]);
  const refreshToken = `${refreshName}.${refreshCode}`;
  return { sessionId, accessToken, refreshToken, csrfToken, expiresInSec: ACCESS_TTL_SEC };
}

/** When a session that is made or refreshed now will be over, epoch ms. */
const endOfSession = (): number => Date.now() + CACHE.session.ttlSec * 1000;

const newRefreshName = (sessionId: string): string =>
  `mfr_${sessionId}_${base64url(crypto.getRandomValues(new Uint8Array(32)))}`;

async function sha256(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
