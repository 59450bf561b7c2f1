import { createMiddleware } from 'hono/factory';
import { failure } from '../../shared/problems.ts';
import { duplicateKeyOf } from '../duplicate-keys.ts';
import { type AppEnv, problem } from '../http.ts';

/** A JSON body that no two parsers would read in two ways, within its time. Uploads pass by. */
export const jsonBody = () =>
  createMiddleware<AppEnv>(async function jsonBodyMiddleware(c, next) {
    if (!c.req.raw.body || !/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return next();
    const timeoutMs = c.get('services').env.BODY_TIMEOUT_MS;
    const text = await inTime(c.req.text(), timeoutMs);
    if (text === null) return problem(c, failure('REQUEST_TIMEOUT', `A body must arrive in ${timeoutMs} ms.`));
    if (!isJson(text)) return problem(c, failure('INVALID_JSON', 'The body could not be read as JSON.'));
    const twice = duplicateKeyOf(text);
    if (twice === null) return next();
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

async function inTime(body: Promise<string>, timeoutMs: number): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  try {
    return await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}
