import { createHash, createHmac, randomUUID } from 'node:crypto';

/** How long a signature holds: five minutes, as QStash's do. */
const LIFETIME_SEC = 300;

const base64UrlJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The `Upstash-Signature` of one delivery: an HS256 JWT over the destination and the SHA-256 of the raw body. */
export const signDelivery = (signingKey: string, url: string, body: Uint8Array, nowMs: number): string => {
  const issuedAt = Math.floor(nowMs / 1000);
  const claims = {
    iss: 'Upstash',
    sub: url,
    exp: issuedAt + LIFETIME_SEC,
    nbf: issuedAt,
    iat: issuedAt,
    jti: `jwt_${randomUUID()}`,
    body: createHash('sha256').update(body).digest('base64').replaceAll('+', '-').replaceAll('/', '_'),
  };
  const signed = `${base64UrlJson({ alg: 'HS256', typ: 'JWT' })}.${base64UrlJson(claims)}`;
  return `${signed}.${createHmac('sha256', signingKey).update(signed).digest('base64url')}`;
};
