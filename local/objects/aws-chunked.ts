import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Authenticated } from './authenticate.ts';
import type { Fault } from './faults.ts';

/** Thrown out of a body that is being read, and turned into an answer where the reading began. */
export class RefusedBody extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

const malformed = (message: string): never => {
  throw new RefusedBody({ code: 'IncompleteBody', message });
};

const MAX_LINE_BYTES = 1024;
const MAX_TRAILER_LINES = 16;
const EMPTY_SHA256 = createHash('sha256').digest('hex');

/** The chain of signatures of an aws-chunked body: each chunk's is over its data and the one before. */
const createChain = ({ signature, longDate, scope, signingKey }: Authenticated['seed']) => {
  let previous = signature;
  const check = (kind: string, hashes: string[], claimed: string | undefined): void => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, longDate, scope, previous, ...hashes].join('\n');
    const expected = createHmac('sha256', signingKey).update(text).digest('hex');
    const isSame = claimed?.length === expected.length && timingSafeEqual(Buffer.from(claimed), Buffer.from(expected));
    if (!isSame) {
      throw new RefusedBody({ code: 'SignatureDoesNotMatch', message: 'The signature of a chunk does not match.' });
    }
    previous = expected;
  };
  return {
    chunk: (sha256: string, claimed: string | undefined) => check('PAYLOAD', [EMPTY_SHA256, sha256], claimed),
    trailer: (sha256: string, claimed: string | undefined) => check('TRAILER', [sha256], claimed),
  };
};

/** Lines and runs of bytes out of a stream of pieces, without ever joining the whole. */
const createReader = (source: AsyncIterable<Buffer>) => {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await pieces.next();
    if (next.done) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  };
  const line = async (): Promise<string> => {
    for (let end = rest.indexOf('\r\n'); ; end = rest.indexOf('\r\n')) {
      if (end >= 0) {
        const text = rest.toString('latin1', 0, end);
        rest = rest.subarray(end + 2);
        return text;
      }
      if (rest.length > MAX_LINE_BYTES) malformed('A line of the chunked body is too long.');
      if (!(await more())) malformed('The chunked body ends too early.');
    }
  };
  async function* take(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      if (rest.length === 0 && !(await more())) malformed('The chunked body ends too early.');
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }
  const isAtEnd = async (): Promise<boolean> => rest.length === 0 && !(await more());
  return { line, take, isAtEnd };
};

const CHUNK_HEAD = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i;

/**
 * The data of an `aws-chunked` body. With a seed, each chunk (and the trailer, if there is one) must be signed; what
 * was yielded before a bad signature is found must not be used. `onTrailer` is given each trailing header.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  seed: Authenticated['seed'] | null,
  onTrailer: (name: string, value: string) => void,
): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  const chain = seed === null ? null : createChain(seed);
  for (;;) {
    const head = CHUNK_HEAD.exec(await reader.line());
    if (!head) return malformed('The head of a chunk is malformed.');
    const bytes = Number.parseInt(head[1]!, 16);
    const hash = chain && createHash('sha256');
    for await (const piece of reader.take(bytes)) {
      hash?.update(piece);
      yield piece;
    }
    if (chain && hash) chain.chunk(hash.digest('hex'), head[2]);
    if (bytes === 0) break;
    if ((await reader.line()) !== '') malformed('A chunk is longer than it says.');
  }
  const trailers: string[] = [];
  let signature: string | undefined;
  // Some senders leave out the empty line that closes the trailer.
  while (!(await reader.isAtEnd())) {
    const text = await reader.line();
    if (text === '') continue;
    if (trailers.length >= MAX_TRAILER_LINES) malformed('The trailer is too long.');
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature') signature = value;
    else {
      trailers.push(`${name}:${value}\n`);
      onTrailer(name, value);
    }
  }
  if (!chain || trailers.length === 0) return;
  chain.trailer(createHash('sha256').update(trailers.join('')).digest('hex'), signature);
}
