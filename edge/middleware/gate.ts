import type { Context, Next } from 'hono';
import { createMiddleware } from 'hono/factory';
import { failure, type Failure } from '../../shared/problems.ts';
import { auditStatement } from '../accounts/audit.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Admission } from '../accounts/limits.ts';
import { refusalFor } from '../accounts/permissions.ts';
import type { Plan } from '../accounts/plans.ts';
import { networkOf } from '../accounts/register.ts';
import { type AppEnv, backgroundOf, type Contract, findContract, originOf, problem } from '../http.ts';
import { withDeadline } from '../storage/deadline.ts';
import { heldAnswer, holdAnswer } from './answers.ts';
import { authenticate } from './authenticate.ts';
import { isUpload } from './body.ts';
import { limitProblem, sendLimits } from './limit-headers.ts';

/** What may be done though the plan is used up, with one key. */
const BESIDE_PLAN = { name: 'security', limit: 60, windowMs: 3_600_000, lease: 1 };

/**
 * What stands before every operation of /v1, as its contract says: who is asking, whether the plan has room, whether
 * the key may. Answers that the isolate holds are given here. What needs nobody to be known (registering, and refreshing
 * a session, which shows no key) is no account's usage: it is not counted and takes nothing from a plan.
 */
export const gate = () =>
  createMiddleware<AppEnv>(async function gateMiddleware(c, next) {
    const contract = findContract(c);
    if (!contract?.needs) return next();
    const startedAt = Date.now();
    const actor = await authenticate(c);
    if (!actor.ok) return refuseNobody(c, actor.error);
    c.set('actor', actor.value);
    c.set('operationId', contract.operationId);
    const authenticatedAt = Date.now();
    const answer = await answerFor(c, next, contract, actor.value);
    c.set('timings', [
      ['auth', authenticatedAt - startedAt],
      ['rest', Date.now() - authenticatedAt],
    ]);
    return answer;
  });

/** Without an account there is one limit only: on how many keys that nobody has come from an address. */
async function refuseNobody(c: Context<AppEnv>, refusal: Failure): Promise<Response> {
  if (refusal.code !== 'RATE_LIMITED') return problem(c, refusal);
  const policy = c.get('services').limits.guessesLeft(await networkOf(originOf(c).address));
  const admission = { refusal, violated: policy.name, state: [policy] };
  sendLimits(c, admission);
  return limitProblem(c, admission);
}

async function answerFor(
  c: Context<AppEnv>,
  next: Next,
  contract: Contract,
  actor: Actor,
): Promise<Response | undefined> {
  const services = c.get('services');
  const plan = services.plans[actor.plan];
  const admission = await admissionOf(c, contract, actor, plan);
  c.set('admission', admission);
  sendLimits(c, admission);
  if (admission.refusal) return limitProblem(c, admission);
  const refusal = refusalFor(actor, contract.needs ?? []);
  if (refusal) return refuse(c, contract, actor, refusal);
  if (c.req.method !== 'GET') return answerInTime(c, next);
  const held = heldAnswer(c, actor);
  if (held) return held;
  await answerInTime(c, next);
  await holdAnswer(c, actor);
  return undefined;
}

/** Room under the plan; for what must be possible without it, under a limit of the key's own. */
async function admissionOf(
  c: Context<AppEnv>,
  contract: Contract,
  { userId, keyId }: Actor,
  plan: Plan,
): Promise<Admission> {
  const { limits, usage } = c.get('services');
  if (contract.isBesidePlan) {
    const admission = await limits.takeOther(BESIDE_PLAN, keyId);
    // A key must come to an end without Redis too.
    return admission.violated ? admission : { ...admission, refusal: null };
  }
  const admission = await limits.admit(plan, userId, backgroundOf(c));
  addMonth(admission, plan, usage.monthTotal(userId));
  return admission;
}

/**
 * The month's quota: past the hard one there is no answer. An isolate knows it as of its last flush of usage, a quarter
 * of a second and a trip to Redis after an answer to that account, so each isolate can let through what the account
 * sends in that time, and never more than the plan's minute allows.
 */
function addMonth(admission: Admission, { perMonth }: Plan, total: number | null): void {
  if (!perMonth || total === null) return;
  const now = new Date();
  const resetAt = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
  const windowSec = (resetAt - Date.UTC(now.getUTCFullYear(), now.getUTCMonth())) / 1000;
  const remaining = Math.max(0, perMonth.hard - total);
  admission.state.push({ name: 'month', limit: perMonth.hard, windowSec, remaining, resetAt });
  admission.isPastSoftQuota = total >= perMonth.soft;
  if (remaining > 0 || admission.refusal) return;
  admission.violated = 'month';
  admission.refusal = failure(
    'QUOTA_EXCEEDED',
    `The plan has ${perMonth.hard} requests a month, and they are used up.`,
  );
}

/** Too small a scope or role. What was refused of the administration is kept. */
async function refuse(c: Context<AppEnv>, contract: Contract, actor: Actor, refusal: Failure): Promise<Response> {
  if (contract.needs?.includes('admin')) {
    const details = { operation: contract.operationId, code: refusal.code };
    const entry = { actor, origin: originOf(c), action: 'admin.refused', outcome: 'refused', details } as const;
    await auditStatement(c.get('services'), entry);
  }
  return problem(c, refusal);
}

async function answerInTime(c: Context<AppEnv>, next: Next): Promise<undefined> {
  if (isUpload(c)) await next();
  else await withDeadline(next(), c.get('services').env.ANSWER_TIMEOUT_MS, 'the operation');
  return undefined;
}
