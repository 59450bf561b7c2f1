import type { Activity, Mood } from '../../../shared/contracts/query.ts';
import { genreNamed } from '../lexicon.ts';
import type { Lexeme } from '../roles.ts';
import { claim, isFree, note, phraseAt, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { isSense } from './word-senses.ts';

type Term = Lexeme<
  | 'genre'
  | 'mood'
  | 'instrument'
  | 'activity'
  | 'hint'
  | 'occasion'
  | 'vocals'
  | 'nationality'
  | 'language'
  | 'energyPhrase'
>;

/** Of phrases of one length the first named counts. */
const PRECEDENCE = [
  'genre',
  'vocals',
  'instrument',
  'mood',
  'activity',
  'hint',
  'occasion',
  'nationality',
  'language',
] as const;

/** Reads genres, moods, instruments and the activity, each as the longest phrase that fits. */
export function readTerms(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const term = termAt(s, index);
    if (term === null) continue;
    readTerm(s, term);
    index = term.to - 1;
  }
  dropExcluded(s);
}

function termAt(s: Sentence, index: number): Term | null {
  let best: Term | null = null;
  for (const role of PRECEDENCE) {
    const found = phraseAt(s, index, role);
    if (found && isFree(s, found.from, found.to) && (best === null || found.to > best.to) && isSense(s, found))
      best = found;
  }
  return best;
}

function readTerm(s: Sentence, term: Term): void {
  const { from, to } = term;
  if (term.role === 'genre') {
    const { name, ordinary } = term.value as { name: string; ordinary: boolean };
    add(s, 'genres', name, from, to, ordinary && to - from === 1 ? 0.85 : 1);
    addSharedNoun(s, from, to);
  } else if (term.role === 'mood') add(s, 'moods', term.value as Mood, from, to);
  else if (term.role === 'instrument') add(s, 'instruments', (term.value as { name: string }).name, from, to);
  else if (term.role === 'activity') setActivity(s, term.value as Activity, from, to);
  else if (term.role === 'hint' || term.role === 'occasion' || term.role === 'nationality')
    claim(s, from, to, 'understood');
}

/** "no commercial house" beside a wish for house refuses some house, not house. */
function isQualified(s: Sentence, field: string, from: number, to: number): boolean {
  if (
    field !== 'genres' ||
    from === 0 ||
    !s.negated[from - 1] ||
    phraseAt(s, from - 1, 'filler', 'negator', 'mood', 'trackNoun') ||
    s.tokens[from - 1]?.kind !== 'word'
  )
    return false;
  const name = (phraseAt(s, from, 'genre')?.value as { name: string } | undefined)?.name;
  return s.tokens.some(
    (_, index) =>
      (index < from || index >= to) &&
      !s.negated[index] &&
      (phraseAt(s, index, 'genre')?.value as { name: string } | undefined)?.name === name,
  );
}

function add(
  s: Sentence,
  field: 'genres' | 'moods' | 'instruments',
  value: string,
  from: number,
  to: number,
  confidence = 1,
): void {
  const excluded = s.negated[from] ?? false;
  if (excluded && isQualified(s, field, from, to)) return claim(s, from, to, 'understood');
  note(s, excluded ? `exclude.${field}` : field, from, to, confidence, value);
  const holder: Partial<Record<typeof field, string[]>> = excluded ? (s.query.exclude ??= {}) : s.query;
  const list = (holder[field] ??= []);
  if (!list.includes(value) && list.length < 20) list.push(value);
  return undefined;
}

function setActivity(s: Sentence, activity: Activity, from: number, to: number): void {
  if (s.negated[from]) return claim(s, from, to, 'understood');
  if (s.query.activity === undefined || s.query.activity === activity) note(s, 'activity', from, to, 0.9);
  else claim(s, from, to, 'understood');
  s.query.activity ??= activity;
  return undefined;
}

/** "deep/tech house" is deep house and tech house: the word before the sign takes the noun of what follows. */
function addSharedNoun(s: Sentence, from: number, to: number): void {
  const sign = textAt(s, from - 1);
  const word = s.tokens[from - 2];
  const last = s.tokens[to - 1];
  if (!['/', '&', 'and', 'or'].includes(sign) || word?.kind !== 'word' || last === undefined || to - from < 2) return;
  const genre = genreNamed(`${word.text} ${last.text}`);
  const taken = s.owner[from - 2];
  if (genre === null || (taken !== undefined && taken !== 'understood')) return;
  s.owner[from - 2] = undefined;
  add(s, 'genres', genre, from - 2, from - 1, 0.9);
}

/** What is excluded is never wanted as well. */
function dropExcluded(s: Sentence): void {
  for (const field of ['genres', 'moods', 'instruments', 'artists'] as const) {
    const excluded: readonly string[] = s.query.exclude?.[field] ?? [];
    const wanted: readonly string[] | undefined = s.query[field];
    if (!wanted || excluded.length === 0) continue;
    const kept = wanted.filter((value) => !excluded.includes(value));
    if (kept.length === wanted.length) continue;
    if (kept.length > 0) (s.query as Record<string, unknown>)[field] = kept;
    else {
      delete s.query[field];
      s.evidence.delete(field);
    }
  }
}
