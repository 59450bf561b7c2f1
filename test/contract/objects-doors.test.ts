import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import {
  BUCKET,
  clientOf,
  codeOf,
  CREDENTIALS,
  faultOf,
  objectsFolder,
  objectsForTest,
} from '../support/objects-fixture.ts';
import { type Draft, filesIn, put, send, sign } from '../support/objects-raw.ts';

describe('a signed request', () => {
  it('is refused when anything about it was altered', async () => {
    const { url } = await objectsForTest();
    const signed = await sign(url, put('a', 'the body', { 'x-amz-meta-a': '1', 'content-type': 'text/plain' }));
    expect(await send(url, signed)).toMatchObject({ status: 200 });
    const altered: [string, Draft][] = [
      ['SignatureDoesNotMatch', { ...signed, path: `/${BUCKET}/b` }],
      ['SignatureDoesNotMatch', { ...signed, query: { 'x-id': 'PutObject' } }],
      ['SignatureDoesNotMatch', { ...signed, headers: { ...signed.headers, 'x-amz-meta-a': '2' } }],
      ['SignatureDoesNotMatch', { ...signed, headers: { ...signed.headers, 'content-type': 'text/html' } }],
      ['SignatureDoesNotMatch', { ...signed, headers: { ...signed.headers, host: 'elsewhere' } }],
      ['SignatureDoesNotMatch', { ...signed, method: 'DELETE' }],
      ['AccessDenied', { ...signed, headers: { ...signed.headers, 'x-amz-meta-b': '1' } }],
      ['XAmzContentSHA256Mismatch', { ...signed, body: 'the Body' }],
      ['IncompleteBody', { ...signed, body: 'the body!', headers: { ...signed.headers, 'content-length': '9' } }],
    ];
    const answers = await Promise.all(altered.map(async ([, draft]) => codeOf((await send(url, draft)).text)));
    // The last one's hash is wrong as well: which of the two is said does not matter.
    expect(answers.slice(0, -1)).toEqual(altered.slice(0, -1).map(([code]) => code));
    expect(answers.at(-1)).toMatch(/IncompleteBody|XAmzContentSHA256Mismatch/);
  });

  it('is refused without a signature, with a stranger’s, or with one that is none', async () => {
    const { url } = await objectsForTest();
    const draft = put('a', 'x');
    const codeFor = async (signed: Draft) => codeOf((await send(url, signed)).text);
    expect(await codeFor(draft)).toBe('AccessDenied');
    expect(await codeFor({ ...draft, query: { 'X-Amz-Signature': '' } })).toBe('AuthorizationQueryParametersError');
    const stranger = { accessKeyId: 'stranger', secretAccessKey: 'x' };
    expect(await codeFor(await sign(url, draft, { credentials: stranger }))).toBe('InvalidAccessKeyId');
    const guess = { ...CREDENTIALS, secretAccessKey: 'guess' };
    expect(await codeFor(await sign(url, draft, { credentials: guess }))).toBe('SignatureDoesNotMatch');
    expect(await codeFor(await sign(url, draft, { region: 'mars-1' }))).toBe('AuthorizationHeaderMalformed');
    const signed = await sign(url, draft);
    for (const authorization of [
      '',
      'Basic eDp5',
      'AWS4-HMAC-SHA256 Credential=a',
      signed.headers.authorization!.slice(0, -1),
    ]) {
      expect(await codeFor({ ...signed, headers: { ...signed.headers, authorization } })).toMatch(
        /Malformed|AccessDenied/,
      );
    }
  });

  it('is refused a quarter of an hour before or after its time', async () => {
    const { url } = await objectsForTest();
    const codeAt = async (minutes: number) => {
      const at = new Date(Date.now() + minutes * 60_000);
      return codeOf((await send(url, await sign(url, put('a', 'x'), { at }))).text);
    };
    expect([await codeAt(-16), await codeAt(-14), await codeAt(14), await codeAt(16)]).toEqual([
      'RequestTimeTooSkewed',
      undefined,
      undefined,
      'RequestTimeTooSkewed',
    ]);
  });

  it('is not asked for its body when it is refused', async () => {
    const { url } = await objectsForTest();
    const signed = await sign(url, put('a', 'x'.repeat(1000)));
    const attempt = async (headers: Record<string, string>) => {
      const { hostname, port } = new URL(url);
      const expecting = { ...headers, expect: '100-continue', 'content-length': '1000' };
      const req = httpRequest({ hostname, port, method: 'PUT', path: signed.path, headers: expecting });
      let wasAsked = false;
      req.on('continue', () => {
        wasAsked = true;
        req.end(signed.body);
      });
      req.flushHeaders();
      const [res] = (await once(req, 'response')) as [IncomingMessage];
      res.resume();
      await once(res, 'end');
      req.destroy();
      return [res.statusCode, wasAsked];
    };
    expect(await attempt({ ...signed.headers, 'x-amz-meta-b': '1' })).toEqual([403, false]);
    expect(await attempt(signed.headers)).toEqual([200, true]);
  });
});

describe('a key that looks like a path', () => {
  it.each([
    '../../x',
    '..',
    '.',
    '../../../../../../escaped/by-a-test',
    '/escaped/by-a-test',
    'a/../../../b',
    '..\\..\\x',
    '%2e%2e/%2e%2e/x',
  ])('is but a name: %s', async (Key) => {
    const outer = await objectsFolder();
    // deeper than any of the keys climbs: a store that walks out still stays in the test's own folder
    const dataDir = path.join(outer, 'a', 'b', 'c', 'd', 'e', 'f');
    const { client, url } = await objectsForTest({ dataDir });
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    expect(await Body!.transformToString()).toBe(Key);
    for (const file of await filesIn(outer))
      expect(path.relative(dataDir, file)).toMatch(/^buckets\/contract\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
    const presigned = new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key }))).search;
    const encoded = Key.split('/').map(encodeURIComponent).join('/');
    const query = Object.fromEntries(new URLSearchParams(presigned));
    expect(await send(url, { method: 'GET', path: `/${BUCKET}/${encoded}`, query })).toMatchObject({
      status: 200,
      text: Key,
    });
  });

  it('names no bucket, no upload and no file of ours', async () => {
    const { url } = await objectsForTest();
    const codeFor = async (draft: Draft) => codeOf((await send(url, await sign(url, draft))).text);
    expect(await codeFor({ method: 'GET', path: '/../x' })).toBe('NoSuchBucket');
    expect(await codeFor({ method: 'GET', path: '/%2e%2e/x' })).toBe('NoSuchBucket');
    const uploadId = '../../buckets/contract';
    expect(await codeFor({ method: 'GET', path: `/${BUCKET}/a`, query: { uploadId } })).toBe('NoSuchUpload');
    expect(await codeFor({ method: 'GET', path: `/${BUCKET}/%zz` })).toBe('InvalidURI');
    expect(await codeFor({ method: 'GET', path: `/${BUCKET}/${'k'.repeat(1025)}` })).toBe('KeyTooLongError');
  });
});

describe('a body', () => {
  it('needs a length, and may not exceed the limit', async () => {
    const { url } = await objectsForTest({ maxBytes: 10 });
    const codeFor = async (draft: Draft) => codeOf((await send(url, draft)).text);
    const chunked = await sign(url, put('a', 'x'));
    const headers = { ...chunked.headers, 'transfer-encoding': 'chunked' };
    expect(await codeFor({ ...chunked, headers })).toBe('MissingContentLength');
    expect(await codeFor(await sign(url, put('a', 'x'.repeat(11))))).toBe('EntityTooLarge');
    expect(await codeFor(await sign(url, put('a', 'x'.repeat(10))))).toBeUndefined();
  });

  it('that is XML may be anything, and is answered', async () => {
    const { url } = await objectsForTest();
    const target = { method: 'POST', path: `/${BUCKET}`, query: { delete: '' } };
    for (const body of [
      '',
      '<',
      'x',
      '<Delete/>',
      '<Delete><Object/></Delete>',
      '<a>'.repeat(50_000),
      '<Delete><Object><Key>&#0;',
    ]) {
      expect(codeOf((await send(url, await sign(url, { ...target, body }))).text)).toBe('MalformedXML');
    }
    const many = `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`;
    expect(codeOf((await send(url, await sign(url, { ...target, body: many }))).text)).toBe('MalformedXML');
  });
});

describe('a page in a browser', () => {
  const ORIGIN = 'https://app.example';

  it('may put to a presigned URL from an allowed origin', async () => {
    const { url } = await objectsForTest({ corsOrigins: [ORIGIN] });
    const client = clientOf(url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const presigned = await getSignedUrl(
      client,
      new PutObjectCommand({ Bucket: BUCKET, Key: 'upload', ContentLength: 2 }),
    );
    const { pathname, searchParams } = new URL(presigned);
    const at = { path: pathname, query: Object.fromEntries(searchParams) };
    const ask = (origin: string, method = 'PUT') =>
      send(url, {
        ...at,
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
      });
    expect(await ask(ORIGIN)).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': ORIGIN,
        'access-control-allow-methods': expect.stringContaining('PUT'),
        'access-control-allow-headers': 'content-type',
      },
    });
    expect((await ask('https://evil.example')).status).toBe(403);
    expect((await ask(ORIGIN, 'TRACE')).status).toBe(403);
    const sent = await send(url, { ...at, method: 'PUT', headers: { origin: ORIGIN }, body: 'hi' });
    expect(sent).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': ORIGIN } });
    expect(sent.headers['access-control-expose-headers']).toContain('ETag');
    expect((await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'upload' }))).ContentLength).toBe(2);
    client.destroy();
  });
});

describe('what is not implemented', () => {
  it('is said to be so, and nothing else is done instead', async () => {
    const { client, url } = await objectsForTest();
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'kept', Body: 'x' }));
    const kept = `/${BUCKET}/kept`;
    const operations: Draft[] = [
      { method: 'PUT', path: kept, query: { acl: '' } },
      { method: 'DELETE', path: kept, query: { tagging: '' } },
      { method: 'DELETE', path: kept, query: { versionId: '1' } },
      { method: 'GET', path: `/${BUCKET}` },
      { method: 'PUT', path: `/${BUCKET}` },
      { method: 'DELETE', path: `/${BUCKET}` },
      { method: 'GET', path: '/' },
      { method: 'POST', path: kept },
    ];
    for (const operation of operations) {
      const { status, text } = await send(url, await sign(url, operation));
      expect([operation, status, codeOf(text)]).toEqual([operation, 501, 'NotImplemented']);
    }
    expect(await faultOf(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'kept' })))).toBeNull();
  });
});
