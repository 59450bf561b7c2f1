import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'musicforge';

/** Tells this process from an earlier one with the same pid: in a container every process is number 1. */
const processToken = randomBytes(6).toString('hex');

/** Gives `use` an empty folder of its own, and removes it with all it holds whatever happens. */
export async function withTempFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}-${process.pid}-${processToken}-`));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Removes the folders that processes killed in mid-work left behind; called once at start. Returns how many. */
export async function removeLeftoverTempFolders(): Promise<number> {
  const names = (await readdir(tmpdir())).filter(isLeftover);
  const removed = await Promise.allSettled(
    names.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 })),
  );
  return removed.filter(({ status }) => status === 'fulfilled').length;
}

function isLeftover(name: string): boolean {
  const match = /^musicforge-(\d+)-([0-9a-f]{12})-/.exec(name);
  if (!match) return false;
  const pid = Number(match[1]);
  return pid === process.pid ? match[2] !== processToken : !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
