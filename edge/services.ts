import type { KnownActor } from './accounts/keys.ts';
import { openLimits } from './accounts/limits.ts';
import { plansWith } from './accounts/plans.ts';
import { openRefusals } from './accounts/refusals.ts';
import type { SessionActor } from './accounts/sessions.ts';
import { openTokens } from './accounts/tokens.ts';
import { openUsageCounter } from './accounts/usage-counter.ts';
import { CACHE } from './cache-keys.ts';
import { type Env, parseEnv } from './env.ts';
import type { ModelAnswer } from './understanding/models/answer.ts';
import { openDatabase, openReplica } from './storage/database.ts';
import { openFlights } from './storage/flights.ts';
import { held } from './storage/held.ts';
import { openModels } from './storage/models.ts';
import { openObjects } from './storage/objects.ts';
import { openPatience } from './storage/patience.ts';
import { openQueue } from './storage/queue.ts';
import { openRateLimit } from './storage/rate-limit.ts';
import { openRedis } from './storage/redis.ts';
import { openYoutube } from './storage/youtube.ts';
import type { CachedVideos } from './search/youtube.ts';

/** Keys and sessions that an isolate remembers at most. */
const MAX_ACTORS = 10_000;

/** What no request waits for to the end (it goes on after the answer) may take so long. */
const UNHURRIED_MS = 20_000;

/** An answer as an isolate keeps it. */
export type HeldAnswer = { headers: Record<string, string>; body: string };

/** All that the use cases reach outside with. Built once an isolate, from the bindings alone. */
export function buildServices(env: Env) {
  const redis = openRedis(env);
  const quickRedis = openRedis(env, env.LIMIT_TIMEOUT_MS);
  const database = openDatabase(env);
  const { patiently, orDown } = openPatience(env.LIMIT_TIMEOUT_MS);
  return {
    env,
    database,
    replica: openReplica(env),
    redis,
    plans: plansWith(env.PLANS),
    limits: openLimits(openRateLimit(quickRedis), patiently, openRateLimit(redis)),
    quickRedis,
    slowRedis: openRedis(env, UNHURRIED_MS),
    patiently,
    orDown,
    usage: openUsageCounter(redis),
    tokens: openTokens(env.AUTH_SECRETS),
    actors: held<KnownActor>({ ttlMs: CACHE.apiKey.heldMs, maxEntries: MAX_ACTORS }),
    unknownKeys: held<true>({ ttlMs: CACHE.unknownKey.heldMs, maxEntries: CACHE.unknownKey.maxEntries }),
    actorsInFlight: new Map<string, Promise<KnownActor | null>>(),
    sessions: held<SessionActor>({ ttlMs: CACHE.apiKey.heldMs, maxEntries: MAX_ACTORS }),
    refusals: openRefusals(database),
    answers: held<HeldAnswer>({
      ttlMs: CACHE.answer.maxHeldMs,
      maxEntries: CACHE.answer.maxEntries,
      maxBytes: CACHE.answer.maxTotalBytes,
      // A string takes two bytes a character as soon as one of them is not Latin.
      bytesOf: (key, { body }) => 2 * (key.length + body.length),
    }),
    queue: openQueue(env),
    objects: openObjects(env),
    models: openModels(env),
    modelAnswers: held<ModelAnswer>({ ttlMs: CACHE.understood.ttlSec * 1000, maxEntries: CACHE.understood.maxEntries }),
    youtube: openYoutube(env),
    videos: held<CachedVideos>({
      ttlMs: CACHE.youtube.ttlSec * 1000,
      maxEntries: CACHE.youtube.maxEntries,
      maxBytes: CACHE.youtube.maxTotalBytes,
      bytesOf: (key, { videos }) => 2 * (key.length + JSON.stringify(videos).length),
    }),
    videosInFlight: openFlights<CachedVideos>(),
    modelsInFlight: openFlights<ModelAnswer>(),
  };
}

export type Services = ReturnType<typeof buildServices>;

let built: { bindings: unknown; services: Services } | undefined;

/** The isolate's services; throws when the settings are not valid. */
export function servicesFor(bindings: unknown): Services {
  if (!built || built.bindings !== bindings) built = { bindings, services: buildServices(parseEnv(bindings)) };
  return built.services;
}
