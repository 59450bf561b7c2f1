import { Receiver as SignatureChecker } from '@upstash/qstash';
import { describe, expect, it } from 'vitest';
import { callbackBody, fromBase64, queueForTest, receiverForTest, statuses } from '../support/queue-fixture.ts';
import { SIGNING_KEYS } from '../support/queue-settings.ts';
import type { Answer } from '../support/receiver.ts';

const checker = new SignatureChecker({ ...SIGNING_KEYS, devMode: false });

/** Answers paths from a table; what is not in it gets 200. */
const byPath =
  (table: Record<string, Answer>): Answer =>
  (arrival, res) => {
    const answer = table[arrival.path];
    if (answer) answer(arrival, res);
    else res.end();
  };

describe('a callback', () => {
  it('brings the answer of the destination, signed, with all that it is an answer to', async () => {
    const { client } = await queueForTest();
    const destination: Answer = (_, res) => {
      res.writeHead(201, { 'x-kind': ['a', 'b'] });
      res.end('ergebnis ✓');
    };
    const receiver = await receiverForTest(byPath({ '/job?n=1': destination }));
    const before = Date.now();
    const { messageId } = await client.publishJSON({
      url: `${receiver.url}/job?n=1`,
      body: { job: 1 },
      headers: { 'x-trace': 'abc' },
      callback: `${receiver.url}/done?of=1`,
      retries: 2,
    });
    const { method, url, headers, body } = await receiver.next('/done?of=1');
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['upstash-message-id']).not.toBe(messageId);
    const signature = String(headers['upstash-signature']);
    await expect(checker.verify({ signature, body, url })).resolves.toBe(true);
    const callback = callbackBody(body);
    expect(callback).toMatchObject({
      status: 201,
      retried: 0,
      maxRetries: 2,
      sourceMessageId: messageId,
      url: `${receiver.url}/job?n=1`,
      method: 'POST',
      sourceHeader: { 'x-trace': ['abc'], 'content-type': ['application/json'] },
    });
    expect(callback.header['x-kind']).toEqual(['a', 'b']);
    expect(fromBase64(callback.body)).toBe('ergebnis ✓');
    expect(fromBase64(callback.sourceBody)).toBe('{"job":1}');
    expect(callback.createdAt).toBeGreaterThanOrEqual(before);
    expect(callback.notBefore).toBeLessThanOrEqual(callback.createdAt);
    expect(callback.dlqId).toBeUndefined();
  });

  it('comes after every attempt; the failure callback after the last', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest(byPath({ '/job': statuses(500) }));
    const { messageId } = await client.publish({
      url: `${receiver.url}/job`,
      body: 'the work',
      retries: 2,
      callback: `${receiver.url}/tried`,
      failureCallback: `${receiver.url}/failed`,
    });
    const tried = (await receiver.take(3, '/tried')).map(({ body }) => callbackBody(body));
    expect(tried.map(({ status, retried }) => [status, retried])).toEqual(
      [500, 500, 500].map((status, i) => [status, i]),
    );
    const failed = callbackBody((await receiver.next('/failed')).body);
    expect(failed).toMatchObject({ status: 500, retried: 2, maxRetries: 2, sourceMessageId: messageId });
    expect(fromBase64(failed.sourceBody)).toBe('the work');
    const { messages } = await client.dlq.listMessages();
    expect(messages.map(({ dlqId }) => dlqId)).toEqual([failed.dlqId]);
    expect(receiver.arrivals.filter(({ path }) => path === '/failed')).toHaveLength(1);
  });

  it('does not come from a failure callback where the message arrived', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest(byPath({ '/job': statuses(500, 200) }));
    await client.publish({
      url: `${receiver.url}/job`,
      callback: `${receiver.url}/tried`,
      failureCallback: `${receiver.url}/failed`,
    });
    await receiver.take(2, '/tried');
    expect(receiver.arrivals.some(({ path }) => path === '/failed')).toBe(false);
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });

  it('is itself tried again when its receiver fails, without the message being delivered again', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest(byPath({ '/done': statuses(500, 503, 200) }));
    await client.publish({ url: `${receiver.url}/job`, callback: `${receiver.url}/done` });
    const tries = await receiver.take(3, '/done');
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    expect(tries.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1', '2']);
    expect(receiver.arrivals.filter(({ path }) => path === '/job')).toHaveLength(1);
  });

  it('that never arrives is a dead letter of its own', async () => {
    const buried = Promise.withResolvers<void>();
    const { client } = await queueForTest({ retryDelayMs: (retry) => (retry === 3 && buried.resolve(), 1) });
    const receiver = await receiverForTest(byPath({ '/done': statuses(500) }));
    await client.publish({ url: `${receiver.url}/job`, callback: `${receiver.url}/done` });
    await receiver.take(4, '/done');
    await buried.promise;
    const letters = async () => (await client.dlq.listMessages({ filter: { url: `${receiver.url}/done` } })).messages;
    await expect.poll(letters).toMatchObject([{ url: `${receiver.url}/done`, responseStatus: 500 }]);
  });

  it('has settings and headers of its own', async () => {
    const { url } = await queueForTest();
    const receiver = await receiverForTest(byPath({ '/done': statuses(500) }));
    await fetch(`${url}/v2/publish/${receiver.url}/job`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer token-of-the-tests',
        'upstash-retries': '5',
        'upstash-callback': `${receiver.url}/done`,
        'upstash-callback-method': 'PUT',
        'upstash-callback-retries': '1',
        'upstash-callback-forward-authorization': 'Bearer of-the-callback',
        'upstash-failure-callback': `${receiver.url}/failed`,
      },
    });
    const tries = await receiver.take(2, '/done');
    expect(tries.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ['PUT', 'Bearer of-the-callback'],
      ['PUT', 'Bearer of-the-callback'],
    ]);
    expect(receiver.arrivals).toHaveLength(3);
  });

  it('says why, where there was no answer at all', async () => {
    const { client } = await queueForTest();
    const gone = await receiverForTest();
    await gone.close();
    const receiver = await receiverForTest();
    await client.publish({ url: gone.url, retries: 0, failureCallback: `${receiver.url}/failed` });
    const failed = callbackBody((await receiver.next('/failed')).body);
    expect(failed).toMatchObject({ status: 0, header: {} });
    expect(fromBase64(failed.body)).toContain('ECONNREFUSED');
  });

  it('carries an answer of up to 1 MB, and the beginning of a longer one', async () => {
    const { client } = await queueForTest();
    const answer =
      (bytes: number): Answer =>
      (_, res) =>
        res.end('x'.repeat(bytes));
    const MIB = 1024 * 1024;
    const receiver = await receiverForTest(byPath({ '/full': answer(MIB), '/over': answer(3 * MIB) }));
    for (const path of ['/full', '/over']) {
      await client.publish({ url: receiver.url + path, callback: `${receiver.url}/done${path}` });
      const { status, body } = callbackBody((await receiver.next(`/done${path}`)).body);
      expect([status, Buffer.from(body, 'base64').length]).toEqual([200, MIB]);
    }
  });
});
