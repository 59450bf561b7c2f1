import { globMatcher, parseInteger, parseScan, syntaxError, wrongArity } from './arguments.ts';
import { type ByteString, OK, type Reply } from './engine.ts';
import { cloneSortedSet } from './sorted-set.ts';
import {
  type Command,
  type Entry,
  isExpired,
  liveKeys,
  lookup,
  reads,
  RedisError,
  type Store,
  writes,
} from './store.ts';

const removeAll = (store: Store, keys: ByteString[]): Reply => {
  let removed = 0;
  for (const key of keys) if (lookup(store, key) && store.entries.delete(key)) removed += 1;
  return removed;
};

const countExisting = (store: Store, keys: ByteString[]): Reply => keys.filter((key) => lookup(store, key)).length;

/** Whether EXPIRE's NX, XX, GT or LT lets the new time be set. */
const mayExpire = (options: Set<string>, current: number | null, nextMs: number): boolean => {
  if (options.has('NX') && current !== null) return false;
  if (options.has('XX') && current === null) return false;
  // a key that never expires counts as one that expires infinitely late
  if (options.has('GT') && (current === null || nextMs <= current)) return false;
  return !(options.has('LT') && current !== null && nextMs >= current);
};

const parseExpireOptions = (args: ByteString[]): Set<string> => {
  const options = new Set(args.map((arg) => arg.toUpperCase()));
  for (const arg of args) {
    if (!['NX', 'XX', 'GT', 'LT'].includes(arg.toUpperCase())) throw new RedisError(`ERR Unsupported option ${arg}`);
  }
  if (options.has('NX') && options.size > 1) {
    throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible');
  }
  if (options.has('GT') && options.has('LT')) {
    throw new RedisError('ERR GT and LT options at the same time are not compatible');
  }
  return options;
};

const expire =
  (name: string, unitMs: number, absolute: boolean): Command['run'] =>
  (store, [key = '', amountText = '', ...args]) => {
    const options = parseExpireOptions(args);
    const expiresAtMs = parseInteger(amountText) * unitMs + (absolute ? 0 : store.nowMs);
    if (!Number.isSafeInteger(expiresAtMs)) throw new RedisError(`ERR invalid expire time in '${name}' command`);
    const entry = lookup(store, key);
    if (!entry || !mayExpire(options, entry.expiresAtMs, expiresAtMs)) return 0;
    entry.expiresAtMs = expiresAtMs;
    if (isExpired(store, entry)) store.entries.delete(key);
    return 1;
  };

/** -2 without the key, -1 if it never expires, else what `read` makes of the time it expires at. */
const expiryReader =
  (read: (expiresAtMs: number, nowMs: number) => number): Command['run'] =>
  (store, [key = '']) => {
    const entry = lookup(store, key);
    if (!entry) return -2;
    return entry.expiresAtMs === null ? -1 : read(entry.expiresAtMs, store.nowMs);
  };

const toSeconds = (ms: number): number => Math.floor((ms + 500) / 1000);

const rename = (store: Store, from: ByteString, to: ByteString): void => {
  const entry = lookup(store, from);
  if (!entry) throw new RedisError('ERR no such key');
  store.entries.delete(from);
  store.entries.set(to, entry);
};

const cloneEntry = (entry: Entry): Entry => {
  switch (entry.type) {
    case 'string':
      return { ...entry };
    case 'hash':
      return { ...entry, value: new Map(entry.value) };
    case 'list':
      return { ...entry, value: [...entry.value] };
    case 'set':
      return { ...entry, value: new Set(entry.value) };
    case 'zset':
      return { ...entry, value: cloneSortedSet(entry.value) };
  }
};

const copy: Command['run'] = (store, [from = '', to = '', ...args]) => {
  const replaces = args.length === 1 && args[0]!.toUpperCase() === 'REPLACE';
  if (args.length > 0 && !replaces) throw syntaxError();
  if (from === to) throw new RedisError('ERR source and destination objects are the same');
  const entry = lookup(store, from);
  if (!entry || (lookup(store, to) && !replaces)) return 0;
  store.entries.set(to, cloneEntry(entry));
  return 1;
};

// COUNT is only a hint, so one answer that holds everything is a right answer, however the keys change meanwhile
const scan: Command['run'] = (store, [cursor = '', ...args]) => {
  const { matches, options } = parseScan(cursor, args, ['TYPE']);
  const type = options.get('TYPE')?.toLowerCase();
  const keys = liveKeys(store).filter((key) => type === undefined || store.entries.get(key)!.type === type);
  return ['0', keys.filter(matches)];
};

const flush: Command['run'] = (store, args) => {
  if (args.length > 1 || (args.length === 1 && !/^(a?sync)$/i.test(args[0]!))) throw syntaxError();
  store.entries.clear();
  return OK;
};

export const keyCommands: Record<string, Command> = {
  DEL: writes(-2, removeAll),
  UNLINK: writes(-2, removeAll),
  EXISTS: reads(-2, countExisting),
  TOUCH: reads(-2, countExisting),
  TYPE: reads(2, (store, [key = '']) => ({ status: lookup(store, key)?.type ?? 'none' })),
  EXPIRE: writes(-3, expire('expire', 1000, false)),
  PEXPIRE: writes(-3, expire('pexpire', 1, false)),
  EXPIREAT: writes(-3, expire('expireat', 1000, true)),
  PEXPIREAT: writes(-3, expire('pexpireat', 1, true)),
  TTL: reads(
    2,
    expiryReader((expiresAtMs, nowMs) => toSeconds(expiresAtMs - nowMs)),
  ),
  PTTL: reads(
    2,
    expiryReader((expiresAtMs, nowMs) => expiresAtMs - nowMs),
  ),
  EXPIRETIME: reads(2, expiryReader(toSeconds)),
  PEXPIRETIME: reads(
    2,
    expiryReader((expiresAtMs) => expiresAtMs),
  ),
  PERSIST: writes(2, (store, [key = '']) => {
    const entry = lookup(store, key);
    if (!entry || entry.expiresAtMs === null) return 0;
    entry.expiresAtMs = null;
    return 1;
  }),
  KEYS: reads(2, (store, [pattern = '']) => liveKeys(store).filter(globMatcher(pattern))),
  SCAN: reads(-2, scan),
  RANDOMKEY: reads(1, (store) => {
    const keys = liveKeys(store);
    return keys[Math.floor(Math.random() * keys.length)] ?? null;
  }),
  RENAME: writes(3, (store, [from = '', to = '']) => {
    rename(store, from, to);
    return OK;
  }),
  RENAMENX: writes(3, (store, [from = '', to = '']) => {
    if (!lookup(store, from)) throw new RedisError('ERR no such key');
    if (lookup(store, to)) return 0;
    rename(store, from, to);
    return 1;
  }),
  COPY: writes(-3, copy),
  DBSIZE: reads(1, (store) => liveKeys(store).length),
  FLUSHALL: writes(-1, flush),
  FLUSHDB: writes(-1, flush),
  PING: reads(-1, (_store, [message, ...rest]) => {
    if (rest.length > 0) throw wrongArity('ping');
    return message ?? { status: 'PONG' };
  }),
  ECHO: reads(2, (_store, [message = '']) => message),
  TIME: reads(1, ({ nowMs }) => [String(Math.floor(nowMs / 1000)), String((nowMs % 1000) * 1000)]),
  // nobody can subscribe over REST, so a message reaches no one
  PUBLISH: reads(3, () => 0),
};
