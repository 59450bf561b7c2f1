import { attemptDelivery, createDeliveryAgent } from './attempt.ts';
import { createClaims, type Concurrency } from './claim.ts';
import type { Message } from './message.ts';
import { publishDueSchedules } from './schedules.ts';
import { settle } from './settle.ts';
import { signDelivery } from './signature.ts';
import type { Store } from './store.ts';

export type DispatcherSettings = {
  signingKey: string;
  now: () => number;
  retryDelayMs: (retry: number) => number;
  /** The deadline of a delivery that names none, and the longest that one can name. */
  maxTimeoutMs: number;
  maxResponseBytes: number;
  concurrency: Concurrency;
  onError: (error: unknown) => void;
};

/** The timer looks again at least this often, so that a clock that was set anew is noticed. */
const MAX_SLEEP_MS = 60_000;
/** After the database has failed us (a full disk, say), we try again this much later. */
const REPAIR_MS = 1000;

/** Delivers what is due, until it is closed. `wake` says that there may be something new to deliver. */
export const startDispatcher = (store: Store, settings: DispatcherSettings) => {
  const claims = createClaims(store, settings.concurrency);
  const agent = createDeliveryAgent();
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let woken = false;

  const deliver = async (message: Message): Promise<void> => {
    const { spec } = message;
    const headers: Record<string, string> = {
      'user-agent': 'Upstash-QStash',
      'upstash-message-id': message.messageId,
      'upstash-retried': String(message.retried),
      'upstash-caller-ip': spec.callerIp,
      'upstash-signature': signDelivery(settings.signingKey, spec.url, message.body, settings.now()),
      ...(spec.scheduleId === null ? {} : { 'upstash-schedule-id': spec.scheduleId }),
    };
    const timeoutMs = Math.min(spec.timeoutMs ?? settings.maxTimeoutMs, settings.maxTimeoutMs);
    const limits = { timeoutMs, maxResponseBytes: settings.maxResponseBytes };
    const attempt = await attemptDelivery(message, headers, limits, agent, closing.signal);
    // What we broke off ourselves counts as no attempt: it is delivered again after the next start.
    if (closing.signal.aborted) return;
    settle(store, message, attempt, settings.now(), settings.retryDelayMs);
    wake();
  };

  /** A message whose outcome could not be recorded is due again. */
  const release = (message: Message): void => {
    if (closing.signal.aborted) return;
    try {
      store.run('UPDATE messages SET active = 0 WHERE seq = ?', message.seq);
      wake();
    } catch (error) {
      settings.onError(error);
      setTimeout(release, REPAIR_MS, message).unref();
    }
  };

  const begin = (message: Message): void => {
    const delivery = deliver(message)
      .catch((error: unknown) => {
        settings.onError(error);
        release(message);
      })
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  };

  const pump = (): void => {
    woken = false;
    if (closing.signal.aborted) return;
    const scheduleWaitMs = publishDueSchedules(store, settings.now());
    let next = claims.claim(settings.now());
    for (; 'message' in next; next = claims.claim(settings.now())) begin(next.message);
    clearTimeout(timer);
    timer = setTimeout(wake, Math.max(0, Math.min(scheduleWaitMs, next.waitMs, MAX_SLEEP_MS)));
  };

  const wake = (): void => {
    if (woken) return;
    woken = true;
    setImmediate(() => {
      try {
        pump();
      } catch (error) {
        settings.onError(error);
        timer = setTimeout(wake, REPAIR_MS);
      }
    });
  };

  /** Breaks off what is under way; all of it stays in the store. */
  const close = async (): Promise<void> => {
    closing.abort();
    clearTimeout(timer);
    await Promise.all(underWay);
    await agent.destroy();
  };

  wake();
  return { wake, close, rateWindow: claims.rateWindow };
};

export type Dispatcher = ReturnType<typeof startDispatcher>;
