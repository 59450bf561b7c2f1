import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { embeddedRedis } from '../../local/redis/embedded.ts';
import { type Outcome, type RedisEngine, toBytes } from '../../local/redis/engine.ts';
import { redisServerEngine } from '../../local/redis/server.ts';
import { seededRandom } from '../support/random.ts';
import { redisServerPath, startRealRedis } from '../support/real-redis.ts';
import { randomCommands } from '../support/redis-commands.ts';

const run = (engine: RedisEngine, ...command: (string | number)[]): Promise<Outcome> =>
  engine.execute(command.map((part) => toBytes(String(part))));

describe('what the embedded Redis keeps on disk', () => {
  let folder: string;
  const opened: RedisEngine[] = [];
  const open = (): RedisEngine => {
    const engine = embeddedRedis(folder);
    opened.push(engine);
    return engine;
  };
  const file = (): string => join(folder, 'redis.json');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-redis-test-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((engine) => engine.close()));
    await rm(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  it('is there again after a restart, of every type, with its expiry and every byte', async () => {
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, at) => at));
    const first = open();
    await first.execute(['SET', 'bytes', bytes]);
    await run(first, 'SET', 'expiring', 'ü', 'EX', 100);
    await run(first, 'HSET', 'hash', 'a', 1, 'ä', 2);
    await run(first, 'RPUSH', 'list', 'c', 'a', 'b');
    await run(first, 'SADD', 'set', 'x', 'y');
    await run(first, 'ZADD', 'zset', 2.5, 'm', '-inf', 'low', 'inf', 'high');
    await first.close();
    const second = open();
    expect(await second.execute(['GET', 'bytes'])).toEqual({ ok: true, value: bytes });
    expect(await run(second, 'GET', 'expiring')).toEqual({ ok: true, value: toBytes('ü') });
    expect(await run(second, 'TTL', 'expiring')).toEqual({
      ok: true,
      value: expect.toSatisfy((ttl: number) => ttl > 95),
    });
    expect(await run(second, 'HGETALL', 'hash')).toEqual({ ok: true, value: ['a', '1', toBytes('ä'), '2'] });
    expect(await run(second, 'LRANGE', 'list', 0, -1)).toEqual({ ok: true, value: ['c', 'a', 'b'] });
    expect(await run(second, 'SMEMBERS', 'set')).toEqual({ ok: true, value: ['x', 'y'] });
    expect(await run(second, 'ZRANGE', 'zset', 0, -1, 'WITHSCORES')).toEqual({
      ok: true,
      value: ['low', '-inf', 'm', '2.5', 'high', 'inf'],
    });
    expect(await run(second, 'ZADD', 'zset', 3, 'n')).toEqual({ ok: true, value: 1 });
  });

  it('is on disk a second after a change, without being closed', async () => {
    const engine = open();
    await run(engine, 'SET', 'a', 'written');
    await expect.poll(() => readFile(file(), 'utf8').catch(() => ''), { timeout: 1_000 }).toContain('written');
    await run(engine, 'EVAL', "redis.call('SET', 'b', 'by a script')", 0);
    await expect.poll(() => readFile(file(), 'utf8'), { timeout: 1_000 }).toContain('by a script');
    await run(engine, 'DEL', 'a');
    await expect.poll(() => readFile(file(), 'utf8'), { timeout: 1_000 }).not.toContain('written');
  });

  it('is refused to a second one while the first is running', async () => {
    const first = open();
    expect(() => embeddedRedis(folder)).toThrow('in use by another process');
    await run(first, 'SET', 'a', 'x');
    await first.close();
    expect(await run(open(), 'GET', 'a')).toEqual({ ok: true, value: 'x' });
  });

  it('does not come back once it has expired', async () => {
    const first = open();
    await run(first, 'SET', 'gone', 'x', 'PX', 60);
    await run(first, 'SET', 'stays', 'x');
    await first.close();
    const later = Date.now() + 1_000;
    vi.spyOn(Date, 'now').mockImplementation(() => later);
    expect(await run(open(), 'KEYS', '*')).toEqual({ ok: true, value: ['stays'] });
  });

  it.each(['', '{"version":1,"entr', 'null', '{"version":2,"entries":[]}', '{"version":1,"entries":[{"key":"a"}]}'])(
    'starts empty on a file that can not be read (%j), and keeps that file aside',
    async (text) => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {});
      await writeFile(file(), text);
      const engine = open();
      expect(await run(engine, 'DBSIZE')).toEqual({ ok: true, value: 0 });
      expect(error).toHaveBeenCalledOnce();
      expect(await readFile(`${file()}.unreadable`, 'utf8')).toBe(text);
      await run(engine, 'SET', 'new', 'x');
      await engine.close();
      expect(await run(open(), 'GET', 'new')).toEqual({ ok: true, value: 'x' });
    },
  );
});

describe('the embedded Redis', () => {
  it('stops a script that does not end, and goes on', async () => {
    const engine = embeddedRedis(undefined);
    let nowMs = Date.now();
    // each look at the clock is a second later, so that five seconds take no time
    vi.spyOn(Date, 'now').mockImplementation(() => (nowMs += 1_000));
    const outcome = await run(engine, 'EVAL', 'while true do pcall(function() local x = 1 end) end', 0);
    vi.restoreAllMocks();
    expect(outcome).toEqual({ ok: false, error: expect.stringContaining('more than 5 seconds') });
    expect(await run(engine, 'PING')).toEqual({ ok: true, value: { status: 'PONG' } });
    await engine.close();
  });

  it('gives scripts no way out', async () => {
    const engine = embeddedRedis(undefined);
    for (const name of ['io', 'os', 'require', 'package', 'debug', 'dofile', 'loadfile', 'fengari', 'js']) {
      expect(await run(engine, 'EVAL', `return type(${name})`, 0)).toEqual({
        ok: false,
        error: expect.stringContaining(`nonexistent global variable '${name}'`),
      });
    }
    await engine.close();
  });

  it.runIf(redisServerPath)('answers 20,000 random commands word for word as redis-server does', async () => {
    const real = await startRealRedis();
    const [ours, theirs] = [embeddedRedis(undefined), redisServerEngine(real.url)];
    try {
      for (let seed = 1; seed <= 40; seed += 1) {
        for (const command of [['FLUSHALL'], ...randomCommands(seededRandom(seed), 500)]) {
          const [our, their] = await Promise.all([run(ours, ...command), run(theirs, ...command)]);
          expect({ seed, command, answer: comparable(command, our) }).toEqual({
            seed,
            command,
            answer: comparable(command, their),
          });
        }
      }
    } finally {
      await Promise.all([ours.close(), theirs.close()]);
      await real.stop();
    }
  });
});

const UNORDERED = new Set([
  'HGETALL',
  'HKEYS',
  'HVALS',
  'SMEMBERS',
  'SDIFF',
  'SINTER',
  'SUNION',
  'KEYS',
  'SCAN',
  'SSCAN',
  'HSCAN',
]);

/** An outcome without what Redis leaves open (the order of sets) and what the clock decides (the seconds left to live). */
const comparable = ([name = '', script = '']: string[], outcome: Outcome): unknown => {
  if (!outcome.ok) return outcome.error;
  const { value } = outcome;
  if (name === 'TTL' && typeof value === 'number' && value > 0) return 'expires';
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value.status;
  const isUnordered = UNORDERED.has(name) || script.includes('HGETALL');
  return isUnordered ? JSON.stringify(value).split('').toSorted().join('') : value;
};
