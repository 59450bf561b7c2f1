import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppEnv } from '../http.ts';

/** One structured line a request. The route's pattern stands for the path: no id, key, query or body is written. */
export const accessLog = () =>
  createMiddleware<AppEnv>(async function accessLogMiddleware(c, next) {
    const startedAt = Date.now();
    await next();
    console.log(
      JSON.stringify({
        level: c.res.status >= 500 ? 'error' : 'info',
        requestId: c.get('requestId'),
        method: c.req.method,
        route: routePath(c, -1),
        status: c.res.status,
        code: c.get('problemCode'),
        durationMs: Date.now() - startedAt,
      }),
    );
  });
