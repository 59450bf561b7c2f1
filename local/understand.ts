/**
 * `npm run -s understand`: reads lines `{"id","text"}` on standard input and prints `{"id","query","confidence","source"}`,
 * by the grammar alone. A line that is no such object gives a line with `error`; the run goes on, and its status is 1.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { understand } from '../edge/understanding/grammar.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** One line in, one line out. */
function answerLine(line: string): { answer: object; failed: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { answer: { error: 'not JSON' }, failed: true };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const id = z.object({ id: lineSchema.shape.id }).safeParse(value).data?.id;
    return { answer: { ...(id !== undefined && { id }), error: 'a line needs "id" and "text"' }, failed: true };
  }
  const { query, confidence, source } = understand(parsed.data.text);
  return { answer: { id: parsed.data.id, query, confidence, source }, failed: false };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  const { answer, failed } = answerLine(line);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  if (failed) process.exitCode = 1;
}
