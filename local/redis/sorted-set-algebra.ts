import { parseDouble, parseInteger, syntaxError } from './arguments.ts';
import type { ByteString, Reply } from './engine.ts';
import { createSortedSet, inOrder, type ScoredMember } from './sorted-set.ts';
import { toReply } from './sorted-set-ranges.ts';
import { type Command, lookup, reads, RedisError, replace, type Store, writes, wrongType } from './store.ts';

type Scores = Map<ByteString, number>;
type Aggregate = (left: number, right: number) => number;
type Operation = 'union' | 'inter' | 'diff';

const AGGREGATES: Record<string, Aggregate> = {
  // ∞ − ∞ counts as 0
  SUM: (left, right) => (Number.isNaN(left + right) ? 0 : left + right),
  MIN: Math.min,
  MAX: Math.max,
};

/** A sorted set's scores; the members of a plain set count 1 each. */
const scoresOf = (store: Store, key: ByteString): Scores => {
  const entry = lookup(store, key);
  if (!entry) return new Map();
  if (entry.type === 'zset') return entry.value.scores;
  if (entry.type === 'set') return new Map([...entry.value].map((member) => [member, 1]));
  throw wrongType();
};

const combine = (operation: Operation, inputs: Scores[], weights: number[], aggregate: Aggregate): Scores => {
  const [first = new Map() as Scores, ...others] = inputs.map(
    (scores, at) => new Map([...scores].map(([member, score]) => [member, score * weights[at]! || 0])),
  );
  if (operation === 'diff') {
    return new Map([...first].filter(([member]) => !others.some((scores) => scores.has(member))));
  }
  const result: Scores = new Map(first);
  for (const scores of others) {
    for (const [member, score] of scores) {
      const current = result.get(member);
      if (current !== undefined) result.set(member, aggregate(current, score));
      else if (operation === 'union') result.set(member, score);
    }
    if (operation === 'inter') for (const member of result.keys()) if (!scores.has(member)) result.delete(member);
  }
  return result;
};

type Plan = { inputs: Scores[]; weights: number[]; aggregate: Aggregate; withScores: boolean };

const readPlan = (store: Store, name: string, operation: Operation, stores: boolean, args: ByteString[]): Plan => {
  const [countText = '', ...rest] = args;
  const count = parseInteger(countText);
  if (count < 1) throw new RedisError(`ERR at least 1 input key is needed for '${name.toLowerCase()}' command`);
  if (count > rest.length) throw syntaxError();
  const plan: Plan = {
    inputs: rest.slice(0, count).map((key) => scoresOf(store, key)),
    weights: Array.from({ length: count }, () => 1),
    aggregate: AGGREGATES.SUM!,
    withScores: false,
  };
  for (let at = count; at < rest.length; at += 1) {
    const option = rest[at]!.toUpperCase();
    const left = rest.length - at - 1;
    if (option === 'WEIGHTS' && operation !== 'diff' && left >= count) {
      plan.weights = rest
        .slice(at + 1, at + 1 + count)
        .map((text) => parseDouble(text, 'ERR weight value is not a float'));
      at += count;
    } else if (option === 'AGGREGATE' && operation !== 'diff' && left >= 1) {
      const aggregate = AGGREGATES[rest[(at += 1)]!.toUpperCase()];
      if (!aggregate) throw syntaxError();
      plan.aggregate = aggregate;
    } else if (option === 'WITHSCORES' && !stores) plan.withScores = true;
    else throw syntaxError();
  }
  return plan;
};

const run = (operation: Operation, { inputs, weights, aggregate }: Plan): ScoredMember[] => [
  ...inOrder(createSortedSet(combine(operation, inputs, weights, aggregate))),
];

const reading = (name: string, operation: Operation): Command =>
  reads(-3, (store, args): Reply => {
    const plan = readPlan(store, name, operation, false, args);
    return toReply(run(operation, plan), plan.withScores);
  });

const storing = (name: string, operation: Operation): Command =>
  writes(-4, (store, [target = '', ...args]): Reply => {
    const members = run(operation, readPlan(store, name, operation, true, args));
    replace(store, target, { type: 'zset', value: createSortedSet(members) });
    return members.length;
  });

export const sortedSetAlgebraCommands: Record<string, Command> = {
  ZUNION: reading('ZUNION', 'union'),
  ZINTER: reading('ZINTER', 'inter'),
  ZDIFF: reading('ZDIFF', 'diff'),
  ZUNIONSTORE: storing('ZUNIONSTORE', 'union'),
  ZINTERSTORE: storing('ZINTERSTORE', 'inter'),
  ZDIFFSTORE: storing('ZDIFFSTORE', 'diff'),
};
