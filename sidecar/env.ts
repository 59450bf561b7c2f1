import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { parseAllowedHosts } from '../shared/public-address.ts';
import { err, ok, type Result } from '../shared/result.ts';

const count = z.coerce.number().int().positive();

/** Every setting the sidecar reads, but for FFMPEG_PATH, which the command line tool reads too. */
const envSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8788),
  /** The address the queue reaches us at: messages are signed for it. */
  SIDECAR_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https?$/ }),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  /** Left out for Amazon's own S3. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).default('auto'),
  S3_BUCKET: z.string().min(1),
  S3_ACCESS_KEY_ID: z.string().min(1),
  S3_SECRET_ACCESS_KEY: z.string().min(1),
  /** Hosts ("name" or "name:port", comma-separated) that may be fetched from though they are not public. */
  FETCH_ALLOWED_HOSTS: z.string().default('').transform(parseAllowedHosts),
  FETCH_TIMEOUT_MS: count.default(120_000),
  FETCH_IDLE_TIMEOUT_MS: count.default(15_000),
  /** The yt-dlp that takes audio from YouTube; without it none is taken. Whoever sets it answers for the rights. */
  YTDLP_PATH: z.string().min(1).optional(),
  /** Where `/watch?v=` is; a private one has to stand in FETCH_ALLOWED_HOSTS too. */
  YOUTUBE_SITE_URL: z.url({ protocol: /^https?$/ }).default('https://www.youtube.com'),
  MAX_CONCURRENT_JOBS: count.default(availableParallelism()),
  /** Jobs beyond those wait here for their turn, at most JOB_WAIT_MS; with none left, the queue is told to come back. */
  MAX_WAITING_JOBS: count.default(32),
  JOB_WAIT_MS: count.default(240_000),
  /** One run of a job, from its turn to its answer. With the wait it stays under what the edge grants an attempt, 600 s. */
  JOB_TIMEOUT_MS: count.default(300_000),
  /** How long running jobs may go on after SIGTERM. Kubernetes kills after 30 s by default. */
  SHUTDOWN_GRACE_MS: count.default(25_000),
});

export type Env = z.infer<typeof envSchema>;

/** Parses the environment. The error names each bad setting and never a value; an empty setting counts as unset. */
export function parseEnv(environment: Record<string, string | undefined>): Result<Env, string> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  return err(`The sidecar's settings are not valid:\n${faults.join('\n')}`);
}
