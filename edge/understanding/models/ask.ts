import { CACHE } from '../../cache-keys.ts';
import type { Services } from '../../services.ts';
import type { LanguageModel, ModelTask } from '../../storage/models.ts';

/**
 * The first model's answer that `read` takes (it gives null for one that does not hold to the schema), and whose it is;
 * null when no model gives any. Logs why a model gave none, never what was asked.
 */
export async function askInTurn<T>(
  services: Services,
  task: ModelTask,
  read: (json: unknown) => T | null,
): Promise<{ answer: T; model: string } | null> {
  for (const model of services.models) {
    const isWithin = await takeFromBudget(services, model).catch(() => false);
    const reply = isWithin ? await model.ask(task) : { ok: false as const, error: 'over-budget' as const };
    const answer = reply.ok ? read(reply.value) : null;
    if (answer) return { answer, model: model.name };
    const reason = reply.ok ? 'not-to-schema' : reply.error;
    console.warn(JSON.stringify({ level: 'warn', event: 'model-failed', model: model.name, reason }));
  }
  return null;
}

/** Counts a call of today; false beyond the day's budget. A Redis that is down means no call: calls cost money. */
async function takeFromBudget({ redis }: Services, { name, dailyCalls }: LanguageModel): Promise<boolean> {
  const key = CACHE.modelCalls.key(name, new Date().toISOString().slice(0, 10));
  const [calls] = await redis.pipeline().incr(key).expire(key, CACHE.modelCalls.ttlSec).exec<[number, number]>();
  return calls <= dailyCalls;
}
