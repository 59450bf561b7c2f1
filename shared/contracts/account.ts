import { z } from 'zod';

const moment = z.iso.datetime();
const nullableMoment = moment.nullable();

/** An API key as its owner sees it; the key itself is shown once, when it is made. */
export const apiKeySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    last4: z.string(),
    scopes: z.array(z.string()),
    createdAt: moment,
    expiresAt: nullableMoment,
    revokedAt: nullableMoment,
    lastUsedAt: nullableMoment.describe('To the minute or so.'),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyResource = z.infer<typeof apiKeySchema>;

/** A key that has just been made. */
export const newApiKeySchema = apiKeySchema
  .extend({ key: z.string().describe('Shown this once; only its hash is kept.') })
  .meta({ id: 'NewApiKey' });
export type NewApiKeyResource = z.infer<typeof newApiKeySchema>;

export const accountSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    plan: z.string(),
    role: z.string(),
    disabledAt: nullableMoment,
    createdAt: moment,
  })
  .meta({ id: 'Account' });
export type AccountResource = z.infer<typeof accountSchema>;

/** One entry of the audit log. */
export const auditEntrySchema = z
  .object({
    id: z.uuid(),
    at: moment,
    actorId: z.uuid().nullable(),
    actorKeyId: z.uuid().nullable(),
    action: z.string(),
    outcome: z.enum(['done', 'refused']),
    userId: z.uuid().nullable().describe('The account that it was done to.'),
    targetId: z.uuid().nullable(),
    details: z
      .record(z.string(), z.unknown())
      .describe(
        'Of refusals by a limit or for the CSRF token, `times`: so many of one key, operation and code came within a ' +
          'second; the rest is the first’s.',
      ),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

/** What a policy of the plan has left. */
export const policyStateSchema = z
  .object({
    name: z.string(),
    limit: z.int(),
    windowSec: z.number(),
    remaining: z.int(),
    resetAt: moment,
  })
  .meta({ id: 'PolicyState' });

export const usageSchema = z
  .object({
    by: z.enum(['hour', 'day', 'month']),
    from: moment,
    to: moment,
    periods: z.array(
      z.object({
        start: moment,
        requests: z.int(),
        operations: z.record(z.string(), z.int()),
        statuses: z.record(z.string(), z.int()),
      }),
    ),
    plan: z.object({
      name: z.string(),
      month: z
        .object({ used: z.int(), soft: z.int(), hard: z.int(), remaining: z.int(), isPastSoftQuota: z.boolean() })
        .nullable()
        .describe('null on a plan without a month, and while it can’t be read.'),
      limits: z.array(policyStateSchema).nullable().describe('null while they can’t be read.'),
    }),
  })
  .meta({ id: 'Usage' });
export type UsageResource = z.infer<typeof usageSchema>;

/** What all accounts used, a line for each period, plan and operation. */
export const allUsageSchema = z
  .object({
    by: z.enum(['hour', 'day', 'month']),
    from: moment,
    to: moment,
    lines: z.array(
      z.object({
        start: moment,
        plan: z.string().describe('Of the accounts as they are now.'),
        operation: z.string(),
        accounts: z.int(),
        requests: z.int(),
        refused: z.int().describe('By a limit (429).'),
        failed: z.int().describe('On our side (5xx).'),
      }),
    ),
  })
  .meta({ id: 'AllUsage' });
export type AllUsageResource = z.infer<typeof allUsageSchema>;

export const sessionSchema = z
  .object({
    sessionId: z.uuid(),
    tokenType: z.literal('Bearer'),
    expiresInSec: z.int().describe('Of the access token.'),
    accessToken: z.string().nullable().describe('null when it is in a cookie.'),
    refreshToken: z.string().nullable().describe('Good for one use; null when it is in a cookie.'),
    csrfToken: z
      .string()
      .describe('To be sent as X-CSRF-Token with whatever changes something, when cookies are used.'),
  })
  .meta({ id: 'Session' });
export type SessionResource = z.infer<typeof sessionSchema>;
