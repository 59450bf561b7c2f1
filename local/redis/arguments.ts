import type { ByteString } from './engine.ts';
import { RedisError } from './store.ts';

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** Redis prints sums of decimals with at most this many. */
const MAX_DECIMALS = 17;

export const isInt64 = (value: bigint): boolean => value >= MIN_INT64 && value <= MAX_INT64;

export const syntaxError = (): RedisError => new RedisError('ERR syntax error');

export const wrongArity = (name: string): RedisError =>
  new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);

/** A signed 64-bit integer, written as Redis demands: no plus sign, no leading zeros, no spaces. */
export const parseInt64 = (text: ByteString, message = 'ERR value is not an integer or out of range'): bigint => {
  if (/^(0|-?[1-9]\d{0,18})$/.test(text) && isInt64(BigInt(text))) return BigInt(text);
  throw new RedisError(message);
};

/** An integer argument; beyond 2^53 it is rounded, where only its size matters (indexes, counts, times). */
export const parseInteger = (text: ByteString, message?: string): number => Number(parseInt64(text, message));

/** A double, as C's strtod reads it: decimal or exponent form, or an infinity; never NaN. */
export const parseDouble = (text: ByteString, message = 'ERR value is not a valid float'): number => {
  if (/^[-+]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text);
  throw new RedisError(message);
};

/** A double as Redis (7.2 and later) prints it: the shortest form that reads back the same. */
export const formatDouble = (value: number): ByteString => {
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
};

/**
 * Adds two decimal numbers exactly, as long as both are plain decimals (Redis adds in long doubles, where 0.1 + 0.2 is
 * 0.3); with exponents, in doubles.
 */
export const addDecimals = (left: ByteString, right: ByteString): ByteString => {
  const sum = parseDouble(left) + parseDouble(right);
  if (!Number.isFinite(sum)) throw new RedisError('ERR increment would produce NaN or Infinity');
  const plain = /^-?\d+(\.\d+)?$/;
  if (!plain.test(left) || !plain.test(right)) return formatDouble(sum);
  const digits = Math.max(...[left, right].map((text) => text.split('.')[1]?.length ?? 0));
  if (digits > MAX_DECIMALS) return formatDouble(sum);
  const scaled = (text: ByteString): bigint => {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(digits, '0'));
  };
  const total = scaled(left) + scaled(right);
  const magnitude = String(total < 0n ? -total : total).padStart(digits + 1, '0');
  const split = magnitude.length - digits;
  const fraction = magnitude.slice(split).replace(/0+$/, '');
  return `${total < 0n ? '-' : ''}${magnitude.slice(0, split)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** The slice that Redis's inclusive, possibly negative indexes name, as start and (exclusive) end. */
export const sliceBounds = (start: number, stop: number, length: number): [number, number] => {
  const from = start < 0 ? Math.max(0, length + start) : start;
  const to = stop < 0 ? length + stop : Math.min(stop, length - 1);
  return from > to ? [0, 0] : [from, to + 1];
};

/** The bytes that GETRANGE and BITCOUNT mean: as above, but an end before the first byte stands for the first. */
export const byteRange = (start: number, stop: number, length: number): [number, number] =>
  start < 0 && stop < 0 && start > stop ? [0, 0] : sliceBounds(start, Math.max(stop, -length), length);

/** Pairs of arguments, `[a, b, c, d]` → `[[a, b], [c, d]]`; a syntax error of the given kind if one is left over. */
export const pairsOf = (args: ByteString[], oddError: () => RedisError): [ByteString, ByteString][] => {
  if (args.length % 2 !== 0) throw oddError();
  const pairs: [ByteString, ByteString][] = [];
  for (let at = 0; at < args.length; at += 2) pairs.push([args[at]!, args[at + 1]!]);
  return pairs;
};

/** A test for Redis's glob patterns: `*`, `?`, `[a-z]`, `[^a]` and backslash escapes. */
export const globMatcher = (pattern: ByteString): ((text: ByteString) => boolean) => {
  const quote = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  const source = pattern.replace(/\*+|\?|\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]|[^]/gs, (token, escaped, not, members) => {
    if (token.startsWith('*')) return '.*';
    if (token === '?') return '.';
    if (escaped !== undefined) return quote(escaped);
    if (members === undefined) return quote(token);
    if (members === '') return not ? '.' : '(?!)';
    const set = (members as string).replace(/\\(.)|[^]/gs, (part, literal) =>
      literal === undefined && part === '-' ? '-' : quote(literal ?? part),
    );
    return `[${not}${set}]`;
  });
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
};

/** Reads `MATCH pattern`, `COUNT n` and whatever else `others` names (each with one value) of the SCAN family. */
export const parseScan = (
  cursor: ByteString,
  args: ByteString[],
  others: string[] = [],
): { matches: (text: ByteString) => boolean; options: Map<string, ByteString> } => {
  if (!/^\d+$/.test(cursor)) throw new RedisError('ERR invalid cursor');
  const options = new Map<string, ByteString>();
  for (const [name, value] of pairsOf(args, syntaxError)) {
    const option = name.toUpperCase();
    if (!['MATCH', 'COUNT', ...others].includes(option)) throw syntaxError();
    if (option === 'COUNT' && parseInteger(value) < 1) throw syntaxError();
    options.set(option, value);
  }
  const pattern = options.get('MATCH');
  return { matches: pattern === undefined ? () => true : globMatcher(pattern), options };
};
