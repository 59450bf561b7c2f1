import type { OpenAPIHono, RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Actor } from './accounts/keys.ts';
import type { Services } from './services.ts';
import { problemSchema, type ProblemDocument } from '../shared/contracts/problem.ts';
import { type Failure, PROBLEMS, type ProblemCode } from '../shared/problems.ts';

/** What the middleware leaves for the handlers. */
export type AppEnv = {
  Bindings: Record<string, unknown>;
  Variables: { services: Services; requestId: string; actor: Actor; problemCode: ProblemCode | undefined };
};

export type App = OpenAPIHono<AppEnv>;

/** A response whose body its contract does not type: a problem document, or bytes that are streamed through. */
export type RawResponse = Response & { readonly isRaw: true };

export const raw = (response: Response): RawResponse => response as RawResponse;

/** Problem details of a bad field: a JSON pointer into the body, query or path, and what is wrong there. */
export type FieldError = { pointer: string; detail: string };

/** The one place that writes a problem document. */
export function problem(c: Context<AppEnv>, failure: Failure, errors?: FieldError[]): RawResponse {
  const { status, title } = PROBLEMS[failure.code];
  const document: ProblemDocument = {
    type: new URL(`/docs#${failure.code}`, c.req.url).href,
    title,
    status,
    detail: failure.detail,
    instance: c.req.path,
    code: failure.code,
    requestId: c.get('requestId'),
    ...(errors ? { errors } : {}),
  };
  c.set('problemCode', failure.code);
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="MusicForge"');
  if (status === 503) c.header('Retry-After', '5');
  return raw(
    c.body(JSON.stringify(document), status as ContentfulStatusCode, { 'Content-Type': 'application/problem+json' }),
  );
}

type HandlerOf<R extends RouteConfig> = RouteHandler<R, AppEnv>;
type Handler<R extends RouteConfig> = (
  c: Parameters<HandlerOf<R>>[0],
) => Promise<Awaited<ReturnType<HandlerOf<R>>> | RawResponse>;

/** One operation: its contract and its handler, ready to be put into the list of routes. */
export const operation =
  <R extends RouteConfig>(route: R, handler: Handler<R>) =>
  (app: App): void => {
    app.openapi(route, handler as unknown as HandlerOf<R>);
  };

/** The `responses` entries of the problems an operation can answer, grouped by status. */
export function problemResponses(...codes: ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
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
export const KEY_PROBLEMS = ['KEY_MISSING', 'KEY_MALFORMED', 'KEY_INVALID', 'INTERNAL', 'UNAVAILABLE'] as const;
