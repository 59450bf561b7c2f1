import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppEnv } from '../http.ts';

/**
 * One structured line a request, and `Server-Timing`. The route's pattern stands for the path: no address, id, key,
 * query, e-mail or body is written. The account and the key are their ids.
 */
export const accessLog = () =>
  createMiddleware<AppEnv>(async function accessLogMiddleware(c, next) {
    const startedAt = Date.now();
    await next();
    const durationMs = Date.now() - startedAt;
    const parts = [...(c.get('timings') ?? []), ['total', durationMs] as const];
    c.res.headers.set('Server-Timing', parts.map(([name, ms]) => `${name};dur=${ms}`).join(', '));
    const actor = c.get('actor') as AppEnv['Variables']['actor'] | undefined;
    console.log(
      JSON.stringify({
        level: c.res.status >= 500 ? 'error' : 'info',
        requestId: c.get('requestId'),
        method: c.req.method,
        route: routePath(c, -1),
        status: c.res.status,
        code: c.get('problemCode'),
        userId: actor?.userId,
        keyId: actor?.keyId,
        durationMs,
      }),
    );
  });
