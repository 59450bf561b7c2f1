import { CACHE } from '../cache-keys.ts';
import type { RedisClient } from '../storage/redis.ts';

/** What is counted for billing: one answer. */
export type Answered = { userId: string; keyId: string; operation: string; status: number };

/** The name of a count in the hash of its hour. */
export const fieldOf = ({ userId, keyId, operation, status }: Answered): string =>
  `${userId}|${keyId}|${operation}|${status}`;

/** A refusal by a limit is on the bill's list, but takes nothing from the month. */
export const takesFromMonth = ({ status }: Answered): boolean => status !== 429;

/**
 * Counts of one isolate in one hour (`2026-11-22T16`, UTC), all that it numbered from where the batch before ended up to
 * `lastSeq`: by field, by account (what takes from the month), and when each key was last used (epoch seconds).
 */
export type Batch = {
  isolate: string;
  lastSeq: number;
  hour: string;
  fields: Map<string, number>;
  users: Map<string, number>;
  keys: Map<string, number>;
};

/** One answer as the log has it. */
export type LoggedAnswer = Answered & { isolate: string; seq: number; timeMs: number };

/** KEYS of both scripts: the isolate, then the hour, the month, the keys of the hour, the hours to be copied. */
const keysOf = (isolate: string, hour: string): string[] => [
  CACHE.usageIsolate.key(isolate),
  CACHE.usage.key(hour),
  CACHE.usageMonth.key(hour.slice(0, 7)),
  CACHE.usageKeys.key(hour),
  CACHE.usageChanged.key,
];

/** ARGV[1] to ARGV[4] of both scripts: the hour, and how long the keys are kept. */
const headOf = (hour: string): (string | number)[] => [
  hour,
  CACHE.usageIsolate.ttlSec,
  CACHE.usage.ttlSec,
  CACHE.usageMonth.ttlSec,
];

const KEEP = `
redis.call('HINCRBY', KEYS[5], ARGV[1], 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[3])
redis.call('EXPIRE', KEYS[3], ARGV[4])
redis.call('EXPIRE', KEYS[4], ARGV[3])`;

const ADD_BATCH = `
local state = redis.call('HMGET', KEYS[1], 'mark', 'closed')
if state[2] then return 'closed' end
if tonumber(state[1] or '0') >= tonumber(ARGV[5]) then return {} end
redis.call('HSET', KEYS[1], 'mark', ARGV[5])
local at = 9
local function pairs_of(count, use)
  for _ = 1, tonumber(count) do
    use(ARGV[at], ARGV[at + 1])
    at = at + 2
  end
end
local totals = {}
pairs_of(ARGV[6], function(field, requests) redis.call('HINCRBY', KEYS[2], field, requests) end)
pairs_of(ARGV[7], function(user, requests) totals[#totals + 1] = redis.call('HINCRBY', KEYS[3], user, requests) end)
pairs_of(ARGV[8], function(key, seconds) redis.call('HSET', KEYS[4], key, seconds) end)
${KEEP}
return totals`;

/**
 * Adds a batch, unless it has been added before: one sent twice (after a lost answer) counts once. Gives the month's
 * totals of the accounts in it; null when the isolate's counts are being taken from the log, and this batch with them.
 */
export async function addBatch(redis: RedisClient, batch: Batch): Promise<Map<string, number> | null> {
  const { isolate, hour, lastSeq, fields, users, keys } = batch;
  const totals = await redis.eval<(string | number)[], number[] | 'closed'>(ADD_BATCH, keysOf(isolate, hour), [
    ...headOf(hour),
    lastSeq,
    fields.size,
    users.size,
    keys.size,
    ...[...fields, ...users, ...keys].flat(),
  ]);
  if (totals === 'closed') return null;
  const names = [...users.keys()];
  return new Map(totals.map((total, at) => [names[at]!, total]));
}

const ADD_FROM_LOG = `
local mark = tonumber(redis.call('HGET', KEYS[1], 'mark') or '0')
local added = 0
for at = 6, #ARGV, 5 do
  local seq, field, user, key, seconds = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  if tonumber(seq) > mark and redis.call('SADD', KEYS[6], seq) == 1 then
    redis.call('HINCRBY', KEYS[2], field, 1)
    if user ~= '' then redis.call('HINCRBY', KEYS[3], user, 1) end
    redis.call('HSET', KEYS[4], key, seconds)
    added = added + 1
  end
end
if added == 0 then return 0 end
redis.call('HSET', KEYS[1], 'closed', '1')
redis.call('EXPIRE', KEYS[6], ARGV[5])
${KEEP}
return added`;

/**
 * Adds answers that the log has and Redis has not, each once, however often and in whatever order they come, in two trips
 * to Redis. From then on the batches of their isolates are refused: one may live after all, and then counts on under
 * another name. Gives how many were added.
 */
export async function addFromLog(redis: RedisClient, answers: LoggedAnswer[]): Promise<number> {
  if (answers.length === 0) return 0;
  const marks = await marksOf(redis, [...new Set(answers.map(({ isolate }) => isolate))]);
  // Most isolates told all they counted. The mark only goes up: what is below it now needs no second look.
  const untold = answers.filter(({ isolate, seq }) => seq > (marks.get(isolate) ?? 0));
  if (untold.length === 0) return 0;
  const adding = redis.pipeline();
  const batches = Map.groupBy(untold, ({ isolate, timeMs }) => `${isolate} ${hourOf(timeMs)}`);
  for (const batch of batches.values()) {
    const { isolate, timeMs } = batch[0]!;
    const hour = hourOf(timeMs);
    adding.eval(
      ADD_FROM_LOG,
      [...keysOf(isolate, hour), CACHE.usageFromLog.key(isolate)],
      [...headOf(hour), CACHE.usageFromLog.ttlSec, ...batch.flatMap(lineOf)],
    );
  }
  const added = await adding.exec<number[]>();
  return added.reduce((sum, count) => sum + count, 0);
}

const hourOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 13);

const lineOf = (answer: LoggedAnswer): (string | number)[] => [
  answer.seq,
  fieldOf(answer),
  takesFromMonth(answer) ? answer.userId : '',
  answer.keyId,
  Math.floor(answer.timeMs / 1000),
];

/** How far each isolate has told its counts. */
async function marksOf(redis: RedisClient, isolates: string[]): Promise<Map<string, number>> {
  const asking = redis.pipeline();
  for (const isolate of isolates) asking.hget(CACHE.usageIsolate.key(isolate), 'mark');
  const marks = await asking.exec<(number | null)[]>();
  return new Map(isolates.map((isolate, at) => [isolate, marks[at] ?? 0]));
}
