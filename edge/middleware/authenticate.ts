import { createMiddleware } from 'hono/factory';
import { failure } from '../../shared/problems.ts';
import { findActor } from '../accounts/keys.ts';
import { type AppEnv, problem } from '../http.ts';

/** Lets a request through when it brings a valid key, as `Authorization: Bearer` or `X-API-Key`; sets the `actor`. */
export const authenticate = () =>
  createMiddleware<AppEnv>(async function authenticateMiddleware(c, next) {
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const key = bearer ?? c.req.header('X-API-Key');
    if (!key) {
      return problem(
        c,
        failure('KEY_MISSING', 'Send your key as "Authorization: Bearer mf_live_…" or as "X-API-Key".'),
      );
    }
    const actor = await findActor(c.get('services'), key);
    if (!actor.ok) return problem(c, actor.error);
    c.set('actor', actor.value);
    return next();
  });
