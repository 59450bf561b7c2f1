import type { PGlite } from '@electric-sql/pglite';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { openEmbeddedPostgres } from './postgres-embedded.ts';
import { runBatch, type PostgresEngine, type Statement, type TransactionMode } from './postgres-engine.ts';
import { closing, secretTest, serveLocally, type LocalServer } from './serve.ts';

/** What one request may hold; as much as Neon answers at most (https://neon.com/docs/changelog/2023-08-16). */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** The wire protocol counts parameters in 16 bits. */
const MAX_PARAMETERS = 65_535;

const ISOLATION_LEVELS: Record<string, string> = {
  ReadUncommitted: 'READ UNCOMMITTED',
  ReadCommitted: 'READ COMMITTED',
  RepeatableRead: 'REPEATABLE READ',
  Serializable: 'SERIALIZABLE',
};

/** Who may connect, and to what; the connection string of a client must say the same. */
export type DatabaseAccount = { user: string; password: string; database: string };

export type DatabaseServer = LocalServer & { connectionString: string };

/**
 * Serves the SQL-over-HTTP protocol of Neon's driver (`POST /sql`) over an engine, on 127.0.0.1. The engine is closed
 * with the server, and also when that can't be started.
 */
export const serveDatabase = async (
  engine: PostgresEngine,
  { port, ...account }: DatabaseAccount & { port: number },
): Promise<DatabaseServer> => {
  const server = await serveLocally(databaseApp(engine, account), port).catch(closing(engine));
  const credentials = `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}`;
  return {
    ...server,
    connectionString: `postgresql://${credentials}@127.0.0.1:${server.port}/${encodeURIComponent(account.database)}`,
    close: async () => {
      await server.close();
      await engine.close();
    },
  };
};

/**
 * Starts the embedded Postgres on a folder (or in memory) behind `POST /sql`. `db` is the database itself, for
 * migrations; it shares its one connection with the server. Port 0 takes a free port. A folder that another process has
 * open is refused.
 */
export const startDatabase = async (options: {
  dataDir: string | undefined;
  port: number;
  password: string;
  user?: string;
  database?: string;
}): Promise<DatabaseServer & { db: PGlite }> => {
  const { dataDir, port, password, user = 'musicforge', database = 'musicforge' } = options;
  const { db, engine } = await openEmbeddedPostgres(dataDir);
  return { ...(await serveDatabase(engine, { port, user, password, database })), db };
};

// the driver turns every value into text before it sends it; numbers and booleans are taken as Neon takes them
const parameterSchema = z.union([z.string(), z.null(), z.number().transform(String), z.boolean().transform(String)]);
const statementSchema = z.object({
  query: z.string(),
  params: z.array(parameterSchema).max(MAX_PARAMETERS).default([]),
});
const requestSchema = z.union([z.object({ queries: z.array(statementSchema) }), statementSchema]);

const databaseApp = (engine: PostgresEngine, account: DatabaseAccount): Hono => {
  const app = new Hono();
  const isPassword = secretTest(account.password);
  const tooLarge = { message: `request is too large (max is ${MAX_REQUEST_BYTES} bytes)` };
  app.post('/sql', bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: (c) => c.json(tooLarge, 413) }), async (c) => {
    const admitted = admit(c.req.header('neon-connection-string'), account, isPassword);
    if (!admitted.ok) return c.json({ message: admitted.error }, 400);
    const mode = transactionMode((name) => c.req.header(name));
    if (!mode.ok) return c.json({ message: mode.error }, 400);
    if (c.req.header('neon-raw-text-output') !== 'true' || c.req.header('neon-array-mode') !== 'true') {
      return c.json({ message: 'only raw text output in array mode is served' }, 400);
    }
    const request = requestSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!request.success) return c.json({ message: 'could not parse the HTTP request body' }, 400);
    return answer(c, engine, request.data, mode.value);
  });
  app.notFound((c) => c.json({ message: 'not found' }, 404));
  app.onError((error, c) => c.json({ message: `could not reach the database: ${error.message}` }, 500));
  return app;
};

const answer = async (
  c: Context,
  engine: PostgresEngine,
  request: z.infer<typeof requestSchema>,
  mode: TransactionMode,
): Promise<Response> => {
  const statements = 'queries' in request ? request.queries : [request];
  if (statements.some(isCopy)) return c.json({ message: 'COPY is not possible over HTTP', code: '0A000' }, 400);
  const outcome =
    'queries' in request
      ? await runBatch(engine, statements, mode)
      : await engine.session((execute) => execute(request));
  if (!outcome.ok) return c.json(outcome.error, 400);
  const results = Array.isArray(outcome.value) ? { results: outcome.value.map(asArrays) } : asArrays(outcome.value);
  const body = JSON.stringify(results);
  if (Buffer.byteLength(body) > MAX_RESPONSE_BYTES) {
    return c.json({ message: `response is too large (max is ${MAX_RESPONSE_BYTES} bytes)` }, 507);
  }
  return c.body(body, 200, { 'content-type': 'application/json' });
};

const asArrays = <T extends object>(result: T): T & { rowAsArray: true } => ({ ...result, rowAsArray: true });

/** COPY needs a stream of its own; in PGlite a COPY FROM STDIN without one ends the whole database. */
const isCopy = ({ query }: Statement): boolean =>
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*copy\b/i.test(query);

/** Checks a client's connection string as Neon does, with its words; the host and port are not looked at. */
const admit = (
  connectionString: string | undefined,
  account: DatabaseAccount,
  isPassword: (given: string) => boolean,
): Result<null, string> => {
  if (!connectionString) return err('invalid header: neon-connection-string');
  const parts = parseConnectionString(connectionString);
  if (!parts.ok) return parts;
  const { user, password, database } = parts.value;
  if (!database) return err('missing database name');
  if (!user) return err('missing username');
  if (!password) return err('missing authentication credentials: required password');
  if (user !== account.user || !isPassword(password)) {
    return err(`password authentication failed for user '${user}'`);
  }
  return database === account.database ? ok(null) : err(`database "${database}" does not exist`);
};

const parseConnectionString = (text: string): Result<Record<'user' | 'password' | 'database', string>, string> => {
  try {
    const { protocol, username, password, pathname } = new URL(text);
    if (protocol !== 'postgresql:' && protocol !== 'postgres:') return err('incorrect scheme');
    return ok({
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
    });
  } catch {
    return err('invalid connection string');
  }
};

const transactionMode = (header: (name: string) => string | undefined): Result<TransactionMode, string> => {
  const level = header('neon-batch-isolation-level');
  if (level !== undefined && !Object.hasOwn(ISOLATION_LEVELS, level)) return err('invalid isolation level');
  return ok({
    isolationLevel: level === undefined ? null : ISOLATION_LEVELS[level]!,
    readOnly: header('neon-batch-read-only') === 'true',
    deferrable: header('neon-batch-deferrable') === 'true',
  });
};
