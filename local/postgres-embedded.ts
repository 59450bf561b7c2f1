import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { serialize } from 'pg-protocol';
import { err, ok, type Result } from '../shared/result.ts';
import { holdDataLock } from './data-lock.ts';
import { toSqlFailure } from './postgres-engine.ts';
import type { PostgresEngine, ResultField, SqlFailure, Statement, StatementResult } from './postgres-engine.ts';

type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages'];
type Message = Messages[number] & Record<string, unknown>;

/**
 * Opens the database in `dataDir`, or one in memory that is gone when it is closed. A folder that another process has
 * open is refused: two would destroy each other's data.
 */
export const openEmbeddedPostgres = async (
  dataDir: string | undefined,
): Promise<{ db: PGlite; engine: PostgresEngine }> => {
  const release = dataDir === undefined ? () => {} : holdDataLock(`${dataDir}.lock`);
  try {
    const db = await PGlite.create({ dataDir, extensions: { citext, pg_trgm, unaccent } });
    return { db, engine: embeddedEngine(db, release) };
  } catch (error) {
    release();
    throw error;
  }
};

/**
 * An engine over PGlite's one connection, which all callers share in turn. Statements go as wire-protocol messages: the
 * text of every value stays as Postgres wrote it, and the answer says whether a transaction was left open.
 * PGlite has no timers, so a statement can't be timed out.
 */
const embeddedEngine = (db: PGlite, onClose: () => void): PostgresEngine => {
  let transactionOpen = false;
  const execute = async (statement: Statement): Promise<Result<StatementResult, SqlFailure>> => {
    const answer = await db.execProtocol(extendedQuery(statement), { throwOnError: false });
    const messages = answer.messages as Message[];
    transactionOpen = messages.findLast(({ name }) => name === 'readyForQuery')?.status !== 'I';
    return readAnswer(messages);
  };
  const reset = async (): Promise<void> => {
    if (transactionOpen) await execute({ query: 'ROLLBACK', params: [] });
    await execute({ query: 'DISCARD ALL', params: [] });
  };
  return {
    // the two locks that PGlite's own query() takes, in the same order, so that its other users wait their turn
    session: (use) =>
      db._runExclusiveTransaction(() =>
        db.runExclusive(async () => {
          try {
            return await use(execute);
          } finally {
            await reset();
          }
        }),
      ),
    close: async () => {
      await db.close();
      onClose();
    },
  };
};

const extendedQuery = ({ query, params }: Statement): Uint8Array =>
  Buffer.concat([
    serialize.parse({ text: query }),
    serialize.bind({ values: params }),
    serialize.describe({ type: 'P' }),
    serialize.execute(),
    serialize.sync(),
  ]);

const readAnswer = (messages: Message[]): Result<StatementResult, SqlFailure> => {
  const result: StatementResult = { command: '', rowCount: null, fields: [], rows: [] };
  for (const message of messages) {
    if (message.name === 'error') return err(toSqlFailure(message));
    if (message.name === 'dataRow') result.rows.push(message.fields as (string | null)[]);
    if (message.name === 'rowDescription') result.fields = (message.fields as ResultField[]).map(toField);
    if (message.name === 'commandComplete') Object.assign(result, parseCommandTag(message.text as string));
  }
  return ok(result);
};

const toField = (field: Omit<ResultField, 'format'>): ResultField => ({
  name: field.name,
  dataTypeID: field.dataTypeID,
  tableID: field.tableID,
  columnID: field.columnID,
  dataTypeSize: field.dataTypeSize,
  dataTypeModifier: field.dataTypeModifier,
  format: 'text',
});

/** `INSERT 0 5` → INSERT, 5; `SELECT 3` → SELECT, 3; `CREATE TABLE` → CREATE, no count. */
const parseCommandTag = (tag: string): Pick<StatementResult, 'command' | 'rowCount'> => {
  const words = tag.split(' ');
  const count = Number(words.at(-1));
  return { command: words[0]!, rowCount: words.length > 1 && Number.isInteger(count) ? count : null };
};
