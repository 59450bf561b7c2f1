import type { RedisClient } from './redis.ts';

/** What may be used `limit` times in all, over all isolates, while its key lasts. */
export type Budget = { key: string; ttlSec: number; limit: number };

/** Takes one; false when none is left, or when nobody can say: what is counted here costs money. */
export async function takeOne(redis: RedisClient, { key, ttlSec, limit }: Budget): Promise<boolean> {
  try {
    const [taken] = await redis.pipeline().incr(key).expire(key, ttlSec).exec<[number, number]>();
    return taken <= limit;
  } catch {
    return false;
  }
}

/** Puts back one that was taken and not used. */
export async function putOneBack(redis: RedisClient, { key }: Budget): Promise<void> {
  await redis.decr(key).catch(() => undefined);
}
