import { vi } from 'vitest';
import { bindings } from './support.ts';

/** `usage` are the trips to Redis about what was used: an isolate tells it by itself, a quarter of a second later. */
export type Trips = { redis: number; usage: number; database: number };

/** The requests over HTTP that are made by the time that `work` is done. */
export async function tripsOf(work: () => Promise<unknown>): Promise<Trips> {
  const { UPSTASH_REDIS_REST_URL: redis = '', DATABASE_FETCH_URL: database = '' } = bindings();
  const trips: Trips = { redis: 0, usage: 0, database: 0 };
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const isUsage = typeof init?.body === 'string' && init.body.includes('usage:');
    if (url.startsWith(redis)) trips[isUsage ? 'usage' : 'redis'] += 1;
    if (url.startsWith(database)) trips.database += 1;
    return real(input, init);
  });
  await work();
  spy.mockRestore();
  return trips;
}
