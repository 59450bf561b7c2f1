/** A service behind the API that does not answer, or not in time. The client gets a 503 for it. */
export class ServiceDownError extends Error {
  override name = 'ServiceDownError';
}

/** Resolves after so many milliseconds. */
export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** The promise's value; a `ServiceDownError` when it fails or takes longer than `timeoutMs`. */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, service: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    throw new ServiceDownError(`${service} did not answer`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The promise's value, or null when it takes longer than `timeoutMs`. Rejects as it does. */
export async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A promise that another request made, to be waited for in this one. Whoever awaits such a promise itself goes on in the
 * context of that other request, and loses its own I/O when that one ends; a promise made here brings it back.
 */
export const fromOtherRequest = <T>(work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    work.then(resolve, reject);
  });

/** The value, or null, and a line in the log, when the service behind it is down. */
export const orNull = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', event: 'source-down', name: (error as Error).name }));
    return null;
  });
