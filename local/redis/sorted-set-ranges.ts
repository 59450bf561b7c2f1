import { formatDouble, parseDouble, parseInteger, sliceBounds, syntaxError } from './arguments.ts';
import type { ByteString } from './engine.ts';
import { inOrder, type ScoredMember, type SortedSet } from './sorted-set.ts';
import { RedisError } from './store.ts';

export type RangeBy = 'rank' | 'score' | 'lex';

export type RangeOptions = {
  by: RangeBy;
  reverse: boolean;
  limit: { offset: number; count: number } | null;
  withScores: boolean;
};

type Test = (member: ScoredMember) => boolean;

const scoreBound = (text: ByteString): { value: number; exclusive: boolean } => {
  const exclusive = text.startsWith('(');
  return { value: parseDouble(exclusive ? text.slice(1) : text, 'ERR min or max is not a float'), exclusive };
};

const scoreTest = (minText: ByteString, maxText: ByteString): Test => {
  const [min, max] = [scoreBound(minText), scoreBound(maxText)];
  return ([, score]) =>
    (min.exclusive ? score > min.value : score >= min.value) &&
    (max.exclusive ? score < max.value : score <= max.value);
};

/** How a member stands to a lexical bound: -1 below, 0 at, 1 above. */
const lexComparer = (text: ByteString): { compare: (member: ByteString) => number; exclusive: boolean } => {
  if (text === '-') return { compare: () => 1, exclusive: false };
  if (text === '+') return { compare: () => -1, exclusive: false };
  if (!/^[[(]/.test(text)) throw new RedisError('ERR min or max not valid string range item');
  const bound = text.slice(1);
  const compare = (member: ByteString): number => (member === bound ? 0 : member < bound ? -1 : 1);
  return { compare, exclusive: text.startsWith('(') };
};

const lexTest = (minText: ByteString, maxText: ByteString): Test => {
  const [min, max] = [lexComparer(minText), lexComparer(maxText)];
  return ([member]) =>
    (min.exclusive ? min.compare(member) > 0 : min.compare(member) >= 0) &&
    (max.exclusive ? max.compare(member) < 0 : max.compare(member) <= 0);
};

/**
 * Reads two bounds, and returns what picks the members between them out of a set. With `reverse` the order is downwards,
 * and `first` is the upper bound.
 */
export const rangeSelector = (
  first: ByteString,
  second: ByteString,
  { by, reverse, limit }: Omit<RangeOptions, 'withScores'>,
): ((set: SortedSet) => ScoredMember[]) => {
  const directed = (members: readonly ScoredMember[]): readonly ScoredMember[] =>
    reverse ? members.toReversed() : members;
  if (by === 'rank') {
    const [start, stop] = [parseInteger(first), parseInteger(second)];
    return (set) => directed(inOrder(set)).slice(...sliceBounds(start, stop, set.scores.size));
  }
  const [min, max] = reverse ? [second, first] : [first, second];
  const test = by === 'score' ? scoreTest(min, max) : lexTest(min, max);
  const { offset, count } = limit ?? { offset: 0, count: -1 };
  return (set) =>
    offset < 0 ? [] : directed(inOrder(set).filter(test)).slice(offset, count < 0 ? undefined : offset + count);
};

/** Reads the options after the bounds of ZRANGE and its older relatives; only those named in `allowed` are known. */
export const parseRangeOptions = (
  args: ByteString[],
  allowed: string[],
  base: { by: RangeBy; reverse: boolean },
): RangeOptions => {
  const options: RangeOptions = { ...base, limit: null, withScores: false };
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at]!.toUpperCase();
    if (!allowed.includes(name)) throw syntaxError();
    if (name === 'WITHSCORES') options.withScores = true;
    else if (name === 'BYSCORE') options.by = 'score';
    else if (name === 'BYLEX') options.by = 'lex';
    else if (name === 'REV') options.reverse = true;
    else {
      if (at + 2 >= args.length) throw syntaxError();
      options.limit = { offset: parseInteger(args[at + 1]!), count: parseInteger(args[at + 2]!) };
      at += 2;
    }
  }
  if (options.limit && options.by === 'rank') {
    throw new RedisError('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  }
  if (options.withScores && options.by === 'lex') {
    throw new RedisError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  }
  return options;
};

export const toReply = (members: ScoredMember[], withScores: boolean): ByteString[] =>
  members.flatMap(([member, score]) => (withScores ? [member, formatDouble(score)] : [member]));
