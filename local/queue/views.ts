import { isUtf8 } from 'node:buffer';
import type { MessageSpec } from './message.ts';
import type { EventRow, MessageRow, QueueRow, ScheduleRow } from './rows.ts';
import { type EventDetail, messageOfRow } from './store.ts';

/** Bytes as the API shows them: text if they are UTF-8, else base64 under another name. */
const bytesView = (name: string, bytes: Uint8Array): Record<string, string> =>
  isUtf8(bytes)
    ? { [name]: Buffer.from(bytes).toString() }
    : { [`${name}Base64`]: Buffer.from(bytes).toString('base64') };

const specView = (spec: MessageSpec) => ({
  method: spec.method,
  header: Object.fromEntries(spec.headers.map(([name, value]) => [name, [value]])),
  ...(spec.retryDelay === null ? {} : { retryDelayExpression: spec.retryDelay }),
  ...(spec.callback === null ? {} : { callback: spec.callback.url }),
  ...(spec.failureCallback === null ? {} : { failureCallback: spec.failureCallback.url }),
  ...(spec.queueName === null ? {} : { queueName: spec.queueName }),
  ...(spec.flowControl === null
    ? {}
    : {
        flowControlKey: spec.flowControl.key,
        ...(spec.flowControl.parallelism === null ? {} : { parallelism: spec.flowControl.parallelism }),
        ...(spec.flowControl.rate === null
          ? {}
          : { rate: spec.flowControl.rate, period: spec.flowControl.periodMs / 1000 }),
      }),
  ...(spec.labels.length === 0 ? {} : { label: spec.labels[0], labels: spec.labels }),
});

/** A message as `GET /v2/messages/:id` shows it. Times are epoch ms. */
export const messageView = (row: MessageRow) => {
  const { messageId, spec, body, createdAt } = messageOfRow(row);
  return {
    messageId,
    url: spec.url,
    ...specView(spec),
    ...bytesView('body', body),
    maxRetries: spec.maxRetries,
    notBefore: spec.notBefore,
    createdAt,
    ...(spec.scheduleId === null ? {} : { scheduleId: spec.scheduleId }),
    callerIP: spec.callerIp,
  };
};

/** A dead letter: the message, and what the destination answered last. */
export const deadLetterView = (row: MessageRow) => {
  const response = JSON.parse(row.response ?? '{}') as { headers: Record<string, string[]>; bodyBase64: string };
  return {
    ...messageView(row),
    dlqId: row.dlq_id,
    responseStatus: row.response_status,
    responseHeader: response.headers,
    ...bytesView('responseBody', Buffer.from(response.bodyBase64, 'base64')),
  };
};

export const scheduleView = (row: ScheduleRow) => {
  const spec = JSON.parse(row.spec) as MessageSpec;
  return {
    scheduleId: row.schedule_id,
    cron: row.cron,
    createdAt: row.created_at,
    destination: spec.url,
    ...specView(spec),
    ...bytesView('body', row.body),
    retries: spec.maxRetries,
    delay: spec.delayMs / 1000,
    callerIP: spec.callerIp,
    isPaused: row.paused === 1,
    ...(row.last_at === null ? {} : { lastScheduleTime: row.last_at }),
    nextScheduleTime: row.next_at,
  };
};

export const queueView = (row: QueueRow & { lag: number }) => ({
  name: row.name,
  parallelism: row.parallelism,
  paused: row.paused === 1,
  lag: row.lag,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export const eventView = (row: EventRow) => {
  const labels = JSON.parse(row.labels) as string[];
  return {
    time: row.time,
    state: row.state,
    messageId: row.message_id,
    url: row.url,
    ...(row.queue_name === null ? {} : { queueName: row.queue_name }),
    ...(row.flow_key === null ? {} : { flowControlKey: row.flow_key }),
    ...(row.schedule_id === null ? {} : { scheduleId: row.schedule_id }),
    ...(labels.length === 0 ? {} : { label: labels[0], labels }),
    ...(JSON.parse(row.detail) as EventDetail),
  };
};
