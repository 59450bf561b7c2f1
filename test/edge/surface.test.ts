import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../edge/app.ts';
import { PROBLEMS } from '../../shared/problems.ts';
import { bindings, call, problemOf, tenant } from './support.ts';

type Operation = { operationId?: string; summary?: string; responses: Record<string, unknown>; security?: unknown[] };
type Contract = { openapi: string; paths: Record<string, Record<string, Operation>>; 'x-problems': unknown };

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
