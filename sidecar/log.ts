import { inspect } from 'node:util';

/** One line of JSON a happening. No key, token, address of a file, or body is ever a field. */
export function log(event: string, fields: Record<string, string | number | boolean | null | undefined> = {}): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
}

/** An error as log fields: with its stack, and with what caused it. */
export function errorFields(error: unknown): { error: string; cause?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const text = error.stack ?? error.message;
  return error.cause === undefined ? { error: text } : { error: text, cause: inspect(error.cause, { depth: 1 }) };
}
