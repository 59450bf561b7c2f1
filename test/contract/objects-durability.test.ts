import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ObjectsOptions } from '../../local/objects.ts';
import {
  BUCKET,
  clientOf,
  CREDENTIALS,
  faultOf,
  MIB,
  objectsFolder,
  objectsForTest,
  REGION,
} from '../support/objects-fixture.ts';

const SCRIPT = fileURLToPath(new URL('../support/objects-process.ts', import.meta.url));
const Bucket = BUCKET;

const startProcess = async (dataDir: string): Promise<{ child: ChildProcess; client: S3Client }> => {
  const options: ObjectsOptions = { dataDir, port: 0, ...CREDENTIALS, buckets: [BUCKET], region: REGION };
  const child = fork(SCRIPT, [JSON.stringify(options)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const client = clientOf(url);
  onTestFinished(() => client.destroy());
  return { child, client };
};

const read = async (client: S3Client, Key: string): Promise<{ data: Buffer; etag: string }> => {
  const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { data: Buffer.from(await Body!.transformToByteArray()), etag: ETag!.replaceAll('"', '') };
};

const md5 = (data: Uint8Array): string => createHash('md5').update(data).digest('hex');

/** A body whose every byte says which version it is of. */
const version = (n: number): Buffer => Buffer.alloc(50_000 + n * 10_000, n);

describe('objects', () => {
  it('are there after a restart, and so is an upload that was begun', async () => {
    const first = await objectsForTest();
    await first.client.send(new PutObjectCommand({ Bucket, Key: 'kept/ü', Body: 'x', Metadata: { a: '1' } }));
    const target = { Bucket, Key: 'in parts' };
    const { UploadId } = await first.client.send(
      new CreateMultipartUploadCommand({ ...target, ContentType: 'audio/flac' }),
    );
    const part = (client: S3Client, PartNumber: number, Body: Buffer) =>
      client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
    const [head, tail] = [randomBytes(5 * MIB), randomBytes(10)];
    const one = await part(first.client, 1, head);
    await first.close();

    const { client } = await objectsForTest({ dataDir: first.dataDir });
    expect((await read(client, 'kept/ü')).data.toString()).toBe('x');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['kept/ü', 1]]);
    const two = await part(client, 2, tail);
    const Parts = [one, two].map(({ ETag }, i) => ({ PartNumber: i + 1, ETag }));
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    expect((await read(client, 'in parts')).data.equals(Buffer.concat([head, tail]))).toBe(true);
  });

  it('are whole when the process was killed amid writing them', async () => {
    const dataDir = await objectsFolder();
    for (let round = 0; round < 3; round += 1) {
      const { child, client } = await startProcess(dataDir);
      const begun = Promise.withResolvers<void>();
      let writes = 0;
      const write = async (): Promise<void> => {
        for (let n = 1; ; n = (n % 20) + 1) {
          await client.send(
            new PutObjectCommand({ Bucket, Key: 'one key', Body: version(n), Metadata: { n: `${n}` } }),
          );
          if (++writes === 15 + round * 10) begun.resolve();
        }
      };
      const writers = Promise.allSettled([write(), write(), write()]);
      await begun.promise;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await Promise.all([gone, writers]);
    }
    const { client } = await objectsForTest({ dataDir });
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key: 'one key' }));
    const { data, etag } = await read(client, 'one key');
    expect(data.equals(version(Number(Metadata?.n)))).toBe(true);
    expect(md5(data)).toBe(etag);
    expect(await readdir(path.join(dataDir, 'drafts'))).toEqual([]);
  });

  it('are read whole while others write them', async () => {
    const { client } = await objectsForTest();
    const write = (n: number) => client.send(new PutObjectCommand({ Bucket, Key: 'contested', Body: version(n) }));
    await write(0);
    const writes = Array.from({ length: 20 }, (_, n) => write(n));
    const reads = Array.from({ length: 40 }, () => read(client, 'contested'));
    for (const { data, etag } of await Promise.all(reads)) {
      expect(md5(data)).toBe(etag);
      expect(data.equals(version(data[0]!))).toBe(true);
    }
    await Promise.all(writes);
    const { data } = await read(client, 'contested');
    expect(data.equals(version(data[0]!))).toBe(true);
  });

  it('go to one of several that want to be the first', async () => {
    const { client } = await objectsForTest();
    const put = (n: number) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'first', Body: version(n), IfNoneMatch: '*' }));
    const faults = await Promise.all(Array.from({ length: 10 }, (_, n) => faultOf(put(n))));
    const winner = faults.indexOf(null);
    expect(faults.filter((fault) => fault?.name === 'PreconditionFailed')).toHaveLength(9);
    expect((await read(client, 'first')).data.equals(version(winner))).toBe(true);
  });

  it('do not come of a body that broke off, and nothing is left of it', async () => {
    const objects = await objectsForTest();
    const { url, dataDir } = objects;
    const client = clientOf(url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const presigned = new URL(await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'broken' })));
    const socket = connect(Number(presigned.port), '127.0.0.1');
    await once(socket, 'connect');
    const head = `PUT ${presigned.pathname}${presigned.search} HTTP/1.1\r\nHost: ${presigned.host}\r\n`;
    socket.write(`${head}Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n`);
    await once(socket, 'data');
    socket.write('x'.repeat(100_000));
    socket.destroy();
    await once(socket, 'close');
    expect(await faultOf(read(client, 'broken'))).toMatchObject({ status: 404 });
    client.destroy();
    await objects.close();
    expect(await readdir(path.join(dataDir, 'drafts'))).toEqual([]);
  });

  it('of any size pass through a small memory', async () => {
    const { child, client } = await startProcess(await objectsFolder());
    const usage = async (): Promise<number> => {
      const answered = once(child, 'message');
      child.send('usage');
      const [{ maxRssBytes }] = (await answered) as [{ maxRssBytes: number }];
      return maxRssBytes;
    };
    const piece = randomBytes(64 * 1024);
    const put = (Key: string, bytes: number) => {
      const pieces = function* () {
        for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
      };
      return client.send(new PutObjectCommand({ Bucket, Key, Body: Readable.from(pieces()), ContentLength: bytes }));
    };
    await put('small', MIB);
    const before = await usage();
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((Key) => put(Key, 20 * MIB)));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    let bytes = 0;
    for await (const chunk of Body as Readable) bytes += (chunk as Buffer).length;
    expect(bytes).toBe(20 * MIB);
    const grownMib = ((await usage()) - before) / MIB;
    expect(grownMib).toBeLessThan(80);
  });
});
