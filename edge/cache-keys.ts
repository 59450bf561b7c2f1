/** Every cache key of the edge and how long it holds, with the reason. */
export const CACHE = {
  /** The account behind a key. Five minutes keeps the database out of nearly every request; a revoked key works at most that long. */
  apiKey: { key: (keySha256: string) => `apikey:${keySha256}`, ttlSec: 300 },
} as const;
