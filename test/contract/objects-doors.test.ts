import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { Sha256 } from '@aws-sdk/checksums/sha';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import {
  BUCKET,
  clientOf,
  codeOf,
  CREDENTIALS,
  faultOf,
  objectsFolder,
  objectsForTest,
  REGION,
} from '../support/objects-fixture.ts';

type Draft = {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
};
type Answer = { status: number; headers: IncomingMessage['headers']; text: string };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs a request as a client does; what comes back can be altered before it is sent. */
const sign = async (
  base: string,
  draft: Draft,
  more: { credentials?: typeof CREDENTIALS; at?: Date; region?: string } = {},
) => {
  const { method, path: target, query = {}, headers = {}, body = '' } = draft;
  const { host } = new URL(base);
  const signer = new SignatureV4({
    service: 's3',
    region: more.region ?? REGION,
    credentials: more.credentials ?? CREDENTIALS,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: target,
      query,
      headers: { host, 'x-amz-content-sha256': sha256(body), ...headers },
    },
    { signingDate: more.at ?? new Date() },
  );
  return { method, path: target, query, headers: signed.headers, body };
};

/** Sends a request as it is: no client's own idea of a path or of headers comes between. */
const send = async (base: string, draft: Draft, write?: (body: string) => string[]): Promise<Answer> => {
  const { hostname, port } = new URL(base);
  const search = new URLSearchParams(draft.query).toString();
  const target = search === '' ? draft.path : `${draft.path}?${search}`;
  const body = draft.body ?? '';
  const isChunked = draft.headers?.['transfer-encoding'] !== undefined;
  const length = isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const req = httpRequest({
    hostname,
    port,
    method: draft.method,
    path: target,
    headers: { ...length, ...draft.headers },
  });
  for (const piece of write ? write(body) : [body]) req.write(piece);
  req.end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of res) chunks.push(chunk as Buffer);
  return { status: res.statusCode!, headers: res.headers, text: Buffer.concat(chunks).toString() };
};

const put = (key: string, body: string, headers: Record<string, string> = {}): Draft => ({
  method: 'PUT',
  path: `/${BUCKET}/${key}`,
  body,
  headers,
});

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};

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
    '../../../../../../etc/passwd',
    '/etc/passwd',
    'a/../../../b',
    '..\\..\\x',
    '%2e%2e/%2e%2e/x',
  ])('is but a name: %s', async (Key) => {
    const outer = await objectsFolder();
    const dataDir = path.join(outer, 'a', 'b', 'c');
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

describe('an aws-chunked body', () => {
  /** The example of AWS's documentation, "Transferring Payload in Multiple Chunks", with its published signatures. */
  const EXAMPLE = {
    now: Date.parse('2013-05-24T00:00:00Z'),
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    signatures: [
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ],
  };
  const chunk = (data: string, signature: string) =>
    `${data.length.toString(16)};chunk-signature=${signature}\r\n${data}\r\n`;
  const [first, second] = ['a'.repeat(65_536), 'a'.repeat(1024)];
  const [one, two, end] = EXAMPLE.signatures as [string, string, string];
  const body = chunk(first, one) + chunk(second, two) + chunk('', end);
  const names =
    'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class';
  const headers = {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
    authorization: `AWS4-HMAC-SHA256 Credential=${EXAMPLE.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${EXAMPLE.seed}`,
  };
  const draft: Draft = { method: 'PUT', path: '/examplebucket/chunkObject.txt', headers, body };
  const exampleService = () =>
    objectsForTest({ ...EXAMPLE, now: () => EXAMPLE.now, region: 'us-east-1', buckets: ['examplebucket'] });

  it('is taken when each chunk is signed as AWS’s own example is, however it is cut on the way', async () => {
    const { url } = await exampleService();
    const md5 = createHash('md5')
      .update(first + second)
      .digest('hex');
    for (const bytes of [100_000, 65_500, 1009, 7]) {
      const cut = (text: string) => text.match(new RegExp(`[^]{1,${bytes}}`, 'g')) ?? [];
      expect(await send(url, draft, cut)).toMatchObject({ status: 200, headers: { etag: `"${md5}"` } });
    }
  });

  it('is refused when one chunk is not', async () => {
    const { url, dataDir } = await exampleService();
    const altered = [
      body.replace('aaaa', 'aaab'),
      body.replace(two, one),
      chunk(second, two) + chunk(first, one) + chunk('', end),
      body.replaceAll(/;chunk-signature=\w+/g, (match) => match.replace(/.$/, 'x')),
    ];
    for (const text of altered) expect((await send(url, { ...draft, body: text })).status).toBeGreaterThanOrEqual(400);
    expect(await filesIn(dataDir)).toEqual([]);
  });

  it('is refused when its trailer is missing or wrong, or its chunks are not what they say', async () => {
    const { url, dataDir } = await objectsForTest();
    const good = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    const codeFor = async (text: string, more: Record<string, string> = {}) => {
      const trailing = {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
        'content-encoding': 'aws-chunked',
      };
      return codeOf((await send(url, await sign(url, put('c', text, { ...trailing, ...more })))).text);
    };
    expect(await codeFor(good.replace('NhCm', 'NhCn'))).toBe('BadDigest');
    expect(await codeFor('5\r\nhello\r\n0\r\n\r\n')).toBe('BadDigest');
    expect(await codeFor('5\r\nhello\r\n')).toBe('IncompleteBody');
    expect(await codeFor('4\r\nhello\r\n0\r\n\r\n')).toBe('IncompleteBody');
    expect(await codeFor('zz\r\nhello\r\n0\r\n\r\n')).toBe('IncompleteBody');
    expect(await codeFor('x'.repeat(5000))).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-decoded-content-length': '4' })).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-decoded-content-length': '6' })).toBe('IncompleteBody');
    expect(await codeFor(good, { 'x-amz-trailer': 'x-amz-checksum-md4' })).toBe('InvalidRequest');
    expect(await filesIn(dataDir)).toEqual([]);
    expect(await codeFor(good)).toBeUndefined();
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
