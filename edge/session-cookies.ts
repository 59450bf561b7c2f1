import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { CACHE } from './cache-keys.ts';
import type { SessionTokens } from './accounts/sessions.ts';

/** `__Host-`: a browser takes it only with Secure, for this very host, for every path. */
export const ACCESS_COOKIE = '__Host-mf_session';
/** Sent to the refreshing operation alone. */
export const REFRESH_COOKIE = '__Secure-mf_refresh';
export const REFRESH_PATH = '/v1/auth/sessions/refresh';
export const CSRF_HEADER = 'X-CSRF-Token';

const hidden = { httpOnly: true, secure: true, sameSite: 'Strict' } as const;

/** Puts a session into cookies that no script can read and no other site's page can make a browser send. */
export function setSessionCookies(c: Context, tokens: SessionTokens): void {
  setCookie(c, ACCESS_COOKIE, tokens.accessToken, { ...hidden, path: '/', maxAge: tokens.expiresInSec });
  setCookie(c, REFRESH_COOKIE, tokens.refreshToken, { ...hidden, path: REFRESH_PATH, maxAge: CACHE.session.ttlSec });
}

export function clearSessionCookies(c: Context): void {
  deleteCookie(c, ACCESS_COOKIE, { ...hidden, path: '/' });
  deleteCookie(c, REFRESH_COOKIE, { ...hidden, path: REFRESH_PATH });
}
