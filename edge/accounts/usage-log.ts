import { z } from 'zod';
import { CACHE } from '../cache-keys.ts';
import type { RedisClient } from '../storage/redis.ts';
import { addFromLog, type LoggedAnswer } from './usage-ledger.ts';

/** Where the log is brought to. */
export const USAGE_LOG_PATH = '/internal/usage/log';

/** A line must be younger than what Redis keeps of its isolate, or it could be counted twice. */
const MAX_AGE_MS = (CACHE.usageIsolate.ttlSec - 24 * 3600) * 1000;
/**
 * Answers that are looked at in two trips to Redis: some 400 KB if Redis knows none of them, and a hundred trips for the
 * largest body, where a Worker may make a thousand.
 */
const PAGE = 2_000;
/** No line of ours is longer; a trace event has the request's headers beside ours. */
const MAX_LINE_CHARS = 256 * 1024;

/** The part of an access-log line that is counted. */
const lineSchema = z.object({
  time: z.iso.datetime(),
  status: z.int().min(100).max(599),
  counted: z.object({
    isolate: z.uuid(),
    seq: z.int().positive(),
    userId: z.uuid(),
    keyId: z.uuid(),
    operation: z.string().regex(/^\w{1,64}$/),
  }),
});

/** Cloudflare's Logpush wraps what a Worker writes into an event of its own (data set "workers_trace_events"). */
const traceSchema = z.object({ Logs: z.array(z.object({ Message: z.array(z.unknown()) })) });

/** `added` answers were in the log and not in Redis; `tooOld` can't be told from those that were counted long ago. */
export type Reconciled = { lines: number; added: number; tooOld: number };

/**
 * Counts what the log has and Redis has not: answers of isolates that died before they told. May be given any part of
 * the log, in any order, any number of times. Rejects when Redis does not answer; what was added by then stays added.
 */
export async function reconcileUsage(redis: RedisClient, lines: AsyncIterable<string>): Promise<Reconciled> {
  const outcome: Reconciled = { lines: 0, added: 0, tooOld: 0 };
  const oldestMs = Date.now() - MAX_AGE_MS;
  let page: LoggedAnswer[] = [];
  for await (const line of lines) {
    for (const answer of answersIn(line)) {
      outcome.lines += 1;
      if (answer.timeMs < oldestMs) {
        outcome.tooOld += 1;
        continue;
      }
      if (page.push(answer) < PAGE) continue;
      outcome.added += await addFromLog(redis, page);
      page = [];
    }
  }
  outcome.added += await addFromLog(redis, page);
  return outcome;
}

/** The lines of a text that comes in pieces; one that is too long to be ours is left out. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > MAX_LINE_CHARS) rest = '';
  }
  if (rest !== '') yield rest;
}

/** What is counted in one line of a log: our own line as it was written, or all that a trace event holds. */
function answersIn(line: string): LoggedAnswer[] {
  // Most lines of a log are not ours to read.
  if (!line.includes('counted')) return [];
  const value = parsed(line);
  const trace = traceSchema.safeParse(value);
  const records = trace.success ? trace.data.Logs.flatMap(({ Message }) => Message.map(parsed)) : [value];
  return records.flatMap((record) => {
    const { data } = lineSchema.safeParse(record);
    return data ? [{ ...data.counted, status: data.status, timeMs: Date.parse(data.time) }] : [];
  });
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
