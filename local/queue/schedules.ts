import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import { err, ok, type Result } from '../../shared/result.ts';
import type { MessageSpec } from './message.ts';
import type { ScheduleRow } from './rows.ts';
import type { Store } from './store.ts';

/** The next time after `afterMs` that a cron line names (`CRON_TZ=Europe/Berlin 0 4 * * *`; UTC by default); or null. */
const nextRunMs = (line: string, afterMs: number): number | null => {
  const [, timezone = 'UTC', pattern = line] = /^CRON_TZ=(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
  return new Cron(pattern.trim(), { timezone, mode: '5-part' }).nextRun(new Date(afterMs))?.getTime() ?? null;
};

const validNextRunMs = (line: string, afterMs: number): Result<number, string> => {
  try {
    const next = nextRunMs(line, afterMs);
    return next === null ? err('Upstash-Cron names no time to come') : ok(next);
  } catch (error) {
    // The only thing that can fail here is the line itself: its fields, or the name of its time zone.
    return err(`Upstash-Cron: ${error instanceof Error ? error.message : 'not a cron line'}`);
  }
};

type NewSchedule = { scheduleId: string | undefined; cron: string; spec: MessageSpec; body: Uint8Array };

/** Stores a schedule, or replaces the one with the same id; fails with a sentence if the cron line can't be read. */
export const keepSchedule = (store: Store, schedule: NewSchedule, nowMs: number): Result<string, string> => {
  const next = validNextRunMs(schedule.cron, nowMs);
  if (!next.ok) return next;
  const scheduleId = schedule.scheduleId ?? `scd_${randomUUID().replaceAll('-', '')}`;
  const spec = JSON.stringify({ ...schedule.spec, scheduleId });
  store.run(
    `INSERT INTO schedules (schedule_id, cron, spec, body, created_at, next_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (schedule_id) DO UPDATE SET cron = excluded.cron, spec = excluded.spec, body = excluded.body,
       next_at = excluded.next_at`,
    scheduleId,
    schedule.cron,
    spec,
    schedule.body,
    nowMs,
    next.value,
  );
  return ok(scheduleId);
};

const publishScheduled = (store: Store, row: ScheduleRow, nowMs: number): void => {
  const spec = JSON.parse(row.spec) as MessageSpec;
  const notBefore = nowMs + spec.delayMs;
  const nextAt = nextRunMs(row.cron, nowMs) ?? Number.MAX_SAFE_INTEGER;
  store.transaction(() => {
    store.insert({ spec: { ...spec, notBefore }, body: row.body, nextAt: notBefore }, nowMs);
    store.run('UPDATE schedules SET next_at = ?, last_at = ? WHERE schedule_id = ?', nextAt, nowMs, row.schedule_id);
  });
};

/**
 * Publishes what is due, once however many times were missed while the process was down, and returns the ms until the
 * next schedule is due (Infinity if there is none).
 */
export const publishDueSchedules = (store: Store, nowMs: number): number => {
  const due = store.all<ScheduleRow>('SELECT * FROM schedules WHERE paused = 0 AND next_at <= ?', nowMs);
  for (const row of due) publishScheduled(store, row, nowMs);
  const next = store.get<{ at: number | null }>('SELECT min(next_at) AS at FROM schedules WHERE paused = 0');
  return next?.at ? next.at - nowMs : Infinity;
};
