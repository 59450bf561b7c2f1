import { formatDouble, pairsOf, parseDouble, parseInteger, parseScan, syntaxError } from './arguments.ts';
import type { ByteString, Reply } from './engine.ts';
import { sample } from './sample.ts';
import { createSortedSet, inOrder, removeMember, type ScoredMember, setScore, type SortedSet } from './sorted-set.ts';
import { parseRangeOptions, type RangeBy, rangeSelector, toReply } from './sorted-set-ranges.ts';
import { collectionFor, type Command, reads, RedisError, replace, type Store, valueOf, writes } from './store.ts';

const read = (store: Store, key: ByteString): SortedSet => valueOf(store, key, 'zset') ?? createSortedSet();
const open = (store: Store, key: ByteString): SortedSet => collectionFor(store, key, 'zset', () => createSortedSet());

const ADD_FLAGS = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR']);

const parseAdd = (args: ByteString[]): { flags: Set<string>; members: ScoredMember[] } => {
  const split = args.findIndex((arg) => !ADD_FLAGS.has(arg.toUpperCase()));
  const flags = new Set(args.slice(0, Math.max(split, 0)).map((arg) => arg.toUpperCase()));
  const pairs = pairsOf(split === -1 ? [] : args.slice(split), syntaxError);
  if (pairs.length === 0) throw syntaxError();
  if (flags.has('NX') && flags.has('XX')) {
    throw new RedisError('ERR XX and NX options at the same time are not compatible');
  }
  if ([flags.has('GT'), flags.has('LT'), flags.has('NX')].filter(Boolean).length > 1) {
    throw new RedisError('ERR GT, LT, and/or NX options at the same time are not compatible');
  }
  if (flags.has('INCR') && pairs.length > 1) {
    throw new RedisError('ERR INCR option supports a single increment-element pair');
  }
  return { flags, members: pairs.map(([score, member]) => [member, parseDouble(score)]) };
};

/** The score a member is to get; null if the flags forbid the change. */
const nextScore = (flags: Set<string>, current: number | undefined, given: number): number | null => {
  if (flags.has(current === undefined ? 'XX' : 'NX')) return null;
  if (current === undefined) return given;
  const next = flags.has('INCR') ? current + given : given;
  if (Number.isNaN(next)) throw new RedisError('ERR resulting score is not a number (NaN)');
  if (flags.has('GT') && next <= current) return null;
  return flags.has('LT') && next >= current ? null : next;
};

const add = (store: Store, [key = '', ...args]: ByteString[]): Reply => {
  const { flags, members } = parseAdd(args);
  const set = open(store, key);
  let [added, changed] = [0, 0];
  let last: number | null = null;
  for (const [member, given] of members) {
    const current = set.scores.get(member);
    last = nextScore(flags, current, given);
    if (last === null) continue;
    if (current === undefined) added += 1;
    else if (last !== current) changed += 1;
    setScore(set, member, last);
  }
  if (flags.has('INCR')) return last === null ? null : formatDouble(last);
  return flags.has('CH') ? added + changed : added;
};

const range =
  (allowed: string[], by: RangeBy, reverse: boolean): Command['run'] =>
  (store, [key = '', first = '', second = '', ...args]) => {
    const options = parseRangeOptions(args, allowed, { by, reverse });
    return toReply(rangeSelector(first, second, options)(read(store, key)), options.withScores);
  };

const storeRange = (store: Store, [target = '', key = '', first = '', second = '', ...args]: ByteString[]): Reply => {
  const options = parseRangeOptions(args, ['BYSCORE', 'BYLEX', 'REV', 'LIMIT'], { by: 'rank', reverse: false });
  const members = rangeSelector(first, second, options)(read(store, key));
  replace(store, target, { type: 'zset', value: createSortedSet(members) });
  return members.length;
};

const between = (store: Store, by: RangeBy, [key = '', first = '', second = '']: ByteString[]): ScoredMember[] =>
  rangeSelector(first, second, { by, reverse: false, limit: null })(read(store, key));

const counting =
  (by: RangeBy): Command['run'] =>
  (store, args) =>
    between(store, by, args).length;

const removing =
  (by: RangeBy): Command['run'] =>
  (store, args) => {
    const found = between(store, by, args);
    const set = open(store, args[0]!);
    for (const [member] of found) removeMember(set, member);
    return found.length;
  };

const rank =
  (reverse: boolean): Command['run'] =>
  (store, [key = '', member = '']) => {
    const set = read(store, key);
    if (!set.scores.has(member)) return null;
    const index = inOrder(set).findIndex(([candidate]) => candidate === member);
    return reverse ? set.scores.size - 1 - index : index;
  };

const pop =
  (highest: boolean): Command['run'] =>
  (store, [key = '', countText = '1', ...rest]) => {
    if (rest.length > 0) throw syntaxError();
    const count = parseInteger(countText, 'ERR value is out of range, must be positive');
    if (count < 0) throw new RedisError('ERR value is out of range, must be positive');
    const set = open(store, key);
    const ordered = highest ? inOrder(set).toReversed() : inOrder(set);
    const taken = ordered.slice(0, count);
    for (const [member] of taken) removeMember(set, member);
    return toReply(taken, true);
  };

const scoreReply = (score: number | undefined): Reply => (score === undefined ? null : formatDouble(score));

const randomMember: Command['run'] = (store, [key = '', countText, ...args]) => {
  const withScores = args[0]?.toUpperCase() === 'WITHSCORES';
  if (args.length > 1 || (args.length === 1 && !withScores)) throw syntaxError();
  const members = [...inOrder(read(store, key))];
  if (countText === undefined) return sample(members, 1)[0]?.[0] ?? null;
  return toReply(sample(members, parseInteger(countText)), withScores);
};

export const sortedSetCommands: Record<string, Command> = {
  ZADD: writes(-4, add),
  ZINCRBY: writes(4, (store, [key = '', by = '', member = '']) => add(store, [key, 'INCR', by, member])),
  ZREM: writes(-3, (store, [key = '', ...members]) => {
    const set = open(store, key);
    return members.filter((member) => removeMember(set, member)).length;
  }),
  ZSCORE: reads(3, (store, [key = '', member = '']) => scoreReply(read(store, key).scores.get(member))),
  ZMSCORE: reads(-3, (store, [key = '', ...members]) => {
    const { scores } = read(store, key);
    return members.map((member) => scoreReply(scores.get(member)));
  }),
  ZCARD: reads(2, (store, [key = '']) => read(store, key).scores.size),
  ZCOUNT: reads(4, counting('score')),
  ZLEXCOUNT: reads(4, counting('lex')),
  ZRANGE: reads(-4, range(['BYSCORE', 'BYLEX', 'REV', 'LIMIT', 'WITHSCORES'], 'rank', false)),
  ZREVRANGE: reads(-4, range(['WITHSCORES'], 'rank', true)),
  ZRANGEBYSCORE: reads(-4, range(['LIMIT', 'WITHSCORES'], 'score', false)),
  ZREVRANGEBYSCORE: reads(-4, range(['LIMIT', 'WITHSCORES'], 'score', true)),
  ZRANGEBYLEX: reads(-4, range(['LIMIT'], 'lex', false)),
  ZREVRANGEBYLEX: reads(-4, range(['LIMIT'], 'lex', true)),
  ZRANGESTORE: writes(-5, storeRange),
  ZRANK: reads(3, rank(false)),
  ZREVRANK: reads(3, rank(true)),
  ZREMRANGEBYRANK: writes(4, removing('rank')),
  ZREMRANGEBYSCORE: writes(4, removing('score')),
  ZREMRANGEBYLEX: writes(4, removing('lex')),
  ZPOPMIN: writes(-2, pop(false)),
  ZPOPMAX: writes(-2, pop(true)),
  ZRANDMEMBER: reads(-2, randomMember),
  ZSCAN: reads(-3, (store, [key = '', cursor = '', ...args]) => {
    const set = valueOf(store, key, 'zset');
    if (!set) return ['0', []];
    const { matches } = parseScan(cursor, args);
    const found = inOrder(set).filter(([member]) => matches(member));
    return ['0', toReply(found, true)];
  }),
};
