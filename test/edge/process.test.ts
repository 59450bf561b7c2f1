import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { musicRequests } from '../../drizzle/schema.ts';
import { z } from 'zod';
import { type Understood, understoodQuerySchema } from '../../shared/contracts/query.ts';
import type { AnalysedTrack, Track } from '../../shared/contracts/track.ts';
import { type Key, keyOfCamelot } from '../../shared/music/keys.ts';
import { analysisOf } from '../support/analysis.ts';
import { deliver, problemOf, services, successOf, type Tenant, tenant, uploadAs } from './support.ts';

type Answer = {
  requestId: string;
  understood: Understood;
  tracks: (AnalysedTrack & { score: number; relaxed: string[] })[];
};

type ParseAnswer = Understood & { degraded: string[] };

/** Titles that these tests have put: tracks that are everyone's, from other tests, are passed over. */
const ours = new Set<string | null>();

async function catalogue(who: Tenant, tracks: { title: string; genre: string; bpm: number; camelot: string }[]) {
  for (const { title, genre, bpm, camelot } of tracks) {
    ours.add(title);
    const job = await uploadAs(who, { title });
    await deliver(successOf(job, analysisOf({ bpm, key: keyOfCamelot(camelot) as Key }), genre));
  }
}

const ask = async (who: Tenant, request: string, maxTracks?: number) =>
  (await who.post('/v1/music/process', { request, maxTracks })).json<Answer>();

const titles = (answer: Answer) => answer.tracks.map((track) => track.title).filter((title) => ours.has(title));

describe('a sentence', () => {
  test('gives the tracks that match in every part, best first, each with its analysis', async () => {
    const who = await tenant();
    await catalogue(who, [
      { title: 'edge of the range', genre: 'House', bpm: 126, camelot: '8A' },
      { title: 'in the middle', genre: 'House', bpm: 123, camelot: '8A' },
      { title: 'too fast', genre: 'House', bpm: 127, camelot: '8A' },
      { title: 'another key', genre: 'House', bpm: 123, camelot: '9A' },
      { title: 'another genre', genre: 'Techno', bpm: 123, camelot: '8A' },
    ]);
    const answer = await ask(who, 'house between 120 and 126 in A minor');
    expect(answer.understood.query).toMatchObject({ bpm: { min: 120, max: 126 }, camelot: '8A', genres: ['house'] });
    expect(answer.understood.confidence).toBeGreaterThan(0.5);
    const [best, second, ...others] = answer.tracks.filter(({ title }) => ours.has(title));
    expect([best?.title, second?.title]).toEqual(['in the middle', 'edge of the range']);
    expect([best?.relaxed, second?.relaxed]).toEqual([[], []]);
    expect(others.filter(({ relaxed }) => relaxed.length === 0)).toEqual([]);
    expect(best?.analysis?.tempo?.bpm).toBe(123);
    expect(best!.score).toBeGreaterThan(second!.score);
  });

  test('finds keys that mix when it asks for them, and leaves out what it excludes', async () => {
    const who = await tenant();
    await catalogue(who, [
      { title: 'same', genre: 'Techno', bpm: 130, camelot: '8A' },
      { title: 'neighbour', genre: 'Techno', bpm: 130, camelot: '9A' },
      { title: 'relative', genre: 'Trance', bpm: 130, camelot: '8B' },
      { title: 'clash', genre: 'Techno', bpm: 130, camelot: '2A' },
    ]);
    expect(titles(await ask(who, 'tracks that mix with 8A, no trance')).slice(0, 2)).toEqual(['same', 'neighbour']);
  });

  test('gives as many as it asks for, and never more than maxTracks', async () => {
    const who = await tenant();
    await catalogue(
      who,
      Array.from({ length: 4 }, (_, n) => ({ title: `t${n}`, genre: 'House', bpm: 124, camelot: '1A' })),
    );
    expect((await ask(who, 'two house tracks')).tracks).toHaveLength(2);
    expect((await ask(who, 'give me 3 house tracks')).tracks).toHaveLength(3);
    expect((await ask(who, 'give me 3 house tracks', 2)).tracks).toHaveLength(2);
  });

  test("never finds another account's uploads", async () => {
    const [owner, other] = [await tenant(), await tenant()];
    await catalogue(owner, [{ title: 'mine', genre: 'House', bpm: 124, camelot: '1A' }]);
    expect(titles(await ask(owner, 'house'))).toEqual(['mine']);
    expect(titles(await ask(other, 'house'))).toEqual([]);
  });

  test('is recorded with what was understood and found', async () => {
    const who = await tenant();
    await catalogue(who, [{ title: 'mine', genre: 'House', bpm: 124, camelot: '1A' }]);
    const answer = await ask(who, 'house 124 bpm');
    const [row] = await services().database.select().from(musicRequests).where(eq(musicRequests.userId, who.userId));
    expect(row).toMatchObject({
      id: answer.requestId,
      text: 'house 124 bpm',
      query: answer.understood.query,
      unclear: false,
      trackIds: answer.tracks.map(({ id }) => id),
    });
  });

  test('that asks for no music finds nothing, and one that no text column holds is survived', async () => {
    const who = await tenant();
    await catalogue(who, [{ title: 'mine', genre: 'House', bpm: 124, camelot: '1A' }]);
    const unclear = await ask(who, 'what time does the bank close');
    expect(unclear.understood.query).toEqual({ unclear: true });
    expect(unclear.tracks).toEqual([]);
    // A title asks for nothing either, but here is one.
    expect(titles(await ask(who, 'mine'))).toEqual(['mine']);
    for (const odd of ['', '\0\0house', '\ud800 house', "house'); DROP TABLE tracks;--", '%_\\']) {
      expect((await who.post('/v1/music/process', { request: odd })).status).toBe(200);
    }
  });

  test('that is too long, no text, or more than was asked for is refused', async () => {
    const who = await tenant();
    for (const body of [{ request: 'a'.repeat(2001) }, { request: 5 }, {}, { request: 'house', plan: 'pro' }]) {
      const refused = await who.post('/v1/music/process', body);
      expect(await problemOf(refused)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    }
  });
});

test('a sentence can be had as a query alone, each part with its words and how sure it is', async () => {
  const who = await tenant();
  const request = 'deep house around 122 bpm, no vocals, flibbertigibbet';
  const { degraded, ...understood } = await (await who.post('/v1/music/parse', { request })).json<ParseAnswer>();
  expect(degraded).toEqual([]);
  expect(z.strictObject(understoodQuerySchema.shape).parse(understood)).toEqual(understood);
  expect(understood).toMatchObject({
    query: { genres: ['deep house'], bpm: { min: 119, max: 125 }, vocals: 'none' },
    source: 'grammar',
    intent: 'search',
    notUnderstood: [{ text: 'flibbertigibbet' }],
  });
  expect(Object.keys(understood.fields).toSorted()).toEqual(['bpm', 'genres', 'vocals']);
  for (const { confidence, spans } of Object.values(understood.fields)) {
    expect(confidence).toBeGreaterThan(0.5);
    for (const { start, end, text } of spans) expect(request.slice(start, end)).toBe(text);
  }
  // Nothing was searched for, and so nothing is kept.
  expect(await (await who.call('/v1/music/requests')).json()).toMatchObject({ requests: [] });
  const nothing = await (await who.post('/v1/music/parse', { request: 'fix the sink' })).json();
  expect(nothing).toMatchObject({ query: { unclear: true }, fields: {}, searchTerms: [], degraded: [] });
});

describe('the list of tracks', () => {
  test('pages through all of them once, newest first', async () => {
    const who = await tenant();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await uploadAs(who)).trackId);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/v1/music/tracks?limit=2${cursor && `&cursor=${cursor}`}`;
      const page: { tracks: Track[]; nextCursor: string | null } = await (await who.call(path)).json();
      expect(page.tracks.length).toBeLessThanOrEqual(2);
      seen.push(...page.tracks.map((track) => track.id));
      cursor = page.nextCursor;
    }
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('refuses a cursor and a limit that are not its own, with a pointer to the field', async () => {
    const who = await tenant();
    expect((await problemOf(await who.call('/v1/music/tracks?cursor=%00x'))).code).toBe('INVALID_REQUEST');
    const refused = await problemOf(await who.call('/v1/music/tracks?limit=1000'));
    expect(refused.errors).toEqual([expect.objectContaining({ pointer: '/query/limit' })]);
  });

  test('a waveform is there once the track is analysed, in both forms', async () => {
    const who = await tenant();
    const job = await uploadAs(who);
    const path = `/v1/music/tracks/${job.trackId}/waveform`;
    expect((await problemOf(await who.call(path))).code).toBe('ANALYSIS_PENDING');
    const outcome = successOf(job, analysisOf({ bpm: 100, key: { tonic: 'C', mode: 'major' } }));
    if (outcome.status !== 'succeeded') throw new Error('not a success');
    const dat = new Uint8Array([2, 0, 0, 0]);
    await services().objects.put(
      outcome.objects.waveformJson,
      new TextEncoder().encode('{"version":2}'),
      'application/json',
    );
    await services().objects.put(outcome.objects.waveformDat, dat, 'application/octet-stream');
    await deliver(outcome);
    expect(await (await who.call(path)).json()).toEqual({ version: 2 });
    expect(new Uint8Array(await (await who.call(`${path}.dat`)).arrayBuffer())).toEqual(dat);
  });
});
