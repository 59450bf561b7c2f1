import type { OpenAPIHono, RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Origin } from './accounts/audit.ts';
import type { KnownActor } from './accounts/keys.ts';
import type { Background } from './accounts/leases.ts';
import type { Admission } from './accounts/limits.ts';
import type { Need } from './accounts/permissions.ts';
import type { Cost } from './accounts/plans.ts';
import type { Services } from './services.ts';
import { problemSchema, type ProblemDocument } from '../shared/contracts/problem.ts';
import { type Failure, PROBLEMS, type ProblemCode } from '../shared/problems.ts';

/** What the middleware leaves for the handlers. */
export type AppEnv = {
  Bindings: Record<string, unknown>;
  Variables: {
    services: Services;
    requestId: string;
    actor: KnownActor & { sessionId?: string };
    /** The operation that a known caller asked for: what is counted. */
    operationId: string | undefined;
    problemCode: ProblemCode | undefined;
    /** When the request came, and when it was known whose it is (ms since the epoch). */
    startedAt: number;
    authenticatedAt: number | undefined;
    /** The answer was made with its head. */
    hasHead: boolean | undefined;
    /** The answer's body is passed on as it comes: nobody reads it on its way. */
    isStreamed: boolean | undefined;
    /** What the limits said of this request. */
    admission: Admission | undefined;
    /** What a handler answered when its client had been told already that it took too long. */
    lateAnswer: Response | undefined;
    /** The work that was asked for was there already. */
    isNothingBegun: boolean | undefined;
  };
};

export type App = OpenAPIHono<AppEnv>;

/** A response whose body its contract does not type: a problem document, or bytes that are streamed through. */
export type RawResponse = Response & { readonly isRaw: true };

export const raw = (response: Response): RawResponse => response as RawResponse;

/** An answer whose bytes are passed on as they come, however many. */
export function streamed(
  c: Context<AppEnv>,
  stream: ReadableStream<Uint8Array>,
  headers: Record<string, string>,
): RawResponse {
  c.set('isStreamed', true);
  return raw(c.body(stream, 200, headers));
}

/** Problem details of a bad field: a JSON pointer into the body, query or path, and what is wrong there. */
export type FieldError = { pointer: string; detail: string };

/** What RFC 9457 and its registries have for some problems beside our own members. */
export type ProblemExtras = { errors?: FieldError[] | undefined; 'violated-policies'?: string[]; type?: string };

/** The one place that writes a problem document. */
export function problem(c: Context<AppEnv>, failure: Failure, extras: ProblemExtras = {}): RawResponse {
  const { status, title } = PROBLEMS[failure.code];
  const { errors, ...members } = extras;
  const document: ProblemDocument = {
    type: new URL(`/docs#${failure.code}`, c.req.url).href,
    title,
    status,
    detail: failure.detail,
    instance: c.req.path,
    code: failure.code,
    requestId: c.get('requestId'),
    ...(errors ? { errors } : {}),
    ...members,
  };
  c.set('problemCode', failure.code);
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="MusicForge"');
  if (status === 503 || failure.code === 'IDEMPOTENCY_IN_FLIGHT') c.header('Retry-After', '5');
  return raw(
    c.body(JSON.stringify(document), status as ContentfulStatusCode, { 'Content-Type': 'application/problem+json' }),
  );
}

type HandlerOf<R extends RouteConfig> = RouteHandler<R, AppEnv>;
type Handler<R extends RouteConfig> = (
  c: Parameters<HandlerOf<R>>[0],
) => Promise<Awaited<ReturnType<HandlerOf<R>>> | RawResponse>;

/** What the gate needs to know of an operation, as its contract says it. */
export type Contract = {
  operationId: string;
  needs: Need[] | null;
  cost: Cost | null;
  besidePlan: 'key' | 'account' | null;
  takesForms: boolean;
  needsBody: boolean;
  isNeverReplayed: boolean;
};

/** By method and route pattern: `GET /v1/jobs/:id`. */
const contracts = new Map<string, Contract>();

/** The contract of the operation that the router found. */
export function findContract(c: Context<AppEnv>): Contract | undefined {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  return contracts.get(`${method} ${routePath(c, -1)}`);
}

/**
 * One operation: its contract and its handler, ready to be put into the list of routes. `security` says what the caller
 * must be good for (`needs(…)`); `x-cost` what a call takes from the plan's limits on what costs money;
 * `x-beside-plan` that it is possible though the plan is used up (whoever stole a key could use it up), so often an hour
 * by one key, or by one account;
 * `x-never-replayed` that an Idempotency-Key means nothing to it.
 */
export const operation =
  <R extends RouteConfig>(route: R, handler: Handler<R>) =>
  (app: App): void => {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    contracts.set(`${route.method.toUpperCase()} ${path}`, {
      operationId: route.operationId ?? path,
      needs: (route.security?.[0]?.apiKey as Need[] | undefined) ?? null,
      cost: (route['x-cost'] as Cost | undefined) ?? null,
      besidePlan: (route['x-beside-plan'] as Contract['besidePlan'] | undefined) ?? null,
      takesForms: route.request?.body?.content['multipart/form-data'] !== undefined,
      needsBody: route.request?.body?.required === true,
      isNeverReplayed: route['x-never-replayed'] === true,
    });
    const handle = async (c: Parameters<HandlerOf<R>>[0]) => {
      const answer = await handler(c);
      if (c.finalized) c.set('lateAnswer', answer as Response);
      return answer;
    };
    app.openapi(withCommon(route), handle as unknown as HandlerOf<R>);
  };

/** Where a call came from, for the audit log. Cloudflare sets the address; nobody else can. */
export const originOf = (c: Context<AppEnv>): Origin => ({
  address: c.req.header('CF-Connecting-IP') ?? null,
  requestId: c.get('requestId'),
});

/** Work that goes on after the answer. */
export const backgroundOf =
  (c: Context<AppEnv>): Background =>
  (work) => {
    c.executionCtx.waitUntil(work.catch(logFailure));
  };

const logFailure = (error: unknown): void =>
  console.error(JSON.stringify({ level: 'error', event: 'background-failed', name: (error as Error).name }));

const header = (description: string, type: 'string' | 'integer') => ({ description, schema: { type } });

/** Headers of answers, as the contract's components. */
export const HEADERS = {
  'X-Request-Id': header('The id of the request: your own, or a new one', 'string'),
  'RateLimit-Policy': header('Each policy with its quota `q` and window `w` in seconds', 'string'),
  RateLimit: header('What each policy has left (`r`), and the seconds until it has all again (`t`)', 'string'),
  'X-RateLimit-Limit': header('The quota of the policy with the least left', 'integer'),
  'X-RateLimit-Remaining': header('What is left of it', 'integer'),
  'X-RateLimit-Reset': header('When it has all again, in seconds since the epoch', 'integer'),
  'Retry-After': header('The seconds to wait', 'integer'),
  'Idempotent-Replayed': header('"true" on an answer that is given again', 'string'),
};

/** Parameters that many operations take, as the contract's components. */
export const PARAMETERS = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same request with the same key is done once in 24 h: its first success is given again.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  'X-CSRF-Token': {
    name: 'X-CSRF-Token',
    in: 'header',
    description: 'With a session’s cookie: the `csrfToken` of that session.',
    schema: { type: 'string' },
  },
} as const;

/** What our contracts say of an answer: no references, and headers as plain OpenAPI. */
type DocumentedResponse = { description: string; content?: object; headers?: object };

const RETRY_STATUSES = new Set(['409', '429', '503']);

/** A contract with all that the middleware may answer, whatever the operation, and the headers that it reads and sets. */
function withCommon<R extends RouteConfig>(route: R): R {
  const isRead = route.method === 'get';
  const isReplayed = route.method === 'post' && route['x-never-replayed'] !== true;
  const responses = { ...route.responses } as Record<string, DocumentedResponse>;
  const common = problemResponses(
    ...HEAD_PROBLEMS,
    ...(isRead ? [] : READING_PROBLEMS),
    ...(isReplayed ? IDEMPOTENCY_PROBLEMS : []),
  );
  for (const [status, { description, content }] of Object.entries(common)) {
    const own = responses[status];
    const described = new Set([...(own?.description.split('; ') ?? []), ...description.split('; ')]);
    responses[status] = { content, ...own, description: [...described].join('; ') };
  }
  for (const [status, response] of Object.entries(responses)) {
    const names: (keyof typeof HEADERS)[] = ['X-Request-Id'];
    if ('429' in responses && /2..|429/.test(status)) names.push(...LIMIT_HEADERS);
    if (RETRY_STATUSES.has(status)) names.push('Retry-After');
    if (isReplayed && status.startsWith('2')) names.push('Idempotent-Replayed');
    const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
    responses[status] = { ...response, headers: { ...headers, ...response.headers } };
  }
  const isCookies = !isRead && Boolean(responses['403']?.description.includes('CSRF_INVALID'));
  const parameters = [...(isReplayed ? ['Idempotency-Key'] : []), ...(isCookies ? ['X-CSRF-Token'] : [])].map(
    (name) => ({ $ref: `#/components/parameters/${name}` }),
  );
  return { ...route, responses, parameters };
}

/** The `responses` entries of the problems an operation can answer, grouped by status. */
export function problemResponses(...codes: ProblemCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((code) => `${code}: ${PROBLEMS[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

/** The problems every operation behind a key can answer. */
export const KEY_PROBLEMS = [
  'KEY_MISSING',
  'KEY_MALFORMED',
  'KEY_INVALID',
  'SESSION_INVALID',
  'CSRF_INVALID',
  'SCOPE_MISSING',
  'ROLE_MISSING',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'INTERNAL',
  'UNAVAILABLE',
] as const;

/** The problems of an operation that takes a JSON body. */
export const BODY_PROBLEMS = [
  'INVALID_REQUEST',
  'INVALID_JSON',
  'BODY_TOO_LARGE',
  'REQUEST_TIMEOUT',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

/** Those of every operation; of every one that is no read, as a body is read whether it is wanted or not. */
const HEAD_PROBLEMS = ['INVALID_REQUEST', 'HEADERS_TOO_LARGE', 'INTERNAL'] as const;
const READING_PROBLEMS = ['INVALID_JSON', 'BODY_TOO_LARGE', 'REQUEST_TIMEOUT'] as const;

/** Those of every POST that may be given its first answer again. */
const IDEMPOTENCY_PROBLEMS = [
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_MISMATCH',
  'IDEMPOTENCY_ANSWER_GONE',
  'UNAVAILABLE',
] as const;

const LIMIT_HEADERS = [
  'RateLimit-Policy',
  'RateLimit',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
] as const;
