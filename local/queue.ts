import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { listen } from './listen.ts';
import type { Concurrency } from './queue/claim.ts';
import { startDispatcher } from './queue/dispatcher.ts';
import { defaultRetryDelayMs } from './queue/durations.ts';
import { keepHouse } from './queue/housekeeping.ts';
import { fault, hasToken, type Reply } from './queue/http.ts';
import { route, type QueueContext } from './queue/routes.ts';
import { openStore, type Store } from './queue/store.ts';

export type QueueOptions = {
  /** The folder of `queue.sqlite`; made if it is missing. */
  dataDir: string;
  /** 0 for any free one. */
  port: number;
  /** The bearer token of whoever publishes. */
  token: string;
  /** What deliveries are signed with. */
  currentSigningKey: string;
  /** The key that receivers are to know for the next rotation; nothing is signed with it. */
  nextSigningKey: string;
  /** The wait before retry n (1 for the first), in ms, unless the message or the destination says another. */
  retryDelayMs?: (retry: number) => number;
  /** The clock, in epoch ms. */
  now?: () => number;
  /** The deadline of one delivery, and the longest that a message can ask for. QStash's free plan: 15 minutes. */
  maxTimeoutMs?: number;
  /** Largest message, and the most that is kept of a destination's answer. QStash: 1 MB. */
  maxBodyBytes?: number;
  concurrency?: Concurrency;
  /** Told of faults of our own, such as a full disk. */
  onError?: (error: unknown) => void;
};

const MIB = 1024 * 1024;
const HOUSEKEEPING_MS = 600_000;
const REQUEST_TIMEOUT_MS = 60_000;

const send = (res: ServerResponse, reply: Reply): void => {
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  res.writeHead(reply.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  res.end(body);
};

/**
 * A queue that speaks QStash's protocol on loopback: what it acknowledges is on the disk, and is delivered, signed and
 * tried again until it arrives or is among the dead letters; at least once, across restarts and kills.
 */
export const startQueue = async (options: QueueOptions): Promise<{ url: string; close: () => Promise<void> }> => {
  const { dataDir, port, token, currentSigningKey, nextSigningKey } = options;
  const { now = Date.now, maxBodyBytes = MIB, onError = console.error } = options;
  await mkdir(dataDir, { recursive: true });
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS });
  // The port comes first: where another process has it, its data is not touched.
  const { url, hangUp } = await listen(server, port);
  let store: Store;
  try {
    store = openStore(path.join(dataDir, 'queue.sqlite'));
    keepHouse(store, now());
  } catch (error) {
    await hangUp();
    throw error;
  }
  const dispatcher = startDispatcher(store, {
    signingKey: currentSigningKey,
    now,
    retryDelayMs: options.retryDelayMs ?? defaultRetryDelayMs,
    maxTimeoutMs: options.maxTimeoutMs ?? 15 * 60_000,
    maxResponseBytes: maxBodyBytes,
    concurrency: options.concurrency ?? { total: 256, perOrigin: 32 },
    onError,
  });
  const signingKeys = { current: currentSigningKey, next: nextSigningKey };
  const context: QueueContext = { store, now, dispatcher, maxBodyBytes, wake: dispatcher.wake, signingKeys };

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      send(res, hasToken(req, token) ? await route(context, req) : fault(401, 'the token is not valid'));
    } catch (error) {
      // A client that hung up needs no answer, and is no fault of ours.
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return;
      onError(error);
      if (!res.headersSent) send(res, fault(500, 'something went wrong in the queue'));
    }
    // What was not read of a refused body is let go, so that the client gets to read the answer.
    req.resume();
  };
  // Nothing was missed: this is still the turn in which the server began to listen.
  server.on('request', (req, res) => void answer(req, res));
  const housekeeping = setInterval(() => keepHouse(store, now()), HOUSEKEEPING_MS).unref();

  const shutDown = async (): Promise<void> => {
    clearInterval(housekeeping);
    await hangUp();
    await dispatcher.close();
    store.close();
  };
  let closed: Promise<void> | undefined;
  return { url, close: () => (closed ??= shutDown()) };
};
