import { createMiddleware } from 'hono/factory';
import { type AppEnv, findContract } from '../http.ts';
import { limitProblem } from './limit-headers.ts';

/** What the operation costs beside a request, as its contract says. An answer that is given again costs nothing. */
export const charge = () =>
  createMiddleware<AppEnv>(async function chargeMiddleware(c, next) {
    const cost = findContract(c)?.cost;
    if (!cost) return next();
    const { limits, plans } = c.get('services');
    const actor = c.get('actor');
    const spent = await limits.spend(plans[actor.plan], actor.userId, cost);
    return spent.refusal ? limitProblem(c, spent) : next();
  });
