import { beforeAll, describe, expect, test } from 'vitest';
import { bearer, guardedOf, operations, send, type Target } from './operations.ts';
import { appWith, call, codeOf, tenant } from './support.ts';

let guarded: Target[];
beforeAll(async () => {
  guarded = guardedOf(await operations());
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

  test('a body that dribbles is given up: 408 when its time is over, and nothing is made', async () => {
    const who = await tenant();
    const app = appWith({ BODY_TIMEOUT_MS: '150' });
    const dribble = (pieces: string[], isEnding: boolean) =>
      new ReadableStream<Uint8Array>({
        async pull(controller) {
          const piece = pieces.shift();
          if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
          else if (isEnding) controller.close();
          else await new Promise(() => undefined);
        },
      });
    const post = (body: ReadableStream<Uint8Array>) =>
      app('/v1/keys', {
        method: 'POST',
        headers: { ...json, ...bearer(who.key) },
        body,
        duplex: 'half',
      } as RequestInit);
    const startedAt = performance.now();
    const late = await post(dribble(['{"na', 'me": "la'], false));
    expect([late.status, await codeOf(late)]).toEqual([408, 'REQUEST_TIMEOUT']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect((await post(dribble(['{"na', 'me": "in ti', 'me"}'], true))).status).toBe(201);
    const { keys } = await (await who.call('/v1/keys')).json<{ keys: { name: string }[] }>();
    expect(keys.map(({ name }) => name).toSorted()).toEqual(['first key', 'in time']);
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
