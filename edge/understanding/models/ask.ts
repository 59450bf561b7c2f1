import type { Spent } from '../../accounts/spend.ts';
import { CACHE } from '../../cache-keys.ts';
import type { Services } from '../../services.ts';
import { type Budget, putOneBack, takeOne } from '../../storage/budget.ts';
import type { Outcome } from '../../storage/flights.ts';
import type { LanguageModel, ModelFailure, ModelTask } from '../../storage/models.ts';
import { err, type Result } from '../../../shared/result.ts';

/** Takes what a model that is asked costs from whoever asks; null when they can't pay. */
type Pay = () => Promise<Spent | null>;

type NoAnswer = ModelFailure | 'resting' | 'over-budget' | 'plan';

/** Why a model has not even begun to answer: nobody has had anything for it. */
const UNBEGUN: readonly (NoAnswer | 'not-to-schema')[] = [
  'resting',
  'over-budget',
  'plan',
  'rate-limited',
  'unreachable',
  'rejected',
];

/**
 * The first model's answer that `read` takes (it gives null for one that does not hold to the schema), and whose it is;
 * null when no model gives any. `pay` is called at most once, when a model can be asked, and has it back where none
 * answered at all. Without it the operator pays: of half a day's calls at most, the others are for requests. Logs why a
 * model gave no answer, never what was asked.
 */
export async function askInTurn<T>(
  services: Services,
  task: ModelTask,
  read: (json: unknown) => T | null,
  pay?: Pay,
): Promise<Outcome<{ answer: T; model: string }>> {
  let paying: Promise<Spent | null> | undefined;
  let isAnswered = false;
  for (const model of services.models) {
    const reply = await ask(services, model, task, pay && (() => (paying ??= pay())));
    const answer = reply.ok ? read(reply.value) : null;
    if (answer) return { answer, model: model.name };
    const reason = reply.ok ? 'not-to-schema' : reply.error;
    console.warn(JSON.stringify({ level: 'warn', event: 'model-failed', model: model.name, reason }));
    if (reason === 'plan') return 'unpaid';
    isAnswered ||= reason !== 'timeout' && !UNBEGUN.includes(reason);
  }
  if (!isAnswered) await (await paying)?.giveBack();
  return null;
}

async function ask(
  { redis }: Services,
  model: LanguageModel,
  task: ModelTask,
  pay: Pay | undefined,
): Promise<Result<unknown, NoAnswer>> {
  if (model.isResting()) return err('resting');
  const budgets = budgetsOf(model, pay !== undefined);
  for (const budget of budgets) if (!(await takeOne(redis, budget))) return err('over-budget');
  const reply = !pay || (await pay()) ? await model.ask(task) : err('plan' as const);
  // One that is late may be charged to us all the same.
  if (!reply.ok && UNBEGUN.includes(reply.error)) await Promise.all(budgets.map((budget) => putOneBack(redis, budget)));
  return reply;
}

/** Calls of today; before those, of what no request waits for, half as many. */
function budgetsOf({ name, dailyCalls }: LanguageModel, isRequest: boolean): Budget[] {
  const today = new Date().toISOString().slice(0, 10);
  const { key, ttlSec } = CACHE.modelCalls;
  const all = { key: key(name, today), ttlSec, limit: dailyCalls };
  if (isRequest) return [all];
  return [{ key: key(`${name}:descriptions`, today), ttlSec, limit: Math.floor(dailyCalls / 2) }, all];
}
