import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { jobs, tracks } from '../../drizzle/schema.ts';
import { createAnalysis } from '../../edge/jobs/create.ts';
import { uploadKey } from '../../edge/jobs/uploads.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import { bindings, formOf, problemOf, services, type Tenant, tenant } from './support.ts';

const post = (who: Tenant, body: BodyInit, headers: Record<string, string> = {}) =>
  who.call('/v1/music/analyze', { method: 'POST', body, headers });

const codeOf = async (response: Response) => (await problemOf(response)).code;

const storedBytes = async (who: Tenant, trackId: string) => {
  const stream = await services().objects.read(uploadKey(who, trackId));
  return stream && new Uint8Array(await new Response(stream).arrayBuffer());
};

describe('uploads', () => {
  test('a small file and one of several parts arrive byte for byte, with a job to follow', async () => {
    const who = await tenant();
    for (const size of [1, 70_000, 17 * 1024 * 1024 + 3]) {
      const bytes = new Uint8Array(size).map((_, index) => (index * 7 + (index >> 11)) & 0xff);
      const response = await post(who, formOf(bytes, { title: 'A title' }));
      expect(response.status).toBe(202);
      const job = await response.json<JobResource>();
      expect(response.headers.get('Location')).toBe(`/v1/jobs/${job.id}`);
      expect(job).toMatchObject({ status: 'queued', progress: 0, error: null });
      const stored = await storedBytes(who, job.trackId);
      expect(stored?.byteLength).toBe(size);
      expect(stored?.every((byte, index) => byte === bytes[index])).toBe(true);
    }
  });

  test('the job has been handed to the queue with the object as its source', async () => {
    const who = await tenant();
    const job = await (await post(who, formOf(new Uint8Array(10)))).json<JobResource>();
    const [row] = await services().database.select().from(jobs).where(eq(jobs.id, job.id));
    expect(row).toMatchObject({
      dispatches: 1,
      source: { kind: 'object', key: `uploads/${who.userId}/${job.trackId}` },
    });
    expect(row?.dispatchedAt).not.toBeNull();
  });

  test('what the client says of the tempo goes with the job, from a form as from JSON', async () => {
    const who = await tenant();
    const sourceOf = async (response: Response) => {
      const { id } = await response.json<JobResource>();
      const [row] = await services().database.select().from(jobs).where(eq(jobs.id, id));
      return row?.source;
    };
    const form = await post(who, formOf(new Uint8Array(10), { tempoRange: '140-180', genre: 'Jungle' }));
    expect(await sourceOf(form)).toMatchObject({ hints: { tempoRange: [140, 180], genre: 'Jungle' } });
    const url = 'https://example.com/a.mp3';
    const json = await who.post('/v1/music/analyze', { url, tempoRange: [85.5, 110] });
    expect(await sourceOf(json)).toEqual({ kind: 'url', url, hints: { tempoRange: [85.5, 110] } });
    expect(await sourceOf(await who.post('/v1/music/analyze', { url }))).toEqual({ kind: 'url', url });
    for (const tempoRange of ['180-140', '0-100', '100', 'fast']) {
      expect(await codeOf(await post(who, formOf(new Uint8Array(10), { tempoRange })))).toBe('INVALID_REQUEST');
    }
    expect(await codeOf(await who.post('/v1/music/analyze', { url, tempoRange: [120] }))).toBe('INVALID_REQUEST');
  });

  test('no file, two files, an empty one, a broken form and an unknown type are refused by their codes', async () => {
    const who = await tenant();
    const noFile = new FormData();
    noFile.set('title', 'nothing');
    const twoFiles = formOf(new Uint8Array(5));
    twoFiles.append('file', new File(['x'], 'second.mp3'));
    const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc';
    expect(await codeOf(await post(who, noFile))).toBe('FILE_MISSING');
    expect(await codeOf(await post(who, twoFiles))).toBe('FILE_NOT_SINGLE');
    expect(await codeOf(await post(who, formOf(new Uint8Array(0))))).toBe('FILE_EMPTY');
    expect(await codeOf(await post(who, cut, { 'Content-Type': 'multipart/form-data; boundary=b' }))).toBe(
      'INVALID_REQUEST',
    );
    expect(await codeOf(await post(who, 'x', { 'Content-Type': 'multipart/form-data' }))).toBe('INVALID_REQUEST');
    expect(await codeOf(await post(who, 'x', { 'Content-Type': 'text/plain' }))).toBe('UNSUPPORTED_MEDIA_TYPE');
    const rows = await services().database.select().from(tracks).where(eq(tracks.ownerId, who.userId));
    expect(rows).toEqual([]);
  });

  test('a text field is the text that it says it is, or the form is refused', async () => {
    const who = await tenant();
    const titled = (title: string, type = 'text/plain') => {
      const part = (head: string, body: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
      const form = `${part('name="file"; filename="a.mp3"', 'abc')}${part(`name="title"\r\nContent-Type: ${type}`, title)}--b--\r\n`;
      // One byte a character.
      const bytes = Uint8Array.from(form, (letter) => letter.charCodeAt(0));
      return post(who, bytes, { 'Content-Type': 'multipart/form-data; boundary=b' });
    };
    for (const [title, type] of [['caf\xe9'], ['\xed\xa0\x80'], ['cafe', 'text/plain; charset=nobodys']] as const) {
      const refused = await titled(title, type);
      expect([refused.status, await codeOf(refused)]).toEqual([400, 'INVALID_REQUEST']);
    }
    for (const [title, type] of [['caf\xc3\xa9'], ['caf\xe9', 'text/plain; charset=iso-8859-1']] as const) {
      const { trackId } = await (await titled(title, type)).json<JobResource>();
      const [row] = await services().database.select().from(tracks).where(eq(tracks.id, trackId));
      expect(row?.title).toBe('café');
    }
  });

  test('what is wrong in a body is pointed at, in JSON as in a form', async () => {
    const who = await tenant();
    const url = 'https://example.com/a.mp3';
    const pointers = async (answer: Response) => {
      const { code, errors } = await problemOf(answer);
      expect(code).toBe('INVALID_REQUEST');
      return errors?.map(({ pointer }) => pointer);
    };
    const send = async (body: unknown) => pointers(await who.post('/v1/music/analyze', body));
    expect(await send({ url: 'nowhere', tempoRange: [1, 'b'] })).toEqual(
      expect.arrayContaining(['/json/url', '/json/tempoRange/1']),
    );
    expect(await send({ url, title: '' })).toEqual(['/json/title']);
    expect(await send({ uploadId: 'a' })).toEqual(['/json/uploadId']);
    expect(await send({ youtubeId: 'short' })).toEqual(['/json/youtubeId']);
    for (const body of [{}, [], null, 'text', { title: 'a' }, { url, more: 1 }])
      expect(await send(body)).toEqual(['/json']);
    const form = formOf(new Uint8Array(10), { tempoRange: 'fast', genre: '' });
    expect(await pointers(await post(who, form))).toEqual(['/form/tempoRange', '/form/genre']);
  });

  test('a file above the limit is refused, whether its length is announced or not, and leaves no object', async () => {
    const who = await tenant();
    const limit = Number(bindings().MAX_AUDIO_BYTES);
    expect(await codeOf(await post(who, formOf(new Uint8Array(limit + 100_000))))).toBe('FILE_TOO_LARGE');
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode('--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n'),
        ),
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
        if (sent > 4 * limit) controller.close();
      },
    });
    const refused = await post(who, endless, { 'Content-Type': 'multipart/form-data; boundary=b' });
    expect(await codeOf(refused)).toBe('FILE_TOO_LARGE');
    expect(refused.status).toBe(413);
    expect(sent).toBeLessThan(2 * limit);
  });

  test('what is around the file counts too: nobody has a longer form read', async () => {
    const who = await tenant();
    const limit = Number(bindings().MAX_AUDIO_BYTES);
    let sent = 0;
    const preamble = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024 * 1024;
        controller.enqueue(new Uint8Array(1024 * 1024));
        if (sent > 4 * limit) controller.close();
      },
    });
    const refused = await post(who, preamble, { 'Content-Type': 'multipart/form-data; boundary=b' });
    expect(await codeOf(refused)).toBe('FILE_TOO_LARGE');
    expect(sent).toBeLessThan(2 * limit);
  });
});

describe('presigned uploads', () => {
  test('what is put to the address is analysed once, however often it is asked for', async () => {
    const who = await tenant();
    const offer = await (
      await who.post('/v1/music/uploads', { sizeBytes: 5 })
    ).json<{ uploadId: string; url: string }>();
    expect(await codeOf(await who.post('/v1/music/analyze', { uploadId: offer.uploadId }))).toBe('UPLOAD_NOT_FOUND');
    expect((await fetch(offer.url, { method: 'PUT', body: '123456' })).ok).toBe(false);
    expect((await fetch(offer.url, { method: 'PUT', body: '12345' })).status).toBe(200);
    const first = await (await who.post('/v1/music/analyze', { uploadId: offer.uploadId })).json<JobResource>();
    const second = await (await who.post('/v1/music/analyze', { uploadId: offer.uploadId })).json<JobResource>();
    expect(second.id).toBe(first.id);
  });

  test('of two requests for one upload at the same moment both get the one job', async () => {
    const { userId } = await tenant();
    const trackId = crypto.randomUUID();
    const source = { kind: 'object', key: `uploads/${userId}/${trackId}` } as const;
    const input = { trackId, source, title: null, artist: null, fileName: null };
    const { database } = services();
    const all = Promise.withResolvers<void>();
    let looked = 0;
    // Nobody writes before both have seen that there is no job yet.
    const batch = async (statements: Parameters<typeof database.batch>[0]) => {
      looked += 1;
      if (looked === 2) all.resolve();
      await all.promise;
      return database.batch(statements);
    };
    const slowed = { ...services(), database: Object.create(database, { batch: { value: batch } }) as typeof database };
    const ask = () => createAnalysis(slowed, { userId }, input);
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second.id).toBe(first.id);
  });

  test("another account's upload is not found, and one above the limit is not offered", async () => {
    const [owner, other] = [await tenant(), await tenant()];
    const offer = await (
      await owner.post('/v1/music/uploads', { sizeBytes: 5 })
    ).json<{ uploadId: string; url: string }>();
    await fetch(offer.url, { method: 'PUT', body: '12345' });
    expect(await codeOf(await other.post('/v1/music/analyze', { uploadId: offer.uploadId }))).toBe('UPLOAD_NOT_FOUND');
    expect(await codeOf(await owner.post('/v1/music/uploads', { sizeBytes: 10 ** 10 }))).toBe('FILE_TOO_LARGE');
  });
});

describe('addresses', () => {
  test('loopback, private and odd addresses are refused before anything is fetched', async () => {
    const who = await tenant();
    for (const url of [
      'http://127.0.0.1/a.mp3',
      'http://2130706433/a.mp3',
      'http://localhost:8080/a.mp3',
      'http://10.0.0.8/a.mp3',
      'http://169.254.169.254/latest/meta-data',
      'http://[::1]/a.mp3',
      'http://[::ffff:127.0.0.1]/a.mp3',
      'https://user:secret@example.com/a.mp3',
      'ftp://example.com/a.mp3',
      'file:///etc/passwd',
    ]) {
      expect([url, await codeOf(await who.post('/v1/music/analyze', { url }))]).toEqual([url, 'URL_NOT_ALLOWED']);
    }
  });

  test('a public address, and one that a setting names, become jobs', async () => {
    const who = await tenant();
    for (const url of ['https://example.com/a%20b.mp3', 'http://127.0.0.1:9999/a.mp3']) {
      expect((await who.post('/v1/music/analyze', { url })).status).toBe(202);
    }
  });

  test('JSON that is no JSON, and JSON of another shape, are told apart', async () => {
    const who = await tenant();
    expect(await codeOf(await post(who, '{"url":', { 'Content-Type': 'application/json' }))).toBe('INVALID_JSON');
    expect(await problemOf(await who.post('/v1/music/analyze', { link: 'x' }))).toMatchObject({
      code: 'INVALID_REQUEST',
      detail: expect.stringContaining('uploadId'),
    });
    expect(await codeOf(await who.post('/v1/music/analyze', { url: 'https://example.com/a', userId: 'x' }))).toBe(
      'INVALID_REQUEST',
    );
  });
});
