import { joinBytes } from './join-bytes.ts';

/** An answer that is longer than we take. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

/** `fetch` whose answers are read to the end under the request's own signal, and given up beyond `maxBytes`. */
export const cappedFetch =
  (maxBytes: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    const body = await readCapped(response, maxBytes);
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`an answer of more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return joinBytes(chunks, size);
}
