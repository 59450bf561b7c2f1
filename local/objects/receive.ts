import { createHash } from 'node:crypto';
import { ok, type Result } from '../../shared/result.ts';
import type { Authenticated } from './authenticate.ts';
import { decodeAwsChunked, RefusedBody } from './aws-chunked.ts';
import { announcedChecksum, type AnnouncedChecksum, type Checksum, checksumHeader, newChecksum } from './checksums.ts';
import { refuse, type Fault } from './faults.ts';
import { type Draft, discardDraft, newDraft } from './files.ts';
import type { S3Request } from './request.ts';

/** A body that has arrived whole and as it was announced. */
export type Received = { sizeBytes: number; md5Hex: string; checksum: Checksum | null };

type Announced = {
  sizeBytes: number;
  checksum: AnnouncedChecksum | null;
  sha256Hex: string | null;
  md5Base64: string | undefined;
};

const STREAMING = new Map([
  ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', { isSigned: false }],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { isSigned: true }],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', { isSigned: true }],
]);

const announcedBy = (
  { headers }: S3Request,
  { payload }: Authenticated,
  maxBytes: number,
): Result<Announced, Fault> => {
  const length = headers[STREAMING.has(payload) ? 'x-amz-decoded-content-length' : 'content-length'];
  if (length === undefined || !/^\d{1,15}$/.test(length)) {
    return refuse('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (Number(length) > maxBytes)
    return refuse('EntityTooLarge', `The most that can be sent at once is ${maxBytes} bytes`);
  const checksum = announcedChecksum(headers);
  if (!checksum.ok) return checksum;
  const sha256Hex = /^[0-9a-f]{64}$/.test(payload) ? payload : null;
  if (sha256Hex === null && payload !== 'UNSIGNED-PAYLOAD' && !STREAMING.has(payload)) {
    return refuse('InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- kind or a hash.');
  }
  const announced = { sizeBytes: Number(length), checksum: checksum.value, sha256Hex };
  return ok({ ...announced, md5Base64: headers['content-md5'] });
};

/** Reads the body piece by piece into `write`, and holds it against all that was announced of it. */
const readBody = async (
  request: S3Request,
  authenticated: Authenticated,
  announced: Announced,
  write: (piece: Buffer) => Promise<unknown>,
): Promise<Result<Received, Fault>> => {
  const source = request.message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const trailer: Record<string, string> = {};
  const streaming = STREAMING.get(authenticated.payload);
  const seed = streaming?.isSigned ? authenticated.seed : null;
  const pieces = streaming ? decodeAwsChunked(source, seed, (name, value) => (trailer[name] = value)) : source;
  const md5 = createHash('md5');
  const sha256 = announced.sha256Hex === null ? null : createHash('sha256');
  const checksum = announced.checksum && newChecksum(announced.checksum.algorithm);
  let sizeBytes = 0;
  for await (const piece of pieces) {
    sizeBytes += piece.length;
    if (sizeBytes > announced.sizeBytes) return refuse('IncompleteBody', 'The body is longer than it was said to be.');
    md5.update(piece);
    sha256?.update(piece);
    checksum?.update(piece);
    await write(piece);
  }
  if (sizeBytes < announced.sizeBytes) return refuse('IncompleteBody', 'The body is shorter than it was said to be.');
  if (sha256 && sha256.digest('hex') !== announced.sha256Hex) {
    return refuse('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' does not match what was computed.");
  }
  const digest = md5.digest();
  if (announced.md5Base64 !== undefined && announced.md5Base64 !== digest.toString('base64')) {
    return refuse('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const received = { sizeBytes, md5Hex: digest.toString('hex') };
  if (!announced.checksum || !checksum) return ok({ ...received, checksum: null });
  const { algorithm, value } = announced.checksum;
  const computed = await checksum.digest();
  if ((value ?? trailer[checksumHeader(algorithm)]) !== computed) {
    return refuse('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  return ok({ ...received, checksum: { algorithm, value: computed, type: 'FULL_OBJECT' } });
};

/** Waits for the sender's body to begin, which one that said `Expect: 100-continue` holds back until it is told to. */
export type BeginBody = () => void;

const guarded = async <T>(work: () => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedBody) return { ok: false, error: error.fault };
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') {
      return refuse('IncompleteBody', 'The connection ended before the body did.');
    }
    throw error;
  }
};

/** Receives a body into a new temporary file, which is gone again if anything about the body is wrong. */
export const receiveFile = async (
  request: S3Request,
  authenticated: Authenticated,
  maxBytes: number,
  folder: string,
  begin: BeginBody,
): Promise<Result<Received & { draft: Draft }, Fault>> => {
  const announced = announcedBy(request, authenticated, maxBytes);
  if (!announced.ok) return announced;
  const draft = await newDraft(folder);
  let received: Result<Received, Fault> | undefined;
  try {
    begin();
    received = await guarded(() =>
      readBody(request, authenticated, announced.value, (piece) => draft.handle.writeFile(piece)),
    );
    return received.ok ? ok({ ...received.value, draft }) : received;
  } finally {
    if (!received?.ok) await discardDraft(draft);
  }
};

/** Receives a small body, of a request that is itself a document. */
export const receiveText = async (
  request: S3Request,
  authenticated: Authenticated,
  maxBytes: number,
  begin: BeginBody,
): Promise<Result<string, Fault>> => {
  const announced = announcedBy(request, authenticated, maxBytes);
  if (!announced.ok) return announced;
  begin();
  const pieces: Buffer[] = [];
  const write = async (piece: Buffer) => pieces.push(piece);
  const received = await guarded(() => readBody(request, authenticated, announced.value, write));
  return received.ok ? ok(Buffer.concat(pieces).toString()) : received;
};
