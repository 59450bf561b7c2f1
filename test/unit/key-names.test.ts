import { expect, test } from 'vitest';
import { camelotOf, keyOfCamelot, keyOfOpenKey, keyOfTag, MODES, openKeyOf, TONICS } from '../../shared/music/keys.ts';

test('every key comes back from each of its names', () => {
  for (const tonic of TONICS) {
    for (const mode of MODES) {
      const key = { tonic, mode };
      expect(keyOfCamelot(camelotOf(key))).toEqual(key);
      expect(keyOfOpenKey(openKeyOf(key))).toEqual(key);
      for (const name of [`${tonic} ${mode}`, `${tonic}${mode === 'minor' ? 'm' : ''}`, camelotOf(key), openKeyOf(key)])
        expect(keyOfTag(name)).toEqual(key);
    }
  }
});

test.each([
  ['A# minor', 'Bb', 'minor'],
  ['Cb major', 'B', 'major'],
  ['F#m', 'F#', 'minor'],
  ['G♭', 'F#', 'major'],
  ['ebm', 'Eb', 'minor'],
  ['Dmaj', 'D', 'major'],
  ['08A', 'A', 'minor'],
  [' 6d ', 'B', 'major'],
])('"%s" is %s %s', (text, tonic, mode) => {
  expect(keyOfTag(text)).toEqual({ tonic, mode });
});

test.each(['', 'o', 'H minor', '13A', '0A', 'All', 'Am/C', 'Dark'])('"%s" is no key', (text) => {
  expect(keyOfTag(text)).toBeNull();
});
