import { serveDatabase, startDatabase } from '../../local/database.ts';
import { serverEngine } from '../../local/postgres-server.ts';
import { hasPostgres, startRealPostgres } from './real-postgres.ts';

/** A running Postgres behind Neon's SQL over HTTP; `fetchUrl` is null where the driver finds the address itself. */
export type DatabaseService = { connectionString: string; fetchUrl: string | null; stop(): Promise<void> };

export type DatabaseKind = { name: string; isLocal: boolean; start(): Promise<DatabaseService> };

const ACCOUNT = { user: 'tester', password: 'p@ss/wörd', database: 'contract' };

const embedded: DatabaseKind = {
  name: 'embedded',
  isLocal: true,
  start: async () => {
    const server = await startDatabase({ dataDir: undefined, port: 0, ...ACCOUNT });
    return { connectionString: server.connectionString, fetchUrl: `${server.url}/sql`, stop: () => server.close() };
  },
};

const postgresServer: DatabaseKind = {
  name: 'Postgres server',
  isLocal: true,
  start: async () => {
    const real = await startRealPostgres();
    const server = await serveDatabase(serverEngine(real.connectionString), { port: 0, ...ACCOUNT });
    const stop = async (): Promise<void> => {
      await server.close();
      await real.stop();
    };
    return { connectionString: server.connectionString, fetchUrl: `${server.url}/sql`, stop };
  },
};

const cloud = (connectionString: string): DatabaseKind => ({
  name: 'Neon',
  isLocal: false,
  start: async () => ({ connectionString, fetchUrl: null, stop: async () => {} }),
});

const { NEON_DATABASE_URL: cloudUrl } = process.env;

/** The databases that this machine has: the embedded one always, a Postgres if installed, Neon if its address is set. */
export const databaseKinds: DatabaseKind[] = [
  embedded,
  ...(hasPostgres ? [postgresServer] : []),
  ...(cloudUrl ? [cloud(cloudUrl)] : []),
];
