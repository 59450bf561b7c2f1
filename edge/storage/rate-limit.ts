import { Ratelimit } from '@upstash/ratelimit';
import { CACHE } from '../cache-keys.ts';
import type { RedisClient } from './redis.ts';

/** What is limited: `limit` requests in any `windowMs`, taken from Redis `lease` at a time at most. */
export type LimitWindow = { name: string; limit: number; windowMs: number; lease: number };

/** `remaining` after what was taken; `resetAt` is the end of the current window, epoch ms. */
export type Taken = { granted: boolean; remaining: number; resetAt: number };

/**
 * Upstash's sliding windows. What is asked for in one turn of the event loop goes to Redis in one trip. A call rejects
 * when Redis does not answer: what that means is for the caller to say, not for the library's own timeout (0 turns it off).
 */
export function openRateLimit(redis: RedisClient) {
  const limiters = new Map<string, Ratelimit>();
  const limiterOf = ({ name, limit, windowMs }: LimitWindow): Ratelimit => {
    const id = `${name}:${limit}`;
    let limiter = limiters.get(id);
    if (!limiter) {
      limiter = new Ratelimit({
        redis,
        limiter: Ratelimit.slidingWindow(limit, `${windowMs} ms`),
        prefix: `${CACHE.limit.prefix}:${name}`,
        // The library's own memory blocks until a window ends, though a sliding window lets some through before that.
        ephemeralCache: false,
        analytics: false,
        timeout: 0,
      });
      limiters.set(id, limiter);
    }
    return limiter;
  };
  return {
    /** Takes `count` tokens of an account, or none. */
    async take(window: LimitWindow, identifier: string, count: number): Promise<Taken> {
      const { success, remaining, reset } = await limiterOf(window).limit(identifier, { rate: count });
      return { granted: success, remaining, resetAt: reset };
    },
    /** Puts back a token that was taken in the window which ends at `resetAt`; once that is over, nothing is left of it. */
    async giveBack(window: LimitWindow, identifier: string, resetAt: number): Promise<void> {
      if (Date.now() < resetAt) await limiterOf(window).limit(identifier, { rate: -1 });
    },
    /** What is left, without taking any. */
    async peek(window: LimitWindow, identifier: string): Promise<{ remaining: number; resetAt: number }> {
      const { remaining, reset } = await limiterOf(window).getRemaining(identifier);
      return { remaining: Math.max(0, remaining), resetAt: reset };
    },
  };
}

export type RateLimit = ReturnType<typeof openRateLimit>;
