import { auditLog } from '../../drizzle/schema.ts';
import type { Services } from '../services.ts';
import type { Actor } from './keys.ts';

/** Where a call came from. */
export type Origin = { address: string | null; requestId: string };

export type AuditAction =
  | 'account.registered'
  | 'account.changed'
  | 'invite.made'
  | 'key.created'
  | 'key.rotated'
  | 'key.revoked'
  | 'session.created'
  | 'session.ended'
  | 'session.reused'
  | 'admin.refused';

export type AuditEntry = {
  actor: Pick<Actor, 'userId' | 'keyId'> | null;
  origin: Origin;
  action: AuditAction;
  outcome?: 'done' | 'refused';
  /** The account that it is done to. */
  userId?: string;
  targetId?: string;
  details?: Record<string, unknown>;
};

/** The statement that writes an entry, to be put into the batch of the change itself: both stand, or neither. */
export const auditStatement = ({ database }: Pick<Services, 'database'>, entry: AuditEntry) =>
  database.insert(auditLog).values(auditRow(entry));

/** An entry as the table has it. */
export const auditRow = (entry: AuditEntry) => ({
  actorId: entry.actor?.userId ?? null,
  actorKeyId: entry.actor?.keyId ?? null,
  action: entry.action,
  outcome: entry.outcome ?? 'done',
  userId: entry.userId ?? null,
  targetId: entry.targetId ?? null,
  details: entry.details ?? {},
  address: entry.origin.address,
  requestId: entry.origin.requestId,
});
