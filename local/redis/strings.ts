import {
  addDecimals,
  byteRange,
  isInt64,
  pairsOf,
  parseInt64,
  parseInteger,
  syntaxError,
  wrongArity,
} from './arguments.ts';
import { type ByteString, OK, type Reply } from './engine.ts';
import {
  type Command,
  lookup,
  reads,
  RedisError,
  replace,
  type Store,
  updateString,
  valueOf,
  writes,
} from './store.ts';

/** Redis's own limit for one string. */
const MAX_STRING_BYTES = 512 * 1024 * 1024;

const get = (store: Store, key: ByteString): ByteString | null => valueOf(store, key, 'string') ?? null;

const set = (store: Store, key: ByteString, value: ByteString, expiresAtMs: number | null = null): void => {
  replace(store, key, { type: 'string', value });
  store.entries.get(key)!.expiresAtMs = expiresAtMs;
};

/** Epoch ms from an option of SET or GETEX and its value. */
const expiryFrom = (store: Store, option: string, text: ByteString, command: string): number => {
  const amount = parseInteger(text);
  if (amount <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  const ms = option.startsWith('EX') ? amount * 1000 : amount;
  return option.endsWith('AT') ? ms : store.nowMs + ms;
};

const EXPIRY_OPTIONS = new Set(['EX', 'PX', 'EXAT', 'PXAT']);

const setWithOptions = (store: Store, [key = '', value = '', ...args]: ByteString[]): Reply => {
  const flags = new Set<string>();
  let expiry: [option: string, value: ByteString] | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const option = args[at]!.toUpperCase();
    const taken = expiry !== null || flags.has('KEEPTTL');
    if (EXPIRY_OPTIONS.has(option) && at + 1 < args.length && !taken) expiry = [option, args[(at += 1)]!];
    else if (option === 'KEEPTTL' && !taken) flags.add(option);
    else if (option === 'NX' || option === 'XX' || option === 'GET') flags.add(option);
    else throw syntaxError();
  }
  if (flags.has('NX') && flags.has('XX')) throw syntaxError();
  const expiresAtMs = expiry && expiryFrom(store, expiry[0], expiry[1], 'set');
  const previous = flags.has('GET') ? get(store, key) : null;
  const existing = lookup(store, key);
  if (flags.has(existing ? 'NX' : 'XX')) return previous;
  set(store, key, value, flags.has('KEEPTTL') ? (existing?.expiresAtMs ?? null) : expiresAtMs);
  return flags.has('GET') ? previous : OK;
};

const getAndExpire = (store: Store, [key = '', ...args]: ByteString[]): Reply => {
  const option = args[0]?.toUpperCase();
  const valid =
    args.length === 0 || (args.length === 1 ? option === 'PERSIST' : args.length === 2 && EXPIRY_OPTIONS.has(option!));
  if (!valid) throw syntaxError();
  const value = get(store, key);
  const entry = lookup(store, key);
  if (!entry || option === undefined) return value;
  entry.expiresAtMs = option === 'PERSIST' ? null : expiryFrom(store, option, args[1]!, 'getex');
  return value;
};

const setFor =
  (name: string, option: string): Command['run'] =>
  (store, [key = '', duration = '', value = '']) => {
    set(store, key, value, expiryFrom(store, option, duration, name));
    return OK;
  };

const increment = (store: Store, key: ByteString, by: bigint): number => {
  const sum = parseInt64(get(store, key) ?? '0') + by;
  if (!isInt64(sum)) throw new RedisError('ERR increment or decrement would overflow');
  updateString(store, key, String(sum));
  return Number(sum);
};

const incrementByFloat = (store: Store, [key = '', by = '']: ByteString[]): Reply => {
  const sum = addDecimals(get(store, key) ?? '0', by);
  updateString(store, key, sum);
  return sum;
};

const append = (store: Store, [key = '', suffix = '']: ByteString[]): Reply => {
  const value = (get(store, key) ?? '') + suffix;
  updateString(store, key, value);
  return value.length;
};

const getRange: Command['run'] = (store, [key = '', start = '', stop = '']) => {
  const [from, to] = [parseInteger(start), parseInteger(stop)];
  const value = get(store, key) ?? '';
  return value.slice(...byteRange(from, to, value.length));
};

const setRange = (store: Store, [key = '', offsetText = '', part = '']: ByteString[]): Reply => {
  const offset = parseInteger(offsetText);
  if (offset < 0) throw new RedisError('ERR offset is out of range');
  const value = get(store, key) ?? '';
  if (part === '') return value.length;
  if (offset + part.length > MAX_STRING_BYTES) {
    throw new RedisError('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
  }
  const changed = value.slice(0, offset).padEnd(offset, '\0') + part + value.slice(offset + part.length);
  updateString(store, key, changed);
  return changed.length;
};

const setMany = (store: Store, args: ByteString[], name: string): [ByteString, ByteString][] => {
  const pairs = pairsOf(args, () => wrongArity(name));
  for (const [key, value] of pairs) set(store, key, value);
  return pairs;
};

const bitAt = (text: ByteString): number => {
  const message = 'ERR bit offset is not an integer or out of range';
  const offset = parseInteger(text, message);
  if (offset < 0 || offset >= MAX_STRING_BYTES * 8) throw new RedisError(message);
  return offset;
};

const getBit: Command['run'] = (store, [key = '', offsetText = '']) => {
  const offset = bitAt(offsetText);
  const byte = (get(store, key) ?? '').charCodeAt(offset >> 3);
  return Number.isNaN(byte) ? 0 : (byte >> (7 - (offset & 7))) & 1;
};

const setBit = (store: Store, [key = '', offsetText = '', bit = '']: ByteString[]): Reply => {
  const offset = bitAt(offsetText);
  if (bit !== '0' && bit !== '1') throw new RedisError('ERR bit is not an integer or out of range');
  const at = offset >> 3;
  const value = (get(store, key) ?? '').padEnd(at + 1, '\0');
  const mask = 1 << (7 - (offset & 7));
  const byte = value.charCodeAt(at);
  const changed = bit === '1' ? byte | mask : byte & ~mask;
  updateString(store, key, value.slice(0, at) + String.fromCharCode(changed) + value.slice(at + 1));
  return (byte & mask) === 0 ? 0 : 1;
};

const bitCount: Command['run'] = (store, [key = '', ...range]) => {
  const value = get(store, key);
  if (value === null) return 0;
  if (range.length !== 0 && range.length !== 2) throw syntaxError();
  const [start = 0, stop = -1] = range.map((text) => parseInteger(text));
  let count = 0;
  for (const char of value.slice(...byteRange(start, stop, value.length))) {
    for (let byte = char.charCodeAt(0); byte > 0; byte &= byte - 1) count += 1;
  }
  return count;
};

export const stringCommands: Record<string, Command> = {
  GET: reads(2, (store, [key = '']) => get(store, key)),
  SET: writes(-3, setWithOptions),
  SETNX: writes(3, (store, [key = '', value = '']) => (setWithOptions(store, [key, value, 'NX']) === null ? 0 : 1)),
  SETEX: writes(4, setFor('setex', 'EX')),
  PSETEX: writes(4, setFor('psetex', 'PX')),
  GETSET: writes(3, (store, [key = '', value = '']) => setWithOptions(store, [key, value, 'GET'])),
  GETEX: writes(-2, getAndExpire),
  GETDEL: writes(2, (store, [key = '']) => {
    const value = get(store, key);
    store.entries.delete(key);
    return value;
  }),
  MGET: reads(-2, (store, keys) =>
    keys.map((key) => {
      const entry = lookup(store, key);
      return entry?.type === 'string' ? entry.value : null;
    }),
  ),
  MSET: writes(-3, (store, args) => {
    setMany(store, args, 'mset');
    return OK;
  }),
  MSETNX: writes(-3, (store, args) => {
    const pairs = pairsOf(args, () => wrongArity('msetnx'));
    if (pairs.some(([key]) => lookup(store, key))) return 0;
    setMany(store, args, 'msetnx');
    return 1;
  }),
  APPEND: writes(3, append),
  STRLEN: reads(2, (store, [key = '']) => (get(store, key) ?? '').length),
  GETRANGE: reads(4, getRange),
  SUBSTR: reads(4, getRange),
  SETRANGE: writes(4, setRange),
  INCR: writes(2, (store, [key = '']) => increment(store, key, 1n)),
  DECR: writes(2, (store, [key = '']) => increment(store, key, -1n)),
  INCRBY: writes(3, (store, [key = '', by = '']) => increment(store, key, parseInt64(by))),
  DECRBY: writes(3, (store, [key = '', by = '']) => increment(store, key, -parseInt64(by))),
  INCRBYFLOAT: writes(3, incrementByFloat),
  GETBIT: reads(3, getBit),
  SETBIT: writes(4, setBit),
  BITCOUNT: reads(-2, bitCount),
};
