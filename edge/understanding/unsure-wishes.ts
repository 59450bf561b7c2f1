import { isNamed } from './attitudes.ts';
import type { Judged } from './attitudes.ts';
import { judgeSegments } from './back-references.ts';
import { LISTS, dropSpans } from './sentence-parts.ts';
import type { ListField } from './sentence-parts.ts';
import type { Segment } from './segments.ts';
import { note, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Between things that are refused alike. */
const JOINTS = wordSet(
  ', and or & / nor und oder et ou y o e en of i lub og och ve ni the a der die das le la les el los il lo',
);

/**
 * Refuses what is named in a part of the text that can mean nothing else, and takes back what is named beside a word
 * of refusal, or told of while another part is a plain wish: leaving a wish out is better than turning a refusal into
 * one. Returns whether the query has changed.
 */
export function settleUnsureWishes(s: Sentence): boolean {
  const judged = judgeSegments(s);
  const named = judged.filter((segment) => segment.named);
  const isWished = named.some(({ attitude }) => attitude === 'wished') || s.query.similarTo !== undefined;
  const isNow = isWished || named.some(({ attitude, past }) => attitude === 'told' && !past);
  let changed = false;
  for (const segment of named) {
    const { attitude, past } = segment;
    if (attitude === 'wished' || (attitude === 'told' && !isWished && !(past && isNow))) continue;
    if (s.owner.slice(segment.from, segment.to).includes('title')) continue;
    takeBack(s, segment, (attitude === 'refused' || (isWished && implies(segment))) && isOneThing(s, segment));
    changed = true;
  }
  return changed;
}

/** Beside a plain wish, a word of refusal or a condition ("when the drums come in") means that a thing is refused. */
const implies = ({ attitude, conditional, governed }: Judged) =>
  !governed && (attitude === 'unsure' || (attitude === 'told' && conditional));

/** One thing, or several with nothing but joints between. */
function isOneThing(s: Sentence, { from, to }: Segment): boolean {
  let [seen, ended] = [false, false];
  for (let index = from; index < to; index += 1) {
    if (isNamed(s, index)) {
      if (ended) return false;
      seen = true;
    } else if (seen && !JOINTS.has(textAt(s, index))) ended = true;
  }
  return true;
}

function takeBack(s: Sentence, { from, to }: Segment, refuses: boolean): void {
  const isInside = (at: number) => at >= from && at < to;
  for (const field of LISTS) {
    const spans = s.evidence.get(field)?.spans.filter((span) => isInside(span.from)) ?? [];
    const values = new Set(spans.map(({ value }) => value));
    dropSpans(s, field, (at, value) => isInside(at) || (refuses && values.has(value)));
    if (refuses) for (const span of spans) exclude(s, field, span);
  }
  takeBackVocals(s, isInside, refuses);
  // "one more reggaeton song and I walk" counts nothing.
  if (s.evidence.get('limit')?.spans.every((span) => isInside(span.from))) {
    s.evidence.delete('limit');
    delete s.query.limit;
  }
  if (!refuses) for (let index = from; index < to; index += 1) if (isNamed(s, index)) s.owner[index] = 'doubtful';
}

function exclude(
  s: Sentence,
  field: ListField,
  { from, to, value }: { from: number; to: number; value?: string },
): void {
  if (value === undefined) return;
  const holder: Partial<Record<ListField, string[]>> = (s.query.exclude ??= {});
  const list = (holder[field] ??= []);
  note(s, `exclude.${field}`, from, to, 0.7, value);
  if (!list.includes(value) && list.length < 20) list.push(value);
}

function takeBackVocals(s: Sentence, isInside: (at: number) => boolean, refuses: boolean): void {
  const vocals = s.evidence.get('vocals');
  if (s.query.vocals !== 'any' || !vocals?.spans.every((span) => isInside(span.from))) return;
  if (refuses) s.query.vocals = 'none';
  else {
    s.evidence.delete('vocals');
    delete s.query.vocals;
  }
}
