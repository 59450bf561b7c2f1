import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { USAGE_LOG_PATH } from '../../../edge/accounts/usage-log.ts';
import { parseEnv } from '../../../edge/env.ts';
import { PLAN_NAMES } from '../../../edge/accounts/plans.ts';
import { buildServices } from '../../../edge/services.ts';
import { freePort, type Service } from '../../support/programs.ts';
import { load, requestFor } from './load.ts';
import { settingsOf, startStand, USAGE_LOG_TOKEN } from './stand.ts';
import { buildWorker, startWorker } from './worker.ts';

/*
 * `npm run bench:usage`: answers as their client and the log have them, beside the rows in `usage_hourly`. A Worker
 * (`workerd serve`, its log in a file) is killed with SIGKILL under load, again and again; then its log is brought to
 * the next one, which is killed too while it reads it; the roll-up is killed in the middle as well; and then all of it
 * is done twice more. Exit status 1 when rows and answers differ by one.
 */

const KILLS = 5;
const CONNECTIONS = 8;
const noLimits = { perHour: null, perMinute: null, perMonth: null };
const PLANS = JSON.stringify(Object.fromEntries(PLAN_NAMES.map((name) => [name, noLimits])));
const ROLL_UP = fileURLToPath(new URL('./roll-up.ts', import.meta.url));
const random = (from: number, to: number) => from + Math.random() * (to - from);

const stand = await startStand();
const folder = await mkdtemp(join(tmpdir(), 'musicforge-usage-'));
const logPath = join(folder, 'worker.log');
const log = await open(logPath, 'a');
let worker: Service | undefined;
try {
  const { places } = stand;
  const bundle = await buildWorker();
  const port = await freePort();
  const settings = settingsOf(places, 'near', port, PLANS);
  const services = buildServices(parseEnv(settings));
  const address = new URL(`http://127.0.0.1:${port}/v1/music/tracks/${places.trackId}`);
  const keys = Object.values(places.keys).map(({ key }) => key);
  const received = new Set<string>();

  const start = async () => {
    worker = await startWorker(bundle, port, settings, log.fd);
    return worker;
  };

  /** Requests with an id each; those whose answer arrived are remembered. */
  const send = (round: number, seconds: number) => {
    const idOf = (n: number) => `r${round}-${n}`;
    const requestOf = (n: number) =>
      requestFor(address, { 'X-API-Key': keys[n % keys.length]!, 'X-Request-Id': idOf(n) });
    const onAnswer = (n: number, status: number) => void (status === 200 && received.add(idOf(n)));
    return load(address, requestOf, { connections: CONNECTIONS, seconds, onAnswer });
  };

  const rowsNow = async (): Promise<number> => {
    const { rows } = await services.database.execute(
      sql`select coalesce(sum(requests), 0) as total from usage_hourly where status = 200`,
    );
    return Number(rows[0]?.total);
  };

  /** The roll-up in a process of its own, killed after so many milliseconds of work. */
  const rollUp = async (killAfterMs?: number): Promise<void> => {
    const child = spawn(process.execPath, [ROLL_UP, JSON.stringify(settings)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    await once(child.stdout, 'data');
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await exit;
  };

  const bringLog = async (): Promise<number> => {
    const body = gzipSync(await readFile(logPath));
    const headers = { Authorization: `Bearer ${USAGE_LOG_TOKEN}`, 'Content-Encoding': 'gzip' };
    const response = await fetch(new URL(USAGE_LOG_PATH, address), { method: 'POST', body, headers });
    if (!response.ok) throw new Error(`the log was answered with ${response.status}`);
    return ((await response.json()) as { added: number }).added;
  };

  for (let round = 0; round < KILLS; round += 1) {
    const running = await start();
    const loading = send(round, 10);
    await wait(random(800, 1_600));
    running.process.kill('SIGKILL');
    await loading;
    await running.stop();
    await rollUp(random(0, 40));
  }
  await rollUp();
  const rowsWithoutLog = await rowsNow();

  // The Worker that reads the log is killed while it does so.
  for (let round = 0; round < KILLS; round += 1) {
    const running = await start();
    const bringing = bringLog().catch(() => 0);
    await wait(random(5, 60));
    running.process.kill('SIGKILL');
    await bringing;
    await running.stop();
    await rollUp(random(0, 40));
  }
  await start();
  await bringLog();
  await rollUp();
  const added = await bringLog();
  await rollUp();
  await rollUp();

  const lines = (await readFile(logPath, 'utf8')).split('\n').filter((line) => line.includes('"counted"'));
  const answered = lines.map((line) => JSON.parse(line) as { requestId: string; status: number });
  const answeredIds = new Set(answered.filter(({ status }) => status === 200).map(({ requestId }) => requestId));
  const rows = await rowsNow();
  const cutOff = [...answeredIds].filter((id) => !received.has(id)).length;
  const missing = [...received].filter((id) => !answeredIds.has(id)).length;
  console.table({
    'answers that arrived': received.size,
    'answers cut off by a kill on their way': cutOff,
    'answers, all': answeredIds.size,
    'rows in usage_hourly': rows,
    'rows without the log': rowsWithoutLog,
    'added by a second reading of the log': added,
    'arrived and not in the log': missing,
  });
  const isExact = rows === answeredIds.size && added === 0 && missing === 0 && cutOff <= KILLS * CONNECTIONS;
  console.log(`${KILLS} kills under load, ${KILLS} while the log was read: ${isExact ? 'exact' : 'NOT EXACT'}.`);
  if (!isExact) process.exitCode = 1;
} finally {
  await worker?.stop();
  await stand.stop();
  await log.close();
  await rm(folder, { recursive: true, force: true });
}
