import { z } from 'zod';
import { INTENTS, musicQuerySchema } from '../../../shared/contracts/query.ts';

/** What a model answers about a sentence. */
export const modelAnswerSchema = z.strictObject({
  query: musicQuerySchema,
  intent: z.enum(INTENTS),
  searchTerms: z.array(z.string().min(1).max(200)).max(8),
});
export type ModelAnswer = z.infer<typeof modelAnswerSchema>;

type JsonSchema = { [keyword: string]: unknown };

/** Keywords that a strict schema may not have; the answer is held to them here, by the zod schema. */
const NOT_STRICT = new Set(['$schema', 'minLength', 'maxLength', 'default', 'minItems', 'maxItems']);

/**
 * The zod schema as OpenAI's strict mode takes it: every property is required, and one that may be missing may be null
 * instead; no other properties; `const` as an enum of one.
 */
export const strictSchemaOf = (schema: z.ZodType): Record<string, unknown> => strict(z.toJSONSchema(schema));

function strict(schema: JsonSchema): JsonSchema {
  const kept: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (NOT_STRICT.has(keyword)) continue;
    if (keyword === 'const') kept.enum = [value];
    else if (keyword === 'properties' || keyword === 'required') continue;
    else kept[keyword] = isSchema(value) ? strict(value) : value;
  }
  if (!isSchema(schema.properties)) return kept;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties: JsonSchema = {};
  for (const [name, value] of Object.entries(schema.properties)) {
    const property = strict(value as JsonSchema);
    properties[name] = required.includes(name) ? property : { anyOf: [property, { type: 'null' }] };
  }
  return { ...kept, properties, required: Object.keys(properties), additionalProperties: false };
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const MODEL_ANSWER_JSON_SCHEMA = strictSchemaOf(modelAnswerSchema);

/** What a model sent, if it is an answer: nulls stand for what is absent, and empty lists and objects too. */
export const readModelAnswer = (json: unknown): ModelAnswer | null =>
  modelAnswerSchema.safeParse(withoutEmpty(json, true)).data ?? null;

function withoutEmpty(value: unknown, isTop = false): unknown {
  if (!isSchema(value)) return value;
  const entries = Object.entries(value)
    .map(([name, one]) => [name, withoutEmpty(one)] as const)
    .filter(([name, one]) => (isTop && name !== 'intent' ? true : !isEmpty(one)));
  return Object.fromEntries(entries);
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isSchema(value) && Object.keys(value).length === 0);
