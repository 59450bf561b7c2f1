import {
  addDecimals,
  isInt64,
  pairsOf,
  parseDouble,
  parseInt64,
  parseInteger,
  parseScan,
  syntaxError,
  wrongArity,
} from './arguments.ts';
import { type ByteString, OK, type Reply } from './engine.ts';
import { sample } from './sample.ts';
import { collectionFor, type Command, reads, RedisError, type Store, valueOf, writes } from './store.ts';

type Hash = Map<ByteString, ByteString>;

const NO_HASH: Hash = new Map();

const read = (store: Store, key: ByteString): Hash => valueOf(store, key, 'hash') ?? NO_HASH;
const open = (store: Store, key: ByteString): Hash => collectionFor(store, key, 'hash', () => new Map());

const setFields = (store: Store, key: ByteString, args: ByteString[], name: string): number => {
  const pairs = pairsOf(args, () => wrongArity(name));
  const hash = open(store, key);
  const before = hash.size;
  for (const [field, value] of pairs) hash.set(field, value);
  return hash.size - before;
};

const increment = (store: Store, [key = '', field = '', byText = '']: ByteString[]): Reply => {
  const by = parseInt64(byText);
  const sum = parseInt64(read(store, key).get(field) ?? '0', 'ERR hash value is not an integer') + by;
  if (!isInt64(sum)) throw new RedisError('ERR increment or decrement would overflow');
  open(store, key).set(field, String(sum));
  return Number(sum);
};

const incrementByFloat = (store: Store, [key = '', field = '', by = '']: ByteString[]): Reply => {
  parseDouble(by);
  const current = read(store, key).get(field) ?? '0';
  parseDouble(current, 'ERR hash value is not a float');
  const sum = addDecimals(current, by);
  open(store, key).set(field, sum);
  return sum;
};

const removeFields = (store: Store, [key = '', ...fields]: ByteString[]): Reply => {
  const hash = open(store, key);
  return fields.filter((field) => hash.delete(field)).length;
};

const randomField: Command['run'] = (store, [key = '', countText, ...args]) => {
  const withValues = args[0]?.toUpperCase() === 'WITHVALUES';
  if (args.length > 1 || (args.length === 1 && !withValues)) throw syntaxError();
  const entries = [...read(store, key)];
  if (countText === undefined) return sample(entries, 1)[0]?.[0] ?? null;
  return sample(entries, parseInteger(countText)).flatMap(([field, value]) => (withValues ? [field, value] : [field]));
};

const scan: Command['run'] = (store, [key = '', cursor = '', ...args]) => {
  const hash = valueOf(store, key, 'hash');
  if (!hash) return ['0', []];
  const { matches } = parseScan(cursor, args);
  return ['0', [...hash].filter(([field]) => matches(field)).flat()];
};

export const hashCommands: Record<string, Command> = {
  HSET: writes(-4, (store, [key = '', ...args]) => setFields(store, key, args, 'hset')),
  HMSET: writes(-4, (store, [key = '', ...args]) => {
    setFields(store, key, args, 'hmset');
    return OK;
  }),
  HSETNX: writes(4, (store, [key = '', field = '', value = '']) => {
    const hash = open(store, key);
    if (hash.has(field)) return 0;
    hash.set(field, value);
    return 1;
  }),
  HGET: reads(3, (store, [key = '', field = '']) => read(store, key).get(field) ?? null),
  HMGET: reads(-3, (store, [key = '', ...fields]) => {
    const hash = read(store, key);
    return fields.map((field) => hash.get(field) ?? null);
  }),
  HGETALL: reads(2, (store, [key = '']) => [...read(store, key)].flat()),
  HKEYS: reads(2, (store, [key = '']) => [...read(store, key).keys()]),
  HVALS: reads(2, (store, [key = '']) => [...read(store, key).values()]),
  HLEN: reads(2, (store, [key = '']) => read(store, key).size),
  HSTRLEN: reads(3, (store, [key = '', field = '']) => (read(store, key).get(field) ?? '').length),
  HEXISTS: reads(3, (store, [key = '', field = '']) => (read(store, key).has(field) ? 1 : 0)),
  HDEL: writes(-3, removeFields),
  HINCRBY: writes(4, increment),
  HINCRBYFLOAT: writes(4, incrementByFloat),
  HRANDFIELD: reads(-2, randomField),
  HSCAN: reads(-3, scan),
};
