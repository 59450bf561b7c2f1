import { expect, it } from 'vitest';
import type { DatabaseService } from '../support/database-services.ts';

/** What our servers of Neon's SQL over HTTP owe to any client. `get` gives the one that was started. */
export const httpContract = (get: () => DatabaseService): void => {
  type Answer = { status: number; body: Record<string, unknown> };
  const send = async (body: unknown, headers: Record<string, string | null> = {}, path = '/sql'): Promise<Answer> => {
    const given = {
      'neon-connection-string': get().connectionString,
      'neon-raw-text-output': 'true',
      'neon-array-mode': 'true',
      ...headers,
    };
    const response = await fetch(new URL(path, get().fetchUrl!), {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(given).filter((header): header is [string, string] => header[1] !== null),
      ),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const query = (text: string, params: unknown[] = []): Promise<Answer> => send({ query: text, params });
  const connectionString = (change: (url: URL) => void): { 'neon-connection-string': string } => {
    const url = new URL(get().connectionString);
    change(url);
    return { 'neon-connection-string': url.href };
  };

  it("answers rows as Postgres's text", async () => {
    expect(
      await query("select 1 as a, 't'::bool as b, null as c, '{\"x\": 1}'::jsonb as d, '\\x00ff'::bytea as e"),
    ).toEqual({
      status: 200,
      body: {
        command: 'SELECT',
        rowCount: 1,
        rowAsArray: true,
        rows: [['1', 't', null, '{"x": 1}', '\\x00ff']],
        fields: [
          ['a', 23],
          ['b', 16],
          ['c', 25],
          ['d', 3802],
          ['e', 17],
        ].map(([name, dataTypeID]) => expect.objectContaining({ name, dataTypeID, format: 'text' })),
      },
    });
    expect((await query('create temporary table t (a int)')).body).toMatchObject({
      command: 'CREATE',
      rowCount: null,
      rows: [],
    });
    expect((await query('')).body).toMatchObject({ command: '', rowCount: null, rows: [], fields: [] });
  });

  it('takes numbers, booleans and null as parameters', async () => {
    const { body } = await query('select $1::float8, $2::bool, $3::text, $4::text', [1.5, true, null, 'x']);
    expect(body.rows).toEqual([['1.5', 't', null, 'x']]);
  });

  it('refuses a wrong password, user or database, and none of them tells whether the others were right', async () => {
    const wrong: [(url: URL) => void, RegExp][] = [
      [(url) => (url.password = 'wrong'), /^password authentication failed for user 'tester'$/],
      [(url) => (url.username = 'someone'), /^password authentication failed for user 'someone'$/],
      [(url) => (url.password = ''), /^missing authentication credentials/],
      [(url) => (url.pathname = '/other'), /^database "other" does not exist$/],
      [(url) => (url.pathname = '/'), /^missing database name$/],
    ];
    for (const [change, message] of wrong) {
      expect(await send({ query: 'select 1' }, connectionString(change))).toEqual({
        status: 400,
        body: { message: expect.stringMatching(message) },
      });
    }
    for (const text of [
      null,
      '',
      'nonsense',
      'mysql://tester@127.0.0.1/contract',
      'postgresql://%ff:x@127.0.0.1/contract',
    ]) {
      expect((await send({ query: 'select 1' }, { 'neon-connection-string': text })).status).toBe(400);
    }
  });

  it.each([
    '',
    '{',
    '"select 1"',
    '[]',
    '{}',
    '{"query":1}',
    '{"query":"select 1","params":{}}',
    '{"query":"select $1","params":[{}]}',
    '{"queries":[{"params":[]}]}',
    '{"queries":"select 1"}',
  ])('answers 400 to the body %s', async (body) => {
    expect(await send(body)).toEqual({ status: 400, body: { message: 'could not parse the HTTP request body' } });
  });

  it('refuses what it does not speak: other paths, parsed output, unknown isolation levels, COPY', async () => {
    expect((await send({ query: 'select 1' }, {}, '/other')).status).toBe(404);
    expect((await send({ query: 'select 1' }, { 'neon-raw-text-output': null })).status).toBe(400);
    expect((await send({ queries: [] }, { 'neon-batch-isolation-level': 'Sloppy' })).status).toBe(400);
    for (const text of ['copy pg_class to stdout', ' /* * */ -- x\n COPY t FROM stdin']) {
      expect(await query(text)).toMatchObject({ status: 400, body: { code: '0A000' } });
    }
    expect((await query('select 1 as copy')).status).toBe(200);
    expect(
      (
        await query(
          'select 1',
          Array.from({ length: 65_536 }, () => '1'),
        )
      ).status,
    ).toBe(400);
  });

  it('refuses more than 10 MiB, in and out, and goes on', async () => {
    expect((await query('select length($1)', ['x'.repeat(10 * 1024 * 1024)])).status).toBe(413);
    expect((await query("select repeat('x', 10 * 1024 * 1024)")).status).toBe(507);
    expect((await query('select 1')).status).toBe(200);
  });

  it('leaves nothing of one request to the next: no transaction, setting, table or lock', async () => {
    const ask = `select current_setting('search_path'), to_regclass('temporary_thing'), to_regclass('lasting_thing'),
      (select count(*) from pg_locks where locktype = 'advisory')`;
    const before = (await query(ask)).body.rows as (string | null)[][];
    const statements = [
      'begin',
      'create table lasting_thing (a int)',
      'rollback',
      "set search_path to 'nowhere'",
      'create temporary table temporary_thing (a int)',
      'select pg_advisory_lock(1)',
    ];
    for (const statement of statements) expect((await query(statement)).status).toBe(200);
    const [searchPath, , , locks] = before[0]!;
    // enough of them that each connection of a pool is asked
    const answers = await Promise.all(Array.from({ length: 20 }, () => query(ask)));
    for (const { body } of answers) expect(body.rows).toEqual([[searchPath, null, 'lasting_thing', locks]]);
    await query('drop table lasting_thing');
  });

  it('goes on after an error within a transaction', async () => {
    await query('begin');
    expect((await query('select 1/0')).body).toMatchObject({ code: '22012' });
    expect((await send({ queries: [{ query: 'select 1/0' }, { query: 'select 1' }] })).body).toMatchObject({
      code: '22012',
    });
    expect((await query('select 1')).body.rows).toEqual([['1']]);
  });
};
