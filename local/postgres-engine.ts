import { err, ok, type Result } from '../shared/result.ts';

/** One SQL statement with its parameters as Postgres text (null for NULL). */
export type Statement = { query: string; params: (string | null)[] };

/** A column as the row description gives it; types are Postgres oids. */
export type ResultField = {
  name: string;
  dataTypeID: number;
  tableID: number;
  columnID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
  format: 'text';
};

/** What a statement answered: values are Postgres text, in the order of the fields; `rowCount` is null without a count. */
export type StatementResult = {
  command: string;
  rowCount: number | null;
  fields: ResultField[];
  rows: (string | null)[][];
};

/** Fields of a Postgres error message, as the wire protocol names them in drivers. */
export const SQL_FAILURE_FIELDS = [
  'severity',
  'code',
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
] as const;

export type SqlFailure = { message: string } & { [field in (typeof SQL_FAILURE_FIELDS)[number]]?: string | undefined };

/** Reads a driver's error object; only the fields that Postgres sent are taken. */
export const toSqlFailure = (error: { message?: string | undefined } & object): SqlFailure => {
  const failure: SqlFailure = { message: error.message ?? 'unknown error' };
  for (const field of SQL_FAILURE_FIELDS) {
    const value = (error as Record<string, unknown>)[field];
    if (typeof value === 'string') failure[field] = value;
  }
  return failure;
};

export type Execute = (statement: Statement) => Promise<Result<StatementResult, SqlFailure>>;

/** A Postgres of some kind. */
export type PostgresEngine = {
  /**
   * Lends one connection for as long as `use` runs; nobody else's statement runs on it meanwhile. A transaction that is
   * left open is rolled back, and no session state (settings, temporary tables, locks) outlives the loan.
   * Rejects when the database itself can't be reached.
   */
  session<T>(use: (execute: Execute) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Characteristics of a batch's transaction; null leaves the database's default. */
export type TransactionMode = { isolationLevel: string | null; readOnly: boolean; deferrable: boolean };

const beginStatement = ({ isolationLevel, readOnly, deferrable }: TransactionMode): string =>
  ['BEGIN', isolationLevel && `ISOLATION LEVEL ${isolationLevel}`, readOnly && 'READ ONLY', deferrable && 'DEFERRABLE']
    .filter(Boolean)
    .join(' ');

const run = (execute: Execute, query: string) => execute({ query, params: [] });

/** Runs all statements as one transaction: all of them happen, or none and the failure of the first that failed. */
export const runBatch = (
  engine: PostgresEngine,
  statements: Statement[],
  mode: TransactionMode,
): Promise<Result<StatementResult[], SqlFailure>> =>
  engine.session(async (execute) => {
    const begun = await run(execute, beginStatement(mode));
    if (!begun.ok) return begun;
    const results: StatementResult[] = [];
    for (const statement of statements) {
      const result = await execute(statement);
      if (!result.ok) {
        await run(execute, 'ROLLBACK');
        return err(result.error);
      }
      results.push(result.value);
    }
    const committed = await run(execute, 'COMMIT');
    return committed.ok ? ok(results) : committed;
  });
