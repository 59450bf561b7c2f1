import { readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { holdDataLock } from '../data-lock.ts';
import { createSortedSet } from './sorted-set.ts';
import { dropExpired, type Entry, type Store } from './store.ts';

const INTERVAL_MS = 500;

export type Snapshot = { markChanged: () => void; close: () => Promise<void> };

const expiry = z.number().nullable();
const pairs = z.array(z.tuple([z.string(), z.string()]));
const scored = z.array(z.tuple([z.string(), z.number().or(z.enum(['inf', '-inf']))]));
// the strings are byte strings: one character a byte
const snapshotSchema = z.object({
  version: z.literal(1),
  entries: z.array(
    z.discriminatedUnion('type', [
      z.object({ key: z.string(), expiresAtMs: expiry, type: z.literal('string'), value: z.string() }),
      z.object({ key: z.string(), expiresAtMs: expiry, type: z.literal('hash'), value: pairs }),
      z.object({ key: z.string(), expiresAtMs: expiry, type: z.literal('list'), value: z.array(z.string()) }),
      z.object({ key: z.string(), expiresAtMs: expiry, type: z.literal('set'), value: z.array(z.string()) }),
      z.object({ key: z.string(), expiresAtMs: expiry, type: z.literal('zset'), value: scored }),
    ]),
  ),
});
type Stored = z.infer<typeof snapshotSchema>['entries'][number];

/**
 * Fills the store from `redis.json` in the folder and writes it back there within a second of a change and on close;
 * a crash in between leaves the last whole file. A file that can't be read is kept aside as `redis.json.unreadable`.
 * Without a folder only expired keys are cleared away. A folder that another process has open is refused.
 */
export const openSnapshot = (dataDir: string | undefined, store: Store): Snapshot => {
  const path = dataDir === undefined ? null : join(dataDir, 'redis.json');
  const release = path === null ? () => {} : holdDataLock(`${path}.lock`);
  if (path) restore(path, store);
  let changed = false;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    store.nowMs = Date.now();
    dropExpired(store);
    if (!path || !changed) return writing;
    changed = false;
    const text = serialize(store);
    writing = writing
      .then(() => writeWhole(path, text))
      .catch((error: unknown) => {
        changed = true;
        console.error(`redis: ${path} could not be written: ${String(error)}`);
      });
    return writing;
  };
  const timer = setInterval(() => void flush(), INTERVAL_MS);
  return {
    markChanged: () => {
      changed = true;
    },
    close: async () => {
      clearInterval(timer);
      await flush();
      release();
    },
  };
};

const restore = (path: string, store: Store): void => {
  try {
    const { entries } = snapshotSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const stored of entries) store.entries.set(stored.key, fromStored(stored));
    store.nowMs = Date.now();
    dropExpired(store);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    renameSync(path, `${path}.unreadable`);
    console.error(`redis: ${path} could not be read and is kept as ${path}.unreadable; starting empty`);
  }
};

/** Written beside and renamed, so that the file of this name is always a whole one. */
const writeWhole = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.new`;
  const file = await open(beside, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
};

const serialize = (store: Store): string =>
  JSON.stringify({ version: 1, entries: [...store.entries].map(([key, entry]) => toStored(key, entry)) });

// JSON has no infinities
const toScore = (score: number): number | 'inf' | '-inf' =>
  Number.isFinite(score) ? score : score > 0 ? 'inf' : '-inf';
const fromScore = (score: number | 'inf' | '-inf'): number =>
  typeof score === 'number' ? score : score === 'inf' ? Infinity : -Infinity;

const toStored = (key: string, { expiresAtMs, ...entry }: Entry): Stored => {
  switch (entry.type) {
    case 'string':
    case 'list':
      return { key, expiresAtMs, ...entry };
    case 'hash':
      return { key, expiresAtMs, type: 'hash', value: [...entry.value] };
    case 'set':
      return { key, expiresAtMs, type: 'set', value: [...entry.value] };
    case 'zset':
      return {
        key,
        expiresAtMs,
        type: 'zset',
        value: [...entry.value.scores].map(([member, score]) => [member, toScore(score)]),
      };
  }
};

const fromStored = ({ expiresAtMs, ...stored }: Stored): Entry => {
  switch (stored.type) {
    case 'string':
    case 'list':
      return { expiresAtMs, type: stored.type, value: stored.value } as Entry;
    case 'hash':
      return { expiresAtMs, type: 'hash', value: new Map(stored.value) };
    case 'set':
      return { expiresAtMs, type: 'set', value: new Set(stored.value) };
    case 'zset': {
      const members = stored.value.map(([member, score]): [string, number] => [member, fromScore(score)]);
      return { expiresAtMs, type: 'zset', value: createSortedSet(members) };
    }
  }
};
