import { beforeAll, describe, expect, test, vi } from 'vitest';
import { buildServices } from '../../edge/services.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';
import type { NewApiKeyResource, SessionResource } from '../../shared/contracts/account.ts';
import { bearer, operations, send, type Target } from './operations.ts';
import { appWith, bindings, call, problemOf, services, tenant } from './support.ts';

let all: Target[];
beforeAll(async () => {
  all = await operations();
});

const json = () => ({ 'Content-Type': 'application/json' });

describe('every answer', () => {
  test('has the headers that protect a browser, and says how long it took', async () => {
    const who = await tenant();
    const answers = [
      await who.call('/v1/auth/me'),
      await who.call('/v1/auth/me', { headers: { 'X-Large': 'x'.repeat(17_000) } }),
      await call('/v1/auth/me'),
      await call('/nowhere'),
      await call('/health', { method: 'POST' }),
      await call('/openapi.json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 431, 401, 404, 405, 200]);
    for (const { status, headers } of answers) {
      const protection = Object.fromEntries(
        [
          'X-Content-Type-Options',
          'Strict-Transport-Security',
          'X-Frame-Options',
          'Referrer-Policy',
          'Content-Security-Policy',
        ].map((name) => [name, headers.get(name)]),
      );
      expect(protection, String(status)).toEqual({
        'X-Content-Type-Options': 'nosniff',
        'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
        'X-Frame-Options': 'DENY',
        'Referrer-Policy': 'no-referrer',
        'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      });
    }
    expect(answers[0]?.headers.get('Server-Timing')).toMatch(/auth;dur=\d+, rest;dur=\d+, total;dur=\d+/);
  });

  test('is kept nowhere unless it says that it may be', async () => {
    const who = await tenant();
    const email = `${crypto.randomUUID()}@example.test`;
    const headers = { ...json(), 'CF-Connecting-IP': '192.0.2.78' };
    const made = await who.post('/v1/keys', { name: 'a' });
    const { id } = await made.clone().json<NewApiKeyResource>();
    const session = await who.post('/v1/auth/sessions', {});
    const { refreshToken } = await session.clone().json<SessionResource>();
    const answers = [
      await call('/v1/auth/register', { method: 'POST', headers, body: JSON.stringify({ email }) }),
      await who.call('/v1/auth/me'),
      await who.call('/v1/keys'),
      made,
      await who.post(`/v1/keys/${id}/rotate`, {}),
      session,
      await who.post('/v1/auth/sessions/refresh', { refreshToken }),
      await who.call('/v1/auth/sessions', { method: 'DELETE' }),
      await call('/v1/auth/me'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 201, 201, 201, 200, 200, 401]);
    for (const answer of answers) expect(answer.headers.get('Cache-Control'), answer.url).toBe('no-store');
    expect((await who.call('/v1/music/tracks/none')).headers.get('Cache-Control')).toBe('no-store');
  });

  test('is for the pages that the setting names', async () => {
    const app = appWith({ CORS_ORIGINS: 'https://dash.example' });
    const asked = async (origin: string) => (await app('/health', { headers: { Origin: origin } })).headers;
    const allowed = await asked('https://dash.example');
    expect(allowed.get('Access-Control-Allow-Origin')).toBe('https://dash.example');
    expect(allowed.get('Access-Control-Allow-Credentials')).toBe('true');
    const exposed = (allowed.get('Access-Control-Expose-Headers') ?? '').split(',').map((name) => name.trim());
    for (const name of ['X-Quota-Warning', 'ETag', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'X-Request-Id']) {
      expect(exposed).toContain(name);
    }
    expect((await asked('https://evil.example')).get('Access-Control-Allow-Origin')).toBeNull();
    const anyone = (await call('/health', { headers: { Origin: 'https://evil.example' } })).headers;
    expect([anyone.get('Access-Control-Allow-Origin'), anyone.get('Access-Control-Allow-Credentials')]).toEqual([
      '*',
      null,
    ]);
  });

  test('begins within its time: else it is a 503 to be tried again, and that is counted', async () => {
    const who = await tenant();
    // The database does not answer; nobody waits for it longer than for an answer.
    const settings = { ANSWER_TIMEOUT_MS: '100', DATABASE_FETCH_URL: bindings().SILENT_URL ?? '' };
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await who.call('/v1/auth/me');
    log.mockClear();
    const startedAt = performance.now();
    const late = await appWith(settings)('/v1/auth/me', { headers: bearer(who.key) });
    expect([late.status, late.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as { status?: number; counted?: object });
    log.mockRestore();
    expect(lines.find(({ status }) => status === 503)?.counted).toMatchObject({
      userId: who.userId,
      operation: 'getMe',
    });
    // The driver's endpoint is a global of the isolate: services under the right settings put it back.
    buildServices({ ...services().env });
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
  test('and no command of a Redis that refuses it, with the hashes that it holds', async () => {
    const lines: string[] = [];
    const who = await tenant();
    const { refreshToken } = await (await who.post('/v1/auth/sessions', {})).json<SessionResource>();
    for (const name of ['log', 'error', 'warn', 'info'] as const) {
      vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')));
    }
    const refused: string[] = [];
    const real = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      if (!/refreshSha256|"idem:/.test(body)) return real(input, init);
      refused.push(body);
      return Response.json({ error: 'ERR no memory' }, { status: 400 });
    });
    const post = (path: string, body: object = {}, headers = {}) =>
      appWith({})(path, {
        method: 'POST',
        headers: { ...json(), ...bearer(who.key), ...headers },
        body: JSON.stringify(body),
      });
    const answers = [
      await post('/v1/auth/sessions'),
      await post('/v1/auth/sessions/refresh', { refreshToken }),
      await post('/v1/keys', { name: 'a' }, { 'Idempotency-Key': 'canary-idem' }),
    ];
    vi.restoreAllMocks();
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(refused.length).toBe(3);
    const text = lines.join('\n');
    expect(text).toContain('UpstashError');
    const hashes = refused.flatMap((body) => body.match(/[\w-]{40,}/g) ?? []);
    expect(hashes).toContain(await hashApiKey(who.key));
    for (const canary of [...hashes, 'command was', 'refreshSha256']) expect(text).not.toContain(canary);
  });
});

test('the problem of a refusal says nothing of what was sent', async () => {
  const key = newApiKey('live');
  const document = await problemOf(await call('/v1/auth/me', { headers: bearer(key) }));
  expect(JSON.stringify(document)).not.toContain(key.slice(8, 30));
});

test('a page may read why its headers were refused', async () => {
  const app = appWith({ CORS_ORIGINS: 'https://dash.example' });
  for (const [name, value] of [
    ['X-Request-Id', 'a b'],
    ['X-Large', 'x'.repeat(17_000)],
  ] as const) {
    const refused = await app('/health', { headers: { Origin: 'https://dash.example', [name]: value } });
    expect(refused.ok).toBe(false);
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('https://dash.example');
  }
});
