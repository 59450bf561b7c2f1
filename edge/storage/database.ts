import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import { z } from 'zod';
import type { Env } from '../env.ts';
import { cappedFetch } from './capped-fetch.ts';
import { ServiceDownError, withDeadline } from './deadline.ts';

/**
 * A statement that takes longer has failed: the caller is better served by a 503 than by waiting. HTTP has no way to take
 * one back: Postgres ends it where the Worker's role has a `statement_timeout`.
 */
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
  neonConfig.fetchFunction = (url: string, init: NeonRequest) =>
    withDeadline(fetchAnswer(url, init), STATEMENT_TIMEOUT_MS, 'the database');
}

/** What the driver sends: a statement, or `{"queries":[…]}`. */
type NeonRequest = RequestInit & { body: string };

/** What the driver reads of a response. */
type NeonAnswer = { ok: boolean; status: number; json(): Promise<unknown> };

const resultSchema = z
  .object({
    fields: z.array(z.object({ name: z.string(), dataTypeID: z.number() })),
    rows: z.array(z.array(z.string().nullable())),
  })
  .refine(({ fields, rows }) => rows.every((row) => row.length === fields.length));
const resultsSchema = z.object({ results: z.array(resultSchema) });
const refusalSchema = z.object({ message: z.string(), code: z.string().nullish() });

/**
 * SQLSTATE classes of a database that can't do what it is asked, whatever that is: connection exceptions, insufficient
 * resources (too many connections), operator intervention (shutting down, starting up, a statement that took too long).
 */
const DOWN = /^(?:08|53|57)/;

const fetchWhole = cappedFetch(MAX_ANSWER_BYTES);

/**
 * An answer that is known to be the protocol's: what is none (a proxy's page, nothing) comes from a database that is down,
 * and must not pass for one that has no such row. Rejects with it, and with a database that says so itself.
 */
async function fetchAnswer(url: string, init: NeonRequest): Promise<NeonAnswer> {
  const answer = await fetchWhole(url, { ...init, signal: AbortSignal.timeout(STATEMENT_TIMEOUT_MS) });
  if (!answer.ok && answer.status !== 400) throw new ServiceDownError(`the database answered HTTP ${answer.status}`);
  const body: unknown = await answer.json();
  const refusal = answer.ok ? null : refusalSchema.safeParse(body);
  const isReadable = refusal ? refusal.success : isResultOf(body, init.body);
  if (!isReadable) throw new ServiceDownError('the database gave no answer of its protocol');
  const code = refusal?.data?.code ?? '';
  if (DOWN.test(code)) throw new ServiceDownError(`the database is down (${code})`);
  return { ok: answer.ok, status: answer.status, json: async () => body };
}

function isResultOf(answer: unknown, request: string): boolean {
  if (!request.startsWith('{"queries"')) return resultSchema.safeParse(answer).success;
  const { queries } = JSON.parse(request) as { queries: unknown[] };
  return resultsSchema.safeParse(answer).data?.results.length === queries.length;
}

export type Database = ReturnType<typeof openDatabase>;

/** Whether a statement failed because a unique index has such a row already (unique_violation). */
export const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === '23505';

/** Whether a statement divided by zero (division_by_zero), as one does that is there to undo its batch. */
export const isDivisionByZero = (error: unknown): boolean => (error as { code?: string }).code === '22012';
