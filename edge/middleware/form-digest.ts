import { make } from 'multipasta';
import { hexOf } from '../../shared/digest.ts';

const MAX_PARTS = 100;

/**
 * The SHA-256 of what a multipart form says: its parts in order, each with its name, file name and content. Unlike a
 * digest of its bytes it is the same when the form is sent again with another boundary. Fed as the form passes by;
 * `finish` gives null for a form that is broken.
 */
export function openFormDigest(contentType: string) {
  const digest = new crypto.DigestStream('SHA-256');
  const writer = digest.getWriter();
  // Whoever wants the digest asks for it; nobody else need hear that there is none.
  digest.digest.catch(() => undefined);
  let isBroken = false;
  let isDone = false;
  let written: Promise<void> = Promise.resolve();
  const put = (bytes: Uint8Array) => {
    written = writer.write(bytes);
  };
  const parser = make({
    headers: { 'content-type': contentType },
    isFile: () => true,
    maxParts: MAX_PARTS,
    onField: () => undefined,
    onFile: ({ name, filename }) => {
      let size = 0;
      put(line(JSON.stringify([name, filename ?? null])));
      return (chunk) => {
        size += chunk?.byteLength ?? 0;
        put(chunk ?? line(String(size)));
      };
    },
    onError: () => {
      isBroken = true;
    },
    onDone: () => {
      isDone = true;
    },
  });

  return {
    /** Resolves when the digest has taken the chunk. */
    write(chunk: Uint8Array): Promise<void> {
      try {
        if (!isBroken) parser.write(chunk);
      } catch (error) {
        // A file name with broken percent-encoding.
        if (!(error instanceof URIError)) throw error;
        isBroken = true;
      }
      return written;
    },
    async finish(): Promise<string | null> {
      if (!isDone && !isBroken) parser.end();
      if (isBroken) {
        await writer.abort();
        return null;
      }
      await writer.close();
      return hexOf(await digest.digest);
    },
  };
}

export type FormDigest = ReturnType<typeof openFormDigest>;

const line = (text: string): Uint8Array => new TextEncoder().encode(`\n${text}\n`);
