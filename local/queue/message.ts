import { createHash, randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../shared/result.ts';
import { parseDurationMs } from './durations.ts';
import { evaluateRetryDelayMs } from './retry-expression.ts';

/** Limits of one flow-control key: requests at a time, and requests started in each period. */
export type FlowControl = { key: string; parallelism: number | null; rate: number | null; periodMs: number };

/** How one message is to be delivered. */
export type DeliverySettings = {
  url: string;
  method: string;
  /** What the destination gets: the content type and the forwarded headers. */
  headers: [string, string][];
  maxRetries: number;
  /** An `Upstash-Retry-Delay` expression. */
  retryDelay: string | null;
  timeoutMs: number | null;
  delayMs: number;
  flowControl: FlowControl | null;
};

export type MessageSpec = DeliverySettings & {
  /** Epoch ms. */
  notBefore: number;
  queueName: string | null;
  scheduleId: string | null;
  labels: string[];
  callerIp: string;
  callback: DeliverySettings | null;
  failureCallback: DeliverySettings | null;
};

/** A message as it is stored. Times are epoch ms. */
export type Message = {
  seq: number;
  messageId: string;
  spec: MessageSpec;
  body: Uint8Array;
  /** Where it stands in its queue; a callback takes over the place of its source, so that the next one waits for it. */
  place: number | null;
  createdAt: number;
  nextAt: number;
  retried: number;
};

/** Header names in lower case. */
export type HeaderMap = Record<string, string | undefined>;

export const DEFAULT_MAX_RETRIES = 3;
const MAX_RETRIES = 100;
const MAX_DELAY_MS = 365 * 86_400_000;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** Headers that belong to the connection, or that only the queue may set. */
const NOT_FORWARDED =
  /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|upstash-(signature|message-id|retried|schedule-id|caller-ip))$/;

export const newMessageId = (): string => `msg_${randomUUID().replaceAll('-', '')}`;

const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

const integer = (text: string | undefined, max: number): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text.trim()) && Number(text) <= max ? Number(text) : null;

const parseFlowControl = (headers: HeaderMap, prefix: string): Result<FlowControl | null, string> => {
  const key = headers[`${prefix}flow-control-key`];
  if (key === undefined) return ok(null);
  const flow: FlowControl = { key, parallelism: null, rate: null, periodMs: 1000 };
  for (const part of (headers[`${prefix}flow-control-value`] ?? '').split(',')) {
    const [name, value] = part.split('=').map((text) => text.trim());
    const periodMs = name?.toLowerCase() === 'period' ? parseDurationMs(value ?? '') : null;
    const count = integer(value, 1e9);
    if (periodMs) flow.periodMs = periodMs;
    else if (name?.toLowerCase() === 'parallelism' && count) flow.parallelism = count;
    else if (name?.toLowerCase() === 'rate' && count) flow.rate = count;
    else return err(`Upstash-Flow-Control-Value: '${part.trim()}' is not understood`);
  }
  return ok(flow);
};

const forwardedHeaders = (headers: HeaderMap, prefix: string, contentType: string | undefined): [string, string][] => {
  const forwarded: [string, string][] = contentType === undefined ? [] : [['content-type', contentType]];
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(`${prefix}forward-`) || value === undefined) continue;
    const target = name.slice(`${prefix}forward-`.length);
    if (target === '' || NOT_FORWARDED.test(target)) continue;
    if (target === 'content-type') forwarded.splice(0, contentType === undefined ? 0 : 1);
    forwarded.push([target, value]);
  }
  return forwarded;
};

/** A duration header in ms; 0 when it is absent, null when it can't be read. */
const durationHeaderMs = (text: string | undefined): number | null => (text === undefined ? 0 : parseDurationMs(text));

type Defaults = { maxRetries: number; contentType: string | undefined };

/** Reads the settings whose headers begin with `prefix` (`upstash-`, `upstash-callback-`, `upstash-failure-callback-`). */
const parseDelivery = (
  url: string,
  headers: HeaderMap,
  prefix: string,
  defaults: Defaults,
): Result<DeliverySettings, string> => {
  if (!isHttpUrl(url)) return err(`'${url.slice(0, 200)}' is not an http or https URL`);
  const method = (headers[`${prefix}method`] ?? 'POST').toUpperCase();
  if (!METHODS.has(method)) return err(`the method '${method}' is not supported`);
  const retries = headers[`${prefix}retries`];
  const maxRetries = retries === undefined ? defaults.maxRetries : integer(retries, MAX_RETRIES);
  if (maxRetries === null) return err(`${prefix}retries must be a whole number up to ${MAX_RETRIES}`);
  const timeoutMs = durationHeaderMs(headers[`${prefix}timeout`]);
  const delayMs = durationHeaderMs(headers[`${prefix}delay`]);
  if (timeoutMs === null) return err(`${prefix}timeout is not a duration`);
  if (delayMs === null || delayMs > MAX_DELAY_MS) return err(`${prefix}delay is not a duration of at most a year`);
  const retryDelay = headers[`${prefix}retry-delay`] ?? null;
  const tried = retryDelay === null ? null : evaluateRetryDelayMs(retryDelay, 0);
  if (tried && !tried.ok) return tried;
  const flowControl = parseFlowControl(headers, prefix);
  if (!flowControl.ok) return flowControl;
  return ok({
    url,
    method,
    headers: forwardedHeaders(headers, prefix, defaults.contentType),
    maxRetries,
    retryDelay,
    timeoutMs: timeoutMs || null,
    delayMs,
    flowControl: flowControl.value,
  });
};

const parseCallback = (
  headers: HeaderMap,
  kind: 'callback' | 'failure-callback',
  maxRetries: number,
): Result<DeliverySettings | null, string> => {
  const url = headers[`upstash-${kind}`];
  if (url === undefined) return ok(null);
  // Callbacks are tried as often as their message, unless they say otherwise.
  return parseDelivery(url, headers, `upstash-${kind}-`, { maxRetries, contentType: 'application/json' });
};

/** What a publish, an enqueue, an entry of a batch or a schedule asks for; a sentence when it can't be read. */
export const parseMessage = (
  url: string,
  headers: HeaderMap,
  context: { queueName: string | null; callerIp: string; nowMs: number },
): Result<MessageSpec, string> => {
  const contentType = headers['content-type'];
  const delivery = parseDelivery(url, headers, 'upstash-', { maxRetries: DEFAULT_MAX_RETRIES, contentType });
  if (!delivery.ok) return delivery;
  const callback = parseCallback(headers, 'callback', delivery.value.maxRetries);
  if (!callback.ok) return callback;
  const failureCallback = parseCallback(headers, 'failure-callback', delivery.value.maxRetries);
  if (!failureCallback.ok) return failureCallback;
  const notBeforeSec = headers['upstash-not-before'];
  const notBefore = notBeforeSec === undefined ? null : integer(notBeforeSec, 1e11);
  if (notBeforeSec !== undefined && notBefore === null) return err('Upstash-Not-Before is not a Unix time in seconds');
  const labels = headers['upstash-label']?.split(',').map((label) => label.trim());
  return ok({
    ...delivery.value,
    notBefore: notBefore === null ? context.nowMs + delivery.value.delayMs : notBefore * 1000,
    queueName: context.queueName,
    scheduleId: null,
    labels: labels?.filter((label) => label !== '') ?? [],
    callerIp: context.callerIp,
    callback: callback.value,
    failureCallback: failureCallback.value,
  });
};

/** What two messages must have in common to be one: the id they were given, or all that the destination would see. */
export const deduplicationId = (spec: MessageSpec, body: Uint8Array, headers: HeaderMap): string | null => {
  const given = headers['upstash-deduplication-id'];
  if (given) return `id:${given}`;
  if (headers['upstash-content-based-deduplication']?.toLowerCase() !== 'true') return null;
  const hash = createHash('sha256').update(JSON.stringify([spec.url, spec.method, spec.headers]));
  return `content:${hash.update(body).digest('hex')}`;
};
