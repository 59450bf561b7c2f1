import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { apiKeys, usageHourly } from '../../drizzle/schema.ts';
import { rollUpUsage } from '../../edge/accounts/roll-up.ts';
import { openUsageCounter } from '../../edge/accounts/usage-counter.ts';
import { buildServices } from '../../edge/services.ts';
import type { AllUsageResource, SessionResource, UsageResource } from '../../shared/contracts/account.ts';
import { appWith, bindings, call, problemOf, services, type Tenant, tenant } from './support.ts';

const rowsOf = ({ userId }: Pick<Tenant, 'userId'>) =>
  services().database.select().from(usageHourly).where(eq(usageHourly.userId, userId));
/** On a busy machine Redis may take its time. */
async function allSent(): Promise<void> {
  await expect.poll(() => services().usage.flush(), { timeout: 10_000 }).toBe(true);
}
const flushed = async () => {
  await allSent();
  await rollUpUsage(services());
};
const total = (rows: { requests: number }[]) => rows.reduce((sum, { requests }) => sum + requests, 0);
const hourNow = () => new Date().toISOString().slice(0, 13);

describe('usage', () => {
  test('each answer is counted once, by account, key, operation and status', async () => {
    const who = await tenant();
    await who.call('/v1/auth/me');
    await who.call('/v1/auth/me');
    await who.call(`/v1/jobs/${crypto.randomUUID()}`);
    await who.post('/v1/music/parse', { nonsense: true });
    await flushed();
    const rows = await rowsOf(who);
    const counted = rows.map(({ keyId, operation, status, requests }) => [keyId, operation, status, requests]);
    expect(counted.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      [who.keyId, 'getJob', 404, 1],
      [who.keyId, 'getMe', 200, 2],
      [who.keyId, 'parseRequest', 400, 1],
    ]);
    const [key] = await services().database.select().from(apiKeys).where(eq(apiKeys.id, who.keyId));
    expect(Date.now() - (key?.lastUsedAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });

  test('so are refreshes of a session, and what is refused to a page without the CSRF token', async () => {
    const who = await tenant();
    const login = await who.post('/v1/auth/sessions', { cookies: true });
    const { csrfToken } = await login.json<SessionResource>();
    const Cookie = login.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const ask = async (path: string, headers: Record<string, string>) => {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json', Cookie, ...headers }, body: '{}' };
      return (await call(path, init)).status;
    };
    const meant = { 'X-CSRF-Token': csrfToken };
    expect(await ask('/v1/keys', {})).toBe(403);
    expect(await ask('/v1/auth/sessions/refresh', {})).toBe(403);
    expect(await ask('/v1/auth/sessions/refresh', meant)).toBe(200);
    expect(await ask('/v1/auth/sessions/refresh', meant)).toBe(401);
    await flushed();
    const counted = (await rowsOf(who)).map((row) => `${row.keyId} ${row.operation} ${row.status} ${row.requests}`);
    const those = ['createKey 403 1', 'createSession 201 1', ...[200, 401, 403].map((at) => `refreshSession ${at} 1`)];
    expect(counted.toSorted()).toEqual(those.map((one) => `${who.keyId} ${one}`));
  });

  test('many at once are all there', async () => {
    const who = await tenant();
    await Promise.all(Array.from({ length: 200 }, () => who.call('/v1/auth/me')));
    await flushed();
    expect(total(await rowsOf(who))).toBe(200);
  });

  test('a second run, and two at once, count nothing twice; what comes later is added', async () => {
    const who = await tenant();
    await who.call('/v1/auth/me');
    await flushed();
    await Promise.all([rollUpUsage(services()), rollUpUsage(services()), rollUpUsage(services())]);
    expect(total(await rowsOf(who))).toBe(1);
    await who.call('/v1/auth/me');
    await flushed();
    expect(total(await rowsOf(who))).toBe(2);
  });

  test('a run that dies after any of its statements leaves what the next one puts right', async () => {
    const who = await tenant();
    await Promise.all(Array.from({ length: 5 }, () => who.call('/v1/auth/me')));
    await allSent();
    const real = services();
    for (let dieAt = 0; dieAt < 3; dieAt += 1) {
      let statements = 0;
      const dying = {
        ...real,
        database: {
          execute: (query: never) =>
            statements++ < dieAt ? real.database.execute(query) : Promise.reject(new Error('killed')),
        },
      } as unknown as typeof real;
      await rollUpUsage(dying).catch(() => undefined);
    }
    await rollUpUsage(real);
    await rollUpUsage(real);
    expect(total(await rowsOf(who))).toBe(5);
  });

  test('a run that is overtaken by a later one lowers no count', async () => {
    const who = await tenant();
    await who.call('/v1/auth/me');
    await allSent();
    const real = services();
    const [hasRead, mayWrite] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const database = {
      execute: async (query: never) => {
        hasRead.resolve();
        await mayWrite.promise;
        return real.database.execute(query);
      },
    };
    const slow = rollUpUsage({ ...real, database } as unknown as typeof real);
    await hasRead.promise;
    await who.call('/v1/auth/me');
    await flushed();
    mayWrite.resolve();
    await slow;
    expect(total(await rowsOf(who))).toBe(2);
  });

  test('what is no key, or no moment, keeps nothing after it from being copied', async () => {
    const [who, other] = [await tenant(), await tenant()];
    const { redis } = services();
    const used = `usage:keys:${hourNow()}`;
    await redis.hset(used, { 'no-key': 1, [crypto.randomUUID()]: 'x', [other.keyId]: 1e15 });
    await who.call('/v1/auth/me');
    await flushed();
    const [key] = await services().database.select().from(apiKeys).where(eq(apiKeys.id, who.keyId));
    expect(key?.lastUsedAt).not.toBeNull();
    expect(await redis.hget('usage:changed', hourNow())).toBeNull();
  });

  test('what is no hour is dropped, and keeps no other from being copied', async () => {
    const who = await tenant();
    const { redis } = services();
    const none = ['', 'x', '2026-13-01T00', '2026-11-22T24', '0000-01-01T00', '2026-11-22', '2026-11-22T16:00'];
    // Redis gives them in the order in which they came.
    await redis.del('usage:changed');
    await redis.hset('usage:changed', Object.fromEntries(none.map((hour) => [hour, 1])));
    for (const hour of none) await redis.hset(`usage:${hour}`, { [`${who.userId}|${who.keyId}|getMe|200`]: 5 });
    await who.call('/v1/auth/me');
    await flushed();
    expect(total(await rowsOf(who))).toBe(1);
    const left = Object.keys((await redis.hgetall('usage:changed')) ?? {});
    expect(left.filter((hour) => none.includes(hour))).toEqual([]);
  });

  test('a batch whose answer was lost is sent again and counted once; one that was not taken is not lost', async () => {
    const who = { userId: crypto.randomUUID(), keyId: crypto.randomUUID() };
    let mode: 'lost' | 'down' | 'up' = 'down';
    const real = services().redis;
    const flaky = new Proxy(real, {
      get: (target, name) =>
        name === 'eval'
          ? async (...args: Parameters<typeof real.eval>) => {
              if (mode === 'down') throw new Error('down');
              const answer = await target.eval(...args);
              if (mode === 'lost') throw new Error('the answer was lost');
              return answer;
            }
          : Reflect.get(target, name),
    });
    const counter = openUsageCounter(flaky);
    counter.record({ ...who, operation: 'getMe', status: 200 }, Date.now(), () => undefined);
    for (mode of ['down', 'lost', 'lost', 'up', 'up'] as const) await counter.flush();
    const field = `${who.userId}|${who.keyId}|getMe|200`;
    expect(Number(await real.hget(`usage:${hourNow()}`, field))).toBe(1);
    expect(counter.monthTotal(who.userId)).toBe(null);
  });

  test('is told by hour, day and month, with what the plan has left', async () => {
    const who = await tenant({ plan: 'free' });
    await who.call('/v1/auth/me');
    await who.call('/v1/auth/me');
    await flushed();
    for (const by of ['hour', 'day', 'month'] as const) {
      const usage = await (await who.call(`/v1/usage?by=${by}`)).json<UsageResource>();
      const counted = usage.periods.reduce((sum, { operations }) => sum + (operations.getMe ?? 0), 0);
      expect(counted, by).toBe(2);
      expect(usage.plan).toMatchObject({ name: 'free', month: { hard: 10_000 } });
      expect(usage.plan.limits?.find(({ name }) => name === 'hour')).toMatchObject({ limit: 100 });
    }
    expect((await who.call('/v1/usage?by=hour&from=2020-01-01T00:00:00Z')).status).toBe(400);
  });

  test('begins with a whole hour, day and month, wherever in it `from` is', async () => {
    const who = await tenant();
    const keyId = crypto.randomUUID();
    const row = { userId: who.userId, keyId, operation: 'getMe', status: 200, requests: 1 };
    const hours = [
      '2026-02-28T23',
      '2026-03-01T00',
      '2026-03-15T00',
      '2026-03-15T14',
      '2026-03-15T15',
      '2026-04-02T00',
    ];
    await services()
      .database.insert(usageHourly)
      .values(hours.map((hour) => ({ ...row, hour: new Date(`${hour}:00:00Z`) })));
    const told = async (by: string) => {
      const query = new URLSearchParams({ by, from: '2026-03-15T16:30:00+02:00', to: '2026-04-10T00:00:00Z' });
      const { from, periods } = await (await who.call(`/v1/usage?${query}`)).json<UsageResource>();
      return [from, ...periods.map(({ start, requests }) => `${start.slice(0, 13)} ${requests}`)];
    };
    expect(await told('month')).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-01T00 4', '2026-04-01T00 1']);
    expect(await told('day')).toEqual(['2026-03-15T00:00:00.000Z', '2026-03-15T00 3', '2026-04-02T00 1']);
    expect(await told('hour')).toEqual([
      '2026-03-15T14:00:00.000Z',
      '2026-03-15T14 1',
      '2026-03-15T15 1',
      '2026-04-02T00 1',
    ]);
  });

  test('of all accounts is told to the administration, by plan and operation', async () => {
    const [admin, who] = [await tenant({ role: 'support' }), await tenant({ plan: 'pro' })];
    await who.call('/v1/auth/me');
    await who.call(`/v1/jobs/${crypto.randomUUID()}`);
    await flushed();
    const { lines } = await (await admin.call('/v1/admin/usage?by=hour')).json<AllUsageResource>();
    const start = `${hourNow()}:00:00.000Z`;
    const line = lines.find((one) => one.start === start && one.plan === 'pro' && one.operation === 'getJob');
    expect(line).toMatchObject({ refused: 0, failed: 0 });
    expect(line?.requests).toBeGreaterThanOrEqual(1);
    expect((await admin.call('/v1/admin/usage?by=hour&from=2026-01-01T00:00:00Z')).status).toBe(400);
    expect((await who.call('/v1/admin/usage')).status).toBe(403);
  });

  test('is told within the one patience with a silent Redis, without what only that knows', async () => {
    const who = await tenant({ plan: 'free' });
    const app = appWith({ LIMIT_TIMEOUT_MS: '600', UPSTASH_REDIS_REST_URL: bindings().SILENT_URL ?? '' });
    const startedAt = performance.now();
    const answer = await app('/v1/usage', { headers: { 'X-API-Key': who.key } });
    expect(performance.now() - startedAt).toBeLessThan(1_150);
    expect(answer.status).toBe(200);
    expect((await answer.json<UsageResource>()).plan).toEqual({ name: 'free', month: null, limits: null });
  });

  test('shows nothing of another account', async () => {
    const [who, other] = [await tenant(), await tenant()];
    await other.call('/v1/auth/me');
    await flushed();
    expect((await (await who.call('/v1/usage')).json<UsageResource>()).periods).toEqual([]);
  });

  test('is read from the replica when there is one', async () => {
    const who = await tenant({ role: 'support' });
    const replica = {
      DATABASE_REPLICA_URL: 'postgresql://a:b@replica.test/db',
      DATABASE_REPLICA_FETCH_URL: 'http://127.0.0.1:9/sql',
    };
    const app = appWith(replica);
    const statuses: number[] = [];
    for (const path of ['/v1/usage', '/v1/admin/usage', '/v1/auth/me']) {
      statuses.push((await app(path, { headers: { 'X-API-Key': who.key } })).status);
    }
    // The driver's endpoint is a global of the isolate: services under the right settings put it back.
    buildServices({ ...services().env });
    await call('/health/ready');
    // Nothing answers at the replica's address; what is no analytics is not asked there.
    expect(statuses).toEqual([503, 503, 200]);
    expect((await who.call('/v1/usage')).status).toBe(200);
  });
});

describe('the month', () => {
  const month = `usage:month:${new Date().toISOString().slice(0, 7)}`;

  /** An account that used so much, at an isolate that has not heard of it. */
  async function used(requests: number) {
    const { key, userId } = await tenant({ plan: 'free' });
    await services().redis.hset(month, { [userId]: requests });
    const app = appWith({ PLANS: JSON.stringify({ free: { perMonth: { soft: 1_000, hard: 2_000 } } }) });
    return () => app('/v1/auth/me', { headers: { 'X-API-Key': key } });
  }

  test('past the soft quota answers say so', async () => {
    const ask = await used(1_000);
    const first = await ask();
    expect([first.status, first.headers.get('X-Quota-Warning')]).toEqual([200, expect.any(String)]);
    expect(first.headers.get('RateLimit')).toMatch(/"month";r=1000;t=\d+/);
  });

  test('past the hard quota there are none until the next month', async () => {
    const ask = await used(2_000);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused.headers.get('RateLimit-Policy')).toMatch(/"month";q=2000;w=\d+$/);
    expect(refused.headers.get('RateLimit')).toMatch(/"month";r=0;t=\d+$/);
    expect(refused.headers.get('X-RateLimit-Remaining')).toBe('0');
    expect(await problemOf(refused)).toMatchObject({ code: 'QUOTA_EXCEEDED', 'violated-policies': ['month'] });
  });
});
