import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { tracks } from '../../../drizzle/schema.ts';
import { createAccount } from '../../../edge/accounts/create.ts';
import { PLAN_NAMES } from '../../../edge/accounts/plans.ts';
import { startDatabase } from '../../../local/database.ts';
import { redisServerEngine } from '../../../local/redis/server.ts';
import { serveRedis } from '../../../local/redis.ts';
import { analysisOf } from '../../support/analysis.ts';
import { startRealRedis } from '../../support/real-redis.ts';
import { delayProxy } from './delay.ts';

/*
 * What the Worker and the reference stand on, in a process of its own: a database, a real redis-server, Upstash's REST
 * over it, and proxies that make Redis 10 ms away. Prints where everything is as one line of JSON.
 */

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle/migrations', import.meta.url));
const TOKEN = 'bench';
const DELAY_MS = 10;
/** Accounts on the scale plan, among whom a load is spread that would be too much for one. */
const SCALE_ACCOUNTS = 100;

const database = await startDatabase({ dataDir: undefined, port: 0, password: 'bench' });
const db = drizzle(database.db);
await migrate(db, { migrationsFolder: MIGRATIONS });

const keys: Record<string, { key: string; userId: string }> = {};
for (const plan of PLAN_NAMES) keys[plan] = await createAccount(db, `${plan}@bench.test`, { plan });
const scaleKeys: string[] = [];
for (let at = 0; at < SCALE_ACCOUNTS; at += 1) {
  scaleKeys.push((await createAccount(db, `scale-${at}@bench.test`, { plan: 'scale' })).key);
}
const analysis = analysisOf({ bpm: 122, key: { tonic: 'A', mode: 'minor' } });
const [track] = await db
  .insert(tracks)
  .values({
    source: 'upload',
    title: 'Bench',
    artist: 'Nobody',
    bpm: 122,
    analysisStatus: 'succeeded',
    analysis,
    analysisVersion: analysis.analysisVersion,
  })
  .returning({ id: tracks.id });

const redis = await startRealRedis();
const rest = await serveRedis(redisServerEngine(redis.url), { port: 0, token: TOKEN });
const redisPort = Number(new URL(redis.url).port);

const places = {
  databaseUrl: database.connectionString,
  databaseFetchUrl: `${database.url}/sql`,
  restToken: TOKEN,
  restPorts: { near: rest.port, far: await delayProxy(rest.port, DELAY_MS) },
  redisPorts: { near: redisPort, far: await delayProxy(redisPort, DELAY_MS) },
  keys,
  scaleKeys,
  trackId: track!.id,
};
export type Places = typeof places;
console.log(JSON.stringify(places));

process.once('SIGTERM', () => {
  void Promise.all([rest.close(), database.close()])
    .then(() => redis.stop())
    .then(() => process.exit(0));
});
