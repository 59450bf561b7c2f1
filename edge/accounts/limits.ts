import { failure, type Failure } from '../../shared/problems.ts';
import type { Patience } from '../storage/patience.ts';
import type { LimitWindow, RateLimit } from '../storage/rate-limit.ts';
import { type Background, type Leases, openLeases, type Verdict } from './leases.ts';
import type { Cost, Plan } from './plans.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** While Redis is away an isolate lets through this share of a minute's requests. */
const LOCAL_SHARE = 1 / 4;

/** A policy that applied to a request: what is left of it. */
export type PolicyState = { name: string; limit: number; windowSec: number; remaining: number; resetAt: number };

/** `refusal` names the policy that is used up, or says that Redis is away; `state` has every policy that is known. */
export type Admission = {
  refusal: Failure | null;
  violated: string | null;
  state: PolicyState[];
  isPastSoftQuota?: boolean;
};

/** A lease of the hour, where the plan has leases: a smaller share than of the minute, and still a trip the more rarely. */
const hourLease = (perHour: number, lease: number): number =>
  lease === 1 ? 1 : Math.max(lease, Math.floor(perHour / 100));

const windowsOf = ({ perHour, perMinute, lease }: Plan): LimitWindow[] => [
  ...(perHour === null ? [] : [{ name: 'hour', limit: perHour, windowMs: HOUR_MS, lease: hourLease(perHour, lease) }]),
  ...(perMinute === null ? [] : [{ name: 'burst', limit: perMinute, windowMs: MINUTE_MS, lease }]),
];

const costWindow = (cost: Cost, limit: number): LimitWindow => ({ name: cost, limit, windowMs: HOUR_MS, lease: 1 });

/**
 * The limits of accounts. When Redis does not answer in time, requests go on under a limit of this isolate's own, and
 * what costs money waits: LIMITS_UNAVAILABLE. `ask` is the patience with Redis; `reports` is for what no request waits
 * for, and may take its time.
 */
export function openLimits(rateLimit: RateLimit, ask: Patience, reports: Pick<RateLimit, 'peek'>) {
  const leases = openLeases(rateLimit);
  const local = openLocalLimit();
  const windowsByPlan = new WeakMap<Plan, LimitWindow[]>();

  const windowsFor = (plan: Plan): LimitWindow[] => {
    const known = windowsByPlan.get(plan) ?? windowsOf(plan);
    windowsByPlan.set(plan, known);
    return known;
  };

  /** Counts one request of an account under its plan. Failures: RATE_LIMITED (too fast), QUOTA_EXCEEDED (hour used up). */
  async function admit(plan: Plan, account: string, background: Background): Promise<Admission> {
    const windows = windowsFor(plan);
    if (windows.length === 0) return { refusal: null, violated: null, state: [] };
    let verdicts = takeAllHeld(leases, windows, account, background);
    verdicts ??= await ask(() => Promise.all(windows.map((window) => leases.take(window, account, background))));
    if (!verdicts) return local.admit(plan, account);
    const refusedAt = verdicts.findIndex(({ allowed }) => !allowed);
    if (refusedAt >= 0) giveBackAllowed(leases, windows, account, verdicts);
    const state = windows.map((window, at) => policyState(window, verdicts[at]!));
    const violated = windows[refusedAt];
    return { refusal: violated ? refusalOf(violated) : null, violated: violated?.name ?? null, state };
  }

  /** Counts something that costs money. Failures: QUOTA_EXCEEDED, LIMITS_UNAVAILABLE. */
  async function spend(plan: Plan, account: string, cost: Cost): Promise<Admission> {
    const limit = plan.costs[cost];
    if (limit === null) return { refusal: null, violated: null, state: [] };
    const window = costWindow(cost, limit);
    const taken = await ask(() => rateLimit.take(window, account, 1));
    if (!taken) return { refusal: limitsUnavailable(), violated: null, state: [] };
    const state = [policyState(window, taken)];
    return taken.granted
      ? { refusal: null, violated: null, state }
      : { refusal: refusalOf(window), violated: cost, state };
  }

  /** Takes back what `spend` counted, when nothing came of it. Rejects when Redis does not answer. */
  async function giveBack(plan: Plan, account: string, cost: Cost, { state: [spent] }: Admission): Promise<void> {
    const limit = plan.costs[cost];
    if (limit !== null && spent) await rateLimit.giveBack(costWindow(cost, limit), account, spent.resetAt);
  }

  /** What each policy of a plan has left; null when Redis does not answer. */
  async function peek(plan: Plan, account: string): Promise<PolicyState[] | null> {
    const costs = (Object.keys(plan.costs) as Cost[]).flatMap((cost) => {
      const limit = plan.costs[cost];
      return limit === null ? [] : [costWindow(cost, limit)];
    });
    const windows = [...windowsFor(plan), ...costs];
    const states = windows.map(async (window) => policyState(window, await reports.peek(window, account)));
    return Promise.all(states).catch(() => null);
  }

  /** Counts against a limit that belongs to no plan, such as registrations from an address. */
  async function takeOther(window: LimitWindow, identifier: string): Promise<Admission> {
    const taken = await ask(() => rateLimit.take(window, identifier, 1));
    if (!taken) return { refusal: limitsUnavailable(), violated: null, state: [] };
    const state = [policyState(window, taken)];
    return { refusal: taken.granted ? null : tooFast(), violated: taken.granted ? null : window.name, state };
  }

  return { admit, spend, giveBack, peek, takeOther };
}

export type Limits = ReturnType<typeof openLimits>;

/** A verdict without any trip: when a token of each window is here, or when one is known to be used up. */
function takeAllHeld(
  leases: Leases,
  windows: LimitWindow[],
  account: string,
  background: Background,
): Verdict[] | null {
  const verdicts = windows.map((window) => leases.takeHeld(window, account, background));
  if (verdicts.every((verdict) => verdict !== null)) return verdicts;
  giveBackAllowed(leases, windows, account, verdicts);
  return null;
}

/** Of a request that was not let through after all. */
function giveBackAllowed(leases: Leases, windows: LimitWindow[], account: string, verdicts: (Verdict | null)[]): void {
  for (const [at, window] of windows.entries()) {
    const verdict = verdicts[at];
    if (verdict?.allowed) leases.giveBack(window, account, verdict);
  }
}

const policyState = (
  { name, limit, windowMs }: LimitWindow,
  { remaining, resetAt }: { remaining: number; resetAt: number },
): PolicyState => ({ name, limit, windowSec: windowMs / 1000, remaining, resetAt });

const tooFast = (): Failure => failure('RATE_LIMITED', 'Too many requests in a short time; see Retry-After.');

const refusalOf = ({ name, limit }: LimitWindow): Failure =>
  name === 'burst'
    ? tooFast()
    : failure('QUOTA_EXCEEDED', `The plan has ${limit} an hour of this ("${name}"), and they are used up.`);

const limitsUnavailable = (): Failure =>
  failure('LIMITS_UNAVAILABLE', 'What is left of your plan can’t be read just now, and this costs money.');

/** A minute's worth for when Redis is away: counted in this isolate alone. */
function openLocalLimit() {
  let minute = 0;
  let used = new Map<string, number>();
  return {
    admit(plan: Plan, account: string): Admission {
      const now = Math.floor(Date.now() / MINUTE_MS);
      if (now !== minute) {
        minute = now;
        used = new Map();
      }
      const limit = Math.max(1, Math.floor((plan.perMinute ?? Number.MAX_SAFE_INTEGER) * LOCAL_SHARE));
      const count = used.get(account) ?? 0;
      const allowed = count < limit;
      if (allowed) used.set(account, count + 1);
      const remaining = Math.max(0, limit - count - 1);
      const state = [{ name: 'local', limit, windowSec: 60, remaining, resetAt: (now + 1) * MINUTE_MS }];
      return { refusal: allowed ? null : tooFast(), violated: allowed ? null : 'local', state };
    },
  };
}
