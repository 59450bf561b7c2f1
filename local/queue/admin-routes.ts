import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Dispatcher } from './dispatcher.ts';
import { countOf, cursorOf, DLQ_FILTERS, EVENT_FILTERS, filterSql, MESSAGE_FILTERS } from './filters.ts';
import { fault, readBody, type Reply } from './http.ts';
import type { EventRow, FlowControlRow, MessageRow, QueueRow, ScheduleRow } from './rows.ts';
import { messageOfRow, type Store } from './store.ts';
import { deadLetterView, eventView, messageView, queueView, scheduleView } from './views.ts';

export type AdminContext = { store: Store; now: () => number; dispatcher: Dispatcher; maxBodyBytes: number };

const PAGE = 100;
const EVENT_PAGE = 1000;
const found = (body: unknown): Reply => ({ status: 200, body });
const done: Reply = { status: 200 };
const missing = (what: string): Reply => fault(404, `there is no such ${what}`);

// Messages

export const getMessage = ({ store }: AdminContext, id: string): Reply => {
  const row = store.get<MessageRow>('SELECT * FROM messages WHERE message_id = ? AND dlq_id IS NULL', id);
  return row ? found(messageView(row)) : missing('message');
};

const cancelRows = ({ store, now, dispatcher }: AdminContext, rows: MessageRow[]): number => {
  store.transaction(() => {
    for (const { messageId, spec, seq } of rows.map(messageOfRow)) {
      store.run('DELETE FROM messages WHERE seq = ?', seq);
      store.log(now(), 'CANCELED', messageId, spec);
    }
  });
  dispatcher.wake();
  return rows.length;
};

/** A delivery that is under way runs to its end, but whatever it brings, nothing follows from it. */
export const cancelMessage = (context: AdminContext, id: string): Reply => {
  const rows = context.store.all<MessageRow>('SELECT * FROM messages WHERE message_id = ? AND dlq_id IS NULL', id);
  return rows.length === 0 ? missing('message') : found({ cancelled: cancelRows(context, rows) });
};

export const cancelMessages = (context: AdminContext, query: URLSearchParams): Reply => {
  const filter = filterSql(query, MESSAGE_FILTERS, 'created_at');
  if (!filter.ok) return fault(400, filter.error);
  const { where, values } = filter.value;
  const rows = context.store.all<MessageRow>(`SELECT * FROM messages WHERE dlq_id IS NULL${where}`, ...values);
  return found({ cancelled: cancelRows(context, rows) });
};

// Dead letters

type Page = { rows: MessageRow[]; cursor: string | undefined };

const deadLetters = ({ store }: AdminContext, query: URLSearchParams): Page | Reply => {
  const filter = filterSql(query, DLQ_FILTERS, 'failed_at');
  if (!filter.ok) return fault(400, filter.error);
  const count = countOf(query, PAGE);
  const rows = store.all<MessageRow>(
    `SELECT * FROM messages WHERE dlq_id IS NOT NULL AND seq > ?${filter.value.where} ORDER BY seq LIMIT ?`,
    cursorOf(query) ?? 0,
    ...filter.value.values,
    count + 1,
  );
  const page = rows.slice(0, count);
  return { rows: page, cursor: rows.length > count ? String(page.at(-1)!.seq) : undefined };
};

export const listDeadLetters = (context: AdminContext, query: URLSearchParams): Reply => {
  const page = deadLetters(context, query);
  return 'status' in page ? page : found({ messages: page.rows.map(deadLetterView), cursor: page.cursor });
};

export const getDeadLetter = ({ store }: AdminContext, dlqId: string): Reply => {
  const row = store.get<MessageRow>('SELECT * FROM messages WHERE dlq_id = ?', dlqId);
  return row ? found(deadLetterView(row)) : missing('dead letter');
};

export const deleteDeadLetter = ({ store }: AdminContext, dlqId: string): Reply =>
  store.run('DELETE FROM messages WHERE dlq_id = ?', dlqId) === 1 ? done : missing('dead letter');

export const deleteDeadLetters = (context: AdminContext, query: URLSearchParams): Reply => {
  const page = deadLetters(context, query);
  if ('status' in page) return page;
  context.store.transaction(() => {
    for (const row of page.rows) context.store.run('DELETE FROM messages WHERE seq = ?', row.seq);
  });
  return found({ deleted: page.rows.length, cursor: page.cursor });
};

/** Each becomes a new message, with all of its retries before it. */
export const retryDeadLetters = (context: AdminContext, query: URLSearchParams): Reply => {
  const { store, dispatcher } = context;
  const page = deadLetters(context, query);
  if ('status' in page) return page;
  const nowMs = context.now();
  const responses = store.transaction(() =>
    page.rows.map(messageOfRow).map(({ seq, spec, body }) => {
      store.run('DELETE FROM messages WHERE seq = ?', seq);
      return { messageId: store.insert({ spec: { ...spec, notBefore: nowMs }, body, nextAt: nowMs }, nowMs) };
    }),
  );
  dispatcher.wake();
  return found({ responses, cursor: page.cursor });
};

// Events

export const listEvents = ({ store }: AdminContext, query: URLSearchParams): Reply => {
  const filter = filterSql(query, EVENT_FILTERS, 'time');
  if (!filter.ok) return fault(400, filter.error);
  const count = countOf(query, EVENT_PAGE);
  const rows = store.all<EventRow>(
    `SELECT * FROM events WHERE id < ?${filter.value.where} ORDER BY id DESC LIMIT ?`,
    cursorOf(query) ?? Number.MAX_SAFE_INTEGER,
    ...filter.value.values,
    count + 1,
  );
  const page = rows.slice(0, count);
  const cursor = rows.length > count ? String(page.at(-1)!.id) : undefined;
  return found({ events: page.map(eventView), cursor });
};

// Queues

const QUEUES = `SELECT queues.*, (SELECT count(*) FROM messages WHERE queue_name = queues.name AND dlq_id IS NULL) AS lag
  FROM queues`;

const queueSchema = z.object({
  queueName: z.string().regex(/^[\w.-]{1,256}$/),
  parallelism: z.int().min(1).max(1000).default(1),
  paused: z.boolean().default(false),
});

const parsed = <T extends z.ZodType>(schema: T, raw: Buffer | null): z.output<T> | null => {
  try {
    return schema.parse(JSON.parse(String(raw)));
  } catch {
    return null;
  }
};

export const upsertQueue = async (context: AdminContext, req: IncomingMessage): Promise<Reply> => {
  const queue = parsed(queueSchema, await readBody(req, context.maxBodyBytes));
  if (!queue) return fault(400, 'a queue needs a queueName, and may have a parallelism of 1 to 1000 and paused');
  const nowMs = context.now();
  context.store.run(
    `INSERT INTO queues (name, parallelism, paused, created_at, updated_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name)
     DO UPDATE SET parallelism = excluded.parallelism, paused = excluded.paused, updated_at = excluded.updated_at`,
    queue.queueName,
    queue.parallelism,
    Number(queue.paused),
    nowMs,
    nowMs,
  );
  context.dispatcher.wake();
  return done;
};

export const listQueues = ({ store }: AdminContext): Reply =>
  found(store.all<QueueRow & { lag: number }>(QUEUES).map(queueView));

export const getQueue = ({ store }: AdminContext, name: string): Reply => {
  const row = store.get<QueueRow & { lag: number }>(`${QUEUES} WHERE name = ?`, name);
  return row ? found(queueView(row)) : missing('queue');
};

/** The queue's messages go with it. */
export const deleteQueue = (context: AdminContext, name: string): Reply => {
  const { store } = context;
  cancelRows(context, store.all<MessageRow>('SELECT * FROM messages WHERE queue_name = ? AND dlq_id IS NULL', name));
  return store.run('DELETE FROM queues WHERE name = ?', name) === 1 ? done : missing('queue');
};

// What can be held back

/** Pauses (or resumes) a queue, a schedule or a flow-control key. */
const setPaused =
  (table: 'queues' | 'schedules' | 'flow_controls', key: string, what: string) =>
  ({ store, dispatcher }: AdminContext, id: string, paused: boolean): Reply => {
    if (store.run(`UPDATE ${table} SET paused = ? WHERE ${key} = ?`, Number(paused), id) === 0) return missing(what);
    dispatcher.wake();
    return done;
  };

export const pauseQueue = setPaused('queues', 'name', 'queue');
export const pauseSchedule = setPaused('schedules', 'schedule_id', 'schedule');
export const pauseFlowControl = setPaused('flow_controls', 'key', 'flow-control key');

// Schedules

export const listSchedules = ({ store }: AdminContext): Reply =>
  found(store.all<ScheduleRow>('SELECT * FROM schedules ORDER BY created_at').map(scheduleView));

export const getSchedule = ({ store }: AdminContext, id: string): Reply => {
  const row = store.get<ScheduleRow>('SELECT * FROM schedules WHERE schedule_id = ?', id);
  return row ? found(scheduleView(row)) : missing('schedule');
};

export const deleteSchedule = ({ store }: AdminContext, id: string): Reply =>
  store.run('DELETE FROM schedules WHERE schedule_id = ?', id) === 1 ? done : missing('schedule');

// Flow control

export const getFlowControl = ({ store, dispatcher }: AdminContext, key: string): Reply => {
  const row = store.get<FlowControlRow>('SELECT * FROM flow_controls WHERE key = ?', key);
  if (!row) return missing('flow-control key');
  const counts = store.get<{ active: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE active = 1) AS active, count(*) FILTER (WHERE active = 0) AS waiting
     FROM messages WHERE flow_key = ? AND dlq_id IS NULL`,
    key,
  )!;
  const window = dispatcher.rateWindow(key);
  return found({
    flowControlKey: key,
    waitListSize: counts.waiting,
    parallelismMax: row.parallelism ?? 0,
    parallelismCount: counts.active,
    rateMax: row.rate ?? 0,
    rateCount: window?.count ?? 0,
    ratePeriod: row.period_ms / 1000,
    ratePeriodStart: Math.floor((window?.startedAt ?? 0) / 1000),
    isPaused: row.paused === 1,
    isPinnedParallelism: false,
    isPinnedRate: false,
  });
};
