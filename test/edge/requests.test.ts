import { expect, test } from 'vitest';
import { analysisOf } from '../support/analysis.ts';
import { deliver, problemOf, successOf, tenant, uploadAs } from './support.ts';

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

test('a query is held to its schema, and stands in place of a sentence, not beside it', async () => {
  const who = await tenant();
  for (const body of [
    { query: { bpm: { min: 130, max: 120 } } },
    { query: { moods: ['beige'] } },
    { query: { userId: who.userId } },
    { query: {}, request: 'house' },
  ]) {
    expect(await problemOf(await who.post('/v1/music/process', body))).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
    });
  }
});
