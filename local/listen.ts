import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than clients keep an idle connection, so that none is closed just as a request is sent on it. */
const KEEP_ALIVE_MS = 65_000;

export type Listening = {
  url: string;
  /** Ends every connection, and takes no more. */
  hangUp: () => Promise<void>;
};

/** Listens on 127.0.0.1 alone; port 0 takes a free one. Rejects with the system's error (`EADDRINUSE` …) if it can't. */
export const listen = async (server: Server, port: number): Promise<Listening> => {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = async (): Promise<void> => {
    const ended = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await ended;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hangUp };
};
