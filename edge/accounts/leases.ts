import { fromOtherRequest } from '../storage/deadline.ts';
import type { LimitWindow, RateLimit } from '../storage/rate-limit.ts';
import { flushLater } from './flush-later.ts';

/** The tokens of one account in one window that this isolate holds. */
type Bucket = {
  limit: number;
  tokens: number;
  /** How many the last trip asked for. */
  lease: number;
  takenAt: number;
  remaining: number;
  resetAt: number;
  blockedUntil: number;
  flight: { landed: Promise<void>; until: number } | null;
};

export type Verdict = { allowed: boolean; remaining: number; resetAt: number };

/** Runs work that outlives the request (a Worker's `waitUntil`). */
export type Background = (work: Promise<unknown>) => void;

/**
 * A lease is to last this share of its window (5 s of a minute) at the pace of the one before, and is at most so many
 * times as large as that: an isolate that is busy goes to Redis for one request in many, and a quiet one holds little.
 */
const LEASE_LASTS = 1 / 12;
const GROWTH = 4;
/** When no more than this share of a lease is left, the next one is fetched, so that no request waits for it. */
const LOW_WATER = 1 / 4;
/** After a refusal the isolate refuses by itself for a while: a 200th of the window, a second at most. */
const BLOCK_SHARE = 1 / 200;
const MAX_BLOCK_MS = 1_000;
/** So long a lease that runs low waits for others, to be fetched in the same trip. */
const GATHER_MS = 50;
/** A trip that has not landed by now is as good as lost: the next one to need a token makes another. */
const FLIGHT_MS = 400;
/** Near the limit a lease is at most this share of what is left, so that no isolate keeps what another one needs. */
const SHARE_OF_REST = 1 / 8;
/** Accounts of which an isolate holds tokens, for each of a plan's windows. */
const MAX_BUCKETS = 10_000;

/**
 * Tokens from a rate limiter in small leases. A token was counted in Redis before it is used, and is thrown away when
 * its window ends, so that more than the limit never gets through, whatever the number of isolates; what an isolate
 * holds when it dies is lost, at most one and a quarter leases.
 */
export function openLeases(rateLimit: Pick<RateLimit, 'take'>) {
  /** By the window's name and the account: a request finds them by strings that are there already. */
  const bucketsByWindow = new Map<string, Map<string, Bucket>>();
  /** Those that run low, and fill up together. */
  const low = new Map<Bucket, { window: LimitWindow; identifier: string }>();
  const fillSoon = flushLater(fillLow, GATHER_MS);

  function bucketOf(window: LimitWindow, identifier: string, now: number): Bucket {
    let buckets = bucketsByWindow.get(window.name);
    if (!buckets) bucketsByWindow.set(window.name, (buckets = new Map()));
    let bucket = buckets.get(identifier);
    // Another limit is another plan's: what was taken under the old one counts against that.
    if (bucket?.limit !== window.limit) {
      if (buckets.size >= MAX_BUCKETS) forgetOldest(buckets);
      bucket = emptyBucket(window, now);
      buckets.set(identifier, bucket);
    } else if (now >= bucket.resetAt) {
      bucket.tokens = 0;
      bucket.blockedUntil = 0;
      bucket.remaining = window.limit;
      bucket.resetAt = endOfWindow(window, now);
    }
    return bucket;
  }

  /** Asks Redis for `count` tokens, of which the caller keeps `own`; the rest goes into the bucket. Rejects when Redis does not answer. */
  async function fetchTokens(
    window: LimitWindow,
    identifier: string,
    bucket: Bucket,
    { count, own }: { count: number; own: 0 | 1 },
  ): Promise<Verdict> {
    const { granted, remaining, resetAt } = await rateLimit.take(window, identifier, count);
    const now = Date.now();
    // An answer about a window that is over changes nothing in the next one.
    if (now >= resetAt || resetAt < bucket.resetAt) return { allowed: granted, remaining, resetAt };
    if (resetAt > bucket.resetAt) bucket.tokens = 0;
    bucket.resetAt = resetAt;
    bucket.remaining = remaining;
    bucket.takenAt = now;
    if (granted) bucket.tokens += count - own;
    else {
      bucket.lease = 1;
      bucket.blockedUntil = Math.min(resetAt, now + Math.min(MAX_BLOCK_MS, window.windowMs * BLOCK_SHARE));
    }
    return verdict(bucket, granted);
  }

  /** A trip that others may wait for: it goes on though the request that makes it is cut off. Rejects as the trip does. */
  function refill(window: LimitWindow, identifier: string, bucket: Bucket, background: Background): Promise<void> {
    const flight = { landed: Promise.resolve(), until: Date.now() + FLIGHT_MS };
    bucket.flight = flight;
    low.delete(bucket);
    flight.landed = fetchTokens(window, identifier, bucket, { count: sizeOfLease(window, bucket), own: 0 })
      .then(() => undefined)
      .finally(() => {
        if (bucket.flight === flight) bucket.flight = null;
      });
    background(flight.landed.catch(() => undefined));
    return flight.landed;
  }

  /** Fills those that run low before they are empty. Each trip costs an isolate more than a request does; this makes one of many. */
  async function fillLow(background: Background): Promise<void> {
    const fills = [...low].map(([bucket, { window, identifier }]) => refill(window, identifier, bucket, background));
    await Promise.allSettled(fills);
  }

  /** One token that is here already; null when Redis has to be asked. */
  function takeHeld(window: LimitWindow, identifier: string, background: Background): Verdict | null {
    const now = Date.now();
    const bucket = bucketOf(window, identifier, now);
    if (bucket.tokens > 0) {
      bucket.tokens -= 1;
      if (bucket.lease > 1 && bucket.tokens <= bucket.lease * LOW_WATER && !isFlying(bucket, now)) {
        low.set(bucket, { window, identifier });
        fillSoon(now, background);
      }
      return verdict(bucket, true);
    }
    return now < bucket.blockedUntil ? verdict(bucket, false) : null;
  }

  /** One token, from Redis when there is none here. Rejects when Redis does not answer. */
  async function take(window: LimitWindow, identifier: string, background: Background): Promise<Verdict> {
    const here = takeHeld(window, identifier, background);
    if (here) return here;
    const bucket = bucketOf(window, identifier, Date.now());
    if (window.lease > 1) {
      // Whoever waits for another's trip fails with it: one of its own would take as long again.
      if (bucket.flight && isFlying(bucket, Date.now())) await fromOtherRequest(bucket.flight.landed);
      else await refill(window, identifier, bucket, background);
      const now = takeHeld(window, identifier, background);
      if (now) return now;
    }
    // More came than the lease had tokens, or it is late: each takes its own, so that nobody hoards.
    return fetchTokens(window, identifier, bucket, { count: 1, own: 1 });
  }

  /** Puts back a token that was taken and not used: into the window that it was counted in, or nowhere once that is over. */
  function giveBack(window: LimitWindow, identifier: string, taken: Verdict): void {
    const bucket = bucketOf(window, identifier, Date.now());
    if (bucket.resetAt === taken.resetAt) bucket.tokens += 1;
  }

  return { take, takeHeld, giveBack };
}

export type Leases = ReturnType<typeof openLeases>;

const endOfWindow = ({ windowMs }: LimitWindow, now: number): number => (Math.floor(now / windowMs) + 1) * windowMs;

const emptyBucket = (window: LimitWindow, now: number): Bucket => ({
  limit: window.limit,
  tokens: 0,
  lease: 1,
  takenAt: 0,
  remaining: window.limit,
  resetAt: endOfWindow(window, now),
  blockedUntil: 0,
  flight: null,
});

function sizeOfLease({ lease, windowMs }: LimitWindow, bucket: Bucket): number {
  const lastedMs = Math.max(1, Date.now() - bucket.takenAt);
  const atThisPace = Math.ceil((bucket.lease * windowMs * LEASE_LASTS) / lastedMs);
  const most = Math.min(lease, bucket.lease * GROWTH, Math.floor(bucket.remaining * SHARE_OF_REST));
  bucket.lease = Math.max(1, Math.min(atThisPace, most));
  return bucket.lease;
}

const isFlying = ({ flight }: Bucket, now: number): boolean => flight !== null && now < flight.until;

const verdict = (bucket: Bucket, allowed: boolean): Verdict => ({
  allowed,
  remaining: allowed ? bucket.remaining + bucket.tokens : 0,
  resetAt: bucket.resetAt,
});

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
