/**
 * `npm run bench:understanding -- GOLD.jsonl [--split NAME]`: how many labelled requests the grammar reads exactly,
 * precision, recall and F1 over all fields, the share of requests that need no model, and the time a request takes, warm (over all parses, and the p99 over requests of each one's median, which other
 * load on the machine disturbs less). Lines are
 * `{"id","text","expect","lenient"?,"split"?}`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { understand } from '../../edge/understanding/grammar.ts';
import { needsModel } from '../../edge/understanding/models/understand-request.ts';
import { scoreAll } from '../support/score-queries.ts';
import type { LabelledRequest } from '../support/score-queries.ts';

const ROUNDS = 40;
const WARM_UP_PARSES = 5000;

const { values, positionals } = parseArgs({ options: { split: { type: 'string' } }, allowPositionals: true });
const [path] = positionals;
if (path === undefined) {
  console.error('usage: npm run bench:understanding -- GOLD.jsonl [--split NAME]');
  process.exit(2);
}

const requests = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as LabelledRequest)
  .filter(({ split }) => values.split === undefined || split === values.split);

const score = scoreAll(requests, (text) => understand(text).query);
for (let index = 0; index < WARM_UP_PARSES; index += 1) understand(requests[index % requests.length]?.text ?? '');
const rounds = requests.map(({ text }) => timesMs(text));
const all = rounds.flat().toSorted((a, b) => a - b);
const medians = rounds
  .map((times) =>
    percentile(
      times.toSorted((a, b) => a - b),
      0.5,
    ),
  )
  .toSorted((a, b) => a - b);

console.log(
  JSON.stringify({
    requests: requests.length,
    exact: round(score.exact / requests.length),
    precision: round(score.precision),
    recall: round(score.recall),
    f1: round(score.f1),
    invertedExclusions: score.inverted,
    needNoModel: round(requests.filter(({ text }) => !needsModel(understand(text), text)).length / requests.length),
    parseP50Ms: round(percentile(all, 0.5)),
    parseP99Ms: round(percentile(all, 0.99)),
    medianParseP99Ms: round(percentile(medians, 0.99)),
    parses: all.length,
  }),
);

/** Times of one request over the rounds, warm. Their median is what it costs when nothing else has the processor. */
function timesMs(text: string): number[] {
  const found: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    const start = performance.now();
    understand(text);
    found.push(performance.now() - start);
  }
  return found;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
