import { expect, test } from 'vitest';
import type { Understood } from '../../shared/contracts/query.ts';
import { analysisOf } from '../support/analysis.ts';
import { put, someone } from './search-support.ts';
import { codeOf, deliver, problemOf, successOf, type Tenant, tenant, uploadAs } from './support.ts';

type ProcessAnswer = { understood: Understood; tracks: { title: string | null; relaxed: string[] }[] };
type Operation = { requestBody: { content: Record<string, { schema: unknown }> } };

test('a request is kept: listed newest first, read back whole, for its own account alone', async () => {
  const [who, other] = [await tenant(), await tenant()];
  const job = await uploadAs(who, { title: 'mine' });
  await deliver(successOf(job, analysisOf({ bpm: 124, key: { tonic: 'A', mode: 'minor' } }), 'Gqom'));
  const ids: string[] = [];
  for (const body of [{ request: 'gqom at 124 bpm' }, { query: { genres: ['gqom'] } }, { request: 'gqom in 3B' }]) {
    const answer = await (await who.post('/v1/music/process', body)).json<{ requestId: string }>();
    ids.unshift(answer.requestId);
  }
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/v1/music/requests?limit=2${cursor && `&cursor=${cursor}`}`;
    const page: { requests: { id: string }[]; nextCursor: string | null } = await (await who.call(path)).json();
    seen.push(...page.requests.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(ids);
  const [relaxed, byQuery, first] = ids.map((id) => `/v1/music/requests/${id}`) as [string, string, string];
  expect(await (await who.call(first)).json()).toMatchObject({
    text: 'gqom at 124 bpm',
    querySource: 'grammar',
    query: { genres: ['gqom'] },
    videos: [],
  });
  const { tracks } = await (await who.call(first)).json<{ tracks: unknown[] }>();
  expect(tracks[0]).toMatchObject({ title: 'mine', analysis: { tempo: { bpm: 124 } } });
  expect(await (await who.call(byQuery)).json()).toMatchObject({ text: null, querySource: 'client' });
  expect(await (await who.call(relaxed)).json()).toMatchObject({
    relaxed: expect.arrayContaining(['key.any']),
  });
  expect(await problemOf(await other.call(first))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(await (await other.call('/v1/music/requests')).json()).toEqual({ requests: [], nextCursor: null });
});

test('a request is gone when its account deletes it, and nobody else does', async () => {
  const [who, other] = [await tenant(), await tenant()];
  const make = async () => {
    const answer = await who.post('/v1/music/process', { request: 'gqom at 124 bpm' });
    return `/v1/music/requests/${(await answer.json<{ requestId: string }>()).requestId}`;
  };
  const [gone, kept] = [await make(), await make()];
  const remove = (by: Tenant) => by.call(gone, { method: 'DELETE' });
  expect(await codeOf(remove(other))).toBe('NOT_FOUND');
  expect((await who.call(gone)).status).toBe(200);
  expect((await remove(who)).status).toBe(204);
  expect(await codeOf(who.call(gone))).toBe('NOT_FOUND');
  expect(await codeOf(remove(who))).toBe('NOT_FOUND');
  expect((await who.call(kept)).status).toBe(200);
});

test('a query is held to its schema, and stands in place of a sentence, not beside it; a refusal names the field', async () => {
  const who = await tenant();
  for (const [body, pointer] of [
    [{ query: { bpm: { min: 130, max: 120 } } }, '/json/query/bpm'],
    [{ query: { moods: ['beige'] } }, '/json/query/moods/0'],
    [{ query: { userId: who.userId } }, '/json/query'],
    [{ query: { artists: ['Someone'], unclear: true } }, '/json/query/unclear'],
    [{ query: { genres: ['house'], compatibleKeys: true } }, '/json/query/compatibleKeys'],
    [{ query: {}, request: 'house' }, '/json'],
    [{ maxTracks: 5 }, '/json'],
    [{ request: 5 }, '/json/request'],
  ] as const) {
    expect([pointer, await problemOf(await who.post('/v1/music/process', body))]).toMatchObject([
      pointer,
      { status: 400, code: 'INVALID_REQUEST', errors: [{ pointer }] },
    ]);
  }
  const { paths } = await (await who.call('/openapi.json')).json<{ paths: Record<string, { post: Operation }> }>();
  expect(paths['/v1/music/process']?.post.requestBody.content['application/json']?.schema).toMatchObject({
    additionalProperties: false,
    oneOf: [{ required: ['request'] }, { required: ['query'] }],
    properties: { request: { type: 'string' }, query: { type: 'object' } },
  });
});

test('of a key and a Camelot code that contradict each other the key decides, and the answer says so', async () => {
  const who = await tenant();
  const artist = someone();
  await put(who, [
    { title: 'A minor', artist, camelot: '8A' },
    { title: 'C minor', artist, camelot: '5A' },
  ]);
  const query = { artists: [artist], key: { tonic: 'C', mode: 'minor' }, camelot: '8A' };
  const answer = await (await who.post('/v1/music/process', { query })).json<ProcessAnswer>();
  expect(answer.understood.query).toEqual({ ...query, camelot: '5A' });
  expect(answer.tracks[0]).toMatchObject({ title: 'C minor', relaxed: [] });
});

test.each(['\0', '\ud800', '\udc00'])(
  '%j in a name or a term of a query is refused, for no database holds it',
  async (bad) => {
    const who = await tenant();
    for (const query of [
      { genres: [`a${bad}b`] },
      { instruments: [`a${bad}b`] },
      { artists: [`a${bad}b`] },
      { title: `a${bad}b` },
      { similarTo: { title: `a${bad}b` } },
      { exclude: { genres: [`a${bad}b`] } },
    ]) {
      const answer = await who.post('/v1/music/process', { query });
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'INVALID_REQUEST']);
    }
  },
);

test.each(['\0', '\ud800', '\udc00'])('%j in a sentence is read past, and the request is kept', async (odd) => {
  const who = await tenant();
  for (const request of [`songs by Foo${odd}Bar`, `${odd}house`]) {
    const answer = await (await who.post('/v1/music/process', { request })).json<{ requestId: string }>();
    expect(answer).toMatchObject({ degraded: [], requestId: expect.any(String) });
    const kept = await (await who.call(`/v1/music/requests/${answer.requestId}`)).json<{ text: string }>();
    expect(kept.text).toHaveLength(request.length);
  }
});

test('a zero character in a filter of a search is refused as in a query, in a sentence read past', async () => {
  const who = await tenant();
  for (const filter of ['genres', 'instruments', 'artists', 'title', 'excludeGenres']) {
    const answer = await who.call(`/v1/music/search?${filter}=a%00b`);
    expect([filter, await problemOf(answer)]).toMatchObject([filter, { code: 'INVALID_REQUEST', errors: [{}] }]);
  }
  expect((await who.call('/v1/music/search?q=songs+by+Foo%00Bar')).status).toBe(200);
});
