import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../edge/app.ts';
import { PROBLEMS } from '../../shared/problems.ts';
import { newApiKey } from '../../shared/api-keys.ts';
import { appWith, bindings, call, codeOf, problemOf, tenant } from './support.ts';

type Operation = { operationId?: string; summary?: string; responses: Record<string, unknown>; security?: unknown[] };
type Contract = { openapi: string; paths: Record<string, Record<string, Operation>>; 'x-problems': unknown };

afterEach(() => {
  vi.restoreAllMocks();
});

const contract = async () => (await call('/openapi.json')).json<Contract>();

describe('problem documents', () => {
  test('an unknown address, a wrong method, broken JSON and a huge body each have their own', async () => {
    const who = await tenant();
    const broken = who.call('/v1/music/process', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"request": "house',
    });
    const huge = who.post('/v1/music/process', { request: 'a'.repeat(100_000) });
    const answers = await Promise.all([call('/nowhere'), who.call('/v1/music/process'), broken, huge]);
    const problems = await Promise.all(answers.map(problemOf));
    expect(problems.map(({ code }) => code)).toEqual([
      'NOT_FOUND',
      'METHOD_NOT_ALLOWED',
      'INVALID_JSON',
      'BODY_TOO_LARGE',
    ]);
    for (const [index, response] of answers.entries()) {
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect(response.status).toBe(problems[index]?.status);
      expect(problems[index]?.requestId).toBe(response.headers.get('X-Request-Id'));
    }
    expect(answers[1]?.headers.get('Allow')).toContain('POST');
  });

  test('a database that is down gives a 503 that says nothing of the inside', async () => {
    const { key } = await tenant();
    const app = createApp();
    const down = {
      ...bindings(),
      DATABASE_FETCH_URL: 'http://127.0.0.1:9/sql',
      UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9',
    };
    const response = await app.request(
      '/v1/music/tracks',
      { headers: { Authorization: `Bearer ${key}` } },
      down,
      createExecutionContext(),
    );
    // The driver's endpoint is a global of the isolate: a request under the right settings puts it back.
    await app.request('/health/ready', {}, env);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).not.toBeNull();
    expect(JSON.parse(text)).toMatchObject({ code: 'UNAVAILABLE' });
    expect(text).not.toMatch(/127\.0\.0\.1|select|fetch failed/i);
  });
});

describe('a database that gives no answer', () => {
  const real = globalThis.fetch;
  const answers = (of: (body: string) => Response | undefined) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const isDatabase = input === bindings().DATABASE_FETCH_URL && typeof init?.body === 'string';
      return (isDatabase ? of(init.body as string) : undefined) ?? real(input, init);
    });
  const field = { name: 'keyId', dataTypeID: 2950 };

  test.each([
    ['a page', '<html>', 200],
    ['nothing', '', 200],
    ['null', 'null', 200],
    ['an empty object', '{}', 200],
    ['rows without fields', '{"rows":[]}', 200],
    ['a row that is too short', JSON.stringify({ fields: [field], rows: [[]] }), 200],
    ['a row that is none', JSON.stringify({ fields: [field], rows: [null] }), 200],
    ['a refusal that says nothing', '{}', 400],
    ['the error of a proxy', '{"message":"bad gateway"}', 502],
    ...['08006', '53300', '57P01', '57P02', '57P03', '57014'].map((code): [string, string, number] => [
      `Postgres says so itself (${code})`,
      JSON.stringify({ message: 'FATAL', code, severity: 'FATAL' }),
      400,
    ]),
  ])('is down: %s', async (_, body, status) => {
    answers(() => new Response(body, { status }));
    const answer = await appWith({})('/v1/auth/me', { headers: { 'X-API-Key': newApiKey('live') } });
    expect([answer.status, answer.headers.get('Retry-After'), await codeOf(answer)]).toEqual([503, '5', 'UNAVAILABLE']);
  });

  test.each([
    ['no results', '{}'],
    ['too few', '{"results":[]}'],
    ['one of a single statement', JSON.stringify({ fields: [field], rows: [] })],
  ])('is down in a batch, too: %s', async (_, body) => {
    const who = await tenant();
    answers((asked) => (asked.startsWith('{"queries"') ? new Response(body) : undefined));
    const answer = await who.post('/v1/keys', { name: 'a' });
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'UNAVAILABLE']);
  });

  test('and one that refuses a statement is not: that is a fault of ours', async () => {
    answers(() => Response.json({ message: 'column "x" does not exist', code: '42703' }, { status: 400 }));
    const answer = await appWith({})('/v1/auth/me', { headers: { 'X-API-Key': newApiKey('live') } });
    expect([answer.status, await codeOf(answer)]).toEqual([500, 'INTERNAL']);
  });

  test('and one that has no such row says that nobody has the key', async () => {
    answers(() => Response.json({ fields: [field], rows: [] }));
    const answer = await appWith({})('/v1/auth/me', { headers: { 'X-API-Key': newApiKey('live') } });
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'KEY_INVALID']);
  });
});

describe('health', () => {
  test('the edge is live, and /health/ready names the part that is down', async () => {
    for (const path of ['/health', '/health/live']) expect(await (await call(path)).json()).toEqual({ status: 'ok' });
    const ready = await call('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'degraded',
      parts: { database: 'up', redis: 'up', objects: 'up', sidecar: 'down' },
    });
  });
});

describe('the contract', () => {
  test('is OpenAPI 3.1, and every operation has an id, a summary and its problems', async () => {
    const { openapi, paths } = await contract();
    expect(openapi).toMatch(/^3\.1/);
    const ids = new Set<string | undefined>();
    for (const [path, methods] of Object.entries(paths)) {
      for (const operation of Object.values(methods)) {
        expect(operation.operationId, path).toMatch(/^[a-z]+[A-Za-z]+$/);
        expect(operation.summary, path).toBeTruthy();
        expect(ids, path).not.toContain(operation.operationId);
        expect(operation.security === undefined || '401' in operation.responses, path).toBe(true);
        ids.add(operation.operationId);
      }
    }
    expect(ids.size).toBeGreaterThan(10);
  });

  test('carries the whole catalogue of problems', async () => {
    expect((await contract())['x-problems']).toEqual(PROBLEMS);
  });
});
