import { auditLog } from '../../drizzle/schema.ts';
import type { Database } from '../storage/database.ts';
import { auditRow, type Origin } from './audit.ts';
import { flushLater } from './flush-later.ts';
import type { Actor } from './keys.ts';
import type { Background } from './leases.ts';

/** Refusals wait this long in the isolate, so that a flood of them is a row a second. */
const FLUSH_AFTER_MS = 1_000;
/** Rows that wait at most, those that the database did not take among them: 10 MB or so. With more, refusals are left out. */
const MAX_WAITING = 10_000;
/** Rows of one statement. */
const PAGE = 500;

export type Refusal = { actor: Pick<Actor, 'userId' | 'keyId'>; origin: Origin; operation: string; code: string };
type Row = ReturnType<typeof auditRow> & { id: string; at: Date; details: { times: number } };

/**
 * Refusals of the administration that an account could have as many of as it likes, on their way to the audit log. Those
 * to one key, of one operation and by one code that come within a second are one row, with the time, address and request
 * of the first, and `times`. Rows that the database does not take are sent again, under the same ids, with the next
 * refusals of this isolate. An isolate that is killed takes with it those of its last second, and those that the database
 * has not taken.
 */
export function openRefusals(database: Database) {
  const gathered = new Map<string, Row>();
  let unsent: Row[] = [];
  const schedule = flushLater(flush, FLUSH_AFTER_MS);

  /** Counts a refusal, given at `now` (epoch ms). */
  function count({ actor, origin, operation, code }: Refusal, now: number, background: Background): void {
    const name = `${actor.keyId} ${operation} ${code}`;
    const row = gathered.get(name);
    if (row) row.details.times += 1;
    else if (gathered.size + unsent.length < MAX_WAITING) {
      const details = { operation, code, times: 1 };
      const entry = auditRow({ actor, origin, action: 'admin.refused', outcome: 'refused' });
      gathered.set(name, { ...entry, id: crypto.randomUUID(), at: new Date(now), details });
    } else console.error(JSON.stringify({ level: 'error', event: 'refusal-not-audited', userId: actor.userId, name }));
    schedule(now, background);
  }

  /** Writes all that waits. Rejects where the database does not take it; it waits on then. */
  async function flush(): Promise<void> {
    const rows = [...unsent, ...gathered.values()];
    gathered.clear();
    unsent = [];
    for (let at = 0; at < rows.length; at += PAGE) {
      try {
        // One that came through, and whose answer was lost, is there already.
        await database
          .insert(auditLog)
          .values(rows.slice(at, at + PAGE))
          .onConflictDoNothing();
      } catch (error) {
        unsent.push(...rows.slice(at));
        throw error;
      }
    }
  }

  return { count, flush };
}
