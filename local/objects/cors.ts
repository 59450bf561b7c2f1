import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';
import type { Reply } from './reply.ts';
import type { S3Request } from './request.ts';

const METHODS = 'GET, HEAD, PUT, POST, DELETE';
const EXPOSED = 'ETag, Content-Range, Accept-Ranges, x-amz-request-id, x-amz-checksum-crc32, x-amz-checksum-sha256';
const MAX_AGE_SEC = 3000;

/** What a page of an allowed origin gets to see of an answer; nothing for any other. `*` allows every origin. */
export const corsHeaders = (origin: string | undefined, allowed: string[]): Record<string, string> => {
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return {};
  return {
    'access-control-allow-origin': allowed.includes('*') ? '*' : origin,
    'access-control-expose-headers': EXPOSED,
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};

/** The question that a browser asks before it puts to a presigned URL. It is not signed, and says nothing of objects. */
export const preflight = ({ headers }: S3Request, allowed: string[]): Result<Reply, Fault> => {
  const method = headers['access-control-request-method'] ?? '';
  const shared = corsHeaders(headers.origin, allowed);
  if (!('access-control-allow-origin' in shared) || !METHODS.split(', ').includes(method)) {
    return refuse('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  const wanted = headers['access-control-request-headers'];
  return ok({
    status: 200,
    headers: {
      ...shared,
      'access-control-allow-methods': METHODS,
      ...(wanted === undefined ? {} : { 'access-control-allow-headers': wanted }),
      'access-control-max-age': MAX_AGE_SEC,
    },
  });
};
