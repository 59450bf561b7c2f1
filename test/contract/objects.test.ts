import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startObjects } from '../../local/objects.ts';
import { BUCKET, clientOf, CREDENTIALS, faultOf, MIB, REGION } from '../support/objects-fixture.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/*
 * One suite for the embedded object store and for the real thing, in a folder of its own of the bucket:
 * CONTRACT_S3_BUCKET, CONTRACT_S3_ACCESS_KEY_ID and CONTRACT_S3_SECRET_ACCESS_KEY, and if need be
 * CONTRACT_S3_ENDPOINT and CONTRACT_S3_REGION.
 */
type Service = { client: S3Client; presigner: S3Client; bucket: string; close: () => Promise<void> };

const embedded = async (): Promise<Service> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'musicforge-contract-'));
  const objects = await startObjects({ dataDir, port: 0, ...CREDENTIALS, buckets: [BUCKET], region: REGION });
  return {
    client: clientOf(objects.url),
    presigner: clientOf(objects.url, { requestChecksumCalculation: 'WHEN_REQUIRED' }),
    bucket: BUCKET,
    close: async () => {
      await objects.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const real = async (): Promise<Service> => {
  const { CONTRACT_S3_ENDPOINT: endpoint, CONTRACT_S3_REGION: region = 'us-east-1' } = process.env;
  const credentials = {
    accessKeyId: process.env.CONTRACT_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: process.env.CONTRACT_S3_SECRET_ACCESS_KEY ?? '',
  };
  const config = { ...(endpoint === undefined ? {} : { endpoint }), region, credentials, forcePathStyle: true };
  return {
    client: new S3Client(config),
    presigner: new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    bucket: process.env.CONTRACT_S3_BUCKET!,
    close: async () => undefined,
  };
};

const services: [string, () => Promise<Service>][] = [['the embedded object store', embedded]];
if (process.env.CONTRACT_S3_BUCKET) services.push(['S3 itself', real]);

const folder = `contract-${randomUUID()}/`;
const keyOf = (name: string): string => `${folder}${name}`;

describe.each(services)('%s', (_, start) => {
  let service: Service;
  let client: S3Client;
  let Bucket: string;

  beforeAll(async () => {
    service = await start();
    client = service.client;
    Bucket = service.bucket;
  });

  afterAll(async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
    for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    client.destroy();
    service.presigner.destroy();
    await service.close();
  });

  const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const bytesOf = async (Key: string, more: object = {}): Promise<Buffer> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return Buffer.from(await Body!.transformToByteArray());
  };
  const textOf = async (Key: string, more: object = {}) => (await bytesOf(Key, more)).toString();

  it('gives back what was put, with its type, metadata and hash', async () => {
    const Key = keyOf('a song.mp3');
    const data = randomBytes(MIB + 17);
    const { ETag } = await put(Key, data, {
      ContentType: 'audio/mpeg',
      CacheControl: 'no-store',
      Metadata: { trace: 'x y' },
    });
    expect(ETag).toBe(`"${createHash('md5').update(data).digest('hex')}"`);
    expect((await bytesOf(Key)).equals(data)).toBe(true);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({
      ContentLength: data.length,
      ContentType: 'audio/mpeg',
      CacheControl: 'no-store',
      Metadata: { trace: 'x y' },
      ETag,
    });
    expect(Date.now() - head.LastModified!.getTime()).toBeLessThan(60_000);
  });

  it('has no object that was not put, nor one that was deleted', async () => {
    const Key = keyOf('never');
    expect(await faultOf(textOf(Key))).toEqual({ name: 'NoSuchKey', status: 404 });
    expect(await faultOf(client.send(new HeadObjectCommand({ Bucket, Key })))).toEqual({
      name: 'NotFound',
      status: 404,
    });
    await put(Key, 'now');
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(await faultOf(textOf(Key))).toMatchObject({ status: 404 });
  });

  it('knows its bucket, and no other', async () => {
    await client.send(new HeadBucketCommand({ Bucket }));
    const other = new HeadBucketCommand({ Bucket: `contract-${randomUUID()}` });
    expect((await faultOf(client.send(other)))?.status).toBe(404);
  });

  it.each([
    '%2e%2e',
    'a b+c&d=e?f#g%',
    'ünï/☂ 🎵/夜想曲.mp3',
    `it's (a) "key" <with> {all} [sorts] |of~ ^characters\`;:,@$!*`,
    'slashes//in///between/',
  ])('takes the key %s as it is', async (name) => {
    const Key = keyOf(name);
    await put(Key, name);
    expect(await textOf(Key)).toBe(name);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
    expect(Contents?.map((object) => object.Key)).toEqual([Key]);
    const url = await getSignedUrl(service.presigner, new GetObjectCommand({ Bucket, Key }));
    expect(await (await fetch(url)).text()).toBe(name);
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=-100', '0123456789', 'bytes 0-9/10'],
  ])('answers the range %s', async (Range, text, ContentRange) => {
    const Key = keyOf('digits');
    await put(Key, '0123456789');
    const { Body, ...answer } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
    expect(answer).toMatchObject({ ContentRange, ContentLength: text.length, $metadata: { httpStatusCode: 206 } });
    expect(await Body!.transformToString()).toBe(text);
  });

  it('refuses a range beyond the end', async () => {
    const Key = keyOf('short');
    await put(Key, 'short');
    expect(await faultOf(textOf(Key, { Range: 'bytes=5-' }))).toEqual({ name: 'InvalidRange', status: 416 });
  });

  it('heeds the conditions of a reader', async () => {
    const Key = keyOf('conditions');
    const { ETag } = await put(Key, 'x');
    expect(await textOf(Key, { IfMatch: ETag })).toBe('x');
    expect((await faultOf(textOf(Key, { IfMatch: '"other"' })))?.status).toBe(412);
    expect((await faultOf(textOf(Key, { IfNoneMatch: ETag })))?.status).toBe(304);
    expect(await textOf(Key, { IfNoneMatch: '"other"' })).toBe('x');
    expect((await faultOf(textOf(Key, { IfModifiedSince: new Date() })))?.status).toBe(304);
    expect((await faultOf(textOf(Key, { IfUnmodifiedSince: new Date(0) })))?.status).toBe(412);
  });

  it('puts with If-None-Match only where there is nothing', async () => {
    const Key = keyOf('once');
    await put(Key, 'first', { IfNoneMatch: '*' });
    expect(await faultOf(put(Key, 'second', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
    expect(await textOf(Key)).toBe('first');
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'checks a %s that comes behind a streamed body',
    async (algorithm) => {
      const Key = keyOf(`streamed-${algorithm}`);
      const data = randomBytes(300_000);
      const Body = Readable.from([data.subarray(0, 100_001), data.subarray(100_001)]);
      const answer = await put(Key, Body as unknown as Uint8Array, {
        ContentLength: data.length,
        ChecksumAlgorithm: ChecksumAlgorithm[algorithm],
      });
      const read = await client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      expect(read[`Checksum${algorithm}`]).toBe(answer[`Checksum${algorithm}`]);
      // The SDK checks the checksum of what it reads against that header.
      expect(Buffer.from(await read.Body!.transformToByteArray()).equals(data)).toBe(true);
    },
  );

  it('refuses a body that is not what its checksums say', async () => {
    const Key = keyOf('wrong');
    const zero = Buffer.alloc(32).toString('base64');
    expect(await faultOf(put(Key, 'x', { ChecksumSHA256: zero }))).toMatchObject({ name: 'BadDigest', status: 400 });
    expect(await faultOf(put(Key, 'x', { ChecksumCRC32: 'AAAAAA==' }))).toMatchObject({
      name: 'BadDigest',
      status: 400,
    });
    const ContentMD5 = createHash('md5').update('y').digest('base64');
    expect(await faultOf(put(Key, 'x', { ContentMD5 }))).toMatchObject({ name: 'BadDigest', status: 400 });
    expect(await faultOf(textOf(Key))).toMatchObject({ status: 404 });
  });

  it('lists by prefix and folder, page by page, in the order of the bytes', async () => {
    const names = ['list/a', 'list/b/1', 'list/b/2', 'list/c', 'list/é', 'list/ﬁ', 'list/🎵'];
    for (const name of names.toReversed()) await put(keyOf(name), name);
    const list = (more: object) => client.send(new ListObjectsV2Command({ Bucket, Prefix: keyOf('list/'), ...more }));
    const all = await list({});
    expect(all.Contents?.map(({ Key }) => Key)).toEqual(names.map(keyOf));
    expect(all).toMatchObject({ KeyCount: 7, IsTruncated: false });

    const folders = await list({ Delimiter: '/' });
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual(
      ['list/a', 'list/c', 'list/é', 'list/ﬁ', 'list/🎵'].map(keyOf),
    );
    expect(folders.CommonPrefixes).toEqual([{ Prefix: keyOf('list/b/') }]);

    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken });
      seen.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!),
        ...(page.Contents ?? []).map(({ Key }) => Key!),
      );
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen.toSorted()).toEqual(
      ['list/a', 'list/b/', 'list/c', 'list/é', 'list/ﬁ', 'list/🎵'].map(keyOf).toSorted(),
    );
    expect((await list({ StartAfter: keyOf('list/b/2') })).Contents?.[0]?.Key).toBe(keyOf('list/c'));
  });

  it('copies, with the old metadata or with new', async () => {
    const [from, to] = [keyOf('from ü'), keyOf('to')];
    await put(from, 'copied', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const CopySource = encodeURI(`${Bucket}/${from}`);
    await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource }));
    expect(await textOf(to)).toBe('copied');
    const kept = await client.send(new HeadObjectCommand({ Bucket, Key: to }));
    expect(kept).toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' } });
    const replaced = { MetadataDirective: 'REPLACE', Metadata: { b: '2' } } as const;
    await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource, ...replaced }));
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: to }))).Metadata).toEqual({ b: '2' });
    const missing = new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${keyOf('nowhere')}` });
    expect(await faultOf(client.send(missing))).toMatchObject({ name: 'NoSuchKey' });
  });

  it('deletes many at once', async () => {
    const keys = ['many/<1>', 'many/&2', 'many/never was'].map(keyOf);
    for (const Key of keys.slice(0, 2)) await put(Key, 'x');
    const Objects = keys.map((Key) => ({ Key }));
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key).toSorted()).toEqual(keys.toSorted());
    expect((await client.send(new ListObjectsV2Command({ Bucket, Prefix: keyOf('many/') }))).KeyCount).toBe(0);
  });

  describe('an upload in parts', () => {
    const create = async (Key: string, more: object = {}) =>
      (await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId!;
    const part = (Key: string, UploadId: string, PartNumber: number, Body: Uint8Array, more: object = {}) =>
      client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
    const complete = (Key: string, UploadId: string, Parts: object[]) =>
      client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));

    it('becomes one object, of the parts that are listed, in their order', async () => {
      const Key = keyOf('parts');
      const UploadId = await create(Key, { ContentType: 'audio/flac', Metadata: { m: '1' } });
      const [first, last] = [randomBytes(5 * MIB), randomBytes(1000)];
      const two = await part(Key, UploadId, 2, last);
      await part(Key, UploadId, 1, randomBytes(100));
      const one = await part(Key, UploadId, 1, first);
      await part(Key, UploadId, 7, randomBytes(10));
      const { Parts } = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [1, first.length],
        [2, last.length],
        [7, 10],
      ]);
      expect(await faultOf(textOf(Key))).toMatchObject({ status: 404 });
      const { ETag } = await complete(Key, UploadId, [
        { PartNumber: 1, ETag: one.ETag },
        { PartNumber: 2, ETag: two.ETag },
      ]);
      const md5 = (data: Uint8Array) => createHash('md5').update(data).digest();
      expect(ETag).toBe(`"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`);
      expect((await bytesOf(Key)).equals(Buffer.concat([first, last]))).toBe(true);
      const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head).toMatchObject({ ContentType: 'audio/flac', Metadata: { m: '1' } });
    });

    it('keeps the checksums of its parts', async () => {
      const Key = keyOf('parts with checksums');
      const UploadId = await create(Key, { ChecksumAlgorithm: 'CRC32' });
      const one = await part(Key, UploadId, 1, randomBytes(5 * MIB));
      const two = await part(Key, UploadId, 2, randomBytes(10));
      const list = [one, two].map(({ ETag, ChecksumCRC32 }, i) => ({ PartNumber: i + 1, ETag, ChecksumCRC32 }));
      const without = list.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      expect(await faultOf(complete(Key, UploadId, without))).toMatchObject({ name: 'InvalidRequest' });
      const done = await complete(Key, UploadId, list);
      expect(done).toMatchObject({
        ChecksumType: 'COMPOSITE',
        ChecksumCRC32: expect.stringMatching(/^[\w+/]{6}==-2$/),
      });
    });

    it('is refused with a list that is wrong', async () => {
      const Key = keyOf('wrong parts');
      const UploadId = await create(Key);
      const [a, b] = [await part(Key, UploadId, 1, randomBytes(1000)), await part(Key, UploadId, 2, randomBytes(1000))];
      const [one, two] = [
        { PartNumber: 1, ETag: a.ETag },
        { PartNumber: 2, ETag: b.ETag },
      ];
      const codeOf = async (parts: object[]) => (await faultOf(complete(Key, UploadId, parts)))?.name;
      expect(await codeOf([two, one])).toBe('InvalidPartOrder');
      expect(await codeOf([one, { PartNumber: 2, ETag: a.ETag }])).toBe('InvalidPart');
      expect(await codeOf([one, { PartNumber: 3, ETag: b.ETag }])).toBe('InvalidPart');
      expect(await codeOf([one, two])).toBe('EntityTooSmall');
      expect(await codeOf([])).toBe('MalformedXML');
      await complete(Key, UploadId, [two]);
      expect((await bytesOf(Key)).length).toBe(1000);
    });

    it('is gone when it is aborted', async () => {
      const Key = keyOf('aborted');
      const UploadId = await create(Key);
      const { ETag } = await part(Key, UploadId, 1, randomBytes(10));
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      expect((await faultOf(complete(Key, UploadId, [{ PartNumber: 1, ETag }])))?.name).toBe('NoSuchUpload');
      expect((await faultOf(part(Key, UploadId, 2, randomBytes(10))))?.name).toBe('NoSuchUpload');
    });
  });

  describe('a presigned URL', () => {
    it('reads, under the name and type it gives', async () => {
      const Key = keyOf('presigned');
      await put(Key, 'read me');
      const command = new GetObjectCommand({
        Bucket,
        Key,
        ResponseContentDisposition: 'attachment; filename="x y.mp3"',
        ResponseContentType: 'audio/mpeg',
        ResponseCacheControl: 'no-store',
      });
      const answer = await fetch(await getSignedUrl(service.presigner, command, { expiresIn: 60 }));
      expect(await answer.text()).toBe('read me');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x y.mp3"');
      expect(answer.headers.get('content-type')).toBe('audio/mpeg');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const range = { headers: { range: 'bytes=0-3' } };
      expect(await (await fetch(await getSignedUrl(service.presigner, command), range)).text()).toBe('read');
    });

    it('can not name what is no header', async () => {
      const Key = keyOf('header');
      await put(Key, 'x');
      for (const ResponseContentDisposition of ['attachment; filename="夜.mp3"', 'attachment\r\nset-cookie: a=b']) {
        const command = new GetObjectCommand({ Bucket, Key, ResponseContentDisposition });
        const answer = await fetch(await getSignedUrl(service.presigner, command));
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
      }
    });

    it('takes one body of the length that was signed', async () => {
      const Key = keyOf('presigned put');
      const command = new PutObjectCommand({ Bucket, Key, ContentLength: 5 });
      const url = await getSignedUrl(service.presigner, command, { expiresIn: 60 });
      const send = (body: string) => fetch(url, { method: 'PUT', body, headers: { 'content-type': 'audio/mpeg' } });
      expect((await send('too long')).status).toBe(403);
      expect((await send('tiny')).status).toBe(403);
      expect((await send('right')).status).toBe(200);
      const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head).toMatchObject({ ContentLength: 5, ContentType: 'audio/mpeg' });
    });

    it('does for its method and key alone, unaltered', async () => {
      const Key = keyOf('guarded');
      await put(Key, 'x');
      const url = await getSignedUrl(service.presigner, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });
      const statusOf = async (altered: string, init: RequestInit = {}) => (await fetch(altered, init)).status;
      expect(await statusOf(url)).toBe(200);
      expect(await statusOf(url, { method: 'DELETE' })).toBe(403);
      expect(await statusOf(url.replace('guarded', 'guarded2'))).toBe(403);
      expect(await statusOf(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600000'))).toBe(403);
      expect(await statusOf(`${url}&response-content-type=text%2Fhtml`)).toBe(403);
      expect(await statusOf(url, { headers: { 'x-amz-checksum-mode': 'ENABLED' } })).toBe(403);
      const signature = /X-Amz-Signature=([0-9a-f]{64})/.exec(url)![1]!;
      const flipped = signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      expect(await statusOf(url.replace(signature, flipped))).toBe(403);
      expect(await statusOf(url.replace(signature, ''))).toBeGreaterThanOrEqual(400);
      expect(await statusOf(url.slice(0, url.indexOf('?')))).toBe(403);
    });

    it('ends when it said it would', async () => {
      const Key = keyOf('ended');
      await put(Key, 'x');
      const signingDate = new Date(Date.now() - 61_000);
      const url = await getSignedUrl(service.presigner, new GetObjectCommand({ Bucket, Key }), {
        expiresIn: 60,
        signingDate,
      });
      const answer = await fetch(url);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('expired');
    });
  });
});
