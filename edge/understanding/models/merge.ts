import {
  type MusicQuery,
  musicQuerySchema,
  QUERY_FIELDS,
  type QueryField,
  type TextSpan,
  type Understood,
} from '../../../shared/contracts/query.ts';
import { camelotOf } from '../../../shared/music/keys.ts';
import { fold } from '../normalise.ts';
import { termNamed } from '../vocabulary-terms.ts';
import type { ModelAnswer } from './answer.ts';
import { spansOf } from './spans.ts';

/** From here on the grammar saw a field plainly, and no model overrules it. */
const PLAIN = 0.8;

/** How far a model's field is trusted. */
const MODEL_CONFIDENCE = 0.7;

/**
 * The grammar's reading of a request and a model's as one: what the grammar saw plainly stays, and the model says the
 * rest. Null when the two don't make a query together.
 */
export function mergeAnswer(
  request: string,
  grammar: Understood,
  { query: model, intent, searchTerms }: ModelAnswer,
): Understood | null {
  const plain = QUERY_FIELDS.filter((field) => (grammar.fields[field]?.confidence ?? 0) >= PLAIN);
  if (model.unclear && plain.length === 0) return { ...unclear(grammar), source: 'model' };
  const isPlain = (field: QueryField) => plain.includes(field) || (isOfKey(field) && plain.some(isOfKey));
  const values = new Map<QueryField, unknown>();
  for (const field of QUERY_FIELDS) {
    const value = isPlain(field) ? valueOf(grammar.query, field) : inWords(request, field, valueOf(model, field));
    if (value !== undefined) values.set(field, value);
  }
  settle(values, plain);
  const query: Record<string, unknown> = {};
  const fields: Understood['fields'] = {};
  for (const [field, value] of values) {
    put(query, field, value);
    fields[field] = (isPlain(field) && grammar.fields[field]) || {
      confidence: MODEL_CONFIDENCE,
      spans: spansOf(request, field, asSaid(model, field, value)),
    };
  }
  // Nothing that counts was said: the grammar's reading is as good.
  if (Object.keys(query).length === 0) return { ...grammar, source: 'model' };
  const merged = musicQuerySchema.safeParse(withWholeKey(query, fields));
  if (!merged.success) return null;
  return {
    ...grammar,
    query: merged.data,
    source: 'model',
    intent,
    confidence: Math.min(...Object.values(fields).map(({ confidence }) => confidence), 1),
    fields,
    notUnderstood: grammar.notUnderstood.filter((words) => !isExplained(words, fields)),
    searchTerms: searchTerms.length > 0 ? searchTerms : grammar.searchTerms,
  };
}

/** Nothing is wanted and refused at once: what only the grammar saw plainly stays, else the refusal does. */
function settle(values: Map<QueryField, unknown>, plain: QueryField[]): void {
  const listOf = (field: QueryField) => (values.get(field) ?? []) as string[];
  for (const wanted of ['genres', 'moods', 'artists', 'instruments'] as const) {
    const refused = `exclude.${wanted}` as const;
    const isWantedPlainly = plain.includes(wanted) && !plain.includes(refused);
    const [stays, yields] = isWantedPlainly ? [wanted, refused] : [refused, wanted];
    const there = new Set(listOf(stays).map((one) => fold(one).text));
    const kept = listOf(yields).filter((one) => !there.has(fold(one).text));
    if (kept.length > 0) values.set(yields, kept);
    else values.delete(yields);
  }
}

/** Whether a field comes from some of these words. */
const isExplained = ({ start, end }: TextSpan, fields: Understood['fields']): boolean =>
  Object.values(fields).some(({ spans }) => spans.some((span) => span.start < end && span.end > start));

const unclear = (grammar: Understood): Understood => ({
  ...grammar,
  query: { unclear: true },
  fields: {},
  searchTerms: [],
});

/** Key, Camelot code and the wish for keys that mix are one statement: all from the grammar, or all from the model. */
const isOfKey = (field: QueryField): boolean => field === 'key' || field === 'camelot' || field === 'compatibleKeys';

const TERMS: Partial<Record<QueryField, 'genre' | 'instrument'>> = {
  genres: 'genre',
  'exclude.genres': 'genre',
  instruments: 'instrument',
  'exclude.instruments': 'instrument',
};

/** Genres and instruments as the vocabulary calls them; another only where the request itself has it. */
function inWords(request: string, field: QueryField, value: unknown): unknown {
  const role = TERMS[field];
  if (!role || !Array.isArray(value)) return value;
  const kept = (value as string[]).flatMap(
    (one) => termNamed(role, one) ?? (spansOf(request, field, one).length > 0 ? one.toLowerCase() : []),
  );
  return kept.length > 0 ? [...new Set(kept)] : undefined;
}

/** A value as the model put it, which is how the request may have it: "dnb" where that is "drum and bass". */
function asSaid(model: MusicQuery, field: QueryField, value: unknown): unknown {
  const role = TERMS[field];
  const said = valueOf(model, field);
  if (!role || !Array.isArray(said)) return value;
  return (said as string[]).filter((one) => (value as string[]).includes(termNamed(role, one) ?? one.toLowerCase()));
}

function valueOf(query: MusicQuery, field: QueryField): unknown {
  const [first, second] = field.split('.') as [keyof MusicQuery, 'genres' | undefined];
  return second === undefined ? query[first] : query.exclude?.[second];
}

function put(query: Record<string, unknown>, field: QueryField, value: unknown): void {
  const [first, second] = field.split('.') as [string, string | undefined];
  if (second === undefined) query[first] = value;
  else query[first] = { ...(query[first] as object | undefined), [second]: value };
}

/** A key always with its Camelot code, and no wish for keys that mix without a key to mix with. */
function withWholeKey(query: Record<string, unknown>, fields: Understood['fields']): Record<string, unknown> {
  const { key, ...rest } = query;
  if (key === undefined) {
    const { camelot, compatibleKeys: _, ...keyless } = rest;
    if (camelot === undefined) {
      delete fields.compatibleKeys;
      return keyless;
    }
    return rest;
  }
  fields.camelot ??= fields.key!;
  return { ...query, camelot: camelotOf(key as NonNullable<MusicQuery['key']>) };
}
