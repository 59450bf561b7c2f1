import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Concurrency } from './queue/claim.ts';
import { startDispatcher } from './queue/dispatcher.ts';
import { defaultRetryDelayMs } from './queue/durations.ts';
import { keepHouse } from './queue/housekeeping.ts';
import { fault, hasToken, type Reply } from './queue/http.ts';
import { route, type QueueContext } from './queue/routes.ts';
import { openStore } from './queue/store.ts';

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
  const { dataDir, port, token, currentSigningKey } = options;
  const { now = Date.now, maxBodyBytes = MIB, onError = console.error } = options;
  await mkdir(dataDir, { recursive: true });
  const store = openStore(path.join(dataDir, 'queue.sqlite'));
  const dispatcher = startDispatcher(store, {
    signingKey: currentSigningKey,
    now,
    retryDelayMs: options.retryDelayMs ?? defaultRetryDelayMs,
    maxTimeoutMs: options.maxTimeoutMs ?? 15 * 60_000,
    maxResponseBytes: maxBodyBytes,
    concurrency: options.concurrency ?? { total: 256, perOrigin: 32 },
    onError,
  });
  const signingKeys = { current: currentSigningKey, next: options.nextSigningKey };
  const context: QueueContext = { store, now, dispatcher, maxBodyBytes, wake: dispatcher.wake, signingKeys };

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      send(res, hasToken(req, token) ? await route(context, req) : fault(401, 'the token is not valid'));
    } catch (error) {
      onError(error);
      if (!res.headersSent) send(res, fault(500, 'something went wrong in the queue'));
    }
    // What was not read of a refused body is let go, so that the client gets to read the answer.
    req.resume();
  };

  const server = createServer((req, res) => void answer(req, res));
  server.requestTimeout = 60_000;
  const housekeeping = setInterval(() => keepHouse(store, now()), HOUSEKEEPING_MS).unref();

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= shutDown());
  const shutDown = async (): Promise<void> => {
    clearInterval(housekeeping);
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
    await dispatcher.close();
    store.close();
  };

  try {
    keepHouse(store, now());
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};
