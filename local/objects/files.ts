import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * A stored file is its data, then a JSON record about it, then the record's length and a mark. Both are written under a
 * temporary name and appear together with one rename, so that no reader sees one without the other, or half of either.
 */
const MARK = Buffer.from('MFOBJ001');
const TAIL_BYTES = 4 + MARK.length;

export type Draft = { path: string; handle: FileHandle };

export const newDraft = async (folder: string): Promise<Draft> => {
  const file = path.join(folder, randomUUID());
  return { path: file, handle: await open(file, 'wx') };
};

export const discardDraft = async (draft: Draft): Promise<void> => {
  await draft.handle.close().catch(() => undefined);
  await rm(draft.path, { force: true });
};

/** Puts the record behind the data, and brings all of it to the disk: only a rename is left. A failure discards it. */
export const sealDraft = async (draft: Draft, record: unknown): Promise<void> => {
  const json = Buffer.from(JSON.stringify(record));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  try {
    await draft.handle.writeFile(Buffer.concat([json, length, MARK]));
    await draft.handle.datasync();
    await draft.handle.close();
  } catch (error) {
    await discardDraft(draft);
    throw error;
  }
};

/** The record of an open file; null if the file is not one of ours. */
const readRecord = async <Record>(handle: FileHandle): Promise<Record | null> => {
  const { size } = await handle.stat();
  if (size < TAIL_BYTES) return null;
  const tail = Buffer.alloc(TAIL_BYTES);
  await handle.read(tail, 0, TAIL_BYTES, size - TAIL_BYTES);
  const length = tail.readUInt32BE(0);
  if (!tail.subarray(4).equals(MARK) || length > size - TAIL_BYTES) return null;
  const json = Buffer.alloc(length);
  await handle.read(json, 0, length, size - TAIL_BYTES - length);
  return JSON.parse(json.toString()) as Record;
};

export type StoredFile<Record> = { handle: FileHandle; record: Record };

/** Opens a stored file; null if there is none. What is read through the handle stays whole if the file is replaced. */
export const openStored = async <Record>(file: string): Promise<StoredFile<Record> | null> => {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return null;
  const record = await readRecord<Record>(handle);
  if (record !== null) return { handle, record };
  await handle.close();
  return null;
};

export const recordOf = async <Record>(file: string): Promise<Record | null> => {
  const stored = await openStored<Record>(file);
  await stored?.handle.close();
  return stored?.record ?? null;
};

/** The data of a stored file, from `start` to before `end`, in pieces. */
export async function* readData(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  if (start >= end) return;
  for await (const piece of handle.createReadStream({ start, end: end - 1, autoClose: false })) yield piece as Buffer;
}

/** The names in a folder; none if there is no such folder. */
export const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

export const emptyFolder = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
};
