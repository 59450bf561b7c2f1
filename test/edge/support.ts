import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import { createAccount } from '../../edge/accounts/create.ts';
import { createApp } from '../../edge/app.ts';
import { type Services, servicesFor } from '../../edge/services.ts';
import { ANALYSIS_VERSION, type Analysis } from '../../shared/contracts/analysis.ts';
import type { JobOutcome } from '../../shared/contracts/job.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import type { ProblemDocument } from '../../shared/contracts/problem.ts';

const ORIGIN = 'http://edge.test';

/** The Worker's own services: the tests look behind the API with them. */
export const services = (): Services => servicesFor(env);

/** A request to the Worker. */
export const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  exports.default.fetch(new Request(new URL(path, ORIGIN), init));

const contexts: ExecutionContext[] = [];

/** The Worker under other settings: an isolate of its own, with nothing in its memory. */
export const appWith = (settings: Record<string, string>) => {
  const app = createApp();
  const changed = { ...bindings(), ...settings };
  return async (path: string, init: RequestInit = {}): Promise<Response> => {
    const context = createExecutionContext();
    contexts.push(context);
    return app.request(new URL(path, ORIGIN), init, changed, context);
  };
};

/** Waits for what the answers of `appWith` so far have left to do behind them. */
export const behindAnswers = async (): Promise<void> => {
  await Promise.all(contexts.splice(0).map((context) => waitOnExecutionContext(context)));
};

export const codeOf = async (response: Response | Promise<Response>): Promise<string> =>
  (await problemOf(await response)).code;

export type Tenant = {
  userId: string;
  keyId: string;
  key: string;
  call(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
};

/** A new account with a key of its own; on the plan with the most room unless another is asked for. */
export async function tenant(options: Parameters<typeof createAccount>[2] = {}): Promise<Tenant> {
  const email = `${crypto.randomUUID()}@example.test`;
  const account = await createAccount(services().database, email, { plan: 'scale', ...options });
  const callAs = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${account.key}`);
    return call(path, { ...init, headers });
  };
  const post = (path: string, body: unknown) =>
    callAs(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return { ...account, call: callAs, post };
}

export const problemOf = (response: Response): Promise<ProblemDocument> => response.json();

/** A 429 as the conventions have it, over a policy with this limit. */
export async function expectRefusal(answer: Response, code: string, policy: string, limit: number): Promise<void> {
  const header = (name: string) => answer.headers.get(name) ?? '';
  expect(answer.status).toBe(429);
  expect(await problemOf(answer)).toMatchObject({
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    code,
    'violated-policies': [policy],
  });
  expect(header('RateLimit-Policy')).toMatch(new RegExp(`"${policy}";q=${limit};w=\\d+`));
  const resetSec = Number(new RegExp(`"${policy}";r=0;t=(\\d+)`).exec(header('RateLimit'))?.[1]);
  expect(Number(header('Retry-After'))).toBeGreaterThanOrEqual(resetSec);
  expect([header('X-RateLimit-Limit'), header('X-RateLimit-Remaining')]).toEqual([String(limit), '0']);
  expect(Number(header('X-RateLimit-Reset')) * 1000).toBeGreaterThan(Date.now());
}

/** A form with one file of these bytes. */
export function formOf(bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('file', new File([bytes], 'song.mp3', { type: 'audio/mpeg' }));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Uploads some bytes and gives the job. */
export async function uploadAs(who: Tenant, fields: Record<string, string> = {}): Promise<JobResource> {
  const form = formOf(crypto.getRandomValues(new Uint8Array(100)), fields);
  const response = await who.call('/v1/music/analyze', { method: 'POST', body: form });
  if (response.status !== 202) throw new Error(await response.text());
  return response.json();
}

/** What the sidecar answers for a job that succeeded. */
export const successOf = (job: JobResource, analysis: Analysis, genre: string | null = null): JobOutcome => ({
  status: 'succeeded',
  jobId: job.id,
  trackId: job.trackId,
  contentHash: 'ab'.repeat(32),
  tags: { title: 'From the tags', artist: 'Tagged', album: null, genre },
  analysis,
  objects: {
    analysis: `analysis/v${ANALYSIS_VERSION}/x/result.json`,
    waveformJson: `waveforms/${job.id}.json`,
    waveformDat: `waveforms/${job.id}.dat`,
  },
});

/** Brings an answer to the Worker's callback as QStash does: wrapped, in base64, signed for the address. */
export function deliver(outcome: unknown, status = 200): Promise<Response> {
  return deliverRaw('/internal/jobs/callback', {
    status,
    body: btoa(unescape(encodeURIComponent(JSON.stringify(outcome)))),
  });
}

export async function deliverRaw(
  path: string,
  message: unknown,
  signature?: (body: string) => Promise<string>,
): Promise<Response> {
  const body = JSON.stringify(message);
  const sign = signature ?? ((text) => signFor(`${ORIGIN}${path}`, text, bindings().QSTASH_CURRENT_SIGNING_KEY));
  return call(path, { method: 'POST', body, headers: { 'Upstash-Signature': await sign(body) } });
}

export const bindings = (): Record<string, string> => env as Record<string, string>;

/** The signature QStash makes: a JWT (HS256) over the destination and the SHA-256 of the body. */
export async function signFor(url: string, body: string, key: string | undefined): Promise<string> {
  const encoder = new TextEncoder();
  const base64url = (bytes: Uint8Array) =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
  const json = (value: unknown) => base64url(encoder.encode(JSON.stringify(value)));
  const nowSec = Math.floor(Date.now() / 1000);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(body)));
  const claims = {
    iss: 'Upstash',
    sub: url,
    exp: nowSec + 300,
    nbf: nowSec - 1,
    iat: nowSec,
    jti: crypto.randomUUID(),
  };
  const signed = `${json({ alg: 'HS256', typ: 'JWT' })}.${json({ ...claims, body: base64url(digest) })}`;
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', encoder.encode(key), hmac, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', secret, encoder.encode(signed)));
  return `${signed}.${base64url(mac)}`;
}
