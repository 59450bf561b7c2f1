import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { musicQuerySchema } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';
import { searchTermsOf } from '../../edge/understanding/search-terms.ts';

describe('an answer', () => {
  it('shows for each field the words it came from, as they were typed', () => {
    const { fields, notUnderstood } = understand('Ｄｅｅｐ ｈｏｕｓｅ at 122 BPM in F♯m, flibbertigibbet');
    expect(fields.genres?.spans[0]?.text).toBe('Ｄｅｅｐ ｈｏｕｓｅ');
    expect(fields.bpm?.spans[0]?.text).toContain('122 BPM');
    expect(fields.key?.spans[0]?.text).toBe('F♯m');
    expect(notUnderstood.map(({ text }) => text)).toEqual(['flibbertigibbet']);
  });

  it('shows with what is refused the words that refuse it', () => {
    const { fields } = understand('jazz, no drums or sax, nothing with vocals');
    expect(fields['exclude.instruments']?.spans.map(({ text }) => text)).toEqual(['no drums', 'sax']);
    expect(fields.vocals?.spans.map(({ text }) => text)).toEqual(['nothing with vocals']);
  });

  it('names all words of a text it can make nothing of', () => {
    expect(understand('fix the sink').notUnderstood.map(({ text }) => text)).toEqual(['fix', 'the', 'sink']);
  });

  it('trusts a corrected word and an unknown name less than plain ones', () => {
    const plain = understand('techno by Carl Cox');
    const corrected = understand('tehcno by Carl Cox');
    const unknown = understand('techno by Zornik Velde');
    expect(corrected.query).toEqual(plain.query);
    expect(corrected.fields.genres?.confidence).toBeLessThan(plain.fields.genres?.confidence ?? 0);
    expect(unknown.fields.artists?.confidence).toBeLessThan(plain.fields.artists?.confidence ?? 0);
  });

  it('says how much of the sentence it covers', () => {
    expect(understand('dark techno 132 bpm').coverage).toBe(1);
    const vague = understand('play some techno for purple elephants wearing velvet trousers');
    expect(vague.coverage).toBeLessThan(0.5);
    expect(vague.confidence).toBeLessThan(understand('play some techno').confidence);
  });

  it('tells a search from a wish to discover and from an order to analyse', () => {
    expect(understand('dark techno 132 bpm').intent).toBe('search');
    expect(understand('something similar to Bonobo').intent).toBe('discover');
    expect(understand('analyse the tempo and key of Strobe by deadmau5').intent).toBe('analyze');
  });

  it('has texts for a search engine, the most telling first, and none when it is unclear', () => {
    expect(understand('Strobe by deadmau5').searchTerms[0]).toBe('deadmau5 Strobe');
    expect(understand('funky house with saxophone from the 90s').searchTerms[0]).toContain('saxophone');
    expect(understand('upbeat jazzy tracks').searchTerms[0]).toContain('upbeat');
    expect(understand('late 70s disco').searchTerms[0]).toBe('disco late 1970s');
    expect(understand('sad songs in Portuguese').searchTerms[0]).toBe('portuguese sad music');
    expect(understand('what time is it').searchTerms).toEqual([]);
  });

  it.each([
    ['workout music', 'music workout'],
    ['instrumental music', 'music instrumental'],
    ['songs in Spanish', 'spanish music'],
    ['music in A minor', 'music A minor'],
    ['songs over 170 bpm', 'music 170 bpm'],
    ['piano music in Portuguese', 'portuguese piano music'],
    ['songs from before 1980', 'music before 1980'],
    ['house since 2010', 'house since 2010'],
    ['something similar to Bonobo', 'similar to Bonobo'],
  ])('searches for the query of %j as for the sentence: %j', (text, terms) => {
    const { query, searchTerms } = understand(text);
    expect([searchTerms[0], searchTermsOf(query)[0]]).toEqual([terms, terms]);
  });

  it('is the same for the same text', () => {
    const text = 'like Burial but darker, no vocals, 130-140';
    expect(understand(text)).toEqual(understand(text));
  });
});

describe('the contract of a query', () => {
  it.each([
    { bpm: { min: 140, max: 120 } },
    { bpm: {} },
    { key: { tonic: 'Db', mode: 'major' } },
    { camelot: '13A' },
    { moods: ['hungry'] },
    { genres: Array.from({ length: 21 }, () => 'techno') },
    { title: 'x'.repeat(201) },
    { era: { from: 1999, to: 1990 } },
    { compatibleKeys: false },
    { limit: 0 },
    { owner: 'someone' },
  ])('refuses %j', (query) => {
    expect(musicQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('the command line', () => {
  const script = fileURLToPath(new URL('../../local/understand.ts', import.meta.url));
  const run = (input: string) => spawnSync(process.execPath, [script], { input, encoding: 'utf8', timeout: 20_000 });
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('answers each line in order', () => {
    const { stdout, status } = run('{"id":"a","text":"techno 132"}\n{"id":2,"text":""}\n');
    expect(status).toBe(0);
    expect(lines(stdout)).toMatchObject([
      { id: 'a', query: { genres: ['techno'], bpm: { min: 131, max: 133 } }, source: 'grammar' },
      { id: 2, query: { unclear: true } },
    ]);
  });

  it('goes on after a malformed line, and its status is 1', () => {
    const { stdout, status } = run('not json\n{"id":"b"}\n{"id":"c","text":"jazz"}\n');
    expect(status).toBe(1);
    expect(lines(stdout)).toMatchObject([
      { error: expect.any(String) },
      { id: 'b', error: expect.any(String) },
      { id: 'c', query: { genres: ['jazz'] } },
    ]);
  });
});
