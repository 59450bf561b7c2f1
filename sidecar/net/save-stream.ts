import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** A file as it was written: its size, and the SHA-256 of its bytes in lower-case hex. */
export type SavedFile = { bytes: number; sha256: string };

/**
 * Writes a stream to a new file, hashing as it goes, and stops at the first byte over `maxBytes`. Fails with
 * FILE_TOO_LARGE or FILE_EMPTY; throws what the stream or the disk throws. A file that failed stays for its folder's
 * owner to remove.
 */
export async function saveStream(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Promise<Result<SavedFile, Failure>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return err(fileTooLarge(maxBytes));
      hash.update(chunk);
      await file.writeFile(chunk);
      onBytes(bytes);
    }
  } finally {
    await file.close();
  }
  if (bytes === 0) return err(failure('FILE_EMPTY', 'The file holds no bytes.'));
  return ok({ bytes, sha256: hash.digest('hex') });
}

export const fileTooLarge = (maxBytes: number): Failure =>
  failure('FILE_TOO_LARGE', `The file is larger than ${Math.floor(maxBytes / 1e5) / 10} MB.`);
