import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { type ObjectsOptions, startObjects } from '../../local/objects.ts';

export const CREDENTIALS = { accessKeyId: 'key-of-the-tests', secretAccessKey: 'secret-of-the-tests' };
export const BUCKET = 'contract';
export const REGION = 'auto';
export const MIB = 1024 * 1024;

export type Bucket = { client: S3Client; bucket: string };

export const clientOf = (endpoint: string, config: S3ClientConfig = {}): S3Client =>
  new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: CREDENTIALS,
    maxAttempts: 1,
    ...config,
  });

export const objectsFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'musicforge-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** An object store of this test alone. */
export const objectsForTest = async (options: Partial<ObjectsOptions> = {}) => {
  const dataDir = options.dataDir ?? (await objectsFolder());
  const objects = await startObjects({
    dataDir,
    port: 0,
    ...CREDENTIALS,
    buckets: [BUCKET],
    region: REGION,
    ...options,
  });
  onTestFinished(objects.close);
  const client = clientOf(objects.url);
  onTestFinished(() => client.destroy());
  return { ...objects, dataDir, client, bucket: BUCKET };
};

/** What a failed call of the SDK says: S3's code and the HTTP status. */
export const faultOf = async (call: Promise<unknown>): Promise<{ name: string; status: number | undefined } | null> =>
  call.then(
    () => null,
    (error: { name: string; $metadata?: { httpStatusCode?: number } }) => ({
      name: error.name,
      status: error.$metadata?.httpStatusCode,
    }),
  );

/** The code in an XML error. */
export const codeOf = (xml: string): string | undefined => /<Code>(\w+)<\/Code>/.exec(xml)?.[1];
