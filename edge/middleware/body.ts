import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { failure } from '../../shared/problems.ts';
import { chunksInTime, LateBodyError } from '../body-chunks.ts';
import { duplicateKeyOf } from '../duplicate-keys.ts';
import { type AppEnv, findContract, problem } from '../http.ts';
import { joinBytes } from '../storage/join-bytes.ts';
import { textOf } from '../text-of.ts';

/** What a multipart form may have around its file. */
export const FORM_OVERHEAD_BYTES = 64 * 1024;

/** A form, where the operation takes one: it is streamed, and has limits of its own (edge/jobs/receive-upload.ts). */
export const isUpload = (c: Context<AppEnv>): boolean =>
  (c.req.header('Content-Type')?.startsWith('multipart/form-data') ?? false) && findContract(c)?.takesForms === true;

/** Nobody reads the body of these. */
const isBodiless = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** JSON, or a kind of it ("application/vnd.api+json"). */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/**
 * A body of up to `maxBytes`, read whole and within BODY_TIMEOUT_MS, whether its sender says how long it is or not. One
 * that `isStreamed` is left to the handler.
 */
export const wholeBody = (maxBytes: number, isStreamed: (c: Context<AppEnv>) => boolean = () => false) =>
  createMiddleware<AppEnv>(async function wholeBodyMiddleware(c, next) {
    const { raw } = c.req;
    if (!raw.body || isBodiless(raw) || isStreamed(c)) return next();
    const timeoutMs = c.get('services').env.BODY_TIMEOUT_MS;
    const isTooLong = Number(c.req.header('Content-Length') ?? 0) > maxBytes;
    const bytes = isTooLong ? 'too large' : await readBody(raw.body, maxBytes, timeoutMs);
    if (bytes === 'too large') {
      return problem(c, failure('BODY_TOO_LARGE', `A body may have up to ${maxBytes} bytes here.`));
    }
    if (bytes === 'late') {
      return problem(c, failure('REQUEST_TIMEOUT', `A body must arrive in ${timeoutMs} ms.`));
    }
    c.req.raw = new Request(raw, { method: raw.method, body: bytes });
    return next();
  });

/**
 * A JSON body that no two parsers would read in two ways, and whose bytes are text as they are. Any other kind of body
 * passes by.
 */
export const jsonBody = () =>
  createMiddleware<AppEnv>(async function jsonBodyMiddleware(c, next) {
    const { raw } = c.req;
    // Nobody says what it is: it would be passed over as if it were not there.
    if (!c.req.header('Content-Type') && findContract(c)?.needsBody) {
      return problem(c, failure('UNSUPPORTED_MEDIA_TYPE', 'Send a body, of a content type that the operation takes.'));
    }
    if (!raw.body || isBodiless(raw) || !JSON_TYPE.test(c.req.header('Content-Type') ?? '')) return next();
    const text = textOf(await c.req.arrayBuffer());
    if (text === null || !isJson(text))
      return problem(c, failure('INVALID_JSON', 'The body could not be read as JSON.'));
    if (duplicateKeyOf(text) === null) return next();
    return problem(c, failure('INVALID_JSON', 'A name stands twice in one object of the body.'));
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  timeoutMs: number,
): Promise<Uint8Array<ArrayBuffer> | 'late' | 'too large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksInTime(body, { wholeMs: timeoutMs, pauseMs: timeoutMs })) {
      size += chunk.byteLength;
      if (size > maxBytes) return 'too large';
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof LateBodyError) return 'late';
    throw error;
  }
  return joinBytes(chunks, size);
}
