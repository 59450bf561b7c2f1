import { execFile, execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findProgram, freePort, startService, untilReady } from './programs.ts';

const run = promisify(execFile);
const INIT_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 10_000;

// Debian keeps the server's programs off PATH, a folder for each version
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const debianFolders = (): string[] => {
  try {
    return readdirSync(DEBIAN_FOLDER)
      .toSorted()
      .toReversed()
      .map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  } catch {
    return [];
  }
};

type Identity = { uid: number; gid: number };

/** Postgres refuses to run as root; there it runs as the user that its package made. Null if there is none. */
const findIdentity = (): Identity | 'own' | null => {
  if (process.getuid?.() !== 0) return 'own';
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' })));
    return { uid: uid!, gid: gid! };
  } catch {
    return null;
  }
};

const initdbPath = findProgram('initdb', debianFolders());
const postgresPath = findProgram('postgres', debianFolders());
const identity = findIdentity();

/** Whether a Postgres server can be run here. */
export const hasPostgres = initdbPath !== null && postgresPath !== null && identity !== null;

/** Starts a Postgres server of its own on a free port and an empty cluster, with the user and database `postgres`. */
export const startRealPostgres = async (): Promise<{ connectionString: string; stop(): Promise<void> }> => {
  if (!initdbPath || !postgresPath || !identity) throw new Error('Postgres is not installed, or has no user to run as');
  const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'musicforge-postgres-'))]);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  if (identity !== 'own') await chown(folder, identity.uid, identity.gid);
  const options = { ...(identity === 'own' ? {} : identity), cwd: folder };
  const initArgs = ['-D', folder, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
  try {
    await run(initdbPath, initArgs, { ...options, timeout: INIT_TIMEOUT_MS });
  } catch (error) {
    await remove();
    throw error;
  }
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const args = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const service = startService(postgresPath, args, { ...options, signal: 'SIGINT' });
  const stop = async (): Promise<void> => {
    await service.stop();
    await remove();
  };
  const connectionString = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  try {
    await untilReady(() => reachable(connectionString), START_TIMEOUT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connectionString, stop };
};

const reachable = async (connectionString: string): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  await client.end();
};
