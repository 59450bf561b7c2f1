import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const ISSUER = 'musicforge';

/** What a token is for; one made for one purpose is refused for any other. */
export type Audience = 'session' | 'invite';

/**
 * Signs and checks what the edge alone reads, with the secrets of AUTH_SECRETS. Algorithm, issuer, audience and key id
 * are pinned: a token says which secret signed it, and one whose id is not in the setting is refused.
 */
export function openTokens(setting: string) {
  const encoder = new TextEncoder();
  const pairs = setting.split(',').map((pair) => {
    const at = pair.indexOf(':');
    return [pair.slice(0, at), new Uint8Array(encoder.encode(pair.slice(at + 1)))] as const;
  });
  const secrets = new Map(pairs);
  const [currentId, currentSecret] = pairs[0]!;

  const secretOf = (id: string | undefined) => {
    const secret = id === undefined ? undefined : secrets.get(id);
    if (!secret) throw new errors.JWTInvalid('the key id is not one of ours');
    return secret;
  };

  /** A key for one purpose, derived from a secret: no secret serves two. */
  const derive = async (id: string, purpose: string, usage: 'seal' | 'mac'): Promise<CryptoKey> => {
    const material = await crypto.subtle.importKey('raw', secretOf(id), 'HKDF', false, ['deriveKey']);
    const info = encoder.encode(purpose);
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
    return usage === 'seal'
      ? crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      : crypto.subtle.deriveKey(hkdf, material, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
          'sign',
          'verify',
        ]);
  };

  return {
    sign: (claims: JWTPayload, audience: Audience, ttlSec: number): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, kid: currentId, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${ttlSec} s`)
        .sign(currentSecret),

    /** The claims of a token of ours for this audience; null for any other text. */
    async verify(token: string, audience: Audience): Promise<JWTPayload | null> {
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => secretOf(kid), {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience,
          typ: 'JWT',
          requiredClaims: ['exp', 'iat'],
        });
        return payload;
      } catch {
        return null;
      }
    },

    /** `id.iv.ciphertext` of the text, gzipped; readable by `open` alone. */
    async seal(text: string): Promise<string> {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const key = await derive(currentId, 'seal', 'seal');
      const zipped = new Response(text).body!.pipeThrough(new CompressionStream('gzip'));
      const data = await new Response(zipped).arrayBuffer();
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data);
      return [currentId, base64url(iv), base64url(new Uint8Array(sealed))].join('.');
    },

    /** What was sealed; null when it was not sealed by us. */
    async open(sealed: string): Promise<string | null> {
      const [id = '', iv = '', data = ''] = sealed.split('.');
      try {
        const key = await derive(id, 'seal', 'seal');
        const zipped = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv) }, key, bytesOf(data));
        const text = new Response(zipped).body!.pipeThrough(new DecompressionStream('gzip'));
        return await new Response(text).text();
      } catch {
        return null;
      }
    },

    /** A code that belongs to `subject` (a session's id, a refresh token without its code), which nobody else can make. */
    async codeFor(subject: string): Promise<string> {
      const mac = await crypto.subtle.sign('HMAC', await derive(currentId, 'code', 'mac'), encoder.encode(subject));
      return `${currentId}.${base64url(new Uint8Array(mac))}`;
    },

    /** Whether a code was made by `codeFor` for this subject. */
    async isCodeFor(subject: string, code: string): Promise<boolean> {
      const [id = '', mac = ''] = code.split('.');
      try {
        const key = await derive(id, 'code', 'mac');
        return await crypto.subtle.verify('HMAC', key, bytesOf(mac), encoder.encode(subject));
      } catch {
        return false;
      }
    },
  };
}

export type Tokens = ReturnType<typeof openTokens>;

export const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
