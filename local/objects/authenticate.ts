import { timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-sdk/checksums/sha';
import { getSigningKey, SignatureV4 } from '@smithy/signature-v4';
import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';
import { queryValue, type S3Request } from './request.ts';

export type Credentials = { accessKeyId: string; secretAccessKey: string };

/** What the body must be held against, once the request itself is known to be genuine. */
export type Authenticated = {
  /** `x-amz-content-sha256`: a hash, `UNSIGNED-PAYLOAD`, or one of the `STREAMING-` kinds. */
  payload: string;
  /** What the signatures of an aws-chunked body are chained to. */
  seed: { signature: string; longDate: string; scope: string; signingKey: Uint8Array };
};

type Claim = {
  accessKeyId: string;
  shortDate: string;
  region: string;
  scope: string;
  signedHeaders: string[];
  signature: string;
  longDate: string;
  /** Seconds; only a presigned request has it. */
  expiresInSec: number | null;
};

const MAX_SKEW_MS = 15 * 60_000;
const MAX_EXPIRES_SEC = 7 * 86_400;
const SIGNATURE = /^[0-9a-f]{64}$/;

const parseDateMs = (longDate: string): number => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(longDate) ?? [];
  return year === undefined ? NaN : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

const claimOf = (
  credential: string,
  signedHeaders: string,
  signature: string,
  longDate: string,
  expiresInSec: number | null,
): Claim | null => {
  const parts = credential.split('/');
  const [accessKeyId, shortDate, region, service, terminator] = parts;
  if (parts.length !== 5 || service !== 's3' || terminator !== 'aws4_request') return null;
  if (!SIGNATURE.test(signature) || Number.isNaN(parseDateMs(longDate)) || !longDate.startsWith(shortDate!))
    return null;
  const scope = `${shortDate}/${region}/${service}/${terminator}`;
  const names = signedHeaders.split(';');
  if (!names.includes('host')) return null;
  return {
    accessKeyId: accessKeyId!,
    shortDate: shortDate!,
    region: region!,
    scope,
    signedHeaders: names,
    signature,
    longDate,
    expiresInSec,
  };
};

const AUTHORIZATION = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([^,\s]+)\s*$/;

const headerClaim = (request: S3Request): Result<Claim, Fault> => {
  const [, credential, names, signature] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  const claim = credential && claimOf(credential, names!, signature!, request.headers['x-amz-date'] ?? '', null);
  return claim ? ok(claim) : refuse('AuthorizationHeaderMalformed', 'The authorization header is malformed.');
};

const presignedClaim = (request: S3Request): Result<Claim, Fault> => {
  const [credential, names, signature, date, expires] = [
    'X-Amz-Credential',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
    'X-Amz-Date',
    'X-Amz-Expires',
  ].map((name) => queryValue(request, name) ?? '');
  const seconds = /^\d{1,6}$/.test(expires!) ? Number(expires) : NaN;
  const isKnown = queryValue(request, 'X-Amz-Algorithm') === 'AWS4-HMAC-SHA256';
  const claim = isKnown && seconds <= MAX_EXPIRES_SEC && claimOf(credential!, names!, signature!, date!, seconds);
  return claim ? ok(claim) : refuse('AuthorizationQueryParametersError', 'The query parameters do not authenticate.');
};

const checkTime = (claim: Claim, nowMs: number): Result<void, Fault> => {
  const signedMs = parseDateMs(claim.longDate);
  if (claim.expiresInSec === null) {
    if (Math.abs(nowMs - signedMs) <= MAX_SKEW_MS) return ok(undefined);
    return refuse('RequestTimeTooSkewed', "The difference between the request time and the server's is too large.");
  }
  if (signedMs - nowMs > MAX_SKEW_MS) return refuse('AccessDenied', 'Request is not valid yet');
  return nowMs <= signedMs + claim.expiresInSec * 1000 ? ok(undefined) : refuse('AccessDenied', 'Request has expired');
};

/** An x-amz-* header that the signature does not cover could have been added by anyone on the way. */
const unsignedHeader = (request: S3Request, claim: Claim): string | undefined =>
  Object.keys(request.message.headers).find(
    (name) =>
      name.startsWith('x-amz-') &&
      !claim.signedHeaders.includes(name) &&
      !(claim.expiresInSec !== null && name === 'x-amz-content-sha256' && request.headers[name] === UNSIGNED),
  );

const UNSIGNED = 'UNSIGNED-PAYLOAD';

const queryBag = (query: [string, string][]): Record<string, string | string[]> => {
  const bag: Record<string, string | string[]> = {};
  for (const [name, value] of query) {
    const known = Object.hasOwn(bag, name) ? bag[name]! : undefined;
    bag[name] = known === undefined ? value : [known, value].flat();
  }
  return bag;
};

/** Signs the request anew, as its sender should have, and returns the signature. */
const signAgain = async (request: S3Request, claim: Claim, credentials: Credentials): Promise<string> => {
  const signer = new SignatureV4({
    service: 's3',
    region: claim.region,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const names = new Set(claim.signedHeaders);
  const headers = Object.fromEntries(
    claim.signedHeaders.map((name) => [name, (request.message.headersDistinct[name] ?? []).join(',')]),
  );
  const target = { method: request.method, protocol: 'http:', hostname: 'localhost', path: request.rawPath, headers };
  const signingDate = new Date(parseDateMs(claim.longDate));
  if (claim.expiresInSec === null) {
    const signed = await signer.sign(
      { ...target, query: queryBag(request.query) },
      { signingDate, signableHeaders: names },
    );
    return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization ?? '')?.[1] ?? '';
  }
  const own = new Set(['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders']);
  const query = queryBag(request.query.filter(([name]) => !own.has(name) && name !== 'X-Amz-Signature'));
  const presigned = await signer.presign(
    // A body that is no string and no bytes is one whose hash is not signed.
    { ...target, query, body: {} },
    {
      signingDate,
      expiresIn: claim.expiresInSec,
      signableHeaders: names,
      unhoistableHeaders: names,
    },
  );
  return String(presigned.query?.['X-Amz-Signature']);
};

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Checks who signed the request, when, and that it is the one that was signed; all but the body, which is yet to come. */
export const authenticate = async (
  request: S3Request,
  credentials: Credentials,
  region: string,
  nowMs: number,
): Promise<Result<Authenticated, Fault>> => {
  const isPresigned = queryValue(request, 'X-Amz-Signature') !== undefined;
  const hasHeader = request.headers.authorization !== undefined;
  if (!isPresigned && !hasHeader) return refuse('AccessDenied', 'Access Denied');
  if (isPresigned && hasHeader) return refuse('InvalidArgument', 'Only one auth mechanism allowed');
  const claimed = isPresigned ? presignedClaim(request) : headerClaim(request);
  if (!claimed.ok) return claimed;
  const claim = claimed.value;
  const malformed = isPresigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
  if (claim.region !== region) return refuse(malformed, `the region '${claim.region}' is wrong; expecting '${region}'`);
  if (!isSame(claim.accessKeyId, credentials.accessKeyId)) {
    return refuse('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  const inTime = checkTime(claim, nowMs);
  if (!inTime.ok) return inTime;
  const extra = unsignedHeader(request, claim);
  if (extra !== undefined) return refuse('AccessDenied', `The header ${extra} was not signed`);
  const payload = request.headers['x-amz-content-sha256'] ?? (isPresigned ? UNSIGNED : undefined);
  if (payload === undefined) return refuse('InvalidRequest', 'Missing required header: x-amz-content-sha256');
  if (!isSame(await signAgain(request, claim, credentials), claim.signature)) {
    return refuse('SignatureDoesNotMatch', 'The request signature we calculated does not match the one you provided.');
  }
  const signingKey = await getSigningKey(Sha256, credentials, claim.shortDate, region, 's3');
  return ok({
    payload,
    seed: { signature: claim.signature, longDate: claim.longDate, scope: claim.scope, signingKey },
  });
};
