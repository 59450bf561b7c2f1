import { within } from './storage/deadline.ts';

/** A sender who takes longer than it may. */
export class LateBodyError extends Error {
  override name = 'LateBodyError';
}

/** How long a body may take in all, and how long its sender may pause; ms. */
export type BodyTime = { wholeMs: number; pauseMs: number };

/** The chunks of a body as they come. Throws a `LateBodyError`; whoever stops reading gives the sender up. */
export async function* chunksInTime(
  body: ReadableStream<Uint8Array> | null,
  { wholeMs, pauseMs }: BodyTime,
): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const endsAt = Date.now() + wholeMs;
  const reader = body.getReader();
  try {
    for (let leftMs = wholeMs; leftMs > 0; leftMs = endsAt - Date.now()) {
      const part = await within(reader.read(), Math.min(leftMs, pauseMs));
      if (part === null) break;
      if (part.done) return;
      yield part.value;
    }
    throw new LateBodyError('the body did not arrive in time');
  } finally {
    // Nobody waits for a sender who has been given up.
    void reader.cancel().catch(() => undefined);
  }
}
