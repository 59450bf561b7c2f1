import { z } from 'zod';

const megabytes = 1024 * 1024;

/** Every binding the Worker reads. The names are those of the services' own consoles where they have one. */
const envSchema = z.object({
  /** The address clients and the queue reach this Worker at; callbacks are signed for it. */
  PUBLIC_URL: z.url(),
  SIDECAR_URL: z.url(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// connection string'),
  /** Neon's SQL-over-HTTP endpoint, where it can't be derived from the host of DATABASE_URL. */
  DATABASE_FETCH_URL: z.url().optional(),
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  QSTASH_URL: z.url().default('https://qstash.upstash.io'),
  QSTASH_TOKEN: z.string().min(1),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  S3_ENDPOINT: z.url(),
  S3_REGION: z.string().min(1).default('auto'),
  S3_BUCKET: z.string().min(1),
  S3_ACCESS_KEY_ID: z.string().min(1),
  S3_SECRET_ACCESS_KEY: z.string().min(1),
  /** Hosts ("name" or "name:port", comma-separated) that may be fetched from though they are not public. */
  FETCH_ALLOWED_HOSTS: z.string().default(''),
  MAX_AUDIO_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(100 * megabytes),
  MAX_AUDIO_SECONDS: z.coerce
    .number()
    .positive()
    .default(20 * 60),
});

export type Env = z.infer<typeof envSchema>;

/** Parses the bindings; a bad one throws an error that names each variable and never its value. */
export function parseEnv(bindings: unknown): Env {
  const parsed = envSchema.safeParse(bindings);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The Worker's settings are not valid: ${faults.join('; ')}`);
}
