import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HeaderMap } from './message.ts';

/** An answer of the queue's own API. `body` becomes JSON; without one there is none. */
export type Reply = { status: number; body?: unknown };

export const fault = (status: number, error: string): Reply => ({ status, body: { error } });

/** Reads a body of at most `maxBytes`; null if it is larger (the rest is then left to be discarded). */
export const readBody = async (req: IncomingMessage, maxBytes: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** The request's headers by lower-case name, repeated ones joined. */
export const headerMap = (req: IncomingMessage): HeaderMap =>
  Object.fromEntries(Object.entries(req.headersDistinct).map(([name, values]) => [name, values?.join(', ')]));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the request carries the bearer token; takes as long for a wrong one as for the right one. */
export const hasToken = (req: IncomingMessage, token: string): boolean =>
  timingSafeEqual(digest(req.headers.authorization ?? ''), digest(`Bearer ${token}`));
