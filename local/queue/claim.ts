import type { Message } from './message.ts';
import type { FlowControlRow, MessageRow, QueueRow } from './rows.ts';
import { messageOfRow, type Store } from './store.ts';

/** How many deliveries may be under way, over all and to one origin: a slow destination can't take every place. */
export type Concurrency = { total: number; perOrigin: number };

type Window = { startedAt: number; count: number };

/**
 * Picks the message to be delivered next, and marks it as being delivered. The limits of flow control, of queues and of
 * origins are all kept here; the count of a rate's period lives in memory and begins anew with the process.
 */
export const createClaims = (store: Store, concurrency: Concurrency) => {
  const windows = new Map<string, Window>();

  const windowOf = (key: string, periodMs: number, nowMs: number): Window => {
    const known = windows.get(key);
    if (known && nowMs - known.startedAt < periodMs) return known;
    const fresh = { startedAt: nowMs, count: 0 };
    windows.set(key, fresh);
    return fresh;
  };

  const activeOf = (key: string): number =>
    store.get<{ n: number }>('SELECT count(*) AS n FROM messages WHERE flow_key = ? AND active = 1', key)!.n;

  /** 0 if the key has room now, the ms until its period ends if its rate is used up, Infinity if only an end helps. */
  const waitOf = (key: string, nowMs: number): number => {
    const flow = store.get<FlowControlRow>('SELECT * FROM flow_controls WHERE key = ?', key);
    if (!flow) return 0;
    if (flow.paused === 1) return Infinity;
    if (flow.parallelism !== null && activeOf(key) >= flow.parallelism) return Infinity;
    if (flow.rate === null) return 0;
    const window = windowOf(key, flow.period_ms, nowMs);
    return window.count < flow.rate ? 0 : window.startedAt + flow.period_ms - nowMs;
  };

  const DUE = `dlq_id IS NULL AND active = 0 AND next_at <= ?
    AND (flow_key IS NULL OR flow_key NOT IN (SELECT value FROM json_each(?)))
    AND origin NOT IN (SELECT value FROM json_each(?))`;

  /** The due message that has waited longest: of those outside queues, and of each queue's foremost places. */
  const candidate = (nowMs: number, flowKeys: string[], origins: string[]): MessageRow | undefined => {
    const due = [nowMs, JSON.stringify(flowKeys), JSON.stringify(origins)];
    const free = store.get<MessageRow>(
      `SELECT * FROM messages WHERE queue_name IS NULL AND ${DUE} ORDER BY next_at, seq LIMIT 1`,
      ...due,
    );
    const queues = store.all<QueueRow>(
      `SELECT * FROM queues WHERE paused = 0
         AND EXISTS (SELECT 1 FROM messages WHERE queue_name = queues.name AND dlq_id IS NULL)`,
    );
    const heads = queues.map((queue) =>
      store.get<MessageRow>(
        `SELECT * FROM messages WHERE queue_name = ? AND place IN (
           SELECT DISTINCT place FROM messages WHERE queue_name = ? AND dlq_id IS NULL ORDER BY place LIMIT ?)
         AND ${DUE} ORDER BY place, seq LIMIT 1`,
        queue.name,
        queue.name,
        queue.parallelism,
        ...due,
      ),
    );
    const found = [free, ...heads].filter((row) => row !== undefined);
    return found.toSorted((a, b) => a.next_at - b.next_at || a.seq - b.seq)[0];
  };

  const fullOrigins = (): string[] =>
    store
      .all<{ origin: string }>(
        'SELECT origin FROM messages WHERE active = 1 GROUP BY origin HAVING count(*) >= ?',
        concurrency.perOrigin,
      )
      .map((row) => row.origin);

  /** The next message, or the ms until one may be had for another reason than that a delivery ends (else Infinity). */
  const claim = (nowMs: number): { message: Message } | { waitMs: number } => {
    const active = store.get<{ n: number }>('SELECT count(*) AS n FROM messages WHERE active = 1')!.n;
    if (active >= concurrency.total) return { waitMs: Infinity };
    const origins = fullOrigins();
    const flowKeys: string[] = [];
    let waitMs = Infinity;
    for (let row = candidate(nowMs, flowKeys, origins); row; row = candidate(nowMs, flowKeys, origins)) {
      const key = row.flow_key;
      const keyWaitMs = key === null ? 0 : waitOf(key, nowMs);
      if (keyWaitMs === 0) return { message: activate(row, key, nowMs) };
      waitMs = Math.min(waitMs, keyWaitMs);
      flowKeys.push(key!);
    }
    const next = store.get<{ at: number | null }>(
      'SELECT min(next_at) AS at FROM messages WHERE dlq_id IS NULL AND active = 0 AND next_at > ?',
      nowMs,
    );
    return { waitMs: next?.at ? Math.min(waitMs, next.at - nowMs) : waitMs };
  };

  const activate = (row: MessageRow, key: string | null, nowMs: number): Message => {
    const message = messageOfRow(row);
    store.transaction(() => {
      store.run('UPDATE messages SET active = 1 WHERE seq = ?', message.seq);
      store.log(nowMs, 'ACTIVE', message.messageId, message.spec);
    });
    const window = key === null ? undefined : windows.get(key);
    if (window) window.count += 1;
    return message;
  };

  /** The running count of a key's rate period, for those who ask. */
  const rateWindow = (key: string): Window | undefined => windows.get(key);

  return { claim, rateWindow };
};
