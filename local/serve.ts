import { serve, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LocalServer = { url: string; port: number; close(): Promise<void> };

/** Slow senders are cut off: no client on loopback needs longer to say what it wants. */
const REQUEST_TIMEOUT_MS = 60_000;

/** A test for one secret that takes as long for a near miss as for a far one. */
export const secretTest = (expected: string): ((given: string) => boolean) => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expectedDigest = digest(expected);
  return (given) => timingSafeEqual(digest(given), expectedDigest);
};

/** For what must be closed when something else can't be started: `await start().catch(closing(engine))`. */
export const closing =
  (resource: { close(): Promise<void> }) =>
  async (error: unknown): Promise<never> => {
    await resource.close();
    throw error;
  };

/**
 * Serves an app on 127.0.0.1 and on no other interface. Port 0 takes a free one. Rejects with the system's error
 * (`EADDRINUSE` …) if the port can't be had. `close` waits for nobody: open connections are ended.
 */
export const serveLocally = (app: Hono<{ Bindings: HttpBindings }> | Hono, port: number): Promise<LocalServer> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }) as Server;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      const actual = (server.address() as AddressInfo).port;
      resolve({
        url: `http://127.0.0.1:${actual}`,
        port: actual,
        close: () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
