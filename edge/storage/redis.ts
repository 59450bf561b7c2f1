import { Redis } from '@upstash/redis/cloudflare';
import type { Env } from '../env.ts';

/** Redis serves what may be missing (caches, progress), so it is given up soon. */
const COMMAND_TIMEOUT_MS = 1_000;

/** Redis over Upstash's REST. Callers decide what a failure means; nothing here is retried. */
export function openRedis(env: Env, timeoutMs = COMMAND_TIMEOUT_MS) {
  return new Redis({
    url: env.UPSTASH_REDIS_REST_URL,
    token: env.UPSTASH_REDIS_REST_TOKEN,
    enableTelemetry: false,
    retry: false,
    // Answers are ASCII or UTF-8 text of ours: base64 around them would only cost time.
    responseEncoding: false,
    signal: () => AbortSignal.timeout(timeoutMs),
  });
}

export type RedisClient = ReturnType<typeof openRedis>;
