import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatabase } from '../../local/database.ts';
import { openEmbeddedPostgres } from '../../local/postgres-embedded.ts';

const WRITER = fileURLToPath(new URL('../support/database-writer.ts', import.meta.url));

describe('the embedded Postgres on a folder', () => {
  let folder: string;
  let dataDir: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'musicforge-database-test-'));
    dataDir = join(folder, 'postgres');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Lets the writer acknowledge `count` rows, kills it in the middle of its work, and returns the last of them. */
  const writeAndKill = async (count: number): Promise<number> => {
    const writer = spawn(process.execPath, [WRITER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = new Promise((resolve) => writer.once('exit', resolve));
    let [last, seen] = [0, 0];
    try {
      for await (const line of createInterface({ input: writer.stdout })) {
        last = Number(line);
        seen += 1;
        // what is acknowledged after this and before the signal arrives is read all the same
        if (seen === count) writer.kill('SIGKILL');
      }
    } finally {
      writer.kill('SIGKILL');
      await exited;
    }
    return last;
  };

  it('holds every acknowledged row after its process was killed, twice in a row', async () => {
    const first = await writeAndKill(50);
    expect(first).toBeGreaterThanOrEqual(50);
    const second = await writeAndKill(50);
    expect(second).toBeGreaterThanOrEqual(first + 50);
    const server = await startDatabase({ dataDir, port: 0, password: 'x' });
    try {
      neonConfig.fetchEndpoint = `${server.url}/sql`;
      const sql = neon(server.connectionString);
      const [row] =
        await sql`select count(*)::int as count, max(id) as last, min(length(text)) as shortest from written`;
      // a row may have been written whose acknowledgement never got out
      expect(row!.last).toBeGreaterThanOrEqual(second);
      expect(row!.last).toBeLessThanOrEqual(second + 1);
      expect(row).toMatchObject({ count: row!.last, shortest: 500 });
    } finally {
      await server.close();
    }
  }, 60_000);

  it('lets no statement into the transaction of someone who migrates through the same connection', async () => {
    const { db, engine } = await openEmbeddedPostgres(dataDir);
    try {
      await db.exec('create table counted (n int not null); insert into counted values (0)');
      const read = () => engine.session((execute) => execute({ query: 'select n from counted', params: [] }));
      const reads: ReturnType<typeof read>[] = [];
      await db.transaction(async (tx) => {
        await tx.query('update counted set n = n + 1');
        for (let at = 0; at < 5; at += 1) reads.push(read());
        await tx.query('update counted set n = n - 1');
      });
      for (const answer of await Promise.all(reads))
        expect(answer).toMatchObject({ ok: true, value: { rows: [['0']] } });
    } finally {
      await engine.close();
    }
  });

  it('refuses a folder that is open already, and leaves the data to whoever opened it', async () => {
    const first = await openEmbeddedPostgres(dataDir);
    await expect(startDatabase({ dataDir, port: 0, password: 'x' })).rejects.toThrow('in use by another process');
    const answer = await first.engine.session((execute) => execute({ query: 'select 1', params: [] }));
    expect(answer).toMatchObject({ ok: true, value: { rows: [['1']] } });
    await first.engine.close();
    await (await openEmbeddedPostgres(dataDir)).engine.close();
  });

  it('says which port is taken, and lets go of the data', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await expect(startDatabase({ dataDir, port, password: 'x' })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
    taken.close();
    await once(taken, 'close');
    await (await startDatabase({ dataDir, port, password: 'x' })).close();
  });
});
