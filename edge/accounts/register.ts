import { sql } from 'drizzle-orm';
import { apiKeys, users } from '../../drizzle/schema.ts';
import type { AccountResource, NewApiKeyResource } from '../../shared/contracts/account.ts';
import { sha256Hex } from '../../shared/digest.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import { isDuplicate } from '../storage/database.ts';
import { type AuditEntry, auditStatement, type Origin } from './audit.ts';
import { newKeyRow } from './create.ts';
import type { Actor } from './keys.ts';
import type { Admission } from './limits.ts';
import { ROLES } from './permissions.ts';
import { accountResource, keyResource } from './present.ts';

const INVITE_TTL_SEC = 7 * 24 * 3600;
const HOUR_MS = 3_600_000;

/** Whether an address may register once more in this hour. Refusals: RATE_LIMITED, LIMITS_UNAVAILABLE. */
export async function admitRegistration({ env, limits }: Services, { address }: Origin): Promise<Admission> {
  const window = { name: 'registrations', limit: env.REGISTRATIONS_PER_HOUR, windowMs: HOUR_MS, lease: 1 };
  return limits.takeOther(window, await networkOf(address));
}

/** A new account with its first key. Failures: REGISTRATION_CLOSED, INVITE_INVALID, EMAIL_TAKEN. */
export async function registerAccount(
  services: Services,
  origin: Origin,
  { email, invite }: { email: string; invite?: string | undefined },
): Promise<Result<{ account: AccountResource; key: NewApiKeyResource }, Failure>> {
  const { env, database } = services;
  if (env.REGISTRATION === 'closed') return err(failure('REGISTRATION_CLOSED', 'This service takes no new accounts.'));
  if (env.REGISTRATION === 'invite' && !(await isInvited(services, email, invite))) {
    return err(failure('INVITE_INVALID', 'An invitation for this e-mail address is needed.'));
  }
  const userId = crypto.randomUUID();
  const { secret, row } = await newKeyRow({ userId, name: 'first key', scopes: ROLES.user });
  const entry: AuditEntry = { actor: { userId, keyId: row.id }, origin, action: 'account.registered', userId };
  try {
    const [[user], [key]] = await database.batch([
      database.insert(users).values({ id: userId, email }).returning(),
      database.insert(apiKeys).values(row).returning(),
      auditStatement(services, entry),
    ]);
    if (!user || !key) throw new Error('the insert of an account returned no row');
    return ok({ account: accountResource(user), key: { ...keyResource(key), key: secret } });
  } catch (error) {
    // Of two registrations at once the unique index takes one.
    if (!isDuplicate(error)) throw error;
    return err(failure('EMAIL_TAKEN', 'There is an account with this e-mail address already.'));
  }
}

/** An invitation: a token that is good for one address for a week. The address can have one account only, so it is used once. */
export async function inviteTo(
  services: Services,
  actor: Actor,
  origin: Origin,
  email: string,
): Promise<{ invite: string; expiresAt: string }> {
  const invite = await services.tokens.sign({ email: email.toLowerCase() }, 'invite', INVITE_TTL_SEC);
  await auditStatement(services, { actor, origin, action: 'invite.made' });
  return { invite, expiresAt: new Date(Date.now() + INVITE_TTL_SEC * 1000).toISOString() };
}

async function isInvited({ tokens }: Services, email: string, invite: string | undefined): Promise<boolean> {
  const claims = invite === undefined ? null : await tokens.verify(invite, 'invite');
  return claims?.email === email.toLowerCase();
}

/** What is counted by address: an IPv4 address, or the /64 that a single customer has of IPv6; hashed. */
export async function networkOf(address: string | null): Promise<string> {
  const network = address?.includes(':') ? prefix64(address) : (address ?? 'unknown');
  return (await sha256Hex(network)).slice(0, 24);
}

function prefix64(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

/** The account with an e-mail address, however it is written. */
export const hasEmail = (email: string) => sql`lower(${users.email}) = lower(${email})`;
