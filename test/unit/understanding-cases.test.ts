import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { understoodQuerySchema } from '../../shared/contracts/query.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';
import { scoreAll } from '../support/score-queries.ts';
import type { LabelledRequest } from '../support/score-queries.ts';

const cases = readFileSync(new URL('understanding-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as LabelledRequest);

/** Requests, most of them refusals and chatter, that the rules were taken from by their kinds, and not one by one. */
const HARD = new Set([
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'twenty-first',
  'twenty-second',
  'twenty-third',
  'twenty-fourth',
  'twenty-fifth',
  'twenty-sixth',
  'twenty-seventh',
  'twenty-eighth',
  'twenty-ninth',
  'thirtieth',
  'thirty-first',
  'thirty-second',
  'thirty-third',
  'thirty-fourth',
  'thirty-fifth',
  'thirty-sixth',
]);
const hard = cases.filter(({ split }) => HARD.has(split ?? ''));
const usual = cases.filter(({ split }) => !HARD.has(split ?? ''));

const read = (text: string) => understand(text).query;
const isUnclear = ({ expect: { unclear }, lenient = [] }: LabelledRequest) =>
  unclear === true && !lenient.includes('unclear');

describe('the labelled requests', () => {
  it('are read exactly, save a few', () => {
    const score = scoreAll(usual, read);
    expect(score.wrong.length, score.wrong.join('\n')).toBeLessThanOrEqual(usual.length * 0.001);
    expect(score.f1).toBeGreaterThan(0.99);
  });

  it('are read exactly four times in five where they are hard', () => {
    const score = scoreAll(hard, read);
    expect(score.exact).toBeGreaterThanOrEqual(hard.length * 0.8);
    expect(score.f1).toBeGreaterThan(0.92);
  });

  it('never turn what is refused into what is wanted', () => {
    expect(scoreAll(cases, read).inverted).toBe(0);
  });

  it('give no field when they ask for no music', () => {
    const wrong = cases.filter(isUnclear).filter(({ text }) => JSON.stringify(read(text)) !== '{"unclear":true}');
    expect(wrong).toEqual([]);
  });

  it('mean the same in capitals, in small letters and with a "please", where no name is in them', () => {
    const plain = usual.filter(({ expect: gold }) => {
      const { artists, title, similarTo, exclude } = gold as MusicQuery;
      return [artists, title, similarTo, exclude?.artists].every((name) => name === undefined);
    });
    const forms = [
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
      (text: string) => `${text} please`,
    ];
    for (const form of forms) {
      const score = scoreAll(
        plain.map((request) => ({ ...request, text: form(request.text) })),
        read,
      );
      expect(score.wrong.length, score.wrong.join('\n')).toBeLessThan(plain.length * 0.02);
    }
  });

  it('give answers within the contract, with spans of the text as it was sent', () => {
    for (const { text } of cases) {
      const understood = understand(text);
      expect(understoodQuerySchema.safeParse(understood).error).toBeUndefined();
      const spans = [...Object.values(understood.fields).flatMap(({ spans: of }) => of), ...understood.notUnderstood];
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
    }
  });

  it('have evidence for every field of the query', () => {
    for (const { text } of cases) {
      const { query, fields } = understand(text);
      const { exclude, ...rest } = query;
      const named = [...Object.keys(rest), ...Object.keys(exclude ?? {}).map((field) => `exclude.${field}`)];
      expect(Object.keys(fields).filter((field) => named.includes(field)).length, text).toBe(
        query.unclear ? 0 : named.length,
      );
    }
  });
});
