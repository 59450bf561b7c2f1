import { addAbortSignal, type Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Env } from '../env.ts';
import { errorFields, log } from '../log.ts';
import { fileTooLarge, saveStream, type SavedFile } from '../net/save-stream.ts';

const CONNECT_TIMEOUT_MS = 5_000;
/** The longest silence of a connection. */
const IDLE_TIMEOUT_MS = 15_000;
/** For one small object, or for one that we write. */
const CALL_TIMEOUT_MS = 30_000;

export type DownloadOptions = {
  maxBytes: number;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Share of the object that has come, 0–1. */
  onProgress?: (share: number) => void;
};

export type NewObject = { key: string; body: Uint8Array | string; contentType: string };

/** The bucket. Each call has a deadline; UNAVAILABLE is the failure when S3 does not do its part. */
export function openObjects(env: Env) {
  const Bucket = env.S3_BUCKET;
  const client = new S3Client({
    region: env.S3_REGION,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT, forcePathStyle: true } : {}),
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: IDLE_TIMEOUT_MS,
      socketTimeout: IDLE_TIMEOUT_MS,
    },
    maxAttempts: 3,
  });
  const within = (timeoutMs: number, signal?: AbortSignal) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    return signal ? AbortSignal.any([deadline, signal]) : deadline;
  };

  /** The object's stream and length, or null when there is none; the signal ends the stream too. */
  async function get(Key: string, abortSignal: AbortSignal) {
    let answer: GetObjectCommandOutput;
    try {
      answer = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
      throw error;
    }
    const body = answer.Body as Readable;
    return { body: addAbortSignal(abortSignal, body), bytes: answer.ContentLength ?? 0 };
  }

  return {
    /** An object into a new file. Fails also with UPLOAD_NOT_FOUND, FILE_EMPTY and FILE_TOO_LARGE. */
    async download(key: string, path: string, options: DownloadOptions): Promise<Result<SavedFile, Failure>> {
      const { maxBytes, onProgress } = options;
      const signal = within(options.timeoutMs, options.signal);
      return available('download', async () => {
        const found = await get(key, signal);
        if (!found) return err(failure('UPLOAD_NOT_FOUND', 'The uploaded file is gone.'));
        if (found.bytes > maxBytes) {
          found.body.destroy();
          return err(fileTooLarge(maxBytes));
        }
        return saveStream(found.body, path, maxBytes, (bytes) => onProgress?.(Math.min(1, bytes / found.bytes)));
      });
    },

    /** A small object as text, or null when there is none. Throws when it is larger than `maxBytes`. */
    async readText(key: string, maxBytes: number, signal?: AbortSignal): Promise<Result<string | null, Failure>> {
      return available('read', async () => {
        const found = await get(key, within(CALL_TIMEOUT_MS, signal));
        if (!found) return ok(null);
        const chunks: Buffer[] = [];
        let bytes = 0;
        for await (const chunk of found.body as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > maxBytes) throw new Error(`An object of ours is larger than ${maxBytes} bytes: ${key}`);
          chunks.push(chunk);
        }
        return ok(Buffer.concat(chunks).toString('utf8'));
      });
    },

    /** Writes an object that never changes under its key: caches may keep it for good. */
    async write({ key, body, contentType }: NewObject, signal?: AbortSignal): Promise<Result<null, Failure>> {
      return available('write', async () => {
        const command = new PutObjectCommand({
          Bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          CacheControl: 'max-age=31536000, immutable',
        });
        await client.send(command, { abortSignal: within(CALL_TIMEOUT_MS, signal) });
        return ok(null);
      });
    },

    /** Whether the bucket answers. */
    async isReady(timeoutMs: number): Promise<boolean> {
      const check = client.send(new HeadBucketCommand({ Bucket }), { abortSignal: within(timeoutMs) });
      return check.then(
        () => true,
        () => false,
      );
    },

    close: () => client.destroy(),
  };
}

export type Objects = ReturnType<typeof openObjects>;

/** What S3 or the way to it throws becomes UNAVAILABLE, and a line in the log; a fault of our own disk is thrown on. */
async function available<T>(call: string, use: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await use();
  } catch (error) {
    if (isOurs(error)) throw error;
    log('objects.failed', { call, ...errorFields(error) });
    return err(failure('UNAVAILABLE', 'The object store did not answer as it must.'));
  }
}

/** Codes of a file system, and of none of the errors a connection can have: the disk is ours to mend, not S3's. */
const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'ENOENT', 'EEXIST', 'EACCES', 'EMFILE']);

const isOurs = (error: unknown): boolean => DISK_CODES.has((error as NodeJS.ErrnoException).code ?? '');
