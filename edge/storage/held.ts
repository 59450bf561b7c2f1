/** Values that an isolate holds in memory for a short, stated time. */
export type Held<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V, ttlMs?: number): void;
  delete(key: string): void;
  clear(): void;
};

/** `maxEntries` bounds the memory: when it is reached, the entry written longest ago goes. */
export function held<V>({ ttlMs: usualMs, maxEntries }: { ttlMs: number; maxEntries: number }): Held<V> {
  const entries = new Map<string, { value: V; until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (Date.now() < entry.until) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value, ttlMs = usualMs) {
      entries.delete(key);
      if (entries.size >= maxEntries) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(key, { value, until: Date.now() + ttlMs });
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
