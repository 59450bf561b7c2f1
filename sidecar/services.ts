import type { Env } from './env.ts';
import { ffmpegVersion } from './exec/ffmpeg.ts';
import { analyseFile } from './pipeline/analyse-file.ts';
import { createJobs, type Jobs } from './pipeline/jobs.ts';
import { openObjects } from './storage/objects.ts';
import { messageVerifier, type VerifyMessage } from './storage/queue.ts';
import { openRedis } from './storage/redis.ts';

type PartState = 'ok' | 'down';

export type Services = {
  jobs: Jobs;
  verifyMessage: VerifyMessage;
  /** Asks each part the sidecar needs; never rejects, and takes at most a few seconds. */
  readiness: () => Promise<{ objects: PartState; redis: PartState; ffmpeg: PartState }>;
  close: () => void;
};

const READY_TIMEOUT_MS = 2_000;

/** Puts the parts together, once, at start. */
export function createServices(env: Env): Services {
  const objects = openObjects(env);
  const redis = openRedis(env);
  const state = (isReady: boolean): PartState => (isReady ? 'ok' : 'down');
  // That ffmpeg runs is found out once: it does not go, and asking costs a process.
  let ffmpegRuns = false;

  return {
    verifyMessage: messageVerifier(env),
    jobs: createJobs({
      objects,
      analyseFile,
      inFlight: new Map(),
      setProgress: (jobId, progress) => redis.setProgress(jobId, progress),
      allowedHosts: env.FETCH_ALLOWED_HOSTS,
      fetchTimeoutMs: env.FETCH_TIMEOUT_MS,
      fetchIdleTimeoutMs: env.FETCH_IDLE_TIMEOUT_MS,
      ytDlpPath: env.YTDLP_PATH,
      youtubeSiteUrl: env.YOUTUBE_SITE_URL,
      maxConcurrentJobs: env.MAX_CONCURRENT_JOBS,
      maxWaitingJobs: env.MAX_WAITING_JOBS,
      jobWaitMs: env.JOB_WAIT_MS,
      jobTimeoutMs: env.JOB_TIMEOUT_MS,
    }),
    async readiness() {
      ffmpegRuns ||= (await ffmpegVersion()) !== null;
      const [objectsReady, redisReady] = await Promise.all([
        objects.isReady(READY_TIMEOUT_MS),
        redis.isReady(READY_TIMEOUT_MS),
      ]);
      return { objects: state(objectsReady), redis: state(redisReady), ffmpeg: state(ffmpegRuns) };
    },
    close: () => objects.close(),
  };
}
