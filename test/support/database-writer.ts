import { neon, neonConfig } from '@neondatabase/serverless';
import { startDatabase } from '../../local/database.ts';

/**
 * A program for the durability test: opens the embedded database of a folder and inserts rows through its driver, one
 * after another, for ever. Prints the number of each row once the database has acknowledged it.
 */
const [, , dataDir] = process.argv;
const server = await startDatabase({ dataDir, port: 0, password: 'x' });
neonConfig.fetchEndpoint = `${server.url}/sql`;
const sql = neon(server.connectionString);
await sql`create table if not exists written (id integer primary key, text text not null)`;
const [row] = await sql`select coalesce(max(id), 0) as last from written`;
for (let id = Number(row!.last) + 1; ; id += 1) {
  await sql`insert into written values (${id}, repeat('x', 500))`;
  process.stdout.write(`${id}\n`);
}
