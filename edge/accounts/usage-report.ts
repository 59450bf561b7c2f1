import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AllUsageResource, UsageResource } from '../../shared/contracts/account.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import type { Actor } from './keys.ts';
import type { Plan } from './plans.ts';

const DAY_MS = 24 * 3_600_000;
/** What a report begins with, unless it is told: so many days back. */
const USUAL_DAYS = { hour: 1, day: 30, month: 365 } as const;
/** A report has no more periods than this; one of all accounts has many lines for each. */
const MAX_PERIODS = 1_000;
const MAX_PERIODS_OF_ALL = 200;
const PERIOD_MS = { hour: 3_600_000, day: DAY_MS, month: 28 * DAY_MS } as const;

const rowSchema = z.object({
  start: z.string(),
  operation: z.string(),
  status: z.coerce.number(),
  requests: z.coerce.number(),
});

export type UsageRange = { by: 'hour' | 'day' | 'month'; from?: string | undefined; to?: string | undefined };
type Span = { from: Date; to: Date };

/** The beginning of the period (UTC) that a moment is in. */
function startOfPeriod(by: UsageRange['by'], at: Date): Date {
  if (by === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
  return new Date(at.getTime() - (at.getTime() % PERIOD_MS[by]));
}

/**
 * From the beginning of the period that `from` is in: one that is told is whole. Failure: INVALID_REQUEST for a range
 * that is empty or has more periods than it may.
 */
function spanOf({ by, ...range }: UsageRange, maxPeriods: number): Result<Span, Failure> {
  const to = range.to === undefined ? new Date() : new Date(range.to);
  const from = range.from === undefined ? new Date(to.getTime() - USUAL_DAYS[by] * DAY_MS) : new Date(range.from);
  const periods = (to.getTime() - from.getTime()) / PERIOD_MS[by];
  return periods > 0 && periods <= maxPeriods
    ? ok({ from: startOfPeriod(by, from), to })
    : err(failure('INVALID_REQUEST', `Ask for 1 to ${maxPeriods} periods, from before to.`));
}

/**
 * What an account used, from `usage_hourly` (the replica where there is one; up to two minutes behind), and what its plan
 * has left now. Failure: INVALID_REQUEST for a range that is empty or has more than 1,000 periods.
 */
export async function readUsage(
  services: Services,
  actor: Actor,
  range: UsageRange,
): Promise<Result<UsageResource, Failure>> {
  const span = spanOf(range, MAX_PERIODS);
  if (!span.ok) return span;
  const { from, to } = span.value;
  const { by } = range;
  const plan = services.plans[actor.plan];
  const [rows, left] = await Promise.all([readRows(services, actor, by, span.value), readLeft(services, actor, plan)]);
  return ok({
    by,
    from: from.toISOString(),
    to: to.toISOString(),
    periods: periodsOf(rows),
    plan: {
      name: actor.plan,
      month: left.month,
      limits: left.limits?.map((state) => ({ ...state, resetAt: new Date(state.resetAt).toISOString() })) ?? null,
    },
  });
}

async function readRows({ replica }: Services, { userId }: Actor, by: UsageRange['by'], span: Span) {
  const { rows } = await replica.execute(sql`
    select ${startOf(by)} as start, operation, status, sum(requests) as requests
    from usage_hourly
    where user_id = ${userId} and ${isWithin(span)}
    group by 1, 2, 3 order by 1`);
  return z.array(rowSchema).parse(rows);
}

const startOf = (by: UsageRange['by']) =>
  sql`to_char(date_trunc(${by}, hour at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`;

const isWithin = ({ from, to }: Span) =>
  sql`hour >= ${from.toISOString()}::timestamptz and hour < ${to.toISOString()}::timestamptz`;

const lineSchema = z.object({
  start: z.string(),
  plan: z.string(),
  operation: z.string(),
  accounts: z.coerce.number(),
  requests: z.coerce.number(),
  refused: z.coerce.number(),
  failed: z.coerce.number(),
});

/** What all accounts used, by period, plan (as it is now) and operation; from the replica where there is one. */
export async function readAllUsage(
  { replica }: Services,
  range: UsageRange,
): Promise<Result<AllUsageResource, Failure>> {
  const span = spanOf(range, MAX_PERIODS_OF_ALL);
  if (!span.ok) return span;
  const { rows } = await replica.execute(sql`
    select ${startOf(range.by)} as start, u.plan, h.operation, count(distinct h.user_id) as accounts,
      sum(h.requests) as requests, coalesce(sum(h.requests) filter (where h.status = 429), 0) as refused,
      coalesce(sum(h.requests) filter (where h.status >= 500), 0) as failed
    from usage_hourly h join users u on u.id = h.user_id
    where ${isWithin(span.value)}
    group by 1, 2, 3 order by 1, 2, 3`);
  const { from, to } = span.value;
  return ok({ by: range.by, from: from.toISOString(), to: to.toISOString(), lines: z.array(lineSchema).parse(rows) });
}

function periodsOf(rows: z.infer<typeof rowSchema>[]): UsageResource['periods'] {
  const periods = new Map<string, UsageResource['periods'][number]>();
  for (const { start, operation, status, requests } of rows) {
    const period = periods.get(start) ?? { start, requests: 0, operations: {}, statuses: {} };
    period.requests += requests;
    period.operations[operation] = (period.operations[operation] ?? 0) + requests;
    period.statuses[status] = (period.statuses[status] ?? 0) + requests;
    periods.set(start, period);
  }
  return [...periods.values()];
}

/** What the plan has left, from Redis; without it the month as this isolate knows it, and null for what it does not. */
async function readLeft(services: Services, { userId }: Actor, plan: Plan) {
  const { patiently, limits, usage } = services;
  const asked = await patiently(() => Promise.all([usage.readMonth(userId), limits.peek(plan, userId)]));
  const used = asked ? asked[0] : usage.monthTotal(userId);
  return { month: monthOf(plan, used), limits: asked?.[1] ?? null };
}

function monthOf({ perMonth }: Plan, used: number | null) {
  if (!perMonth || used === null) return null;
  const { soft, hard } = perMonth;
  return { used, soft, hard, remaining: Math.max(0, hard - used), isPastSoftQuota: used >= soft };
}
