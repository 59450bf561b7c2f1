import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import type { Env } from '../env.ts';
import { withDeadline } from './deadline.ts';

/** A statement that takes longer has failed: the caller is better served by a 503 than by waiting. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** Postgres over Neon's HTTP protocol: one statement, or one `db.batch` that is a transaction. */
export function openDatabase(env: Env) {
  const { DATABASE_FETCH_URL: fetchUrl } = env;
  if (fetchUrl) neonConfig.fetchEndpoint = () => fetchUrl;
  neonConfig.fetchFunction = (url: string, init: RequestInit) =>
    withDeadline(fetch(url, init), STATEMENT_TIMEOUT_MS, 'the database');
  return drizzle(neon(env.DATABASE_URL));
}

export type Database = ReturnType<typeof openDatabase>;
