import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { faultOf, MIB } from '../support/objects-fixture.ts';
import { objectsServices, useBucket } from '../support/objects-services.ts';

describe.each(objectsServices)('%s', (_, start) => {
  const suite = useBucket(start);
  const { keyOf, put, bytesOf, textOf } = suite;

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
    const head = await suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key }));
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
    expect(await faultOf(suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key })))).toEqual({
      name: 'NotFound',
      status: 404,
    });
    await put(Key, 'now');
    await suite.client.send(new DeleteObjectCommand({ Bucket: suite.bucket, Key }));
    await suite.client.send(new DeleteObjectCommand({ Bucket: suite.bucket, Key }));
    expect(await faultOf(textOf(Key))).toMatchObject({ status: 404 });
  });

  it('knows its bucket, and no other', async () => {
    await suite.client.send(new HeadBucketCommand({ Bucket: suite.bucket }));
    const other = new HeadBucketCommand({ Bucket: `contract-${randomUUID()}` });
    expect((await faultOf(suite.client.send(other)))?.status).toBe(404);
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
    const { Contents } = await suite.client.send(new ListObjectsV2Command({ Bucket: suite.bucket, Prefix: Key }));
    expect(Contents?.map((object) => object.Key)).toEqual([Key]);
    const url = await getSignedUrl(suite.presigner, new GetObjectCommand({ Bucket: suite.bucket, Key }));
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
    const { Body, ...answer } = await suite.client.send(new GetObjectCommand({ Bucket: suite.bucket, Key, Range }));
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
      const read = await suite.client.send(
        new GetObjectCommand({ Bucket: suite.bucket, Key, ChecksumMode: 'ENABLED' }),
      );
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
    const list = (more: object) =>
      suite.client.send(new ListObjectsV2Command({ Bucket: suite.bucket, Prefix: keyOf('list/'), ...more }));
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
    const CopySource = encodeURI(`${suite.bucket}/${from}`);
    await suite.client.send(new CopyObjectCommand({ Bucket: suite.bucket, Key: to, CopySource }));
    expect(await textOf(to)).toBe('copied');
    const kept = await suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key: to }));
    expect(kept).toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' } });
    const replaced = { MetadataDirective: 'REPLACE', Metadata: { b: '2' } } as const;
    await suite.client.send(new CopyObjectCommand({ Bucket: suite.bucket, Key: to, CopySource, ...replaced }));
    expect((await suite.client.send(new HeadObjectCommand({ Bucket: suite.bucket, Key: to }))).Metadata).toEqual({
      b: '2',
    });
    const missing = new CopyObjectCommand({
      Bucket: suite.bucket,
      Key: to,
      CopySource: `${suite.bucket}/${keyOf('nowhere')}`,
    });
    expect(await faultOf(suite.client.send(missing))).toMatchObject({ name: 'NoSuchKey' });
  });

  it('deletes many at once', async () => {
    const keys = ['many/<1>', 'many/&2', 'many/never was'].map(keyOf);
    for (const Key of keys.slice(0, 2)) await put(Key, 'x');
    const Objects = keys.map((Key) => ({ Key }));
    const { Deleted } = await suite.client.send(
      new DeleteObjectsCommand({ Bucket: suite.bucket, Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key).toSorted()).toEqual(keys.toSorted());
    expect(
      (await suite.client.send(new ListObjectsV2Command({ Bucket: suite.bucket, Prefix: keyOf('many/') }))).KeyCount,
    ).toBe(0);
  });
});
