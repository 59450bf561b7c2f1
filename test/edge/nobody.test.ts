import { eq } from 'drizzle-orm';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiKeys } from '../../drizzle/schema.ts';
import { SCOPES } from '../../edge/accounts/permissions.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';
import type { NewApiKeyResource, SessionResource } from '../../shared/contracts/account.ts';
import type { ProblemDocument } from '../../shared/contracts/problem.ts';
import { bearer, guardedOf, operations, send, type Target } from './operations.ts';
import { bindings, call, codeOf, services, type Tenant, tenant, uploadAs } from './support.ts';

/* Every operation of the contract, by every way to be nobody. */

let all: Target[];
let guarded: Target[];
beforeAll(async () => {
  all = await operations();
  guarded = guardedOf(all);
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
