import { createMiddleware } from 'hono/factory';
import { type AppEnv, backgroundOf, findContract } from '../http.ts';
import { limitProblem, sendLimits } from './limit-headers.ts';

/**
 * What the operation costs beside a request, as its contract says. It is taken first, so that nobody has work begun that
 * the plan has no room for, and given back when nothing came of it: a request that is refused as not valid costs nothing,
 * nor does one that fails, nor one for work that is under way or done already, nor an answer that is given again. One
 * that is late is paid for when it succeeds after all.
 */
export const charge = () =>
  createMiddleware<AppEnv>(async function chargeMiddleware(c, next) {
    const cost = findContract(c)?.cost;
    if (!cost) return next();
    const { limits, plans } = c.get('services');
    const { plan, userId } = c.get('actor');
    const spent = await limits.spend(plans[plan], userId, cost);
    const { state = [], ...rest } = c.get('admission') ?? {};
    sendLimits(c, { ...rest, ...spent, state: [...state, ...spent.state] });
    if (spent.refusal) return limitProblem(c, spent);
    await next();
    const answer = c.get('lateAnswer') ?? c.res;
    if (!answer.ok || c.get('isNothingBegun')) backgroundOf(c)(limits.giveBack(plans[plan], userId, cost, spent));
    return undefined;
  });
