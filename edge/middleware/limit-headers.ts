import type { Context } from 'hono';
import type { Admission, PolicyState } from '../accounts/limits.ts';
import { type AppEnv, problem, type RawResponse } from '../http.ts';

/** Registered with IANA for limits that are used up (draft-ietf-httpapi-ratelimit-headers). */
const QUOTA_PROBLEM_TYPE = 'https://iana.org/assignments/http-problem-types#quota-exceeded';

const secondsUntil = (resetAt: number): number => Math.max(1, Math.ceil((resetAt - Date.now()) / 1000));

/**
 * `RateLimit-Policy` and `RateLimit` for every policy, and the older X-RateLimit-* for the one with the least left
 * (`-Reset` in epoch seconds).
 */
export function limitHeaders({ state, isPastSoftQuota }: Admission): Record<string, string> {
  const [first] = state;
  if (!first) return {};
  let policies = '';
  let limits = '';
  let tightest: PolicyState = first;
  for (const policy of state) {
    const separator = policies === '' ? '' : ', ';
    policies += `${separator}"${policy.name}";q=${policy.limit};w=${policy.windowSec}`;
    limits += `${separator}"${policy.name}";r=${policy.remaining};t=${secondsUntil(policy.resetAt)}`;
    if (policy.remaining < tightest.remaining) tightest = policy;
  }
  return {
    'RateLimit-Policy': policies,
    RateLimit: limits,
    'X-RateLimit-Limit': String(tightest.limit),
    'X-RateLimit-Remaining': String(tightest.remaining),
    'X-RateLimit-Reset': String(Math.ceil(tightest.resetAt / 1000)),
    ...(isPastSoftQuota && { 'X-Quota-Warning': 'The soft quota of this month is used up.' }),
  };
}

/** Puts the limits' headers on the answer to come. */
export function sendLimits(c: Context<AppEnv>, admission: Admission): void {
  for (const [name, value] of Object.entries(limitHeaders(admission))) c.header(name, value);
}

/** The refusal of a limit, with the time to come back at. */
export function limitProblem(c: Context<AppEnv>, { refusal, violated, state }: Admission): RawResponse {
  if (!refusal) throw new Error('an admission without a refusal is no problem');
  if (!violated) return problem(c, refusal);
  const policy = state.find(({ name }) => name === violated);
  if (policy) c.header('Retry-After', String(secondsUntil(policy.resetAt)));
  return problem(c, refusal, { type: QUOTA_PROBLEM_TYPE, 'violated-policies': [violated] });
}
