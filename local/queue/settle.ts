import type { Attempt } from './attempt.ts';
import { MAX_RETRY_DELAY_MS, requestedRetryDelayMs } from './durations.ts';
import type { DeliverySettings, Message } from './message.ts';
import { evaluateRetryDelayMs } from './retry-expression.ts';
import type { Store } from './store.ts';

/** The status with which a destination says, together with `Upstash-NonRetryable-Error: true`, that no retry helps. */
const NON_RETRYABLE_STATUS = 489;

const isSuccess = (attempt: Attempt): boolean => attempt.status >= 200 && attempt.status < 300;

const isFinal = (message: Message, attempt: Attempt): boolean =>
  message.retried >= message.spec.maxRetries ||
  (attempt.status === NON_RETRYABLE_STATUS && attempt.headers['upstash-nonretryable-error']?.[0] === 'true');

/** Before the next retry: what the destination asked for, else the message's expression, else the service's back-off. */
const retryDelayOf = (
  message: Message,
  attempt: Attempt,
  nowMs: number,
  backoffMs: (retry: number) => number,
): number => {
  const requestedMs = requestedRetryDelayMs(attempt.headers, nowMs);
  if (requestedMs !== null) return requestedMs;
  const expression = message.spec.retryDelay;
  const evaluated = expression === null ? null : evaluateRetryDelayMs(expression, message.retried);
  return evaluated?.ok ? Math.min(MAX_RETRY_DELAY_MS, evaluated.value) : backoffMs(message.retried + 1);
};

const callbackBody = (message: Message, attempt: Attempt, dlqId: string | null): Uint8Array => {
  const { spec } = message;
  const sourceHeader: Record<string, string[]> = {};
  for (const [name, value] of spec.headers) (sourceHeader[name] ??= []).push(value);
  return Buffer.from(
    JSON.stringify({
      status: attempt.status,
      header: attempt.headers,
      // With no answer there is no body; the reason stands in its place.
      body: Buffer.from(attempt.error ?? attempt.body).toString('base64'),
      retried: message.retried,
      maxRetries: spec.maxRetries,
      ...(dlqId === null ? {} : { dlqId }),
      sourceMessageId: message.messageId,
      url: spec.url,
      method: spec.method,
      sourceHeader,
      sourceBody: Buffer.from(message.body).toString('base64'),
      notBefore: spec.notBefore,
      createdAt: message.createdAt,
      ...(spec.scheduleId === null ? {} : { scheduleId: spec.scheduleId }),
      callerIP: spec.callerIp,
    }),
  );
};

const insertCallback = (
  store: Store,
  message: Message,
  to: DeliverySettings,
  body: Uint8Array,
  nowMs: number,
): void => {
  const { queueName, scheduleId, labels, callerIp } = message.spec;
  const nextAt = nowMs + to.delayMs;
  const own = { notBefore: nextAt, queueName, scheduleId, labels, callerIp, callback: null, failureCallback: null };
  store.insert({ spec: { ...to, ...own }, body, nextAt, place: message.place }, nowMs);
};

const bury = (store: Store, message: Message, attempt: Attempt, nowMs: number): string => {
  const dlqId = `${nowMs}-${message.seq}`;
  const response = { headers: attempt.headers, bodyBase64: Buffer.from(attempt.body).toString('base64') };
  store.run(
    `UPDATE messages SET dlq_id = ?, failed_at = ?, active = 0, response_status = ?, response = ? WHERE seq = ?`,
    dlqId,
    nowMs,
    attempt.status,
    JSON.stringify(response),
    message.seq,
  );
  return dlqId;
};

/**
 * Records what came of an attempt, in one transaction with the callbacks that it causes: the message is gone, or due
 * again, or among the dead letters, and its callbacks are messages of their own. A message that was cancelled while it
 * was under way is left alone.
 */
export const settle = (
  store: Store,
  message: Message,
  attempt: Attempt,
  nowMs: number,
  backoffMs: (retry: number) => number,
): void =>
  store.transaction(() => {
    const { spec, messageId, seq } = message;
    if (!store.get('SELECT 1 FROM messages WHERE seq = ? AND active = 1', seq)) return;
    if (spec.callback) insertCallback(store, message, spec.callback, callbackBody(message, attempt, null), nowMs);
    if (isSuccess(attempt)) {
      store.run('DELETE FROM messages WHERE seq = ?', seq);
      store.log(nowMs, 'DELIVERED', messageId, spec, { responseStatus: attempt.status });
      return;
    }
    const error = attempt.error ?? `the destination answered ${attempt.status}`;
    store.log(nowMs, 'ERROR', messageId, spec, { error, responseStatus: attempt.status });
    if (!isFinal(message, attempt)) {
      const nextAt = Math.ceil(nowMs + retryDelayOf(message, attempt, nowMs, backoffMs));
      store.run('UPDATE messages SET active = 0, retried = retried + 1, next_at = ? WHERE seq = ?', nextAt, seq);
      store.log(nowMs, 'RETRY', messageId, spec, { nextDeliveryTime: nextAt });
      return;
    }
    const dlqId = bury(store, message, attempt, nowMs);
    store.log(nowMs, 'FAILED', messageId, spec, { error });
    if (!spec.failureCallback) return;
    insertCallback(store, message, spec.failureCallback, callbackBody(message, attempt, dlqId), nowMs);
  });
