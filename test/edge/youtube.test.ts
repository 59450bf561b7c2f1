import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../../edge/accounts/keys.ts';
import { CACHE } from '../../edge/cache-keys.ts';
import { quotaDay } from '../../edge/search/quota.ts';
import { durationSecOf, readVideoTitle } from '../../edge/search/video-titles.ts';
import { findVideos } from '../../edge/search/youtube.ts';
import type { Services } from '../../edge/services.ts';
import type { Behaviour } from '../support/upstreams.ts';
import { servicesWith, type Upstream } from './upstreams.ts';
import { actor, actorOf, keyOf, song, words, youtube } from './youtube-support.ts';

const background: Promise<unknown>[] = [];
const find = (services: Services, terms: string, who = actor) =>
  findVideos(services, who, terms, (work) => void background.push(work));
const searches = async (google: Upstream) => (await google.calls()).filter(({ path }) => path.endsWith('/search'));

/** A free plan that has one search an hour. */
const ONE_SEARCH = { PLANS: JSON.stringify({ free: { costs: { analyses: 1, modelCalls: 1, youtubeSearches: 1 } } }) };

describe('a search', () => {
  test('asks once for music and once for the details of all, with the key in no address', async () => {
    const { google, services } = await youtube();
    const videos = await find(services, words());
    expect(videos?.map(({ artist, title, durationSec }) => [artist, title, durationSec])).toEqual([
      ['Artist a', 'Title a', 200],
      ['Artist b', 'Title b', 200],
    ]);
    const calls = await google.calls();
    expect(calls.map(({ path }) => path)).toEqual(['/youtube/v3/search', '/youtube/v3/videos']);
    expect(calls[0]?.query).toMatchObject({ type: 'video', videoCategoryId: '10', maxResults: '50' });
    expect(calls[1]?.query.id).toBe('a,b');
    expect(JSON.stringify(calls.map(({ query }) => query))).not.toContain('test-youtube-key');
  });

  test('gives each video once, in the order that the search has them', async () => {
    const { google, services } = await youtube();
    const list = (...videos: unknown[]) => ({ say: JSON.stringify({ items: videos }) });
    const found = (id: string) => ({ id: { videoId: id } });
    const described = (id: string) => ({
      id,
      snippet: { title: `Artist - ${id}`, categoryId: '10' },
      contentDetails: { duration: 'PT3M' },
    });
    await google.behave(
      list(found('b'), found('a'), found('b')),
      list(described('a'), described('other'), described('b'), described('b')),
    );
    expect((await find(services, words()))?.map(({ youtubeId }) => youtubeId)).toEqual(['b', 'a']);
    expect((await google.calls()).at(-1)?.query.id).toBe('b,a');
  });

  test('leaves out what is no music, live, or too short or long for a track', async () => {
    const { google, services } = await youtube();
    const odd = [
      song('cooking', { categoryId: '26' }),
      song('jingle', { duration: 'PT20S' }),
      song('set', { duration: 'PT1H2M' }),
      song('live', { live: true, duration: 'P0D' }),
      song('good', { duration: 'PT14M59S' }),
    ];
    await google.behave({ say: odd });
    expect((await find(services, words()))?.map(({ youtubeId }) => youtubeId)).toEqual(['good']);
  });

  test('is asked once by equal ones at the same time, and by none after it for an hour', async () => {
    const { google, services } = await youtube();
    const terms = words();
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => find(services, n % 2 ? terms : ` ${terms.toUpperCase()} `)),
    );
    expect(all.every((videos) => videos?.length === 2)).toBe(true);
    services.videos.clear();
    await find(services, terms);
    expect(await searches(google)).toHaveLength(1);
  });

  test('is made once, though Redis says that it has no answer when there is one by now', async () => {
    const { google, services } = await youtube();
    const landed = Promise.withResolvers<void>();
    let reads = 0;
    const get = async (key: string) => {
      reads += 1;
      return reads === 1 ? services.redis.get(key) : landed.promise.then(() => null);
    };
    const redis = new Proxy(services.redis, {
      get: (target, name) => (name === 'get' ? get : Reflect.get(target, name)),
    });
    const terms = words();
    await google.behave({ hold: true, say: [song('a')] });
    const first = find({ ...services, redis }, terms);
    await expect.poll(() => searches(google)).toHaveLength(1);
    const second = find({ ...services, redis }, terms);
    await google.release();
    await first;
    landed.resolve();
    expect(await second).toHaveLength(1);
    expect(await searches(google)).toHaveLength(1);
  });

  test('is made for the very text that its answer is kept for, by its hash', async () => {
    const { google, services } = await youtube();
    const terms = words();
    await find(services, `Dancing${' '.repeat(200)}Queen ${terms}`);
    await find(services, `dancing QUEEN ${terms}`);
    expect((await searches(google)).map(({ query }) => query.q)).toEqual([`dancing queen ${terms}`]);
    expect(await services.redis.exists(await keyOf(`dancing queen ${terms}`))).toBe(1);
  });

  test('gives an old answer at once and fetches a new one behind it, once', async () => {
    const { google, services } = await youtube();
    const terms = words();
    await find(services, terms);
    const key = await keyOf(terms);
    const old = { fetchedAt: Date.now() - 2 * 3600 * 1000, videos: services.videos.get(key)?.videos ?? [] };
    await services.redis.set(key, old);
    services.videos.clear();
    await google.behave({ hold: true, say: [song('new')] });
    const at = background.length;
    const shown = await Promise.all(Array.from({ length: 20 }, () => find(services, terms)));
    expect(shown.every((videos) => videos?.[0]?.youtubeId === 'a')).toBe(true);
    await google.release();
    await Promise.all(background.slice(at));
    expect((await find(services, terms))?.[0]?.youtubeId).toBe('new');
    expect(await searches(google)).toHaveLength(2);
  });

  test('is given up a day after it was made, whenever an isolate had it from Redis', async () => {
    const { google, services } = await youtube();
    const terms = words();
    await find(services, terms);
    const key = await keyOf(terms);
    const hours = 3600 * 1000;
    const entry = { fetchedAt: Date.now() - 23 * hours, videos: services.videos.get(key)?.videos ?? [] };
    await services.redis.set(key, entry);
    services.videos.clear();
    await google.behave({ status: 500 });
    expect(await find(services, terms)).toHaveLength(2);
    await Promise.all(background);
    await services.redis.del(key);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * hours });
    expect(await find(services, terms)).toBeNull();
  });

  test('is refused here before Google would, and for the rest of the day once Google has', async () => {
    const { google, services, forget } = await youtube({ YOUTUBE_DAILY_SEARCHES: '2' });
    const found: boolean[] = [];
    for (let n = 0; n < 4; n += 1) found.push((await find(services, words())) !== null);
    expect(found).toEqual([true, true, false, false]);
    expect(await searches(google)).toHaveLength(2);
    await forget();
    await google.behave({ status: 403, say: 'quotaExceeded' });
    const later = Date.now() + 61_000;
    for (let n = 0; n < 3; n += 1) {
      expect(await find(services, words())).toBeNull();
      vi.useFakeTimers({ toFake: ['Date'], now: later });
    }
    expect(await searches(google)).toHaveLength(3);
    await forget();
  });

  test('that Google refuses about midnight, for a day that has ended, leaves the new day as it is', async () => {
    const at = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
    at('2031-12-01T07:59:59Z');
    const { google, services } = await youtube();
    await google.behave({ hold: true, status: 403, say: 'quotaExceeded' }, { status: 403, say: 'quotaExceeded' });
    const last = find(services, words());
    await expect.poll(() => searches(google)).toHaveLength(1);
    at('2031-12-01T08:00:01Z');
    await google.release();
    expect(await last).toBeNull();
    for (const time of ['2031-12-01T08:01:30Z', '2031-12-01T08:03:00Z', '2031-12-01T08:10:00Z']) {
      at(time);
      expect(await find(services, words())).toBeNull();
    }
    expect(await searches(google)).toHaveLength(4);
    // That was no slip of the clocks: the day is over.
    at('2031-12-01T20:00:00Z');
    expect(await find(services, words())).toBeNull();
    expect(await searches(google)).toHaveLength(4);
  });

  test('that Google could not describe for want of quota is the last of the day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-12-03T20:00:00Z') });
    const { google, services } = await youtube();
    await google.behave({ say: [song('a')] }, { status: 403, say: 'quotaExceeded' }, { say: [song('a')] });
    expect(await find(services, words())).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-12-03T20:02:00Z') });
    expect(await find(services, words())).toBeNull();
    expect(await searches(google)).toHaveLength(1);
  });

  test.each<[string, number, Behaviour]>([
    ['a refusal for a minute (429)', 60, { status: 429, say: 'rateLimitExceeded' }],
    ['a refusal for a minute (403)', 60, { status: 403, say: 'rateLimitExceeded' }],
    ['a refusal of this key’s user', 60, { status: 403, say: 'userRateLimitExceeded' }],
    ['a key that is refused', 300, { status: 403, say: 'accessNotConfigured' }],
    ['500', 30, { status: 500 }],
    ['silence', 30, { hold: true }],
  ])('that meets %s is not made again for %d s nor paid for, and the day goes on', async (_, restSec, behaviour) => {
    const { google, services } = await youtube({
      ...ONE_SEARCH,
      ...(behaviour.hold && { YOUTUBE_TIMEOUT_MS: '2000' }),
    });
    const free: Actor = { ...actorOf(crypto.randomUUID()), plan: 'free' };
    await google.behave(behaviour, { say: [song('a')] });
    expect(await find(services, words(), free)).toBeNull();
    const endedAt = Date.now();
    for (const afterSec of [0, restSec - 1]) {
      vi.useFakeTimers({ toFake: ['Date'], now: endedAt + 1000 * afterSec });
      expect(await find(services, words(), free)).toBeNull();
    }
    expect(await searches(google)).toHaveLength(1);
    vi.useFakeTimers({ toFake: ['Date'], now: endedAt + 1000 * restSec });
    expect(await find(services, words(), free)).toHaveLength(1);
    await google.release();
  });

  test('whose text Google rejects stays paid for, and the next of another account is made', async () => {
    const { google, services } = await youtube(ONE_SEARCH);
    const free: Actor = { ...actorOf(crypto.randomUUID()), plan: 'free' };
    await google.behave({ status: 400, say: 'invalidSearchFilter' }, { say: [song('a')] });
    for (let n = 0; n < 2; n += 1) expect(await find(services, words(), free)).toBeNull();
    expect(await searches(google)).toHaveLength(1);
    expect(await find(services, words())).toHaveLength(1);
  });

  test('is paid for once it can be made: a refusal costs nothing, and who can’t pay takes none from the day', async () => {
    const empty = await youtube({ ...ONE_SEARCH, YOUTUBE_DAILY_SEARCHES: '0' });
    const { services, forget } = await youtube({ ...ONE_SEARCH, YOUTUBE_DAILY_SEARCHES: '3' });
    const free: Actor = { ...actorOf(crypto.randomUUID()), plan: 'free' };
    for (let n = 0; n < 3; n += 1) expect(await find(empty.services, words(), free)).toBeNull();
    await forget();
    expect(await find(services, words(), free)).toHaveLength(2);
    for (let n = 0; n < 4; n += 1) expect(await find(services, words(), free)).toBeNull();
    // Whoever has room is not refused with who has none.
    const same = words();
    const [refused, found] = await Promise.all([find(services, same, free), find(services, same)]);
    expect([refused, found?.length]).toEqual([null, 2]);
    await forget();
  });

  test('that renews an old answer is tried once in ten minutes, and by whoever can pay for it', async () => {
    const { google, services } = await youtube(ONE_SEARCH);
    const usedUp: Actor = { ...actorOf(crypto.randomUUID()), plan: 'free' };
    const [terms, failing] = [words(), words()];
    await find(services, terms, usedUp);
    await find(services, failing);
    const age = async (one: string) => {
      const key = await keyOf(one);
      const fetchedAt = Date.now() - 2 * CACHE.youtube.freshSec * 1000;
      await services.redis.set(key, { fetchedAt, videos: services.videos.get(key)?.videos ?? [] });
      services.videos.delete(key);
    };
    const renew = async (one: string, who?: Actor) => {
      const at = background.length;
      expect(await find(services, one, who)).toHaveLength(2);
      await Promise.all(background.slice(at));
    };
    await age(terms);
    await renew(terms, usedUp);
    expect(await searches(google)).toHaveLength(2);
    await renew(terms);
    expect(await searches(google)).toHaveLength(3);
    await age(failing);
    await google.behave({ status: 500 });
    const later = Date.now() + 31_000;
    for (let n = 0; n < 3; n += 1) {
      await renew(failing);
      vi.useFakeTimers({ toFake: ['Date'], now: later });
    }
    expect(await searches(google)).toHaveLength(4);
    const lock = CACHE.youtubeRefresh.key(await keyOf(failing));
    expect(await services.redis.ttl(lock)).toBeGreaterThan(500);
  });

  test.each<[string, { status?: number; say?: unknown }]>([
    ['500', { status: 500 }],
    ['400', { status: 400 }],
    ['text', { say: 'no JSON' }],
    ['JSON that is no list', { say: '{}' }],
    ['an error under 200', { say: '{"error":{"code":500}}' }],
    ['an endless answer', { say: 'x'.repeat(3 * 1024 * 1024) }],
  ])('that meets %s has no answer, and a later one may try again', async (_, behaviour) => {
    const { google, services } = await youtube();
    const terms = words();
    await google.behave(behaviour);
    expect(await find(services, terms)).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    await google.behave({ say: [song('a')] });
    expect(await find(services, terms)).toHaveLength(1);
  });

  test('that finds nothing is answered, though Google leaves out the empty list', async () => {
    const { google, services } = await youtube();
    for (const say of ['{"pageInfo":{"totalResults":0}}', '{"items":[]}']) {
      await google.behave({ say });
      expect(await find(services, words())).toEqual([]);
    }
  });

  test('keeps no more of its answers in an isolate than there is room for', async () => {
    const { google, services } = await youtube();
    await google.behave({ say: [song('a')] });
    const found = (await find(services, words())) ?? [];
    const videos = found.map((video) => ({ ...video, rawTitle: 'x'.repeat(CACHE.youtube.maxTotalBytes / 4) }));
    for (const key of ['first', 'second', 'third']) services.videos.set(key, { fetchedAt: 0, videos });
    expect(['first', 'second', 'third'].map((key) => services.videos.get(key) !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is never made without a key, or when the day can not be counted', async () => {
    const { google, services } = await youtube({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9' });
    expect(await find(services, words())).toBeNull();
    expect(await google.calls()).toHaveLength(0);
    expect(servicesWith({}).youtube).toBeNull();
  });
});

afterEach(() => void vi.useRealTimers());

test.each([
  ['ABBA - Dancing Queen (Official Music Video)', 'ABBA', 'ABBA', 'Dancing Queen'],
  ['ABBA – Dancing Queen [4K Remastered]', 'x', 'ABBA', 'Dancing Queen'],
  ['Dancing Queen', 'ABBA - Topic', 'ABBA', 'Dancing Queen'],
  ['Lost In Light', 'RihannaVEVO', 'Rihanna', 'Lost In Light'],
  ['Moderat - A New Error (Jon Hopkins Remix) (Official Video)', 'x', 'Moderat', 'A New Error (Jon Hopkins Remix)'],
  ['Artist - Song (feat. Other) (Lyrics)', 'x', 'Artist', 'Song (feat. Other)'],
  ['Rosalía &amp; Friend - “Despechá” (Letra/Lyrics)', 'x', 'Rosalía & Friend', 'Despechá'],
  ['Track title | Official Visualizer', 'Label', null, 'Track title'],
  ['A-ha - Take On Me', 'x', 'A-ha', 'Take On Me'],
  ['Jay-Z', 'x', null, 'Jay-Z'],
  ['((((((((((((((((', 'x', null, '(((((((((((((((('],
  ['', '', null, ''],
])('%j of the channel %j is %j, %j', (rawTitle, channel, artist, title) => {
  expect(readVideoTitle(rawTitle, channel)).toEqual({ artist, title });
});

test('a title that is cut within a character holds no half of it, which no database takes', () => {
  const { title } = readVideoTitle(`${'x'.repeat(299)}🎵 and more`, 'x');
  expect(title.isWellFormed()).toBe(true);
  expect(title).toMatch(/^x{299}/);
});

test.each([
  ['PT3M20S', 200],
  ['PT1H', 3600],
  ['P1DT2H', 93_600],
  ['P0D', 0],
  ['', null],
  ['PT', null],
  ['3:20', null],
])('the duration %j is %j s', (iso, seconds) => {
  expect(durationSecOf(iso)).toBe(seconds);
});

test('the day of the quota ends at midnight in Pacific time, in summer and in winter', () => {
  expect(quotaDay(new Date('2026-07-01T06:59:59Z'))).toBe('2026-06-30');
  expect(quotaDay(new Date('2026-07-01T07:00:00Z'))).toBe('2026-07-01');
  expect(quotaDay(new Date('2026-12-01T07:59:59Z'))).toBe('2026-11-30');
  expect(quotaDay(new Date('2026-12-01T08:00:00Z'))).toBe('2026-12-01');
});
