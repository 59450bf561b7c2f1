import { randomUUID } from 'node:crypto';
import { neon, type NeonQueryFunction } from '@neondatabase/serverless';
import { and, arrayContains, eq, gte, sql } from 'drizzle-orm';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import * as pg from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseService } from '../support/database-services.ts';

const schemaName = `contract_${randomUUID().replaceAll('-', '')}`;
const bytea = pg.customType<{ data: Buffer; driverData: string | Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => `\\x${value.toString('hex')}`,
});

const schema = pg.pgSchema(schemaName);
const things = schema.table('things', {
  id: pg.uuid().primaryKey().defaultRandom(),
  name: pg.text().notNull().unique(),
  meta: pg.jsonb(),
  tags: pg.text().array(),
  numbers: pg.integer().array(),
  price: pg.numeric({ precision: 20, scale: 4 }),
  large: pg.bigint({ mode: 'bigint' }),
  ratio: pg.doublePrecision(),
  narrow: pg.real(),
  flag: pg.boolean(),
  day: pg.date(),
  at: pg.timestamp({ withTimezone: true }),
  local: pg.timestamp({ mode: 'string' }),
  bytes: bytea(),
});
const parts = schema.table('parts', {
  id: pg.integer().primaryKey(),
  thing: pg.uuid().references(() => things.id),
  size: pg.integer().notNull(),
});

const createTables = [
  `create schema ${schemaName}`,
  `create table ${schemaName}.things (id uuid primary key default gen_random_uuid(), name text not null unique, meta jsonb,
     tags text[], numbers integer[], price numeric(20, 4), large bigint, ratio double precision, narrow real,
     flag boolean, day date, at timestamptz, local timestamp, bytes bytea)`,
  `create table ${schemaName}.parts (id integer primary key, thing uuid references ${schemaName}.things,
     size integer not null constraint parts_size_positive check (size > 0))`,
];

/** The error that the driver threw, which drizzle wraps as the cause. */
const causeOf = async (work: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error: unknown = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail');
  return (error.cause ?? error) as Record<string, unknown>;
};

/** What every Postgres over HTTP owes to drizzle and Neon's driver. `get` gives the one that was started. */
export const sqlContract = (get: () => DatabaseService): void => {
  let client: NeonQueryFunction<false, false>;
  let db: NeonHttpDatabase;

  beforeAll(async () => {
    client = neon(get().connectionString);
    db = drizzle(client);
    await client.transaction(createTables.map((statement) => client.query(statement)));
  });
  afterAll(async () => {
    await db.execute(sql.raw(`drop schema ${schemaName} cascade`));
  });

  it('keeps every type as it was', async () => {
    const row: typeof things.$inferInsert = {
      id: randomUUID(),
      name: 'a \'q\' "d" \\ ünï 🎹 {} \n',
      meta: { list: [1, null, { deep: 'z\n"' }], n: null, ü: 1.5 },
      tags: ['x', 'y,z', 'q"uote', 'b\\s', '{}', '', 'NULL', 'ü'],
      numbers: [1, -2, 2_147_483_647],
      price: '1234567890123456.7891',
      large: 9_223_372_036_854_775_807n,
      ratio: 0.1,
      narrow: 1.5,
      flag: false,
      day: '2026-02-28',
      at: new Date('2026-11-22T12:34:56.789Z'),
      local: '2026-11-22 12:34:56.789012',
      bytes: Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
    };
    const [inserted] = await db.insert(things).values(row).returning();
    expect(inserted).toEqual(row);
    expect(await db.select().from(things).where(eq(things.id, row.id!))).toEqual([row]);
    const filter = and(gte(things.at, new Date(0)), arrayContains(things.tags, ['q"uote']), eq(things.flag, false));
    expect(
      await db
        .select({ v: sql`${things.meta}->'list'->2->>'deep'` })
        .from(things)
        .where(filter),
    ).toEqual([{ v: 'z\n"' }]);
  });

  it('keeps NULL in every column that allows it', async () => {
    const [row] = await db.insert(things).values({ name: 'nulls' }).returning();
    const { id, name, ...others } = row!;
    expect(name).toBe('nulls');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('reads times in whatever zone they are written as the same moment', async () => {
    await db.execute(sql`insert into ${things} (name, at) values ('zoned', '2026-07-01 12:00:00.5+05:30')`);
    const [row] = await db.select({ at: things.at }).from(things).where(eq(things.name, 'zoned'));
    expect(row?.at?.toISOString()).toBe('2026-07-01T06:30:00.500Z');
  });

  it('tells rows, columns and counts', async () => {
    const full = neon(get().connectionString, { fullResults: true, arrayMode: true });
    const selected =
      await full`select 1::int8 as big, 'x' as text, array[1, null] as list, 1.50 as numeric, true as flag`;
    expect(selected).toMatchObject({ command: 'SELECT', rowCount: 1, rows: [['1', 'x', [1, null], '1.50', true]] });
    expect(selected.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ['big', 20],
      ['text', 25],
      ['list', 1007],
      ['numeric', 1700],
      ['flag', 16],
    ]);
    const inserted = await db.insert(things).values([{ name: 'count 1' }, { name: 'count 2' }]);
    expect(inserted).toMatchObject({ command: 'INSERT', rowCount: 2 });
    const updated = await db
      .update(things)
      .set({ ratio: 1 })
      .where(sql`${things.name} like 'count %'`);
    expect(updated).toMatchObject({ command: 'UPDATE', rowCount: 2, rows: [] });
    expect(await db.delete(things).where(eq(things.name, 'count 1'))).toMatchObject({ command: 'DELETE', rowCount: 1 });
  });

  it('inserts or updates in one statement', async () => {
    const upsert = (ratio: number) =>
      db.insert(things).values({ name: 'upsert', ratio }).onConflictDoUpdate({ target: things.name, set: { ratio } });
    await upsert(1);
    const [row] = await upsert(2).returning({ ratio: things.ratio });
    expect(row).toEqual({ ratio: 2 });
  });

  it("says why a row was refused, in Postgres's fields", async () => {
    await db.insert(things).values({ name: 'taken' });
    expect(await causeOf(db.insert(things).values({ name: 'taken' }))).toMatchObject({
      name: 'NeonDbError',
      code: '23505',
      constraint: 'things_name_key',
      table: 'things',
      schema: schemaName,
      severity: 'ERROR',
      detail: 'Key (name)=(taken) already exists.',
    });
    expect(await causeOf(db.insert(parts).values({ id: 1, size: 0 }))).toMatchObject({
      code: '23514',
      constraint: 'parts_size_positive',
    });
    expect(await causeOf(db.insert(parts).values({ id: 1, size: 1, thing: randomUUID() }))).toMatchObject({
      code: '23503',
    });
    expect(await causeOf(db.execute(sql`select * from no_such_table`))).toMatchObject({
      code: '42P01',
      position: '15',
    });
    expect(await causeOf(db.execute(sql`selec`))).toMatchObject({ code: '42601' });
    expect(await causeOf(db.execute(sql`select ${'x'}::int`))).toMatchObject({ code: '22P02' });
    expect(await causeOf(client.query('select 1; select 2'))).toMatchObject({ code: '42601' });
    expect(await db.select({ id: things.id }).from(things).where(eq(things.name, 'taken'))).toHaveLength(1);
  });

  it('does all of a batch, later statements seeing the earlier ones', async () => {
    const [inserted, updated, selected] = await db.batch([
      db.insert(things).values({ name: 'batch' }).returning({ id: things.id }),
      db.update(things).set({ flag: true }).where(eq(things.name, 'batch')),
      db.select({ id: things.id, flag: things.flag }).from(things).where(eq(things.name, 'batch')),
    ]);
    expect(updated.rowCount).toBe(1);
    expect(selected).toEqual([{ id: inserted[0]!.id, flag: true }]);
  });

  it('does nothing of a batch when one statement fails', async () => {
    await db.insert(things).values({ name: 'there' });
    const batch = db.batch([
      db.insert(things).values({ name: 'not there' }),
      db.insert(things).values({ name: 'there' }),
      db.insert(things).values({ name: 'not there either' }),
    ]);
    expect(await causeOf(batch)).toMatchObject({ code: '23505' });
    expect(
      await db
        .select()
        .from(things)
        .where(sql`${things.name} like 'not there%'`),
    ).toEqual([]);
  });

  it('lets nobody into the middle of a batch', async () => {
    await db.insert(parts).values([
      { id: 100, size: 500 },
      { id: 101, size: 500 },
    ]);
    const move = () =>
      db.batch([
        db
          .update(parts)
          .set({ size: sql`${parts.size} - 1` })
          .where(eq(parts.id, 100)),
        db.execute(sql`select pg_sleep(0.005)`) as never,
        db
          .update(parts)
          .set({ size: sql`${parts.size} + 1` })
          .where(eq(parts.id, 101)),
      ]);
    const total = () =>
      db
        .select({ total: sql<string>`sum(${parts.size})` })
        .from(parts)
        .where(gte(parts.id, 100));
    const failing = () =>
      causeOf(
        db.batch([
          db
            .update(parts)
            .set({ size: sql`${parts.size} - 100` })
            .where(eq(parts.id, 100)),
          db.insert(parts).values({ id: 101, size: 1 }),
        ]),
      );
    const work = Array.from({ length: 30 }, (_, at) => [total, move, failing][at % 3]!());
    const totals = (await Promise.all(work)).filter((_, at) => at % 3 === 0);
    expect(totals).toEqual(totals.map(() => [{ total: '1000' }]));
    expect(await db.select({ size: parts.size }).from(parts).where(gte(parts.id, 100)).orderBy(parts.id)).toEqual([
      { size: 490 },
      { size: 510 },
    ]);
  });

  it('gives a batch the isolation that it asks for', async () => {
    const settings = ['transaction_isolation', 'transaction_read_only', 'transaction_deferrable'];
    const ask = (options: object) =>
      client.transaction(
        settings.map((name) => client.query(`show ${name}`)),
        options,
      );
    const values = async (options: object) => (await ask(options)).map((rows) => Object.values(rows[0]!)[0]);
    expect(await values({ isolationLevel: 'Serializable', readOnly: true, deferrable: true })).toEqual([
      'serializable',
      'on',
      'on',
    ]);
    expect(await values({ isolationLevel: 'RepeatableRead' })).toEqual(['repeatable read', 'off', 'off']);
    expect(await values({})).toEqual(['read committed', 'off', 'off']);
    const written = client.transaction([client.query(`insert into ${schemaName}.parts values (2, null, 1)`)], {
      readOnly: true,
    });
    expect(await causeOf(written)).toMatchObject({ code: '25006' });
  });

  it('lets exactly one of 20 concurrent inserts of the same name through', async () => {
    const insert = () =>
      db
        .insert(things)
        .values({ name: 'raced' })
        .then(
          () => 'inserted',
          () => 'refused',
        );
    const outcomes = await Promise.all(Array.from({ length: 20 }, insert));
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
  });

  it('carries a megabyte in and out', async () => {
    const text = 'ü"\\\n'.repeat(200_000);
    const [row] = await client`select ${text}::text as text`;
    expect(row!.text === text).toBe(true);
  });

  it('has the extensions that the catalogue searches with', async () => {
    for (const name of ['pg_trgm', 'unaccent', 'citext']) {
      await db.execute(sql.raw(`create extension if not exists ${name} schema public`));
    }
    const [row] =
      await client`select public.similarity(public.unaccent('Beyoncé'), 'beyonce') as similarity, 'A'::public.citext = 'a'::public.citext as equal`;
    expect(row).toEqual({ similarity: 1, equal: true });
  });
};
