import type { Context } from 'hono';
import { sha256Hex } from '../../shared/digest.ts';
import { failure } from '../../shared/problems.ts';
import { linesOf, reconcileUsage, USAGE_LOG_PATH } from '../accounts/usage-log.ts';
import { chunksInTime } from '../body-chunks.ts';
import { type App, type AppEnv, problem } from '../http.ts';
import { ServiceDownError } from '../storage/deadline.ts';

/** What a body may come to when it is unpacked; wrangler.toml says how Logpush is kept below. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * Where Logpush brings the Worker's own log (newline-delimited JSON, plain or gzip), so that answers of an isolate that
 * died are counted. Not part of the public contract: whoever sends it knows USAGE_LOG_TOKEN, and without that setting
 * there is nothing here. An error is answered with 4xx or 5xx, and what is sent again counts nothing twice.
 */
export function usageLog(app: App): void {
  app.post(USAGE_LOG_PATH, async (c) => {
    const { env, redis } = c.get('services');
    if (env.USAGE_LOG_TOKEN === undefined) return problem(c, failure('NOT_FOUND', 'There is nothing at this address.'));
    if (!(await isSame(c.req.header('Authorization') ?? '', `Bearer ${env.USAGE_LOG_TOKEN}`))) {
      return problem(c, failure('SIGNATURE_INVALID', 'Send the token of the usage log.'));
    }
    let isReadable = true;
    const lines = linesOf(piecesOf(c, () => (isReadable = false)));
    const outcome = await reconcileUsage(redis, lines).catch((cause: unknown) => {
      if (isReadable) throw new ServiceDownError('Redis did not answer', { cause });
      return null;
    });
    if (!outcome) return problem(c, failure('INVALID_REQUEST', 'The body can’t be unpacked, or is too long.'));
    if (outcome.added + outcome.tooOld > 0) {
      console.log(JSON.stringify({ level: 'warn', event: 'usage-reconciled', ...outcome }));
    }
    return c.json(outcome, 200);
  });
}

/** The body as text in pieces. `onUnreadable` is told before it throws over the body itself. */
async function* piecesOf(c: Context<AppEnv>, onUnreadable: () => void): AsyncIterable<string> {
  const { body } = c.req.raw;
  if (!body) return;
  const isPacked = c.req.header('Content-Encoding') === 'gzip';
  const bytes = isPacked ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  const { UPLOAD_TIMEOUT_MS: wholeMs, BODY_TIMEOUT_MS: pauseMs } = c.get('services').env;
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for await (const chunk of chunksInTime(bytes, { wholeMs, pauseMs })) {
      size += chunk.byteLength;
      if (size > MAX_UNPACKED_BYTES) throw new Error('too long');
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    onUnreadable();
    throw error;
  }
}

/** Compares digests: how long that takes says nothing of how much was right. */
const isSame = async (given: string, expected: string): Promise<boolean> =>
  (await sha256Hex(given)) === (await sha256Hex(expected));
