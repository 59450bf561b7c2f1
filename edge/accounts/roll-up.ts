import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { CACHE } from '../cache-keys.ts';
import { isStorable } from '../search/cursor.ts';
import type { Services } from '../services.ts';

/** Counts of one page of an hour's hash. */
const PAGE = 500;
const fieldSchema = z.tuple([z.uuid(), z.uuid(), z.string().min(1), z.coerce.number().int().min(100).max(599)]);
/** When a key was last used, epoch seconds: any that Postgres has a moment for, up to the year 9999. */
const usedSchema = z.tuple([z.uuid(), z.coerce.number().int().min(0).max(253_402_300_799)]);
/** The hour of a count, `2026-11-22T16`: its beginning is a moment. */
const beginningSchema = z.iso.datetime().refine(isStorable);
type Row = { userId: string; keyId: string; operation: string; status: number; requests: number };

/** Takes an hour off the list, unless something was added to it since it was read. */
const COPIED = `
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
return 0`;

/**
 * Copies the counts in Redis to `usage_hourly`, and when keys were last used: every hour to which something was added
 * since it was last copied, however long ago that hour was. Redis has the whole count of each hour, and a row takes the
 * greater of what it has and what is copied: a second run, two at once, or one that dies half way change nothing that
 * the next does not put right. What is no hour is taken off the list, with a line in the log. Run by cron; gives how many
 * rows were written.
 */
export async function rollUpUsage(services: Services): Promise<number> {
  const { redis } = services;
  const changed = (await redis.hgetall<Record<string, number>>(CACHE.usageChanged.key)) ?? {};
  let rows = 0;
  for (const [hour, changes] of Object.entries(changed)) {
    if (!beginningSchema.safeParse(beginningOf(hour)).success) {
      console.error(JSON.stringify({ level: 'error', event: 'usage-hour-dropped', hour: hour.slice(0, 100) }));
      await redis.hdel(CACHE.usageChanged.key, hour);
      continue;
    }
    rows += await copyHour(services, hour);
    await copyLastUsed(services, hour);
    await redis.eval<(string | number)[], number>(COPIED, [CACHE.usageChanged.key], [hour, changes]);
  }
  return rows;
}

const beginningOf = (hour: string): string => `${hour}:00:00Z`;

async function copyHour(services: Services, hour: string): Promise<number> {
  let copied = 0;
  let cursor = '0';
  do {
    const [next, entries] = await services.redis.hscan(CACHE.usage.key(hour), cursor, { count: PAGE });
    const rows = rowsOf(entries.map(String));
    if (rows.length > 0) await writeRows(services, hour, rows);
    copied += rows.length;
    cursor = next;
  } while (cursor !== '0');
  return copied;
}

/** A scan may give a field twice: the last one counts. */
function rowsOf(entries: string[]): Row[] {
  const rows = new Map<string, Row>();
  for (let at = 0; at + 1 < entries.length; at += 2) {
    const field = fieldSchema.safeParse(entries[at]!.split('|'));
    const requests = Number(entries[at + 1]);
    if (!field.success || !Number.isSafeInteger(requests) || requests < 1) continue;
    const [userId, keyId, operation, status] = field.data;
    rows.set(entries[at]!, { userId, keyId, operation, status, requests });
  }
  return [...rows.values()];
}

/** Counts of an account that has been deleted meanwhile are left out. */
async function writeRows({ database }: Services, hour: string, rows: Row[]): Promise<void> {
  await database.execute(sql`
    insert into usage_hourly (hour, user_id, key_id, operation, status, requests)
    select ${beginningOf(hour)}::timestamptz, u.id, n."keyId", n.operation, n.status, n.requests
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n("userId" uuid, "keyId" uuid, operation text, status smallint, requests bigint)
    join users u on u.id = n."userId"
    on conflict (user_id, hour, key_id, operation, status)
      do update set requests = greatest(usage_hourly.requests, excluded.requests)`);
}

/** As of the counts, what is not ours is left out: one bad field must not keep the hours after it from being copied. */
async function copyLastUsed({ redis, database }: Services, hour: string): Promise<void> {
  const used = (await redis.hgetall(CACHE.usageKeys.key(hour))) ?? {};
  const rows = Object.entries(used).flatMap((entry) => {
    const { data } = usedSchema.safeParse(entry);
    return data ? [{ keyId: data[0], atSec: data[1] }] : [];
  });
  for (let at = 0; at < rows.length; at += PAGE) {
    await database.execute(sql`
      update api_keys k set last_used_at = to_timestamp(n."atSec")
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + PAGE))}::jsonb) as n("keyId" uuid, "atSec" bigint)
      where k.id = n."keyId" and (k.last_used_at is null or k.last_used_at < to_timestamp(n."atSec"))`);
  }
}
