import { desc, eq, sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { apiKeys, auditLog, users } from '../../drizzle/schema.ts';
import { changeUser } from '../../edge/accounts/admin.ts';
import { type Actor, findActor } from '../../edge/accounts/keys.ts';
import { createKey, rotateKey } from '../../edge/accounts/manage-keys.ts';
import { openRefusals } from '../../edge/accounts/refusals.ts';
import { CACHE } from '../../edge/cache-keys.ts';
import { buildServices } from '../../edge/services.ts';
import type { AccountResource, ApiKeyResource, NewApiKeyResource } from '../../shared/contracts/account.ts';
import readme from '../../README.md?raw';
import { appWith, call, codeOf, problemOf, services, type Tenant, tenant } from './support.ts';

const newEmail = () => `${crypto.randomUUID()}@example.test`;
const addressOf = (id: number) => `2001:db8:${id.toString(16)}::1`;

let network = 0;
/** Registers from a network of its own, so that no test uses up another's. */
const register = (body: unknown, address = addressOf((network += 1)), app = call) =>
  app('/v1/auth/register', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': address },
    body: JSON.stringify(body),
  });

type AuditEntry = { details: { operation: string; code: string; times?: number } };
const POLL = { timeout: 10_000, interval: 100 };

const auditOf = (userId: string) => services().database.select().from(auditLog).where(eq(auditLog.userId, userId));

const patch = (who: Tenant, path: string, body: unknown) =>
  who.call(path, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

describe('registration', () => {
  test('gives an account on the free plan and a key that works, and is in the audit log', async () => {
    const response = await register({ email: newEmail() }, '203.0.113.7');
    expect(response.status).toBe(201);
    const { account, key } = await response.json<{ account: AccountResource; key: NewApiKeyResource }>();
    expect(account).toMatchObject({ plan: 'free', role: 'user' });
    const me = await call('/v1/auth/me', { headers: { 'X-API-Key': key.key } });
    expect(await me.json()).toMatchObject({ account, scopes: ['music:read', 'music:write', 'account'] });
    expect(await auditOf(account.id)).toMatchObject([
      { action: 'account.registered', actorId: account.id, address: '203.0.113.7', requestId: expect.any(String) },
    ]);
  });

  test('one address has one account, however it is written', async () => {
    const email = newEmail();
    await register({ email });
    expect(await codeOf(register({ email: email.toUpperCase() }))).toBe('EMAIL_TAKEN');
  });

  test('nobody can give themselves a plan or a role', async () => {
    for (const extra of [{ plan: 'enterprise' }, { role: 'admin' }, { userId: crypto.randomUUID() }]) {
      const email = newEmail();
      expect(await codeOf(register({ email, ...extra }))).toBe('INVALID_REQUEST');
      expect(await services().database.select().from(users).where(eq(users.email, email))).toEqual([]);
    }
  });

  test('is limited by address, and an IPv6 customer is one address', async () => {
    const codes = [];
    for (let at = 1; at <= 6; at += 1)
      codes.push((await register({ email: newEmail() }, `2001:db8:ffff:1::${at}`)).status);
    expect(codes).toEqual([201, 201, 201, 201, 201, 429]);
    expect((await register({ email: newEmail() }, '2001:db8:ffff:2::1')).status).toBe(201);
  });

  test('can be closed, or open to the invited alone', async () => {
    expect(await codeOf(register({ email: newEmail() }, undefined, appWith({ REGISTRATION: 'closed' })))).toBe(
      'REGISTRATION_CLOSED',
    );
    const app = appWith({ REGISTRATION: 'invite' });
    const admin = await tenant({ role: 'admin' });
    const email = newEmail();
    const { invite } = await (await admin.post('/v1/admin/invites', { email })).json<{ invite: string }>();
    expect(await codeOf(register({ email }, undefined, app))).toBe('INVITE_INVALID');
    expect(await codeOf(register({ email: newEmail(), invite }, undefined, app))).toBe('INVITE_INVALID');
    expect((await register({ email, invite }, undefined, app)).status).toBe(201);
    expect(await codeOf(register({ email, invite }, undefined, app))).toBe('EMAIL_TAKEN');
  });
});

describe('keys', () => {
  const make = async (who: Tenant, body: object = { name: 'another' }) =>
    (await who.post('/v1/keys', body)).json<NewApiKeyResource>();
  const works = async (key: string) => (await call('/v1/auth/me', { headers: { 'X-API-Key': key } })).status;

  /** Gives an account keys, by the database, until it has so many. */
  const fillUpTo = async (who: Tenant, keys: number) => {
    const row = (at: number) => ({
      userId: who.userId,
      name: 'k',
      keySha256: `${who.keyId}${at}`,
      last4: '0000',
      scopes: [],
    });
    const rows = Array.from({ length: keys - 1 }, (_, at) => row(at));
    await services().database.insert(apiKeys).values(rows);
  };

  test('a new key is shown once, and listed without itself', async () => {
    const who = await tenant();
    const made = await make(who, { name: 'laptop', scopes: ['music:read'] });
    expect(await works(made.key)).toBe(200);
    const text = await (await who.call('/v1/keys')).text();
    expect(text).not.toContain(made.key);
    const { keys } = JSON.parse(text) as { keys: ApiKeyResource[] };
    expect(keys.find(({ id }) => id === made.id)).toMatchObject({ name: 'laptop', scopes: ['music:read'] });
    expect(keys.length).toBe(2);
  });

  test('a key gives no scope that it has not, and a role gives none that it may not', async () => {
    const who = await tenant({ scopes: ['account'] });
    expect(await codeOf(who.post('/v1/keys', { name: 'more', scopes: ['music:read'] }))).toBe('SCOPE_MISSING');
    expect(await codeOf((await tenant()).post('/v1/keys', { name: 'more', scopes: ['admin'] }))).toBe('SCOPE_MISSING');
  });

  test('a key that expires stops at that moment, though it is remembered', async () => {
    const who = await tenant();
    const made = await make(who, { name: 'short', expiresAt: new Date(Date.now() + 20_000).toISOString() });
    expect(await works(made.key)).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(made.expiresAt ?? '') });
    expect(await works(made.key).finally(() => vi.useRealTimers())).toBe(401);
  });

  test('a rotated key works until its grace ends, and the new one at once', async () => {
    const who = await tenant();
    const old = await make(who);
    expect(await works(old.key)).toBe(200);
    const rotate = async (id: string, graceSec: number) =>
      (await who.post(`/v1/keys/${id}/rotate`, { graceSec })).json<NewApiKeyResource>();
    const next = await rotate(old.id, 60);
    expect([await works(old.key), await works(next.key)]).toEqual([200, 200]);
    await rotate(next.id, 0);
    expect(await works(next.key)).toBe(401);
    expect((await auditOf(who.userId)).map(({ action }) => action).toSorted()).toEqual([
      'key.created',
      'key.rotated',
      'key.rotated',
    ]);
  });

  test('a revoked key is refused here at once, and in an isolate that remembers it after 30 s', async () => {
    const who = await tenant();
    const made = await make(who);
    const far = buildServices(services().env);
    expect((await findActor(far, made.key)).ok).toBe(true);
    expect((await who.call(`/v1/keys/${made.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await works(made.key)).toBe(401);
    expect(CACHE.apiKey.heldMs).toBeLessThanOrEqual(30_000);
    far.actors.clear();
    expect((await findActor(far, made.key)).ok).toBe(false);
  });

  test('a revoked key that an isolate still believes in makes no other', async () => {
    const who = await tenant();
    const made = await make(who);
    const far = buildServices(services().env);
    const found = await findActor(far, made.key);
    if (!found.ok) throw new Error('the key works');
    expect((await who.call(`/v1/keys/${made.id}`, { method: 'DELETE' })).status).toBe(204);
    const origin = { address: null, requestId: crypto.randomUUID() };
    const results = [
      await createKey(far, found.value, origin, { name: 'for ever' }),
      await rotateKey(far, found.value, origin, { keyId: who.keyId, graceSec: 60 }),
      await rotateKey(far, found.value, origin, { keyId: who.keyId, graceSec: 0 }),
    ];
    for (const result of results) expect(result).toMatchObject({ ok: false, error: { code: 'KEY_INVALID' } });
    const keys = await services().database.select().from(apiKeys).where(eq(apiKeys.userId, who.userId));
    expect(new Set(keys.map(({ id }) => id))).toEqual(new Set([who.keyId, made.id]));
  });

  test('an old state that is still on its way can’t come back into the cache after a revocation', async () => {
    const who = await tenant();
    const made = await make(who);
    const [arrived, revoked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const real = buildServices(services().env);
    const quickRedis = new Proxy(real.quickRedis, {
      get: (target, name) =>
        name === 'set'
          ? async (...args: Parameters<typeof target.set>) => {
              arrived.resolve();
              await revoked.promise;
              return target.set(...args);
            }
          : Reflect.get(target, name),
    });
    const late = findActor({ ...real, quickRedis }, made.key);
    await arrived.promise;
    await who.call(`/v1/keys/${made.id}`, { method: 'DELETE' });
    revoked.resolve();
    expect((await late).ok).toBe(true);
    expect(await works(made.key)).toBe(401);
  });

  test("another account's key is the same 404 as none, and nothing happens to it", async () => {
    const [owner, other] = [await tenant(), await tenant()];
    const made = await make(owner);
    const theirs = await problemOf(await other.call(`/v1/keys/${made.id}`, { method: 'DELETE' }));
    const none = await problemOf(await other.call(`/v1/keys/${crypto.randomUUID()}`, { method: 'DELETE' }));
    expect({ ...theirs, requestId: '', instance: '' }).toEqual({ ...none, requestId: '', instance: '' });
    expect(await codeOf(other.post(`/v1/keys/${made.id}/rotate`, { graceSec: 0 }))).toBe('NOT_FOUND');
    expect(await works(made.key)).toBe(200);
  });

  test('a key that is rotated again gives one that lives as long as the first was made to', async () => {
    const who = await tenant();
    const rotate = async (id: string, graceSec: number) =>
      (await who.post(`/v1/keys/${id}/rotate`, { graceSec })).json<NewApiKeyResource>();
    const expiresAt = new Date(Date.now() + 90 * 24 * 3_600_000).toISOString();
    for (const [old, end] of [
      [await make(who), null],
      [await make(who, { name: 'until then', expiresAt }), expiresAt],
    ] as const) {
      expect((await rotate(old.id, 600)).expiresAt).toBe(end);
      expect((await rotate(old.id, 3_600)).expiresAt).toBe(end);
      const { keys } = await (await who.call('/v1/keys')).json<{ keys: ApiKeyResource[] }>();
      const graceEnd = Date.parse(keys.find(({ id }) => id === old.id)?.expiresAt ?? '');
      expect(Math.abs(graceEnd - Date.now() - 600_000)).toBeLessThan(60_000);
    }
  });

  test('an account has 25 keys that work at most, however many are made at once', async () => {
    const who = await tenant();
    await fillUpTo(who, 23);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => who.post('/v1/keys', { name: `k${at}` })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, ...Array(6).fill(409)]);
    expect(await codeOf(who.post('/v1/keys', { name: 'one more' }))).toBe('KEY_LIMIT');
    // What was not made is not in the log.
    expect((await auditOf(who.userId)).length).toBe(2);
  });

  test('and no more by rotating, which without a grace is always possible', async () => {
    const who = await tenant();
    await fillUpTo(who, 24);
    const rotate = (id: string, graceSec: number) => who.post(`/v1/keys/${id}/rotate`, { graceSec });
    const next = await (await rotate(who.keyId, 3_600)).json<NewApiKeyResource>();
    expect(await codeOf(rotate(next.id, 3_600))).toBe('KEY_LIMIT');
    expect(await works(next.key)).toBe(200);
    // One takes its place, however many would.
    const answers = await Promise.all(Array.from({ length: 6 }, () => rotate(next.id, 0)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array(5).fill(404)]);
    expect(await works(next.key)).toBe(401);
  });
});

describe('administration', () => {
  test('changes a plan, and the keys of the account know it', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant({ plan: 'free' })];
    expect((await who.call('/v1/auth/me')).headers.get('RateLimit-Policy')).toContain('q=100;w=3600');
    expect((await patch(admin, `/v1/admin/users/${who.userId}`, { plan: 'starter' })).status).toBe(200);
    expect((await who.call('/v1/auth/me')).headers.get('RateLimit-Policy')).toContain('q=1000;w=3600');
    expect(await auditOf(who.userId)).toMatchObject([
      { action: 'account.changed', actorId: admin.userId, details: { plan: 'starter', before: { plan: 'free' } } },
    ]);
  });

  test('disables an account and lets it in again', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant()];
    const status = async () => (await who.call('/v1/auth/me')).status;
    expect(await status()).toBe(200);
    await patch(admin, `/v1/admin/users/${who.userId}`, { disabled: true });
    expect(await status()).toBe(401);
    await patch(admin, `/v1/admin/users/${who.userId}`, { disabled: false });
    expect(await status()).toBe(200);
  });

  test('support may look and not change; a user neither; each refusal is kept', async () => {
    const [support, user] = [await tenant({ role: 'support' }), await tenant()];
    expect((await support.call('/v1/admin/users?limit=1')).status).toBe(200);
    expect(await codeOf(patch(support, `/v1/admin/users/${user.userId}`, { plan: 'pro' }))).toBe('ROLE_MISSING');
    expect(await codeOf(user.call('/v1/admin/audit'))).toBe('SCOPE_MISSING');
    const log = await (await support.call(`/v1/admin/audit?actorId=${user.userId}`)).json<{ entries: unknown[] }>();
    expect(log.entries).toMatchObject([
      { action: 'admin.refused', outcome: 'refused', actorKeyId: user.keyId, details: { operation: 'listAudit' } },
    ]);
  });

  test('of two changes at once that touch different things both stand', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant()];
    // The other change lands when this one has read the account and not yet written it.
    const real = services();
    const database = new Proxy(real.database, {
      get: (target, name) =>
        name === 'batch'
          ? async (...args: Parameters<typeof target.batch>) => {
              await patch(admin, `/v1/admin/users/${who.userId}`, { disabled: true, role: 'support' });
              return target.batch(...args);
            }
          : Reflect.get(target, name),
    });
    const actor: Actor = { ...admin, plan: 'scale', role: 'admin', scopes: [], expiresAtMs: null };
    const input = { userId: who.userId, change: { plan: 'starter' as const } };
    await changeUser({ ...real, database }, actor, { address: null, requestId: 'late' }, input);
    const [user] = await real.database.select().from(users).where(eq(users.id, who.userId));
    expect(user).toMatchObject({ plan: 'starter', role: 'support', disabledAt: expect.any(Date) });
  });

  test('a change of nothing is refused', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant()];
    expect(await codeOf(patch(admin, `/v1/admin/users/${who.userId}`, {}))).toBe('INVALID_REQUEST');
  });

  test('whoever is promoted administers with the key that they have; a smaller key stays as small', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant()];
    const small = await (await who.post('/v1/keys', { name: 'small', scopes: ['account'] })).json<NewApiKeyResource>();
    const look = (key: string) => call('/v1/admin/users?limit=1', { headers: { 'X-API-Key': key } });
    expect(await codeOf(look(who.key))).toBe('SCOPE_MISSING');
    await patch(admin, `/v1/admin/users/${who.userId}`, { role: 'admin' });
    expect((await look(who.key)).status).toBe(200);
    expect((await who.post('/v1/admin/invites', { email: newEmail() })).status).toBe(201);
    expect((await who.post('/v1/keys', { name: 'another', scopes: ['admin'] })).status).toBe(201);
    expect(await codeOf(look(small.key))).toBe('SCOPE_MISSING');
  });

  test('what the README says makes an administrator of who has registered', async () => {
    const email = newEmail();
    type Registered = { account: AccountResource; key: NewApiKeyResource };
    const { account, key } = await (await register({ email })).json<Registered>();
    const statement = /```sql\n(with promoted[^`]*)```/.exec(readme)?.[1] ?? '';
    expect(statement).toContain('you@example.com');
    await services().database.execute(sql.raw(statement.replace('you@example.com', email)));
    const path = `/v1/admin/audit?userId=${account.id}`;
    const { entries } = await (await call(path, { headers: { 'X-API-Key': key.key } })).json<{ entries: unknown[] }>();
    expect(entries).toMatchObject([
      { action: 'account.changed', outcome: 'done', actorId: null, details: { role: 'admin' } },
      { action: 'account.registered' },
    ]);
  });

  test('whoever is no administrator any more may not administer, and can rotate the key', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant({ role: 'admin' })];
    await patch(admin, `/v1/admin/users/${who.userId}`, { role: 'user' });
    expect(await codeOf(who.call('/v1/admin/users'))).toBe('SCOPE_MISSING');
    const rotated = await who.post(`/v1/keys/${who.keyId}/rotate`, { graceSec: 0 });
    expect(rotated.status).toBe(201);
    expect((await rotated.json<NewApiKeyResource>()).scopes).toEqual(['music:read', 'music:write', 'account']);
  });

  test('every refusal of it to somebody who is known is in the log, a flood of them as a number', async () => {
    const admin = await tenant({ role: 'admin' });
    await patch(admin, `/v1/admin/users/${admin.userId}`, { disabled: true });
    const made = await admin.post('/v1/auth/sessions', { cookies: true });
    const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (let at = 0; at < 3; at += 1) {
      const invite = { method: 'POST', headers: { 'Content-Type': 'application/json', Cookie: cookie } };
      const forged = call('/v1/admin/invites', { ...invite, body: JSON.stringify({ email: newEmail() }) });
      expect(await codeOf(forged)).toBe('CSRF_INVALID');
    }
    const app = appWith({ PLANS: JSON.stringify({ free: { perMinute: 1 } }) });
    const free = await tenant({ role: 'admin', plan: 'free' });
    const list = () => app('/v1/admin/users', { headers: { 'X-API-Key': free.key } });
    const statuses = (await Promise.all(Array.from({ length: 20 }, list))).map(({ status }) => status);
    const limited = statuses.filter((status) => status === 429).length;
    expect(limited).toBeGreaterThan(10);

    /** The refusals to an account by what they were of, once all that wait have been written. */
    const refusals = async (who: Tenant, expected: Record<string, number>) => {
      const path = `/v1/admin/audit?action=admin.refused&actorId=${who.userId}`;
      let rows = 0;
      await expect
        .poll(async () => {
          const { entries } = await (await admin.call(path)).json<{ entries: AuditEntry[] }>();
          rows = entries.length;
          const byName = Map.groupBy(entries, ({ details: { operation, code } }) => `${operation} ${code}`);
          const timesOf = (some: AuditEntry[]) => some.reduce((sum, { details }) => sum + (details.times ?? 1), 0);
          return Object.fromEntries([...byName].map(([name, some]) => [name, timesOf(some)]));
        }, POLL)
        .toEqual(expected);
      return rows;
    };
    await refusals(admin, { 'changeUser OWN_ACCOUNT': 1, 'createInvite CSRF_INVALID': 3 });
    expect(await refusals(free, { 'listUsers RATE_LIMITED': limited })).toBeLessThan(limited / 2);
  });

  test('a refusal that the database could not take is in the log when it can, once', async () => {
    const who = await tenant({ role: 'admin' });
    const { database } = services();
    let answers = 0;
    // The first time nothing gets through; the second time it does, and the answer is lost.
    const flaky = new Proxy(database, {
      get: (target, name) =>
        name === 'insert'
          ? (...args: Parameters<typeof target.insert>) => ({
              values: (rows: (typeof auditLog.$inferInsert)[]) => ({
                onConflictDoNothing: async () => {
                  answers += 1;
                  if (answers > 1)
                    await target
                      .insert(...args)
                      .values(rows)
                      .onConflictDoNothing();
                  if (answers < 3) throw new Error('no answer');
                },
              }),
            })
          : Reflect.get(target, name),
    });
    const refused = openRefusals(flaky);
    const refusal = { actor: who, origin: { address: null, requestId: 'first' }, operation: 'listUsers' };
    const counted = (code: string) => refused.count({ ...refusal, code }, Date.now(), () => undefined);
    counted('RATE_LIMITED');
    counted('RATE_LIMITED');
    await expect(refused.flush()).rejects.toThrow('no answer');
    await expect(refused.flush()).rejects.toThrow('no answer');
    counted('CSRF_INVALID');
    await refused.flush();
    await refused.flush();
    const log = await database
      .select()
      .from(auditLog)
      .where(eq(auditLog.actorId, who.userId))
      .orderBy(desc(sql`details ->> 'code'`));
    expect(log.map(({ details }) => details)).toEqual([
      { operation: 'listUsers', code: 'RATE_LIMITED', times: 2 },
      { operation: 'listUsers', code: 'CSRF_INVALID', times: 1 },
    ]);
  });

  test('an administrator can’t lock themselves out', async () => {
    const admin = await tenant({ role: 'admin' });
    for (const change of [{ role: 'user' }, { disabled: true }]) {
      expect(await codeOf(patch(admin, `/v1/admin/users/${admin.userId}`, change))).toBe('OWN_ACCOUNT');
    }
  });

  test('finds an account by its address, and pages through all of them', async () => {
    const [admin, who] = [await tenant({ role: 'admin' }), await tenant()];
    const [user] = await services().database.select().from(users).where(eq(users.id, who.userId));
    const page = async (query: string) =>
      (await admin.call(`/v1/admin/users?${query}`)).json<{ users: AccountResource[]; nextCursor: string }>();
    expect((await page(`email=${user?.email.toUpperCase()}`)).users.map(({ id }) => id)).toEqual([who.userId]);
    const first = await page('limit=1');
    const second = await page(`limit=1&cursor=${first.nextCursor}`);
    expect([first.users[0]?.id, second.users[0]?.id]).toEqual([who.userId, admin.userId]);
  });
});
