import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { eq } from 'drizzle-orm';
import { apiKeys } from '../../drizzle/schema.ts';
import { SCOPES } from '../../edge/accounts/permissions.ts';
import type { NewApiKeyResource, SessionResource } from '../../shared/contracts/account.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';
import type { ProblemDocument } from '../../shared/contracts/problem.ts';
import { appWith, bindings, call, codeOf, problemOf, services, type Tenant, tenant, uploadAs } from './support.ts';

/*
 * Every operation of the contract, by every way to be nobody. The operations come from the OpenAPI document, so that a
 * new one is covered on the day it is added.
 */

type Media = { example?: unknown; schema?: { properties?: Record<string, unknown> } };
type Operation = {
  operationId: string;
  security?: { apiKey: string[] }[];
  requestBody?: { content: Record<string, Media> };
};
type Target = { method: string; path: string; needs: string[] | null; body: string | undefined; name: string };

async function operations(): Promise<Target[]> {
  const contract = await (await call('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method, operation]) => {
        const example = operation.requestBody?.content['application/json']?.example;
        return {
          method: method.toUpperCase(),
          path,
          name: operation.operationId,
          needs: operation.security?.[0]?.apiKey ?? null,
          body: operation.requestBody ? JSON.stringify(example ?? {}) : undefined,
        };
      }),
  );
}

const send = ({ method, path, body }: Target, headers: Record<string, string>, id: string = crypto.randomUUID()) =>
  call(path.replaceAll(/\{\w+\}/g, id), {
    method,
    body,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  });

let all: Target[];
let guarded: Target[];
beforeAll(async () => {
  all = await operations();
  guarded = all.filter(({ needs }) => needs !== null);
});

/** What every guarded operation answers to these headers. */
async function codesFor(headers: Record<string, string>): Promise<Record<string, string>> {
  const answers = guarded.map(async (target) => {
    const response = await send(target, headers);
    return [target.name, `${response.status} ${await codeOf(response)}`] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

const everyOne = (answer: string): Record<string, string> =>
  Object.fromEntries(guarded.map(({ name }) => [name, answer]));

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('nobody', () => {
  test('all operations of /v1 are guarded but those by which one becomes somebody', () => {
    const open = all.filter(({ path, needs }) => path.startsWith('/v1/') && needs === null);
    expect(open.map(({ name }) => name).toSorted()).toEqual(['refreshSession', 'register']);
    expect(guarded.length).toBeGreaterThan(20);
  });

  test('every need is a scope or a role that there is', () => {
    for (const { name, needs } of guarded) {
      for (const need of needs ?? []) expect([...SCOPES, 'role:support', 'role:admin'], name).toContain(need);
    }
  });

  test('without a key', async () => expect(await codesFor({})).toEqual(everyOne('401 KEY_MISSING')));

  test('with a malformed key, and one with a bad checksum', async () => {
    const good = newApiKey('live');
    const typo = good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A');
    expect(await codesFor(bearer('hello'))).toEqual(everyOne('401 KEY_MALFORMED'));
    expect(await codesFor({ 'X-API-Key': typo })).toEqual(everyOne('401 KEY_MALFORMED'));
  });

  test('with a key that is unknown, expired or revoked', async () => {
    expect(await codesFor(bearer(newApiKey('live')))).toEqual(everyOne('401 KEY_INVALID'));
    for (const change of [{ revokedAt: new Date() }, { expiresAt: new Date(Date.now() - 1_000) }]) {
      const { key } = await tenant();
      const keySha256 = await hashApiKey(key);
      await services().database.update(apiKeys).set(change).where(eq(apiKeys.keySha256, keySha256));
      expect(await codesFor(bearer(key))).toEqual(everyOne('401 KEY_INVALID'));
    }
  });

  test('with a token that is expired, forged, unsigned, of another issuer, or for another purpose', async () => {
    const who = await tenant();
    const { sessionId } = await (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
    const [id = '', secret = ''] = (bindings().AUTH_SECRETS ?? '').split(':');
    const claims = { sub: who.userId, sid: sessionId };
    const token = (changes: { exp?: string; aud?: string; iss?: string; secret?: string } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: id, typ: 'JWT' })
        .setIssuer(changes.iss ?? 'musicforge')
        .setAudience(changes.aud ?? 'session')
        .setIssuedAt()
        .setExpirationTime(changes.exp ?? '5 min')
        .sign(new TextEncoder().encode(changes.secret ?? secret));
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer('musicforge')
      .setAudience('session')
      .setIssuedAt()
      .setExpirationTime('5 min')
      .encode();
    expect((await call('/v1/auth/me', { headers: bearer(await token()) })).status).toBe(200);
    const bad = [
      await token({ exp: '-1 s' }),
      await token({ secret: 's'.repeat(40) }),
      await token({ aud: 'invite' }),
      await token({ iss: 'somebody' }),
      `${unsigned}AAAA`,
    ];
    for (const one of bad) expect(await codesFor(bearer(one))).toEqual(everyOne('401 SESSION_INVALID'));
    // `alg: none` has an empty third part.
    expect(await codesFor(bearer(unsigned))).toEqual(everyOne('401 SESSION_INVALID'));
  });

  test('with a cookie and no CSRF token, wherever something is changed', async () => {
    const who = await tenant();
    const response = await who.post('/v1/auth/sessions', { cookies: true });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const changing = guarded.filter(({ method }) => method !== 'GET');
    for (const target of changing) {
      expect([target.name, await codeOf(send(target, { Cookie: cookie }))]).toEqual([target.name, 'CSRF_INVALID']);
    }
  });

  test('with a key of too small a scope', async () => {
    for (const scope of SCOPES) {
      const narrow = await tenant({ role: 'admin', scopes: [scope] });
      for (const target of guarded) {
        const isEnough = (target.needs ?? []).every((need) => need === scope || need.startsWith('role:'));
        if (isEnough) continue;
        const response = await send(target, bearer(narrow.key));
        expect([target.name, response.status, await codeOf(response)]).toEqual([target.name, 403, 'SCOPE_MISSING']);
      }
    }
  });

  test('with a role that is too small', async () => {
    const [user, support] = [await tenant({ scopes: SCOPES }), await tenant({ role: 'support' })];
    for (const target of guarded.filter(({ needs }) => needs?.includes('admin'))) {
      expect([target.name, (await send(target, bearer(user.key))).status]).toEqual([target.name, 403]);
    }
    for (const target of guarded.filter(({ needs }) => needs?.includes('role:admin'))) {
      expect([target.name, await codeOf(send(target, bearer(support.key)))]).toEqual([target.name, 'ROLE_MISSING']);
    }
  });
});

describe("another account's resource", () => {
  /** By the beginning of the path: how to make one, and what to call it by. A new kind of resource needs a line here. */
  const makers: [prefix: string, make: (owner: Tenant) => Promise<string>][] = [
    ['/v1/keys/', async (owner) => (await (await owner.post('/v1/keys', { name: 'k' })).json<NewApiKeyResource>()).id],
    ['/v1/jobs/', async (owner) => (await uploadAs(owner)).id],
    ['/v1/music/tracks/', async (owner) => (await uploadAs(owner)).trackId],
    [
      '/v1/music/requests/',
      async (owner) =>
        (await (await owner.post('/v1/music/process', { request: 'house' })).json<{ requestId: string }>()).requestId,
    ],
  ];

  test('is the same 404 as one that does not exist, byte for byte but for the request id', async () => {
    const [owner, other] = [await tenant(), await tenant()];
    const targets = guarded.filter(({ path, needs }) => path.includes('{') && !needs?.includes('admin'));
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      const make = makers.find(([prefix]) => target.path.startsWith(prefix))?.[1];
      expect(make, `${target.path} needs a line in makers`).toBeDefined();
      const [theirs, none] = [await make!(owner), crypto.randomUUID()];
      const answers = await Promise.all(
        [theirs, none].map(async (id) => {
          const response = await send(target, bearer(other.key), id);
          const text = (await response.text()).replaceAll(id, 'ID');
          const { requestId } = JSON.parse(text) as ProblemDocument;
          return [response.status, text.replace(requestId, 'REQUEST')];
        }),
      );
      expect(answers[0], target.name).toEqual(answers[1]);
      expect(answers[0]?.[0], target.name).toBe(404);
    }
  });
});

describe('bad input', () => {
  const json = { 'Content-Type': 'application/json' };

  test('a plan, a role or an account in any body changes nothing', async () => {
    const who = await tenant({ plan: 'free' });
    for (const target of guarded.filter(({ body, needs }) => body && !needs?.includes('admin'))) {
      for (const extra of [{ plan: 'enterprise' }, { role: 'admin' }, { userId: crypto.randomUUID() }]) {
        const body = JSON.stringify({ ...(JSON.parse(target.body!) as object), ...extra });
        const response = await send({ ...target, body }, bearer((await tenant()).key));
        expect([target.name, response.status >= 400 && response.status < 500]).toEqual([target.name, true]);
      }
    }
    expect(await (await who.call('/v1/auth/me')).json()).toMatchObject({ account: { plan: 'free', role: 'user' } });
  });

  test('a request id is echoed when it is a plain one, and refused when it could write a line of its own', async () => {
    const plain = await call('/health', { headers: { 'X-Request-Id': 'trace-42' } });
    expect(plain.headers.get('X-Request-Id')).toBe('trace-42');
    for (const id of ['a b', 'a"b', 'x'.repeat(129), '{"level":"error"}', 'a%0d%0aSet-Cookie:x']) {
      const response = await call('/health', { headers: { 'X-Request-Id': id } });
      expect([response.status, response.headers.get('X-Request-Id') === id]).toEqual([400, false]);
    }
  });

  test('headers of more than 16 KB and a body of more than 64 KB are refused', async () => {
    const who = await tenant();
    const large = await who.call('/v1/auth/me', { headers: { 'X-Large': 'x'.repeat(17_000) } });
    expect([large.status, await codeOf(large)]).toEqual([431, 'HEADERS_TOO_LARGE']);
    expect(await codeOf(who.post('/v1/keys', { name: 'x'.repeat(70_000) }))).toBe('BODY_TOO_LARGE');
    const stream = new Response('x'.repeat(70_000)).body;
    const chunked = who.call('/v1/keys', {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(await codeOf(chunked)).toBe('BODY_TOO_LARGE');
  });

  test('a name that stands twice in an object is refused, however it is spelled', async () => {
    const who = await tenant();
    const post = (body: string) => who.call('/v1/keys', { method: 'POST', headers: json, body });
    for (const body of [
      '{"name":"a","name":"b"}',
      '{"name":"a","n\\u0061me":"b"}',
      '{"name":"a","x":[{"y":1,"y":2}]}',
    ]) {
      expect(await codeOf(post(body)), body).toBe('INVALID_JSON');
    }
    expect((await post('{"name":"a \\"name\\": {\\"name\\": 1}"}')).status).toBe(201);
  });
});

describe('every answer', () => {
  test('has the headers that protect a browser, and says how long it took', async () => {
    const { headers } = await (await tenant()).call('/v1/auth/me');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
    expect(headers.get('Server-Timing')).toMatch(/auth;dur=\d+, rest;dur=\d+, total;dur=\d+/);
  });

  test('is for the pages that the setting names', async () => {
    const app = appWith({ CORS_ORIGINS: 'https://dash.example' });
    const asked = async (origin: string) => (await app('/health', { headers: { Origin: origin } })).headers;
    const allowed = await asked('https://dash.example');
    expect(allowed.get('Access-Control-Allow-Origin')).toBe('https://dash.example');
    expect(allowed.get('Access-Control-Allow-Credentials')).toBe('true');
    expect((await asked('https://evil.example')).get('Access-Control-Allow-Origin')).toBeNull();
    const anyone = (await call('/health', { headers: { Origin: 'https://evil.example' } })).headers;
    expect([anyone.get('Access-Control-Allow-Origin'), anyone.get('Access-Control-Allow-Credentials')]).toEqual([
      '*',
      null,
    ]);
  });

  test('leaves one line in the log, and no key, token, address, e-mail or body in any line', async () => {
    const lines: string[] = [];
    const spies = (['log', 'error', 'warn', 'info'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' '))),
    );
    const who = await tenant();
    const email = 'canary.person@example.test';
    const headers = { ...json(), 'CF-Connecting-IP': '192.0.2.77' };
    await call('/v1/auth/register', { method: 'POST', headers, body: JSON.stringify({ email }) });
    await call('/v1/auth/register', { method: 'POST', headers, body: JSON.stringify({ email }) });
    const made = await (await who.post('/v1/keys', { name: 'canary-name' })).json<NewApiKeyResource>();
    const session = await (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
    lines.length = 0;
    for (const secret of [made.key, session.accessToken ?? '', `${made.key}x`, `${session.accessToken}x`]) {
      for (const target of all) await send(target, { ...bearer(secret), 'Idempotency-Key': 'canary-idem' });
    }
    await call(`/v1/music/search?q=${made.key}`, { headers: bearer(made.key) });
    for (const spy of spies) spy.mockRestore();
    const text = lines.join('\n');
    expect(lines.filter((line) => line.includes('"durationMs"')).length).toBe(all.length * 4 + 1);
    for (const canary of [
      made.key.slice(8, 30),
      session.accessToken,
      email,
      'canary-name',
      'canary-idem',
      '192.0.2.77',
    ]) {
      expect(text).not.toContain(canary);
    }
    expect(text).not.toContain(await hashApiKey(made.key));
  });
});

const json = () => ({ 'Content-Type': 'application/json' });

test('the problem of a refusal says nothing of what was sent', async () => {
  const key = newApiKey('live');
  const document = await problemOf(await call('/v1/auth/me', { headers: bearer(key) }));
  expect(JSON.stringify(document)).not.toContain(key.slice(8, 30));
});
