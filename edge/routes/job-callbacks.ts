import type { Context } from 'hono';
import { failure } from '../../shared/problems.ts';
import { type App, type AppEnv, problem } from '../http.ts';
import { CALLBACK_PATH, FAILURE_CALLBACK_PATH } from '../jobs/dispatch.ts';
import { type QueueCallback, queueCallbackSchema, takeAnswer, takeFailure } from '../jobs/finish.ts';
import type { Services } from '../services.ts';

/**
 * The queue's two callbacks. They are not part of the public contract: only a message that QStash signed for this
 * very address is read. An error here is answered with 5xx, and the queue brings the message again.
 */
export function jobCallbacks(app: App): void {
  app.post(CALLBACK_PATH, (c) => take(c, CALLBACK_PATH, takeAnswer));
  app.post(FAILURE_CALLBACK_PATH, (c) => take(c, FAILURE_CALLBACK_PATH, takeFailure));
}

async function take(
  c: Context<AppEnv>,
  path: string,
  use: (services: Services, callback: QueueCallback) => Promise<void>,
): Promise<Response> {
  const services = c.get('services');
  const body = await c.req.text();
  const url = new URL(path, services.env.PUBLIC_URL).href;
  if (!(await services.queue.isSigned(body, c.req.header('Upstash-Signature'), url))) {
    return problem(c, failure('SIGNATURE_INVALID', 'The message is not signed by our queue for this address.'));
  }
  const callback = queueCallbackSchema.safeParse(parseJson(body));
  if (!callback.success) return problem(c, failure('INVALID_REQUEST', 'The body is not a callback of the queue.'));
  await use(services, callback.data);
  return c.body(null, 204);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
