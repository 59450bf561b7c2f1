import type { Context } from 'hono';
import type { Actor } from '../accounts/keys.ts';
import type { Admission } from '../accounts/limits.ts';
import { CACHE } from '../cache-keys.ts';
import type { AppEnv } from '../http.ts';
import { headOf } from './headers.ts';
import { limitHeaders } from './limit-headers.ts';

const keyOf = (c: Context<AppEnv>, actor: Actor): string => `${actor.userId} ${c.req.url}`;

/** Of an answer's headers, those that belong to what it says and not to one request. */
const LASTING_HEADERS = ['Content-Type', 'Cache-Control', 'ETag'];

/**
 * The answer that this isolate holds for the same address and account, with the limits as they are now. It is made with
 * all its headers at once: to set them one by one costs several µs of a request that has some 40 of ours.
 */
export function heldAnswer(c: Context<AppEnv>, actor: Actor, admission: Admission): Response | undefined {
  const held = c.get('services').answers.get(keyOf(c, actor));
  if (!held) return undefined;
  return new Response(held.body, { headers: { ...headOf(c), ...held.headers, ...limitHeaders(admission) } });
}

/**
 * Keeps an answer for as long as its own `Cache-Control: private, max-age=…` allows, 30 s at most: a handler that says
 * nothing there is asked each time, and so is one that streams.
 */
export async function holdAnswer(c: Context<AppEnv>, actor: Actor): Promise<void> {
  if (c.res.status !== 200 || c.get('isStreamed')) return;
  const maxAgeSec = /(?:^|[\s,])max-age=(\d+)/.exec(c.res.headers.get('Cache-Control') ?? '')?.[1];
  if (!maxAgeSec || !c.res.headers.get('Content-Type')?.startsWith('application/json')) return;
  const body = await c.res.clone().text();
  if (body.length > CACHE.answer.maxBytes) return;
  const headers: Record<string, string> = {};
  for (const name of LASTING_HEADERS) {
    const value = c.res.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const ttlMs = Math.min(Number(maxAgeSec) * 1000, CACHE.answer.maxHeldMs);
  c.get('services').answers.set(keyOf(c, actor), { headers, body }, ttlMs);
}
