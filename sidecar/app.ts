import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { requestId, type RequestIdVariables } from 'hono/request-id';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { analyzeJobSchema, JOB_RETRIES, type JobOutcome } from '../shared/contracts/job.ts';
import type { ProblemDocument } from '../shared/contracts/problem.ts';
import { failure, PROBLEMS, type Failure } from '../shared/problems.ts';
import { errorFields, log } from './log.ts';
import type { Services } from './services.ts';

type AppEnv = { Variables: RequestIdVariables };

const MAX_JOB_BYTES = 64 * 1024;
const RETRY_AFTER_SEC = 10;
/** QStash's header: how many times this message was tried before, from 0. */
const RETRIED_HEADER = 'upstash-retried';

/** The sidecar's HTTP side: the queue's one route, and how it is. */
export function createApp({ jobs, verifyMessage, readiness }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId());

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/health/live', (c) => c.json({ status: 'ok' }));
  app.get('/health/ready', async (c) => {
    const parts = await readiness();
    const isReady = !jobs.isDraining() && Object.values(parts).every((part) => part === 'ok');
    return c.json({ status: isReady ? 'ok' : 'unavailable', parts }, isReady ? 200 : 503);
  });

  const tooLarge = (c: Context<AppEnv>) => problem(c, failure('BODY_TOO_LARGE', 'A job is at most 64 KB.'));
  app.post('/jobs/analyze', bodyLimit({ maxSize: MAX_JOB_BYTES, onError: tooLarge }), async (c) => {
    const body = await c.req.text();
    const signature = c.req.header('upstash-signature') ?? '';
    if (!(await verifyMessage({ signature, body, path: c.req.path }))) {
      return problem(c, failure('SIGNATURE_INVALID', 'Only the queue may send jobs.'));
    }
    const job = analyzeJobSchema.safeParse(parseJson(body));
    if (!job.success) return problem(c, failure('INVALID_REQUEST', 'The message is no job of this version.'));

    const { jobId, trackId } = job.data;
    const startedAt = performance.now();
    const result = await jobs.run(job.data);
    const code = result.ok ? null : result.error.code;
    log('job', { jobId, requestId: c.get('requestId'), code, durationMs: Math.round(performance.now() - startedAt) });
    if (result.ok) return c.json<JobOutcome>(result.value);
    if (mayMend(result.error, Number(c.req.header(RETRIED_HEADER)) || 0)) return problem(c, result.error);
    return c.json<JobOutcome>({ status: 'failed', jobId, trackId, ...result.error });
  });

  app.notFound((c) => problem(c, failure('NOT_FOUND', 'There is nothing at this address.')));
  app.onError((error, c) => {
    log('error', { requestId: c.get('requestId'), ...errorFields(error) });
    return problem(c, failure('INTERNAL', 'The error has been logged under this request id.'));
  });
  return app;
}

/**
 * Whether the job is to come again. An address that still does not answer on the last attempt is the job's outcome;
 * a fault of ours never is: the queue then gives the job up, and the edge hears of it that way.
 */
function mayMend({ code }: Failure, retried: number): boolean {
  if (code === 'URL_UNREACHABLE' || code === 'YOUTUBE_REFUSED') return retried < JOB_RETRIES;
  return PROBLEMS[code].retryable;
}

/** A problem document; one that a retry may mend is a 503 that says when, whatever its status is to a client. */
function problem(c: Context<AppEnv>, { code, detail }: Failure): Response {
  const { title, retryable, status: clientStatus } = PROBLEMS[code];
  const status = retryable && code !== 'INTERNAL' ? 503 : clientStatus;
  const document: ProblemDocument = {
    type: new URL(`/docs#${code}`, c.req.url).href,
    title,
    status,
    detail,
    instance: c.req.path,
    code,
    requestId: c.get('requestId'),
  };
  if (status === 503) c.header('Retry-After', String(RETRY_AFTER_SEC));
  return c.body(JSON.stringify(document), status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
