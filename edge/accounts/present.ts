import type { apiKeys, users } from '../../drizzle/schema.ts';
import type { AccountResource, ApiKeyResource } from '../../shared/contracts/account.ts';

export type StoredUser = typeof users.$inferSelect;
export type StoredKey = typeof apiKeys.$inferSelect;

export const accountResource = ({ id, email, plan, role, disabledAt, createdAt }: StoredUser): AccountResource => ({
  id,
  email,
  plan,
  role,
  disabledAt: disabledAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

/** When a key stops working by itself; null for never. */
export const endOf = ({ expiresAt, graceEndsAt }: Pick<StoredKey, 'expiresAt' | 'graceEndsAt'>): Date | null =>
  expiresAt && graceEndsAt ? (expiresAt < graceEndsAt ? expiresAt : graceEndsAt) : (expiresAt ?? graceEndsAt);

export const keyResource = (key: StoredKey): ApiKeyResource => ({
  id: key.id,
  name: key.name,
  last4: key.last4,
  scopes: key.scopes,
  createdAt: key.createdAt.toISOString(),
  expiresAt: endOf(key)?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});
