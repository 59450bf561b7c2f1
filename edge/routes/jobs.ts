import { createRoute } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { type JobResource, jobResourceSchema } from '../../shared/contracts/job-resource.ts';
import type { KnownActor } from '../accounts/keys.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { readJob } from '../jobs/read.ts';
import type { Services } from '../services.ts';
import { idParams, json, SECURITY } from './common.ts';

const POLL_INTERVAL_MS = 700;

/**
 * A stream ends after so long, and as soon as its key has ended or would have to be looked up again (edge/cache-keys.ts);
 * the client connects again by itself, and its key is looked at then.
 */
const STREAM_MS = 25_000;

const problems = problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST', 'NOT_FOUND');

export const getJob = operation(
  createRoute({
    method: 'get',
    path: '/v1/jobs/{id}',
    operationId: 'getJob',
    summary: 'How far a job is',
    tags: ['jobs'],
    security: SECURITY,
    request: { params: idParams },
    responses: { 200: json(jobResourceSchema, 'The job'), ...problems },
  }),
  async (c) => {
    const job = await readJob(c.get('services'), c.get('actor'), c.req.valid('param').id);
    return job.ok ? c.json(job.value, 200) : problem(c, job.error);
  },
);

export const getJobEvents = operation(
  createRoute({
    method: 'get',
    path: '/v1/jobs/{id}/events',
    operationId: 'getJobEvents',
    summary: 'A job’s progress as server-sent events',
    description:
      'An event `job` with the job as data at each change; the stream ends when the job has ended. After ' +
      `${STREAM_MS / 1000} s at the latest it ends in any case: connect again, as an EventSource does by itself, and go on with the job ` +
      'as it is then.',
    tags: ['jobs'],
    security: SECURITY,
    request: { params: idParams },
    responses: {
      200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...problems,
    },
  }),
  async (c) => {
    const services = c.get('services');
    const actor = c.get('actor');
    const first = await readJob(services, actor, c.req.valid('param').id);
    if (!first.ok) return problem(c, first.error);
    return streamSSE(c, (stream) => tell(stream, services, actor, first.value));
  },
);

async function tell(stream: SSEStreamingApi, services: Services, actor: KnownActor, first: JobResource): Promise<void> {
  const endsAt = Math.min(Date.now() + STREAM_MS, actor.believedUntilMs, actor.expiresAtMs ?? Infinity);
  let told = '';
  let job: JobResource = first;
  while (Date.now() < endsAt && !stream.aborted) {
    const data = JSON.stringify(job);
    if (data !== told) await stream.writeSSE({ event: 'job', data, retry: POLL_INTERVAL_MS });
    told = data;
    if (job.finishedAt !== null) return;
    await stream.sleep(POLL_INTERVAL_MS);
    const next = await readJob(services, actor, job.id);
    if (!next.ok) return;
    job = next.value;
  }
}
