import { createMiddleware } from 'hono/factory';
import { failure } from '../../shared/problems.ts';
import { type AppEnv, problem } from '../http.ts';

/** Names and values together; a browser with all its cookies stays far below. */
const MAX_HEADER_BYTES = 16 * 1024;

/** What a request id may look like; anything else could write lines of its own into a log or a header. */
const REQUEST_ID = /^[\w-]{1,128}$/;

/** Gives each request its id: the caller's own if it is a plain one. Refuses any other, and too long a head. */
export const requestHead = () =>
  createMiddleware<AppEnv>(async function requestHeadMiddleware(c, next) {
    const given = c.req.header('X-Request-Id');
    const isPlain = given === undefined || REQUEST_ID.test(given);
    const requestId = given !== undefined && isPlain ? given : crypto.randomUUID();
    c.set('requestId', requestId);
    c.header('X-Request-Id', requestId);
    if (!isPlain) {
      return problem(c, failure('INVALID_REQUEST', 'X-Request-Id may have 1 to 128 letters, digits, "-" and "_".'));
    }
    let bytes = 0;
    c.req.raw.headers.forEach((value, name) => (bytes += name.length + value.length));
    if (bytes > MAX_HEADER_BYTES) {
      return problem(c, failure('HEADERS_TOO_LARGE', `Headers may have up to ${MAX_HEADER_BYTES} bytes together.`));
    }
    return next();
  });
