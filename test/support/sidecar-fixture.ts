import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Redis } from '@upstash/redis';
import { startObjects } from '../../local/objects.ts';
import { signDelivery } from '../../local/queue/signature.ts';
import { startRedis } from '../../local/redis.ts';
import { analyzeJobSchema, type AnalyzeJob } from '../../shared/contracts/job.ts';
import { parseEnv, type Env } from '../../sidecar/env.ts';

const PUBLIC_URL = 'http://sidecar.test:8788';
const BUCKET = 'music';
const SECRETS = { accessKeyId: 'test-access-key', secretAccessKey: 'test-secret-key', redisToken: 'test-redis-token' };
export const KEYS = { current: 'sig_current_key', next: 'sig_next_key' };

/** The stores a sidecar needs, its settings for them, and a folder that takes its temp files. */
export async function startSidecarStores(changes: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sidecar-test-'));
  const tempFolder = await mkdtemp(join(folder, 'tmp-'));
  const objects = await startObjects({ dataDir: join(folder, 'objects'), port: 0, buckets: [BUCKET], ...SECRETS });
  const redis = await startRedis({ dataDir: undefined, port: 0, token: SECRETS.redisToken });
  const settings: Record<string, string> = {
    SIDECAR_PUBLIC_URL: PUBLIC_URL,
    QSTASH_CURRENT_SIGNING_KEY: KEYS.current,
    QSTASH_NEXT_SIGNING_KEY: KEYS.next,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: SECRETS.redisToken,
    S3_ENDPOINT: objects.url,
    S3_BUCKET: BUCKET,
    S3_ACCESS_KEY_ID: SECRETS.accessKeyId,
    S3_SECRET_ACCESS_KEY: SECRETS.secretAccessKey,
    ...changes,
  };
  const s3 = new S3Client({
    endpoint: objects.url,
    region: 'auto',
    forcePathStyle: true,
    credentials: { accessKeyId: SECRETS.accessKeyId, secretAccessKey: SECRETS.secretAccessKey },
  });
  return {
    settings,
    env: envOf(settings),
    tempFolder,
    /** What is left in the temp folder; nothing may be. */
    leftovers: () => readdir(tempFolder),
    put: (Key: string, Body: Uint8Array | string) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body })),
    text: async (Key: string) =>
      (await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body!.transformToString(),
    bytes: async (Key: string) =>
      (await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body!.transformToByteArray(),
    keys: async (Prefix: string) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }));
      return Contents.map(({ Key }) => Key!);
    },
    redis: new Redis({ url: redis.url, token: SECRETS.redisToken, enableTelemetry: false }),
    closeObjects: () => objects.close(),
    closeRedis: () => redis.close(),
    async close() {
      s3.destroy();
      await objects.close().catch(() => {});
      await redis.close().catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function envOf(settings: Record<string, string>): Env {
  const env = parseEnv(settings);
  if (!env.ok) throw new Error(env.error);
  return env.value;
}

export const newJob = (job: Partial<AnalyzeJob>): AnalyzeJob =>
  analyzeJobSchema.parse({
    jobId: randomUUID(),
    trackId: randomUUID(),
    source: { kind: 'object', key: 'uploads/none' },
    maxBytes: 20_000_000,
    maxDurationSec: 600,
    ...job,
  });

export type Delivery = { key?: string; url?: string; retried?: number; nowMs?: number };

/** A request as the queue delivers it. */
export function delivery(
  body: string,
  { key = KEYS.current, url, retried = 0, nowMs = Date.now() }: Delivery = {},
): RequestInit {
  const signature = signDelivery(key, url ?? `${PUBLIC_URL}/jobs/analyze`, Buffer.from(body), nowMs);
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'upstash-signature': signature,
      'upstash-message-id': `msg_${randomUUID()}`,
      'upstash-retried': String(retried),
    },
  };
}
