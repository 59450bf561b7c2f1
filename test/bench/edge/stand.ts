import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Places } from './services.ts';

/** Starts what the Worker stands on, in a process of its own. */
export async function startStand(): Promise<{ places: Places; stop(): Promise<void> }> {
  const script = fileURLToPath(new URL('./services.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { places: await placesOf(child), stop: () => ended(child) };
}

export const USAGE_LOG_TOKEN = 'l'.repeat(40);

/** The Worker's settings; what it does not use here is nowhere. */
export const settingsOf = (
  places: Places,
  distance: 'near' | 'far',
  port: number,
  plans: string,
): Record<string, string> => ({
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SIDECAR_URL: 'http://127.0.0.1:9',
  DATABASE_URL: places.databaseUrl,
  DATABASE_FETCH_URL: places.databaseFetchUrl,
  UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${places.restPorts[distance]}`,
  UPSTASH_REDIS_REST_TOKEN: places.restToken,
  QSTASH_URL: 'http://127.0.0.1:9',
  QSTASH_TOKEN: 'unused',
  QSTASH_CURRENT_SIGNING_KEY: 'unused',
  QSTASH_NEXT_SIGNING_KEY: 'unused',
  S3_ENDPOINT: 'http://127.0.0.1:9',
  S3_BUCKET: 'unused',
  S3_ACCESS_KEY_ID: 'unused',
  S3_SECRET_ACCESS_KEY: 'unused',
  AUTH_SECRETS: `bench:${'b'.repeat(40)}`,
  USAGE_LOG_TOKEN,
  // A busy machine is no Redis that is down: without it requests would go on unlimited, and the figures flatter.
  LIMIT_TIMEOUT_MS: '10000',
  PLANS: plans,
});

async function placesOf(child: ChildProcess): Promise<Places> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Places;
  throw new Error('the services did not start');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
