import { eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { tracks } from '../../drizzle/schema.ts';
import { expireRequests } from '../../edge/search/expire-requests.ts';
import { type ProcessInput, processRequest } from '../../edge/search/process.ts';
import { readRequest } from '../../edge/search/requests.ts';
import { askSources, timeLeft, type Wish } from '../../edge/search/sources.ts';
import { searchTracks } from '../../edge/search/search-tracks.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';
import { bindings, tenant } from './support.ts';
import { servicesWith } from './upstreams.ts';
import { actor, actorOf, keyOf, song, words, youtube } from './youtube-support.ts';

const background: Promise<unknown>[] = [];

// The database driver's address is the module's: a test that takes it away gives it back.
afterEach(() => void servicesWith({}));

describe('a processed request', () => {
  test('has videos where the catalogue has too little, with their analysis where it knows them, and is kept so', async () => {
    const { google, services } = await youtube();
    const who = await tenant();
    const known = `known-${crypto.randomUUID()}`;
    await services.database.insert(tracks).values({
      ownerId: who.userId,
      source: 'youtube',
      youtubeId: known,
      title: 'known one',
      analysisStatus: 'succeeded',
      bpm: 120,
    });
    await google.behave({ say: [song(known), song('unknown')] });
    const query = { artists: [`Nobody ${crypto.randomUUID()}`] };
    const answer = await processRequest(services, actorOf(who.userId), { query }, (work) => void background.push(work));
    if (!answer.ok) throw new Error(answer.error.detail);
    expect(answer.value.degraded).toEqual([]);
    expect(answer.value.videos.map(({ youtubeId, track }) => [youtubeId, track?.bpm])).toEqual([
      [known, 120],
      ['unknown', undefined],
    ]);
    const id = answer.value.requestId ?? '';
    const kept = async () => {
      const read = await readRequest(services, actorOf(who.userId), id);
      return read.ok ? read.value.request.videos?.length : null;
    };
    expect(await kept()).toBe(2);
    await expireRequests(services);
    expect(await kept()).toBe(2);
    await services.database.execute(
      sql`update music_requests set created_at = now() - interval '29 days' where id = ${id}`,
    );
    await expireRequests(services);
    expect(await kept()).toBeUndefined();
    const isThere = async () => (await readRequest(services, actorOf(who.userId), id)).ok;
    expect(await isThere()).toBe(true);
    await services.database.execute(
      sql`update music_requests set created_at = now() - interval '31 days' where id = ${id}`,
    );
    await expireRequests(services);
    expect(await isThere()).toBe(false);
  });

  test('does not wait for YouTube beyond its deadline, says so, and has the answer the next time', async () => {
    const { google, services } = await youtube({ SOURCES_TIMEOUT_MS: '1500' });
    const who = await tenant();
    await google.behave({ hold: true, say: [song('late')] });
    const query = { artists: [`Nobody ${crypto.randomUUID()}`] };
    const ask = () => processRequest(services, actorOf(who.userId), { query }, (work) => void background.push(work));
    const at = background.length;
    const first = await ask();
    expect(first).toMatchObject({
      ok: true,
      value: { degraded: ['youtube'], videos: [], requestId: expect.any(String) },
    });
    await google.release();
    await Promise.all(background.slice(at));
    expect(await ask()).toMatchObject({ ok: true, value: { degraded: [], videos: [{ youtubeId: 'late' }] } });
  });

  test('has YouTube’s answer when the catalogue is down, and is a 503 when nothing answers', async () => {
    const { google, services } = await youtube({ DATABASE_FETCH_URL: 'http://127.0.0.1:9/sql' });
    const ask = () =>
      processRequest(services, actor, { query: { artists: [words()] } }, (work) => void background.push(work));
    const say = (input: ProcessInput) => processRequest(services, actor, input, (work) => void background.push(work));
    expect(await ask()).toMatchObject({
      ok: true,
      value: { degraded: ['catalogue', 'history'], requestId: null, videos: [{ youtubeId: 'a' }, { youtubeId: 'b' }] },
    });
    await google.behave({ say: [] });
    expect(await ask()).toMatchObject({ ok: true, value: { degraded: ['catalogue', 'history'], videos: [] } });
    // YouTube can't be asked for a length alone, and so has not answered.
    await expect(say({ query: { durationSec: { min: 120 } } })).rejects.toMatchObject({ name: 'ServiceDownError' });
    await google.behave({ status: 500 });
    await expect(ask()).rejects.toMatchObject({ name: 'ServiceDownError' });
    expect(await say({ request: 'what time does the bank close' })).toMatchObject({
      ok: true,
      value: { understood: { query: { unclear: true } }, degraded: ['catalogue', 'history'] },
    });
  });

  test('that is sent back as a query asks YouTube what its sentence does', async () => {
    const { google, services } = await youtube({ DATABASE_FETCH_URL: 'http://127.0.0.1:9/sql' });
    const texts = ['workout music', 'songs in Spanish', 'songs from before 1980', 'piano music in Portuguese'];
    for (const text of texts) {
      const { query, searchTerms } = understand(text);
      await services.redis.del(await keyOf(searchTerms[0] ?? ''));
      await processRequest(services, actor, { query }, () => undefined);
      expect((await google.calls()).findLast(({ path }) => path.endsWith('/search'))?.query.q).toBe(searchTerms[0]);
    }
  });

  test('has no videos that it refuses by artist or length, and no more than it asks for', async () => {
    const { google, services } = await youtube({ DATABASE_FETCH_URL: 'http://127.0.0.1:9/sql' });
    const [artist, refused] = [words(), `Séan ${crypto.randomUUID()}`];
    await google.behave({
      say: [
        song('refused', { title: `${refused.toUpperCase()} & Friend - Title` }),
        song('short', { duration: 'PT1M59S' }),
        song('long', { duration: 'PT9M' }),
        song('first', { duration: 'PT2M', title: `${refused}ette - Title` }),
        song('second', { duration: 'PT4M' }),
      ],
    });
    const query = { artists: [artist], durationSec: { min: 120, max: 240 }, exclude: { artists: [refused] } };
    const ids = async (input: ProcessInput) => {
      const answer = await processRequest(services, actor, input, () => undefined);
      return answer.ok && answer.value.videos.map(({ youtubeId }) => youtubeId);
    };
    expect(await ids({ query })).toEqual(['first', 'second']);
    expect(await ids({ query: { ...query, limit: 1 } })).toEqual(['first']);
    expect(await ids({ query, maxTracks: 1 })).toEqual(['first']);
    expect(await ids({ query: { artists: [artist] } })).toHaveLength(5);
  });

  test('is not searched for by a model’s words that name what it refuses', async () => {
    const { google, services } = await youtube({ DATABASE_FETCH_URL: 'http://127.0.0.1:9/sql' });
    const [wanted, refused] = [words(), words()];
    const query: MusicQuery = { artists: [wanted], exclude: { artists: [refused] } };
    const wish = (searchTerms: string[]): Wish => ({
      understood: { ...understand('x'), query, source: 'model', searchTerms },
      text: '',
      maxTracks: undefined,
    });
    for (const terms of [[`${wanted} without ${refused}`], [`${wanted} live`]])
      await askSources(services, actor, wish(terms), () => undefined, timeLeft(15_000));
    const asked = (await google.calls()).filter(({ path }) => path.endsWith('/search')).map((call) => call.query.q);
    expect(asked).toEqual([wanted, `${wanted} live`]);
  });

  test('waits no longer than its deadline for a database that stalls, and has what YouTube says', async () => {
    const timeoutMs = 1500;
    const { google, services } = await youtube({
      DATABASE_FETCH_URL: bindings().SILENT_URL ?? '',
      SOURCES_TIMEOUT_MS: String(timeoutMs),
      YOUTUBE_AUDIO: 'on',
    });
    await google.behave({ say: [song('eleven-char')] });
    const startedAt = Date.now();
    const input = { query: { artists: [words()] }, analyzeAudio: true };
    const answer = await processRequest(services, actor, input, (work) => void background.push(work));
    // Each of the four things that wait for the database used to have the time for itself.
    expect(Date.now() - startedAt).toBeLessThan(1.5 * timeoutMs);
    expect(answer).toMatchObject({
      ok: true,
      value: { degraded: ['catalogue', 'analyses', 'history'], videos: [{ youtubeId: 'eleven-char' }] },
    });
    await expect(
      searchTracks(services, actor, { q: 'house', filters: {} }, { limit: 1 }, () => undefined),
    ).rejects.toMatchObject({ name: 'ServiceDownError' });
    expect(Date.now() - startedAt).toBeLessThan(3 * timeoutMs);
  });

  test('begins no analysis of videos whose tracks it could not look up, and is kept as lacking them', async () => {
    const { google, services } = await youtube({ YOUTUBE_AUDIO: 'on', SOURCES_TIMEOUT_MS: '15000' });
    const who = await tenant();
    const youtubeId = crypto.randomUUID().slice(-11);
    await google.behave({ say: [song(youtubeId)] });
    const down = () => {
      throw new Error('down');
    };
    const database = new Proxy(services.database, {
      get: (target, name) => (name === 'selectDistinctOn' ? down : Reflect.get(target, name)),
    });
    const input = { query: { artists: [words()] }, analyzeAudio: true };
    const answer = await processRequest({ ...services, database }, actorOf(who.userId), input, () => undefined);
    expect(answer).toMatchObject({ ok: true, value: { degraded: ['analyses'], analyses: null } });
    expect(await services.database.select().from(tracks).where(eq(tracks.youtubeId, youtubeId))).toEqual([]);
    const id = answer.ok ? (answer.value.requestId ?? '') : '';
    expect(await readRequest(services, actorOf(who.userId), id)).toMatchObject({
      value: { request: { degraded: ['analyses'] } },
    });
  });

  test('says plainly that audio from YouTube is off', async () => {
    const who = await tenant();
    const answer = await (await who.post('/v1/music/process', { request: 'gqom', analyzeAudio: true })).json();
    expect(answer).toMatchObject({ audioAnalysis: { status: 'off' }, videos: [], degraded: [] });
  });
});
