import type { ByteString, Reply } from './engine.ts';
import type { SortedSet } from './sorted-set.ts';

/** A Redis error; the message is the text that a client gets, its first word the kind. */
export class RedisError extends Error {}

export type Value =
  | { type: 'string'; value: ByteString }
  | { type: 'hash'; value: Map<ByteString, ByteString> }
  | { type: 'list'; value: ByteString[] }
  | { type: 'set'; value: Set<ByteString> }
  | { type: 'zset'; value: SortedSet };

type Kind = Value['type'];
type ValueOf<K extends Kind> = Extract<Value, { type: K }>['value'];

export type Entry = Value & { expiresAtMs: number | null };

export type Store = {
  entries: Map<ByteString, Entry>;
  /** Epoch ms, held still while one command, script or transaction runs. */
  nowMs: number;
  /** Keys whose collection may have become empty; the dispatcher drops those that did. */
  touched: ByteString[];
};

export const createStore = (): Store => ({ entries: new Map(), nowMs: 0, touched: [] });

/** How a command is run. `arity` counts the name as Redis does: exact, or the least if negative. */
export type Command = { arity: number; writes: boolean; run(store: Store, args: ByteString[]): Reply };

export const reads = (arity: number, run: Command['run']): Command => ({ arity, writes: false, run });
export const writes = (arity: number, run: Command['run']): Command => ({ arity, writes: true, run });

export const wrongType = (): RedisError =>
  new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');

export const isExpired = (store: Store, entry: Entry): boolean =>
  entry.expiresAtMs !== null && entry.expiresAtMs <= store.nowMs;

export const lookup = (store: Store, key: ByteString): Entry | undefined => {
  const entry = store.entries.get(key);
  if (!entry || !isExpired(store, entry)) return entry;
  store.entries.delete(key);
  return undefined;
};

/** Keys that have not expired. */
export const liveKeys = (store: Store): ByteString[] =>
  [...store.entries].filter(([, entry]) => !isExpired(store, entry)).map(([key]) => key);

export const dropExpired = (store: Store): void => {
  for (const [key, entry] of store.entries) if (isExpired(store, entry)) store.entries.delete(key);
};

/** The value of a key if it is of this type; undefined if there is none; WRONGTYPE otherwise. */
export const valueOf = <K extends Kind>(store: Store, key: ByteString, kind: K): ValueOf<K> | undefined => {
  const entry = lookup(store, key);
  if (entry && entry.type !== kind) throw wrongType();
  return entry?.value as ValueOf<K> | undefined;
};

/** The collection of a key, to be changed in place; made by `create` if there is none. Left empty, it is dropped. */
export const collectionFor = <K extends Exclude<Kind, 'string'>>(
  store: Store,
  key: ByteString,
  kind: K,
  create: () => ValueOf<K>,
): ValueOf<K> => {
  store.touched.push(key);
  const existing = valueOf(store, key, kind);
  if (existing) return existing;
  const value = create();
  store.entries.set(key, { type: kind, value, expiresAtMs: null } as Entry);
  return value;
};

/** Puts a value in the place of whatever the key held; the key then never expires. */
export const replace = (store: Store, key: ByteString, value: Value): void => {
  store.entries.set(key, { ...value, expiresAtMs: null });
  store.touched.push(key);
};

/** Sets a string and keeps the time at which the key expires. */
export const updateString = (store: Store, key: ByteString, value: ByteString): void => {
  const expiresAtMs = lookup(store, key)?.expiresAtMs ?? null;
  store.entries.set(key, { type: 'string', value, expiresAtMs });
};

const sizeOf = (entry: Entry): number => {
  switch (entry.type) {
    case 'string':
      return 1;
    case 'list':
      return entry.value.length;
    case 'zset':
      return entry.value.scores.size;
    default:
      return entry.value.size;
  }
};

/** Redis has no empty collections: drops those among the touched keys. */
export const dropEmpty = (store: Store): void => {
  for (const key of store.touched) {
    const entry = store.entries.get(key);
    if (entry && sizeOf(entry) === 0) store.entries.delete(key);
  }
  store.touched = [];
};
