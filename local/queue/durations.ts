const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The longest delay between two attempts, in ms: one day. */
export const MAX_RETRY_DELAY_MS = 86_400_000;

/** `10s`, `1d10h30m`, `6m5s`, or a bare number of seconds → ms; null if it is none of these. */
export const parseDurationMs = (text: string): number | null => {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(trimmed)) return null;
  let totalMs = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)) {
    totalMs += Number(amount) * UNIT_MS[unit!]!;
  }
  return totalMs;
};

/** QStash's back-off before retry `retry` (1 for the first), in ms: min(86400, e^(2.5 n)) seconds. */
export const defaultRetryDelayMs = (retry: number): number =>
  Math.min(MAX_RETRY_DELAY_MS, Math.exp(2.5 * retry) * 1000);

const RETRY_AFTER_HEADERS = [
  'retry-after',
  'x-ratelimit-reset',
  'x-ratelimit-reset-requests',
  'x-ratelimit-reset-tokens',
];

/**
 * How long the destination asked to be left alone, in ms, from the headers that QStash honours (seconds, a duration, or
 * an HTTP date); null if it did not ask, or asked for more than a day.
 */
export const requestedRetryDelayMs = (headers: Record<string, string[]>, nowMs: number): number | null => {
  for (const name of RETRY_AFTER_HEADERS) {
    const value = headers[name]?.[0];
    if (value === undefined) continue;
    const delayMs = parseDurationMs(value) ?? Math.max(0, Date.parse(value) - nowMs);
    if (Number.isFinite(delayMs) && delayMs <= MAX_RETRY_DELAY_MS) return delayMs;
  }
  return null;
};
