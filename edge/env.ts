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
  /** A copy to read analytics from; without one they come from the database itself. */
  DATABASE_REPLICA_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgres:// connection string')
    .optional(),
  DATABASE_REPLICA_FETCH_URL: z.url().optional(),
  /**
   * Secrets that sign sessions and seal answers kept for replay: `id:secret`, comma-separated, each secret of at least 32
   * characters. The first one signs, all of them verify: to rotate, put a new one in front and drop the old one 30 days
   * later, when the last session that had its tokens from it has been given others or is over. (It may be dropped at
   * once: then everybody with a session logs in anew, invitations of the last week are void, and answers kept for a day
   * are not given again.)
   */
  AUTH_SECRETS: z
    .string()
    .regex(
      /^[\w-]+:[^,]{32,}(,[\w-]+:[^,]{32,})*$/,
      'id:secret, comma-separated, with secrets of 32 characters or more',
    ),
  /** Who may register: anyone, whoever brings an invitation, or nobody. */
  REGISTRATION: z.enum(['open', 'invite', 'closed']).default('open'),
  /** Registrations from one address in an hour. */
  REGISTRATIONS_PER_HOUR: z.coerce.number().int().positive().default(5),
  /**
   * What Redis has not said by then (a limit, whose key it is) is unknown: keys are looked up in the database, reads go on
   * under a limit of the isolate's own, what costs money waits.
   */
  LIMIT_TIMEOUT_MS: z.coerce.number().int().positive().default(200),
  /** An operation's answer begins by then, or it is a 503; one that takes an upload has until that is there. */
  ANSWER_TIMEOUT_MS: z.coerce.number().int().positive().default(30_000),
  /** The sender of a JSON body who is slower than this gets a 408. */
  BODY_TIMEOUT_MS: z.coerce.number().int().positive().default(10_000),
  /** So does the sender of an upload that takes longer than this, or pauses for as long as a JSON body may take. */
  UPLOAD_TIMEOUT_MS: z.coerce.number().int().positive().max(840_000).default(600_000),
  /** The bearer token with which Logpush brings the Worker's log to /internal/usage/log; without it that is closed. */
  USAGE_LOG_TOKEN: z.string().min(32, 'of 32 characters or more').optional(),
  /** Changes of the plans, as JSON; see edge/accounts/plans.ts. */
  PLANS: z.string().default(''),
  /** Origins of browsers' pages that may call, comma-separated; `*` is any, without cookies. */
  CORS_ORIGINS: z.string().default('*'),
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
  /** How long a request waits for a language model before it has the grammar's reading. */
  UNDERSTAND_TIMEOUT_MS: z.coerce.number().int().min(0).max(10_000).default(400),
  /**
   * Without its key a model is not asked. Budgets are calls a day (UTC), over all accounts; descriptions of tracks take half
   * of them at most, so that there are some for requests. What a model refuses to begin is not counted.
   */
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini'),
  /**
   * How long the model thinks first; its thoughts count in the 1,000 tokens that an answer may have. `off` says nothing of
   * it, for a model that takes no such setting.
   */
  OPENAI_REASONING_EFFORT: z
    .enum(['off', 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])
    .default('minimal'),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().positive().max(30_000).default(8_000),
  OPENAI_DAILY_CALLS: z.coerce.number().int().min(0).default(2_000),
  ANTHROPIC_API_KEY: z.string().min(1).optional(),
  ANTHROPIC_BASE_URL: z.url().default('https://api.anthropic.com/v1/'),
  ANTHROPIC_MODEL: z.string().min(1).default('claude-haiku-4-5'),
  ANTHROPIC_TIMEOUT_MS: z.coerce.number().int().positive().max(30_000).default(8_000),
  ANTHROPIC_DAILY_CALLS: z.coerce.number().int().min(0).default(2_000),
  /** Without a key YouTube is not searched. */
  YOUTUBE_API_KEY: z.string().min(1).optional(),
  YOUTUBE_BASE_URL: z.url().default('https://youtube.googleapis.com/'),
  YOUTUBE_TIMEOUT_MS: z.coerce.number().int().positive().max(30_000).default(4_000),
  /** Google's bucket for search.list: 100 calls a day, unless it granted more, from midnight to midnight in Pacific time. */
  YOUTUBE_DAILY_SEARCHES: z.coerce.number().int().min(0).default(100),
  /**
   * "on" has videos' audio taken for analysis by the sidecar (its YTDLP_PATH). YouTube's terms forbid that without
   * permission: whoever turns it on answers for having the rights.
   */
  YOUTUBE_AUDIO: z.enum(['on', 'off']).default('off'),
  /**
   * How long an answer takes once its words are understood: what the catalogue, YouTube and the rest have not said by
   * then is left out and said to be.
   */
  SOURCES_TIMEOUT_MS: z.coerce.number().int().positive().max(20_000).default(2_000),
});

export type Env = z.infer<typeof envSchema>;

/** The names of all settings, for whoever passes them on. */
export const ENV_NAMES = Object.keys(envSchema.shape);

/** Parses the bindings; a bad one throws an error that names each variable and never its value. */
export function parseEnv(bindings: unknown): Env {
  const parsed = envSchema.safeParse(bindings);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The Worker's settings are not valid: ${faults.join('; ')}`);
}
