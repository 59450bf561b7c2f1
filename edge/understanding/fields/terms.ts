import type { Activity, Mood } from '../../../shared/contracts/query.ts';
import { genreNamed } from '../lexicon.ts';
import type { Lexeme } from '../lexicon.ts';
import { claim, isClauseEnd, isFiller, isFree, note, phraseAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { ACTIVITIES_IN_CONTEXT, ACTIVITY_CONTEXT } from '../vocabulary/activities.ts';

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

/** Whether the words have this sense here; another reading of them is tried otherwise. */
function isSense(s: Sentence, term: Term): boolean {
  if (term.role === 'activity') return isActivity(s, term.from, term.to);
  if (term.role === 'mood') return describesMusic(s, term.from, term.to);
  if (term.role === 'instrument')
    return !(term.value as { ordinary: boolean }).ordinary || isInstrument(s, term.from, term.to);
  if (term.role === 'genre') return isGenre(s, term.from, term.to);
  return true;
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
  note(s, excluded ? `exclude.${field}` : field, from, to, confidence);
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
  const sign = s.tokens[from - 1]?.text ?? '';
  const word = s.tokens[from - 2];
  const last = s.tokens[to - 1];
  if (!['/', '&', 'and', 'or'].includes(sign) || word?.kind !== 'word' || last === undefined || to - from < 2) return;
  const genre = genreNamed(`${word.text} ${last.text}`);
  const taken = s.owner[from - 2];
  if (genre === null || (taken !== undefined && taken !== 'understood')) return;
  s.owner[from - 2] = undefined;
  add(s, 'genres', genre, from - 2, from - 1, 0.9);
}

/** "driving techno" is no drive, "I work in a bank" no work. */
function isActivity(s: Sentence, from: number, to: number): boolean {
  const word = s.tokens[from]?.text ?? '';
  if (to - from > 1 || !ACTIVITIES_IN_CONTEXT.has(word)) return true;
  const before = s.tokens[from - 1]?.text ?? '';
  if (before === 'i' || before === 'we')
    return ['while', 'when', 'whilst', 'as'].includes(s.tokens[from - 2]?.text ?? '');
  if (ACTIVITY_CONTEXT.has(before)) return true;
  return (
    phraseAt(s, to, 'trackNoun', 'musicNoun') !== undefined ||
    ['session', 'time', 'trip', 'playlist'].includes(s.tokens[to]?.text ?? '') ||
    ((from === 0 || isClauseEnd(s, from - 1)) && (isClauseEnd(s, to) || s.tokens[to]?.kind === 'number'))
  );
}

const SELVES = new Set([
  'im',
  'am',
  'feel',
  'feeling',
  'were',
  'hes',
  'shes',
  'felt',
  'me',
  'youre',
  'theyre',
  'bin',
  'suis',
  'estoy',
  'sono',
  'estou',
  'ben',
  'jestem',
]);
const OTHER_NOUNS = new Set([
  'birthday',
  'hour',
  'hours',
  'crowd',
  'people',
  'customers',
  'guests',
  'news',
  'boss',
  'room',
  'outside',
  'season',
  'christmas',
  'dinner',
  'date',
  'kids',
  'clients',
  'alley',
  'meeting',
  'week',
  'matter',
  'chocolate',
  'side',
  'web',
  'mode',
  'couple',
  'ending',
  'family',
  'place',
  'neighbours',
  'neighbour',
  'dog',
  'wife',
  'husband',
  'friend',
  'friends',
  'mate',
  'mates',
  'life',
  'holidays',
  'weekend',
]);

/** A mood of the speaker or the occasion is none of the music's. */
function describesMusic(s: Sentence, from: number, to: number): boolean {
  let before = from - 1;
  while (
    [
      'so',
      'very',
      'really',
      'a',
      'bit',
      'pretty',
      'quite',
      'in',
      'too',
      'all',
      'super',
      'rather',
      'muy',
      'sehr',
      'tres',
      'feeling',
      'mood',
      'kinda',
    ].includes(s.tokens[before]?.text ?? '') &&
    before > from - 4
  )
    before -= 1;
  const self = SELVES.has(s.tokens[before]?.text ?? '') || ['feeling', 'feel'].includes(s.tokens[from - 1]?.text ?? '');
  if (self && !s.negated[from] && !phraseAt(s, to, 'genre', 'trackNoun', 'musicNoun', 'instrument')) return false;
  return (
    !OTHER_NOUNS.has(s.tokens[to]?.text ?? '') &&
    !(
      ['after', 'the'].includes(s.tokens[from - 1]?.text ?? '') &&
      s.tokens[from]?.text === 'dark' &&
      isClauseEnd(s, to)
    )
  );
}

function isInstrument(s: Sentence, from: number, to: number): boolean {
  return (
    s.negated[from] === true ||
    (['with', 'and', 'on', 'solo', ','].includes(s.tokens[from - 1]?.text ?? '') && !phraseAt(s, to, 'hint'))
  );
}

/** Nouns that make an everyday thing of the word before them: a house key, a metal band for a watch. */
const HOUSEHOLD_NOUNS = new Set([
  'key',
  'keys',
  'door',
  'doors',
  'number',
  'fair',
  'box',
  'garden',
  'prices',
  'sale',
  'insurance',
  'plant',
  'plants',
  'hinge',
  'bit',
  'bits',
  'dip',
  'club',
  'roof',
  'rent',
  'roll',
  'star',
  'climbing',
  'pool',
  'party',
]);
const DETERMINERS = new Set([
  'the',
  'my',
  'your',
  'our',
  'his',
  'her',
  'their',
  'this',
  'that',
  'a',
  'an',
  'every',
  'each',
]);

/** An everyday word with an article before it and no word of music after it is the everyday thing: "the house is cold". */
function isGenre(s: Sentence, from: number, to: number): boolean {
  const term = phraseAt(s, from, 'genre');
  const ordinary = (term?.value as { ordinary: boolean } | undefined)?.ordinary ?? false;
  if (!ordinary) return true;
  const next = s.tokens[to];
  if (
    s.tokens[from]?.text === 'alternative' &&
    to - from === 1 &&
    ['to', 'zu', 'zum', 'a', 'al', 'per', 'voor'].includes(next?.text ?? '')
  )
    return false;
  if (next?.text === "'s" && next.glued) return false;
  if (HOUSEHOLD_NOUNS.has(next?.text ?? '')) return false;
  if (!DETERMINERS.has(s.tokens[from - 1]?.text ?? '')) return true;
  return (
    phraseAt(s, to, 'trackNoun', 'musicNoun', 'mood', 'hint', 'tempoUnit') !== undefined ||
    isPlainGenre(s, to) ||
    (isClauseEnd(s, to) &&
      s.tokens[from - 2] !== undefined &&
      !isFiller(s, from - 2) &&
      phraseAt(s, from - 2, 'request') !== undefined)
  );
}

/** A genre that is no everyday word. */
const isPlainGenre = (s: Sentence, index: number) =>
  (phraseAt(s, index, 'genre')?.value as { ordinary: boolean } | undefined)?.ordinary === false;

/** What is excluded is never wanted as well. */
function dropExcluded(s: Sentence): void {
  for (const field of ['genres', 'moods', 'instruments'] as const) {
    const excluded: readonly string[] = s.query.exclude?.[field] ?? [];
    const wanted: readonly string[] | undefined = s.query[field];
    if (!wanted || excluded.length === 0) continue;
    const kept = wanted.filter((value) => !excluded.includes(value));
    if (kept.length === wanted.length) continue;
    if (kept.length > 0) (s.query as Record<string, unknown>)[field] = kept;
    else delete s.query[field];
  }
}
