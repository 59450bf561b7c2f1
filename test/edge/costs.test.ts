import { describe, expect, test } from 'vitest';
import type { Understood } from '../../shared/contracts/query.ts';
import { type Found, put } from './search-support.ts';
import { appWith, codeOf, services, tenant } from './support.ts';
import { upstream } from './upstreams.ts';

/** Words that the grammar does not know. */
const strange = () => `zzqx grovlen myssklang ${crypto.randomUUID().replaceAll(/[^a-f]/g, '')} wibbletrop`;

type Answer = { understood: Understood; degraded: string[]; videos: unknown[]; query: unknown };

/** The Worker with a model and YouTube, and a free plan that has room for one call of each an hour. */
async function worker(settings: Record<string, string> = {}) {
  const [model, google] = [upstream('gpt'), upstream('youtube')];
  await model.behave({ say: { answer: { query: { genres: ['techno'] }, intent: 'search', searchTerms: ['techno'] } } });
  await google.behave({ say: [{ id: 'a', title: 'Artist - Title' }] });
  const app = appWith({
    OPENAI_API_KEY: 'test-model-key',
    OPENAI_BASE_URL: `${model.url}/v1`,
    YOUTUBE_API_KEY: 'test-youtube-key',
    YOUTUBE_BASE_URL: `${google.url}/`,
    YOUTUBE_DAILY_SEARCHES: '1000000',
    UNDERSTAND_TIMEOUT_MS: '5000',
    SOURCES_TIMEOUT_MS: '10000',
    PLANS: JSON.stringify({ free: { costs: { analyses: 1, modelCalls: 1, youtubeSearches: 1 } } }),
    ...settings,
  });
  const searches = async () => (await google.calls()).filter(({ path }) => path.endsWith('/search')).length;
  const silence = () => model.behave({ status: 500 });
  return { app, model, silence, calls: async () => (await model.calls()).length, searches };
}

const free = async (app: ReturnType<typeof appWith>) => {
  const { key, userId } = await tenant({ plan: 'free' });
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const post = async (path: string, body: unknown): Promise<Answer> => {
    const response = await app(path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return response.json();
  };
  const get = async (path: string): Promise<Answer> => (await app(path, { headers })).json();
  return { userId, headers, post, get };
};

/** What the plan as it is sold has left of something; the count is the same whatever the plan's limit. */
const spentOn = async (userId: string, cost: string): Promise<number> => {
  const states = await services().limits.peek(services().plans.free, userId);
  const state = states?.find(({ name }) => name === cost);
  return (state?.limit ?? 0) - (state?.remaining ?? 0);
};

describe('a language model', () => {
  test('is not asked for an account that has used up its calls: the grammar’s reading, marked, everywhere', async () => {
    const { app, calls } = await worker();
    const who = await free(app);
    expect(await who.post('/v1/music/parse', { request: strange() })).toMatchObject({ source: 'model', degraded: [] });
    for (const path of ['/v1/music/parse', '/v1/music/process']) {
      const answer = await who.post(path, { request: strange() });
      expect(answer.understood?.source ?? (answer as unknown as Understood).source).toBe('grammar');
      expect(answer.degraded).toContain('models');
    }
    expect(await who.get(`/v1/music/search?q=${encodeURIComponent(strange())}`)).toMatchObject({
      degraded: ['models'],
    });
    expect(await calls()).toBe(1);
  });

  test('costs nothing where its answer is cached, nor where the grammar is enough', async () => {
    const { app, calls } = await worker();
    const [first, second] = [await free(app), await free(app)];
    const text = strange();
    for (const who of [first, second, first, second]) {
      const answer = await who.get(`/v1/music/search?q=${encodeURIComponent(text)}`);
      expect(answer).toMatchObject({ degraded: [], query: { genres: ['techno'] } });
    }
    await second.post('/v1/music/parse', { request: 'deep house around 122 bpm in A minor, no vocals' });
    expect(await calls()).toBe(1);
    expect([await spentOn(first.userId, 'modelCalls'), await spentOn(second.userId, 'modelCalls')]).toEqual([1, 0]);
  });

  test('costs nothing where no model may be asked, or none answers', async () => {
    const { app, model } = await worker({ OPENAI_DAILY_CALLS: '0' });
    const who = await free(app);
    for (let n = 0; n < 3; n += 1) await who.post('/v1/music/parse', { request: strange() });
    const resting = await worker();
    const other = await free(resting.app);
    await resting.model.behave({ status: 429, headers: { 'Retry-After': '30' } });
    for (let n = 0; n < 3; n += 1) await other.post('/v1/music/parse', { request: strange() });
    expect(await model.calls()).toEqual([]);
    const down = await worker();
    const third = await free(down.app);
    await down.silence();
    for (let n = 0; n < 2; n += 1) await third.post('/v1/music/parse', { request: strange() });
    expect(await down.calls()).toBe(2);
    // What was thought about and came to nothing is paid.
    await down.model.behave({ say: { refusal: 'I will not.' } });
    for (let n = 0; n < 2; n += 1) await third.post('/v1/music/parse', { request: strange() });
    expect(await down.calls()).toBe(3);
    const spent = [who, other, third].map(({ userId }) => spentOn(userId, 'modelCalls'));
    expect(await Promise.all(spent)).toEqual([0, 0, 1]);
  });
});

test('a further page of a search is read as its first was, or refused: for now where no model answers', async () => {
  const { app, calls } = await worker();
  const who = await free(app);
  const genre = `genre ${crypto.randomUUID()}`;
  await put({ ...(await tenant()), userId: who.userId }, [
    { title: 'one', genres: ['techno', genre] },
    { title: 'two', genres: ['techno', genre] },
  ]);
  const q = strange();
  const page = async (cursor?: string): Promise<Found> =>
    who.get(`/v1/music/search?${new URLSearchParams({ q, limit: '1', ...(cursor && { cursor }) })}`) as never;
  const first = await page();
  const second = await page(first.nextCursor ?? '');
  expect(first.query).toEqual({ genres: ['techno'] });
  expect(second.query).toEqual(first.query);
  expect(second.tracks[0]?.id).not.toBe(first.tracks[0]?.id);
  expect(await calls()).toBe(1);
  const elsewhere = await worker();
  const lost = async () => {
    const { headers } = await free(elsewhere.app);
    const parameters = new URLSearchParams({ q: strange(), cursor: first.nextCursor ?? '' });
    return elsewhere.app(`/v1/music/search?${parameters}`, { headers });
  };
  await elsewhere.silence();
  const late = await lost();
  expect([late.status, await codeOf(late), late.headers.get('Retry-After')]).toEqual([503, 'UNAVAILABLE', '5']);
  await elsewhere.model.behave({
    say: { answer: { query: { genres: ['house'] }, intent: 'search', searchTerms: [] } },
  });
  expect(await codeOf(lost())).toBe('INVALID_REQUEST');
});

describe('YouTube', () => {
  const artist = () => ({ query: { artists: [`Nobody ${crypto.randomUUID()}`] } });

  test('is not searched for an account that has used up its searches, and the answer says so', async () => {
    const { app, searches } = await worker();
    const who = await free(app);
    expect((await who.post('/v1/music/process', artist())).videos).toHaveLength(1);
    expect(await who.post('/v1/music/process', artist())).toMatchObject({ videos: [], degraded: ['youtube'] });
    expect(await searches()).toBe(1);
  });

  test('costs nothing where its answer is cached', async () => {
    const { app, searches } = await worker();
    const [first, second] = [await free(app), await free(app)];
    const body = artist();
    for (const who of [first, second, second, second]) {
      expect(await who.post('/v1/music/process', body)).toMatchObject({ degraded: [], videos: [{ youtubeId: 'a' }] });
    }
    expect(await searches()).toBe(1);
    expect([await spentOn(first.userId, 'youtubeSearches'), await spentOn(second.userId, 'youtubeSearches')]).toEqual([
      1, 0,
    ]);
  });
});
