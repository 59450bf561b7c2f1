import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../http.ts';

/** What a page may read of an answer. */
const EXPOSED_HEADERS = [
  'Location',
  'Retry-After',
  'X-Request-Id',
  'RateLimit',
  'RateLimit-Policy',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Quota-Warning',
  'ETag',
  'Idempotent-Replayed',
  'Server-Timing',
];

/** Those of our operations. */
const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** How long a browser may remember that it asked. */
const PREFLIGHT_MAX_AGE_SEC = 86_400;

const bySetting = new Map<string, MiddlewareHandler>();

/**
 * Which pages may call (CORS_ORIGINS): any, without cookies, or those that the setting names, with them. A request that
 * names no origin is not a page's.
 */
export const crossOrigin = () =>
  createMiddleware<AppEnv>(async function crossOriginMiddleware(c, next) {
    if (c.req.header('Origin') === undefined) return next();
    const { CORS_ORIGINS: setting } = c.get('services').env;
    let middleware = bySetting.get(setting);
    if (!middleware) {
      middleware = corsFor(setting);
      bySetting.set(setting, middleware);
    }
    return middleware(c, next);
  });

function corsFor(setting: string): MiddlewareHandler {
  const origins = setting.split(',').map((origin) => origin.trim());
  const isAny = origins.includes('*');
  return cors({
    origin: isAny ? '*' : origins,
    credentials: !isAny,
    allowMethods: METHODS,
    maxAge: PREFLIGHT_MAX_AGE_SEC,
    exposeHeaders: EXPOSED_HEADERS,
  });
}
