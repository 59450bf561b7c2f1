import { eq } from 'drizzle-orm';
import { SignJWT } from 'jose';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { auditLog } from '../../drizzle/schema.ts';
import { CACHE } from '../../edge/cache-keys.ts';
import { hashApiKey } from '../../shared/api-keys.ts';
import type { SessionResource } from '../../shared/contracts/account.ts';
import { appWith, bindings, call, codeOf, expectRefusal, services, tenant } from './support.ts';

const JSON_HEADERS = { 'Content-Type': 'application/json' };

async function login(options: Parameters<typeof tenant>[0] = {}) {
  const who = await tenant(options);
  const session = await (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
  return { who, session };
}

const me = (token: string) => call('/v1/auth/me', { headers: { Authorization: `Bearer ${token}` } });
const refresh = (refreshToken: string | null) =>
  call('/v1/auth/sessions/refresh', { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify({ refreshToken }) });

/** The cookies of an answer as a browser would send them back. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('a session', () => {
  test('acts for the account of its key, with the scopes of its key', async () => {
    const { who, session } = await login({ scopes: ['music:read'] });
    const answer = await me(session.accessToken ?? '');
    expect(await answer.json()).toMatchObject({ account: { id: who.userId }, scopes: ['music:read'] });
    const post = call('/v1/keys', { headers: { Authorization: `Bearer ${session.accessToken}` } });
    expect(await codeOf(post)).toBe('SCOPE_MISSING');
  });

  test('is refreshed with a new token each time', async () => {
    const { session } = await login();
    const second = await (await refresh(session.refreshToken)).json<SessionResource>();
    const third = await (await refresh(second.refreshToken)).json<SessionResource>();
    expect(new Set([session.refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
    expect((await me(third.accessToken ?? '')).status).toBe(200);
  });

  test('ends altogether when a refresh token comes twice, and the log says so', async () => {
    const { who, session } = await login();
    const second = await (await refresh(session.refreshToken)).json<SessionResource>();
    expect(await codeOf(refresh(session.refreshToken))).toBe('SESSION_INVALID');
    expect(await codeOf(refresh(second.refreshToken))).toBe('SESSION_INVALID');
    expect(await codeOf(me(second.accessToken ?? ''))).toBe('SESSION_INVALID');
    const log = await services().database.select().from(auditLog).where(eq(auditLog.userId, who.userId));
    expect(log.map(({ action }) => action)).toContain('session.reused');
  });

  test('of two refreshes at once with the same token one wins, and the session ends', async () => {
    const { session } = await login();
    const answers = await Promise.all([refresh(session.refreshToken), refresh(session.refreshToken)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    const winner = await answers.find(({ ok }) => ok)!.json<SessionResource>();
    expect(await codeOf(refresh(winner.refreshToken))).toBe('SESSION_INVALID');
  });

  test('ends by logging out; logging out everywhere ends all of them, and no key', async () => {
    const { who, session } = await login();
    const others = await Promise.all(
      [1, 2].map(async () => (await who.post('/v1/auth/sessions', {})).json<SessionResource>()),
    );
    const bearer = { Authorization: `Bearer ${session.accessToken}` };
    expect((await call('/v1/auth/sessions/current', { method: 'DELETE', headers: bearer })).status).toBe(204);
    expect(await codeOf(me(session.accessToken ?? ''))).toBe('SESSION_INVALID');
    expect((await me(others[0]?.accessToken ?? '')).status).toBe(200);
    expect(await (await who.call('/v1/auth/sessions', { method: 'DELETE' })).json()).toEqual({ ended: 2 });
    for (const other of others) {
      expect(await codeOf(me(other.accessToken ?? ''))).toBe('SESSION_INVALID');
      expect(await codeOf(refresh(other.refreshToken))).toBe('SESSION_INVALID');
    }
    expect((await who.call('/v1/auth/me')).status).toBe(200);
  });

  test('that is refreshed for longer than a month is still found by logging out everywhere', async () => {
    const { who, session } = await login();
    const { redis } = services();
    const set = CACHE.sessionsOf.key(who.userId);
    await redis.expire(set, 60);
    const second = await (await refresh(session.refreshToken)).json<SessionResource>();
    expect(await redis.ttl(set)).toBeGreaterThanOrEqual(CACHE.session.ttlSec - 60);
    // Such as came about before a refresh renewed it.
    await redis.del(set);
    const third = await (await refresh(second.refreshToken)).json<SessionResource>();
    expect(await (await who.call('/v1/auth/sessions', { method: 'DELETE' })).json()).toEqual({ ended: 1 });
    expect(await codeOf(me(third.accessToken ?? ''))).toBe('SESSION_INVALID');
    expect(await codeOf(refresh(third.refreshToken))).toBe('SESSION_INVALID');
  });

  test('of more than 100 of an account the one that was not refreshed for longest ends; those that ran out are forgotten', async () => {
    const { who, session } = await login();
    const more = async () => (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
    const oldest = await more();
    const third = await more();
    const first = await (await refresh(session.refreshToken)).json<SessionResource>();
    const { redis } = services();
    const all = CACHE.sessionsOf.key(who.userId);
    const end = Date.now() + CACHE.session.ttlSec * 1000;
    const one = (score: number) => ({ score, member: crypto.randomUUID() });
    const others = Array.from({ length: 96 }, () => one(end));
    const over = Array.from({ length: 200 }, () => one(Date.now() - 1));
    await redis.zadd(all, one(end), ...others, ...over);
    const newest = await more();
    expect(await redis.zcard(all)).toBe(100);
    expect(await codeOf(me(oldest.accessToken ?? ''))).toBe('SESSION_INVALID');
    expect(await codeOf(refresh(oldest.refreshToken))).toBe('SESSION_INVALID');
    for (const { accessToken } of [first, third, newest]) expect((await me(accessToken ?? '')).status).toBe(200);
    expect(await (await who.call('/v1/auth/sessions', { method: 'DELETE' })).json()).toEqual({ ended: 3 });
    expect(await redis.exists(all)).toBe(0);
  });

  test('costs no more than the wait for a limit where Redis does not answer: 503, for those it has and for a new one', async () => {
    const { who, session } = await login();
    const ask = async (path: string, init: RequestInit) => {
      const silent = appWith({ UPSTASH_REDIS_REST_URL: bindings().SILENT_URL ?? '', LIMIT_TIMEOUT_MS: '400' });
      const startedAt = performance.now();
      const answer = await silent(path, init);
      expect([answer.status, await codeOf(answer)]).toEqual([503, 'UNAVAILABLE']);
      return performance.now() - startedAt;
    };
    const post = (key: string, body: object) => ({
      method: 'POST',
      headers: { ...JSON_HEADERS, 'X-API-Key': key },
      body: JSON.stringify(body),
    });
    const times = [
      await ask('/v1/auth/me', { headers: { Authorization: `Bearer ${session.accessToken}` } }),
      await ask('/v1/auth/sessions', post(who.key, {})),
      await ask('/v1/auth/sessions/refresh', post('', { refreshToken: session.refreshToken })),
    ];
    for (const ms of times) expect(ms).toBeLessThan(950);
    // Nothing was used up by that.
    expect((await refresh(session.refreshToken)).status).toBe(200);
  });

  /** The Worker, in an isolate of its own, where some requests over HTTP go another way. */
  const appVia = (
    way: (body: string, url: string, real: () => Promise<Response>) => Promise<Response>,
    settings = {},
  ) => {
    const real = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      way(typeof init?.body === 'string' ? init.body : '', input instanceof Request ? input.url : String(input), () =>
        real(input, init),
      ),
    );
    onTestFinished(() => void vi.restoreAllMocks());
    return appWith(settings);
  };
  const isDatabase = (url: string) => url.startsWith(bindings().DATABASE_FETCH_URL ?? '?');
  const refreshAt = (app: typeof call, refreshToken: string | null) =>
    app('/v1/auth/sessions/refresh', { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify({ refreshToken }) });

  test('is refreshed though Redis is late with the new token', async () => {
    const { session } = await login();
    let late = 0;
    const app = appVia(
      async (body, _, real) => {
        const answer = await real();
        if (!body.includes("return 'rotated'")) return answer;
        late += 1;
        return new Promise((resolve) => {
          setTimeout(() => resolve(answer), 1_500);
        });
      },
      { LIMIT_TIMEOUT_MS: '1000' },
    );
    const second = await refreshAt(app, session.refreshToken);
    expect([second.status, late]).toEqual([200, 1]);
    expect((await refresh((await second.json<SessionResource>()).refreshToken)).status).toBe(200);
  });

  test('keeps its refresh token where the database fails', async () => {
    const { who, session } = await login();
    await services().redis.del(CACHE.apiKey.key(await hashApiKey(who.key)));
    let isDown = true;
    const app = appVia((_, url, real) =>
      isDown && isDatabase(url) ? Promise.reject(new Error('the database is down')) : real(),
    );
    expect((await refreshAt(app, session.refreshToken)).ok).toBe(false);
    isDown = false;
    expect((await refreshAt(app, session.refreshToken)).status).toBe(200);
  });

  test('is refreshed 60 times an hour; an old token ends it all the same', async () => {
    const halfPast = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 1_800_000;
    vi.useFakeTimers({ toFake: ['Date'], now: halfPast });
    onTestFinished(() => void vi.useRealTimers());
    const { session } = await login();
    const window = { name: 'refreshes', limit: 60, windowMs: 3_600_000, lease: 1 };
    const some = Array.from({ length: 57 }, () => services().limits.takeOther(window, session.sessionId));
    await Promise.all(some);
    let newest = session.refreshToken;
    for (const left of ['2', '1', '0']) {
      const answer = await refresh(newest);
      expect([answer.status, answer.headers.get('X-RateLimit-Remaining')]).toEqual([200, left]);
      newest = (await answer.json<SessionResource>()).refreshToken;
    }
    await expectRefusal(await refresh(newest), 'RATE_LIMITED', 'refreshes', 60);
    // Another session has a limit of its own, and what was refused is not used up.
    expect((await refresh((await login()).session.refreshToken)).status).toBe(200);
    vi.setSystemTime(halfPast + 2 * 3_600_000);
    const later = await refresh(newest);
    expect(later.status).toBe(200);
    vi.setSystemTime(halfPast);
    expect(await codeOf(refresh(session.refreshToken))).toBe('SESSION_INVALID');
    expect(await codeOf(refresh((await later.json<SessionResource>()).refreshToken))).toBe('SESSION_INVALID');
  });

  test('whose token came twice is good for nothing, and in the log as soon as that can be written', async () => {
    const { who, session } = await login();
    const second = await (await refresh(session.refreshToken)).json<SessionResource>();
    const cached = CACHE.apiKey.key(await hashApiKey(who.key));
    await expect.poll(() => services().redis.exists(cached)).toBe(1);
    let isDown = true;
    const app = appVia((_, url, real) =>
      isDown && isDatabase(url) ? Promise.reject(new Error('the database is down')) : real(),
    );
    expect((await refreshAt(app, session.refreshToken)).status).toBe(503);
    const bearer = { Authorization: `Bearer ${second.accessToken}` };
    expect(await codeOf(app('/v1/auth/me', { headers: bearer }))).toBe('SESSION_INVALID');
    expect((await refreshAt(app, second.refreshToken)).status).toBe(503);
    isDown = false;
    const reuses = async () => {
      const log = await services().database.select().from(auditLog).where(eq(auditLog.userId, who.userId));
      return log.filter(({ action }) => action === 'session.reused').length;
    };
    expect(await reuses()).toBe(0);
    for (const { refreshToken } of [second, session, second]) {
      expect(await codeOf(refreshAt(app, refreshToken))).toBe('SESSION_INVALID');
      expect(await reuses()).toBe(1);
    }
    expect(await services().redis.exists(CACHE.session.key(session.sessionId))).toBe(0);
  });

  test('ends with the key that it was made with', async () => {
    const { who, session } = await login();
    await who.call(`/v1/keys/${who.keyId}`, { method: 'DELETE' });
    expect(await codeOf(me(session.accessToken ?? ''))).toBe('SESSION_INVALID');
    expect(await codeOf(refresh(session.refreshToken))).toBe('SESSION_INVALID');
  });

  test('no token of it is in Redis as it is', async () => {
    const { session } = await login();
    const stored = JSON.stringify(await services().redis.get(`session:${session.sessionId}`));
    expect(stored).toContain('refreshSha256');
    expect(stored).not.toContain(session.refreshToken?.split('_').at(-1));
  });
});

describe('signing secrets', () => {
  const [current = '', secret = ''] = (bindings().AUTH_SECRETS ?? '').split(':');
  const next = `next:${'n'.repeat(40)}`;
  const meAt = (app: typeof call, token: string | null) =>
    app('/v1/auth/me', { headers: { Authorization: `Bearer ${token}` } });

  test('rotate: what the old one signed holds while it is listed, and no longer', async () => {
    const { session } = await login();
    const during = appWith({ AUTH_SECRETS: `${next},${current}:${secret}` });
    expect((await meAt(during, session.accessToken)).status).toBe(200);
    expect(await codeOf(meAt(appWith({ AUTH_SECRETS: next }), session.accessToken))).toBe('SESSION_INVALID');
  });

  test('a token signed with the right secret for another purpose, issuer or algorithm is refused', async () => {
    const { who, session } = await login();
    const token = (changes: { iss?: string; aud?: string; alg?: string; kid?: string; exp?: string }) =>
      new SignJWT({ sub: who.userId, sid: session.sessionId })
        .setProtectedHeader({ alg: changes.alg ?? 'HS256', kid: changes.kid ?? current, typ: 'JWT' })
        .setIssuer(changes.iss ?? 'musicforge')
        .setAudience(changes.aud ?? 'session')
        .setIssuedAt(Math.floor(Date.now() / 1000) - 60)
        .setExpirationTime(changes.exp ?? '5 min')
        .sign(new TextEncoder().encode(secret));
    expect((await me(await token({}))).status).toBe(200);
    for (const change of [{ iss: 'other' }, { aud: 'invite' }, { alg: 'HS512' }, { kid: 'other' }, { exp: '-1 s' }]) {
      expect(await codeOf(me(await token(change))), JSON.stringify(change)).toBe('SESSION_INVALID');
    }
  });
});

describe("a browser's session", () => {
  async function browser() {
    const who = await tenant();
    const response = await who.post('/v1/auth/sessions', { cookies: true });
    const session = await response.json<SessionResource>();
    return { session, cookies: cookiesOf(response), setCookies: response.headers.getSetCookie() };
  }

  test('is in cookies that scripts can’t read, and not in the body', async () => {
    const { session, setCookies } = await browser();
    expect([session.accessToken, session.refreshToken]).toEqual([null, null]);
    expect(setCookies.length).toBe(2);
    for (const cookie of setCookies) expect(cookie).toMatch(/HttpOnly; Secure; SameSite=Strict/);
    expect(setCookies[0]).toMatch(/^__Host-mf_session=.*Path=\//);
  });

  test('reads by its cookie alone, and changes nothing without its own CSRF token', async () => {
    const { session, cookies } = await browser();
    const other = await browser();
    expect((await call('/v1/auth/me', { headers: { Cookie: cookies } })).status).toBe(200);
    const make = (headers: Record<string, string>) =>
      call('/v1/keys', {
        method: 'POST',
        headers: { ...JSON_HEADERS, Cookie: cookies, ...headers },
        body: JSON.stringify({ name: 'from a page' }),
      });
    for (const token of [undefined, 'made.up', other.session.csrfToken]) {
      expect(await codeOf(make(token === undefined ? {} : { 'X-CSRF-Token': token }))).toBe('CSRF_INVALID');
    }
    expect((await make({ 'X-CSRF-Token': session.csrfToken })).status).toBe(201);
  });

  test('is refreshed by its cookie with its CSRF token', async () => {
    const { session, cookies } = await browser();
    const again = (headers: Record<string, string>) =>
      call('/v1/auth/sessions/refresh', {
        method: 'POST',
        headers: { ...JSON_HEADERS, Cookie: cookies, ...headers },
        body: '{}',
      });
    expect(await codeOf(again({}))).toBe('CSRF_INVALID');
    const refreshed = await again({ 'X-CSRF-Token': session.csrfToken });
    expect(refreshed.status).toBe(200);
    expect(cookiesOf(refreshed)).not.toBe(cookies);
  });
});
