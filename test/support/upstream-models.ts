import type { Behaviour, Call } from './upstreams.ts';

type Answer = { status: number; body: unknown; headers?: Record<string, string> };
type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  anyOf?: Schema[];
  items?: Schema;
};
type Body = {
  model?: string;
  messages?: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { strict?: boolean; schema?: Schema } };
  tools?: { function: { name: string } }[];
  tool_choice?: { function?: { name: string } };
};

/** What a model is to say: the answer itself, or the text of it, or another way to end. */
export type Saying = {
  answer?: unknown;
  text?: string;
  refusal?: string;
  finish?: 'stop' | 'length' | 'content_filter';
};

/** Chat completions as OpenAI documents them; under a path with "claude", as Anthropic's compatible endpoint does. */
export function answerChat({ headers, path, body }: Call, behaviour: Behaviour): Answer {
  const { model, messages, response_format: format, tools, tool_choice: choice } = (body ?? {}) as Body;
  const isClaude = path.includes('claude');
  if (headers.authorization !== 'Bearer test-model-key')
    return fault(401, 'invalid_api_key', 'Incorrect API key provided: canary');
  if (!model || !messages?.length) return fault(400, 'invalid_request_error', 'model and messages are required');
  if (behaviour.status && behaviour.status !== 200) {
    return { ...fault(behaviour.status, 'error', 'as the test asked'), headers: behaviour.headers ?? {} };
  }
  if (typeof behaviour.say === 'string') return { status: 200, body: behaviour.say };
  const { answer, text, refusal, finish } = (behaviour.say ?? {}) as Saying;
  const content = text ?? JSON.stringify(answer ?? {});
  if (isClaude) {
    const name = choice?.function?.name;
    // response_format is ignored there: without a tool that it must call, Claude talks.
    if (!name || !tools?.some((tool) => tool.function.name === name))
      return completion(model, { content: 'Gladly! Here is…' }, finish ?? 'stop');
    return completion(
      model,
      { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name, arguments: content } }] },
      finish ?? 'tool_calls',
    );
  }
  const schema = format?.type === 'json_schema' && format.json_schema?.strict ? format.json_schema.schema : undefined;
  if (!schema) return fault(400, 'invalid_request_error', 'a strict json_schema was expected');
  const refused = notStrict(schema);
  if (refused) return fault(400, 'invalid_request_error', `Invalid schema for response_format: ${refused}`);
  return completion(model, refusal ? { content: null, refusal } : { content }, finish ?? 'stop');
}

/** Why OpenAI's strict mode would not take a schema, or null. */
function notStrict(schema: Schema, at = '$'): string | null {
  for (const one of schema.anyOf ?? []) {
    const inside = notStrict(one, at);
    if (inside) return inside;
  }
  for (const keyword of ['minLength', 'maxLength', 'default', 'const', 'allOf', 'oneOf', '$ref']) {
    if (keyword in schema) return `${at}: '${keyword}' is not permitted.`;
  }
  if (schema.items) return notStrict(schema.items, `${at}[]`);
  if (schema.type !== 'object') return null;
  const names = Object.keys(schema.properties ?? {});
  if (schema.additionalProperties !== false) return `${at}: 'additionalProperties' is required to be false.`;
  if (names.some((name) => !schema.required?.includes(name))) return `${at}: 'required' must list every property.`;
  for (const name of names) {
    const inside = notStrict(schema.properties![name]!, `${at}.${name}`);
    if (inside) return inside;
  }
  return null;
}

const completion = (model: string, message: object, finish: string): Answer => ({
  status: 200,
  body: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [
      { index: 0, message: { role: 'assistant', refusal: null, ...message }, finish_reason: finish, logprobs: null },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  },
});

const fault = (status: number, type: string, message: string): Answer => ({
  status,
  body: { error: { message, type, param: null, code: null } },
});
