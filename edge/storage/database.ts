import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import type { Env } from '../env.ts';
import { cappedFetch } from './capped-fetch.ts';
import { withDeadline } from './deadline.ts';

/** A statement that takes longer has failed: the caller is better served by a 503 than by waiting. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** A page of 100 tracks with their analyses is some 10 MB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** What the driver does by itself: Neon's own endpoint of a host. */
const NEON_ENDPOINT = neonConfig.fetchEndpoint;

/** Postgres over Neon's HTTP protocol: one statement, or one `db.batch` that is a transaction. */
export function openDatabase(env: Env) {
  useEndpoints(env);
  return drizzle(neon(env.DATABASE_URL));
}

/** The copy that analytics are read from, some seconds behind; the database itself where there is none. */
export function openReplica(env: Env): Database {
  return env.DATABASE_REPLICA_URL ? drizzle(neon(env.DATABASE_REPLICA_URL)) : openDatabase(env);
}

/** The driver keeps its endpoint for all connections together, so it is chosen by the host that a connection names. */
function useEndpoints(env: Env): void {
  const { DATABASE_FETCH_URL: fetchUrl, DATABASE_REPLICA_FETCH_URL: replicaUrl, DATABASE_REPLICA_URL: replica } = env;
  const replicaHost = replica && new URL(replica);
  neonConfig.fetchEndpoint = (host, port, options) => {
    const isReplica = replicaHost && host === replicaHost.hostname && String(port) === replicaHost.port;
    const url = isReplica ? replicaUrl : fetchUrl;
    return url ?? (typeof NEON_ENDPOINT === 'function' ? NEON_ENDPOINT(host, port, options) : NEON_ENDPOINT);
  };
  const fetchWhole = cappedFetch(MAX_ANSWER_BYTES);
  neonConfig.fetchFunction = (url: string, init: RequestInit) =>
    withDeadline(
      fetchWhole(url, { ...init, signal: AbortSignal.timeout(STATEMENT_TIMEOUT_MS) }),
      STATEMENT_TIMEOUT_MS,
      'the database',
    );
}

export type Database = ReturnType<typeof openDatabase>;

/** Whether a statement failed because a unique index has such a row already (unique_violation). */
export const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** Whether a statement divided by zero (division_by_zero), as one does that is there to undo its batch. */
export const isDivisionByZero = (error: unknown): boolean => (error as { code?: string }).code === '22012';
