import type { MusicQuery, QueryField, TextSpan } from '../../../shared/contracts/query.ts';
import { keyName } from '../../../shared/music/keys.ts';
import { fold } from '../normalise.ts';

/**
 * Where a value that a model gave stands in the request: each of its words or numbers as a whole, whatever its case and
 * accents; none where the model put it otherwise. At most one span a word.
 */
export function spansOf(request: string, field: QueryField, value: unknown): TextSpan[] {
  const { text, offsets } = fold(request);
  return wordsOf(field, value).flatMap((words) => {
    const at = placeOf(text, fold(words).text.trim());
    if (!at) return [];
    const start = offsets?.starts[at.start] ?? at.start;
    const end = offsets?.ends[at.end - 1] ?? at.end;
    return [{ start, end, text: request.slice(start, end) }];
  });
}

/** How a value may stand in a text. */
function wordsOf(field: QueryField, value: unknown): string[] {
  if (field === 'key') return [keyName(value as NonNullable<MusicQuery['key']>)];
  if (field === 'bpm') {
    const { min, max } = value as NonNullable<MusicQuery['bpm']>;
    // "About 120" is 117 to 123.
    return strings([min, max, min !== undefined && max !== undefined ? (min + max) / 2 : undefined]);
  }
  return strings(typeof value === 'object' && value !== null ? Object.values(value) : [value]);
}

const strings = (values: unknown[]): string[] =>
  values.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);

/** The first place where some words stand that no letter or digit touches. */
function placeOf(text: string, words: string): { start: number; end: number } | undefined {
  if (words === '') return undefined;
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    if (!isInWord(text[start - 1]) && !isInWord(text[end])) return { start, end };
  }
  return undefined;
}

const isInWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
