import type { Hook } from '@hono/zod-openapi';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { failure } from '../../shared/problems.ts';
import { type AppEnv, type FieldError, problem } from '../http.ts';

/** A request that does not fit its schema: one entry a bad field. */
export const invalidRequest: Hook<unknown, AppEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  return problem(c as Context<AppEnv>, INVALID_FIELDS, { errors: fieldErrors(result.target, result.error) });
};

export const INVALID_FIELDS = failure('INVALID_REQUEST', 'Some fields are not valid; see `errors`.');

/** What a schema says of the part of a request that is its `target` (`json`, `form`, `query` …). */
export const fieldErrors = (
  target: string,
  { issues }: { issues: readonly { path: PropertyKey[]; message: string }[] },
): FieldError[] =>
  issues.map(({ path, message }) => ({
    pointer: ['', target, ...path].map((part) => escapePointer(String(part))).join('/'),
    detail: message,
  }));

/** RFC 6901: "~" and "/" in a name. */
const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problem(c, failure('NOT_FOUND', 'There is nothing at this address. The operations are listed in /openapi.json.'));

/** What was thrown: the framework's own refusals, a service that is down, or a bug. */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof HTTPException && error.status === 400) {
    return problem(c, failure('INVALID_JSON', 'The body could not be read as JSON.'));
  }
  if (error instanceof HTTPException && error.status === 415) {
    return problem(c, failure('UNSUPPORTED_MEDIA_TYPE', 'Send a content type that the operation takes.'));
  }
  if (isUnstorable(error)) {
    return problem(c, failure('INVALID_REQUEST', 'Text may not hold the character U+0000.'));
  }
  console.error(JSON.stringify({ level: 'error', requestId: c.get('requestId'), causes: causesOf(error) }));
  return causesOf(error).some((cause) => cause.name === 'ServiceDownError')
    ? problem(c, failure('UNAVAILABLE', 'A service behind the API does not answer. Please try again.'))
    : problem(c, failure('INTERNAL', 'The error has been logged under this request id.'));
};

/** Postgres takes any text but one with a zero character in it (character_not_in_repertoire, untranslatable_character). */
function isUnstorable(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === '22021' || code === '22P05' || (cause instanceof Error && isUnstorable(cause));
}

/**
 * The error and what caused it; drivers name the cause `cause` or `sourceError`. Parameters of queries and commands (the
 * hash of a key or a token) stay out.
 */
function causesOf(error: unknown): { name: string; message: string; stack: string | undefined }[] {
  const causes = [];
  let current: unknown = error;
  while (current instanceof Error && causes.length < 5) {
    const saysAll = /^(DrizzleQuery|Upstash)/.test(current.name) || current.message.startsWith('Failed query');
    causes.push({
      name: current.name,
      message: saysAll ? 'a query or a command failed' : current.message,
      stack: saysAll ? undefined : current.stack,
    });
    const { cause, sourceError } = current as Error & { sourceError?: unknown };
    current = cause ?? sourceError;
  }
  return causes;
}

/** A path that exists, asked with another method. */
export const methodNotAllowedProblem = (c: Context<AppEnv>, allowed: string[]): Response => {
  c.header('Allow', allowed.join(', '));
  return problem(c, failure('METHOD_NOT_ALLOWED', `${c.req.method} is not possible here; ${allowed.join(', ')} is.`));
};
