import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisKinds, type RedisService } from '../support/redis-services.ts';

describe.each(redisKinds)("Upstash's REST protocol ($name)", (kind) => {
  let service: RedisService;
  const prefix = `contract:${randomUUID()}:`;
  const key = (name: string): string => prefix + name;

  type Answer = { status: number; body: unknown };
  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${service.token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(service.url + path, { ...init, headers });
    return { status: response.status, body: await response.json() };
  };
  const command = (...parts: unknown[]): Promise<Answer> => call('/', { method: 'POST', body: JSON.stringify(parts) });

  beforeAll(async () => {
    service = await kind.start();
  });
  afterAll(async () => {
    const { body } = await command('KEYS', `${prefix}*`);
    const keys = (body as { result: string[] }).result;
    if (keys.length > 0) await command('DEL', ...keys);
    await service.stop();
  });

  it('refuses whoever does not know the token, and takes it from the header or the query', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Bearer ${service.token}x`]) {
      expect(await call('/', { method: 'POST', body: '["PING"]', headers: { authorization } })).toEqual({
        status: 401,
        body: { error: expect.any(String) },
      });
    }
    const byQuery = await fetch(`${service.url}/ping?_token=${encodeURIComponent(service.token)}`);
    expect(await byQuery.json()).toEqual({ result: 'PONG' });
  });

  it('takes a command from the path, the body and the query', async () => {
    expect(await call(`/set/${key('path')}/a%20b%2Fc%3F%C3%BC`)).toEqual({ status: 200, body: { result: 'OK' } });
    expect(await call(`/get/${key('path')}`)).toEqual({ status: 200, body: { result: 'a b/c?ü' } });
    await call(`/set/${key('body')}?EX=100`, { method: 'POST', body: '{"a": 1}' });
    expect(await call(`/get/${key('body')}`)).toEqual({ status: 200, body: { result: '{"a": 1}' } });
    expect((await call(`/ttl/${key('body')}`)).body).toEqual({ result: expect.toSatisfy((ttl: number) => ttl > 95) });
  });

  it('keeps every byte, and shows them in base64', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    await call(`/set/${key('bytes')}`, { method: 'PUT', body: bytes });
    const encoded = { headers: { 'upstash-encoding': 'base64' } };
    expect(await call(`/get/${key('bytes')}`, encoded)).toEqual({
      status: 200,
      body: { result: Buffer.from(bytes).toString('base64') },
    });
    expect((await call(`/strlen/${key('bytes')}`)).body).toEqual({ result: 256 });
    expect((await call(`/getrange/${key('bytes')}/-2/-1`, encoded)).body).toEqual({ result: '/v8=' });
  });

  it('encodes every string of a reply but the status OK', async () => {
    const headers = { 'upstash-encoding': 'base64' };
    const commands = [
      ['SET', key('encoded'), 'ü'],
      ['GET', key('encoded')],
      ['GET', key('absent')],
      ['STRLEN', key('encoded')],
      ['RPUSH', key('encoded-list'), 'OK', ''],
      ['LRANGE', key('encoded-list'), 0, -1],
    ];
    const { body } = await call('/pipeline', { method: 'POST', body: JSON.stringify(commands), headers });
    expect(body).toEqual([
      { result: 'OK' },
      { result: 'w7w=' },
      { result: null },
      { result: 2 },
      { result: 2 },
      { result: ['T0s=', ''] },
    ]);
  });

  it('takes numbers and booleans as their text', async () => {
    await command('SET', key('scalar'), 12.5);
    expect((await command('GET', key('scalar'))).body).toEqual({ result: '12.5' });
    await command('SET', key('scalar'), true);
    expect((await command('GET', key('scalar'))).body).toEqual({ result: 'true' });
  });

  it("answers 400 with Redis's words when a command fails", async () => {
    expect(await command('GET')).toEqual({
      status: 400,
      body: { error: expect.stringContaining('wrong number of arguments') },
    });
    await command('SET', key('plain'), 'x');
    expect(await command('LPUSH', key('plain'), 'y')).toEqual({
      status: 400,
      body: { error: expect.stringContaining('WRONGTYPE') },
    });
    const pipelined = [
      ['LPUSH', key('plain'), 'y'],
      ['GET', key('plain')],
    ];
    expect(await call('/pipeline', { method: 'POST', body: JSON.stringify(pipelined) })).toEqual({
      status: 200,
      body: [{ error: expect.stringContaining('WRONGTYPE') }, { result: 'x' }],
    });
  });

  it.each(['', '{', '"PING"', '{}', '[]', '[[]]', '[{"a":1}]', '[null]'])(
    'answers 400 to the body %j',
    async (body) => {
      expect(await call('/', { method: 'POST', body })).toEqual({ status: 400, body: { error: expect.any(String) } });
    },
  );

  it.runIf(kind.isLocal)('refuses what would change the connection that all share, and goes on', async () => {
    for (const name of ['SUBSCRIBE', 'MULTI', 'select', 'Blpop', 'MONITOR', 'SHUTDOWN', 'CLIENT']) {
      expect(await command(name, 'x')).toEqual({
        status: 400,
        body: { error: expect.stringContaining('not available') },
      });
    }
    const batch = JSON.stringify([
      ['SET', key('batch'), 'x'],
      ['WATCH', key('batch')],
    ]);
    expect((await call('/multi-exec', { method: 'POST', body: batch })).status).toBe(400);
    expect((await command('GET', key('batch'))).body).toEqual({ result: null });
    expect((await command('PING')).body).toEqual({ result: 'PONG' });
  });

  it.runIf(kind.isLocal)('refuses other methods, and bodies over 10 MiB', async () => {
    expect((await call('/ping', { method: 'DELETE' })).status).toBe(405);
    const body = JSON.stringify(['SET', key('large'), 'x'.repeat(10 * 1024 * 1024)]);
    expect((await call('/', { method: 'POST', body })).status).toBe(413);
    expect((await command('EXISTS', key('large'))).body).toEqual({ result: 0 });
  });

  it.runIf(kind.isLocal)('listens on the loopback address alone', async () => {
    const { port } = new URL(service.url);
    // 127.0.0.2 is loopback too: a server bound to all interfaces would answer there
    const refused = await new Promise<string | undefined>((resolve) => {
      request({ host: '127.0.0.2', port })
        .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .once('response', () => resolve('answered'))
        .end();
    });
    expect(refused).not.toBe('answered');
  });
});
