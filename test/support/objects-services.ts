import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { startObjects } from '../../local/objects.ts';
import { BUCKET, clientOf, CREDENTIALS, REGION } from './objects-fixture.ts';

/*
 * One suite for the embedded object store and for the real thing, in a folder of its own of the bucket:
 * CONTRACT_S3_BUCKET, CONTRACT_S3_ACCESS_KEY_ID and CONTRACT_S3_SECRET_ACCESS_KEY, and if need be
 * CONTRACT_S3_ENDPOINT and CONTRACT_S3_REGION.
 */
type ObjectsService = { client: S3Client; presigner: S3Client; bucket: string; close: () => Promise<void> };

const embedded = async (): Promise<ObjectsService> => {
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

const real = async (): Promise<ObjectsService> => {
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

export const objectsServices: [string, () => Promise<ObjectsService>][] = [['the embedded object store', embedded]];
if (process.env.CONTRACT_S3_BUCKET) objectsServices.push(['S3 itself', real]);

/** A folder of the bucket for the tests of one `describe`, which is empty again when they are done. */
export const useBucket = (start: () => Promise<ObjectsService>) => {
  const folder = `contract-${randomUUID()}/`;
  let service: ObjectsService;

  beforeAll(async () => {
    service = await start();
  });

  afterAll(async () => {
    const { client, presigner, bucket: Bucket } = service;
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
    for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    client.destroy();
    presigner.destroy();
    await service.close();
  });

  const bytesOf = async (Key: string, more: object = {}): Promise<Buffer> => {
    const { Body } = await service.client.send(new GetObjectCommand({ Bucket: service.bucket, Key, ...more }));
    return Buffer.from(await Body!.transformToByteArray());
  };
  return {
    get client() {
      return service.client;
    },
    /** Leaves checksums out, as a presigned PUT needs it: there is no body yet that they could be of. */
    get presigner() {
      return service.presigner;
    },
    get bucket() {
      return service.bucket;
    },
    keyOf: (name: string): string => `${folder}${name}`,
    put: (Key: string, Body: string | Uint8Array, more: object = {}) =>
      service.client.send(new PutObjectCommand({ Bucket: service.bucket, Key, Body, ...more })),
    bytesOf,
    textOf: async (Key: string, more: object = {}) => (await bytesOf(Key, more)).toString(),
  };
};
