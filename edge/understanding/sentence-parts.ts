import type { QueryField } from '../../shared/contracts/query.ts';
import { isClauseEnd, isFiller, phraseAt, phraseBefore, textAt } from './sentence.ts';
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

/** The lists of the query that say what to play. */
export const LISTS = ['genres', 'instruments', 'moods', 'artists'] as const;
export type ListField = (typeof LISTS)[number];

export const dropFrom = (s: Sentence, field: ListField, from: number, to: number): void =>
  dropSpans(s, field, (at) => at >= from && at < to);

/** Takes from a list what was read at the tokens chosen, and nowhere else as well. */
export function dropSpans(
  s: Sentence,
  field: ListField,
  isDropped: (from: number, value: string | undefined) => boolean,
): void {
  const evidence = s.evidence.get(field);
  const kept = evidence?.spans.filter((span) => !isDropped(span.from, span.value)) ?? [];
  if (!evidence || kept.length === evidence.spans.length) return;
  if (kept.length === 0) {
    s.evidence.delete(field);
    delete s.query[field];
    return;
  }
  const values = new Set(kept.map(({ value }) => value));
  evidence.spans = kept;
  (s.query as Record<string, unknown>)[field] = (s.query[field] as string[]).filter((value) => values.has(value));
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

const MEASURES: ReadonlySet<Owner> = new Set<Owner>(['energy', 'era']);

/** "low energy soul", "90s garage": a measure of music right before a genre, which may be an everyday word. */
export const isDescribed = (s: Sentence, index: number): boolean => {
  const owner = s.owner[index - 1];
  return s.owner[index] === 'genres' && owner !== undefined && MEASURES.has(owner) && isLastOfName(s, index);
};

/** Whether the genre at a token goes on with nothing that makes it part of another thing ("house prices", "drill and hammer"). */
function isLastOfName(s: Sentence, index: number): boolean {
  let to = index + 1;
  while (s.owner[to] === 'genres') to += 1;
  const next = textAt(s, to);
  if (next === 'of' || (next === 'for' && ['sale', 'rent', 'hire'].includes(textAt(s, to + 1)))) return false;
  if (next === 'and' || next === 'or') return s.owner[to + 1] !== undefined;
  return (
    isClauseEnd(s, to) || isFiller(s, to) || s.owner[to] !== undefined || phraseAt(s, to, 'yearBound') !== undefined
  );
}

const WISHES = wordSet('want wants wanna need needs fancy fancies');
const TASTES = wordSet('like love enjoy prefer');

/** Whether the part of the sentence that holds a token speaks of another matter. */
const speaksOfElse = (s: Sentence, at: number) =>
  parts(s).some(
    ([from, to]) =>
      at >= from && at < to && s.tokens.slice(from, to).some((_, offset) => phraseAt(s, from + offset, 'otherMatter')),
  );

/**
 * "I want house until midnight", "play soul", "we like salsa": no article before the everyday word, and nothing it
 * describes behind; or it is missed ("why is there never any soul").
 */
export function isWished(s: Sentence, index: number): boolean {
  if (s.owner[index] !== 'genres' || !isLastOfName(s, index)) return false;
  const [subject, verb] = [textAt(s, index - 2), textAt(s, index - 1)];
  if (WISHES.has(verb) || (TASTES.has(verb) && ['i', 'we'].includes(subject))) return true;
  if (verb === 'play' || (['me', 'us'].includes(verb) && ['give', 'get', 'play', 'find'].includes(subject)))
    return true;
  return phraseBefore(s, index, 'complaint') !== undefined && !speaksOfElse(s, index);
}

function isPlainOwner(s: Sentence, index: number): boolean {
  const owner = s.owner[index];
  if ((PLAIN_FIELDS as readonly unknown[]).includes(owner)) return true;
  if (owner === 'moods') return s.owner[index + 1] === 'genres' || s.owner[index + 1] === 'instruments';
  if (owner !== 'genres' && owner !== 'instruments') return false;
  if (isDescribed(s, index) || isWished(s, index)) return true;
  const value = phraseAt(s, index, 'genre', 'instrument')?.value as { ordinary?: boolean } | undefined;
  return value !== undefined && !value.ordinary;
}
