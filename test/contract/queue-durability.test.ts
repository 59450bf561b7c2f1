import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callbackBody, clientOf, queueForTest, receiverForTest, temporaryFolder } from '../support/queue-fixture.ts';
import { TOKEN } from '../support/queue-settings.ts';

const SCRIPT = fileURLToPath(new URL('../support/queue-process.ts', import.meta.url));

const startProcess = async (dataDir: string): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [SCRIPT, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
};

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

const isUnique = (items: unknown[]): boolean => new Set(items).size === items.length;

describe('a queue that is killed', () => {
  it('delivers what was under way and what had not begun, after its restart', async () => {
    const dataDir = await temporaryFolder();
    let isStuck = true;
    const receiver = await receiverForTest((_, res) => void (isStuck || res.end()));
    const { child, url } = await startProcess(dataDir);
    const client = clientOf(url);
    for (let i = 0; i < 3; i += 1) await client.publish({ url: `${receiver.url}/job`, body: `under way ${i}` });
    await receiver.take(3);
    const queue = client.queue({ queueName: 'fifo' });
    for (let i = 0; i < 3; i += 1) await queue.enqueue({ url: `${receiver.url}/queue`, body: `queued ${i}` });
    await client.publish({ url: `${receiver.url}/job`, body: 'delayed', delay: 1 });
    await receiver.next('/queue');
    await kill(child);

    isStuck = false;
    await queueForTest({ dataDir });
    const again = await receiver.take(7);
    expect(again.filter(({ path }) => path === '/queue').map(({ body }) => body)).toEqual([
      'queued 0',
      'queued 1',
      'queued 2',
    ]);
    const jobs = again.filter(({ path }) => path === '/job').map(({ body }) => body);
    expect(jobs.toSorted()).toEqual(['delayed', 'under way 0', 'under way 1', 'under way 2']);
    // The attempt that the kill broke off is not counted against the message.
    expect(again.every(({ headers }) => headers['upstash-retried'] === '0')).toBe(true);
  });

  it('loses nothing that it acknowledged, whenever the kill comes', async () => {
    const dataDir = await temporaryFolder();
    const receiver = await receiverForTest();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, url } = await startProcess(dataDir);
      const headers = { authorization: `Bearer ${TOKEN}`, 'upstash-callback': `${receiver.url}/done` };
      const publish = async (): Promise<void> => {
        for (;;) {
          const answer = await fetch(`${url}/v2/publish/${receiver.url}/job`, { method: 'POST', headers, body: 'x' });
          acknowledged.push(((await answer.json()) as { messageId: string }).messageId);
        }
      };
      // Publishing goes on until the kill breaks it off, amid deliveries and callbacks.
      const publishers = Promise.allSettled([publish(), publish(), publish()]);
      await receiver.take(10 + round * 7, '/done');
      await kill(child);
      await publishers;
    }
    expect(acknowledged.length).toBeGreaterThan(30);
    expect(isUnique(acknowledged)).toBe(true);

    await queueForTest({ dataDir });
    const missing = new Set(acknowledged);
    const arrived = () =>
      receiver.arrivals.filter(({ path }) => path === '/done').map(({ body }) => callbackBody(body));
    for (;;) {
      for (const { sourceMessageId } of arrived()) missing.delete(sourceMessageId);
      if (missing.size === 0) break;
      await receiver.next('/done');
    }
  });
});

describe('two queues', () => {
  it('can not run on the same folder', async () => {
    const { dataDir, client } = await queueForTest();
    await expect(queueForTest({ dataDir })).rejects.toThrow(/in use by another process/);
    const receiver = await receiverForTest();
    await client.publish({ url: receiver.url });
    await receiver.next();
  });
});

describe('a queue that is closed', () => {
  it('leaves what it had not delivered to the next one, its settings and schedules too', async () => {
    const receiver = await receiverForTest(() => undefined);
    const first = await queueForTest();
    await first.client.publish({ url: receiver.url, body: 'unfinished' });
    await first.client.queue({ queueName: 'kept' }).upsert({ parallelism: 7 });
    await first.client.schedules.create({ destination: receiver.url, cron: '0 4 * * *', scheduleId: 'nightly' });
    await receiver.next();
    await first.close();

    const second = await queueForTest({ dataDir: first.dataDir });
    const { body, headers } = await receiver.next();
    // Closing broke the attempt off; that is no failure of the destination's.
    expect([body, headers['upstash-retried']]).toEqual(['unfinished', '0']);
    expect((await second.client.queue({ queueName: 'kept' }).get()).parallelism).toBe(7);
    expect((await second.client.schedules.get('nightly')).cron).toBe('0 4 * * *');
  });
});
