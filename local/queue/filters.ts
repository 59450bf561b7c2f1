import { err, ok, type Result } from '../../shared/result.ts';

type Sql = { where: string; values: (string | number)[] };

/** The columns that messages and events have in common, by the name of the filter. */
const COMMON: Record<string, string> = {
  url: 'url',
  queueName: 'queue_name',
  scheduleId: 'schedule_id',
  flowControlKey: 'flow_key',
  callerIp: 'caller_ip',
  messageId: 'message_id',
  messageIds: 'message_id',
};
export const DLQ_FILTERS = { ...COMMON, dlqIds: 'dlq_id', responseStatus: 'response_status' };
export const MESSAGE_FILTERS = COMMON;
export const EVENT_FILTERS = { ...COMMON, state: 'state' };

const PAGING = new Set(['count', 'cursor']);

/**
 * A query string's filters as SQL: several values of one filter are alternatives, several filters must all hold. An
 * unknown one fails, since leaving it out would widen what is listed or deleted.
 */
export const filterSql = (
  query: URLSearchParams,
  columns: Record<string, string>,
  timeColumn: string,
): Result<Sql, string> => {
  const where: string[] = [];
  const values: (string | number)[] = [];
  for (const name of new Set(query.keys())) {
    if (PAGING.has(name)) continue;
    const given = query.getAll(name);
    if (name === 'fromDate' || name === 'toDate') {
      if (!/^\d{1,15}$/.test(given[0]!)) return err(`${name} is not a Unix time in milliseconds`);
      where.push(`${timeColumn} ${name === 'fromDate' ? '>=' : '<='} ?`);
      values.push(Number(given[0]));
    } else if (name === 'label') {
      where.push('EXISTS (SELECT 1 FROM json_each(labels) l JOIN json_each(?) g ON l.value = g.value)');
      values.push(JSON.stringify(given));
    } else if (Object.hasOwn(columns, name)) {
      where.push(`CAST(${columns[name]} AS TEXT) IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(given));
    } else {
      return err(`the filter '${name}' is not supported`);
    }
  }
  return ok({ where: where.map((part) => ` AND ${part}`).join(''), values });
};

/** `count` of a query string, at most `max`. */
export const countOf = (query: URLSearchParams, max: number): number => {
  const count = Number(query.get('count') ?? max);
  return Number.isInteger(count) && count > 0 ? Math.min(count, max) : max;
};

/** `cursor` of a query string, as the whole number that all our cursors are. */
export const cursorOf = (query: URLSearchParams): number | null => {
  const cursor = query.get('cursor');
  return cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
};
