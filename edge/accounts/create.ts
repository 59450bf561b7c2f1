import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { apiKeys, users } from '../../drizzle/schema.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';

export const MUSIC_SCOPES = ['music:read', 'music:write'];

/** The account of an e-mail address, made if there is none, and a new key for it: the key can't be read back later. */
export async function createAccount(
  database: PgDatabase<PgQueryResultHKT>,
  email: string,
): Promise<{ userId: string; key: string }> {
  const [made] = await database.insert(users).values({ email }).onConflictDoNothing().returning({ id: users.id });
  const [found] = made
    ? [made]
    : await database
        .select({ id: users.id })
        .from(users)
        .where(sql`lower(${users.email}) = lower(${email})`);
  if (!found) throw new Error('the account was neither made nor found');
  const key = newApiKey('live');
  await database.insert(apiKeys).values({
    userId: found.id,
    name: 'first key',
    keySha256: await hashApiKey(key),
    last4: key.slice(-4),
    scopes: MUSIC_SCOPES,
  });
  return { userId: found.id, key };
}
