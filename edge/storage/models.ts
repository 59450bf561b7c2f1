import { APIConnectionTimeoutError, APIError, OpenAI } from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Env } from '../env.ts';
import { cappedFetch } from './capped-fetch.ts';

/** A parsed query is some 1 KB; with the envelope and a model that thinks aloud still far below. */
const MAX_ANSWER_BYTES = 128 * 1024;
const MAX_ANSWER_TOKENS = 1_000;

/** How long a model that says "too many requests" is left alone when it names no time itself, and at most. */
const REST_MS = 10_000;
const MAX_REST_MS = 60_000;

/**
 * One that gave no answer (none in time, none at all, a 5xx) so often in a row is left alone for a while, and after that
 * at each further time: a single slow answer is nobody's loss but its own.
 */
const MAX_SILENCES = 3;
const SILENT_REST_MS = 30_000;

/** One that takes neither our key nor the name of the model says so until somebody sets that right. */
const REJECTED_REST_MS = 5 * 60_000;
const REJECTS_ALL = [401, 403, 404];

/** Why a model gave no answer. */
export type ModelFailure =
  | 'rate-limited'
  | 'timeout'
  | 'unreachable'
  | 'rejected'
  | 'refused'
  | 'truncated'
  | 'not-json';

/** What a model is to answer: instructions, the text they are about, and the JSON schema of the answer. */
export type ModelTask = { instructions: string; input: string; schemaName: string; schema: Record<string, unknown> };

export type LanguageModel = {
  name: 'openai' | 'anthropic';
  /** Calls a day, UTC. */
  dailyCalls: number;
  /** Whether it is left alone just now: it said "too many requests", rejected our key, or has stopped answering. */
  isResting(): boolean;
  /** The answer as JSON, in no way checked yet. Never throws. */
  ask(task: ModelTask): Promise<Result<unknown, ModelFailure>>;
};

/** The models whose keys are set, in the order they are asked: OpenAI's, then Anthropic's. */
export function openModels(env: Env): LanguageModel[] {
  const models: LanguageModel[] = [];
  if (env.OPENAI_API_KEY) {
    models.push(
      openModel({
        name: 'openai',
        apiKey: env.OPENAI_API_KEY,
        baseURL: env.OPENAI_BASE_URL,
        model: env.OPENAI_MODEL,
        timeoutMs: env.OPENAI_TIMEOUT_MS,
        dailyCalls: env.OPENAI_DAILY_CALLS,
        requestOf: (task) => ({
          ...withResponseFormat(task),
          ...(env.OPENAI_REASONING_EFFORT !== 'off' && { reasoning_effort: env.OPENAI_REASONING_EFFORT }),
        }),
        textOf: (message) => message.content,
      }),
    );
  }
  if (env.ANTHROPIC_API_KEY) {
    models.push(
      openModel({
        name: 'anthropic',
        apiKey: env.ANTHROPIC_API_KEY,
        baseURL: env.ANTHROPIC_BASE_URL,
        model: env.ANTHROPIC_MODEL,
        timeoutMs: env.ANTHROPIC_TIMEOUT_MS,
        dailyCalls: env.ANTHROPIC_DAILY_CALLS,
        requestOf: withForcedTool,
        textOf: ({ tool_calls: [call] = [] }) => (call?.type === 'function' ? call.function.arguments : null),
      }),
    );
  }
  return models;
}

type Message = ChatCompletion['choices'][number]['message'];
type Shape = Pick<
  ChatCompletionCreateParamsNonStreaming,
  'response_format' | 'reasoning_effort' | 'tools' | 'tool_choice'
>;

const withResponseFormat = ({ schemaName, schema }: ModelTask): Shape => ({
  response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } },
});

/** Claude's OpenAI-compatible endpoint ignores `response_format`; a tool that it must call carries the schema instead. */
const withForcedTool = ({ schemaName, schema }: ModelTask): Shape => ({
  tools: [{ type: 'function', function: { name: schemaName, parameters: schema } }],
  tool_choice: { type: 'function', function: { name: schemaName } },
});

type ModelSettings = {
  name: LanguageModel['name'];
  apiKey: string;
  baseURL: string;
  model: string;
  timeoutMs: number;
  dailyCalls: number;
  requestOf: (task: ModelTask) => Shape;
  textOf: (message: Message) => string | null;
};

function openModel({
  name,
  apiKey,
  baseURL,
  model,
  timeoutMs,
  dailyCalls,
  requestOf,
  textOf,
}: ModelSettings): LanguageModel {
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: 'off', fetch: cappedFetch(MAX_ANSWER_BYTES) });
  let restUntil = 0;
  let silences = 0;
  return {
    name,
    dailyCalls,
    isResting: () => Date.now() < restUntil,
    async ask(task) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const completion = await client.chat.completions.create(
          {
            model,
            max_completion_tokens: MAX_ANSWER_TOKENS,
            messages: [
              { role: 'system', content: task.instructions },
              { role: 'user', content: task.input },
            ],
            ...requestOf(task),
          },
          { signal, timeout: timeoutMs },
        );
        silences = 0;
        return answerOf(completion, textOf);
      } catch (error) {
        const reason = failureOf(error, signal);
        silences = reason === 'timeout' || reason === 'unreachable' ? silences + 1 : 0;
        restUntil = Math.max(restUntil, Date.now() + restOf(error, silences));
        return err(reason);
      }
    },
  };
}

function answerOf(
  completion: ChatCompletion,
  textOf: (message: Message) => string | null,
): Result<unknown, ModelFailure> {
  const choice = completion.choices?.[0];
  if (!choice?.message) return err('not-json');
  if (choice.finish_reason === 'length') return err('truncated');
  if (choice.finish_reason === 'content_filter' || choice.message.refusal) return err('refused');
  try {
    return ok(JSON.parse(textOf(choice.message) ?? ''));
  } catch {
    return err('not-json');
  }
}

function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (signal.aborted || error instanceof APIConnectionTimeoutError) return 'timeout';
  if (!(error instanceof APIError) || error.status === undefined) return 'unreachable';
  if (error.status === 429) return 'rate-limited';
  return error.status >= 500 ? 'unreachable' : 'rejected';
}

/** How long a model is left alone after a failure, in ms. */
function restOf(error: unknown, silences: number): number {
  if (error instanceof APIError && error.status === 429) return askedRest(error.headers);
  if (error instanceof APIError && REJECTS_ALL.includes(error.status)) return REJECTED_REST_MS;
  return silences >= MAX_SILENCES ? SILENT_REST_MS : 0;
}

function askedRest(headers: Headers | undefined): number {
  const seconds = Number(headers?.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_REST_MS) : REST_MS;
}
