import { judgeSegments } from './back-references.ts';
import { parts } from './sentence-parts.ts';
import { phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';
import { PAST_WORDS } from './vocabulary/wishes.ts';

const CIRCUMSTANCES: ReadonlySet<string> = new Set(['era', 'activity', 'limit', 'durationSec', 'language']);

const TELLERS = wordSet('i we he she they');

/** "we met in the 90s at a wedding": when and where, and words that say something of it, none of them of music. */
export const isCircumstance = (s: Sentence, uncovered: readonly number[]) =>
  (uncovered.length > 0 || TELLERS.has(textAt(s, 0))) &&
  parts(s).length === 1 &&
  Object.keys(s.query).every((field) => CIRCUMSTANCES.has(field)) &&
  !s.tokens.some((_, index) => phraseAt(s, index, 'hint', 'mood', 'similar') || s.owner[index] === 'genres');

export const SUBJECTS = wordSet('the a an he she they it his her our their my your this that these those');
const RELATIVES = wordSet('that which');
const COPULAS = wordSet('is are was were has had will takes took means meant stands');
/** Words of a request that say as much elsewhere. */
const LIMITING = wordSet('only just more any some');
const APPROVAL = wordSet('fine ok okay good great perfect welcome alright cool nice');

/** "Tango is a dance from Argentina", "the drums of war are beating": one part that states something and asks nothing. */
export function isStatement(s: Sentence): boolean {
  if (s.query.bpm !== undefined || s.query.title !== undefined || parts(s).length > 1) return false;
  if (s.tokens.some((_, index) => phraseAt(s, index, 'request') && !LIMITING.has(textAt(s, index)))) return false;
  const verb = s.tokens.findIndex(
    ({ text }, at) => COPULAS.has(text) && !s.owner[at] && !RELATIVES.has(textAt(s, at - 1)),
  );
  if (verb < 1 || APPROVAL.has(textAt(s, verb + 1)) || textAt(s, verb + 1) === 'no') return false;
  return SUBJECTS.has(textAt(s, 0)) || s.owner.slice(0, verb).every((owner) => owner !== undefined);
}

const TOLD: ReadonlySet<string> = new Set(['artists', 'era', 'understood']);

/** "Barry White was born in Galveston, right?": names, and nothing but what once was said of them. */
export function isNarrated(s: Sentence): boolean {
  if (s.owner.some((owner) => owner !== undefined && !TOLD.has(owner))) return false;
  const named = judgeSegments(s).filter((segment) => segment.named);
  return named.length > 0 && named.every(({ attitude, from, to }) => attitude === 'told' && isToldOf(s, from, to));
}

const HAPPENED = wordSet(
  'broke split died won formed toured married signed sold headlined reunited divorced retired cancelled canceled announced',
);

/** "I saw Björk", or a verb of the past right behind the name. */
function isToldOf(s: Sentence, from: number, to: number): boolean {
  if (TELLERS.has(textAt(s, from)) && ['saw', 'met', 'watched', 'interviewed'].includes(textAt(s, from + 1)))
    return true;
  const last = s.owner.lastIndexOf('artists', to - 1);
  const verb = textAt(s, last + 1);
  return last + 1 < to && s.owner[last + 1] === undefined && (PAST_WORDS.has(verb) || HAPPENED.has(verb));
}
