import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf, type Tenant, tenant } from './support.ts';

let who: Tenant;
beforeAll(async () => {
  who = await tenant();
});

const repeat = (part: string) => part.repeat(Math.floor(2000 / part.length));

const NOT_MUSIC: Record<string, string> = {
  nothing: '',
  'emojis alone': '🎵🔥😀👍',
  'control characters': '\u0000\u0001\u0007\u001b[31m\u007f\u0085',
  'lone surrogates': '\ud83d\udc00\udc00\ud83d \udfff',
  '2,000 nested brackets': '['.repeat(1000) + ']'.repeat(1000),
  'brackets that never close': repeat('[a'),
  'ranges that never end': repeat('120-'),
  'dashes between letters': repeat('a - '),
  'authors of nothing': repeat('" by '),
  'plus and minus': repeat('±1 '),
  'a number without end': repeat('9'),
  'SQL verbs': repeat('select '),
};

describe('what asks for no music', () => {
  test.each(Object.entries(NOT_MUSIC))('is unclear wherever it is sent: %s', async (_, request) => {
    for (const path of ['/v1/music/parse', '/v1/music/process']) {
      const answer = await who.post(path, { request });
      expect([path, answer.status]).toEqual([path, 200]);
      const body = await answer.json<{ query?: unknown; understood?: { query: unknown } }>();
      expect(body.understood?.query ?? body.query).toEqual({ unclear: true });
    }
    const search = await who.call(`/v1/music/search?${new URLSearchParams({ q: request.toWellFormed(), limit: '1' })}`);
    expect(search.status).toBe(200);
    expect(await search.json()).toMatchObject({ query: {} });
  });
});

describe('a body', () => {
  const post = (path: string, body: BodyInit) =>
    who.call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);

  test.each(['/v1/music/parse', '/v1/music/process'])('of 10,000 nested brackets is refused by %s', async (path) => {
    const nested = '['.repeat(10_000) + ']'.repeat(10_000);
    for (const [body, code] of [
      [nested, 'INVALID_REQUEST'],
      ['['.repeat(10_000), 'INVALID_JSON'],
      [`{"request":${nested}}`, 'INVALID_REQUEST'],
      [`{"query":{"genres":${nested}}}`, 'INVALID_REQUEST'],
      [JSON.stringify({ request: nested }), 'INVALID_REQUEST'],
    ] as const) {
      expect(await codeOf(post(path, body))).toBe(code);
    }
  });

  test('of 10 MB is refused whatever it says of its length, and is not read further', async () => {
    const piece = new TextEncoder().encode('a'.repeat(64 * 1024));
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.byteLength;
        if (sent > 10 * 1024 * 1024) controller.close();
        else controller.enqueue(piece);
      },
    });
    const undeclared = await post('/v1/music/process', stream);
    expect([undeclared.status, await codeOf(undeclared)]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(sent).toBeLessThan(1024 * 1024);
    const declared = await post('/v1/music/process', JSON.stringify({ request: 'a'.repeat(10 * 1024 * 1024) }));
    expect([declared.status, await codeOf(declared)]).toEqual([413, 'BODY_TOO_LARGE']);
  });
});
