import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { failure } from '../../shared/problems.ts';
import { type AppEnv, problem } from '../http.ts';
import { servicesFor } from '../services.ts';

/** Names and values together; a browser with all its cookies stays far below. */
const MAX_HEADER_BYTES = 16 * 1024;

/** What a request id may look like; anything else could write lines of its own into a log or a header. */
const REQUEST_ID = /^[\w-]{1,128}$/;

/** Of every answer: what a browser may not do with it. The pages at /docs are static and have headers of their own. */
const PROTECTION = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What every answer has, for one that is made with all its headers at once. */
export function headOf(c: Context<AppEnv>): Record<string, string> {
  c.set('hasHead', true);
  return { 'X-Request-Id': c.get('requestId'), ...PROTECTION, 'Server-Timing': timingOf(c) };
}

function timingOf(c: Context<AppEnv>): string {
  const [startedAt, authenticatedAt, now] = [c.get('startedAt'), c.get('authenticatedAt'), Date.now()];
  const total = `total;dur=${now - startedAt}`;
  if (authenticatedAt === undefined) return total;
  return `auth;dur=${authenticatedAt - startedAt}, rest;dur=${now - authenticatedAt}, ${total}`;
}

/**
 * Gives each request its id: the caller's own if it is a plain one. Each answer has the id, what protects browsers, and
 * `Server-Timing`; one that says nothing of being kept is not to be: it may hold a secret, or what is somebody's.
 */
export const requestHead = () =>
  createMiddleware<AppEnv>(async function requestHeadMiddleware(c, next) {
    const given = c.req.header('X-Request-Id');
    c.set('requestId', given !== undefined && REQUEST_ID.test(given) ? given : crypto.randomUUID());
    c.set('services', servicesFor(c.env));
    await next();
    if (c.get('hasHead')) return;
    const { headers } = c.res;
    for (const [name, value] of Object.entries(headOf(c))) headers.set(name, value);
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  });

/** Refuses an id that is no plain one, and too long a head: where a page may read that it was refused. */
export const plainHead = () =>
  createMiddleware<AppEnv>(async function plainHeadMiddleware(c, next) {
    const given = c.req.header('X-Request-Id');
    if (given !== undefined && given !== c.get('requestId')) {
      return problem(c, failure('INVALID_REQUEST', 'X-Request-Id may have 1 to 128 letters, digits, "-" and "_".'));
    }
    if (isLong(c.req.raw.headers)) {
      return problem(c, failure('HEADERS_TOO_LARGE', `Headers have ${MAX_HEADER_BYTES} bytes at most.`));
    }
    return next();
  });

function isLong(headers: Headers): boolean {
  let bytes = 0;
  headers.forEach((value, name) => (bytes += name.length + value.length));
  return bytes > MAX_HEADER_BYTES;
}
