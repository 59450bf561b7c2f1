import { setTimeout as wait } from 'node:timers/promises';
import { createAccount } from '../../../edge/accounts/create.ts';
import type { PlanName } from '../../../edge/accounts/plans.ts';
import { parseEnv } from '../../../edge/env.ts';
import { buildServices } from '../../../edge/services.ts';
import { freePort, type Service } from '../../support/programs.ts';
import { settingsOf, startStand } from './stand.ts';
import { buildWorker, startWorker } from './worker.ts';

/*
 * `npm run bench:limiter`: isolates × limits × load. An isolate is a Worker in a `workerd serve` of its own; what they
 * share is a real redis-server. All requests of a case come spread over three seconds, each to an isolate at random,
 * within one window. "share" is what got through of what is allowed. Last, an isolate is killed in the middle: the
 * tokens that it held are lost, and nothing else. Exit status 1 when more than a limit got through anywhere, or less
 * than 95 % of what is allowed.
 */

const SPREAD_MS = 3_000;
const HOUR_MS = 3_600_000;
const MOST_ISOLATES = 5;

/** A lease is 3 % of the limit, as in the plans. */
const planOf = (perHour: number) => ({
  perHour,
  perMinute: null,
  perMonth: null,
  lease: Math.max(1, Math.round(perHour * 0.03)),
});
const LIMITS = { free: 10, starter: 100, pro: 1_000, scale: 1 } as const satisfies Partial<Record<PlanName, number>>;
const PLANS = JSON.stringify(Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, planOf(limit)])));

type Case = { isolates: number; plan: keyof typeof LIMITS; load: number; spreadMs?: number; killAfterMs?: number };

// No window may end in the middle.
if (HOUR_MS - (Date.now() % HOUR_MS) < 240_000) throw new Error('the hour is about to end; start again after it');

const stand = await startStand();
const workers: { url: string; service: Service }[] = [];
try {
  const bundle = await buildWorker();
  const start = async () => {
    const port = await freePort();
    const service = await startWorker(bundle, port, settingsOf(stand.places, 'near', port, PLANS));
    return { url: `http://127.0.0.1:${port}/v1/music/tracks/${stand.places.trackId}`, service };
  };
  while (workers.length < MOST_ISOLATES) workers.push(await start());
  const { database } = buildServices(parseEnv(settingsOf(stand.places, 'near', 0, PLANS)));

  const run = async ({ isolates, plan, load, spreadMs = SPREAD_MS, killAfterMs }: Case) => {
    const { key } = await createAccount(database, `${crypto.randomUUID()}@bench.test`, { plan });
    const limit = LIMITS[plan];
    const sent = Math.round(limit * load);
    let allowed = 0;
    let unanswered = 0;
    const requests = Array.from({ length: sent }, async () => {
      await wait(Math.random() * spreadMs);
      const { url } = workers[Math.floor(Math.random() * isolates)]!;
      try {
        const response = await fetch(url, { headers: { 'X-API-Key': key } });
        await response.arrayBuffer();
        if (response.ok) allowed += 1;
        else if (response.status !== 429) unanswered += 1;
      } catch {
        unanswered += 1;
      }
    });
    if (killAfterMs !== undefined) {
      await wait(killAfterMs);
      workers[0]!.service.process.kill('SIGKILL');
      await workers[0]!.service.stop();
    }
    await Promise.all(requests);
    const due = Math.min(sent, limit);
    return { isolates, limit, load, sent, due, allowed, unanswered, share: Number((allowed / due).toFixed(3)) };
  };

  const rows = [];
  for (const isolates of [1, 3, 5]) {
    for (const plan of ['free', 'starter', 'pro'] as const) {
      for (const load of [0.9, 1, 2]) rows.push(await run({ isolates, plan, load }));
    }
  }
  console.table(rows);
  const atOnce = [];
  for (const isolates of [1, 3, 5]) atOnce.push(await run({ isolates, plan: 'scale', load: 1_000, spreadMs: 0 }));
  console.log('A limit of 1 with 1,000 at once');
  console.table(atOnce);
  const killed = await run({ isolates: 3, plan: 'pro', load: 3, killAfterMs: SPREAD_MS / 6 });
  console.log('One of three isolates killed in the middle, with a lease of 30');
  console.table([killed]);

  const over = Math.max(...[...rows, ...atOnce, killed].map(({ allowed, limit }) => allowed - limit));
  const worst = Math.min(...rows.map(({ share }) => share));
  console.log(`Over the limit: ${Math.max(0, over)}. Least share of what is allowed: ${worst}.`);
  if (over > 0 || worst < 0.95) process.exitCode = 1;
} finally {
  for (const { service } of workers) await service.stop();
  await stand.stop();
}
