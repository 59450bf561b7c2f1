import { Redis } from '@upstash/redis';
import { progressKey, type JobProgress } from '../../shared/contracts/job.ts';
import type { Env } from '../env.ts';

/** A progress nobody renews is of a job that died: it should not look alive for long. */
const PROGRESS_TTL_SEC = 120;
/** Progress that comes late is worth nothing. */
const WRITE_TIMEOUT_MS = 2_000;

/** The short-lived state of jobs. Both calls reject when Redis does not answer in time. */
export function openRedis(env: Env) {
  const connect = (timeoutMs: number) =>
    new Redis({
      url: env.UPSTASH_REDIS_REST_URL,
      token: env.UPSTASH_REDIS_REST_TOKEN,
      retry: false,
      enableTelemetry: false,
      signal: () => AbortSignal.timeout(timeoutMs),
    });
  const writer = connect(WRITE_TIMEOUT_MS);
  return {
    async setProgress(jobId: string, progress: JobProgress): Promise<void> {
      await writer.set(progressKey(jobId), progress, { ex: PROGRESS_TTL_SEC });
    },

    async isReady(timeoutMs: number): Promise<boolean> {
      return connect(timeoutMs)
        .ping()
        .then(
          () => true,
          () => false,
        );
    },
  };
}

export type SidecarRedis = ReturnType<typeof openRedis>;
