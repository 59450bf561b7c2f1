import { z } from 'zod';
import { INTENTS, type MusicQuery, musicQuerySchema, nameSchema } from '../../../shared/contracts/query.ts';

const MAX_SEARCH_TERMS = 8;

/** No answer that holds to the schema has so many levels (`exclude`, a list, its terms). */
const MAX_LEVELS = 6;

/** What a model answers about a sentence. */
export const modelAnswerSchema = z.strictObject({
  query: musicQuerySchema,
  intent: z.enum(INTENTS),
  searchTerms: z.array(nameSchema).max(MAX_SEARCH_TERMS),
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

/**
 * What a model sent, if it is an answer. Null, false, an empty text, list or object stand for what is absent; what does not
 * hold to the schema is left out by itself. Null when nothing is left of what was asked for.
 */
export function readModelAnswer(json: unknown): ModelAnswer | null {
  if (!isSchema(json) || !isSchema(json.query)) return null;
  const asked = withoutEmpty(json.query);
  const query = heldToSchema(asked);
  if (!query || (isEmpty(query) && !isEmpty(asked))) return null;
  const terms = Array.isArray(json.searchTerms) ? json.searchTerms : [];
  const searchTerms = terms.map((term) => nameSchema.safeParse(term).data).filter((term) => term !== undefined);
  return {
    query,
    intent: INTENTS.find((intent) => intent === json.intent) ?? 'search',
    searchTerms: searchTerms.slice(0, MAX_SEARCH_TERMS),
  };
}

/** First without what is bad by itself, such as a genre in a list, then without the field around it. */
function heldToSchema(asked: unknown): MusicQuery | null {
  let left = asked;
  for (const depth of [Number.POSITIVE_INFINITY, 1]) {
    const { data, error } = musicQuerySchema.safeParse(left);
    if (data) return data;
    const faults = error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    );
    left = withoutEmpty(faults.reduce((rest, path) => without(rest, path.slice(0, depth)), left));
  }
  return musicQuerySchema.safeParse(left).data ?? null;
}

/** With null where a path leads. */
function without(value: unknown, [name, ...path]: readonly PropertyKey[]): unknown {
  if (name === undefined) return null;
  if (Array.isArray(value)) return value.map((one, at) => (at === name ? without(one, path) : one));
  if (!isSchema(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([own, one]) => [own, own === name ? without(one, path) : one]));
}

/** What is nested deeper than any answer stays as it is, and does not hold to the schema. */
function withoutEmpty(value: unknown, levels = MAX_LEVELS): unknown {
  if (levels === 0) return value;
  if (Array.isArray(value)) return value.map((one) => withoutEmpty(one, levels - 1)).filter((one) => !isEmpty(one));
  if (!isSchema(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, withoutEmpty(one, levels - 1)] as const);
  return Object.fromEntries(entries.filter(([, one]) => !isEmpty(one)));
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isSchema(value) && Object.keys(value).length === 0);
