import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { DeliverySettings, Message, MessageSpec } from './message.ts';
import { newMessageId } from './message.ts';
import type { MessageRow } from './rows.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    origin TEXT NOT NULL,
    spec TEXT NOT NULL,
    body BLOB NOT NULL,
    queue_name TEXT,
    place INTEGER,
    flow_key TEXT,
    schedule_id TEXT,
    caller_ip TEXT NOT NULL,
    labels TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    retried INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 0,
    dlq_id TEXT,
    failed_at INTEGER,
    response_status INTEGER,
    response TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS messages_dead ON messages (dlq_id) WHERE dlq_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS messages_due ON messages (next_at) WHERE dlq_id IS NULL AND active = 0;
  CREATE INDEX IF NOT EXISTS messages_active ON messages (origin) WHERE active = 1;
  CREATE INDEX IF NOT EXISTS messages_place ON messages (queue_name, place)
    WHERE dlq_id IS NULL AND queue_name IS NOT NULL;
  CREATE INDEX IF NOT EXISTS messages_flow ON messages (flow_key) WHERE dlq_id IS NULL;
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY,
    parallelism INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS flow_controls (
    key TEXT PRIMARY KEY,
    parallelism INTEGER,
    rate INTEGER,
    period_ms INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS deduplication (
    id TEXT PRIMARY KEY,
    message_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS schedules (
    schedule_id TEXT PRIMARY KEY,
    cron TEXT NOT NULL,
    spec TEXT NOT NULL,
    body BLOB NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    last_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    state TEXT NOT NULL,
    message_id TEXT NOT NULL,
    url TEXT NOT NULL,
    queue_name TEXT,
    flow_key TEXT,
    schedule_id TEXT,
    caller_ip TEXT NOT NULL,
    labels TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_message ON events (message_id);
`;

export type EventState = 'CREATED' | 'ACTIVE' | 'DELIVERED' | 'ERROR' | 'RETRY' | 'FAILED' | 'CANCELED';
export type EventDetail = { error?: string; nextDeliveryTime?: number; responseStatus?: number };

/** A message to be stored: all but the parts that the database gives it. */
export type NewMessage = { spec: MessageSpec; body: Uint8Array; nextAt: number; place?: number | null };

/**
 * Two processes on one file would each deliver everything, so the lock is held for good (and ends with the process, however
 * that ends). FULL: an acknowledged message is on the disk, so it outlives a power cut as well as a kill.
 */
const openExclusively = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 1000 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    db.exec('BEGIN EXCLUSIVE; COMMIT;');
    return db;
  } catch (error) {
    db.close();
    throw new Error(`${file} can't be opened; it may be in use by another process`, { cause: error });
  }
};

/** Opens (or makes) the queue's database. Whatever was being delivered when the last process ended is due again. */
export const openStore = (file: string) => {
  const db = openExclusively(file);
  db.exec(SCHEMA);
  db.exec('UPDATE messages SET active = 0 WHERE active = 1');
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const run = (sql: string, ...values: SQLInputValue[]) => Number(prepare(sql).run(...values).changes);
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says which table's row it selects
  const get = <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined;
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as above
  const all = <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[];

  /** Runs `work` as one transaction; what throws inside leaves nothing behind. */
  const transaction = <T>(work: () => T): T => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      db.exec('COMMIT');
      return value;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };

  const log = (time: number, state: EventState, messageId: string, spec: MessageSpec, detail: EventDetail = {}) =>
    run(
      `INSERT INTO events (time, state, message_id, url, queue_name, flow_key, schedule_id, caller_ip, labels, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      time,
      state,
      messageId,
      spec.url,
      spec.queueName,
      spec.flowControl?.key ?? null,
      spec.scheduleId,
      spec.callerIp,
      JSON.stringify(spec.labels),
      JSON.stringify(detail),
    );

  const keepFlowControl = ({ flowControl: flow }: DeliverySettings): void => {
    if (!flow) return;
    // The latest message of a key says what its limits are.
    run(
      `INSERT INTO flow_controls (key, parallelism, rate, period_ms) VALUES (?, ?, ?, ?) ON CONFLICT (key)
       DO UPDATE SET parallelism = excluded.parallelism, rate = excluded.rate, period_ms = excluded.period_ms`,
      flow.key,
      flow.parallelism,
      flow.rate,
      flow.periodMs,
    );
  };

  /** Stores a message, inside the caller's transaction, and returns its id. */
  const insert = ({ spec, body, nextAt, place }: NewMessage, nowMs: number): string => {
    const messageId = newMessageId();
    const flowKey = spec.flowControl?.key ?? null;
    run(
      `INSERT INTO messages (message_id, url, origin, spec, body, queue_name, place, flow_key, schedule_id, caller_ip,
         labels, created_at, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      messageId,
      spec.url,
      new URL(spec.url).origin,
      JSON.stringify(spec),
      body,
      spec.queueName,
      place ?? null,
      flowKey,
      spec.scheduleId,
      spec.callerIp,
      JSON.stringify(spec.labels),
      nowMs,
      nextAt,
    );
    if (spec.queueName !== null) {
      run('UPDATE messages SET place = coalesce(place, seq) WHERE message_id = ?', messageId);
      run(
        'INSERT INTO queues (name, parallelism, created_at, updated_at) VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING',
        spec.queueName,
        nowMs,
        nowMs,
      );
    }
    keepFlowControl(spec);
    log(nowMs, 'CREATED', messageId, spec);
    return messageId;
  };

  return { run, get, all, transaction, insert, log, close: () => db.close() };
};

export type Store = ReturnType<typeof openStore>;

export const messageOfRow = (row: MessageRow): Message => ({
  seq: row.seq,
  messageId: row.message_id,
  spec: JSON.parse(row.spec) as MessageSpec,
  body: row.body,
  place: row.place,
  createdAt: row.created_at,
  nextAt: row.next_at,
  retried: row.retried,
});
