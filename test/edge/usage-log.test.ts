import { eq } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { usageHourly } from '../../drizzle/schema.ts';
import { rollUpUsage } from '../../edge/accounts/roll-up.ts';
import { openUsageCounter } from '../../edge/accounts/usage-counter.ts';
import { linesOf, reconcileUsage } from '../../edge/accounts/usage-log.ts';
import { appWith, call, codeOf, services, type Tenant, tenant } from './support.ts';
import { tripsOf } from './trips.ts';

const rowsOf = async ({ userId }: Pick<Tenant, 'userId'>): Promise<number> => {
  await rollUpUsage(services());
  const rows = await services().database.select().from(usageHourly).where(eq(usageHourly.userId, userId));
  return rows.reduce((sum, { requests }) => sum + requests, 0);
};
async function* pieces(...texts: string[]): AsyncIterable<string> {
  yield* texts;
}
const reconcile = (lines: string[]) => reconcileUsage(services().redis, pieces(...lines));

type Isolate = ReturnType<typeof isolate>;

/** An isolate of its own, and the lines that it wrote. It flushes when it is told to, however slow the machine is. */
function isolate(redis = services().redis) {
  let flushing = 0;
  const reached = new Proxy(redis, {
    get: (target, name) =>
      name === 'eval' && flushing === 0
        ? () => Promise.reject(new Error('nobody told it to'))
        : Reflect.get(target, name),
  });
  const counter = openUsageCounter(reached);
  const flush = async () => {
    flushing += 1;
    return counter.flush().finally(() => (flushing -= 1));
  };
  const lines: string[] = [];
  const answer = ({ userId, keyId }: Tenant, times = 1, status = 200, nowMs = Date.now()) => {
    for (let at = 0; at < times; at += 1) {
      const counted = counter.record({ userId, keyId, operation: 'getMe', status }, nowMs, () => undefined);
      lines.push(JSON.stringify({ time: new Date(nowMs).toISOString(), status, counted }));
    }
  };
  return { answer, lines, flush, monthTotal: counter.monthTotal };
}

describe('an isolate that dies', () => {
  test('before it told anything, and after it told some: the log makes up for it, once', async () => {
    const who = await tenant();
    const dead = isolate();
    dead.answer(who, 7);
    await dead.flush();
    dead.answer(who, 5);
    expect(await rowsOf(who)).toBe(7);
    expect(await reconcile(dead.lines)).toEqual({ lines: 12, added: 5, tooOld: 0 });
    expect(await reconcile(dead.lines.toReversed())).toMatchObject({ added: 0 });
    expect(await rowsOf(who)).toBe(12);
  });

  test('its lines may come in any parts, in any order, by several readers at once', async () => {
    const who = await tenant();
    const dead = isolate();
    dead.answer(who, 40);
    const parts = [dead.lines.slice(30), dead.lines.slice(10, 35), dead.lines.slice(0, 12), dead.lines];
    const outcomes = await Promise.all(parts.map(reconcile));
    expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(40);
    expect(await rowsOf(who)).toBe(40);
  });

  test('a flush that reached Redis though its answer was lost is not counted again from the log', async () => {
    const who = await tenant();
    let isLost = true;
    const real = services().redis;
    const redis = new Proxy(real, {
      get: (target, name) =>
        name === 'eval'
          ? async (...args: Parameters<typeof real.eval>) => {
              const answer = await target.eval(...args);
              if (isLost) throw new Error('the answer was lost');
              return answer;
            }
          : Reflect.get(target, name),
    });
    const one = isolate(redis);
    one.answer(who, 3);
    await one.flush();
    expect(await reconcile(one.lines)).toMatchObject({ added: 0 });
    isLost = false;
    await one.flush();
    expect(await rowsOf(who)).toBe(3);
  });

  test('hours that were copied long ago are copied again when the log adds to them', async () => {
    const who = await tenant();
    const dead = isolate();
    const yesterday = Date.now() - 26 * 3_600_000;
    dead.answer(who, 2, 200, yesterday);
    await dead.flush();
    dead.answer(who, 3, 200, yesterday);
    dead.answer(who, 4);
    expect(await rowsOf(who)).toBe(2);
    await reconcile(dead.lines);
    expect(await rowsOf(who)).toBe(9);
  });
});

describe('an isolate that was thought dead', () => {
  /** It counted 3, the log was read, it counted 4 more and flushed. */
  async function thoughtDead(who: Tenant): Promise<Isolate> {
    const one = isolate();
    one.answer(who, 3);
    await reconcile(one.lines);
    one.answer(who, 4);
    await one.flush();
    return one;
  }

  test('is refused what the log has; the next reading counts the rest', async () => {
    const who = await tenant();
    const one = await thoughtDead(who);
    expect(await rowsOf(who)).toBe(3);
    expect(await reconcile(one.lines)).toMatchObject({ added: 4 });
    expect(await rowsOf(who)).toBe(7);
  });

  test('counts on under another name', async () => {
    const who = await tenant();
    const one = await thoughtDead(who);
    one.answer(who, 2);
    await one.flush();
    expect(await rowsOf(who)).toBe(5);
    expect(await reconcile(one.lines)).toMatchObject({ added: 4 });
    expect(await rowsOf(who)).toBe(9);
  });
});

test('what Redis did not take while it was away is sent later in the same order, or is in the log', async () => {
  const who = await tenant();
  let isAway = true;
  const real = services().redis;
  const one = isolate(
    new Proxy(real, {
      get: (target, name) =>
        name === 'eval' && isAway ? () => Promise.reject(new Error('away')) : Reflect.get(target, name),
    }),
  );
  for (let round = 0; round < 3; round += 1) {
    one.answer(who, 2);
    await one.flush();
  }
  isAway = false;
  await one.flush();
  expect(await rowsOf(who)).toBe(6);
  expect(await reconcile(one.lines)).toMatchObject({ added: 0 });
});

test('two flushes at once send all, each batch once', async () => {
  const who = await tenant();
  const one = isolate();
  one.answer(who, 3);
  const first = one.flush();
  one.answer(who, 4);
  await Promise.all([first, one.flush()]);
  expect(await rowsOf(who)).toBe(7);
});

describe('a log', () => {
  test('may be wrapped into the events of Logpush, and holds much that is not counted', async () => {
    const who = await tenant();
    const dead = isolate();
    dead.answer(who, 3);
    const [first = '', second = '', third = ''] = dead.lines;
    const event = (...messages: string[]) =>
      JSON.stringify({ EventType: 'fetch', Logs: messages.map((text) => ({ Level: 'log', Message: [text] })) });
    const forged = JSON.stringify({ ...(JSON.parse(first) as object), time: 'yesterday' });
    const lines = [event(first, 'counted'), event('no JSON: counted'), '[wrangler:info] counted', forged];
    expect(await reconcile([...lines, event(second, third)])).toMatchObject({ lines: 3, added: 3 });
    expect(await rowsOf(who)).toBe(3);
  });

  test('is refused where it is so old that Redis has forgotten what it counted', async () => {
    const who = await tenant();
    const dead = isolate();
    dead.answer(who, 2, 200, Date.now() - 6.5 * 24 * 3_600_000);
    expect(await reconcile(dead.lines)).toEqual({ lines: 2, added: 0, tooOld: 2 });
    expect(await rowsOf(who)).toBe(0);
  });

  test('is cut into lines wherever its pieces end', async () => {
    const lines: string[] = [];
    for await (const line of linesOf(pieces('on', 'e\ntwo\n\nth', 'ree', '\nfour'))) lines.push(line);
    expect(lines).toEqual(['one', 'two', '', 'three', 'four']);
  });
});

describe('the address that the log is brought to', () => {
  const TOKEN = 't'.repeat(40);
  const app = appWith({ USAGE_LOG_TOKEN: TOKEN });
  const bring = (body: BodyInit, headers: Record<string, string> = {}) =>
    app('/internal/usage/log', { method: 'POST', body, headers: { Authorization: `Bearer ${TOKEN}`, ...headers } });

  test('takes what the Worker wrote, packed or not, and tells what it added', async () => {
    const who = await tenant();
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const lost = appWith({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' });
    for (let at = 0; at < 3; at += 1) await lost('/v1/auth/me', { headers: { 'X-API-Key': who.key } });
    const text = log.mock.calls.map(([line]) => `${String(line)}\n`).join('');
    log.mockRestore();
    const packed = await new Response(
      new Response(text).body!.pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const answer = await bring(packed, { 'Content-Encoding': 'gzip' });
    expect(await answer.json()).toEqual({ lines: 3, added: 3, tooOld: 0 });
    expect(await (await bring(text)).json()).toMatchObject({ added: 0 });
    expect(await rowsOf(who)).toBe(3);
  });

  test('takes as much as Logpush brings at once, of as many isolates as there are, in a few trips to Redis', async () => {
    const who = await tenant();
    const isolates = Array.from({ length: 1_500 }, () => isolate());
    for (const one of isolates) one.answer(who, 2);
    // Of most lines of a Worker's log nothing is counted.
    const noise = `${JSON.stringify({ level: 'info', text: 'x'.repeat(1_000) })}\n`.repeat(5_000);
    const text = `${noise}${isolates.flatMap(({ lines }) => lines).join('\n')}\n`;
    const answers: Response[] = [];
    expect((await tripsOf(async () => answers.push(await bring(text)))).usage).toBeLessThanOrEqual(4);
    expect(await answers[0]?.json()).toEqual({ lines: 3_000, added: 3_000, tooOld: 0 });
    expect(await rowsOf(who)).toBe(3_000);
  });

  test('is closed to whoever has not the token, and to all without the setting', async () => {
    expect(await codeOf(bring('', { Authorization: `Bearer ${TOKEN}x` }))).toBe('SIGNATURE_INVALID');
    expect(await codeOf(bring('', { Authorization: '' }))).toBe('SIGNATURE_INVALID');
    expect((await call('/internal/usage/log', { method: 'POST', body: '' })).status).not.toBe(200);
  });

  test('what can not be unpacked is a 400; what Redis did not take is a 503, to be sent again', async () => {
    expect((await bring('no gzip', { 'Content-Encoding': 'gzip' })).status).toBe(400);
    const who = await tenant();
    const dead = isolate();
    dead.answer(who);
    const down = appWith({ USAGE_LOG_TOKEN: TOKEN, UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' });
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const answer = await down('/internal/usage/log', { method: 'POST', body: dead.lines[0], headers });
    expect(answer.status).toBe(503);
  });
});
