import { Client, Receiver } from '@upstash/qstash';
import type { Env } from '../env.ts';
import { withDeadline } from './deadline.ts';

const PUBLISH_TIMEOUT_MS = 10_000;

export type QueueMessage = {
  url: string;
  body: unknown;
  /** Where the destination's answer is brought; absent where the status is all that matters. */
  callback?: string;
  failureCallback: string;
  /** Attempts after the first. */
  retries: number;
  /** How long the destination may take for one attempt. */
  timeoutSec: number;
  /** A second message with the same id within ten minutes is dropped by the queue. */
  deduplicationId: string;
};

/** QStash: at-least-once messages, and the check that an inbound one was signed by it for this very address. */
export function openQueue(env: Env) {
  const client = new Client({
    baseUrl: env.QSTASH_URL,
    token: env.QSTASH_TOKEN,
    devMode: false,
    enableTelemetry: false,
    retry: { retries: 1, backoff: () => 100 },
  });
  const receiver = new Receiver({
    currentSigningKey: env.QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: env.QSTASH_NEXT_SIGNING_KEY,
    devMode: false,
  });
  return {
    /** Throws when the queue does not take the message in time. */
    async publish({ timeoutSec, ...message }: QueueMessage): Promise<void> {
      await withDeadline(client.publishJSON({ ...message, timeout: timeoutSec }), PUBLISH_TIMEOUT_MS, 'QStash');
    },
    /** Whether `body` was signed for `url`, by the current key or the next. */
    async isSigned(body: string, signature: string | undefined, url: string): Promise<boolean> {
      if (!signature) return false;
      return receiver.verify({ body, signature, url, clockTolerance: 5 }).catch(() => false);
    },
  };
}

export type Queue = ReturnType<typeof openQueue>;
