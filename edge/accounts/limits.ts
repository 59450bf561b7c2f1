import { failure, type Failure } from '../../shared/problems.ts';
import type { Patience } from '../storage/patience.ts';
import type { LimitWindow, RateLimit } from '../storage/rate-limit.ts';
import { type Background, type Leases, openLeases, type Verdict } from './leases.ts';
import type { Cost, Plan } from './plans.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** While Redis is away an isolate lets through this share of a minute's requests. */
const LOCAL_SHARE = 1 / 4;

/** Keys that nobody has, from one address in a minute, as one isolate counts them. */
const GUESSES_PER_MINUTE = 100;
/** Accounts or addresses that an isolate counts by itself at once. */
const MAX_COUNTED = 10_000;

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
  const local = openLocalLimit('local');
  const guesses = openLocalLimit('unknown-keys');
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
    if (!verdicts) return local.take(account, localShareOf(plan));
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

  return {
    admit,
    spend,
    giveBack,
    peek,
    takeOther,
    /** Before a key is looked up that may be nobody's; given back when it is somebody's. */
    takeGuess: (network: string): Admission => guesses.take(network, GUESSES_PER_MINUTE),
    giveBackGuess: (network: string): void => guesses.giveBack(network),
    guessesLeft: (network: string): PolicyState => guesses.stateOf(network, GUESSES_PER_MINUTE),
  };
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

/** A minute's worth of a plan for when Redis is away. */
const localShareOf = ({ perMinute }: Plan): number =>
  Math.max(1, Math.floor((perMinute ?? Number.MAX_SAFE_INTEGER) * LOCAL_SHARE));

/** A limit in each minute that is counted in this isolate alone. */
function openLocalLimit(name: string) {
  let minute = 0;
  const used = new Map<string, number>();
  const usedBy = (id: string): number => {
    const now = Math.floor(Date.now() / MINUTE_MS);
    if (now !== minute) used.clear();
    minute = now;
    return used.get(id) ?? 0;
  };
  const put = (id: string, count: number): void => {
    const [oldest] = used.keys();
    if (used.size >= MAX_COUNTED && !used.has(id) && oldest !== undefined) used.delete(oldest);
    used.set(id, count);
  };
  const stateOf = (id: string, limit: number): PolicyState => {
    const remaining = Math.max(0, limit - usedBy(id));
    return { name, limit, windowSec: 60, remaining, resetAt: (minute + 1) * MINUTE_MS };
  };
  return {
    stateOf,
    take(id: string, limit: number): Admission {
      const count = usedBy(id);
      const allowed = count < limit;
      if (allowed) put(id, count + 1);
      const state = [stateOf(id, limit)];
      return { refusal: allowed ? null : tooFast(), violated: allowed ? null : name, state };
    },
    giveBack(id: string): void {
      const count = usedBy(id);
      if (count > 0) put(id, count - 1);
    },
  };
}
