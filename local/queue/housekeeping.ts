import type { Store } from './store.ts';

/** Dead letters and events are kept for a week, and of events the latest 10,000. */
const RETENTION_MS = 7 * 86_400_000;
const MAX_EVENTS = 10_000;

/** Forgets what is past its time: deduplication ids, old dead letters, old events. */
export const keepHouse = (store: Store, nowMs: number): void =>
  store.transaction(() => {
    store.run('DELETE FROM deduplication WHERE expires_at <= ?', nowMs);
    store.run('DELETE FROM messages WHERE dlq_id IS NOT NULL AND failed_at < ?', nowMs - RETENTION_MS);
    store.run('DELETE FROM events WHERE time < ?', nowMs - RETENTION_MS);
    store.run('DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?', MAX_EVENTS);
  });
