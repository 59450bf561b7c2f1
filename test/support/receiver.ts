import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. `at` is epoch ms. */
export type Arrival = {
  method: string;
  url: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
};

/** Answers one arrival; it may take its time, or never answer. The default is 200 with no body. */
export type Answer = (arrival: Arrival, res: ServerResponse) => void;

/** An HTTP server that keeps what arrives, for tests to wait on: `next` never polls. */
export const startReceiver = async (answer: Answer = (_, res) => res.end(), port = 0) => {
  const arrivals: Arrival[] = [];
  const taken = new Set<Arrival>();
  let notify: () => void = () => undefined;
  let news = new Promise<void>((resolve) => (notify = resolve));
  let base = '';

  const receive = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = req.url ?? '';
    const arrival = { method: req.method ?? '', url: base + path, path, headers: req.headers, body, at: Date.now() };
    arrivals.push(arrival);
    answer(arrival, res);
    notify();
    news = new Promise((resolve) => (notify = resolve));
  };

  const server = createServer((req, res) => void receive(req, res).catch(() => res.destroy()));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  base = `http://127.0.0.1:${address.port}`;

  /** The first arrival at a path that no earlier call was given. */
  const next = async (path?: string): Promise<Arrival> => {
    for (;;) {
      const found = arrivals.find((one) => !taken.has(one) && (path === undefined || one.path === path));
      if (found) {
        taken.add(found);
        return found;
      }
      await news;
    }
  };

  const take = async (count: number, path?: string): Promise<Arrival[]> => {
    const found: Arrival[] = [];
    while (found.length < count) found.push(await next(path));
    return found;
  };

  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };

  return { url: base, port: address.port, arrivals, next, take, close };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
