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
 * within one window; "share" is what got through of what is allowed. Then an account that has an hour and a minute sends
 * twice its minute around the end of one, and again two minutes later, when the hour is what stops it. Last, an isolate
 * is killed in the middle: the tokens that it held are lost, and nothing else. Exit status 1 when more than a limit got
 * through anywhere, less than 95 % of what is allowed, other than one where one is allowed, or when a request to an
 * isolate that lives was not answered.
 */

const SPREAD_MS = 3_000;
const MINUTE_MS = 60_000;
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
/** Both windows at once. */
const BOTH = { perHour: 1_000, perMinute: 600, perMonth: null, lease: 18 };
const hourly = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, planOf(limit)]));
const PLANS = JSON.stringify({ ...hourly, enterprise: BOTH });

type Load = { isolates: number; limit: number; sent: number; spreadMs?: number; killAfterMs?: number };

// No hour may end in the middle.
if (HOUR_MS - (Date.now() % HOUR_MS) < 600_000) throw new Error('the hour is about to end; start again after it');

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

  const account = async (plan: PlanName): Promise<string> =>
    (await createAccount(database, `${crypto.randomUUID()}@bench.test`, { plan })).key;

  /**
   * Sends the requests of a key. What goes to an isolate that is killed may be left unanswered, and nothing else; what was
   * on its way there may have been let through, so that it is not among the tokens that were lost with the isolate.
   */
  const send = async (key: string, { isolates, limit, sent, spreadMs = SPREAD_MS, killAfterMs }: Load) => {
    let allowed = 0;
    let unanswered = 0;
    let cutOff = 0;
    let isKilled = false;
    const requests = Array.from({ length: sent }, async () => {
      await wait(Math.random() * spreadMs);
      const isolate = Math.floor(Math.random() * isolates);
      const { url } = workers[isolate]!;
      const mayFail = killAfterMs !== undefined && isolate === 0;
      const wasKilled = isKilled;
      try {
        const response = await fetch(url, { headers: { 'X-API-Key': key } });
        await response.arrayBuffer();
        if (response.ok) allowed += 1;
        else if (response.status !== 429) unanswered += 1;
      } catch {
        if (!mayFail) unanswered += 1;
        else if (!wasKilled) cutOff += 1;
      }
    });
    if (killAfterMs !== undefined) {
      await wait(killAfterMs);
      isKilled = true;
      workers[0]!.service.process.kill('SIGKILL');
      await workers[0]!.service.stop();
    }
    await Promise.all(requests);
    const due = Math.min(sent, limit);
    const share = Number(((allowed + cutOff) / due).toFixed(3));
    return { isolates, limit, sent, due, allowed, unanswered, cutOff, share };
  };

  const run = async (isolates: number, plan: keyof typeof LIMITS, load: number, more: Partial<Load> = {}) => {
    const limit = LIMITS[plan];
    return send(await account(plan), { isolates, limit, sent: Math.round(limit * load), ...more });
  };

  /** Of what a minute allows, that part is allowed once more by the time that so much of the next one is over. */
  const acrossMinutes = async (isolates: number) => {
    const key = await account('enterprise');
    const load = { isolates, sent: 2 * BOTH.perMinute };
    const border = Math.ceil((Date.now() + SPREAD_MS) / MINUTE_MS) * MINUTE_MS;
    await wait(border - SPREAD_MS / 2 - Date.now());
    const first = await send(key, { ...load, limit: BOTH.perMinute });
    const once = 1 + Math.ceil((BOTH.perMinute * (Date.now() - border)) / MINUTE_MS);
    await wait(border + 2 * MINUTE_MS + SPREAD_MS - Date.now());
    const second = await send(key, { ...load, limit: BOTH.perHour - first.allowed });
    return [{ ...first, limit: BOTH.perMinute + once }, second];
  };

  const rows = [];
  for (const isolates of [1, 3, 5]) {
    for (const plan of ['free', 'starter', 'pro'] as const) {
      for (const load of [0.9, 1, 2]) rows.push(await run(isolates, plan, load));
    }
  }
  console.table(rows);
  const atOnce = [];
  for (const isolates of [1, 3, 5]) atOnce.push(await run(isolates, 'scale', 1_000, { spreadMs: 0 }));
  console.log('A limit of 1 with 1,000 at once');
  console.table(atOnce);
  const across = await acrossMinutes(3);
  console.log('Twice a minute’s 600 around its end, and two minutes later, with 1,000 an hour');
  console.table(across);
  const killed = await run(3, 'pro', 3, { killAfterMs: SPREAD_MS / 6 });
  console.log('One of three isolates killed in the middle, with a lease of 30');
  console.table([killed]);

  const all = [...rows, ...atOnce, ...across, killed];
  const over = Math.max(...all.map(({ allowed, limit }) => allowed - limit));
  const worst = Math.min(...all.map(({ share }) => share));
  const unanswered = all.reduce((sum, row) => sum + row.unanswered, 0);
  const isOne = atOnce.every(({ allowed }) => allowed === 1);
  console.log(
    `Over the limit: ${Math.max(0, over)}. Least share of what is allowed: ${worst}. Not answered: ${unanswered}.`,
  );
  if (over > 0 || worst < 0.95 || unanswered > 0 || !isOne) process.exitCode = 1;
} finally {
  for (const { service } of workers) await service.stop();
  await stand.stop();
}
