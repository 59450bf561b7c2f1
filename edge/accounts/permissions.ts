import { failure, type Failure } from '../../shared/problems.ts';

/** What a key may be good for. */
export const SCOPES = ['music:read', 'music:write', 'account', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a person may do at most; a key's scopes beyond that count for nothing. A later role includes the earlier ones. */
export const ROLES = {
  user: ['music:read', 'music:write', 'account'],
  support: ['music:read', 'music:write', 'account', 'admin'],
  admin: ['music:read', 'music:write', 'account', 'admin'],
} as const satisfies Record<string, readonly Scope[]>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

export const isGreaterRole = (role: Role, than: Role): boolean => ROLE_NAMES.indexOf(role) > ROLE_NAMES.indexOf(than);

/** What an operation asks of its caller: a scope, and for some a role at least. */
export type Need = Scope | `role:${Role}`;

/**
 * The `security` of an operation's contract: a key or a session, with what it must be good for. OpenAPI 3.1 has a place
 * for such names beside any scheme.
 */
export const needs = (...names: Need[]): Record<string, Need[]>[] => [
  { apiKey: names },
  { apiKeyHeader: names },
  { session: names },
  { sessionCookie: names },
];

/** The scopes that count: the key's, as far as the role goes. */
export const effectiveScopes = (actor: { role: Role; scopes: readonly string[] }): Scope[] =>
  ROLES[actor.role].filter((scope) => actor.scopes.includes(scope));

/** The one place that decides. Failures: SCOPE_MISSING, ROLE_MISSING. */
export function refusalFor(actor: { role: Role; scopes: readonly string[] }, needed: readonly Need[]): Failure | null {
  const has = effectiveScopes(actor);
  for (const need of needed) {
    if (need.startsWith('role:')) {
      if (isGreaterRole(need.slice(5) as Role, actor.role)) {
        return failure('ROLE_MISSING', `This needs the role "${need.slice(5)}".`);
      }
    } else if (!has.includes(need as Scope)) {
      return failure('SCOPE_MISSING', `This needs the scope "${need}", which the key or the account has not.`);
    }
  }
  return null;
}
