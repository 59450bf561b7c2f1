import type { QueryField } from '../../shared/contracts/query.ts';
import { isClauseEnd, isFiller, phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Fields that only a request for music has. */
export const PLAIN_FIELDS: readonly QueryField[] = [
  'bpm',
  'key',
  'camelot',
  'artists',
  'title',
  'similarTo',
  'vocals',
  'exclude.artists',
];

/** "the keys are in the house", "a number of", "the piece of land": nouns of music that are everyday ones. */
const HOUSEHOLD = wordSet(`
  atmosphere ambience
  key keys number numbers piece pieces record records hit cut set sets mix band sound sounds beat drops drop album
  single joint jam stuff options ideas items results result radio energy titel tema nummer groove background crowd
  roller cover classic standards weapons mixing genre tempo artist artists suggestions recommendations sons stuck
  tracklist cuts jams covers
`);
export const isHousehold = (s: Sentence, index: number) => HOUSEHOLD.has(textAt(s, index));

export const isCue = (s: Sentence, index: number) =>
  phraseAt(
    s,
    index,
    'request',
    'trackNoun',
    'musicNoun',
    'negator',
    'occasion',
    'hint',
    'boundBefore',
    'boundAfter',
    'yearPreposition',
    'compatible',
  ) !== undefined && phraseAt(s, index, 'otherMatter') === undefined;

const NAMING_OWNERS: ReadonlySet<Owner> = new Set<Owner>(['genres', 'instruments', 'artists', 'title', 'similarTo']);

/**
 * In a text that chats before it asks, everyday words that are also genres or instruments are dropped from the parts
 * that speak of something else: "neighbours hate bass, soft piano please".
 */
export function dropChatter(s: Sentence): void {
  const all = parts(s);
  if (all.length < 2) return;
  for (const [from, to] of all) {
    const { plain, covered, uncovered } = weigh(s, from, to);
    if (isAskedIn(s, from, to) || !namesWish(s, from, to)) continue;
    if (isStatement(s, from, to)) dropFrom(s, 'instruments', from, to);
    if (plain > 0 || uncovered < covered || uncovered === 0) continue;
    for (const field of ['genres', 'instruments', 'moods'] as const) dropFrom(s, field, from, to);
  }
}

/** Whether something to play is named outside the stretch. */
const namesWish = (s: Sentence, from: number, to: number) =>
  s.owner.some((owner, index) => (index < from || index >= to) && owner !== undefined && NAMING_OWNERS.has(owner));

/** "the drums are too loud upstairs": said of an instrument, and no wish. */
const isStatement = (s: Sentence, from: number, to: number) =>
  s.tokens
    .slice(from, to)
    .some(
      ({ text }, offset) => ['is', 'are', 'was', 'were'].includes(text) && s.owner[from + offset - 1] === 'instruments',
    );

export const isAskedIn = (s: Sentence, from: number, to: number) =>
  s.tokens
    .slice(from, to)
    .some(
      (_, offset) =>
        phraseAt(s, from + offset, 'request')?.value === 'strong' ||
        (phraseAt(s, from + offset, 'trackNoun', 'musicNoun') !== undefined && !isHousehold(s, from + offset)),
    );

function dropFrom(s: Sentence, field: 'genres' | 'instruments' | 'moods', from: number, to: number): void {
  const evidence = s.evidence.get(field);
  const kept = evidence?.spans.filter((span) => span.from < from || span.from >= to) ?? [];
  if (!evidence || kept.length === evidence.spans.length) return;
  if (kept.length === 0) {
    s.evidence.delete(field);
    delete s.query[field];
    return;
  }
  const values = new Set(kept.map((span) => valueAt(s, span.from)));
  evidence.spans = kept;
  (s.query as Record<string, unknown>)[field] = (s.query[field] as string[]).filter((value) => values.has(value));
}

function valueAt(s: Sentence, index: number): string | undefined {
  const value = phraseAt(s, index, 'genre', 'instrument', 'mood')?.value;
  return typeof value === 'string' ? value : value?.name;
}

/** The stretches between the signs that part a sentence. */
export function parts(s: Sentence): [from: number, to: number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let index = 0; index <= s.tokens.length; index += 1) {
    if (index < s.tokens.length && !isClauseEnd(s, index)) continue;
    if (index > from) found.push([from, index]);
    from = index + 1;
  }
  return found;
}

export function weigh(s: Sentence, from: number, to: number): { plain: number; covered: number; uncovered: number } {
  let plain = 0;
  let covered = 0;
  let uncovered = 0;
  for (let index = from; index < to; index += 1) {
    const owner = s.owner[index];
    if (owner !== undefined && owner !== 'system') covered += 1;
    else if (s.tokens[index]?.kind === 'word' && owner === undefined && !isFiller(s, index) && !isCue(s, index))
      uncovered += 1;
    if (isPlainOwner(s, index)) plain += 1;
  }
  return { plain, covered, uncovered };
}

function isPlainOwner(s: Sentence, index: number): boolean {
  const owner = s.owner[index];
  if ((PLAIN_FIELDS as readonly unknown[]).includes(owner)) return true;
  if (owner === 'moods') return s.owner[index + 1] === 'genres' || s.owner[index + 1] === 'instruments';
  if (owner !== 'genres' && owner !== 'instruments') return false;
  const value = phraseAt(s, index, 'genre', 'instrument')?.value as { ordinary?: boolean } | undefined;
  return value !== undefined && !value.ordinary;
}
