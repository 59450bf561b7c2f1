import { z } from 'zod';

const countSchema = z.int().positive();

const planSchema = z.strictObject({
  /** Requests in a sliding hour; null is unlimited. */
  perHour: countSchema.nullable(),
  /** Requests in a sliding minute. */
  perMinute: countSchema.nullable(),
  /** Requests in a calendar month (UTC): past `soft` an answer says so, past `hard` there is none. */
  perMonth: z.strictObject({ soft: countSchema, hard: countSchema }).nullable(),
  /**
   * Tokens that an isolate takes from Redis in one trip at most: 3 % of a minute, and of the hour the same or 1 %. A dead
   * isolate loses one and a quarter leases at most, 3.75 % of a minute.
   */
  lease: countSchema,
  /** What costs us money, in a sliding hour. */
  costs: z.strictObject({
    analyses: countSchema.nullable(),
    modelCalls: countSchema.nullable(),
    youtubeSearches: countSchema.nullable(),
  }),
});
export type Plan = z.infer<typeof planSchema>;
export type Cost = keyof Plan['costs'];

export const PLAN_NAMES = ['free', 'starter', 'pro', 'scale', 'enterprise'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];
export type Plans = Record<PlanName, Plan>;

/** The plans as sold. */
const PLANS: Plans = {
  free: {
    perHour: 100,
    perMinute: 20,
    perMonth: { soft: 8_000, hard: 10_000 },
    lease: 1,
    costs: { analyses: 20, modelCalls: 20, youtubeSearches: 5 },
  },
  starter: {
    perHour: 1_000,
    perMinute: 100,
    perMonth: { soft: 160_000, hard: 200_000 },
    lease: 3,
    costs: { analyses: 100, modelCalls: 200, youtubeSearches: 20 },
  },
  pro: {
    perHour: 10_000,
    perMinute: 600,
    perMonth: { soft: 1_600_000, hard: 2_000_000 },
    lease: 18,
    costs: { analyses: 1_000, modelCalls: 2_000, youtubeSearches: 50 },
  },
  scale: {
    perHour: 50_000,
    perMinute: 3_000,
    perMonth: { soft: 8_000_000, hard: 10_000_000 },
    lease: 90,
    costs: { analyses: 5_000, modelCalls: 10_000, youtubeSearches: 100 },
  },
  enterprise: {
    perHour: null,
    perMinute: null,
    perMonth: null,
    lease: 60,
    costs: { analyses: null, modelCalls: null, youtubeSearches: null },
  },
};

const overridesSchema = z.partialRecord(z.enum(PLAN_NAMES), planSchema.partial());

/** The plans with an operator's changes: the setting PLANS, JSON such as `{"free": {"perHour": 200}}`. Throws on any other. */
export function plansWith(setting: string): Plans {
  const overrides = overridesSchema.parse(setting === '' ? {} : JSON.parse(setting));
  const entries = PLAN_NAMES.map((name) => [name, { ...PLANS[name], ...overrides[name] }]);
  return Object.fromEntries(entries) as Plans;
}
