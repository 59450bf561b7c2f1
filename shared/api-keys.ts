import { sha256Hex } from './digest.ts';

/**
 * API keys: `mf_live_` or `mf_test_`, 30 random base62 characters, and 6 base62 characters of CRC32 over all that goes
 * before: the form that secret scanners ask for (prefix, entropy, checksum). 30 characters of 62 are 178 bits.
 */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHAPE = /^mf_(?:live|test)_[0-9A-Za-z]{36}$/;

/** CRC-32 as in ISO 3309 (reflected polynomial 0xEDB88320). */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function base62(value: number, length: number): string {
  let digits = '';
  for (let rest = value; digits.length < length; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  return digits;
}

const checksum = (text: string): string => base62(crc32(text), CHECKSUM_LENGTH);

/** A new key. Bytes above 247 (4 × 62 − 1) are thrown away, so that every character is equally likely. */
export function newApiKey(kind: 'live' | 'test'): string {
  let key = `mf_${kind}_`;
  const wanted = key.length + RANDOM_LENGTH;
  while (key.length < wanted) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 248) key += BASE62[byte % 62];
  }
  return key + checksum(key);
}

/** Whether the text has the form of a key and its checksum is right; says nothing of whether the key exists. */
export const isWellFormedApiKey = (text: string): boolean =>
  SHAPE.test(text) && checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);

/** SHA-256 of a key, as 64 hexadecimal digits: what is stored of it. */
export const hashApiKey = (key: string): Promise<string> => sha256Hex(key);
