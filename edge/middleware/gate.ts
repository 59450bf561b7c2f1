import type { Context, Next } from 'hono';
import { createMiddleware } from 'hono/factory';
import { failure, type Failure, type ProblemCode } from '../../shared/problems.ts';
import { auditStatement } from '../accounts/audit.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Admission } from '../accounts/limits.ts';
import { refusalFor } from '../accounts/permissions.ts';
import type { Plan } from '../accounts/plans.ts';
import { networkOf } from '../accounts/register.ts';
import { type AppEnv, backgroundOf, type Contract, findContract, originOf, problem } from '../http.ts';
import { withDeadline } from '../storage/deadline.ts';
import { heldAnswer, holdAnswer } from './answers.ts';
import { authenticate, setActor } from './authenticate.ts';
import { isUpload } from './body.ts';
import { limitProblem, sendLimits } from './limit-headers.ts';

/**
 * What may be done though the plan is used up, by one key, so that whoever stole one keeps nobody from ending it; what
 * makes keys, by one account, else each would come with room for the next.
 */
const BESIDE_PLAN = { name: 'security', limit: 60, windowMs: 3_600_000, lease: 1 };

/**
 * What stands before every operation of /v1, as its contract says: who is asking, whether the plan has room, whether
 * the key may. Answers that the isolate holds are given here. What needs nobody to be known (registering) is no account's
 * usage: it is not counted and takes nothing from a plan. Refreshing a session, which shows no key, has limits of its own.
 */
export const gate = () =>
  createMiddleware<AppEnv>(async function gateMiddleware(c, next) {
    const contract = findContract(c);
    if (!contract?.needs) return next();
    const actor = await authenticate(c);
    if (!actor.ok) {
      if (actor.error.actor) setActor(c, actor.error.actor);
      await auditRefusal(c, contract, actor.error.actor, actor.error.code);
      return refuseNobody(c, actor.error);
    }
    setActor(c, actor.value);
    c.set('authenticatedAt', Date.now());
    const answer = await answerFor(c, next, contract, actor.value);
    await auditRefusal(c, contract, actor.value, c.get('problemCode'));
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

/** Refusals that an account could have as many of as it likes. */
const UNCOUNTED_REFUSALS: ReadonlySet<ProblemCode> = new Set(['CSRF_INVALID', 'RATE_LIMITED', 'QUOTA_EXCEEDED']);
const REFUSALS: ReadonlySet<ProblemCode> = new Set([
  ...UNCOUNTED_REFUSALS,
  'SCOPE_MISSING',
  'ROLE_MISSING',
  'OWN_ACCOUNT',
]);

async function answerFor(
  c: Context<AppEnv>,
  next: Next,
  contract: Contract,
  actor: Actor,
): Promise<Response | undefined> {
  const services = c.get('services');
  const plan = services.plans[actor.plan];
  const admission = await admissionOf(c, contract, actor, plan);
  const refusal = admission.refusal ? null : refusalFor(actor, contract.needs ?? []);
  const isRead = c.req.method === 'GET';
  const held = isRead && !admission.refusal && !refusal ? heldAnswer(c, actor, admission) : undefined;
  if (held) return held;
  c.set('admission', admission);
  sendLimits(c, admission);
  if (admission.refusal) return limitProblem(c, admission);
  if (refusal) return problem(c, refusal);
  await answerInTime(c, next);
  if (!isRead) return undefined;
  await holdAnswer(c, actor);
  return undefined;
}

/** Room under the plan; for what must be possible without it, under a limit of its own. */
async function admissionOf(c: Context<AppEnv>, contract: Contract, actor: Actor, plan: Plan): Promise<Admission> {
  const { limits, usage, patiently } = c.get('services');
  const { userId, keyId } = actor;
  if (contract.besidePlan) {
    const admission = await limits.takeOther(BESIDE_PLAN, contract.besidePlan === 'account' ? userId : keyId);
    // A key must come to an end without Redis too.
    return admission.violated ? admission : { ...admission, refusal: null };
  }
  const month = plan.perMonth && (usage.monthTotal(userId) ?? patiently(() => usage.readMonth(userId)));
  const [admission, total] = await Promise.all([limits.admit(plan, userId, backgroundOf(c)), month]);
  addMonth(admission, plan, total);
  return admission;
}

/**
 * The month's quota: past the hard one there is no answer. An isolate knows it as of its last flush of usage, a quarter
 * of a second and a trip to Redis after an answer to that account, or asks for it at that account's first request; so
 * each isolate can let through what the account sends in that time, and never more than the plan's minute allows.
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

/** Keeps what was refused of the administration to somebody who is known. */
async function auditRefusal(
  c: Context<AppEnv>,
  { needs, operationId: operation }: Contract,
  actor: Actor | undefined,
  code: ProblemCode | undefined,
): Promise<void> {
  if (!actor || !code || !needs?.includes('admin') || !REFUSALS.has(code)) return;
  const services = c.get('services');
  const origin = originOf(c);
  if (UNCOUNTED_REFUSALS.has(code)) {
    return services.refusals.count({ actor, origin, operation, code }, Date.now(), backgroundOf(c));
  }
  const details = { operation, code };
  await auditStatement(services, { actor, origin, action: 'admin.refused', outcome: 'refused', details });
}

async function answerInTime(c: Context<AppEnv>, next: Next): Promise<undefined> {
  if (isUpload(c)) await next();
  else await withDeadline(next(), c.get('services').env.ANSWER_TIMEOUT_MS, 'the operation');
  return undefined;
}
