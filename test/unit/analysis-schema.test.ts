import { expect, test } from 'vitest';
import { z } from 'zod';
import { analysisSchema } from '../../shared/contracts/analysis.ts';

type Schema = {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
type Field = { path: string; type: string; description: string };

/** Every field that holds a value, with what is said of it: by itself, or by the list that it is in. */
function fieldsOf({ type, description = '', properties, items, anyOf }: Schema, path = ''): Field[] {
  if (properties) return Object.entries(properties).flatMap(([name, of]) => fieldsOf(of, `${path}.${name}`));
  const inner = items ?? anyOf?.find((one) => one.type !== 'null');
  if (inner) return fieldsOf({ ...inner, description: inner.description ?? description }, path);
  return [{ path, type: [type].flat()[0] ?? '', description }];
}

const fields = fieldsOf(z.toJSONSchema(analysisSchema) as Schema);
const UNITS =
  /seconds|beats a minute|to 1\b|1 to 10|^1, by|\bHz\b|\bms\b|\bdB|\bLUFS\b|\bLU\b|cents|kbit\/s|−128 to 127|samples a pixel|a second|bars|3 or 4/i;
/** Numbers that count, or name, and measure nothing. */
const COUNTS = ['.analysisVersion', '.audio.channels'];

test('an analysis has nothing that its schema does not describe', () => {
  expect(fields.length).toBeGreaterThan(80);
  expect(fields.filter(({ description }) => description === '').map(({ path }) => path)).toEqual([]);
});

test('every number in it has its unit, or the range that it lies in', () => {
  const numbers = fields.filter(({ type, path }) => ['number', 'integer'].includes(type) && !COUNTS.includes(path));
  expect(numbers.filter(({ description }) => !UNITS.test(description)).map(({ path }) => path)).toEqual([]);
});

test('every part says what it rests on, and how sure it is or its answers are', () => {
  const parts = Object.keys(analysisSchema.shape).filter(
    (name) => !['analysisVersion', 'durationSec', 'audio'].includes(name),
  );
  for (const part of parts) {
    const of = fields.filter(({ path }) => path.startsWith(`.${part}.`)).map(({ path }) => path);
    expect(of).toContain(`.${part}.method`);
    expect(of.some((path) => path.endsWith('.confidence'))).toBe(true);
  }
});
