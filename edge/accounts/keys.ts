import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, users } from '../../drizzle/schema.ts';
import { hashApiKey, isWellFormedApiKey } from '../../shared/api-keys.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';
import { fromOtherRequest } from '../storage/deadline.ts';
import type { Background } from './leases.ts';
import { ROLE_NAMES } from './permissions.ts';
import { PLAN_NAMES } from './plans.ts';
import { endOf } from './present.ts';
import { networkOf } from './register.ts';

const actorSchema = z.object({
  keyId: z.uuid(),
  userId: z.uuid(),
  plan: z.enum(PLAN_NAMES),
  role: z.enum(ROLE_NAMES),
  scopes: z.array(z.string()),
  /** Epoch ms; null never ends. */
  expiresAtMs: z.number().nullable(),
});

/** Who is asking: the account, and the key it came with (or that its session was made with). */
export type Actor = z.infer<typeof actorSchema>;

/** An actor as caches keep it: `believedUntilMs` (epoch ms) counts from when the database was asked. */
const knownActorSchema = actorSchema.extend({ believedUntilMs: z.number() });
export type KnownActor = z.infer<typeof knownActorSchema>;

/** For how long an isolate may hold an actor, ms. */
export const heldMsOf = ({ believedUntilMs }: KnownActor): number =>
  Math.min(CACHE.apiKey.heldMs, believedUntilMs - Date.now());

/** In the place of a cached actor: something about it has just been changed, ask the database. */
const CHANGED = 'changed';

export const unknownKey = (): Failure => failure('KEY_INVALID', 'The key is unknown, expired or revoked.');

/** Who brings a key: from where (null is not known, and not limited), and how work goes on after its request. */
export type Bearer = { address: string | null; background: Background };

/** For work that nothing keeps alive, where nothing ends it either. */
const detached: Background = (work) => void work.catch(() => undefined);
const UNKNOWN_BEARER: Bearer = { address: null, background: detached };

/**
 * The account behind a key: what this isolate holds, then form and checksum (no look-up for a typo), then the cache
 * under the key's SHA-256, then the database. A cache that does not answer is passed over. How soon a revoked key stops
 * working is said in cache-keys.ts; one that expires does so at once. Failures: KEY_MALFORMED, KEY_INVALID, and
 * RATE_LIMITED for an address that has brought too many keys which nobody has.
 */
export async function findActor(
  services: Services,
  key: string,
  { address, background }: Bearer = UNKNOWN_BEARER,
): Promise<Result<KnownActor, Failure>> {
  const { actors, unknownKeys, limits } = services;
  const known = actors.get(key);
  if (known) return isExpired(known) ? err(unknownKey()) : ok(known);
  if (!isWellFormedApiKey(key)) return err(failure('KEY_MALFORMED', 'The key has not the form of one of ours.'));
  if (unknownKeys.get(key)) return err(unknownKey());
  const [hash, network] = await Promise.all([hashApiKey(key), address === null ? null : networkOf(address)]);
  // Whoever joins a look-up that is under way costs none.
  const isGuess = network !== null && !services.actorsInFlight.has(hash);
  const refusal = isGuess ? limits.takeGuess(network).refusal : null;
  if (refusal) return err(refusal);
  // A look-up that fails says nothing of the key.
  let isNobodys = false;
  try {
    const actor = await findActorByHash(services, hash, background);
    isNobodys = !actor;
    if (actor) {
      actors.set(key, actor, heldMsOf(actor));
      return ok(actor);
    }
    unknownKeys.set(key, true);
    return err(unknownKey());
  } finally {
    if (isGuess && !isNobodys) limits.giveBackGuess(network);
  }
}

/**
 * The account behind the SHA-256 of a key; null for one that is unknown, revoked, expired, or of a disabled account. Of
 * many who ask at the same time one looks it up, and goes on though its own request is cut off.
 */
export function findActorByHash(
  services: Services,
  keySha256: string,
  background: Background = detached,
): Promise<KnownActor | null> {
  const { actorsInFlight } = services;
  const running = actorsInFlight.get(keySha256);
  if (running) return fromOtherRequest(running);
  const flight = lookUp(services, keySha256, background).finally(() => actorsInFlight.delete(keySha256));
  actorsInFlight.set(keySha256, flight);
  background(flight.catch(() => undefined));
  return flight;
}

async function lookUp(services: Services, keySha256: string, background: Background): Promise<KnownActor | null> {
  const cached = await readCached(services, keySha256);
  const actor = cached ?? (await readStored(services, keySha256));
  if (!actor || isExpired(actor)) return null;
  if (!cached) {
    const options = { px: Math.max(1, actor.believedUntilMs - Date.now()), nx: true } as const;
    background(services.patiently(() => services.quickRedis.set(CACHE.apiKey.key(keySha256), actor, options)));
  }
  return actor;
}

/**
 * Makes every isolate ask the database about these keys again: this one at once, the others within 30 s. Where Redis
 * can't be told, what is known of them runs out by itself, within the minute (cache-keys.ts).
 */
export async function forgetKeys(services: Services, hashes: string[]): Promise<void> {
  const { quickRedis, patiently, actors, unknownKeys, sessions } = services;
  actors.clear();
  unknownKeys.clear();
  sessions.clear();
  if (hashes.length === 0) return;
  const pipeline = quickRedis.pipeline();
  for (const hash of hashes) pipeline.set(CACHE.apiKey.key(hash), CHANGED, { ex: CACHE.apiKey.changedSec });
  await patiently(() => pipeline.exec());
  // Whoever read the old entry while the new one was on its way.
  actors.clear();
  sessions.clear();
}

export const isExpired = ({ expiresAtMs }: Actor): boolean => expiresAtMs !== null && expiresAtMs <= Date.now();

async function readCached({ quickRedis, patiently }: Services, keySha256: string): Promise<KnownActor | null> {
  const value = await patiently(() => quickRedis.get(CACHE.apiKey.key(keySha256)));
  const actor = knownActorSchema.safeParse(value).data;
  return actor && Date.now() < actor.believedUntilMs ? actor : null;
}

async function readStored({ database }: Services, keySha256: string): Promise<KnownActor | null> {
  const believedUntilMs = Date.now() + CACHE.apiKey.ttlMs;
  const [row] = await database
    .select({
      keyId: apiKeys.id,
      userId: apiKeys.userId,
      plan: users.plan,
      role: users.role,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      graceEndsAt: apiKeys.graceEndsAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(and(eq(apiKeys.keySha256, keySha256), isNull(apiKeys.revokedAt), isNull(users.disabledAt)));
  if (!row) return null;
  return knownActorSchema.parse({ ...row, expiresAtMs: endOf(row)?.getTime() ?? null, believedUntilMs });
}
