import { fromOtherRequest } from './deadline.ts';

/** A Worker's `waitUntil` ends by then: what has not landed never will, for its request was cut off. */
const MAX_FLIGHT_MS = 30_000;

/** What work came to: a value, null where there is none, or `unpaid` where the plan of who began it is used up. */
export type Outcome<T> = T | null | 'unpaid';

export type Flights<T> = {
  /**
   * The value of this work or of the same work that is under way; null when there is none. What ended because another
   * account could not pay for it is tried anew, at this caller's expense. Never rejects.
   */
  join(key: string, work: () => Promise<Outcome<T>>): Promise<T | null>;
};

/** One piece of work for equal keys at the same time, in this isolate. */
export function openFlights<T extends object>(): Flights<T> {
  const flights = new Map<string, { landed: Promise<Outcome<T>>; until: number }>();

  function start(key: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const landed = work()
      .catch(() => null)
      .finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
    const flight = { landed, until: Date.now() + MAX_FLIGHT_MS };
    flights.set(key, flight);
    return landed;
  }

  return {
    async join(key, work) {
      for (;;) {
        const flight = flights.get(key);
        const isOwn = !flight || Date.now() >= flight.until;
        const value = await (isOwn ? start(key, work) : fromOtherRequest(flight.landed));
        if (value !== 'unpaid') return value;
        if (isOwn) return null;
      }
    },
  };
}
