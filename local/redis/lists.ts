import { parseInteger, sliceBounds, syntaxError, wrongArity } from './arguments.ts';
import { type ByteString, OK, type Reply } from './engine.ts';
import { collectionFor, type Command, reads, RedisError, type Store, valueOf, writes } from './store.ts';

type List = ByteString[];
type End = 'LEFT' | 'RIGHT';

const read = (store: Store, key: ByteString): List => valueOf(store, key, 'list') ?? [];
const open = (store: Store, key: ByteString): List => collectionFor(store, key, 'list', () => []);

const push =
  (end: End, onlyExisting = false): Command['run'] =>
  (store, [key = '', ...values]) => {
    if (onlyExisting && !valueOf(store, key, 'list')) return 0;
    const list = open(store, key);
    if (end === 'RIGHT') list.push(...values);
    else list.unshift(...values.toReversed());
    return list.length;
  };

const take = (list: List, end: End, count: number): List =>
  end === 'LEFT' ? list.splice(0, count) : list.splice(Math.max(0, list.length - count)).toReversed();

const pop =
  (name: string, end: End): Command['run'] =>
  (store, [key = '', countText, ...rest]) => {
    if (rest.length > 0) throw wrongArity(name);
    const count = countText === undefined ? 1 : parseInteger(countText, 'ERR value is out of range, must be positive');
    if (count < 0) throw new RedisError('ERR value is out of range, must be positive');
    if (!valueOf(store, key, 'list')) return null;
    const taken = take(open(store, key), end, count);
    return countText === undefined ? (taken[0] ?? null) : taken;
  };

const parseEnd = (text: ByteString): End => {
  const end = text.toUpperCase();
  if (end !== 'LEFT' && end !== 'RIGHT') throw syntaxError();
  return end;
};

const move = (store: Store, from: ByteString, to: ByteString, takenFrom: End, put: End): Reply => {
  if (!valueOf(store, from, 'list')) return null;
  const target = open(store, to);
  const [value] = take(open(store, from), takenFrom, 1);
  if (put === 'LEFT') target.unshift(value!);
  else target.push(value!);
  return value!;
};

const at = (list: List, index: number): number => (index < 0 ? list.length + index : index);

const setAt = (store: Store, [key = '', indexText = '', value = '']: ByteString[]): Reply => {
  const list = valueOf(store, key, 'list');
  if (!list) throw new RedisError('ERR no such key');
  const index = at(list, parseInteger(indexText));
  if (index < 0 || index >= list.length) throw new RedisError('ERR index out of range');
  list[index] = value;
  return OK;
};

const insert = (store: Store, [key = '', where = '', pivot = '', value = '']: ByteString[]): Reply => {
  const side = where.toUpperCase();
  if (side !== 'BEFORE' && side !== 'AFTER') throw syntaxError();
  const list = valueOf(store, key, 'list');
  if (!list) return 0;
  const index = list.indexOf(pivot);
  if (index === -1) return -1;
  list.splice(side === 'BEFORE' ? index : index + 1, 0, value);
  return list.length;
};

const removeMatches = (store: Store, [key = '', countText = '', value = '']: ByteString[]): Reply => {
  const count = parseInteger(countText);
  const list = open(store, key);
  let left = count === 0 ? list.length : Math.abs(count);
  const before = list.length;
  const keep = (item: ByteString): boolean => item !== value || (left -= 1) < 0;
  const kept = count < 0 ? list.toReversed().filter(keep).toReversed() : list.filter(keep);
  list.splice(0, list.length, ...kept);
  return before - list.length;
};

const trim = (store: Store, [key = '', start = '', stop = '']: ByteString[]): Reply => {
  const [from, to] = [parseInteger(start), parseInteger(stop)];
  const list = open(store, key);
  list.splice(0, list.length, ...list.slice(...sliceBounds(from, to, list.length)));
  return OK;
};

const parsePositionOption = (name: string, text: ByteString): number => {
  if (name === 'RANK') {
    const rank = parseInteger(text);
    if (rank !== 0) return rank;
    throw new RedisError(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  }
  const message = `ERR ${name} can't be negative`;
  const value = parseInteger(text, message);
  if (value < 0) throw new RedisError(message);
  return value;
};

const positions: Command['run'] = (store, [key = '', value = '', ...args]) => {
  const options = new Map<string, number>();
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index]!.toUpperCase();
    const text = args[index + 1];
    if (!['RANK', 'COUNT', 'MAXLEN'].includes(name) || text === undefined) throw syntaxError();
    options.set(name, parsePositionOption(name, text));
  }
  const [rank, count, maxlen] = [options.get('RANK') ?? 1, options.get('COUNT'), options.get('MAXLEN') ?? 0];
  const list = read(store, key);
  const order = rank < 0 ? [...list.keys()].toReversed() : [...list.keys()];
  const looked = maxlen === 0 ? order : order.slice(0, maxlen);
  const found = looked.filter((index) => list[index] === value).slice(Math.abs(rank) - 1);
  if (count === undefined) return found[0] ?? null;
  return count === 0 ? found : found.slice(0, count);
};

export const listCommands: Record<string, Command> = {
  LPUSH: writes(-3, push('LEFT')),
  RPUSH: writes(-3, push('RIGHT')),
  LPUSHX: writes(-3, push('LEFT', true)),
  RPUSHX: writes(-3, push('RIGHT', true)),
  LPOP: writes(-2, pop('lpop', 'LEFT')),
  RPOP: writes(-2, pop('rpop', 'RIGHT')),
  LMOVE: writes(5, (store, [from = '', to = '', takenFrom = '', put = '']) =>
    move(store, from, to, parseEnd(takenFrom), parseEnd(put)),
  ),
  RPOPLPUSH: writes(3, (store, [from = '', to = '']) => move(store, from, to, 'RIGHT', 'LEFT')),
  LLEN: reads(2, (store, [key = '']) => read(store, key).length),
  LRANGE: reads(4, (store, [key = '', start = '', stop = '']) => {
    const [from, to] = [parseInteger(start), parseInteger(stop)];
    const list = read(store, key);
    return list.slice(...sliceBounds(from, to, list.length));
  }),
  LINDEX: reads(3, (store, [key = '', index = '']) => {
    const list = valueOf(store, key, 'list');
    return list?.[at(list, parseInteger(index))] ?? null;
  }),
  LSET: writes(4, setAt),
  LINSERT: writes(5, insert),
  LREM: writes(4, removeMatches),
  LTRIM: writes(4, trim),
  LPOS: reads(-3, positions),
};
