import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const UP = fileURLToPath(new URL('../../local/up.ts', import.meta.url));
const READY = /ready at (http:\S+) with the API key (mf_\w+)/;

export type Stack = {
  url: string;
  key: string;
  dataDir: string;
  /** All that has been printed so far. */
  output(): string;
  /** Sends TERM and waits; gives the exit status. */
  stop(): Promise<number | null>;
};

/** Free ports, one for each setting. They may be taken by others before they are used, which is not likely. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, string>> {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, string>;
}

export const PORTS = ['PORT', 'SIDECAR_PORT', 'DATABASE_PORT', 'REDIS_PORT', 'QUEUE_PORT', 'OBJECTS_PORT'] as const;

/** Starts all of MusicForge as `npm start` does, on free ports and with a data folder of its own. */
export async function startStack(settings: Record<string, string> = {}): Promise<Stack> {
  const dataDir = settings.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'musicforge-e2e-')));
  const env = { ...process.env, ...(await freePorts(PORTS)), DATA_DIR: dataDir, ...settings };
  const child = spawn(process.execPath, [UP], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line);
        const match = READY.exec(line);
        if (match) resolve(match);
      });
    }
    child.once('exit', (code) => reject(new Error(`it ended with status ${code}:\n${printed.join('\n')}`)));
  });
  return {
    url: ready[1]!,
    key: ready[2]!,
    dataDir,
    output: () => printed.join('\n'),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  return code as number | null;
}

export const removeFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
