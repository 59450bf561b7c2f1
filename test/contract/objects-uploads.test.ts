import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { faultOf, MIB } from '../support/objects-fixture.ts';
import { objectsServices, useBucket } from '../support/objects-services.ts';

describe.each(objectsServices)('%s', (_, start) => {
  const suite = useBucket(start);
  const { keyOf, put, bytesOf, textOf } = suite;

  describe('an upload in parts', () => {
    const create = async (Key: string, more: object = {}) =>
      (await suite.client.send(new CreateMultipartUploadCommand({ Bucket: suite.bucket, Key, ...more }))).UploadId!;
    const part = (Key: string, UploadId: string, PartNumber: number, Body: Uint8Array, more: object = {}) =>
      suite.client.send(new UploadPartCommand({ Bucket: suite.bucket, Key, UploadId, PartNumber, Body, ...more }));
    const complete = (Key: string, UploadId: string, Parts: object[]) =>
      suite.client.send(
        new CompleteMultipartUploadCommand({ Bucket: suite.bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );

    it('becomes one object, of the parts that are listed, in their order', async () => {
      const Key = keyOf('parts');
      const UploadId = await create(Key, { ContentType: 'audio/flac', Metadata: { m: '1' } });
      const [first, last] = [randomBytes(5 * MIB), randomBytes(1000)];
      const two = await part(Key, UploadId, 2, last);
      await part(Key, UploadId, 1, randomBytes(100));
      const one = await part(Key, UploadId, 1, first);
      await part(Key, UploadId, 7, randomBytes(10));
      const { Parts } = await suite.client.send(new ListPartsCommand({ Bucket: suite.bucket, Key, UploadId }));
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
      const head = await suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key }));
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
      await suite.client.send(new AbortMultipartUploadCommand({ Bucket: suite.bucket, Key, UploadId }));
      expect((await faultOf(complete(Key, UploadId, [{ PartNumber: 1, ETag }])))?.name).toBe('NoSuchUpload');
      expect((await faultOf(part(Key, UploadId, 2, randomBytes(10))))?.name).toBe('NoSuchUpload');
    });
  });

  describe('a presigned URL', () => {
    it('reads, under the name and type it gives', async () => {
      const Key = keyOf('presigned');
      await put(Key, 'read me');
      const command = new GetObjectCommand({
        Bucket: suite.bucket,
        Key,
        ResponseContentDisposition: 'attachment; filename="x y.mp3"',
        ResponseContentType: 'audio/mpeg',
        ResponseCacheControl: 'no-store',
      });
      const answer = await fetch(await getSignedUrl(suite.presigner, command, { expiresIn: 60 }));
      expect(await answer.text()).toBe('read me');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x y.mp3"');
      expect(answer.headers.get('content-type')).toBe('audio/mpeg');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const range = { headers: { range: 'bytes=0-3' } };
      expect(await (await fetch(await getSignedUrl(suite.presigner, command), range)).text()).toBe('read');
    });

    it('can not name what is no header', async () => {
      const Key = keyOf('header');
      await put(Key, 'x');
      for (const ResponseContentDisposition of ['attachment; filename="夜.mp3"', 'attachment\r\nset-cookie: a=b']) {
        const command = new GetObjectCommand({ Bucket: suite.bucket, Key, ResponseContentDisposition });
        const answer = await fetch(await getSignedUrl(suite.presigner, command));
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
      }
    });

    it('takes one body of the length that was signed', async () => {
      const Key = keyOf('presigned put');
      const command = new PutObjectCommand({ Bucket: suite.bucket, Key, ContentLength: 5 });
      const url = await getSignedUrl(suite.presigner, command, { expiresIn: 60 });
      const send = (body: string) => fetch(url, { method: 'PUT', body, headers: { 'content-type': 'audio/mpeg' } });
      expect((await send('too long')).status).toBe(403);
      expect((await send('tiny')).status).toBe(403);
      expect((await send('right')).status).toBe(200);
      const head = await suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key }));
      expect(head).toMatchObject({ ContentLength: 5, ContentType: 'audio/mpeg' });
    });

    it('does for its method and key alone, unaltered', async () => {
      const Key = keyOf('guarded');
      await put(Key, 'x');
      const url = await getSignedUrl(suite.presigner, new GetObjectCommand({ Bucket: suite.bucket, Key }), {
        expiresIn: 60,
      });
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
      const url = await getSignedUrl(suite.presigner, new GetObjectCommand({ Bucket: suite.bucket, Key }), {
        expiresIn: 60,
        signingDate,
      });
      const answer = await fetch(url);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('expired');
    });
  });
});
