import { randomUUID } from 'node:crypto';
import type { Client } from '@upstash/qstash';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientOf, queueForTest, receiverForTest } from '../support/queue-fixture.ts';
import { TOKEN } from '../support/queue-settings.ts';

/** Messages of this suite are delayed and then cancelled: nothing is ever sent here, whichever service it runs against. */
const NOWHERE = 'https://example.com/never?suite=contract';

const { CONTRACT_QSTASH_URL = 'https://qstash.upstash.io', CONTRACT_QSTASH_TOKEN } = process.env;

const services: [string, () => Promise<Client>][] = [['the embedded queue', async () => (await queueForTest()).client]];
if (CONTRACT_QSTASH_TOKEN) {
  services.push(['QStash itself', async () => clientOf(CONTRACT_QSTASH_URL, CONTRACT_QSTASH_TOKEN)]);
}

const unique = (name: string): string => `contract-${name}-${randomUUID()}`;

describe.each(services)('%s', (_, clientForTest) => {
  it('shows a message that waits, and forgets it when it is cancelled', async () => {
    const client = await clientForTest();
    const { messageId } = await client.publishJSON({
      url: NOWHERE,
      body: { a: 1 },
      delay: '1h',
      retries: 1,
      callback: 'https://example.com/callback',
      failureCallback: 'https://example.com/failure',
      label: unique('label'),
      headers: { 'x-trace': 'abc' },
    });
    const message = await client.messages.get(messageId);
    expect(message).toMatchObject({
      messageId,
      url: NOWHERE,
      method: 'POST',
      body: '{"a":1}',
      maxRetries: 1,
      callback: 'https://example.com/callback',
      failureCallback: 'https://example.com/failure',
    });
    expect(message.notBefore! - message.createdAt).toBeGreaterThan(3_590_000);
    await client.messages.cancel(messageId);
    await expect(client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
  });

  it('takes a message once, by its id or by its content', async () => {
    const client = await clientForTest();
    const deduplicationId = unique('deduplication');
    const first = await client.publish({ url: NOWHERE, body: 'a', delay: '1h', deduplicationId });
    const second = await client.publish({ url: NOWHERE, body: 'b', delay: '1h', deduplicationId });
    expect(second).toMatchObject({ messageId: first.messageId, deduplicated: true });
    const body = unique('content');
    const byContent = { url: NOWHERE, body, delay: '1h', contentBasedDeduplication: true } as const;
    const third = await client.publish(byContent);
    expect(await client.publish(byContent)).toMatchObject({ messageId: third.messageId, deduplicated: true });
    const other = await client.publish({ ...byContent, body: unique('content') });
    expect(other.messageId).not.toBe(third.messageId);
    await client.messages.cancel([first.messageId, third.messageId, other.messageId]);
  });

  it('takes a batch in its order', async () => {
    const client = await clientForTest();
    const batch = [1, 2].map((n) => ({ url: NOWHERE, body: `${n}`, delay: '1h' as const }));
    const published = (await client.batch(batch)) as { messageId: string }[];
    const bodies = await Promise.all(
      published.map(async ({ messageId }) => (await client.messages.get(messageId)).body),
    );
    expect(bodies).toEqual(['1', '2']);
    const ids = published.map(({ messageId }) => messageId);
    expect(await client.messages.cancel(ids)).toEqual({ cancelled: 2 });
  });

  it('keeps queues', async () => {
    const client = await clientForTest();
    const queueName = unique('queue');
    const queue = client.queue({ queueName });
    onTestFinished(() => queue.delete().catch(() => undefined));
    await queue.upsert({ parallelism: 2 });
    expect(await queue.get()).toMatchObject({ name: queueName, parallelism: 2, paused: false, lag: 0 });
    await queue.pause();
    expect(await queue.get()).toMatchObject({ paused: true });
    expect((await queue.list()).map(({ name }) => name)).toContain(queueName);
    await queue.delete();
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
  });

  it('keeps schedules', async () => {
    const client = await clientForTest();
    const scheduleId = unique('schedule');
    await client.schedules.create({ destination: NOWHERE, cron: '0 4 1 1 *', scheduleId, body: 'x', retries: 2 });
    onTestFinished(() => client.schedules.delete(scheduleId).catch(() => undefined));
    const schedule = await client.schedules.get(scheduleId);
    expect(schedule).toMatchObject({
      scheduleId,
      cron: '0 4 1 1 *',
      destination: NOWHERE,
      retries: 2,
      isPaused: false,
    });
    await client.schedules.pause({ schedule: scheduleId });
    expect((await client.schedules.get(scheduleId)).isPaused).toBe(true);
    expect((await client.schedules.list()).map((one) => one.scheduleId)).toContain(scheduleId);
    await client.schedules.delete(scheduleId);
    await expect(client.schedules.get(scheduleId)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a cron line and a destination that are none', async () => {
    const client = await clientForTest();
    const cron = client.schedules.create({ destination: NOWHERE, cron: 'now and then' });
    await expect(cron).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status >= 400 && status < 500),
    });
    const nowhere = client.publish({ url: 'ftp://example.com/' });
    await expect(nowhere).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status >= 400 && status < 500),
    });
  });
});

describe('a duplicate', () => {
  it('is answered with 202, and is none after ten minutes', async () => {
    let offsetMs = 0;
    const { url } = await queueForTest({ now: () => Date.now() + offsetMs });
    const receiver = await receiverForTest();
    const headers = { authorization: `Bearer ${TOKEN}`, 'upstash-deduplication-id': 'one' };
    const publish = () => fetch(`${url}/v2/publish/${receiver.url}`, { method: 'POST', headers });
    expect((await publish()).status).toBe(200);
    offsetMs = 599_000;
    expect((await publish()).status).toBe(202);
    offsetMs = 601_000;
    expect((await publish()).status).toBe(200);
    await receiver.take(2);
  });
});

describe('a batch', () => {
  it('is taken whole or not at all', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    const batch = client.batch([{ url: receiver.url }, { url: 'not-a-url' }]);
    await expect(batch).rejects.toMatchObject({ status: 400 });
    expect((await client.logs()).logs).toEqual([]);
  });
});

describe('a schedule', () => {
  it('publishes when its time comes, and once for all the times that were missed', async () => {
    const start = Date.parse('2026-03-01T03:59:30Z');
    let now = start;
    const { client } = await queueForTest({ now: () => now });
    const receiver = await receiverForTest();
    const destination = `${receiver.url}/nightly`;
    const cron = 'CRON_TZ=Europe/Berlin 0 5 * * *';
    const { scheduleId } = await client.schedules.create({ destination, cron, body: 'go', retries: 0 });
    expect((await client.schedules.get(scheduleId)).nextScheduleTime).toBe(Date.parse('2026-03-01T04:00:00Z'));
    const wake = () => client.publish({ url: `${receiver.url}/wake` });
    await wake();
    await receiver.next('/wake');
    expect(receiver.arrivals).toHaveLength(1);
    now = start + 60_000;
    await wake();
    const { headers, body } = await receiver.next('/nightly');
    expect([headers['upstash-schedule-id'], body]).toEqual([scheduleId, 'go']);
    now = start + 3 * 86_400_000 + 60_000;
    await wake();
    await receiver.next('/nightly');
    await wake();
    await receiver.take(3, '/wake');
    expect(receiver.arrivals.filter(({ path }) => path === '/nightly')).toHaveLength(2);
    expect((await client.schedules.get(scheduleId)).nextScheduleTime).toBe(Date.parse('2026-03-05T04:00:00Z'));
  });
});

describe('a cancelled message', () => {
  it('is not tried again, and brings no callback, if it is cancelled while it is under way', async () => {
    const { client } = await queueForTest();
    const held = Promise.withResolvers<void>();
    const receiver = await receiverForTest((arrival, res) => {
      res.statusCode = 500;
      void (arrival.path === '/job' ? held.promise : Promise.resolve()).then(() => res.end());
    });
    const { messageId } = await client.publish({ url: `${receiver.url}/job`, callback: `${receiver.url}/done` });
    await receiver.next('/job');
    await client.messages.cancel(messageId);
    held.resolve();
    await client.publish({ url: `${receiver.url}/after`, retries: 0 });
    await receiver.next('/after');
    await expect.poll(async () => (await client.logs({ filter: { state: 'FAILED' } })).logs.length).toBe(1);
    expect(receiver.arrivals.map(({ path }) => path)).toEqual(['/job', '/after']);
    const states = (await client.logs({ messageIds: [messageId] })).logs.map(({ state }) => state);
    expect(states).toEqual(['CANCELED', 'ACTIVE', 'CREATED']);
  });

  it('is one of those that its filters name, and unknown filters name none', async () => {
    const { client, url } = await queueForTest();
    const receiver = await receiverForTest();
    const publish = (label: string[]) => client.publish({ url: receiver.url, delay: '1h', label });
    const [a, b, c] = [await publish(['red', 'round']), await publish(['red']), await publish(['blue'])];
    expect(await client.messages.cancel({ filter: { label: ['round', 'square'] } })).toEqual({ cancelled: 1 });
    await expect(client.messages.get(a.messageId)).rejects.toMatchObject({ status: 404 });
    const headers = { authorization: `Bearer ${TOKEN}` };
    const unknown = await fetch(`${url}/v2/messages?shape=round`, { method: 'DELETE', headers });
    expect(unknown.status).toBe(400);
    expect((await client.messages.get(b.messageId)).labels).toEqual(['red']);
    expect(await client.messages.cancel({ all: true })).toEqual({ cancelled: 2 });
    await expect(client.messages.get(c.messageId)).rejects.toMatchObject({ status: 404 });
  });
});

describe('dead letters', () => {
  it('can be listed, filtered, paged, deleted and tried again', async () => {
    const { client } = await queueForTest();
    let isDown = true;
    const receiver = await receiverForTest((arrival, res) => {
      res.statusCode = isDown && arrival.path !== '/failed' ? 500 : 200;
      res.end();
    });
    const failureCallback = `${receiver.url}/failed`;
    for (const path of ['/a', '/b', '/c']) {
      await client.publish({ url: receiver.url + path, body: path, retries: 0, failureCallback, label: path.slice(1) });
      await receiver.next('/failed');
    }
    const first = await client.dlq.listMessages({ count: 2 });
    expect(first.messages.map(({ body }) => body)).toEqual(['/a', '/b']);
    const rest = await client.dlq.listMessages({ count: 2, cursor: first.cursor });
    expect(rest).toMatchObject({ messages: [{ body: '/c', responseStatus: 500 }], cursor: undefined });
    const byLabel = await client.dlq.listMessages({ filter: { label: 'b' } });
    expect(byLabel.messages.map(({ body }) => body)).toEqual(['/b']);

    isDown = false;
    await client.dlq.delete(byLabel.messages[0]!.dlqId);
    const { responses } = await client.dlq.retry([rest.messages[0]!.dlqId]);
    const again = await receiver.next('/c').then(() => receiver.next('/c'));
    expect(again.headers['upstash-message-id']).toBe(responses[0]!.messageId);
    expect((await client.dlq.listMessages()).messages.map(({ body }) => body)).toEqual(['/a']);
    expect(await client.dlq.delete({ all: true })).toMatchObject({ deleted: 1 });
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });
});
