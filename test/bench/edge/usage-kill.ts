import { sql } from 'drizzle-orm';
import { rollUpUsage } from '../../../edge/accounts/roll-up.ts';
import { parseEnv } from '../../../edge/env.ts';
import { buildServices } from '../../../edge/services.ts';
import { freePort } from '../../support/programs.ts';
import { load } from './load.ts';
import { settingsOf, startStand } from './stand.ts';
import { buildWorker, startWorker } from './worker.ts';

/*
 * `npm run bench:usage`: answers counted by their client beside the rows in `usage_hourly`: an undisturbed run, and one
 * whose Worker is killed (SIGKILL) in the middle. Counts wait in an isolate for 250 ms, so that a killed one loses what
 * it answered in that time at most; nothing is ever counted twice.
 */

const CONNECTIONS = 8;
const FLUSHED_MS = 2_500;
const PLANS = JSON.stringify({ free: { perHour: 1e9, perMinute: 1e9, perMonth: null } });

const stand = await startStand();
try {
  const { places } = stand;
  const bundle = await buildWorker();
  const port = await freePort();
  const settings = settingsOf(places, 'near', port, PLANS);
  const services = buildServices(parseEnv(settings));
  const address = new URL(`http://127.0.0.1:${port}/v1/music/tracks/${places.trackId}`);

  const counted = async (plan: string): Promise<number> => {
    await rollUpUsage(services);
    await rollUpUsage(services);
    const { userId } = places.keys[plan]!;
    const { rows } = await services.database.execute(
      sql`select coalesce(sum(requests), 0) as total from usage_hourly where user_id = ${userId} and status = 200`,
    );
    return Number(rows[0]?.total);
  };
  const send = async (plan: string, seconds: number): Promise<number> => {
    const { requests, failures } = await load(address, { 'X-API-Key': places.keys[plan]!.key }, CONNECTIONS, seconds);
    return requests - failures;
  };
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  let worker = await startWorker(bundle, port, settings);
  const undisturbed = await send('enterprise', 3);
  await wait(FLUSHED_MS);
  const rows = [{ run: 'undisturbed', answered: undisturbed, rows: await counted('enterprise') }];

  const loading = send('free', 3);
  await wait(1_700);
  worker.process.kill('SIGKILL');
  const before = await loading;
  await worker.stop();
  worker = await startWorker(bundle, port, settings);
  const after = await send('free', 2);
  await wait(FLUSHED_MS);
  rows.push({ run: 'killed in the middle', answered: before + after, rows: await counted('free') });
  console.table(rows.map((row) => ({ ...row, lost: row.answered - row.rows })));
  await worker.stop();
} finally {
  await stand.stop();
}
