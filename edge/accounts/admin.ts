import { and, arrayContains, desc, eq, lt, or, type SQL } from 'drizzle-orm';
import { apiKeys, auditLog, users } from '../../drizzle/schema.ts';
import type { AccountResource } from '../../shared/contracts/account.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { decodeCursor, encodeCursor } from '../search/cursor.ts';
import type { Services } from '../services.ts';
import { auditStatement, type Origin } from './audit.ts';
import { type Actor, forgetKeys } from './keys.ts';
import { isGreaterRole, type Role, ROLES } from './permissions.ts';
import type { PlanName } from './plans.ts';
import { accountResource } from './present.ts';
import { hasEmail } from './register.ts';

type Page = { limit: number; cursor?: string | undefined };
type Listed<T> = Result<{ items: T[]; nextCursor: string | null }, Failure>;

const badCursor = (): Failure => failure('INVALID_REQUEST', 'The cursor is not one that a list gave.');
const noSuchAccount = (): Failure => failure('NOT_FOUND', 'No account has this id.');

export type UserFilter = {
  email?: string | undefined;
  plan?: PlanName | undefined;
  role?: Role | undefined;
};

/** Accounts, newest first. Failure: INVALID_REQUEST for a cursor that is not ours. */
export async function listUsers(
  { database }: Services,
  filter: UserFilter,
  page: Page,
): Promise<Listed<AccountResource>> {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor);
  if (after === undefined) return err(badCursor());
  const at = after && new Date(after.at);
  const older = at ? or(lt(users.createdAt, at), and(eq(users.createdAt, at), lt(users.id, after.id))) : undefined;
  const wanted: (SQL | undefined)[] = [
    filter.email === undefined ? undefined : hasEmail(filter.email),
    filter.plan === undefined ? undefined : eq(users.plan, filter.plan),
    filter.role === undefined ? undefined : eq(users.role, filter.role),
  ];
  const rows = await database
    .select()
    .from(users)
    .where(and(older, ...wanted))
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(page.limit + 1);
  const { items, nextCursor } = pageOf(rows, page.limit, (row) => row.createdAt);
  return ok({ items: items.map(accountResource), nextCursor });
}

/** Failure: NOT_FOUND. */
export async function readUser({ database }: Services, userId: string): Promise<Result<AccountResource, Failure>> {
  const [user] = await database.select().from(users).where(eq(users.id, userId));
  return user ? ok(accountResource(user)) : err(noSuchAccount());
}

export type UserChange = { plan?: PlanName | undefined; role?: Role | undefined; disabled?: boolean | undefined };

/**
 * Changes an account's plan or role, or disables it; its keys and sessions know within 30 s. With a greater role those
 * of its keys that had all the scopes of the old one have the new ones too: else nobody could use it, as no key gives
 * another more than it has. Failures: NOT_FOUND, OWN_ACCOUNT (an administrator's own role, or disabling oneself).
 */
export async function changeUser(
  services: Services,
  actor: Actor,
  origin: Origin,
  { userId, change }: { userId: string; change: UserChange },
): Promise<Result<AccountResource, Failure>> {
  const { database } = services;
  const [before] = await database.select().from(users).where(eq(users.id, userId));
  if (!before) return err(noSuchAccount());
  if (userId === actor.userId && (change.role !== undefined || change.disabled !== undefined)) {
    return err(failure('OWN_ACCOUNT', 'Another administrator has to change this account’s role or disable it.'));
  }
  const { plan, role, disabled } = change;
  const from = before.role as Role;
  const details = { ...change, before: { plan: before.plan, role: before.role, disabled: before.disabledAt !== null } };
  const [[after], , keys] = await database.batch([
    database
      .update(users)
      // What was not sent is left out: somebody else may be changing it.
      .set({ plan, role, ...(disabled === undefined ? {} : { disabledAt: disabled ? new Date() : null }) })
      .where(eq(users.id, userId))
      .returning(),
    auditStatement(services, { actor, origin, action: 'account.changed', userId, details }),
    database.select({ keySha256: apiKeys.keySha256 }).from(apiKeys).where(eq(apiKeys.userId, userId)),
    ...(role && isGreaterRole(role, from) ? [widenKeys(services, userId, { from, to: role })] : []),
  ]);
  if (!after) return err(noSuchAccount());
  await forgetKeys(
    services,
    keys.map(({ keySha256 }) => keySha256),
  );
  return ok(accountResource(after));
}

/** Gives the keys that have all the scopes of one role those of a greater one. */
function widenKeys({ database }: Services, userId: string, { from, to }: { from: Role; to: Role }) {
  return database
    .update(apiKeys)
    .set({ scopes: [...ROLES[to]] })
    .where(and(eq(apiKeys.userId, userId), arrayContains(apiKeys.scopes, [...ROLES[from]])));
}

export type AuditFilter = { userId?: string | undefined; actorId?: string | undefined; action?: string | undefined };

/** The audit log, newest first. Failure: INVALID_REQUEST for a cursor that is not ours. */
export async function listAudit({ replica }: Services, filter: AuditFilter, page: Page) {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor);
  if (after === undefined) return err(badCursor());
  const at = after && new Date(after.at);
  const older = at ? or(lt(auditLog.at, at), and(eq(auditLog.at, at), lt(auditLog.id, after.id))) : undefined;
  const rows = await replica
    .select()
    .from(auditLog)
    .where(
      and(
        older,
        filter.userId === undefined ? undefined : eq(auditLog.userId, filter.userId),
        filter.actorId === undefined ? undefined : eq(auditLog.actorId, filter.actorId),
        filter.action === undefined ? undefined : eq(auditLog.action, filter.action),
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(page.limit + 1);
  const { items, nextCursor } = pageOf(rows, page.limit, (row) => row.at);
  return ok({ items: items.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor });
}

/** Cuts the one row more that was asked for, and says where the next page begins. */
function pageOf<T extends { id: string }>(rows: T[], limit: number, timeOf: (row: T) => Date) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor({ at: timeOf(last).toISOString(), id: last.id }) : null };
}
