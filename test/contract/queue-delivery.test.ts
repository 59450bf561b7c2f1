import { createHash } from 'node:crypto';
import { Receiver as SignatureChecker } from '@upstash/qstash';
import { describe, expect, it } from 'vitest';
import { defaultRetryDelayMs } from '../../local/queue/durations.ts';
import { evaluateRetryDelayMs } from '../../local/queue/retry-expression.ts';
import { queueForTest, receiverForTest, statuses } from '../support/queue-fixture.ts';
import { SIGNING_KEYS, TOKEN } from '../support/queue-settings.ts';

const DAY_MS = 86_400_000;
const checker = new SignatureChecker({ ...SIGNING_KEYS, devMode: false });

describe('a delivery', () => {
  it('reaches the destination as it was published, its query string and forwarded headers with it', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    const { messageId } = await client.publishJSON({
      url: `${receiver.url}/jobs/1?x=1&url=https%3A%2F%2Fa.b%2F%3Fc%3Dd&u=%F0%9F%8E%B5`,
      body: { text: 'grüße' },
      method: 'PUT',
      headers: { 'X-Trace': 'abc', Authorization: 'Bearer of-the-destination' },
    });
    const arrival = await receiver.next();
    expect(arrival.path).toBe('/jobs/1?x=1&url=https%3A%2F%2Fa.b%2F%3Fc%3Dd&u=%F0%9F%8E%B5');
    expect(arrival.method).toBe('PUT');
    expect(JSON.parse(arrival.body)).toEqual({ text: 'grüße' });
    expect(arrival.headers).toMatchObject({
      'content-type': 'application/json',
      'x-trace': 'abc',
      authorization: 'Bearer of-the-destination',
      'user-agent': 'Upstash-QStash',
      'upstash-message-id': messageId,
      'upstash-retried': '0',
    });
  });

  it('carries a signature that the SDK accepts for this body and URL, and for no other', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    await client.publish({ url: `${receiver.url}/hook?a=1`, body: 'the body' });
    const { url, body, headers } = await receiver.next();
    const signature = String(headers['upstash-signature']);
    await expect(checker.verify({ signature, body, url })).resolves.toBe(true);
    await expect(checker.verify({ signature, body: 'another', url })).rejects.toThrow(/body hash/);
    await expect(checker.verify({ signature, body, url: `${url}&b=2` })).rejects.toThrow(/invalid subject/);
    const stranger = new SignatureChecker({ currentSigningKey: 'x', nextSigningKey: 'y', devMode: false });
    await expect(stranger.verify({ signature, body, url })).rejects.toThrow(/signature/);
    const [, payload] = signature.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>;
    const hash = createHash('sha256').update(body).digest('base64url');
    expect(claims).toMatchObject({ iss: 'Upstash', sub: url, body: `${hash}=`, jti: expect.any(String) });
    expect(Number(claims.exp) - Number(claims.nbf)).toBe(300);
  });

  it('can not be made to carry a signature, a host or a message id of the publisher', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest();
    const forged = { 'Upstash-Forward-Upstash-Signature': 'forged', 'Upstash-Forward-Host': 'elsewhere' };
    await client.publish({ url: receiver.url, headers: { ...forged, 'Upstash-Forward-Upstash-Message-Id': 'forged' } });
    const { headers } = await receiver.next();
    expect(headers['upstash-signature']).not.toContain('forged');
    expect(headers['upstash-message-id']).not.toBe('forged');
    expect(headers.host).toBe(new URL(receiver.url).host);
  });

  it('waits until its delay is over', async () => {
    let offsetMs = 0;
    const { client } = await queueForTest({ now: () => Date.now() + offsetMs });
    const receiver = await receiverForTest();
    await client.publish({ url: `${receiver.url}/late`, delay: '1h' });
    await client.publish({ url: `${receiver.url}/later`, notBefore: Math.ceil(Date.now() / 1000) + 7200 });
    await client.publish({ url: `${receiver.url}/now` });
    expect((await receiver.next()).path).toBe('/now');
    offsetMs = 3_600_000;
    await client.publish({ url: `${receiver.url}/now` });
    expect((await receiver.take(2)).map(({ path }) => path).toSorted()).toEqual(['/late', '/now']);
    offsetMs = 7_210_000;
    await client.publish({ url: `${receiver.url}/now` });
    expect((await receiver.take(2)).map(({ path }) => path).toSorted()).toEqual(['/later', '/now']);
  });
});

describe('a failed delivery', () => {
  it('is tried again until it succeeds, and says how often it was', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest(statuses(500, 302, 200));
    await client.publish({ url: receiver.url, retries: 5 });
    const arrivals = await receiver.take(3);
    expect(arrivals.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1', '2']);
    expect(new Set(arrivals.map(({ headers }) => headers['upstash-message-id'])).size).toBe(1);
  });

  it('is tried three times more, with the delays of QStash, where the message says nothing', async () => {
    const asked: number[] = [];
    const { client } = await queueForTest({ retryDelayMs: (retry) => (asked.push(retry), 1) });
    const receiver = await receiverForTest(statuses(503));
    await client.publish({ url: receiver.url, failureCallback: `${receiver.url}/failed` });
    await receiver.next('/failed');
    expect(receiver.arrivals.filter(({ path }) => path === '/')).toHaveLength(4);
    expect(asked.slice(0, 3)).toEqual([1, 2, 3]);
    const seconds = [1, 2, 3, 4, 5, 6].map((retry) => Math.round(defaultRetryDelayMs(retry) / 1000));
    expect(seconds).toEqual([12, 148, 1808, 22_026, 86_400, 86_400]);
  });

  it('comes back when the destination asks for it', async () => {
    const { client } = await queueForTest({ retryDelayMs: () => DAY_MS });
    const answers = ['0', '0s', new Date(0).toUTCString()];
    const receiver = await receiverForTest((_, res) => {
      const retryAfter = answers.shift();
      res.writeHead(
        retryAfter === undefined ? 200 : 429,
        retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      );
      res.end();
    });
    await client.publish({ url: receiver.url });
    expect(await receiver.take(4)).toHaveLength(4);
  });

  it('comes back when the expression of its message says so', async () => {
    const { client } = await queueForTest({ retryDelayMs: () => DAY_MS });
    const receiver = await receiverForTest(statuses(500, 500, 200));
    await client.publish({ url: receiver.url, retryDelay: 'max(1, pow(2, retried) * 10)' });
    await receiver.take(3);
    const delay = (text: string, retried = 0) => evaluateRetryDelayMs(text, retried);
    expect(delay('1000 * (1 + retried)', 2)).toEqual({ ok: true, value: 3000 });
    expect(delay('pow(2, retried) * 1000 - 10 / 4 % 2', 3)).toEqual({ ok: true, value: 7999.5 });
    expect(delay('min(5, abs(-7)) + round(sqrt(9)) + floor(1.9) + ceil(0.1) + exp(0)')).toEqual({
      ok: true,
      value: 11,
    });
    for (const bad of ['', '1 +', 'pow(2)', 'retried()', 'constructor(1)', 'process', '1;2', '0 / 0', '(1', '1)']) {
      expect({ bad, ...delay(bad) }).toMatchObject({ bad, ok: false });
    }
  });

  it('is given up at once when the destination says that no retry helps', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest((arrival, res) => {
      if (arrival.path === '/') res.writeHead(489, { 'Upstash-NonRetryable-Error': 'true' });
      res.end('never again');
    });
    const { messageId } = await client.publish({ url: `${receiver.url}/`, failureCallback: `${receiver.url}/failed` });
    await receiver.next('/failed');
    expect(receiver.arrivals.filter(({ path }) => path === '/')).toHaveLength(1);
    const { messages } = await client.dlq.listMessages();
    expect(messages).toMatchObject([{ messageId, responseStatus: 489, responseBody: 'never again' }]);
  });

  it('ends at its deadline, while other deliveries go on', async () => {
    const { client } = await queueForTest();
    const receiver = await receiverForTest((arrival, res) => {
      if (arrival.path === '/half') res.write('a beginning, but no end');
      else if (arrival.path !== '/silent') res.end();
    });
    const failureCallback = `${receiver.url}/failed`;
    for (const path of ['/silent', '/half']) {
      await client.publish({ url: receiver.url + path, timeout: 0.3, retries: 0, failureCallback });
    }
    await client.publish({ url: `${receiver.url}/quick` });
    await receiver.next('/quick');
    expect(receiver.arrivals.some(({ path }) => path === '/failed')).toBe(false);
    const failures = (await receiver.take(2, '/failed')).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    for (const failure of failures) {
      expect(failure).toMatchObject({ status: 0, retried: 0, maxRetries: 0 });
      expect(Buffer.from(String(failure.body), 'base64').toString()).toBe('no answer within 300 ms');
    }
  });

  it('reaches a destination that was down, once it is up', async () => {
    const failed = Promise.withResolvers<void>();
    const { client } = await queueForTest({ retryDelayMs: () => (failed.resolve(), 20) });
    const gone = await receiverForTest();
    await gone.close();
    await client.publish({ url: `${gone.url}/up`, retries: 100 });
    await failed.promise;
    const receiver = await receiverForTest(undefined, gone.port);
    const { headers } = await receiver.next('/up');
    expect(Number(headers['upstash-retried'])).toBeGreaterThan(0);
  });
});

describe('many deliveries', () => {
  it('to a destination that hangs leave the others alone', async () => {
    const { client } = await queueForTest({ concurrency: { total: 8, perOrigin: 2 } });
    const hanging = await receiverForTest(() => undefined);
    const healthy = await receiverForTest();
    await client.batch(Array.from({ length: 12 }, () => ({ url: hanging.url })));
    await client.publish({ url: healthy.url });
    await healthy.next();
    expect(hanging.arrivals.length).toBeLessThanOrEqual(2);
  });
});

describe('the door', () => {
  const post = (base: string, path: string, init: RequestInit = {}) =>
    fetch(base + path, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` }, ...init });

  it('is closed without the token', async () => {
    const { url } = await queueForTest();
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `bearer ${TOKEN}`, `Bearer ${TOKEN}x`]) {
      const answer = await post(url, '/v2/publish/http://127.0.0.1:9/', { headers: { authorization } });
      expect([authorization, answer.status]).toEqual([authorization, 401]);
    }
  });

  it('lets in a message of 1 MB and no larger one', async () => {
    const { url } = await queueForTest();
    const receiver = await receiverForTest();
    const send = (bytes: number) => post(url, `/v2/publish/${receiver.url}`, { body: 'x'.repeat(bytes) });
    expect((await send(1024 * 1024 + 1)).status).toBe(413);
    expect((await send(1024 * 1024)).status).toBe(200);
    expect((await receiver.next()).body).toHaveLength(1024 * 1024);
    expect(receiver.arrivals).toHaveLength(1);
  });

  it.each([
    ['a destination that is no URL', 'not-a-url', {}],
    ['a destination that is not http', 'ftp://127.0.0.1/', {}],
    ['a method that is none', 'http://127.0.0.1/', { 'upstash-method': 'TRACE' }],
    ['retries that are no number', 'http://127.0.0.1/', { 'upstash-retries': '-1' }],
    ['a delay that is no duration', 'http://127.0.0.1/', { 'upstash-delay': 'soon' }],
    ['a timeout that is no duration', 'http://127.0.0.1/', { 'upstash-timeout': '5 parsecs' }],
    ['an expression that is none', 'http://127.0.0.1/', { 'upstash-retry-delay': 'require("fs")' }],
    ['a callback that is no URL', 'http://127.0.0.1/', { 'upstash-callback': '/callback' }],
    [
      'a limit that is none',
      'http://127.0.0.1/',
      { 'upstash-flow-control-key': 'k', 'upstash-flow-control-value': 'a=1' },
    ],
  ])('refuses %s', async (_, destination, headers) => {
    const { url } = await queueForTest();
    const authorized = { authorization: `Bearer ${TOKEN}`, ...headers };
    const answer = await post(url, `/v2/publish/${destination}`, { headers: authorized });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
  });

  it('says so when its port is taken', async () => {
    const { url } = await queueForTest();
    await expect(queueForTest({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
