import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { apiKeys, users } from '../drizzle/schema.ts';
import { createAccount } from '../edge/accounts/create.ts';
import { ROLES } from '../edge/accounts/permissions.ts';
import { hashApiKey } from '../shared/api-keys.ts';

/**
 * The key in the data folder, or a new one when there is none or it is not of this database. Whoever runs the service on
 * their own machine administers it, and has no limits.
 */
export async function keepApiKey(db: PGlite, dataDir: string): Promise<string> {
  const database = drizzle(db);
  const path = join(dataDir, 'api-key');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  const [known] = await database
    .select({ keyId: apiKeys.id, userId: apiKeys.userId })
    .from(apiKeys)
    .where(eq(apiKeys.keySha256, await hashApiKey(kept)));
  if (known) {
    await database.update(users).set({ plan: 'enterprise', role: 'admin' }).where(eq(users.id, known.userId));
    await database
      .update(apiKeys)
      .set({ scopes: [...ROLES.admin] })
      .where(eq(apiKeys.id, known.keyId));
    return kept;
  }
  const { key } = await createAccount(database, 'you@localhost', { plan: 'enterprise', role: 'admin' });
  await writeFile(path, `${key}\n`, { mode: 0o600 });
  return key;
}
