import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findActor } from '../../edge/accounts/keys.ts';
import { newApiKey } from '../../shared/api-keys.ts';
import type { NewApiKeyResource, SessionResource } from '../../shared/contracts/account.ts';
import { analysisOf } from '../support/analysis.ts';
import {
  appWith,
  behindAnswers,
  deliver,
  expectRefusal,
  services,
  successOf,
  type Tenant,
  tenant,
  uploadAs,
} from './support.ts';
import { type Trips, tripsOf } from './trips.ts';

/* How often a request goes to Redis and to the database. */

// The clock stands in the middle of a minute: no window ends, and no lease gets old, in the middle of a test.
beforeEach(() => {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: now - (now % 60_000) + 30_000 });
});
// What is done behind answers makes trips too: none is counted in the next test.
afterEach(async () => {
  vi.useRealTimers();
  await behindAnswers();
});

type App = ReturnType<typeof appWith>;
const ask = (app: App, { key }: Pick<Tenant, 'key'>, path = '/v1/auth/me', address?: string) =>
  app(path, { headers: { 'X-API-Key': key, ...(address === undefined ? {} : { 'CF-Connecting-IP': address }) } });

/** The address of a track that is everything it is going to be: its answer may be held. */
async function settledTrack(who: Tenant): Promise<string> {
  const job = await uploadAs(who);
  await deliver(successOf(job, analysisOf({ bpm: 100, key: { tonic: 'C', mode: 'major' } })));
  return `/v1/music/tracks/${job.trackId}`;
}

describe('a request', () => {
  test('goes to Redis once on the free plan, and for a cached answer nowhere else', async () => {
    const [app, who] = [appWith({}), await tenant({ plan: 'free' })];
    const path = await settledTrack(who);
    expect((await ask(app, who, path)).status).toBe(200);
    for (let at = 0; at < 5; at += 1) {
      expect(await tripsOf(() => ask(app, who, path))).toMatchObject({ redis: 1, database: 0 });
    }
  });

  test('goes nowhere within a lease', async () => {
    const [app, who] = [appWith({}), await tenant({ plan: 'scale' })];
    const path = await settledTrack(who);
    const trips: Trips[] = [];
    for (let at = 0; at < 300; at += 1) trips.push(await tripsOf(() => ask(app, who, path)));
    const busy = trips.slice(100);
    expect(busy.filter(({ redis }) => redis === 0).length).toBeGreaterThanOrEqual(190);
    expect(busy.reduce((sum, { redis }) => sum + redis, 0)).toBeLessThanOrEqual(10);
    expect(busy.every(({ database }) => database === 0)).toBe(true);
  });

  test('with a key that this isolate has not seen asks for it, then for the limit', async () => {
    const path = '/v1/music/tracks?limit=1';
    // The limiter's script is known to Redis from here on.
    await ask(appWith({}), await tenant({ plan: 'free' }));
    const who = await tenant({ plan: 'free' });
    const cold = await tripsOf(() => ask(appWith({}), who, path));
    expect(cold.redis).toBeLessThanOrEqual(3);
    expect(cold.database).toBe(2);
    // Another isolate finds the key in the cache, where it was put behind the answer.
    await expect.poll(() => tripsOf(() => ask(appWith({}), who, path))).toMatchObject({ redis: 2, database: 1 });
  });

  test('does not wait until its key is in the cache', async () => {
    const real = services();
    const quickRedis = new Proxy(real.quickRedis, {
      get: (target, name) => (name === 'set' ? () => new Promise(() => undefined) : Reflect.get(target, name)),
    });
    const { key } = await tenant();
    const startedAt = performance.now();
    expect((await findActor({ ...real, actorsInFlight: new Map(), quickRedis }, key)).ok).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('a key that nobody has', () => {
  test('is looked up once, however many bring it at once and again', async () => {
    const [app, stranger] = [appWith({}), { key: newApiKey('live') }];
    const statuses: number[] = [];
    const trips = await tripsOf(async () => {
      for (let round = 0; round < 2; round += 1) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => ask(app, stranger)));
        statuses.push(...answers.map(({ status }) => status));
      }
    });
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(trips).toMatchObject({ redis: 1, database: 1 });
  });

  test('is forgotten soon', async () => {
    const [app, stranger] = [appWith({}), { key: newApiKey('live') }];
    await ask(app, stranger);
    vi.setSystemTime(Date.now() + 6_000);
    expect((await tripsOf(() => ask(app, stranger))).database).toBe(1);
  });

  test('one after the other from one address: 100 a minute, then 429 without a look-up', async () => {
    const [app, who, address] = [appWith({}), await tenant(), '203.0.113.5'];
    expect((await ask(app, who, '/v1/auth/me', address)).status).toBe(200);
    const guess = () => ask(app, { key: newApiKey('live') }, '/v1/auth/me', address);
    const answers = await Promise.all(Array.from({ length: 120 }, guess));
    expect(answers.filter(({ status }) => status === 401).length).toBe(100);
    const refused: Response[] = [];
    expect(await tripsOf(async () => refused.push(await guess()))).toMatchObject({ redis: 0, database: 0 });
    for (const answer of refused) await expectRefusal(answer, 'RATE_LIMITED', 'unknown-keys', 100);
    // Whoever is known goes on, and other addresses do.
    expect((await ask(app, who, '/v1/auth/me', address)).status).toBe(200);
    expect((await ask(app, await tenant(), '/v1/auth/me', '203.0.113.6')).status).toBe(200);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await guess()).status).toBe(401);
  });
});

test('a refresh token that we did not make goes nowhere, however many come, and ends nothing', async () => {
  const [app, who] = [appWith({}), await tenant()];
  const login = async () => (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
  const [session, other] = [await login(), await login()];
  const refresh = (refreshToken: string | null) =>
    app('/v1/auth/sessions/refresh', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': '203.0.113.8' },
      body: JSON.stringify({ refreshToken }),
    });
  const [name = '', ...code] = session.refreshToken!.split('.');
  const made = `mfr_${session.sessionId}_${'a'.repeat(43)}`;
  const forged = [
    made,
    name,
    `${made}.${code.join('.')}`,
    `${made}.${session.csrfToken}`,
    `${name}.${session.csrfToken}`,
    `${other.refreshToken!.split('.')[0]}.${code.join('.')}`,
    `${name}.other.${code[1]}`,
    `${name}.${code[0]}.${'!'.repeat(43)}`,
  ];
  const statuses: number[] = [];
  const trips = await tripsOf(async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(forged.map(refresh));
      statuses.push(...answers.map(({ status }) => status));
    }
  });
  expect(new Set(statuses)).toEqual(new Set([401]));
  expect(trips).toMatchObject({ redis: 0, database: 0 });
  for (const { refreshToken } of [session, other]) expect((await refresh(refreshToken)).status).toBe(200);
});

test('keys of one address that somebody has are no guesses, however many, and each works as soon as it is made', async () => {
  const app = appWith({});
  const who = await tenant();
  const keys = await Promise.all(Array.from({ length: 40 }, () => tenant()));
  const all = [...keys, ...Array.from({ length: 110 }, () => who)];
  const answers = await Promise.all(all.map((one) => ask(app, one, '/v1/auth/me', '203.0.113.7')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const made = await (await who.post('/v1/keys', { name: 'new' })).json<NewApiKeyResource>();
  expect((await ask(app, made, '/v1/auth/me', '203.0.113.7')).status).toBe(200);
});
