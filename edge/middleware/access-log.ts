import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Counted } from '../accounts/usage-counter.ts';
import { type AppEnv, backgroundOf } from '../http.ts';

/**
 * One structured line a request. The route's pattern stands for the path: no address, key,
 * query, e-mail or body is written, and no id but the request's own and those of the account and its key.
 *
 * What a known caller was answered is counted here, once, and the line has the count's number: the line is written
 * before the answer leaves, so what an isolate had counted and not yet told when it died is read from the log
 * (edge/accounts/usage-log.ts).
 */
export const accessLog = () =>
  createMiddleware<AppEnv>(async function accessLogMiddleware(c, next) {
    const startedAt = Date.now();
    c.set('startedAt', startedAt);
    await next();
    const now = Date.now();
    const { status } = c.res;
    console.log(
      JSON.stringify({
        level: status >= 500 ? 'error' : 'info',
        time: new Date(now).toISOString(),
        requestId: c.get('requestId'),
        method: c.req.method,
        route: routePath(c, -1),
        status,
        code: c.get('problemCode'),
        durationMs: now - startedAt,
        counted: count(c, status, now),
      }),
    );
  });

function count(c: Context<AppEnv>, status: number, now: number): Counted | undefined {
  const operation = c.get('operationId');
  if (operation === undefined) return undefined;
  const { userId, keyId } = c.get('actor');
  const answered = { userId, keyId, operation, status };
  return c.get('services').usage.record(answered, now, backgroundOf(c));
}
