import { CACHE } from '../cache-keys.ts';
import type { RedisClient } from '../storage/redis.ts';
import type { Background } from './leases.ts';

/** What is counted for billing. */
export type Answered = { userId: string; keyId: string; operation: string; status: number };

/** Counts wait this long in the isolate, so that a busy one writes once for many answers; it loses no more when it dies. */
const FLUSH_AFTER_MS = 250;
/** A flush that has not begun by now never will: the request that it ran after was cut off. */
const LATE_FLUSH_MS = 5_000;
/** Batches that Redis did not take; beyond this many the oldest are dropped, and the log says so. */
const MAX_BATCHES = 60;

type Batch = { id: string; hour: string; fields: Map<string, number>; users: Map<string, number>; keys: Set<string> };

/**
 * Adds a batch, unless it has been added before: the same batch sent twice (after a lost answer) counts once.
 * Answers the month's totals of the accounts in it.
 */
const ADD_BATCH = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return {} end
local at = 7
for _ = 1, tonumber(ARGV[3]) do
  redis.call('HINCRBY', KEYS[2], ARGV[at], ARGV[at + 1])
  at = at + 2
end
local totals = {}
for _ = 1, tonumber(ARGV[4]) do
  totals[#totals + 1] = redis.call('HINCRBY', KEYS[3], ARGV[at], ARGV[at + 1])
  at = at + 2
end
for _ = 1, tonumber(ARGV[5]) do
  redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1])
  at = at + 2
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
redis.call('EXPIRE', KEYS[4], ARGV[2])
redis.call('EXPIRE', KEYS[3], ARGV[6])
redis.call('SADD', KEYS[5], ARGV[#ARGV])
return totals`;

/** Usage of this isolate on its way to Redis, and what Redis last said of each account's month. */
export function openUsageCounter(redis: RedisClient) {
  const batches = new Map<string, Batch>();
  const monthTotals = new Map<string, { month: string; total: number }>();
  let scheduledUntil = 0;
  let dropped = 0;

  const openBatch = (hour: string): Batch => {
    let batch = batches.get(hour);
    if (!batch) {
      batch = { id: crypto.randomUUID(), hour, fields: new Map(), users: new Map(), keys: new Set() };
      batches.set(hour, batch);
    }
    return batch;
  };

  /** Batches that have been sent at least once; they keep their id and take no more counts. */
  const sent: Batch[] = [];

  async function send(batch: Batch): Promise<void> {
    const month = batch.hour.slice(0, 7);
    const users = [...batch.users];
    const nowSec = Math.floor(Date.now() / 1000);
    const totals = await redis.eval<(string | number)[], number[]>(
      ADD_BATCH,
      [
        CACHE.usageBatch.key(batch.id),
        CACHE.usage.key(batch.hour),
        CACHE.usageMonth.key(month),
        CACHE.usageKeys.key(batch.hour),
        CACHE.usageHours.key,
      ],
      [
        CACHE.usageBatch.ttlSec,
        CACHE.usage.ttlSec,
        batch.fields.size,
        users.length,
        batch.keys.size,
        CACHE.usageMonth.ttlSec,
        ...[...batch.fields].flat(),
        ...users.flat(),
        ...[...batch.keys].flatMap((key) => [key, nowSec]),
        batch.hour,
      ],
    );
    for (const [at, total] of totals.entries()) {
      const user = users[at]?.[0];
      if (user) monthTotals.set(user, { month, total });
    }
  }

  /** Sends all that waits; what Redis does not take is sent again with the next flush. */
  async function flush(): Promise<void> {
    sent.push(...batches.values());
    batches.clear();
    while (sent.length > MAX_BATCHES) dropped += sum(sent.shift()!.fields.values());
    const pending = sent.splice(0);
    const outcomes = await Promise.allSettled(pending.map(send));
    sent.unshift(...pending.filter((_, at) => outcomes[at]?.status === 'rejected'));
    if (dropped > 0) console.error(JSON.stringify({ level: 'error', event: 'usage-dropped', requests: dropped }));
    dropped = 0;
  }

  /** Counts one answered request. */
  function record({ userId, keyId, operation, status }: Answered, background: Background): void {
    const batch = openBatch(new Date().toISOString().slice(0, 13));
    const field = `${userId}|${keyId}|${operation}|${status}`;
    batch.fields.set(field, (batch.fields.get(field) ?? 0) + 1);
    // A refusal is on the bill's list, but takes nothing from the month.
    if (status !== 429) batch.users.set(userId, (batch.users.get(userId) ?? 0) + 1);
    batch.keys.add(keyId);
    const now = Date.now();
    if (now < scheduledUntil) return;
    scheduledUntil = now + LATE_FLUSH_MS;
    background(
      wait(FLUSH_AFTER_MS).then(() => {
        scheduledUntil = 0;
        return flush();
      }),
    );
  }

  /** Requests of an account in this month (UTC), as far as this isolate has heard; null when it has not. */
  function monthTotal(userId: string): number | null {
    const known = monthTotals.get(userId);
    return known && known.month === new Date().toISOString().slice(0, 7) ? known.total : null;
  }

  return { record, flush, monthTotal };
}

export type UsageCounter = ReturnType<typeof openUsageCounter>;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
