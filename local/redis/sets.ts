import { parseInteger, parseScan, syntaxError } from './arguments.ts';
import type { ByteString, Reply } from './engine.ts';
import { sample } from './sample.ts';
import { collectionFor, type Command, reads, RedisError, replace, type Store, valueOf, writes } from './store.ts';

type Members = Set<ByteString>;

const NO_MEMBERS: Members = new Set();

const read = (store: Store, key: ByteString): Members => valueOf(store, key, 'set') ?? NO_MEMBERS;
const open = (store: Store, key: ByteString): Members => collectionFor(store, key, 'set', () => new Set());

const add = (store: Store, [key = '', ...members]: ByteString[]): Reply => {
  const set = open(store, key);
  const before = set.size;
  for (const member of members) set.add(member);
  return set.size - before;
};

const remove = (store: Store, [key = '', ...members]: ByteString[]): Reply => {
  const set = open(store, key);
  return members.filter((member) => set.delete(member)).length;
};

const pop = (store: Store, [key = '', countText, ...rest]: ByteString[]): Reply => {
  if (rest.length > 0) throw syntaxError();
  const count = countText === undefined ? 1 : parseInteger(countText, 'ERR value is out of range, must be positive');
  if (count < 0) throw new RedisError('ERR value is out of range, must be positive');
  const set = open(store, key);
  const taken = sample([...set], count);
  for (const member of taken) set.delete(member);
  return countText === undefined ? (taken[0] ?? null) : taken;
};

const random: Command['run'] = (store, [key = '', countText, ...rest]) => {
  if (rest.length > 0) throw syntaxError();
  const members = [...read(store, key)];
  return countText === undefined ? (sample(members, 1)[0] ?? null) : sample(members, parseInteger(countText));
};

const move = (store: Store, [from = '', to = '', member = '']: ByteString[]): Reply => {
  const source = valueOf(store, from, 'set');
  if (!source) return 0;
  const target = open(store, to);
  if (!open(store, from).delete(member)) return 0;
  target.add(member);
  return 1;
};

type Combine = (sets: Members[]) => Members;

const difference: Combine = ([first = NO_MEMBERS, ...others]) =>
  new Set([...first].filter((member) => !others.some((set) => set.has(member))));
const intersection: Combine = ([first = NO_MEMBERS, ...others]) =>
  new Set([...first].filter((member) => others.every((set) => set.has(member))));
const union: Combine = (sets) => new Set(sets.flatMap((set) => [...set]));

const combined =
  (combine: Combine): Command['run'] =>
  (store, keys) => [...combine(keys.map((key) => read(store, key)))];

const stored =
  (combine: Combine): Command['run'] =>
  (store, [target = '', ...keys]) => {
    const value = combine(keys.map((key) => read(store, key)));
    replace(store, target, { type: 'set', value });
    return value.size;
  };

const intersectionSize: Command['run'] = (store, [countText = '', ...args]) => {
  const count = parseInteger(countText, 'ERR numkeys should be greater than 0');
  if (count <= 0) throw new RedisError('ERR numkeys should be greater than 0');
  if (count > args.length) throw new RedisError("ERR Number of keys can't be greater than number of args");
  const options = args.slice(count);
  if (options.length !== 0 && (options.length !== 2 || options[0]!.toUpperCase() !== 'LIMIT')) throw syntaxError();
  const limit = options.length === 0 ? 0 : parseInteger(options[1]!, "ERR LIMIT can't be negative");
  if (limit < 0) throw new RedisError("ERR LIMIT can't be negative");
  const { size } = intersection(args.slice(0, count).map((key) => read(store, key)));
  return limit === 0 ? size : Math.min(limit, size);
};

const scan: Command['run'] = (store, [key = '', cursor = '', ...args]) => {
  const set = valueOf(store, key, 'set');
  if (!set) return ['0', []];
  return ['0', [...set].filter(parseScan(cursor, args).matches)];
};

export const setCommands: Record<string, Command> = {
  SADD: writes(-3, add),
  SREM: writes(-3, remove),
  SMEMBERS: reads(2, (store, [key = '']) => [...read(store, key)]),
  SISMEMBER: reads(3, (store, [key = '', member = '']) => (read(store, key).has(member) ? 1 : 0)),
  SMISMEMBER: reads(-3, (store, [key = '', ...members]) => {
    const set = read(store, key);
    return members.map((member) => (set.has(member) ? 1 : 0));
  }),
  SCARD: reads(2, (store, [key = '']) => read(store, key).size),
  SPOP: writes(-2, pop),
  SRANDMEMBER: reads(-2, random),
  SMOVE: writes(4, move),
  SDIFF: reads(-2, combined(difference)),
  SINTER: reads(-2, combined(intersection)),
  SUNION: reads(-2, combined(union)),
  SDIFFSTORE: writes(-3, stored(difference)),
  SINTERSTORE: writes(-3, stored(intersection)),
  SUNIONSTORE: writes(-3, stored(union)),
  SINTERCARD: reads(-3, intersectionSize),
  SSCAN: reads(-3, scan),
};
