/** Every cache key of the edge and how long it holds, with the reason. */
export const CACHE = {
  /**
   * The account behind a key. What the database said is believed for 55 s from when it was asked, in Redis and the
   * isolates together (the entry carries that moment): so a revoked key works nowhere after 55 s and the time of one
   * request, whatever else fails, and the database is asked about a key that is in use once a minute. Mostly it is
   * sooner: whoever changes a key or an account puts `changed` in the entry's place for 20 s, longer than any read that
   * began before may take to write the old state, so that Redis forgets at once; and an isolate holds what it knows for
   * 30 s.
   */
  apiKey: { key: (keySha256: string) => `apikey:${keySha256}`, ttlMs: 55_000, heldMs: 30_000, changedSec: 20 },
  /**
   * Keys that nobody has, in the isolate: whoever tries one again and again costs no look-up. A new key is none of them,
   * as nobody could ask for it before it was made; one of an account that is let in again waits for so long.
   */
  unknownKey: { heldMs: 5_000, maxEntries: 10_000 },
  /** A session that may be refreshed, and the key it was made with. Each refresh starts the time anew. */
  session: { key: (id: string) => `session:${id}`, ttlSec: 30 * 24 * 3600 },
  /** The sessions of an account by when they will be over, to end them all; kept for as long as the last of them. */
  sessionsOf: { key: (userId: string) => `sessions:ends:${userId}`, max: 100 },
  /**
   * An answer that its own Cache-Control allows to be kept: at most this long in the isolate, for the same account. All
   * together take an eighth of the 128 MB that an isolate has.
   */
  answer: { maxHeldMs: 30_000, maxBytes: 64 * 1024, maxEntries: 1_000, maxTotalBytes: 16 * 1024 * 1024 },
  /** The first answer under an Idempotency-Key (24 h); while that is being made, at most for as long as a request takes. */
  idempotency: { key: (id: string) => `idem:${id}`, ttlSec: 24 * 3600, inFlightSec: 120 },
  /** Counts of one hour (`2026-11-22T16`); kept a week, so that a cron that stood still loses nothing. */
  usage: { key: (hour: string) => `usage:${hour}`, ttlSec: 7 * 24 * 3600 },
  usageKeys: { key: (hour: string) => `usage:keys:${hour}`, ttlSec: 7 * 24 * 3600 },
  /** The hours that the cron has still to copy, each with a number that changes when something is added to it. */
  usageChanged: { key: 'usage:changed' },
  /** How far the counts of an isolate have been added, and those beyond that came from the log; as long as counts are. */
  usageIsolate: { key: (id: string) => `usage:isolate:${id}`, ttlSec: 7 * 24 * 3600 },
  usageFromLog: { key: (isolate: string) => `usage:fromlog:${isolate}`, ttlSec: 7 * 24 * 3600 },
  /** Requests of each account in a month (`2026-11`), for the quota. */
  usageMonth: { key: (month: string) => `usage:month:${month}`, ttlSec: 40 * 24 * 3600 },
  /** Counters of the rate limiter. */
  limit: { prefix: 'limit' },
  /**
   * A model's reading of a request (its normalised text's SHA-256): an hour, as language changes no faster. What an isolate
   * has from Redis, whose age nobody says, it holds for five minutes.
   */
  understood: {
    key: (textSha256: string) => `understood:1:${textSha256}`,
    ttlSec: 3600,
    heldMs: 300_000,
    maxEntries: 2_000,
  },
  /** Calls of a model on a day (`2026-11-22`, UTC), kept for as long as that day may still be counted. */
  modelCalls: { key: (model: string, day: string) => `modelcalls:${model}:${day}`, ttlSec: 2 * 24 * 3600 },
  /**
   * YouTube's answer to a search (its normalised text's SHA-256): fresh for an hour, shown while it is fetched anew for a
   * day, and then gone, long before the 30 days that YouTube's terms allow. An isolate holds a sixteenth of its 128 MB.
   */
  youtube: {
    key: (termsSha256: string) => `youtube:2:${termsSha256}`,
    freshSec: 3600,
    ttlSec: 24 * 3600,
    maxEntries: 500,
    maxTotalBytes: 8 * 1024 * 1024,
  },
  /** An old answer is being fetched anew, or could not be: it is tried, and paid for, once in ten minutes. */
  youtubeRefresh: { key: (key: string) => `refresh:${key}`, ttlSec: 600 },
  /** Searches of a day in Pacific time, kept past its end whatever the hour here. */
  youtubeQuota: { key: (day: string) => `youtubequota:${day}`, ttlSec: 2 * 24 * 3600 },
} as const;
