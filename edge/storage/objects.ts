import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Env } from '../env.ts';
import { ServiceDownError } from './deadline.ts';

/** Longest wait for one call; a part of 8 MiB over a slow link is the longest of them. */
const CALL_TIMEOUT_MS = 30_000;

/** How many bytes of an upload are held at once. S3 asks for at least 5 MiB in every part but the last. */
export const PART_BYTES = 8 * 1024 * 1024;

const PRESIGNED_PUT_SECONDS = 3600;

/** The bucket: uploads on the way in, analyses and waveforms on the way out. */
export function openObjects(env: Env) {
  const Bucket = env.S3_BUCKET;
  const config: S3ClientConfig = {
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
    maxAttempts: 3,
  };
  const client = new S3Client(config);
  // A checksum in a presigned address would be that of an empty body: what is put there is not known yet.
  const presigner = new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const deadline = () => ({ abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });

  return {
    async put(Key: string, Body: Uint8Array, ContentType: string): Promise<void> {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }), deadline()).catch(asDown);
    },

    async remove(Key: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket, Key }), deadline()).catch(asDown);
    },

    /** Size in bytes, or null when there is no such object. */
    async sizeOf(Key: string): Promise<number | null> {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket, Key }), deadline());
        return head.ContentLength ?? 0;
      } catch (error) {
        return isMissing(error) ? null : asDown(error);
      }
    },

    /** The object's bytes as a stream, or null when there is no such object. */
    async read(Key: string): Promise<ReadableStream<Uint8Array> | null> {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket, Key }), deadline());
        return object.Body?.transformToWebStream() ?? null;
      } catch (error) {
        return isMissing(error) ? null : asDown(error);
      }
    },

    /** A URL that takes one PUT of exactly `sizeBytes` bytes, for an hour. */
    async presignPut(Key: string, sizeBytes: number): Promise<{ url: string; expiresAt: Date }> {
      const command = new PutObjectCommand({ Bucket, Key, ContentLength: sizeBytes });
      const url = await getSignedUrl(presigner, command, {
        expiresIn: PRESIGNED_PUT_SECONDS,
        signableHeaders: new Set(['content-length']),
      });
      return { url, expiresAt: new Date(Date.now() + PRESIGNED_PUT_SECONDS * 1000) };
    },

    /** Starts an upload in parts: `add` each in order, then `complete`, or `abort` to leave nothing behind. */
    async startMultipart(Key: string, ContentType: string) {
      const { UploadId } = await client
        .send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }), deadline())
        .catch(asDown);
      const parts: { PartNumber: number; ETag: string | undefined }[] = [];
      return {
        async add(Body: Uint8Array): Promise<void> {
          const PartNumber = parts.length + 1;
          const { ETag } = await client
            .send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }), deadline())
            .catch(asDown);
          parts.push({ PartNumber, ETag });
        },
        async complete(): Promise<void> {
          const MultipartUpload = { Parts: parts };
          await client
            .send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }), deadline())
            .catch(asDown);
        },
        async abort(): Promise<void> {
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), deadline()).catch(asDown);
        },
      };
    },
  };
}

export type Objects = ReturnType<typeof openObjects>;

const isMissing = (error: unknown): boolean => error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name);

/** An answer of S3's own below 500 is a fault of ours and is thrown as it is; all else means that S3 is down. */
function asDown(error: unknown): never {
  if (error instanceof S3ServiceException && (error.$metadata.httpStatusCode ?? 500) < 500) throw error;
  throw new ServiceDownError('the object store did not answer', { cause: error });
}
