import { openLeases } from '../../../edge/accounts/leases.ts';
import { openRateLimit, type LimitWindow } from '../../../edge/storage/rate-limit.ts';
import { Redis } from '@upstash/redis';
import { redisServerEngine } from '../../../local/redis/server.ts';
import { serveRedis } from '../../../local/redis.ts';
import { startRealRedis } from '../../support/real-redis.ts';

/*
 * `npm run bench:limiter`: isolates × limits × load against a real redis-server. All requests of a case come spread over
 * three seconds, each to an isolate at random, within one window. "share" is what got through of what is allowed.
 */

const SPREAD_MS = 3_000;
const HOUR_MS = 3_600_000;
const TOKEN = 'bench';

type Case = { isolates: number; limit: number; load: number };

const real = await startRealRedis();
const server = await serveRedis(redisServerEngine(real.url), { port: 0, token: TOKEN });
let trips = 0;

/** An isolate of its own: nothing is shared but Redis. */
function isolate() {
  const redis = new Redis({ url: server.url, token: TOKEN, retry: false, responseEncoding: false });
  const rateLimit = openRateLimit(redis);
  return openLeases({
    take: (...args) => {
      trips += 1;
      return rateLimit.take(...args);
    },
  });
}

/** A lease is 2 % of the limit, as in the plans. */
const windowOf = (limit: number): LimitWindow => ({
  name: 'bench',
  limit,
  windowMs: HOUR_MS,
  lease: Math.max(1, Math.round(limit * 0.02)),
});

async function run({ isolates, limit, load }: Case, spreadMs: number): Promise<{ sent: number; allowed: number }> {
  const all = Array.from({ length: isolates }, isolate);
  const account = crypto.randomUUID();
  const sent = Math.round(limit * load);
  const background: Promise<unknown>[] = [];
  const requests = Array.from({ length: sent }, async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
    const one = all[Math.floor(Math.random() * isolates)]!;
    return one.take(windowOf(limit), account, (work) => void background.push(work));
  });
  const verdicts = await Promise.all(requests);
  await Promise.all(background);
  return { sent, allowed: verdicts.filter(({ allowed }) => allowed).length };
}

// No window may end in the middle.
if (HOUR_MS - (Date.now() % HOUR_MS) < 90_000) throw new Error('the hour is about to end; start again after it');

const rows = [];
for (const isolates of [1, 3, 5]) {
  for (const limit of [10, 100, 1_000]) {
    for (const load of [0.9, 1, 2]) {
      trips = 0;
      const { sent, allowed } = await run({ isolates, limit, load }, SPREAD_MS);
      const due = Math.min(sent, limit);
      rows.push({ isolates, limit, load, sent, due, allowed, share: Number((allowed / due).toFixed(3)), trips });
    }
  }
}
console.table(rows);
const atOnce = [];
for (const isolates of [1, 3, 5]) {
  atOnce.push({ isolates, ...(await run({ isolates, limit: 1, load: 1_000 }, 0)) });
}
console.log('A limit of 1 with 1,000 at once');
console.table(atOnce);
const worst = Math.min(...rows.map(({ share }) => share));
const over = [...rows.map(({ allowed, limit }) => allowed - limit), ...atOnce.map(({ allowed }) => allowed - 1)];
console.log(`Over the limit: ${Math.max(0, ...over)}. Least share of what is allowed: ${worst}.`);

await server.close();
await real.stop();
