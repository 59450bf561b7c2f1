import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { apiKeys, musicRequests, tracks, users } from '../../drizzle/schema.ts';
import { buildServices } from '../../edge/services.ts';
import { bearer, operations, send } from './operations.ts';
import { appWith, bindings, call, codeOf, formOf, problemOf, services, tenant } from './support.ts';

describe('bad input', () => {
  const json = { 'Content-Type': 'application/json' };

  test('a plan, a role or an account in any body is refused, and nothing is changed or made', async () => {
    const [who, admin] = [await tenant({ plan: 'starter' }), await tenant({ role: 'admin' })];
    const state = () =>
      Promise.all(
        [who, admin].map(async ({ userId }) => {
          const { database } = services();
          return [
            await database.select().from(users).where(eq(users.id, userId)),
            await database.select().from(apiKeys).where(eq(apiKeys.userId, userId)),
            await database.select().from(tracks).where(eq(tracks.ownerId, userId)),
            await database.select().from(musicRequests).where(eq(musicRequests.userId, userId)),
          ];
        }),
      );
    const extras: Record<string, string>[] = [{ plan: 'enterprise' }, { role: 'admin' }, { userId: admin.userId }];
    const before = await state();
    const withBody = (await operations()).filter(({ body }) => body !== undefined);
    expect(withBody.some(({ takesForm }) => takesForm)).toBe(true);
    for (const target of withBody) {
      const sender = target.needs?.includes('admin') ? admin : who;
      for (const extra of extras) {
        // What this one is there to change, for whom the role allows.
        if (target.name === 'changeUser' && ('plan' in extra || 'role' in extra)) continue;
        const body = JSON.stringify({ ...(JSON.parse(target.body!) as object), ...extra });
        const answers = [await send({ ...target, body }, bearer(sender.key))];
        if (target.takesForm) {
          answers.push(await sender.call(target.path, { method: 'POST', body: formOf(new Uint8Array(50), extra) }));
        }
        for (const answer of answers) {
          expect([target.name, extra, await codeOf(answer)]).toEqual([target.name, extra, 'INVALID_REQUEST']);
        }
      }
    }
    const role = { method: 'PATCH', path: '/v1/admin/users/{id}', body: '{"role":"admin","plan":"enterprise"}' };
    const own = send({ ...role, needs: null, takesForm: false, name: 'changeUser' }, bearer(who.key), who.userId);
    expect(await codeOf(own)).toBe('SCOPE_MISSING');
    expect(await state()).toEqual(before);
  });

  test('a request id is echoed when it is a plain one, and refused when it could write a line of its own', async () => {
    const plain = await call('/health', { headers: { 'X-Request-Id': 'trace-42' } });
    expect(plain.headers.get('X-Request-Id')).toBe('trace-42');
    for (const id of ['a b', 'a"b', 'x'.repeat(129), '{"level":"error"}', 'a%0d%0aSet-Cookie:x']) {
      const response = await call('/health', { headers: { 'X-Request-Id': id } });
      expect([response.status, response.headers.get('X-Request-Id') === id]).toEqual([400, false]);
    }
  });

  test('headers of more than 16 KB and a body of more than 64 KB are refused', async () => {
    const who = await tenant();
    const large = await who.call('/v1/auth/me', { headers: { 'X-Large': 'x'.repeat(17_000) } });
    expect([large.status, await codeOf(large)]).toEqual([431, 'HEADERS_TOO_LARGE']);
    expect(await codeOf(who.post('/v1/keys', { name: 'x'.repeat(70_000) }))).toBe('BODY_TOO_LARGE');
    const stream = new Response('x'.repeat(70_000)).body;
    const chunked = who.call('/v1/keys', {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(await codeOf(chunked)).toBe('BODY_TOO_LARGE');
  });

  test('nobody has more than 3 MB read for the queue by calling it a form', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * 1024;
        if (sent > 16 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const answer = await call('/internal/jobs/callback', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('a parameter that an operation does not know is refused by its name, and not read as no filter', async () => {
    const admin = await tenant({ role: 'admin' });
    type Operation = { parameters?: { in: string }[] };
    const { paths } = await (await call('/openapi.json')).json<{ paths: Record<string, { get?: Operation }> }>();
    const filtered = Object.entries(paths).filter(([, { get }]) => get?.parameters?.some((one) => one.in === 'query'));
    expect(filtered.map(([path]) => path)).toEqual(expect.arrayContaining(['/v1/music/search', '/v1/music/tracks']));
    for (const [path] of filtered) {
      const answer = await admin.call(`${path.replace('{id}', crypto.randomUUID())}?bpm=120`);
      expect([path, await problemOf(answer)]).toMatchObject([
        path,
        { code: 'INVALID_REQUEST', errors: [{ pointer: '/query', detail: expect.stringContaining('"bpm"') }] },
      ]);
    }
  });

  test('a moment that no calendar of the database has is refused', async () => {
    const admin = await tenant({ role: 'admin' });
    const cursor = btoa(JSON.stringify(['0000-01-01T00:00:00Z', crypto.randomUUID()])).replace(/=+$/, '');
    const refused = [
      admin.call('/v1/usage?by=month&from=0000-01-01T00:00:00Z&to=0001-01-01T00:00:00Z'),
      admin.call('/v1/usage?from=9999-12-30T00:00:00Z&to=9999-12-31T23:59:59-23:59'),
      admin.post('/v1/keys', { name: 'late', expiresAt: '9999-12-31T23:59:59-23:59' }),
      ...['/v1/music/tracks', '/v1/music/requests', '/v1/admin/users', '/v1/admin/audit'].map((path) =>
        admin.call(`${path}?cursor=${cursor}`),
      ),
    ];
    for (const answer of await Promise.all(refused)) {
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'INVALID_REQUEST']);
    }
  });

  test('a body that dribbles is given up: 408 when its time is over, and nothing is made', async () => {
    const who = await tenant();
    const app = appWith({ BODY_TIMEOUT_MS: '150' });
    const dribble = (pieces: string[], isEnding: boolean) =>
      new ReadableStream<Uint8Array>({
        async pull(controller) {
          const piece = pieces.shift();
          if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
          else if (isEnding) controller.close();
          else await new Promise(() => undefined);
        },
      });
    const post = (body: ReadableStream<Uint8Array>, path = '/v1/keys', type: Record<string, string> = json) =>
      app(path, {
        method: 'POST',
        headers: { ...type, ...bearer(who.key) },
        body,
        duplex: 'half',
      } as RequestInit);
    const startedAt = performance.now();
    const late = await post(dribble(['{"na', 'me": "la'], false));
    expect([late.status, await codeOf(late)]).toEqual([408, 'REQUEST_TIMEOUT']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect((await post(dribble(['{"na', 'me": "in ti', 'me"}'], true))).status).toBe(201);
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nab';
    const form = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const stuck = await post(dribble([head, 'cd'], false), '/v1/music/analyze', form);
    expect([stuck.status, await codeOf(stuck)]).toEqual([408, 'REQUEST_TIMEOUT']);
    const { keys } = await (await who.call('/v1/keys')).json<{ keys: { name: string }[] }>();
    expect(keys.map(({ name }) => name).toSorted()).toEqual(['first key', 'in time']);
  });

  test('an upload that takes too long in all is given up, though its sender never pauses', async () => {
    const who = await tenant();
    const app = appWith({ UPLOAD_TIMEOUT_MS: '400' });
    const trickle = new ReadableStream<Uint8Array>({
      start(controller) {
        const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n';
        controller.enqueue(new TextEncoder().encode(head));
      },
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(new Uint8Array(1));
      },
    });
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b', ...bearer(who.key) };
    const late = app('/v1/music/analyze', { method: 'POST', headers, body: trickle, duplex: 'half' } as RequestInit);
    expect(await codeOf(late)).toBe('REQUEST_TIMEOUT');
  });

  test('a form is one only where the contract takes forms: nobody gets more time, or more bytes, by calling it so', async () => {
    const who = await tenant();
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const large = who.call('/v1/keys', { method: 'POST', headers, body: 'x'.repeat(70_000) });
    expect(await codeOf(large)).toBe('BODY_TOO_LARGE');
    const app = appWith({ ANSWER_TIMEOUT_MS: '100', DATABASE_FETCH_URL: bindings().SILENT_URL ?? '' });
    // Its key is known to Redis; what it asks for is in a database that does not answer.
    await who.call('/v1/auth/me');
    const late = await app('/v1/auth/me', { headers: { ...headers, ...bearer(who.key) } });
    expect(late.status).toBe(503);
    expect(Number(/total;dur=(\d+)/.exec(late.headers.get('Server-Timing') ?? '')?.[1])).toBeLessThan(5_000);
    // The driver's endpoint is a global of the isolate: services under the right settings put it back.
    buildServices({ ...services().env });
  });

  test('a body that is no JSON at all, or a kind of it that hides a name twice, is refused', async () => {
    const who = await tenant();
    const post = (body: BodyInit, type?: string) =>
      who.call('/v1/keys', { method: 'POST', headers: type === undefined ? {} : { 'Content-Type': type }, body });
    for (const [body, type] of [
      ['name=a', 'application/x-www-form-urlencoded'],
      ['{"name":"a"}', 'text/plain'],
      ['<name>a</name>', 'application/xml'],
    ] as const) {
      const answer = await post(body, type);
      expect([type, answer.status, await codeOf(answer)]).toEqual([type, 415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
    expect((await post(formOf(new Uint8Array(10)))).status).toBe(415);
    expect(await codeOf(post('{"name":"a","name":"b"}', 'application/vnd.api+json'))).toBe('INVALID_JSON');
  });

  test('a zero character is refused wherever text is taken', async () => {
    const [who, admin] = [await tenant(), await tenant({ role: 'admin' })];
    const refused = [
      who.post('/v1/keys', { name: 'a\u0000b' }),
      who.post('/v1/music/analyze', { url: 'https://example.com/a.mp3', title: 'a\u0000' }),
      who.call('/v1/music/analyze', { method: 'POST', body: formOf(new Uint8Array(10), { title: 'a\u0000' }) }),
      admin.call('/v1/admin/audit?action=%00'),
    ];
    for (const answer of await Promise.all(refused)) {
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'INVALID_REQUEST']);
    }
  });

  test('a name that would be stored as another one is refused', async () => {
    const who = await tenant();
    const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"a'), 0xff, ...new TextEncoder().encode('"}')]);
    const notUtf8 = await who.call('/v1/keys', { method: 'POST', headers: json, body: bytes });
    expect([notUtf8.status, await codeOf(notUtf8)]).toEqual([400, 'INVALID_JSON']);
    for (const refused of [
      await who.post('/v1/keys', { name: 'a\ud83d' }),
      await who.post('/v1/music/analyze', { url: 'https://example.com/a.mp3', title: '\udc00' }),
    ]) {
      expect([refused.status, await codeOf(refused)]).toEqual([400, 'INVALID_REQUEST']);
    }
    expect((await who.post('/v1/keys', { name: '\ufffd 🎵' })).status).toBe(201);
  });

  test('a name that stands twice in an object is refused, however it is spelled', async () => {
    const who = await tenant();
    const post = (body: string) => who.call('/v1/keys', { method: 'POST', headers: json, body });
    for (const body of [
      '{"name":"a","name":"b"}',
      '{"name":"a","n\\u0061me":"b"}',
      '{"name":"a","x":[{"y":1,"y":2}]}',
    ]) {
      expect(await codeOf(post(body)), body).toBe('INVALID_JSON');
    }
    expect((await post('{"name":"a \\"name\\": {\\"name\\": 1}"}')).status).toBe(201);
  });
});
