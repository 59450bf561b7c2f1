import { CACHE } from '../cache-keys.ts';
import type { RedisClient } from '../storage/redis.ts';
import { flushLater } from './flush-later.ts';
import type { Background } from './leases.ts';
import { addBatch, type Answered, type Batch, fieldOf, takesFromMonth } from './usage-ledger.ts';

/** A count as the log has it: whose it is, and its number among those of its isolate. */
export type Counted = Omit<Answered, 'status'> & { isolate: string; seq: number };

const HOUR_MS = 3_600_000;
/** Counts wait this long in the isolate, so that a busy one writes once for many answers. */
const FLUSH_AFTER_MS = 250;
/** Counts that Redis did not take (by account, key, operation and status); with more, they are left to the log. */
const MAX_WAITING = 20_000;

/** Accounts whose month an isolate remembers; of one that it forgot it asks again. */
const MAX_ACCOUNTS = 10_000;

/**
 * Usage of this isolate on its way to Redis, and what Redis last said of each account's month. Each count has a number,
 * and Redis keeps the highest that it was told: a flush may be sent again, and what an isolate did not live to tell is
 * added from the log, where each line has its number.
 */
export function openUsageCounter(redis: RedisClient) {
  const monthTotals = new Map<string, { month: string; total: number }>();
  const hourOf = hourClock();
  /** Oldest first. A batch that has been sent once takes no more counts: it is sent again as it is. */
  let queue: (Batch & { isSent: boolean })[] = [];
  let isolate: string | undefined;
  let seq = 0;
  let waiting = 0;
  const schedule = flushLater(flush, FLUSH_AFTER_MS);

  function openBatch(hour: string): Batch {
    const last = queue.at(-1);
    if (last && last.hour === hour && !last.isSent) return last;
    isolate ??= crypto.randomUUID();
    const batch = { isolate, lastSeq: seq, hour, fields: new Map(), users: new Map(), keys: new Map(), isSent: false };
    queue.push(batch);
    return batch;
  }

  /** Forgets what has not been told and counts on under another name: the log has it, and is going to be read. */
  function leaveToLog(reason: string): void {
    console.error(JSON.stringify({ level: 'error', event: 'usage-left-to-log', reason, isolate, counts: waiting }));
    queue = [];
    isolate = undefined;
    seq = 0;
    waiting = 0;
  }

  /**
   * Sends all that waits, the oldest first, each when the one before has been taken. What Redis does not take waits for
   * the next flush; tells whether nothing does.
   */
  async function flush(): Promise<boolean> {
    for (const batch of queue.slice()) {
      // Sent by another flush meanwhile, or left to the log.
      if (queue[0] !== batch) continue;
      batch.isSent = true;
      const totals = await addBatch(redis, batch).catch(() => undefined);
      if (totals === undefined) break;
      if (queue[0] !== batch) continue;
      if (totals === null) {
        leaveToLog('closed');
        break;
      }
      queue.shift();
      waiting -= batch.fields.size;
      for (const [user, total] of totals) remember(user, batch.hour.slice(0, 7), total);
    }
    return queue.length === 0;
  }

  function remember(userId: string, month: string, total: number): void {
    monthTotals.delete(userId);
    const [oldest] = monthTotals.keys();
    if (monthTotals.size >= MAX_ACCOUNTS && oldest !== undefined) monthTotals.delete(oldest);
    monthTotals.set(userId, { month, total });
  }

  /** Counts one answer, given at `now` (epoch ms). */
  function record(answered: Answered, now: number, background: Background): Counted {
    if (waiting >= MAX_WAITING) leaveToLog('redis');
    const batch = openBatch(hourOf(now));
    const { userId, keyId, operation } = answered;
    seq += 1;
    batch.lastSeq = seq;
    const field = fieldOf(answered);
    const before = batch.fields.get(field) ?? 0;
    if (before === 0) waiting += 1;
    batch.fields.set(field, before + 1);
    if (takesFromMonth(answered)) batch.users.set(userId, (batch.users.get(userId) ?? 0) + 1);
    batch.keys.set(keyId, Math.floor(now / 1000));
    schedule(now, background);
    return { isolate: batch.isolate, seq, userId, keyId, operation };
  }

  /** Requests of an account in this month (UTC), as far as this isolate has heard; null when it has not. */
  function monthTotal(userId: string): number | null {
    const known = monthTotals.get(userId);
    return known && known.month === hourOf(Date.now()).slice(0, 7) ? known.total : null;
  }

  /** Asks Redis for the same. */
  async function readMonth(userId: string): Promise<number> {
    const month = hourOf(Date.now()).slice(0, 7);
    const total = (await redis.hget<number>(CACHE.usageMonth.key(month), userId)) ?? 0;
    remember(userId, month, total);
    return total;
  }

  return { record, flush, monthTotal, readMonth };
}

export type UsageCounter = ReturnType<typeof openUsageCounter>;

/** The hour of a moment (`2026-11-22T16`, UTC), written anew when another one begins. */
function hourClock(): (now: number) => string {
  let hour = '';
  let number = -1;
  return (now) => {
    const current = Math.floor(now / HOUR_MS);
    if (current !== number) {
      number = current;
      hour = new Date(now).toISOString().slice(0, 13);
    }
    return hour;
  };
}
