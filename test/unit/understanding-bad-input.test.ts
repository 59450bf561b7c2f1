import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_LENGTH, understoodQuerySchema } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';

const MAX_MS = 50;

/** CPU time, the least of a few runs: the machine's other load must not count. */
function cpuMs(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 8; run += 1) {
    const from = process.cpuUsage();
    understand(text);
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

const repeat = (part: string, length = MAX_REQUEST_LENGTH) => part.repeat(Math.ceil(length / part.length));

const NOT_MUSIC: Record<string, string> = {
  empty: '',
  spaces: ' \t\n  ',
  'signs alone': '?!.,;--',
  'emoji alone': '🎵🔥😀👍🏽👨‍👩‍👧',
  'control characters': '\u0000\u0001\u0007\u001b[31m\u007f\u0085',
  'lone surrogates': '\ud83d\udc00\udc00\ud83d \udfff',
  'combining marks alone': '\u0301'.repeat(2000),
  '10,000 nested brackets': '['.repeat(10_000) + ']'.repeat(10_000),
  '10,000 nested braces': '{'.repeat(10_000) + '}'.repeat(10_000),
  '10 MB of one letter': 'a'.repeat(10_000_000),
  '10 MB of emoji': '🎵'.repeat(2_500_000),
  'ligatures that unfold to many letters': '\ufdfa'.repeat(2000),
};

const ADVERSARIAL: Record<string, string> = {
  'open brackets': repeat('[a'),
  'open tags': repeat('<a'),
  dashes: repeat('a - '),
  'by after by': repeat('Zork by '),
  'like after like': repeat('like Zork '),
  'no after no': repeat('no jazz or '),
  'ranges without end': repeat('120-'),
  'bounds without number': repeat('at least '),
  'plus-minus': repeat('±1 '),
  quotes: repeat('" by '),
  'capital names': repeat('Zork '),
  'unknown words': repeat('zorkol '),
  slips: repeat('tehcnno metalicc '),
  'number words': repeat('one hundred and '),
  decades: repeat('90s and '),
  'SQL verbs': repeat('select '),
  'commands to the machine': repeat('ignore all '),
  apostrophes: repeat("a'"),
  digits: repeat('9'),
  'decimal points': repeat('1.1.'),
  commas: repeat(','),
  'marks on marks': repeat('Z\u0335\u0322\u0328'),
  'refusals around a thing': repeat('keep jazz, '),
  'comparisons without end': repeat('rather than '),
  'negations of negations': repeat('never '),
  'a list that never ends': `no ${repeat('jazz, ')}`,
  'minus signs': repeat(' -jazz'),
  'references back': repeat('Zork more like that '),
  'titles in a row': repeat('Blue Monday '),
  'messages that end and end': repeat('end end '),
  'levels of energy': repeat('low to '),
  'beginnings of genres': repeat('deep drum and '),
  'slips that are words': repeat('deep hose hip hip '),
  'slips in names': repeat('metalicca radiohed '),
  flags: repeat('🇩🇪'),
  'marks that turn the direction': repeat('\u202e\u202dtechno '),
  addresses: repeat('http://a.b/c?d=e&'),
  'digits of other scripts': repeat('١٢٣ '),
  'the alphabet twice over': repeat('abcdefghijklmnopqrstuvwxyz'),
};

describe('what is no request', () => {
  it.each(Object.entries(NOT_MUSIC))('%s is unclear, within 50 ms of CPU time', (_, text) => {
    expect(understand(text).query).toEqual({ unclear: true });
    expect(cpuMs(text)).toBeLessThan(MAX_MS);
  });
});

describe('text made to be slow', () => {
  it.each(Object.entries(ADVERSARIAL))('%s: an answer within bounds, within 50 ms of CPU time', (_, text) => {
    expect(understoodQuerySchema.safeParse(understand(text)).error).toBeUndefined();
    expect(cpuMs(text)).toBeLessThan(MAX_MS);
  });
});

describe('a long request', () => {
  const request = 'dark techno around 132 bpm in A minor, no vocals';

  it('is read up to 2,000 characters', () => {
    const padded = `${'please '.repeat(270)}${request}`.slice(0, MAX_REQUEST_LENGTH);
    expect(understand(padded).query).toMatchObject({ genres: ['techno'], bpm: { min: 129, max: 135 }, vocals: 'none' });
  });

  it('beyond that changes nothing', () => {
    const full = request.padEnd(MAX_REQUEST_LENGTH, ' ');
    expect(understand(`${full} and jazz with saxophone`).query).toEqual(understand(request).query);
  });
});
