import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { apiKeys, users } from '../../drizzle/schema.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';
import { type Role, ROLES, type Scope } from './permissions.ts';
import type { PlanName } from './plans.ts';

/** A new key and the row that keeps it: its hash and its last four characters. */
export async function newKeyRow(key: {
  userId: string;
  name: string;
  scopes: readonly string[];
  expiresAt?: Date | null;
}) {
  const secret = newApiKey('live');
  const row = {
    id: crypto.randomUUID(),
    userId: key.userId,
    name: key.name,
    keySha256: await hashApiKey(secret),
    last4: secret.slice(-4),
    scopes: [...key.scopes],
    expiresAt: key.expiresAt ?? null,
  };
  return { secret, row };
}

/**
 * The account of an e-mail address, made if there is none, and a new key for it: the key can't be read back later. For
 * operators and tests; clients register.
 */
export async function createAccount(
  database: PgDatabase<PgQueryResultHKT>,
  email: string,
  {
    plan = 'free',
    role = 'user',
    scopes = ROLES[role],
  }: { plan?: PlanName; role?: Role; scopes?: readonly Scope[] } = {},
): Promise<{ userId: string; keyId: string; key: string }> {
  await database.insert(users).values({ email, plan, role }).onConflictDoNothing();
  const [found] = await database
    .update(users)
    .set({ plan, role })
    .where(sql`lower(${users.email}) = lower(${email})`)
    .returning({ id: users.id });
  if (!found) throw new Error('the account was neither made nor found');
  const { secret, row } = await newKeyRow({ userId: found.id, name: 'first key', scopes });
  await database.insert(apiKeys).values(row);
  return { userId: found.id, keyId: row.id, key: secret };
}
