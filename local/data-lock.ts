import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a lock file, so that no second process opens the same data. The lock is SQLite's on the file: it ends when it is
 * released or when this process ends, in whatever way. Throws if it is held.
 */
export const holdDataLock = (path: string): (() => void) => {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`the data is in use by another process, which holds ${path}`, { cause: error });
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
};
