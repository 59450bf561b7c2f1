import { createHash, randomUUID } from 'node:crypto';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisKinds, type RedisService } from '../support/redis-services.ts';

describe.each(redisKinds)('Redis over REST ($name), as @upstash/redis uses it', (kind) => {
  let service: RedisService;
  let redis: Redis;
  const prefix = `contract:${randomUUID()}:`;
  const key = (name: string): string => prefix + name;

  beforeAll(async () => {
    service = await kind.start();
    redis = new Redis({ url: service.url, token: service.token, enableTelemetry: false });
  });
  afterAll(async () => {
    const keys = await redis.keys(`${prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await service.stop();
  });

  it.each([
    ['an object', { title: 'Für Elise – 夜想曲 🎹', bpm: 120.5, tags: ['a', null, { deep: true }] }],
    ['a number', 42.25],
    ['text', 'line\nbreak\ttab "quotes" \\ back \u0000 nul'],
    ['OK', 'OK'],
    ['an empty string', ''],
    ['256 KB', 'ü'.repeat(131_072)],
  ])('keeps %s as it was', async (name, value) => {
    await redis.set(key(name), value);
    expect(await redis.get(key(name))).toEqual(value);
  });

  it('keeps keys with any characters apart', async () => {
    const names = ['ä', 'a\u0308', 'a b', 'a/b', 'a?b=c', '%2F', '🎛', ''];
    await Promise.all(names.map((name, at) => redis.set(key(`name:${name}`), at)));
    expect(await redis.mget(...names.map((name) => key(`name:${name}`)))).toEqual(names.map((_, at) => at));
  });

  it('forgets a key when its time is over, and not before', async () => {
    await redis.set(key('short'), 'here', { px: 150 });
    await redis.set(key('long'), 'here', { ex: 100 });
    expect(await redis.get(key('short'))).toBe('here');
    expect(await redis.pttl(key('short'))).toBeGreaterThan(0);
    await expect.poll(() => redis.get(key('short'))).toBeNull();
    expect(await redis.exists(key('short'))).toBe(0);
    expect(await redis.ttl(key('short'))).toBe(-2);
    expect(await redis.ttl(key('long'))).toBeGreaterThan(95);
    expect(await redis.persist(key('long'))).toBe(1);
    expect(await redis.ttl(key('long'))).toBe(-1);
  });

  it('sets only if absent, only if present, and gives the old value', async () => {
    expect(await redis.set(key('nx'), 'first', { nx: true })).toBe('OK');
    expect(await redis.set(key('nx'), 'second', { nx: true })).toBeNull();
    expect(await redis.set(key('xx'), 'value', { xx: true })).toBeNull();
    expect(await redis.set(key('nx'), 'third', { get: true })).toBe('first');
    expect(await redis.getdel(key('nx'))).toBe('third');
    expect(await redis.get(key('nx'))).toBeNull();
  });

  it('keeps hashes, with counters in them', async () => {
    expect(await redis.hset(key('hash'), { count: 1, näme: 'Ö', nested: { a: [1] } })).toBe(3);
    expect(await redis.hincrby(key('hash'), 'count', 5)).toBe(6);
    expect(await redis.hgetall(key('hash'))).toEqual({ count: 6, näme: 'Ö', nested: { a: [1] } });
    expect(await redis.hmget(key('hash'), 'count', 'missing')).toEqual({ count: 6, missing: null });
    expect(await redis.hdel(key('hash'), 'count', 'näme', 'nested', 'missing')).toBe(3);
    expect(await redis.exists(key('hash'))).toBe(0);
    expect(await redis.hgetall(key('hash'))).toBeNull();
  });

  it('keeps sorted sets in the order of their scores, then of their bytes', async () => {
    const members = ['z', 'b', 'ä', 'a'].map((member) => ({ score: member === 'z' ? -1.5 : 2, member }));
    await redis.zadd(key('zset'), members[0]!, ...members.slice(1));
    expect(await redis.zrange(key('zset'), 0, -1)).toEqual(['z', 'a', 'b', 'ä']);
    expect(await redis.zrange(key('zset'), 0, 0, { withScores: true })).toEqual(['z', -1.5]);
    expect(await redis.zrange(key('zset'), '(-1.5', '+inf', { byScore: true, offset: 1, count: 2 })).toEqual([
      'b',
      'ä',
    ]);
    expect(await redis.zincrby(key('zset'), 10, 'z')).toBe(8.5);
    expect(await redis.zrevrank(key('zset'), 'z')).toBe(0);
    expect(await redis.zremrangebyscore(key('zset'), 0, 2)).toBe(3);
    expect(await redis.zcard(key('zset'))).toBe(1);
  });

  it('keeps lists and sets', async () => {
    await redis.rpush(key('list'), 'a', 'b', 'c');
    await redis.lpush(key('list'), 'x', 'y');
    expect(await redis.lrange(key('list'), 0, -1)).toEqual(['y', 'x', 'a', 'b', 'c']);
    expect(await redis.rpop(key('list'), 2)).toEqual(['c', 'b']);
    expect(await redis.lmove(key('list'), key('list2'), 'left', 'right')).toBe('y');
    expect(await redis.sadd(key('set'), 'a', 'b', 'a')).toBe(2);
    expect(await redis.smismember(key('set'), ['a', 'c'])).toEqual([1, 0]);
    expect((await redis.smembers(key('set'))).toSorted()).toEqual(['a', 'b']);
  });

  it('finds keys by pattern, each of them while others come and go', async () => {
    const stable = Array.from({ length: 25 }, (_, at) => key(`scan:stable:${at}`));
    await Promise.all(stable.map((name) => redis.set(name, 1)));
    const found = new Set<string>();
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, { match: key('scan:stable:*'), count: 5 });
      for (const name of keys) found.add(name);
      await redis.set(key(`scan:other:${next}`), 1);
      cursor = next;
    } while (cursor !== '0');
    expect([...found].toSorted()).toEqual(stable.toSorted());
  });

  it('refuses a command of another type with WRONGTYPE and changes nothing', async () => {
    await redis.rpush(key('typed'), 'a');
    await expect(redis.incr(key('typed'))).rejects.toThrow('WRONGTYPE Operation against a key holding the wrong kind');
    await expect(redis.hset(key('typed'), { a: 1 })).rejects.toThrow('WRONGTYPE');
    expect(await redis.lrange(key('typed'), 0, -1)).toEqual(['a']);
  });

  it('refuses to count what is not a number, or beyond 64 bits', async () => {
    await redis.set(key('word'), 'word');
    await expect(redis.incr(key('word'))).rejects.toThrow('value is not an integer or out of range');
    await redis.set(key('most'), '9223372036854775807');
    await expect(redis.incr(key('most'))).rejects.toThrow('increment or decrement would overflow');
  });

  it('counts each of 100 concurrent increments once', async () => {
    const counts = await Promise.all(Array.from({ length: 100 }, () => fetchCommand(['INCR', key('counter')])));
    expect(counts.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  });

  it('runs a pipeline in order, and goes on after an error', async () => {
    const pipeline = redis.pipeline();
    pipeline.set(key('p'), 1).incr(key('p')).hget(key('p'), 'f').incr(key('p'));
    const results = await pipeline.exec({ keepErrors: true });
    expect(results.map(({ result }) => result)).toEqual(['OK', 2, undefined, 3]);
    expect(results[2]?.error).toContain('WRONGTYPE');
  });

  it('lets nobody see the middle of a transaction', async () => {
    const write = () => redis.multi().incr(key('left')).incr(key('right')).exec();
    const read = () => redis.multi().get(key('left')).get(key('right')).exec<[number | null, number | null]>();
    const seen = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? write() : read())));
    for (const [left, right] of seen) expect(left).toBe(right);
    expect(await redis.mget(key('left'), key('right'))).toEqual([20, 20]);
  });

  it('runs none of a transaction with a command that does not exist, and all others of one that fails', async () => {
    const refused = await post('/multi-exec', [
      ['SET', key('none'), '1'],
      ['NOSUCHCOMMAND', 'x'],
    ]);
    expect(refused.status).toBe(400);
    expect(await redis.get(key('none'))).toBeNull();
    const some = await post('/multi-exec', [
      ['SET', key('some'), 'x'],
      ['INCR', key('some')],
      ['APPEND', key('some'), 'y'],
    ]);
    expect(some.body).toEqual([{ result: 'OK' }, { error: expect.stringContaining('not an integer') }, { result: 2 }]);
  });

  it('answers a publication with the number of listeners, none', async () => {
    expect(await redis.publish(key('channel'), { hello: true })).toBe(0);
  });

  describe('scripts', () => {
    it('turns Lua values into replies and back as Redis does', async () => {
      const script = `return {KEYS[1], ARGV[1], #ARGV, 1.9, true, false, {1, {ok = 'FINE'}}, redis.call('GET', KEYS[2]), 'end'}`;
      expect(await redis.eval(script, ['ключ', key('absent')], ['wört'])).toEqual([
        'ключ',
        'wört',
        1,
        1,
        1,
        null,
        [1, 'FINE'],
        null,
        'end',
      ]);
    });

    it('counts in doubles, also beyond 32 bits', async () => {
      const script = `redis.call('SET', KEYS[1], tonumber(ARGV[1]) * 2 + 1000) return {redis.call('GET', KEYS[1]), 'at:' .. (ARGV[2] - ARGV[2] % 1000), tostring(10 / 2), 10 / 4 .. ''}`;
      expect(await redis.eval(script, [key('number')], ['1728000000', '1795362720123'])).toEqual([
        3_456_001_000,
        'at:1795362720000',
        5,
        2.5,
      ]);
    });

    it('runs a known script by its hash, and says NOSCRIPT of an unknown one', async () => {
      const script = `#!lua flags=allow-key-locking\nreturn '${randomUUID()}' .. ARGV[1]`;
      const hash = createHash('sha1').update(script).digest('hex');
      await expect(redis.evalsha(hash, [], ['x'])).rejects.toThrow('NOSCRIPT');
      const evaluated = await redis.eval(script, [], ['x']);
      expect(await redis.evalsha(hash, [], ['x'])).toBe(evaluated);
      const other = script.replace('ARGV[1]', 'ARGV[1] .. 1');
      const loaded = await redis.scriptLoad(other);
      expect(await redis.scriptExists(loaded, hash, 'f'.repeat(40))).toEqual([1, 1, 0]);
      expect(await redis.evalsha(loaded, [], ['x'])).toBe(`${String(evaluated)}1`);
    });

    it('ends a script at the first failed call, and lets it catch failures', async () => {
      await redis.rpush(key('scripted'), 'a');
      const failing = `redis.call('SET', KEYS[2], 'done') redis.call('INCR', KEYS[1]) redis.call('SET', KEYS[2], 'no')`;
      await expect(redis.eval(failing, [key('scripted'), key('before')], [])).rejects.toThrow('WRONGTYPE');
      expect(await redis.get(key('before'))).toBe('done');
      const caught = `local r = redis.pcall('INCR', KEYS[1]) return string.sub(r.err, 1, 9)`;
      expect(await redis.eval(caught, [key('scripted')], [])).toBe('WRONGTYPE');
      await expect(redis.eval('return redis.call("NOSUCH")', [], [])).rejects.toThrow('Unknown Redis command');
      await expect(redis.eval('return unknown_name', [], [])).rejects.toThrow('nonexistent global variable');
      await expect(redis.eval('return (', [], [])).rejects.toThrow('Error compiling script');
    });

    it('offers cjson', async () => {
      const script = `local v = cjson.decode(ARGV[1]) v.n = v.n + 1 v.list[2] = 'ü' return cjson.encode({v.n, v.list, v.null == cjson.null})`;
      expect(await redis.eval(script, [], [JSON.stringify({ n: 1.5, list: [1], null: null })])).toEqual([
        2.5,
        [1, 'ü'],
        true,
      ]);
    });

    it.each([
      ['slidingWindow', Ratelimit.slidingWindow(10, '60 s')],
      ['fixedWindow', Ratelimit.fixedWindow(10, '60 s')],
      ['tokenBucket', Ratelimit.tokenBucket(10, '60 s', 10)],
    ])('lets exactly 10 of 50 concurrent calls through a limit of 10: %s', async (name, limiter) => {
      const limit = new Ratelimit({ redis, limiter, prefix: key(`limit:${name}`), ephemeralCache: false });
      const answers = await Promise.all(Array.from({ length: 50 }, () => limit.limit('someone')));
      expect(answers.filter(({ success }) => success)).toHaveLength(10);
      expect((await limit.getRemaining('someone')).remaining).toBe(0);
      expect((await limit.limit('someone else')).success).toBe(true);
    });
  });

  const post = async (path: string, body: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(service.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const fetchCommand = async (command: string[]): Promise<number> =>
    ((await post('/', command)).body as { result: number }).result;
});
