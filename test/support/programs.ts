import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const EXIT_TIMEOUT_MS = 5_000;

/** The path of a program, looked for in the given folders and then on PATH; null where it is not installed. */
export const findProgram = (name: string, folders: string[] = []): string | null => {
  for (const folder of [...folders, ...(process.env.PATH ?? '').split(delimiter)]) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // not here
    }
  }
  return null;
};

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export type Service = { process: ChildProcess; stop(): Promise<void> };

/**
 * Starts a program that runs until `stop` (`signal`, then SIGKILL); it ends with this process in any case. `output` is
 * an open file for what it prints.
 */
export const startService = (
  path: string,
  args: string[],
  options: { uid?: number; gid?: number; cwd?: string; signal?: NodeJS.Signals; output?: number } = {},
): Service => {
  const { signal = 'SIGTERM', output = 'ignore', ...spawnOptions } = options;
  const child = spawn(path, args, { ...spawnOptions, stdio: ['ignore', output, 'ignore'] });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    process: child,
    stop: async () => {
      process.off('exit', kill);
      child.kill(signal);
      const timer = setTimeout(kill, EXIT_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
};

/** Tries `attempt` every 50 ms until it succeeds; rejects with its last error at the deadline. */
export const untilReady = async <T>(attempt: () => Promise<T>, timeoutMs: number): Promise<T> => {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
