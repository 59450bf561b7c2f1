import { expect, test } from 'vitest';
import { held } from '../../edge/storage/held.ts';

test('what is held takes no more than its bytes together, and the oldest goes first', () => {
  const values = held<string>({
    ttlMs: 60_000,
    maxEntries: 100,
    maxBytes: 1_000,
    bytesOf: (_key, value) => value.length,
  });
  for (const key of ['a', 'b', 'c']) values.set(key, key.repeat(400));
  expect(['a', 'b', 'c'].map((key) => values.get(key)?.length)).toEqual([undefined, 400, 400]);
  // One in the place of an older one counts once, and what was let go counts no more.
  for (let at = 0; at < 10; at += 1) values.set('c', 'c'.repeat(500));
  expect(values.get('b')).toBeDefined();
  values.delete('b');
  values.set('d', 'd'.repeat(500));
  expect([values.get('c'), values.get('d')].map((value) => value?.length)).toEqual([500, 500]);
  values.set('e', 'e'.repeat(1_001));
  expect([values.get('c')?.length, values.get('e')]).toEqual([500, undefined]);
  values.clear();
  values.set('f', 'f'.repeat(1_000));
  expect(values.get('f')).toBeDefined();
});

test('what is held goes with its time, and the oldest when there are too many', () => {
  const values = held<number>({ ttlMs: 60_000, maxEntries: 2 });
  values.set('over', 0, -1);
  expect(values.get('over')).toBeUndefined();
  for (const [at, key] of ['a', 'b', 'c'].entries()) values.set(key, at);
  expect(['a', 'b', 'c'].map((key) => values.get(key))).toEqual([undefined, 1, 2]);
});
