import { isOtherNumber } from '../quantities.ts';
import type { Quantity } from '../quantities.ts';
import { claim, isClauseEnd, isFiller, isFree, note, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** After a number that counts tracks: "20 of them", "10 please". */
const AFTER_COUNT = wordSet('of please pls by from that with in and for max bitte ones');
/** Between a count and its noun. */
const BEFORE_NOUN = wordSet('of the more good great really best different or and de very my top');

const MOST = 1000;
const DOZENS = wordSet('dozen dozens dutzend douzaine docena dozzina duzia dozijn tuzin');
const HALVES = wordSet('half halbes demi media mezza meia');
const RANKS = wordSet(`
  top first last best limit ersten besten premiers primeras primeros mejores primi migliori primeiras melhores
  eerste beste pierwsze
`);

/** Reads how many tracks are wanted: "give me 20", "top 10", "a dozen", "just one", "15 tracks". */
export function readLimit(s: Sentence, quantities: readonly Quantity[]): void {
  if (readDozen(s)) return;
  for (const quantity of quantities) {
    if (!isFree(s, quantity.numberFrom, quantity.to) || !isLimit(s, quantity)) continue;
    s.query.limit = quantity.low;
    note(s, 'limit', quantity.from, quantity.to);
    const rank = rankBefore(s, quantity);
    if (rank !== null) claim(s, rank, rank + 1, 'understood');
    return;
  }
}

function readDozen(s: Sentence): boolean {
  const index = s.tokens.findIndex((token, at) => DOZENS.has(token.text) && isFree(s, at));
  if (index < 0) return false;
  const before = (back: number) => textAt(s, index - back);
  const half = HALVES.has(before(1)) ? 1 : before(1) === 'a' && before(2) === 'half' ? 2 : 0;
  const counted = phraseAt(s, index - 1, 'number')?.value ?? s.tokens[index - 1]?.value ?? Number.NaN;
  const several = Number.isFinite(counted) && counted <= 20 && before(1) !== 'a' ? counted : 1;
  s.query.limit = half > 0 ? 6 : several * 12;
  note(s, 'limit', index - (half || (several > 1 ? 1 : 0)), index + 1);
  return true;
}

function isLimit(s: Sentence, quantity: Quantity): boolean {
  const { unit, shape, low, to, numberFrom, from } = quantity;
  if (
    unit !== null ||
    !Number.isInteger(low) ||
    low < 1 ||
    low > MOST ||
    shape === 'range' ||
    shape === 'either' ||
    shape === 'within'
  )
    return false;
  if (s.negated[numberFrom] || s.doubtful[numberFrom] || textAt(s, numberFrom - 1) === 'not') return false;
  if (isOtherNumber(s, quantity) || phraseAt(s, numberFrom, 'genre')) return false;
  if (rankBefore(s, quantity) !== null) return true;
  if (s.tokens[to]?.glued && s.tokens[to]?.kind === 'word') return false;
  const noun = afterAdjectives(s, to);
  if (phraseAt(s, noun, 'trackNoun') || isPluralGenre(s, to)) return true;
  if (
    (low > 1 || from === 0 || phraseBefore(s, from, 'request') !== undefined) &&
    ['of', 'o'].includes(textAt(s, to)) &&
    ['them', 'these', 'those', 'the', 'your', 'my', 'his', 'her', 'their'].includes(textAt(s, to + 1))
  )
    return true;
  if (from === 0 && ['by', 'from', 'of'].includes(textAt(s, to)) && s.owner[to + 1] === 'artists') return true;
  const asked = phraseBefore(s, from, 'request') !== undefined;
  const ends = isClauseEnd(s, to) || AFTER_COUNT.has(textAt(s, to)) || phraseAt(s, to, 'genre', 'mood') !== undefined;
  return asked && ends && (low < 60 || low === 100);
}

/** "top 10", "limit: 5"; "the first one" counts nothing. */
function rankBefore(s: Sentence, { numberFrom }: Quantity): number | null {
  const at = [':', '='].includes(textAt(s, numberFrom - 1)) ? numberFrom - 2 : numberFrom - 1;
  return RANKS.has(textAt(s, at)) && textAt(s, numberFrom) !== 'one' ? at : null;
}

/** "30 kizombas", "ten tangos": pieces of the genre. */
function isPluralGenre(s: Sentence, index: number): boolean {
  const genre = phraseAt(s, index, 'genre');
  return genre?.to === index + 1 && `${genre.value.name}s` === textAt(s, index);
}

/** The next token after moods, genres and the like that may stand between a count and its noun. */
function afterAdjectives(s: Sentence, index: number): number {
  let at = index;
  let further = 2;
  for (let step = 0; step < 8; step += 1) {
    const term = phraseAt(s, at, 'genre', 'mood', 'hint', 'instrument', 'nationality', 'decade', 'vocals', 'activity');
    const noun = phraseAt(s, at, 'trackNoun');
    if (noun && (!term || term.to <= noun.to)) return at;
    if (s.owner[at] === 'artists') at += 1;
    else if (term) at = term.to;
    else if (s.tokens[at]?.kind === 'number' && textAt(s, at + 1) === 's') at += 2;
    else if (
      (textAt(s, at) === ',' && at > index) ||
      (textAt(s, at) === '-' && s.tokens[at]?.glued) ||
      textAt(s, at) === "'" ||
      (isFiller(s, at) && BEFORE_NOUN.has(textAt(s, at)))
    )
      at += 1;
    else if (further > 0 && isOfNoun(s, at)) {
      at += 1;
      further -= 1;
    } else return at;
  }
  return at;
}

/** "25 [summer] songs", "ten [slow dance] songs": a word or two that say what kind of songs. */
const isOfNoun = (s: Sentence, index: number) =>
  s.tokens[index]?.kind === 'word' &&
  !s.tokens[index]?.capital &&
  !isFiller(s, index) &&
  !phraseAt(s, index, 'tempoUnit', 'otherUnit', 'minute') &&
  [index + 1, index + 2].some((at) => phraseAt(s, at, 'trackNoun') && textAt(s, at).endsWith('s'));
