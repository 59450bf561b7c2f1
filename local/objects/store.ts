import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../shared/result.ts';
import type { Checksum } from './checksums.ts';
import { refuse, type Fault } from './faults.ts';
import {
  type Draft,
  discardDraft,
  emptyFolder,
  namesIn,
  openStored,
  recordOf,
  sealDraft,
  type StoredFile,
} from './files.ts';

export type ObjectRecord = {
  key: string;
  sizeBytes: number;
  /** Without its quotes. */
  etag: string;
  /** Epoch ms. */
  lastModified: number;
  /** The headers that S3 gives back as they came, such as content-type. */
  systemHeaders: Record<string, string>;
  /** `x-amz-meta-*`, without that prefix. */
  metadata: Record<string, string>;
  checksum: Checksum | null;
};

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Opens the folder of the objects, with `buckets` in it. An object's file is named by the hash of its key, so that no
 * key can name a path; which keys there are is read from the files once, at the start.
 */
export const openStore = async (dataDir: string, buckets: string[]) => {
  const draftFolder = path.join(dataDir, 'drafts');
  await emptyFolder(draftFolder);
  const index = new Map<string, Map<string, ObjectRecord>>();

  const fileOf = (bucket: string, key: string): string => {
    const hash = createHash('sha256').update(key).digest('hex');
    return path.join(dataDir, 'buckets', bucket, hash.slice(0, 2), hash);
  };

  const load = async (bucket: string): Promise<Map<string, ObjectRecord>> => {
    const objects = new Map<string, ObjectRecord>();
    const folder = path.join(dataDir, 'buckets', bucket);
    for (const shard of await namesIn(folder)) {
      for (const name of await namesIn(path.join(folder, shard))) {
        const record = await recordOf<ObjectRecord>(path.join(folder, shard, name));
        if (record) objects.set(record.key, record);
      }
    }
    return objects;
  };

  for (const bucket of buckets) {
    if (!BUCKET_NAME.test(bucket)) throw new Error(`'${bucket}' is not a name for a bucket`);
    await mkdir(path.join(dataDir, 'buckets', bucket), { recursive: true });
    index.set(bucket, await load(bucket));
  }

  const objectsOf = (bucket: string): Map<string, ObjectRecord> => {
    const objects = index.get(bucket);
    if (!objects) throw new Error(`there is no bucket '${bucket}'`);
    return objects;
  };

  /**
   * Makes a draft the object of its key. With `ifAbsent` it is refused where there is one already; the look and the
   * rename happen in one turn, so that of several such writers one wins.
   */
  const publish = async (
    bucket: string,
    record: ObjectRecord,
    draft: Draft,
    ifAbsent: boolean,
  ): Promise<Result<ObjectRecord, Fault>> => {
    try {
      await sealDraft(draft, record);
      if (ifAbsent && objectsOf(bucket).has(record.key)) {
        await discardDraft(draft);
        return refuse('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
      }
      const file = fileOf(bucket, record.key);
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(draft.path, file);
      objectsOf(bucket).set(record.key, record);
      return ok(record);
    } catch (error) {
      await discardDraft(draft);
      throw error;
    }
  };

  /** Removes an object; it is no fault if there is none. */
  const remove = (bucket: string, key: string): void => {
    rmSync(fileOf(bucket, key), { force: true });
    objectsOf(bucket).delete(key);
  };

  /** Opens an object for reading; whoever gets it closes its handle. */
  const read = (bucket: string, key: string): Promise<StoredFile<ObjectRecord> | null> =>
    openStored<ObjectRecord>(fileOf(bucket, key));

  return {
    draftFolder,
    uploadFolder: path.join(dataDir, 'uploads'),
    hasBucket: (bucket: string) => index.has(bucket),
    has: (bucket: string, key: string) => objectsOf(bucket).has(key),
    records: (bucket: string) => objectsOf(bucket),
    publish,
    remove,
    read,
  };
};

export type ObjectStore = Awaited<ReturnType<typeof openStore>>;
