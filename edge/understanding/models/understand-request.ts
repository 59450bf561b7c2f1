import type { Understood } from '../../../shared/contracts/query.ts';
import { plainText } from '../../../shared/plain-text.ts';
import { sha256Hex } from '../../../shared/digest.ts';
import type { Actor } from '../../accounts/keys.ts';
import type { Background } from '../../accounts/leases.ts';
import { spend } from '../../accounts/spend.ts';
import { CACHE } from '../../cache-keys.ts';
import type { Services } from '../../services.ts';
import { within } from '../../storage/deadline.ts';
import type { Outcome } from '../../storage/flights.ts';
import { understand } from '../grammar.ts';
import { MODEL_ANSWER_JSON_SCHEMA, type ModelAnswer, modelAnswerSchema, readModelAnswer } from './answer.ts';
import { askInTurn } from './ask.ts';
import { mergeAnswer } from './merge.ts';
import { INSTRUCTIONS, inputOf } from './prompt.ts';

/** The share of the words that the grammar must explain to be believed on its own. */
const ENOUGH_COVERAGE = 0.6;

/** What was understood; `degraded` when models were to be asked and none answered in time. */
export type Understanding = { understood: Understood; degraded: boolean };

/**
 * Understands a request: by the grammar alone when it explains the words, else by the first language model that
 * answers. The caller waits at most UNDERSTAND_TIMEOUT_MS and then has the grammar's reading, marked; the model's answer
 * is cached all the same when it comes. The account pays for calls, not for answers from the cache, nor where no model answers. What no database holds
 * (U+0000, halves of surrogate pairs) is read as a space or U+FFFD.
 */
export async function understandRequest(
  services: Services,
  actor: Actor,
  request: string,
  background: Background,
): Promise<Understanding> {
  const text = plainText(request);
  const grammar = understand(text);
  if (services.models.length === 0 || !needsModel(grammar, text)) {
    return { understood: grammar, degraded: false };
  }
  const answering = answerFor(services, actor, text);
  background(answering);
  const answer = await within(answering, services.env.UNDERSTAND_TIMEOUT_MS);
  const merged = answer && mergeAnswer(text, grammar, answer);
  return merged ? { understood: merged, degraded: false } : { understood: grammar, degraded: true };
}

/** Whether the grammar's reading of a text is one to ask a model about. */
export const needsModel = (grammar: Understood, text: string): boolean =>
  grammar.coverage < ENOUGH_COVERAGE && hasWords(text);

/** Two letters in a row at least: emojis, digits and brackets alone are nothing to ask about. */
const hasWords = (text: string): boolean => /\p{L}\p{L}/u.test(text);

/** The form under which requests are the same: compatibility forms, case and white space aside. */
export const normaliseRequest = (text: string): string =>
  text.toWellFormed().normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** From the isolate, from Redis, from a call in flight, or from a model. Never rejects. */
async function answerFor(services: Services, actor: Actor, text: string): Promise<ModelAnswer | null> {
  const key = CACHE.understood.key(await sha256Hex(normaliseRequest(text)));
  const held = services.modelAnswers.get(key);
  if (held) return held;
  return services.modelsInFlight.join(key, () => lookUpOrAsk(services, actor, key, text));
}

async function lookUpOrAsk(services: Services, actor: Actor, key: string, text: string): Promise<Outcome<ModelAnswer>> {
  const { redis, modelAnswers } = services;
  const cached = modelAnswerSchema.safeParse(await redis.get(key).catch(() => null)).data;
  const answer = cached ?? (await askModels(services, actor, text));
  if (!answer || answer === 'unpaid') return answer;
  modelAnswers.set(key, answer, cached && CACHE.understood.heldMs);
  if (!cached) await redis.set(key, answer, { ex: CACHE.understood.ttlSec }).catch(() => undefined);
  return answer;
}

/** The first model's answer that holds to the schema, if the account may have one. */
async function askModels(services: Services, actor: Actor, text: string): Promise<Outcome<ModelAnswer>> {
  const task = {
    instructions: INSTRUCTIONS,
    input: inputOf(text),
    schemaName: 'music_request',
    schema: MODEL_ANSWER_JSON_SCHEMA,
  };
  const pay = async () => {
    const spent = await spend(services, actor, 'modelCalls');
    return spent.ok ? spent.value : null;
  };
  const said = await askInTurn(services, task, readModelAnswer, pay);
  return said && said !== 'unpaid' ? said.answer : said;
}
