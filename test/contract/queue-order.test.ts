import { describe, expect, it } from 'vitest';
import { callbackBody, queueForTest, receiverForTest, statuses } from '../support/queue-fixture.ts';

describe('a queue', () => {
  it('delivers one after the other, in order, and lets none pass one that fails', async () => {
    const { client } = await queueForTest();
    let atOnce = 0;
    let most = 0;
    const codes = [500, 500];
    const receiver = await receiverForTest((arrival, res) => {
      most = Math.max(most, ++atOnce);
      res.statusCode = arrival.body === '3' ? (codes.shift() ?? 200) : 200;
      setImmediate(() => {
        atOnce -= 1;
        res.end();
      });
    });
    const queue = client.queue({ queueName: 'in-order' });
    for (let i = 0; i < 10; i += 1) await queue.enqueue({ url: receiver.url, body: String(i) });
    const bodies = (await receiver.take(12)).map(({ body }) => body);
    expect(bodies.join('')).toBe('012333456789');
    expect(most).toBe(1);
  });

  it('goes on after a message that is given up, and waits for the callbacks of each', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest((arrival, res) => {
      res.statusCode = arrival.body === 'bad' ? 500 : 200;
      res.end();
    });
    const queue = client.queue({ queueName: 'with-callbacks' });
    const to = {
      url: `${receiver.url}/job`,
      callback: `${receiver.url}/tried`,
      failureCallback: `${receiver.url}/failed`,
    };
    await queue.upsert({ paused: true });
    await queue.enqueue({ ...to, body: 'bad', retries: 1 });
    await queue.enqueue({ ...to, body: 'good' });
    await queue.resume();
    const arrivals = await receiver.take(7);
    const seen = arrivals.map(({ path, body }) =>
      path === '/job' ? body : `${path} ${Buffer.from(callbackBody(body).sourceBody, 'base64').toString()}`,
    );
    const good = seen.indexOf('good');
    expect(seen.slice(0, good).toSorted()).toEqual(['/failed bad', '/tried bad', '/tried bad', 'bad', 'bad']);
    expect(seen.slice(good)).toEqual(['good', '/tried good']);
  });

  it('delivers as many at once as its parallelism allows', async () => {
    const { client } = await queueForTest();
    const open: (() => void)[] = [];
    const receiver = await receiverForTest((_, res) => void open.push(() => res.end()));
    const queue = client.queue({ queueName: 'three-wide' });
    await queue.upsert({ parallelism: 3 });
    for (let i = 0; i < 5; i += 1) await queue.enqueue({ url: receiver.url, body: String(i) });
    expect((await receiver.take(3)).map(({ body }) => body).toSorted()).toEqual(['0', '1', '2']);
    expect((await queue.get()).lag).toBe(5);
    open.shift()!();
    expect((await receiver.next()).body).toBe('3');
    expect(receiver.arrivals).toHaveLength(4);
    for (const end of open.splice(0)) end();
    await receiver.next();
    open.shift()!();
  });

  it('keeps what comes while it is paused, and delivers it when it is resumed', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    const queue = client.queue({ queueName: 'paused' });
    await queue.upsert({ paused: true });
    await queue.enqueue({ url: receiver.url, body: 'waiting' });
    await client.publish({ url: receiver.url, body: 'free' });
    expect((await receiver.next()).body).toBe('free');
    expect(receiver.arrivals).toHaveLength(1);
    await queue.resume();
    expect((await receiver.next()).body).toBe('waiting');
  });
});

describe('flow control', () => {
  it('holds a key to its parallelism, and other keys to nothing', async () => {
    const { client } = await queueForTest();
    const open: (() => void)[] = [];
    const receiver = await receiverForTest((arrival, res) => {
      if (arrival.path === '/limited') open.push(() => res.end());
      else res.end();
    });
    const flowControl = { key: 'two-at-once', parallelism: 2 };
    for (let i = 0; i < 4; i += 1) await client.publish({ url: `${receiver.url}/limited`, flowControl });
    await client.publish({ url: `${receiver.url}/other`, flowControl: { key: 'another', parallelism: 1 } });
    await receiver.next('/other');
    await receiver.take(2, '/limited');
    expect(await client.flowControl.get('two-at-once')).toMatchObject({
      parallelismMax: 2,
      parallelismCount: 2,
      waitListSize: 2,
    });
    for (let left = 2; left > 0; left -= 1) {
      expect(open).toHaveLength(2);
      open.shift()!();
      await receiver.next('/limited');
    }
    for (const end of open) end();
  });

  it('starts no more than the rate in each period', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    const flowControl = { key: 'two-in-a-while', rate: 2, period: 0.25 };
    await client.batch(Array.from({ length: 6 }, () => ({ url: receiver.url, flowControl })));
    const times = (await receiver.take(6)).map(({ at }) => at);
    // Every third start lies a period behind the one two before it, but for the time that a start takes to arrive.
    for (let i = 2; i < times.length; i += 2) expect(times[i]! - times[i - 2]!).toBeGreaterThan(200);
  });

  it('can hold a key back altogether', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest(statuses(200));
    const flowControl = { key: 'held', parallelism: 5 };
    await client.publish({ url: `${receiver.url}/first`, flowControl });
    await receiver.next('/first');
    await client.flowControl.pause('held');
    await client.publish({ url: `${receiver.url}/second`, flowControl });
    await client.publish({ url: `${receiver.url}/free` });
    await receiver.next('/free');
    expect(receiver.arrivals.some(({ path }) => path === '/second')).toBe(false);
    await client.flowControl.resume('held');
    await receiver.next('/second');
  });
});
