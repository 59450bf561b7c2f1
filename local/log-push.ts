import { open, readFile, stat, writeFile } from 'node:fs/promises';

/** Bytes of one push. */
const CHUNK_BYTES = 1024 * 1024;
const PUSH_TIMEOUT_MS = 30_000;

export type LogPushOptions = { logFile: string; url: string; token: string };

/**
 * What Logpush does for a deployed Worker: brings its log to an address of its own, in whole lines, a while after they
 * were written. Each call of the function brings what the file held at the call before (all of it the first time), so
 * that a Worker that lives has told by itself what it counted. How far it came is kept beside the file; what does not
 * get through is brought again with the next call.
 */
export function openLogPush(options: LogPushOptions): () => Promise<void> {
  const placeFile = `${options.logFile}.pushed`;
  let sizeBefore: number | undefined;

  return async function push(): Promise<void> {
    const size = await stat(options.logFile).then(
      (stats) => stats.size,
      () => 0,
    );
    const until = Math.min(sizeBefore ?? size, size);
    sizeBefore = size;
    let from = await readPlace(placeFile);
    // Somebody emptied the log.
    if (from > size) from = 0;
    for (let chunk = await readLines(options.logFile, from, until); chunk;) {
      if (!(await bring(options, chunk.bytes))) return;
      from = chunk.end;
      await writeFile(placeFile, String(from));
      chunk = await readLines(options.logFile, from, until);
    }
  };
}

async function readPlace(path: string): Promise<number> {
  const place = Number(await readFile(path, 'utf8').catch(() => '0'));
  return Number.isSafeInteger(place) && place >= 0 ? place : 0;
}

/** Whole lines from a place on, a chunk at most; null when there are none. A line longer than a chunk is cut. */
async function readLines(path: string, from: number, until: number): Promise<{ bytes: Buffer; end: number } | null> {
  if (from >= until) return null;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(CHUNK_BYTES, until - from)), {
      position: from,
    });
    const lineEnd = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    const length = lineEnd === 0 && bytesRead === CHUNK_BYTES ? bytesRead : lineEnd;
    return length === 0 ? null : { bytes: buffer.subarray(0, length), end: from + length };
  } finally {
    await file.close();
  }
}

async function bring({ url, token }: LogPushOptions, bytes: Buffer): Promise<boolean> {
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(PUSH_TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes), headers, signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
