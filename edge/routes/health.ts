import { createRoute, z } from '@hono/zod-openapi';
import { sql } from 'drizzle-orm';
import { operation } from '../http.ts';
import type { Services } from '../services.ts';
import { json } from './common.ts';

const PART_TIMEOUT_MS = 3_000;

const aliveSchema = z.object({ status: z.literal('ok') });
const partSchema = z.enum(['up', 'down']);
const readySchema = z.object({
  status: z.enum(['ready', 'degraded']),
  parts: z.object({ database: partSchema, redis: partSchema, objects: partSchema, sidecar: partSchema }),
});

const alive = (path: string, operationId: string, summary: string) =>
  operation(
    createRoute({
      method: 'get',
      path,
      operationId,
      summary,
      tags: ['health'],
      responses: { 200: json(aliveSchema, 'Up') },
    }),
    async (c) => c.json({ status: 'ok' as const }, 200),
  );

export const getHealth = alive('/health', 'getHealth', 'Whether the edge answers');
export const getLive = alive('/health/live', 'getLive', 'Whether the edge answers (for orchestrators)');

export const getReady = operation(
  createRoute({
    method: 'get',
    path: '/health/ready',
    operationId: 'getReady',
    summary: 'Which parts of the service are up',
    tags: ['health'],
    responses: { 200: json(readySchema, 'All parts are up'), 503: json(readySchema, 'Some part is down') },
  }),
  async (c) => {
    const parts = await checkParts(c.get('services'));
    const isReady = Object.values(parts).every((part) => part === 'up');
    return isReady
      ? c.json({ status: 'ready' as const, parts }, 200)
      : c.json({ status: 'degraded' as const, parts }, 503);
  },
);

async function checkParts({ database, redis, objects, env }: Services) {
  const [databasePart, redisPart, objectsPart, sidecarPart] = await Promise.all([
    upOrDown(database.execute(sql`select 1`)),
    upOrDown(redis.ping()),
    upOrDown(objects.sizeOf('health')),
    upOrDown(fetchOk(new URL('/health/ready', env.SIDECAR_URL))),
  ]);
  return { database: databasePart, redis: redisPart, objects: objectsPart, sidecar: sidecarPart };
}

async function upOrDown(check: Promise<unknown>): Promise<'up' | 'down'> {
  const late = AbortSignal.timeout(PART_TIMEOUT_MS);
  const lateDown = new Promise<'down'>((resolve) => late.addEventListener('abort', () => resolve('down')));
  return Promise.race([
    check.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    lateDown,
  ]);
}

async function fetchOk(url: URL): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PART_TIMEOUT_MS) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
}
