import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { apiKeys, users } from '../../drizzle/schema.ts';
import type { AccountResource, ApiKeyResource, NewApiKeyResource } from '../../shared/contracts/account.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import { isDivisionByZero } from '../storage/database.ts';
import { auditStatement, type Origin } from './audit.ts';
import { newKeyRow } from './create.ts';
import { type Actor, forgetKeys, unknownKey } from './keys.ts';
import { effectiveScopes } from './permissions.ts';
import { accountResource, keyResource, type StoredKey } from './present.ts';

/** Keys that work, of one account. */
const MAX_KEYS = 25;
/** Keys that a list shows: those that work, and the latest of the others. */
const MAX_LISTED = 100;

const tooManyKeys = (): Failure => failure('KEY_LIMIT', `An account may have ${MAX_KEYS} keys that work.`);
const noSuchKey = (): Failure => failure('NOT_FOUND', 'No key of yours has this id.');

const works = () => {
  // Not `now()`: that is when a batch began, maybe before one that it waited for.
  const isAhead = (end: typeof apiKeys.expiresAt | typeof apiKeys.graceEndsAt) =>
    or(isNull(end), gt(end, sql`clock_timestamp()`));
  return and(isNull(apiKeys.revokedAt), isAhead(apiKeys.expiresAt), isAhead(apiKeys.graceEndsAt));
};

/** The account that asks, and the key that it asks with. */
export async function readMe(
  { database }: Services,
  actor: Actor,
): Promise<{ account: AccountResource; key: ApiKeyResource }> {
  const [row] = await database
    .select()
    .from(users)
    .innerJoin(apiKeys, eq(apiKeys.userId, users.id))
    .where(and(eq(users.id, actor.userId), eq(apiKeys.id, actor.keyId)));
  if (!row) throw new Error('an actor without an account');
  return { account: accountResource(row.users), key: keyResource(row.api_keys) };
}

/** The account's keys: those that work first, in each part the newest. */
export async function listKeys({ database }: Services, actor: Actor): Promise<ApiKeyResource[]> {
  const rows = await database
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.userId, actor.userId))
    .orderBy(desc(sql`${works()}`), desc(apiKeys.createdAt))
    .limit(MAX_LISTED);
  return rows.map(keyResource);
}

export type NewKey = { name: string; scopes?: string[] | undefined; expiresAt?: string | undefined };

/** A new key, with no more scopes than the caller has. Failures: SCOPE_MISSING, KEY_LIMIT, INVALID_REQUEST. */
export async function createKey(
  services: Services,
  actor: Actor,
  origin: Origin,
  input: NewKey,
): Promise<Result<NewApiKeyResource, Failure>> {
  const { database } = services;
  const scopes = input.scopes ?? effectiveScopes(actor);
  const refusal = refusalToGive(actor, scopes);
  if (refusal) return err(refusal);
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    return err(failure('INVALID_REQUEST', 'A key can’t expire in the past.'));
  }
  const { secret, row } = await newKeyRow({ userId: actor.userId, name: input.name, scopes, expiresAt });
  const entry = { actor, origin, action: 'key.created', userId: actor.userId, targetId: row.id } as const;
  return unlessUndone(services, actor, tooManyKeys(), async () => {
    const [, [key]] = await database.batch([
      lockAccount(services, actor),
      database.insert(apiKeys).values(row).returning(),
      auditStatement(services, { ...entry, details: { scopes } }),
      undoUnlessWorking(services, actor.keyId),
      undoBeyondLimit(services, actor),
    ]);
    return { ...keyResource(stored(key)), key: secret };
  });
}

/**
 * A new key in the place of an old one, which goes on working for `graceSec`; the new one for as long as the old one was
 * made for, though it be replaced twice. Without a grace it is possible whatever the number of keys. Failures: NOT_FOUND
 * (another account's key too, and one that works no more), SCOPE_MISSING, KEY_LIMIT.
 */
export async function rotateKey(
  services: Services,
  actor: Actor,
  origin: Origin,
  { keyId, graceSec }: { keyId: string; graceSec: number },
): Promise<Result<NewApiKeyResource, Failure>> {
  const { database } = services;
  const old = await findWorkingKey(services, actor, keyId);
  if (!old) return err(noSuchKey());
  // What the key lists beyond the role (that was greater once) counts for nothing, and is not handed on.
  const scopes = effectiveScopes({ role: actor.role, scopes: old.scopes });
  const refusal = refusalToGive(actor, scopes);
  if (refusal) return err(refusal);
  const { userId } = actor;
  const { secret, row } = await newKeyRow({ userId, name: old.name, scopes, expiresAt: old.expiresAt });
  // By the database's clock, which says what works. A second rotation makes a grace shorter, and never longer.
  const hasGrace = graceSec > 0;
  const graceEndsAt = sql`least(${apiKeys.graceEndsAt}, now() + make_interval(secs => ${graceSec}))`;
  const entry = { actor, origin, action: 'key.rotated', userId, targetId: old.id } as const;
  const rotated = await unlessUndone(services, actor, hasGrace ? tooManyKeys() : noSuchKey(), async () => {
    const [, [key]] = await database.batch([
      lockAccount(services, actor),
      database.insert(apiKeys).values(row).returning(),
      undoUnlessWorking(services, actor.keyId),
      ...(hasGrace ? [] : [undoUnlessWorking(services, old.id)]),
      database.update(apiKeys).set({ graceEndsAt }).where(eq(apiKeys.id, old.id)),
      auditStatement(services, { ...entry, details: { newKeyId: row.id, graceSec } }),
      ...(hasGrace ? [undoBeyondLimit(services, actor)] : []),
    ]);
    return { ...keyResource(stored(key)), key: secret };
  });
  if (rotated.ok) await forgetKeys(services, [old.keySha256]);
  return rotated;
}

/** Ends a key. Once more for the same key changes nothing, but spreads it again. Failure: NOT_FOUND. */
export async function revokeKey(
  services: Services,
  actor: Actor,
  origin: Origin,
  keyId: string,
): Promise<Result<null, Failure>> {
  const { database } = services;
  const isOwn = and(eq(apiKeys.id, keyId), eq(apiKeys.userId, actor.userId));
  const [found] = await database.select().from(apiKeys).where(isOwn);
  if (!found) return err(noSuchKey());
  if (!found.revokedAt) {
    const entry = { actor, origin, action: 'key.revoked', userId: actor.userId, targetId: keyId } as const;
    await database.batch([
      database.update(apiKeys).set({ revokedAt: new Date() }).where(isOwn),
      auditStatement(services, entry),
    ]);
  }
  await forgetKeys(services, [found.keySha256]);
  return ok(null);
}

/** The first statement of a batch that makes a key: others for the account wait, so that each counts the one before. */
const lockAccount = ({ database }: Services, { userId }: Actor) =>
  database.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');

/** The last one: undoes the batch when the account has more keys that work than it may. */
const undoBeyondLimit = (services: Services, { userId }: Actor) =>
  undoUnless(services, sql`count(*) <= ${MAX_KEYS}`, eq(apiKeys.userId, userId));

/**
 * Undoes the batch when a key has been replaced or ended since it was read: of two keys one is to take its place, and a
 * key that is revoked, but still believed in here, leaves none behind.
 */
const undoUnlessWorking = (services: Services, keyId: string) =>
  undoUnless(services, sql`count(*) = 1`, eq(apiKeys.id, keyId));

/** Divides by zero, which undoes the whole batch, unless `holds` of those of these keys that work. */
const undoUnless = ({ database }: Services, holds: SQL, keys: SQL) =>
  database
    .select({ holds: sql<number>`1 / (${holds})::integer` })
    .from(apiKeys)
    .where(and(keys, works()));

/** What was made; when its batch was undone the refusal, or KEY_INVALID where the caller's own key works no more. */
async function unlessUndone<T>(
  services: Services,
  actor: Actor,
  refusal: Failure,
  make: () => Promise<T>,
): Promise<Result<T, Failure>> {
  try {
    return ok(await make());
  } catch (error) {
    if (!isDivisionByZero(error)) throw error;
    return err((await findWorkingKey(services, actor, actor.keyId)) ? refusal : unknownKey());
  }
}

/** Nobody makes a key that may do more than their own. */
function refusalToGive(actor: Actor, scopes: readonly string[]): Failure | null {
  const own: readonly string[] = effectiveScopes(actor);
  const beyond = scopes.find((scope) => !own.includes(scope));
  return beyond === undefined
    ? null
    : failure('SCOPE_MISSING', `Your key has not the scope "${beyond}", so it can’t give it to another.`);
}

async function findWorkingKey({ database }: Services, actor: Actor, keyId: string): Promise<StoredKey | undefined> {
  const isOwn = and(eq(apiKeys.id, keyId), eq(apiKeys.userId, actor.userId));
  const [key] = await database.select().from(apiKeys).where(and(isOwn, works()));
  return key;
}

function stored(key: StoredKey | undefined): StoredKey {
  if (!key) throw new Error('the insert of a key returned no row');
  return key;
}
