import { eq } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { apiKeys, jobs, tracks } from '../../drizzle/schema.ts';
import type { NewApiKeyResource, SessionResource } from '../../shared/contracts/account.ts';
import { appWith, bindings, call, codeOf, formOf, services, type Tenant, tenant } from './support.ts';

const post = (who: Tenant, key: string, body: unknown, path = '/v1/keys') =>
  who.call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  });
const keysOf = (who: Tenant) => services().database.select().from(apiKeys).where(eq(apiKeys.userId, who.userId));

describe('Idempotency-Key', () => {
  test('gives the first answer again, byte for byte, and does the work once', async () => {
    const who = await tenant();
    const [first, second] = [await post(who, 'once', { name: 'a' }), await post(who, 'once', { name: 'a' })];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first, second].map((one) => one.headers.get('Idempotent-Replayed'))).toEqual([null, 'true']);
    expect(await second.text()).toBe(await first.text());
    expect((await keysOf(who)).length).toBe(2);
  });

  test('of many at once one does the work, and the others are told to wait', async () => {
    const who = await tenant();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(who, 'race', { name: 'a' })));
    const codes = answers.map(({ status }) => status);
    expect(codes.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(codes.every((status) => status === 201 || status === 409)).toBe(true);
    expect((await keysOf(who)).length).toBe(2);
  });

  test('another payload or another operation under the same key is refused', async () => {
    const who = await tenant();
    await post(who, 'mine', { name: 'a' });
    expect(await codeOf(post(who, 'mine', { name: 'b' }))).toBe('IDEMPOTENCY_MISMATCH');
    expect(await codeOf(post(who, 'mine', { name: 'a' }, '/v1/music/parse'))).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('belongs to the account', async () => {
    const [one, other] = [await tenant(), await tenant()];
    await post(one, 'shared', { name: 'a' });
    const answer = await post(other, 'shared', { name: 'b' });
    expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([201, null]);
  });

  test('is done once, whichever key of the account asks: another one is refused, and gets no answer of a greater one', async () => {
    const who = await tenant();
    const small = await (
      await who.post('/v1/keys', { name: 'small', scopes: ['music:read'] })
    ).json<NewApiKeyResource>();
    const login = (key: string) =>
      call('/v1/auth/sessions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'login', 'X-API-Key': key },
        body: '{}',
      });
    const [first, again, other] = [await login(who.key), await login(who.key), await login(small.key)];
    expect(await again.text()).toBe(await first.text());
    expect([other.status, await codeOf(other)]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
    // Nor does a session of the very key.
    const { accessToken } = await (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
    const made = await post(who, 'made', { name: 'a' });
    expect(made.status).toBe(201);
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'made' };
    const bySession = call('/v1/keys', {
      method: 'POST',
      headers: { ...headers, Authorization: `Bearer ${accessToken}` },
      body: '{"name":"a"}',
    });
    expect(await codeOf(bySession)).toBe('IDEMPOTENCY_MISMATCH');
    expect((await keysOf(who)).length).toBe(3);
  });

  test('is nothing to a refresh: nobody else at the address gets its cookies', async () => {
    const made = await (await tenant()).post('/v1/auth/sessions', { cookies: true });
    const { csrfToken } = await made.json<SessionResource>();
    const cookie = made.headers.getSetCookie().map((one) => one.split(';')[0]);
    const refresh = (headers: Record<string, string>) =>
      call('/v1/auth/sessions/refresh', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': 'refresh',
          'CF-Connecting-IP': '198.51.100.20',
          ...headers,
        },
        body: '{}',
      });
    expect((await refresh({ Cookie: cookie.join('; '), 'X-CSRF-Token': csrfToken })).status).toBe(200);
    const stranger = await refresh({});
    expect([stranger.status, stranger.headers.getSetCookie()]).toEqual([401, []]);
  });

  test('is kept of an answer as long as that of 50 tracks', async () => {
    const who = await tenant();
    // Peaks of a waveform: numbers, as little alike as those of music.
    const rows = Array.from({ length: 50 }, (_, at) => ({
      ownerId: who.userId,
      source: 'upload' as const,
      title: `long answer ${at}`,
      analysisStatus: 'succeeded' as const,
      durationSec: 200,
      bpm: 120,
      energyLevel: 5,
      waveformPeaks: Array.from({ length: 2_000 }, () => Math.floor(Math.random() * 256) - 128),
    }));
    await services().database.insert(tracks).values(rows);
    const body = { query: { bpm: { min: 100, max: 140 } }, maxTracks: 50 };
    const ask = () => post(who, 'long', body, '/v1/music/process');
    const [first, second] = [await ask(), await ask()];
    const text = await first.text();
    expect(text.length).toBeGreaterThan(256 * 1024);
    expect(second.headers.get('Idempotent-Replayed')).toBe('true');
    expect(await second.text()).toBe(text);
  });

  test('gives what was done too late for its client, and does it once', async () => {
    const who = await tenant();
    const once = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'late', 'X-API-Key': who.key },
      body: '{"name":"a"}',
    };
    expect((await appWith({ ANSWER_TIMEOUT_MS: '1' })('/v1/keys', once)).status).toBe(503);
    await expect.poll(async () => (await call('/v1/keys', once)).status, { timeout: 10_000 }).toBe(201);
    expect((await call('/v1/keys', once)).headers.get('Idempotent-Replayed')).toBe('true');
    expect((await keysOf(who)).length).toBe(2);
  });

  test('whose answer was sealed with a secret that is gone does nothing twice, and says so', async () => {
    const who = await tenant();
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'rotated', 'X-API-Key': who.key };
    const ask = (secrets: string) =>
      appWith({ AUTH_SECRETS: secrets })('/v1/keys', { method: 'POST', headers, body: '{"name":"a"}' });
    expect((await ask(`old:${'o'.repeat(40)}`)).status).toBe(201);
    const again = await ask(`new:${'n'.repeat(40)}`);
    expect([again.status, await codeOf(again)]).toEqual([409, 'IDEMPOTENCY_ANSWER_GONE']);
    expect((await keysOf(who)).length).toBe(2);
  });

  test('of a request that Redis failed is let go of behind its answer', async () => {
    const who = await tenant({ plan: 'enterprise' });
    const PLANS = JSON.stringify({ enterprise: { costs: { analyses: 5, modelCalls: 5, youtubeSearches: 5 } } });
    const app = appWith({ LIMIT_TIMEOUT_MS: '1000', PLANS });
    expect((await app('/v1/auth/me', { headers: { 'X-API-Key': who.key } })).status).toBe(200);
    const real = globalThis.fetch;
    let isClaimed = false;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      const isRedis = (input instanceof Request ? input.url : input.toString()).startsWith(
        bindings().UPSTASH_REDIS_REST_URL ?? '',
      );
      if (isRedis && isClaimed) return new Promise(() => undefined);
      if (/"idem:.*"nx"/.test(body)) isClaimed = true;
      return real(input, init);
    });
    const startedAt = performance.now();
    const answer = await app('/v1/music/analyze', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'hangs', 'X-API-Key': who.key },
      body: '{"url":"https://example.com/a.mp3"}',
    });
    const tookMs = performance.now() - startedAt;
    vi.restoreAllMocks();
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'LIMITS_UNAVAILABLE']);
    expect(isClaimed).toBe(true);
    expect(tookMs).toBeLessThan(1_600);
  });

  test('waits for a Redis that does not answer once, with the limit', async () => {
    const who = await tenant();
    const silent = appWith({ UPSTASH_REDIS_REST_URL: bindings().SILENT_URL ?? '', LIMIT_TIMEOUT_MS: '600' });
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'slow', 'X-API-Key': who.key };
    const startedAt = performance.now();
    const answer = await silent('/v1/keys', { method: 'POST', headers, body: '{"name":"a"}' });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(performance.now() - startedAt).toBeLessThan(1_150);
    expect((await keysOf(who)).length).toBe(1);
  });

  test('may be used again though its claim came to Redis when nobody waited for it any more', async () => {
    const who = await tenant({ plan: 'enterprise' });
    const app = appWith({ LIMIT_TIMEOUT_MS: '600' });
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'claim', 'X-API-Key': who.key };
    // The isolate knows the key from here on: the claim is all that it asks Redis for.
    expect((await app('/v1/auth/me', { headers })).status).toBe(200);
    const [givenUp, landed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const real = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const isClaim = typeof init?.body === 'string' && /"idem:.*"nx"/.test(init.body);
      if (isClaim) await givenUp.promise;
      const answer = await real(input, init);
      if (isClaim) landed.resolve();
      return answer;
    });
    const late = await app('/v1/keys', { method: 'POST', headers, body: '{"name":"a"}' });
    expect(late.status).toBe(503);
    givenUp.resolve();
    await landed.promise;
    vi.restoreAllMocks();
    await expect.poll(async () => (await post(who, 'claim', { name: 'a' })).status).toBe(201);
  });

  test('a failure may be tried again', async () => {
    const who = await tenant();
    expect((await post(who, 'again', { nome: 'a' })).status).toBe(400);
    expect((await post(who, 'again', { name: 'a' })).status).toBe(201);
  });

  describe('of an upload', () => {
    const upload = (who: Tenant, bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) =>
      who.call('/v1/music/analyze', {
        method: 'POST',
        headers: { 'Idempotency-Key': 'song' },
        body: formOf(bytes, fields),
      });
    const jobsOf = (who: Tenant) => services().database.select().from(jobs).where(eq(jobs.userId, who.userId));

    test('makes one job of the same file, though its form has another boundary each time', async () => {
      const who = await tenant();
      const song = crypto.getRandomValues(new Uint8Array(60_000));
      const [first, second] = [await upload(who, song), await upload(who, song)];
      expect([first.status, second.status]).toEqual([202, 202]);
      expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
      const [job, ...others] = await jobsOf(who);
      expect(others).toEqual([]);
      const source = job?.source;
      if (source?.kind !== 'object') throw new Error('not an upload');
      expect(await services().objects.sizeOf(source.key)).toBe(song.length);
    });

    test('is refused for another file of the same length, and for other fields', async () => {
      const who = await tenant();
      const [song, other] = [new Uint8Array(1_000).fill(1), new Uint8Array(1_000).fill(2)];
      await upload(who, song);
      expect(await codeOf(upload(who, other))).toBe('IDEMPOTENCY_MISMATCH');
      expect(await codeOf(upload(who, song, { title: 'Another' }))).toBe('IDEMPOTENCY_MISMATCH');
      expect((await jobsOf(who)).length).toBe(1);
    });

    test('may be used again after a broken one', async () => {
      const who = await tenant();
      expect(await codeOf(upload(who, new Uint8Array(0)))).toBe('FILE_EMPTY');
      expect((await upload(who, new Uint8Array(10).fill(1))).status).toBe(202);
    });
  });

  test('a key that is shown once is not readable in Redis', async () => {
    const who = await tenant();
    const made = await (await post(who, 'secret', { name: 'a' })).json<NewApiKeyResource>();
    const names = await services().redis.keys('idem:*');
    const stored = await Promise.all(names.map((name) => services().redis.get(name)));
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(made.key);
  });

  test('a malformed one is refused', async () => {
    const who = await tenant();
    for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
      expect(await codeOf(post(who, key, { name: 'a' })), key).toBe('IDEMPOTENCY_KEY_INVALID');
    }
  });

  test('registers one account', async () => {
    const send = (address: string) =>
      call('/v1/auth/register', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'reg', 'CF-Connecting-IP': address },
        body: '{"email":"idempotent@example.test"}',
      });
    const [first, second] = [await send('198.51.100.9'), await send('198.51.100.9')];
    expect(await second.text()).toBe(await first.text());
    expect(await codeOf(send('198.51.100.10'))).toBe('EMAIL_TAKEN');
  });
});
