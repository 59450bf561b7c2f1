import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { startDatabase } from './database.ts';
import { startObjects } from './objects.ts';
import { startQueue } from './queue.ts';
import { startRedis } from './redis.ts';
import type { Secrets } from './settings.ts';

const MIGRATIONS = fileURLToPath(new URL('../drizzle/migrations', import.meta.url));
const BUCKET = 'musicforge';

export type CloudPorts = { database: number; redis: number; queue: number; objects: number };

/** The settings under which edge and sidecar reach the services; known before these are up. */
export function cloudSettings(ports: CloudPorts, secrets: Secrets) {
  const on = (port: number) => `http://127.0.0.1:${port}`;
  return {
    DATABASE_URL: `postgresql://musicforge:${secrets.databasePassword}@127.0.0.1:${ports.database}/musicforge`,
    DATABASE_FETCH_URL: `${on(ports.database)}/sql`,
    UPSTASH_REDIS_REST_URL: on(ports.redis),
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
    QSTASH_URL: on(ports.queue),
    QSTASH_TOKEN: secrets.queueToken,
    QSTASH_CURRENT_SIGNING_KEY: secrets.currentSigningKey,
    QSTASH_NEXT_SIGNING_KEY: secrets.nextSigningKey,
    S3_ENDPOINT: on(ports.objects),
    S3_REGION: 'auto',
    S3_BUCKET: BUCKET,
    S3_ACCESS_KEY_ID: secrets.s3AccessKeyId,
    S3_SECRET_ACCESS_KEY: secrets.s3SecretAccessKey,
    AUTH_SECRETS: `local:${secrets.authSecret}`,
    USAGE_LOG_TOKEN: secrets.usageLogToken,
  };
}
export type CloudSettings = ReturnType<typeof cloudSettings>;

/** The services themselves. `ports` are those they listen on; `db` is the database, for what no client may do. */
export type Cloud = { db: PGlite; ports: CloudPorts; close(): Promise<void> };

/** Starts Postgres, Redis, the queue and the object store on loopback, with their data under a folder. Port 0: any. */
export async function startCloud(dataDir: string, ports: CloudPorts, secrets: Secrets): Promise<Cloud> {
  const running: { close(): Promise<void> }[] = [];
  const keep = <S extends { close(): Promise<void> }>(service: S): S => {
    running.unshift(service);
    return service;
  };
  const close = async () => {
    for (const service of running) await service.close();
  };
  try {
    const database = keep(
      await startDatabase({
        dataDir: join(dataDir, 'postgres'),
        port: ports.database,
        password: secrets.databasePassword,
      }),
    );
    await migrate(drizzle(database.db), { migrationsFolder: MIGRATIONS });
    const redis = keep(await startRedis({ dataDir, port: ports.redis, token: secrets.redisToken }));
    const objects = keep(
      await startObjects({
        dataDir: join(dataDir, 'objects'),
        port: ports.objects,
        accessKeyId: secrets.s3AccessKeyId,
        secretAccessKey: secrets.s3SecretAccessKey,
        buckets: [BUCKET],
      }),
    );
    const queue = keep(
      await startQueue({
        dataDir,
        port: ports.queue,
        token: secrets.queueToken,
        currentSigningKey: secrets.currentSigningKey,
        nextSigningKey: secrets.nextSigningKey,
      }),
    );
    const portOf = (service: { url: string }) => Number(new URL(service.url).port);
    return {
      db: database.db,
      ports: { database: portOf(database), redis: portOf(redis), queue: portOf(queue), objects: portOf(objects) },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
