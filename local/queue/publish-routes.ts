import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { fault, headerMap, readBody, type Reply } from './http.ts';
import { deduplicationId, type HeaderMap, type MessageSpec, parseMessage } from './message.ts';
import { keepSchedule } from './schedules.ts';
import type { Store } from './store.ts';

/** A message with the same deduplication id is the same message for this long: QStash's ten minutes. */
const DEDUPLICATION_MS = 600_000;
/** A batch may hold several messages of the largest size. */
const BATCH_FACTOR = 10;

const QUEUE_NAME = /^[\w.-]{1,256}$/;

export type PublishContext = { store: Store; maxBodyBytes: number; now: () => number; wake: () => void };

type Draft = { spec: MessageSpec; body: Uint8Array; deduplicationId: string | null };
type Published = { messageId: string; deduplicated?: true };

const draft = (
  destination: string,
  headers: HeaderMap,
  body: Uint8Array,
  queueName: string | null,
  context: { callerIp: string; nowMs: number },
): Result<Draft, string> => {
  if (queueName !== null && !QUEUE_NAME.test(queueName)) return err('a queue has a name of letters, digits, . _ and -');
  const spec = parseMessage(destination, headers, { queueName, ...context });
  return spec.ok ? ok({ spec: spec.value, body, deduplicationId: deduplicationId(spec.value, body, headers) }) : spec;
};

const publish = (store: Store, { spec, body, deduplicationId: id }: Draft, nowMs: number): Published => {
  if (id === null) return { messageId: store.insert({ spec, body, nextAt: spec.notBefore }, nowMs) };
  const first = store.get<{ message_id: string }>(
    'SELECT message_id FROM deduplication WHERE id = ? AND expires_at > ?',
    id,
    nowMs,
  );
  if (first) return { messageId: first.message_id, deduplicated: true };
  const messageId = store.insert({ spec, body, nextAt: spec.notBefore }, nowMs);
  const expiresAt = nowMs + DEDUPLICATION_MS;
  store.run('INSERT OR REPLACE INTO deduplication VALUES (?, ?, ?)', id, messageId, expiresAt);
  return { messageId };
};

/** The answer waits for the commit: what is acknowledged is on the disk. */
const publishAll = ({ store, now, wake }: PublishContext, drafts: Draft[]): Published[] => {
  const nowMs = now();
  const published = store.transaction(() => drafts.map((each) => publish(store, each, nowMs)));
  wake();
  return published;
};

const callerIpOf = (req: IncomingMessage): string => req.socket.remoteAddress ?? '';

const TOO_LARGE = fault(413, 'the message is too large');

/** `POST /v2/publish/<destination>` and `POST /v2/enqueue/<queue>/<destination>`. */
export const publishOne = async (
  context: PublishContext,
  req: IncomingMessage,
  destination: string,
  queueName: string | null,
): Promise<Reply> => {
  const body = await readBody(req, context.maxBodyBytes);
  if (!body) return TOO_LARGE;
  const from = { callerIp: callerIpOf(req), nowMs: context.now() };
  const message = draft(destination, headerMap(req), body, queueName, from);
  if (!message.ok) return fault(400, message.error);
  const [published] = publishAll(context, [message.value]);
  return { status: published!.deduplicated ? 202 : 200, body: published };
};

const batchSchema = z.array(
  z.object({
    destination: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
    queue: z.string().optional(),
  }),
);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `POST /v2/batch`: all of the messages, or none. */
export const publishBatch = async (context: PublishContext, req: IncomingMessage): Promise<Reply> => {
  const raw = await readBody(req, context.maxBodyBytes * BATCH_FACTOR);
  if (!raw) return TOO_LARGE;
  const batch = batchSchema.safeParse(parseJson(raw.toString()));
  if (!batch.success) return fault(400, `the batch can't be read: ${batch.error.issues[0]?.message}`);
  const from = { callerIp: callerIpOf(req), nowMs: context.now() };
  const drafts: Draft[] = [];
  for (const entry of batch.data) {
    const headers = Object.fromEntries(
      Object.entries(entry.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const body = Buffer.from(entry.body);
    if (body.length > context.maxBodyBytes) return TOO_LARGE;
    const message = draft(entry.destination, headers, body, entry.queue ?? null, from);
    if (!message.ok) return fault(400, message.error);
    drafts.push(message.value);
  }
  return { status: 200, body: publishAll(context, drafts) };
};

/** `POST /v2/schedules/<destination>`. */
export const createSchedule = async (
  context: PublishContext,
  req: IncomingMessage,
  destination: string,
): Promise<Reply> => {
  const body = await readBody(req, context.maxBodyBytes);
  if (!body) return TOO_LARGE;
  const headers = headerMap(req);
  const cron = headers['upstash-cron'];
  if (cron === undefined) return fault(400, 'Upstash-Cron is missing');
  const from = { callerIp: callerIpOf(req), nowMs: context.now() };
  const message = draft(destination, headers, body, headers['upstash-queue-name'] ?? null, from);
  if (!message.ok) return fault(400, message.error);
  const scheduleId = headers['upstash-schedule-id'];
  const kept = keepSchedule(context.store, { scheduleId, cron, spec: message.value.spec, body }, from.nowMs);
  if (!kept.ok) return fault(400, kept.error);
  context.wake();
  return { status: 200, body: { scheduleId: kept.value } };
};
