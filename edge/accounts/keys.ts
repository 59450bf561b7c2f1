import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, users } from '../../drizzle/schema.ts';
import { hashApiKey, isWellFormedApiKey } from '../../shared/api-keys.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';

const actorSchema = z.object({ keyId: z.uuid(), userId: z.uuid(), plan: z.string(), scopes: z.array(z.string()) });

/** Who is asking: the account, and the key it came with. */
export type Actor = z.infer<typeof actorSchema>;

/**
 * The account behind a key: form and checksum first (no look-up for a typo), then the cache under the key's SHA-256,
 * then the database. A cache that does not answer is passed over. A key that expires or is revoked stops working at
 * the latest when its cache entry ends.
 */
export async function findActor(services: Services, key: string): Promise<Result<Actor, Failure>> {
  if (!isWellFormedApiKey(key)) return err(failure('KEY_MALFORMED', 'The key has not the form of one of ours.'));
  const keySha256 = await hashApiKey(key);
  const cached = await readCached(services, keySha256);
  if (cached) return ok(cached);
  const actor = await readStored(services, keySha256);
  if (!actor) return err(failure('KEY_INVALID', 'The key is unknown, expired or revoked.'));
  await services.redis.set(CACHE.apiKey.key(keySha256), actor, { ex: CACHE.apiKey.ttlSec }).catch(() => undefined);
  return ok(actor);
}

async function readCached({ redis }: Services, keySha256: string): Promise<Actor | null> {
  const value = await redis.get(CACHE.apiKey.key(keySha256)).catch(() => null);
  return actorSchema.safeParse(value).data ?? null;
}

async function readStored({ database }: Services, keySha256: string): Promise<Actor | null> {
  const [row] = await database
    .select({ keyId: apiKeys.id, userId: apiKeys.userId, plan: users.plan, scopes: apiKeys.scopes })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(
      and(
        eq(apiKeys.keySha256, keySha256),
        isNull(apiKeys.revokedAt),
        isNull(users.disabledAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
      ),
    );
  return row ?? null;
}
