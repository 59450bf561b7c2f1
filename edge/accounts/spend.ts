import type { Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import type { Actor } from './keys.ts';
import type { Cost } from './plans.ts';

/**
 * Takes one of what costs money from the account's plan, for a use case that finds out on its way that it needs one (a
 * language model's call, a YouTube search). An operation that always does says so in its contract (`x-cost`). Failures:
 * QUOTA_EXCEEDED, and LIMITS_UNAVAILABLE when nobody knows what is left.
 */
export async function spend(services: Services, actor: Actor, cost: Cost): Promise<Result<null, Failure>> {
  const { refusal } = await services.limits.spend(services.plans[actor.plan], actor.userId, cost);
  return refusal ? err(refusal) : ok(null);
}
