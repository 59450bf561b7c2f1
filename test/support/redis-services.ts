import { redisServerEngine } from '../../local/redis/server.ts';
import { serveRedis, startRedis } from '../../local/redis.ts';
import { redisServerPath, startRealRedis } from './real-redis.ts';

/** A running Redis behind Upstash's REST; `stop` ends everything that was started for it. */
export type RedisService = { url: string; token: string; stop(): Promise<void> };

export type RedisKind = { name: string; isLocal: boolean; start(): Promise<RedisService> };

const TOKEN = 'a token for tests';

const embedded: RedisKind = {
  name: 'embedded',
  isLocal: true,
  start: async () => {
    const server = await startRedis({ dataDir: undefined, port: 0, token: TOKEN });
    return { url: server.url, token: TOKEN, stop: () => server.close() };
  },
};

const redisServer: RedisKind = {
  name: 'redis-server',
  isLocal: true,
  start: async () => {
    const real = await startRealRedis();
    const server = await serveRedis(redisServerEngine(real.url), { port: 0, token: TOKEN });
    const stop = async (): Promise<void> => {
      await server.close();
      await real.stop();
    };
    return { url: server.url, token: TOKEN, stop };
  },
};

const cloud = (url: string, token: string): RedisKind => ({
  name: 'Upstash',
  isLocal: false,
  start: async () => ({ url, token, stop: async () => {} }),
});

const { UPSTASH_REDIS_REST_URL: cloudUrl, UPSTASH_REDIS_REST_TOKEN: cloudToken } = process.env;

/** The Redises that this machine has: the embedded one always, a redis-server if installed, Upstash if its keys are set. */
export const redisKinds: RedisKind[] = [
  embedded,
  ...(redisServerPath ? [redisServer] : []),
  ...(cloudUrl && cloudToken ? [cloud(cloudUrl, cloudToken)] : []),
];
