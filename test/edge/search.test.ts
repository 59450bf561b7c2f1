import { describe, expect, test, vi } from 'vitest';
import { RELAXATIONS } from '../../edge/search/relax.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { analysisOf } from '../support/analysis.ts';
import { type Found, inOrder, matchOf, put, reason, score, search, someone, titles } from './search-support.ts';
import { bindings, problemOf, tenant } from './support.ts';

test('a search reads no whole analysis from the database; a request, which shows them, does', async () => {
  const [who, artist] = [await tenant(), someone()];
  const analysis = { ...analysisOf({ bpm: 120, key: { tonic: 'A', mode: 'minor' } }), warnings: ['marked'] };
  await put(who, [{ title: 'analysed', artist, analysis }]);
  const real = globalThis.fetch;
  let read = '';
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const answer = await real(input, init);
    if (input === bindings().DATABASE_FETCH_URL) read += await answer.clone().text();
    return answer;
  });
  expect(titles(await search(who, { artists: artist, bpmMin: '118', bpmMax: '122' }))).toEqual(['analysed']);
  expect(read).toContain('analysed');
  expect(read).not.toContain('marked');
  expect((await who.post('/v1/music/process', { query: { artists: [artist] } })).status).toBe(200);
  expect(read).toContain('marked');
  spy.mockRestore();
});

describe('filters', () => {
  test('tempo matches at half and double time too, marked and lower', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'half', bpm: 87 },
      { title: 'as asked', bpm: 174 },
      { title: 'between', bpm: 120 },
      { title: 'edge', bpm: 176 },
    ]);
    const found = await search(who, { bpmMin: '172', bpmMax: '176' });
    expect(titles(found)).toEqual(['as asked', 'half', 'edge'].toSorted((a, b) => score(found, b) - score(found, a)));
    expect(reason(found, 'half', 'bpm')?.how).toBe('half time');
    expect(reason(found, 'as asked', 'bpm')?.how).toBe('as asked');
    expect(score(found, 'half')).toBeLessThan(score(found, 'as asked'));
    const double = await search(who, { bpmMin: '86', bpmMax: '88' });
    expect(reason(double, 'as asked', 'bpm')?.how).toBe('double time');
    // Open at one end, every tempo would be half or double of one that fits.
    expect(inOrder(titles(await search(who, { bpmMin: '170' })))).toEqual(['as asked', 'edge']);
  });

  test('keys: the key alone, or with its neighbours on the wheel and its relative', async () => {
    const who = await tenant();
    await put(
      who,
      ['8A', '7A', '9A', '8B', '3A'].map((camelot) => ({ title: camelot, camelot })),
    );
    for (const key of ['8A', 'A minor', 'Am']) expect(titles(await search(who, { key }))).toEqual(['8A']);
    const mixing = await search(who, { key: '8A', compatibleKeys: 'true' });
    expect(mixing.tracks[0]?.title).toBe('8A');
    expect(inOrder(titles(mixing))).toEqual(['7A', '8A', '8B', '9A']);
    expect(reason(mixing, '8B', 'key')?.how).toBe('compatible key');
  });

  test('a genre finds its sub-genres, below itself; an excluded one takes its sub-genres with it', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'deep', genres: ['deep house'] },
      { title: 'plain', genres: ['house'] },
      { title: 'other', genres: ['techno'] },
      { title: 'untagged' },
    ]);
    const found = await search(who, { genres: 'house' });
    expect(titles(found)).toEqual(['plain', 'deep']);
    expect(reason(found, 'deep', 'genres')?.how).toBe('sub-genre');
    expect(titles(await search(who, { genres: 'deep house' }))).toEqual(['deep']);
    expect(titles(await search(who, { genres: 'electronic', excludeGenres: 'house' }))).toEqual(['other']);
    expect(titles(await search(who, { genres: 'deep house', excludeGenres: 'house' }))).toEqual(['deep']);
    // What is not known of a track is no reason to leave it out.
    expect(inOrder(titles(await search(who, { excludeGenres: 'house' })))).toEqual(['other', 'untagged']);
  });

  test('genres and instruments are found by all their names, in a query that is sent as well', async () => {
    const [who, artist] = [await tenant(), someone()];
    await put(who, [
      { title: 'jungle mania', artist, genres: ['drum and bass'], stated: { instruments: ['piano'] } },
      { title: 'disco', artist, genres: ['disco'], stated: { instruments: ['saxophone'] } },
    ]);
    for (const genres of ['dnb', 'Drum & Bass', 'drum-and-bass']) {
      const filters = { artists: artist, genres, relax: 'never' };
      expect(titles(await search(who, filters))).toEqual(['jungle mania']);
    }
    for (const [filter, term] of [
      ['excludeGenres', 'dnb'],
      ['instruments', 'sax'],
      ['excludeInstruments', 'pianos'],
    ] as const) {
      expect(titles(await search(who, { artists: artist, [filter]: term, relax: 'never' }))).toEqual(['disco']);
    }
    const query = { artists: [artist], genres: ['DnB'] };
    const { tracks } = await (await who.post('/v1/music/process', { query, maxTracks: 1 })).json<Found>();
    expect(tracks).toMatchObject([{ title: 'jungle mania', relaxed: [] }]);
  });

  test('moods are found in the words of the analysis, the nearest first', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'bright', moods: ['bright'] },
      { title: 'happy', moods: ['happy'] },
      { title: 'dark', moods: ['dark'] },
    ]);
    expect(titles(await search(who, { moods: 'happy' }))).toEqual(['happy', 'bright']);
    expect(inOrder(titles(await search(who, { excludeMoods: 'happy' })))).toEqual(['bright', 'dark']);
    // No sound measured here tells that music is epic: words may.
    await put(who, [{ title: 'epic', moods: ['epic'] }]);
    expect(titles(await search(who, { moods: 'epic' }))).toEqual(['epic']);
    expect(inOrder(titles(await search(who, { moods: 'epic,dark' })))).toEqual(['dark', 'epic']);
    expect(titles(await search(who, { moods: 'epic,dark', excludeMoods: 'epic' }))).toEqual(['dark']);
  });

  test('energy and duration bound, and names are found without accents and with a slip', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'Déjà Vu', artist: 'Beyoncé', energyLevel: 0.9, durationSec: 240 },
      { title: 'Jóga', artist: 'Björk', energyLevel: 0.3, durationSec: 305 },
      { title: 'Airborne', artist: 'Airborne Toxic Event', energyLevel: 0.6, durationSec: 200 },
      { title: 'Kelly Watch the Stars', artist: 'Air', energyLevel: 0.4, durationSec: 226 },
    ]);
    expect(titles(await search(who, { energyMin: '0.8' }))).toEqual(['Déjà Vu']);
    expect(titles(await search(who, { durationMin: '300' }))).toEqual(['Jóga']);
    expect(titles(await search(who, { artists: 'beyonce' }))).toEqual(['Déjà Vu']);
    expect(titles(await search(who, { artists: 'Beyonnce' }))).toEqual(['Déjà Vu']);
    expect(titles(await search(who, { artists: 'AIR' }))).toEqual(['Kelly Watch the Stars']);
    for (const title of ['joga', 'Jóga', 'ＪÓＧＡ']) expect(titles(await search(who, { title }))).toEqual(['Jóga']);
    for (const artists of ['bjork', 'BJÖRK']) expect(titles(await search(who, { artists }))).toEqual(['Jóga']);
    expect(inOrder(titles(await search(who, { excludeArtists: 'Air' })))).toEqual(['Airborne', 'Déjà Vu', 'Jóga']);
    for (const excludeArtists of ['bjork', 'BJÖRK'])
      expect(titles(await search(who, { excludeArtists }))).not.toContain('Jóga');
    expect(titles(await search(who, { title: "%_'; drop table tracks; --" }))).toEqual([]);
  });

  test("another account's uploads and tracks that are not analysed are never found", async () => {
    const [owner, other] = [await tenant(), await tenant()];
    await put(owner, [{ title: 'Unheard-of Zugzwang' }, { title: 'Unheard-of Pending', analysisStatus: 'pending' }]);
    expect(titles(await search(owner, { title: 'unheard of' }))).toEqual(['Unheard-of Zugzwang']);
    expect((await search(other, { title: 'unheard of' })).tracks).toEqual([]);
  });

  test('that make no sense are refused', async () => {
    const who = await tenant();
    for (const bad of [
      'bpmMin=130&bpmMax=120',
      'key=H#',
      'moods=beige',
      'limit=0',
      'energyMax=2',
      'compatibleKeys=true',
      'genres=house&compatibleKeys=true',
      'cursor=zzz',
      'cursor=',
    ]) {
      const refused = await problemOf(await who.call(`/v1/music/search?${bad}`));
      expect(refused, bad).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    }
  });
});

describe('words', () => {
  test('are understood; those that ask for nothing are looked for in names', async () => {
    const who = await tenant();
    await put(who, [
      { title: 'Quixotry', artist: 'Zyzzyva', genres: ['house'], bpm: 122 },
      { title: 'Plain', artist: 'Someone', genres: ['house'], bpm: 122 },
    ]);
    const understood = await search(who, { q: 'house around 122 bpm' });
    expect(understood.query).toEqual({ genres: ['house'], bpm: { min: 119, max: 125 } });
    expect(titles(understood)).toHaveLength(2);
    expect(titles(await search(who, { q: 'zyzzyva quixotri' }))).toEqual(['Quixotry']);
    expect(titles(await search(who, { q: 'zyzzyva', genres: 'techno' }))).toEqual([]);
  });

  test('like a known track find what is near it in tempo, energy and genre', async () => {
    const who = await tenant();
    const near = { bpm: 130, energyLevel: 0.8, genres: ['techno'] };
    await put(who, [
      { title: 'Xanthic Reference', artist: 'Wyvernal', ...near },
      { title: 'near', ...near, bpm: 132 },
      { title: 'too slow', ...near, bpm: 100 },
      { title: 'other genre', ...near, genres: ['folk'] },
      { title: 'too far', bpm: 90, energyLevel: 0.8, genres: ['folk'] },
    ]);
    const query = { similarTo: { artist: 'Wyvernal', title: 'Xanthic Reference' } };
    const found: Found = await (await who.post('/v1/music/process', { query })).json();
    expect(titles(found)[0]).toBe('near');
    // Near it in two of the three.
    expect(inOrder(titles(found).slice(1))).toEqual(['other genre', 'too slow']);
    expect(matchOf(found, 'too slow')?.relaxed).toEqual(['similarTo.wider']);
    const unknown: Found = await (
      await who.post('/v1/music/process', { query: { similarTo: { artist: 'Nobodyzz' } } })
    ).json();
    expect(unknown.notApplied).toEqual(['similarTo']);
  });
});

describe('an answer', () => {
  test('says what was given up to find anything, and gives up no more than that', async () => {
    const who = await tenant();
    const artist = someone();
    const of = (parameters: Record<string, string>) => search(who, { artists: artist, ...parameters });
    await put(who, [{ title: 'near', artist, genres: ['deep house'], bpm: 126, camelot: '9A' }]);
    const strict = await of({ genres: 'deep house', bpmMin: '125', bpmMax: '127', key: '9A' });
    expect(strict.relaxed).toEqual([]);
    const byKey = await of({ genres: 'deep house', bpmMin: '125', bpmMax: '127', key: '8A' });
    expect(byKey).toMatchObject({ relaxed: ['key.compatible'], tracks: [{ title: 'near' }] });
    const byTempo = await of({ genres: 'deep house', bpmMin: '118', bpmMax: '122', key: '8A' });
    expect(byTempo).toMatchObject({ relaxed: ['key.compatible', 'bpm.wider'], tracks: [{ title: 'near' }] });
    const byGenre = await of({ genres: 'tech house', bpmMin: '125', bpmMax: '127' });
    // The tempo was given up before the genre, but this track does not need that.
    expect(byGenre.relaxed).toEqual(['genres.related']);
    expect(reason(byGenre, 'near', 'genres')?.how).toBe('related genre');
    const hopeless = await of({ genres: 'polka', key: '8A', excludeArtists: 'nobody' });
    expect(hopeless).toMatchObject({ relaxed: [], tracks: [] });
    for (const found of [byKey, byTempo, byGenre]) {
      expect(found.relaxed).toEqual(RELAXATIONS.filter((name) => found.relaxed.includes(name)));
    }
  });

  test('pages through all matches once, though their scores are equal', async () => {
    const who = await tenant();
    await put(
      who,
      Array.from({ length: 7 }, (_, n) => ({ title: `t${n}`, genres: ['gqom'], bpm: n < 4 ? 120 : 124 })),
    );
    const seen: string[] = [];
    const scores: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Found = await search(who, {
        genres: 'gqom',
        bpmMin: '118',
        bpmMax: '126',
        limit: '2',
        ...(cursor && { cursor }),
      });
      seen.push(...page.tracks.map((track) => track.id));
      scores.push(...page.tracks.map((track) => track.score));
      cursor = page.nextCursor;
    } while (cursor !== null && seen.length < 20);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test('more letters of names than an index finds are not looked for, and that is said', async () => {
    const who = await tenant();
    expect(await search(who, { q: 'xqzv '.repeat(120) })).toMatchObject({ tracks: [], notApplied: ['text'] });
    const artists = Array.from({ length: 6 }, (_, at) => `${at}`.repeat(100));
    const found = await (await who.post('/v1/music/process', { query: { artists } })).json();
    expect(found).toMatchObject({ tracks: [], notApplied: ['artists'] });
  });

  test('to what can’t be looked for is empty, and not the whole catalogue', async () => {
    const who = await tenant();
    await put(who, [{ title: 'one', genres: ['gqom'] }]);
    const query = { similarTo: { artist: 'Nobody Whatsoever' } };
    const ask = async (asked: MusicQuery): Promise<Found> =>
      (await who.post('/v1/music/process', { query: asked })).json();
    expect(await ask(query)).toMatchObject({ tracks: [], notApplied: ['similarTo'] });
    expect(titles(await ask({ ...query, genres: ['gqom'] }))).toEqual(['one']);
  });
});
