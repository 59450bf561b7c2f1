import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { sha256Hex } from '../../shared/digest.ts';
import { failure } from '../../shared/problems.ts';
import { chunksInTime, LateBodyError } from '../body-chunks.ts';
import { CACHE } from '../cache-keys.ts';
import { type AppEnv, backgroundOf, findContract, originOf, problem } from '../http.ts';
import { withDeadline, within } from '../storage/deadline.ts';
import { FORM_OVERHEAD_BYTES, isUpload } from './body.ts';
import { type FormDigest, openFormDigest } from './form-digest.ts';

/** An upload may still be arriving long after a JSON request would have been answered. */
const UPLOAD_IN_FLIGHT_SEC = 900;
/** A longer answer is not kept: the request can be sent again. No operation's is; sealed, one takes a tenth of that. */
const MAX_KEPT_BYTES = 2 * 1024 * 1024;
const KEPT_HEADERS = ['content-type', 'location'];

const storedSchema = z.object({ fingerprint: z.string(), answer: z.string().nullable() });
type Stored = z.infer<typeof storedSchema>;
const answerSchema = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

/**
 * `Idempotency-Key` on any POST: the first answer that was a success is given again for 24 h, to the same request (an
 * upload is the same when its fields and its file are, byte for byte). It stands for one request of the account: another
 * key or session of it is refused, as nothing is done twice, and no answer is shown to another than it was for. Answers
 * may hold what is shown once (a key), so they are kept sealed. A failure may be tried again.
 */
export const idempotency = () =>
  createMiddleware<AppEnv>(async function idempotencyMiddleware(c, next) {
    const given = c.req.method === 'POST' ? c.req.header('Idempotency-Key') : undefined;
    if (given === undefined || findContract(c)?.isNeverReplayed) return next();
    const key = given.replace(/^"(.*)"$/, '$1');
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
      return problem(c, failure('IDEMPOTENCY_KEY_INVALID', 'Send 1 to 255 visible ASCII characters.'));
    }
    const id = CACHE.idempotency.key(await sha256Hex(`${accountOf(c)}\n${key}`));
    const request = fingerprintOf(c);
    // An upload is known when it has been read; until then its address stands for it.
    const atFirst = await request.atFirst();
    const claiming = claim(c, id, atFirst);
    // Goes on though the client is gone or was told that it took too long: what was done once is answered again.
    backgroundOf(c)(claiming.catch(() => undefined));
    const stored = await claiming;
    if (stored) return answerAgain(c, stored, stored.answer === null ? atFirst : await request.inFull());
    request.watch();
    const answering = next();
    const keeping = answering.then(() => keep(c, id, () => request.inFull()));
    backgroundOf(c)(keeping);
    await answering;
    const settled = keeping.catch(() => undefined);
    const { env, patiently } = c.get('services');
    // To let go is one quick command: nobody waits for it where Redis has just failed the request itself.
    await (c.res.ok ? within(settled, env.LIMIT_TIMEOUT_MS) : patiently(() => settled));
    return undefined;
  });

/**
 * Takes a key for this request, or gives what stands under it. Without Redis nothing can be promised about a second
 * request, so there is no first one: a `ServiceDownError`, no later than a limit is given up. A claim that lands when
 * nobody waits for it any more is let go of, else its key would be in flight for minutes.
 */
async function claim(c: Context<AppEnv>, id: string, fingerprint: string): Promise<Stored | undefined> {
  const { slowRedis, orDown, env } = c.get('services');
  const ex = isUpload(c) ? UPLOAD_IN_FLIGHT_SEC : CACHE.idempotency.inFlightSec;
  const before = await orDown(async () => {
    const claiming = slowRedis.set(id, { fingerprint, answer: null }, { nx: true, get: true, ex });
    const landing = claiming.catch(() => undefined);
    try {
      return await withDeadline(claiming, env.LIMIT_TIMEOUT_MS, 'Redis');
    } catch (error) {
      backgroundOf(c)(landing.then((late) => (late === null ? slowRedis.del(id) : undefined)));
      throw error;
    }
  });
  return storedSchema.safeParse(before).data;
}

async function answerAgain(c: Context<AppEnv>, stored: Stored, fingerprint: string | null): Promise<Response> {
  if (stored.fingerprint !== fingerprint) {
    const detail = 'This Idempotency-Key came with another request before, or with another key or session.';
    return problem(c, failure('IDEMPOTENCY_MISMATCH', detail));
  }
  if (stored.answer === null) {
    return problem(c, failure('IDEMPOTENCY_IN_FLIGHT', 'The first request with this Idempotency-Key is not done yet.'));
  }
  const text = await c.get('services').tokens.open(stored.answer);
  // Sealed with a secret that has been dropped. To do it again could be to pay twice, so that is for the client to say.
  if (text === null) {
    const detail = 'It was done, and its answer is not kept any more. To do it again, send another Idempotency-Key.';
    return problem(c, failure('IDEMPOTENCY_ANSWER_GONE', detail));
  }
  const { status, headers, body } = answerSchema.parse(JSON.parse(text));
  const replay = new Headers(headers);
  replay.set('Idempotent-Replayed', 'true');
  return new Response(body, { status, headers: replay });
}

/** Keeps a success; lets go of the key after anything else. */
async function keep(c: Context<AppEnv>, id: string, inFull: () => Promise<string | null>): Promise<void> {
  const { slowRedis, tokens } = c.get('services');
  const answer = c.get('lateAnswer') ?? c.res;
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json') ?? false;
  const body = answer.ok && isJson ? await answer.clone().text() : null;
  const fingerprint = body === null ? null : await inFull();
  if (body === null || fingerprint === null || body.length > MAX_KEPT_BYTES) {
    await slowRedis.del(id);
    return;
  }
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => ['set-cookie', cookie]);
  const sealed = await tokens.seal(JSON.stringify({ status: answer.status, headers: [...kept, ...cookies], body }));
  await slowRedis.set(id, { fingerprint, answer: sealed }, { ex: CACHE.idempotency.ttlSec });
}

const actorOf = (c: Context<AppEnv>) => c.get('actor') as AppEnv['Variables']['actor'] | undefined;

/** Whose Idempotency-Key it is: an account's; where there is none yet, an address's. */
const accountOf = (c: Context<AppEnv>): string => actorOf(c)?.userId ?? `from ${originOf(c).address}`;

/**
 * What makes a request the same one: its address, its body, and the key or session that it was asked with, as another one
 * of the account may do less (and an answer may hold a session or a key). Of an upload the body is the digest of its form, which is
 * taken on its way to the handler (`watch`), or by reading it for that alone; null when it can't be told.
 */
function fingerprintOf(c: Context<AppEnv>) {
  const { pathname, search } = new URL(c.req.url);
  const actor = actorOf(c);
  const caller = actor ? `${actor.keyId} ${actor.sessionId ?? ''}` : '';
  const withBody = (body: string) => sha256Hex(`${caller}\n${pathname}${search}\n${body}`);
  if (!isUpload(c)) {
    const whole = async () => withBody(await c.req.text());
    return { atFirst: whole, inFull: whole, watch: () => undefined };
  }
  const digest = openFormDigest(c.req.header('Content-Type') ?? '');
  let isWatched = false;
  return {
    atFirst: () => withBody(''),
    async inFull(): Promise<string | null> {
      if (!isWatched && !(await readInto(digest, c))) return null;
      const form = await digest.finish();
      return form && withBody(form);
    },
    watch(): void {
      const { raw } = c.req;
      if (!raw.body) return;
      isWatched = true;
      const passing = new TransformStream<Uint8Array, Uint8Array>({
        async transform(chunk, controller) {
          await digest.write(chunk);
          controller.enqueue(chunk);
        },
      });
      c.req.raw = new Request(raw, { method: raw.method, body: raw.body.pipeThrough(passing) });
    },
  };
}

/** Reads a form for its digest alone; false for one that is longer, or slower, than any that was taken. */
async function readInto(digest: FormDigest, c: Context<AppEnv>): Promise<boolean> {
  const { MAX_AUDIO_BYTES, UPLOAD_TIMEOUT_MS: wholeMs, BODY_TIMEOUT_MS: pauseMs } = c.get('services').env;
  let size = 0;
  try {
    for await (const chunk of chunksInTime(c.req.raw.body, { wholeMs, pauseMs })) {
      size += chunk.byteLength;
      if (size > MAX_AUDIO_BYTES + FORM_OVERHEAD_BYTES) return false;
      await digest.write(chunk);
    }
  } catch (error) {
    if (error instanceof LateBodyError) return false;
    throw error;
  }
  return true;
}
