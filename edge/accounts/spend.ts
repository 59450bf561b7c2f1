import type { Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Services } from '../services.ts';
import { orNull } from '../storage/deadline.ts';
import type { Actor } from './keys.ts';
import type { Cost } from './plans.ts';

/** `giveBack` takes it back, as far as Redis lets it, when nothing came of it. */
export type Spent = { giveBack(): Promise<unknown> };

/**
 * Takes one of what costs money from the account's plan, for a use case that finds out on its way that it needs one (a
 * language model's call, a YouTube search). An operation that always does says so in its contract (`x-cost`). Failures:
 * QUOTA_EXCEEDED, and LIMITS_UNAVAILABLE when nobody knows what is left.
 */
export async function spend(services: Services, actor: Actor, cost: Cost): Promise<Result<Spent, Failure>> {
  const { limits, plans } = services;
  const spent = await limits.spend(plans[actor.plan], actor.userId, cost);
  if (spent.refusal) return err(spent.refusal);
  return ok({ giveBack: () => orNull(limits.giveBack(plans[actor.plan], actor.userId, cost, spent)) });
}
