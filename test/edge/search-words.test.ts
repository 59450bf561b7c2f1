import { describe, expect, test } from 'vitest';
import { NOTHING_STATED } from '../../shared/contracts/attributes.ts';
import { ACTIVITIES } from '../../shared/contracts/query.ts';
import type { Track } from '../../shared/contracts/track.ts';
import { analysisOf } from '../support/analysis.ts';
import { inOrder, matchOf, put, reason, score, search, searchAll, someone, titles } from './search-support.ts';
import { deliver, successOf, tenant, uploadAs } from './support.ts';

describe('what words say of a track', () => {
  test('comes from its file’s tags and its title when it is analysed, and is searched for', async () => {
    const who = await tenant();
    const [tagged, bare] = [await uploadAs(who, { title: 'Zephyrine (Instrumental)' }), await uploadAs(who)];
    const analysis = analysisOf({ bpm: 120, key: { tonic: 'A', mode: 'minor' } });
    const outcomes = [successOf(tagged, analysis), successOf(bare, analysis)];
    const none = { title: null, artist: null, album: null, genre: null };
    const tags = { ...none, year: 1994, language: 'ger', mood: 'Epic; Sexy', keywords: 'piano' };
    await deliver({ ...outcomes[0], tags });
    // Results that were stored before the later tags were read lack them.
    await deliver({ ...outcomes[1], tags: none });
    const track = async (id: string) => (await who.call(`/v1/music/tracks/${id}`)).json<Track>();
    const ofTags = (value: unknown) => ({ value, confidence: 0.85, provenance: 'tags' });
    expect(await track(tagged.trackId)).toMatchObject({
      moods: ['epic', 'sexy'],
      attributes: {
        year: ofTags(1994),
        vocals: { value: 'none', confidence: 0.95, provenance: 'title' },
        language: null,
        instruments: [ofTags('piano')],
      },
    });
    expect(await track(bare.trackId)).toMatchObject({ title: 'song', attributes: NOTHING_STATED });
    const wanted = { title: 'zephyrine', moods: 'epic', vocals: 'none', yearMax: '1994', instruments: 'piano' };
    expect((await search(who, wanted)).tracks.map(({ id }) => id)).toEqual([tagged.trackId]);
  });

  test('"no vocals": known to be instrumental first, then not known, and never what is sung', async () => {
    const who = await tenant();
    const artist = someone();
    await put(who, [
      { title: 'not known, perfect', artist, genres: ['gqom'], bpm: 122 },
      { title: 'instrumental, at the edge', artist, genres: ['gqom'], bpm: 124.5, stated: { vocals: 'none' } },
      { title: 'sung', artist, genres: ['gqom'], bpm: 122, stated: { vocals: 'any' } },
      { title: 'sung by a woman', artist, genres: ['gqom'], bpm: 122, stated: { vocals: 'female' } },
    ]);
    const found = await search(who, { q: 'gqom around 122 bpm, no vocals', artists: artist });
    expect(titles(found)).toEqual(['instrumental, at the edge', 'not known, perfect']);
    expect(reason(found, 'instrumental, at the edge', 'vocals')).toMatchObject({ how: 'as asked', score: 0.9 });
    expect(reason(found, 'not known, perfect', 'vocals')).toMatchObject({ how: 'not known' });
    expect(found.tracks.map(({ relaxed }) => relaxed)).toEqual([[], ['vocals.unknown']]);
    expect(found).toMatchObject({ relaxed: ['vocals.unknown'], notApplied: [] });
    // A filter is one: what is not known is no match while anything is known to be.
    expect(titles(await search(who, { genres: 'gqom', vocals: 'none' }))).toEqual(['instrumental, at the edge']);
  });

  test('vocals: by whom, where that is known; then sung by whomever, or not known', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'female', genres: ['gqom'], stated: { vocals: 'female' } },
      { title: 'male', genres: ['gqom'], stated: { vocals: 'male' } },
      { title: 'any', genres: ['gqom'], stated: { vocals: 'any' } },
      { title: 'none', genres: ['gqom'], stated: { vocals: 'none' } },
      { title: 'unknown', genres: ['gqom'] },
    ]);
    const by = async (vocals: string) => titles(await search(who, { genres: 'gqom', vocals, relax: 'few' }));
    const female = await by('female');
    expect(female[0]).toBe('female');
    expect(inOrder(female.slice(1))).toEqual(['any', 'unknown']);
    expect(inOrder((await by('any')).slice(0, 3))).toEqual(['any', 'female', 'male']);
    expect((await by('any')).slice(3)).toEqual(['unknown']);
    expect(await by('none')).toEqual(['none', 'unknown']);
  });

  test('years, languages and instruments bound, and leave out', async () => {
    const who = await tenant();
    await put(who, [
      { title: '1989', genres: ['gqom'], stated: { year: 1989, language: 'es', instruments: ['piano', 'violin'] } },
      { title: '1990', genres: ['gqom'], stated: { year: 1990, language: 'en', instruments: ['piano'] } },
      { title: '1999', genres: ['gqom'], stated: { year: 1999, vocals: 'none' } },
      { title: 'unknown', genres: ['gqom'] },
    ]);
    const of = async (parameters: Record<string, string>) =>
      titles(await search(who, { genres: 'gqom', ...parameters }));
    expect(inOrder(await of({ yearMin: '1990', yearMax: '1999' }))).toEqual(['1990', '1999']);
    expect(await of({ yearMax: '1989' })).toEqual(['1989']);
    expect(await of({ language: 'es' })).toEqual(['1989']);
    // What has no vocals is sung in no language; what is not known may be.
    expect(inOrder(await of({ language: 'es', relax: 'few' }))).toEqual(['1989', 'unknown']);
    expect(await of({ instruments: 'piano,violin' })).toEqual(['1989', '1990']);
    expect(inOrder(await of({ excludeInstruments: 'violin' }))).toEqual(['1990', '1999', 'unknown']);
    const relaxed = await search(who, { genres: 'gqom', yearMin: '1990', yearMax: '1999', relax: 'few' });
    expect(inOrder(titles(relaxed).slice(0, 2))).toEqual(['1990', '1999']);
    expect(titles(relaxed).slice(2)).toEqual(['unknown', '1989']);
    expect(reason(relaxed, '1989', 'era')).toMatchObject({ how: 'not met', score: 0 });
    expect(score(relaxed, 'unknown')).toBeGreaterThan(score(relaxed, '1989'));
  });

  test('all that was asked for can’t be given up or unknown at once', async () => {
    const who = await tenant();
    const other = { genres: ['polka'], camelot: '2A', bpm: 90 };
    await put(who, [
      { title: 'nothing fits', ...other },
      { title: 'nothing known', genres: [], bpm: 90, camelot: '2A' },
      { title: 'the key', ...other, camelot: '8A' },
    ]);
    const found = await search(who, { genres: 'gqom', vocals: 'none', key: '8A', yearMin: '1990', relax: 'few' });
    expect(titles(found)).toEqual([]);
    expect(titles(await search(who, { genres: 'gqom,polka', key: '8A', relax: 'few' }))).toEqual([
      'the key',
      'nothing fits',
    ]);
    // The only thing that is looked for is not given up.
    expect(titles(await search(who, { vocals: 'none', relax: 'few' }))).toEqual([]);
    expect(titles(await search(who, { key: '3B', relax: 'few' }))).toEqual([]);
  });

  test('what suits an activity is what a track says that it suits', async () => {
    const who = await tenant();
    const artist = someone();
    const levels = [0.1, 0.3, 0.48, 0.58, 0.68, 0.75, 0.93];
    const rows = levels.flatMap((energyLevel) => [70, 80, 125, 160].map((bpm) => ({ energyLevel, bpm })));
    await put(
      who,
      rows.map((row) => ({ ...row, title: `at ${row.energyLevel} and ${row.bpm}`, artist })),
    );
    const all = await search(who, { artists: artist, limit: '100' });
    expect(all.tracks).toHaveLength(rows.length);
    for (const activity of ACTIVITIES) {
      const suited = all.tracks.filter(({ activities }) => activities.includes(activity));
      const found = await search(who, { artists: artist, activity, limit: '100' });
      expect(inOrder(titles(found)), activity).toEqual(inOrder(suited.map(({ title }) => title)));
      expect(suited.length, activity).toBeGreaterThan(0);
      expect(suited.length, activity).toBeLessThan(rows.length);
    }
  });
});

describe('when too little matches', () => {
  const fill = async () => {
    const who = await tenant();
    const artist = someone();
    const many = (count: number, title: string, row: { bpm?: number; camelot?: string }) =>
      Array.from({ length: count }, (_, n) => ({ title: `${title} ${n}`, artist, genres: ['gqom'], bpm: 124, ...row }));
    await put(who, [
      ...many(5, 'exact', {}),
      ...many(4, 'mixes', { camelot: '9A' }),
      ...many(3, 'faster', { bpm: 131 }),
      ...many(1, 'faster, and mixes', { bpm: 131, camelot: '9A' }),
    ]);
    return { who, asked: { artists: artist, genres: 'gqom', bpmMin: '120', bpmMax: '128', key: '8A' } };
  };

  test.each([1, 2, 3, 4, 5, 7, 100])('pages of %d go over from exact to relaxed ones without a gap', async (limit) => {
    const { who, asked } = await fill();
    const pages = await searchAll(who, { ...asked, relax: 'few' }, limit);
    const all = pages.flatMap(({ tracks }) => tracks);
    const kinds = [all.slice(0, 5), all.slice(5, 9), all.slice(9)].map((part) => part.map(({ title }) => title?.[0]));
    expect(kinds.map((part) => [...new Set(part)])).toEqual([['e'], ['m'], ['f']]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(13);
    expect(all).toHaveLength(13);
    for (const page of pages.slice(0, -1)) expect(page.tracks).toHaveLength(limit);
    // Each says what was given up for it, and the page for any of its tracks.
    for (const { camelot, bpm, relaxed } of all) {
      const needed = [...(camelot === '8A' ? [] : ['key.compatible']), ...((bpm ?? 0) > 128 ? ['bpm.wider'] : [])];
      expect(relaxed).toEqual(needed);
    }
    for (const page of pages) {
      expect(new Set(page.relaxed)).toEqual(new Set(page.tracks.flatMap(({ relaxed }) => relaxed)));
    }
  });

  test('a filter holds while anything fits it, unless it is told to give way; and never gives way if told so', async () => {
    const { who, asked } = await fill();
    expect(titles(await search(who, asked))).toHaveLength(5);
    expect((await searchAll(who, asked, 2)).flatMap(titles)).toHaveLength(5);
    const none = { ...asked, bpmMin: '200', bpmMax: '210' };
    expect((await search(who, none)).relaxed.length).toBeGreaterThan(0);
    expect(titles(await search(who, { ...none, relax: 'never' }))).toEqual([]);
    expect(matchOf(await search(who, { ...asked, relax: 'few' }), 'faster 0')?.reasons).toContainEqual(
      expect.objectContaining({ part: 'bpm', how: 'near it' }),
    );
  });
});
