/** Values that an isolate holds in memory for a short, stated time. */
export type Held<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V, ttlMs?: number): void;
  delete(key: string): void;
  clear(): void;
};

type Bounds<V> = {
  ttlMs: number;
  maxEntries: number;
  /** Together; for values that may be large, with what each of them and its key take. */
  maxBytes?: number;
  bytesOf?: (key: string, value: V) => number;
};

/** `maxEntries` and `maxBytes` bound the memory: when one is reached, the entries written longest ago go. */
export function held<V>({ ttlMs: usualMs, maxEntries, maxBytes = Infinity, bytesOf = () => 0 }: Bounds<V>): Held<V> {
  const entries = new Map<string, { value: V; until: number; bytes: number }>();
  let total = 0;
  const forget = (key: string): void => {
    const entry = entries.get(key);
    if (!entry) return;
    total -= entry.bytes;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (Date.now() < entry.until) return entry.value;
      forget(key);
      return undefined;
    },
    set(key, value, ttlMs = usualMs) {
      forget(key);
      const bytes = bytesOf(key, value);
      if (bytes > maxBytes) return;
      const isFull = () => entries.size >= maxEntries || total + bytes > maxBytes;
      while (isFull()) {
        const [oldest] = entries.keys();
        if (oldest === undefined) break;
        forget(oldest);
      }
      entries.set(key, { value, until: Date.now() + ttlMs, bytes });
      total += bytes;
    },
    delete: forget,
    clear() {
      entries.clear();
      total = 0;
    },
  };
}
