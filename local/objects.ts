import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Result } from '../shared/result.ts';
import { listen } from './listen.ts';
import { authenticate } from './objects/authenticate.ts';
import { corsHeaders, preflight } from './objects/cors.ts';
import { type Fault, FAULT_STATUS, faultXml, refuse } from './objects/faults.ts';
import { sweepUploads } from './objects/multipart.ts';
import type { Reply } from './objects/reply.ts';
import { parseRequest } from './objects/request.ts';
import { route } from './objects/routes.ts';
import { openStore, type ObjectStore } from './objects/store.ts';

export type ObjectsOptions = {
  /** The folder of the objects; made if it is missing. */
  dataDir: string;
  /** 0 for any free one. */
  port: number;
  accessKeyId: string;
  secretAccessKey: string;
  /** The buckets there are; made if they are missing. */
  buckets: string[];
  /** What requests must be signed for; `auto`, as with R2, unless another is set. */
  region?: string;
  /** Origins whose pages may use the service from a browser; `*` for all. */
  corsOrigins?: string[];
  /** The most that one PUT may send. S3: 5 GiB. */
  maxBytes?: number;
  /** The clock, in epoch ms. */
  now?: () => number;
  /** Told of faults of our own, such as a full disk. */
  onError?: (error: unknown) => void;
};

const GIB = 1024 ** 3;
/** An upload may take this long; S3 itself gives up on one that stalls much sooner. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;

const sendReply = async (res: ServerResponse, reply: Reply): Promise<void> => {
  const { status, headers = {}, body } = reply;
  if (body === undefined || typeof body === 'string') {
    const bytes = Buffer.from(body ?? '');
    const isBodiless = status === 204 || status === 304;
    res.writeHead(status, isBodiless ? headers : { 'content-length': bytes.length, ...headers }).end(bytes);
    return;
  }
  try {
    res.writeHead(status, headers);
    await pipeline(Readable.from(body.pieces, { objectMode: false }), res);
  } finally {
    await body.close();
  }
};

const replyOfFault = (fault: Fault, resource: string, requestId: string): Reply =>
  fault.code === 'NotModified'
    ? { status: 304, headers: fault.headers }
    : {
        status: FAULT_STATUS[fault.code],
        headers: { ...fault.headers, 'content-type': 'application/xml' },
        body: faultXml(fault, resource, requestId),
      };

/**
 * An S3 on loopback, path style: every request must be signed (Signature Version 4, in a header or presigned), bodies go
 * to the disk as they come, and an object appears whole or not at all.
 */
export const startObjects = async (options: ObjectsOptions): Promise<{ url: string; close: () => Promise<void> }> => {
  const { dataDir, port, accessKeyId, secretAccessKey, buckets } = options;
  const { region = 'auto', corsOrigins = ['*'], maxBytes = 5 * GIB } = options;
  const { now = Date.now, onError = console.error } = options;
  const open = async (): Promise<ObjectStore> => {
    const store = await openStore(dataDir, buckets);
    await sweepUploads(store.uploadFolder, now());
    return store;
  };

  const operate = async (req: IncomingMessage, begin: () => void): Promise<Result<Reply, Fault>> => {
    const request = parseRequest(req);
    if (!request.ok) return request;
    if (req.method === 'OPTIONS') return preflight(request.value, corsOrigins);
    const store = await opening;
    const authenticated = await authenticate(request.value, { accessKeyId, secretAccessKey }, region, now());
    if (!authenticated.ok) return authenticated;
    return route({ store, authenticated: authenticated.value, begin, maxBytes, now }, request.value);
  };

  const answer = async (req: IncomingMessage, res: ServerResponse, expectsContinue: boolean): Promise<void> => {
    let hasBegun = !expectsContinue;
    const begin = () => {
      if (!hasBegun) res.writeContinue();
      hasBegun = true;
    };
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const resource = (req.url ?? '').split('?', 1)[0]!;
    const result = await operate(req, begin).catch((error: unknown) => {
      onError(error);
      return refuse('InternalError', 'We encountered an internal error. Please try again.');
    });
    const reply = result.ok ? result.value : replyOfFault(result.error, resource, requestId);
    const headers = {
      'x-amz-request-id': requestId,
      ...corsHeaders(req.headers.origin, corsOrigins),
      ...reply.headers,
    };
    // A body that was never asked for will not come, so nothing else can come on this connection either.
    if (!hasBegun) res.shouldKeepAlive = false;
    // A client that hung up needs no answer; its socket's fault is no fault of ours.
    await sendReply(res, { ...reply, headers }).catch(() => res.destroy());
    if (hasBegun) req.resume();
  };

  const underWay = new Set<Promise<void>>();
  const handle = (expectsContinue: boolean) => (req: IncomingMessage, res: ServerResponse) => {
    const answered = answer(req, res, expectsContinue).finally(() => underWay.delete(answered));
    underWay.add(answered);
  };
  const server = createServer(handle(false));
  server.on('checkContinue', handle(true));
  server.requestTimeout = REQUEST_TIMEOUT_MS;

  // The port comes first: where another process has it, its data is not touched.
  const { url, hangUp } = await listen(server, port);
  const opening = open();
  try {
    await opening;
  } catch (error) {
    await hangUp();
    throw error;
  }
  /** Hangs up, and waits until nothing is written any more. */
  const shutDown = async (): Promise<void> => {
    await hangUp();
    await Promise.all(underWay);
  };
  let closed: Promise<void> | undefined;
  return { url, close: () => (closed ??= shutDown()) };
};
