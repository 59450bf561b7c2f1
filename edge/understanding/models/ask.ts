import { CACHE } from '../../cache-keys.ts';
import type { Services } from '../../services.ts';
import { type Budget, putOneBack, takeOne } from '../../storage/budget.ts';
import type { Outcome } from '../../storage/flights.ts';
import type { LanguageModel, ModelFailure, ModelTask } from '../../storage/models.ts';
import { err, type Result } from '../../../shared/result.ts';

/** What a model that was asked costs whoever asks; false when they can't pay. */
type Pay = () => Promise<boolean>;

/**
 * The first model's answer that `read` takes (it gives null for one that does not hold to the schema), and whose it is;
 * null when no model gives any. `pay` is called at most once, when a model can be asked; without it the operator pays. Logs
 * why a model gave none, never what was asked.
 */
export async function askInTurn<T>(
  services: Services,
  task: ModelTask,
  read: (json: unknown) => T | null,
  pay: Pay = async () => true,
): Promise<Outcome<{ answer: T; model: string }>> {
  let paying: Promise<boolean> | undefined;
  for (const model of services.models) {
    const reply = await ask(services, model, task, () => (paying ??= pay()));
    const answer = reply.ok ? read(reply.value) : null;
    if (answer) return { answer, model: model.name };
    const reason = reply.ok ? 'not-to-schema' : reply.error;
    console.warn(JSON.stringify({ level: 'warn', event: 'model-failed', model: model.name, reason }));
    if (reason === 'plan') return 'unpaid';
  }
  return null;
}

async function ask(
  { redis }: Services,
  model: LanguageModel,
  task: ModelTask,
  pay: Pay,
): Promise<Result<unknown, ModelFailure | 'resting' | 'over-budget' | 'plan'>> {
  if (model.isResting()) return err('resting');
  const budget = budgetOf(model);
  if (!(await takeOne(redis, budget))) return err('over-budget');
  if (await pay()) return model.ask(task);
  await putOneBack(redis, budget);
  return err('plan');
}

/** Calls of today. */
const budgetOf = ({ name, dailyCalls }: LanguageModel): Budget => ({
  key: CACHE.modelCalls.key(name, new Date().toISOString().slice(0, 10)),
  ttlSec: CACHE.modelCalls.ttlSec,
  limit: dailyCalls,
});
