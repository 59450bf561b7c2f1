import { DatabaseError, Pool, type PoolClient, type QueryArrayConfig } from 'pg';
import { err, ok, type Result } from '../shared/result.ts';
import { toSqlFailure } from './postgres-engine.ts';
import type { PostgresEngine, SqlFailure, Statement, StatementResult } from './postgres-engine.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 10;

/** An engine over a real Postgres server, through a pool of connections. A connection in an unknown state is dropped. */
export const serverEngine = (connectionString: string): PostgresEngine => {
  const pool = new Pool({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    types: { getTypeParser: () => (text: string) => text },
  });
  // an idle connection that breaks is replaced at the next loan; without a listener it would end the process
  pool.on('error', () => {});
  return {
    session: async (use) => {
      const client = await pool.connect();
      let reusable = false;
      try {
        const answer = await use((statement) => execute(client, statement));
        reusable = client.getTransactionStatus() === 'I';
        if (reusable) await client.query('DISCARD ALL');
        return answer;
      } finally {
        client.release(!reusable);
      }
    },
    close: () => pool.end(),
  };
};

const execute = async (
  client: PoolClient,
  { query, params }: Statement,
): Promise<Result<StatementResult, SqlFailure>> => {
  // without parameters pg would choose the simple protocol, which takes several statements in one text
  const config: QueryArrayConfig & { queryMode: 'extended' } = {
    text: query,
    values: params,
    rowMode: 'array',
    queryMode: 'extended',
  };
  try {
    const { command, rowCount, fields, rows } = await client.query<(string | null)[]>(config);
    return ok({
      command: command ?? '',
      rowCount,
      fields: fields.map((field) => ({ ...field, format: 'text' })),
      rows,
    });
  } catch (error) {
    if (error instanceof DatabaseError) return err(toSqlFailure(error));
    throw error;
  }
};
