import { afterEach, expect, it, vi } from 'vitest';
import { openFlights, type Outcome } from '../../edge/storage/flights.ts';

type Value = { of: string };

afterEach(() => void vi.useRealTimers());

it('equal work at the same time is done once, and anew once it has landed', async () => {
  const flights = openFlights<Value>();
  const { promise, resolve } = Promise.withResolvers<Outcome<Value>>();
  const work = vi.fn<() => Promise<Outcome<Value>>>(() => promise);
  const all = Array.from({ length: 5 }, () => flights.join('a', work));
  resolve({ of: 'first' });
  expect(await Promise.all(all)).toEqual(Array.from({ length: 5 }, () => ({ of: 'first' })));
  expect(work).toHaveBeenCalledTimes(1);
  expect(await flights.join('a', async () => ({ of: 'second' }))).toEqual({ of: 'second' });
});

it('work that fails is no value, and leaves nothing behind', async () => {
  const flights = openFlights<Value>();
  expect(await flights.join('a', () => Promise.reject(new Error('down')))).toBeNull();
  expect(await flights.join('a', async () => ({ of: 'next' }))).toEqual({ of: 'next' });
});

it('work that has not landed after 30 s is given up; when it does land, what took its place goes on', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const flights = openFlights<Value>();
  const [cutOff, next] = [Promise.withResolvers<Outcome<Value>>(), Promise.withResolvers<Outcome<Value>>()];
  const first = flights.join('a', () => cutOff.promise);
  vi.setSystemTime(Date.now() + 30_000);
  const second = flights.join('a', () => next.promise);
  cutOff.resolve({ of: 'cut off' });
  await first;
  const third = flights.join('a', async () => ({ of: 'not asked' }));
  next.resolve({ of: 'next' });
  expect(await Promise.all([second, third])).toEqual([{ of: 'next' }, { of: 'next' }]);
});

it('work that another account could not pay for is done at the expense of the next who can', async () => {
  const flights = openFlights<Value>();
  const { promise, resolve } = Promise.withResolvers<Outcome<Value>>();
  const paid = vi.fn<() => Promise<Value>>(async () => ({ of: 'paid' }));
  const unpaid = flights.join('a', () => promise);
  const others = [flights.join('a', paid), flights.join('a', paid)];
  resolve('unpaid');
  expect(await unpaid).toBeNull();
  expect(await Promise.all(others)).toEqual([{ of: 'paid' }, { of: 'paid' }]);
  expect(paid).toHaveBeenCalledTimes(1);
});
