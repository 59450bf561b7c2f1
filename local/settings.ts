import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const port = (usual: number) => z.coerce.number().int().min(1).max(65_535).default(usual);

/** Where everything listens and keeps its data. Other ports and another folder make a second copy beside the first. */
const settingsSchema = z.object({
  PORT: port(8787),
  SIDECAR_PORT: port(8788),
  DATABASE_PORT: port(8789),
  REDIS_PORT: port(8790),
  QUEUE_PORT: port(8791),
  OBJECTS_PORT: port(8792),
  DATA_DIR: z.string().min(1).default('.local'),
  /** "off" leaves an empty catalogue empty. */
  DEMO_TRACKS: z.enum(['on', 'off']).default('on'),
  /** Private hosts that audio may be fetched from ("127.0.0.1:9000"), comma-separated. */
  FETCH_ALLOWED_HOSTS: z.string().default(''),
  /** "on" takes audio from YouTube, by the yt-dlp of YTDLP_PATH, else the installed one. */
  YOUTUBE_AUDIO: z.enum(['on', 'off']).default('off'),
  YTDLP_PATH: z.string().min(1).default('yt-dlp'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings from the environment; throws an error that people can act on. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

const secretsSchema = z.object({
  databasePassword: z.string(),
  redisToken: z.string(),
  queueToken: z.string(),
  currentSigningKey: z.string(),
  nextSigningKey: z.string(),
  s3AccessKeyId: z.string(),
  s3SecretAccessKey: z.string(),
  authSecret: z.string(),
  usageLogToken: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

export function newSecrets(): Secrets {
  const secret = () => randomBytes(24).toString('base64url');
  return {
    databasePassword: secret(),
    redisToken: secret(),
    queueToken: secret(),
    currentSigningKey: `sig_${secret()}`,
    nextSigningKey: `sig_${secret()}`,
    s3AccessKeyId: 'local',
    s3SecretAccessKey: secret(),
    authSecret: secret(),
    usageLogToken: secret(),
  };
}

/** The secrets of this data folder: made at its first start, the same ever after. One that an older folder lacks is added. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const stored = await readFile(path, 'utf8').catch(() => null);
  const kept = stored === null ? {} : secretsSchema.partial().parse(JSON.parse(stored));
  const secrets = { ...newSecrets(), ...kept };
  if (secretsSchema.safeParse(kept).success) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
