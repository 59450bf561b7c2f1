import type { Context } from 'hono';
import type { z } from 'zod';
import { jobMessageSchema } from '../../shared/contracts/job.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { type App, type AppEnv, problem } from '../http.ts';
import { describeTrack } from '../jobs/describe.ts';
import { CALLBACK_PATH, DESCRIBE_PATH, FAILURE_CALLBACK_PATH } from '../jobs/dispatch.ts';
import { queueCallbackSchema, takeAnswer, takeFailure } from '../jobs/finish.ts';
import type { Services } from '../services.ts';

/**
 * The queue's two callbacks, and the message with which the edge sends itself a job. They are not part of the public
 * contract: only a message that QStash signed for this very address is read. An error here is answered with 5xx, and the
 * queue brings the message again.
 */
export function jobCallbacks(app: App): void {
  app.post(CALLBACK_PATH, (c) => take(c, CALLBACK_PATH, queueCallbackSchema, takeAnswer));
  app.post(FAILURE_CALLBACK_PATH, (c) => take(c, FAILURE_CALLBACK_PATH, queueCallbackSchema, takeFailure));
  app.post(DESCRIBE_PATH, (c) => take(c, DESCRIBE_PATH, jobMessageSchema, describeTrack));
}

/** Reads a message and uses it; what `use` gives back is a failure that the queue's next attempt may mend. */
async function take<T>(
  c: Context<AppEnv>,
  path: string,
  schema: z.ZodType<T>,
  use: (services: Services, message: T) => Promise<Failure | void>,
): Promise<Response> {
  const services = c.get('services');
  const body = await c.req.text();
  const url = new URL(path, services.env.PUBLIC_URL).href;
  if (!(await services.queue.isSigned(body, c.req.header('Upstash-Signature'), url))) {
    return problem(c, failure('SIGNATURE_INVALID', 'The message is not signed by our queue for this address.'));
  }
  const message = schema.safeParse(parseJson(body));
  if (!message.success) return problem(c, failure('INVALID_REQUEST', 'The body is not a message of the queue.'));
  const unfinished = await use(services, message.data);
  return unfinished ? problem(c, unfinished) : c.body(null, 204);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
