import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { hashApiKey } from '../../shared/api-keys.ts';
import { freePort, type Service, startService, untilReady } from '../support/programs.ts';
import { load, percentile, requestFor } from './edge/load.ts';
import type { Places } from './edge/services.ts';
import { settingsOf, startStand } from './edge/stand.ts';
import { buildWorker, startWorker } from './edge/worker.ts';

/*
 * `npm run bench:edge`: a cached answer behind a key and a limit, from the built Worker in `workerd serve` and from the
 * Express reference, in turns, with Redis on loopback and 10 ms away. `-- --seconds 2 --rounds 9` are the defaults.
 *
 * The medians are what counts. `× Express` is the median over the rounds of what each had beside Express's turn of the same
 * round: a machine that others use too changes between rounds, and within one it treats both alike.
 *
 * The scale plan is as sold (3,000 a minute, 50,000 an hour, leases of 90), so the load is spread over 100 accounts. The
 * free plan's lease of one is what makes it cost a trip a request; its limits are raised, so that one account can send
 * the load.
 */

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const option = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const SECONDS = option('seconds', 2);
const ROUNDS = option('rounds', 9);
/**
 * Where Redis is, and how many requests are under way at once: as many as keep both programs busy, and, far away, also
 * few enough that neither wants for processor and the waiting is what is seen (Express answers 32 in 35 ms there, and
 * ten times that is more than one core gives whatever runs on it).
 */
const SCENES = [
  { distance: 'near', connections: 32 },
  { distance: 'far', connections: 8 },
  { distance: 'far', connections: 32 },
] as const;
/** Before each run, and not counted: what an isolate holds for ten seconds (an answer) is there when the run begins. */
const WARM_UP_SECONDS = 1;
/** A limit with room for the whole run. */
const ROOM = 1_000_000_000;
const PLANS = JSON.stringify({ free: { perHour: ROOM, perMinute: ROOM, perMonth: null } });

/** What has been started and is to be ended. */
const running: { stop(): Promise<unknown> }[] = [];

type Load = { requestsPerSec: number; p50: number; p95: number; p99: number; cpuUs: number; failures: number };
type Target = { name: string; url: URL; keys: string[]; pid: number; loads: Load[] };

async function bench(places: Places): Promise<void> {
  const bundle = await buildWorker();
  const path = `/v1/music/tracks/${places.trackId}`;
  for (const { distance, connections } of SCENES) {
    const workerPort = await freePort();
    const worker = await startWorker(bundle, workerPort, settingsOf(places, distance, workerPort, PLANS));
    running.push(worker);
    const url = new URL(`http://127.0.0.1:${workerPort}${path}`);
    const { scaleKeys } = places;
    const freeKey = places.keys.free!.key;
    const answer = await (await fetch(url, { headers: { 'X-API-Key': freeKey } })).text();
    const express = await startExpress(places, distance, answer);
    running.push(express.service);
    const expressUrl = new URL(`${express.url}${path}`);
    const [workerPid, expressPid] = [worker.process.pid!, express.service.process.pid!];
    const targets: Target[] = [
      { name: 'Express', url: expressUrl, keys: scaleKeys, pid: expressPid, loads: [] },
      { name: 'Worker, leases (scale)', url, keys: scaleKeys, pid: workerPid, loads: [] },
      { name: 'Worker, no lease (free)', url, keys: [freeKey], pid: workerPid, loads: [] },
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const target of targets) target.loads.push(await measure(target, SECONDS, connections));
    }
    const place = distance === 'near' ? 'Redis on loopback' : 'Redis 10 ms away';
    print(`${place}; ${connections} connections`, answer.length, targets);
    for (const service of [worker, express.service]) {
      await service.stop();
      running.splice(running.indexOf(service), 1);
    }
  }
}

async function startExpress(
  places: Places,
  distance: 'near' | 'far',
  answer: string,
): Promise<{ url: string; service: Service }> {
  const redis = new Redis(places.redisPorts.near, '127.0.0.1');
  for (const [at, key] of places.scaleKeys.entries()) {
    await redis.set(`express:key:${await hashApiKey(key)}`, JSON.stringify({ id: `bench-${at}`, limit: ROOM }));
  }
  await redis.set(`express:track:${places.trackId}`, answer);
  await redis.quit();
  const port = await freePort();
  const service = startService(process.execPath, [
    here('./edge/express.ts'),
    String(port),
    String(places.redisPorts[distance]),
  ]);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(() => fetch(url), 10_000);
  return { url, service };
}

async function measure({ url, keys, pid }: Target, seconds: number, connections: number): Promise<Load> {
  const requests = keys.map((key) => requestFor(url, { 'X-API-Key': key }));
  const run = (duration: number) =>
    load(url, (n) => requests[n % requests.length]!, { connections, seconds: duration });
  await run(WARM_UP_SECONDS);
  const before = cpuSeconds(pid);
  const result = await run(seconds);
  return {
    requestsPerSec: result.requests / result.seconds,
    p50: percentile(result, 0.5),
    p95: percentile(result, 0.95),
    p99: percentile(result, 0.99),
    cpuUs: ((cpuSeconds(pid) - before) * 1e6) / result.requests,
    failures: result.failures,
  };
}

/** User and system time of a process so far (Linux; NaN elsewhere). */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function print(title: string, bodyBytes: number, targets: Target[]): void {
  const rows = targets.map(({ name, loads }) => {
    const of = (field: keyof Load) => median(loads.map((load) => load[field]));
    const besideExpress = (field: keyof Load) =>
      median(loads.map((load, round) => load[field] / targets[0]!.loads[round]![field]));
    return {
      name,
      'req/s': Math.round(of('requestsPerSec')),
      'best req/s': Math.round(Math.max(...loads.map(({ requestsPerSec }) => requestsPerSec))),
      'p50 ms': rounded(of('p50')),
      'p95 ms': rounded(of('p95')),
      'p99 ms': rounded(of('p99')),
      'CPU µs/req': Math.round(of('cpuUs')),
      failures: of('failures'),
      '× Express': rounded(besideExpress('requestsPerSec')),
      'p50 × Express': rounded(besideExpress('p50')),
    };
  });
  console.log(`\n${title}, ${ROUNDS} × ${SECONDS} s each in turns, medians; ${bodyBytes} bytes`);
  console.table(rows);
}

const stand = await startStand();
running.push(stand);
try {
  await bench(stand.places);
} finally {
  for (const one of running.toReversed()) await one.stop();
}
