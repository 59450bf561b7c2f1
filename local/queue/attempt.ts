import { Agent, request } from 'undici';
import type { Message } from './message.ts';

/** What came of one attempt. `status` is 0 when the destination gave no whole answer, and `error` says why. */
export type Attempt = {
  status: number;
  headers: Record<string, string[]>;
  /** The answer's body, cut at the cap. */
  body: Uint8Array;
  error: string | null;
};

export type AttemptLimits = { timeoutMs: number; maxResponseBytes: number };

/** A connection for each delivery: one that is kept may be closed by the other side just as we write to it. */
export const createDeliveryAgent = (): Agent => new Agent({ pipelining: 0 });

/** Reads up to `maxBytes`; what is beyond is left unread, since the status is known by then. */
const readUpTo = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk.subarray(0, maxBytes - bytes));
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks);
};

const headerLists = (headers: Record<string, string | string[] | undefined>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value]],
    ),
  );

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
};

/**
 * Sends a message once. The deadline covers the whole exchange, from the connection to the last byte. Redirects are not
 * followed. Never rejects: whatever goes wrong is an attempt with status 0.
 */
export const attemptDelivery = async (
  message: Message,
  extraHeaders: Record<string, string>,
  limits: AttemptLimits,
  agent: Agent,
  signal: AbortSignal,
): Promise<Attempt> => {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  try {
    const answer = await request(message.spec.url, {
      method: message.spec.method,
      headers: { ...Object.fromEntries(message.spec.headers), ...extraHeaders },
      body: message.body.length === 0 ? null : message.body,
      dispatcher: agent,
      signal: AbortSignal.any([signal, deadline]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const body = await readUpTo(answer.body, limits.maxResponseBytes);
    return { status: answer.statusCode, headers: headerLists(answer.headers), body, error: null };
  } catch (error) {
    const reason = deadline.aborted ? `no answer within ${limits.timeoutMs} ms` : messageOf(error);
    return { status: 0, headers: {}, body: new Uint8Array(), error: reason };
  }
};
