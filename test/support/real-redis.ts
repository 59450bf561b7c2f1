import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, startService, untilReady } from './programs.ts';

export const redisServerPath = findProgram('redis-server');

const START_TIMEOUT_MS = 5_000;

/** Starts a redis-server of its own on a free port, with nothing kept on disk. */
export const startRealRedis = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  if (!redisServerPath) throw new Error('redis-server is not installed');
  const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'musicforge-redis-'))]);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const service = startService(redisServerPath, args);
  const stop = async (): Promise<void> => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(() => reachable(port), START_TIMEOUT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
};

const reachable = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
