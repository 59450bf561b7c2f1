import { mark, markAround, namedItemAt } from './negation-around.ts';
import { afterNouns, firstItem, itemAt, joinedItem } from './negation-items.ts';
import type { Item } from './negation-items.ts';
import { isInside, isStart } from './negation-in-names.ts';
import { markPronouns, markVerdicts } from './negation-verdicts.ts';
import type { Lexeme } from './roles.ts';
import { claim, isClauseEnd, isNumbering, isFree, isUnknownWord, phraseAt, phraseBefore, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { ASKED_OF, NEGATION_LEADS } from './vocabulary/negations.ts';
import { REFUSAL_SIGNS, WEAK_SIGNS } from './vocabulary/rejections.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** From here on a sentence turns to what is wanted. */
const SWITCHES = wordSet(`
  but just only nur simply purely with instead so then aber sondern mais pero sino ma mas maar ale because since while when
`);
/** Phrases that outweigh a negation no longer than they are. */
const NO_REFUSALS = ['notNegation', 'complaint', 'indifferent', 'boundBefore', 'yearBound', 'doubt'] as const;
const NOT_ONE = new Set(['not one', 'not a single', 'not any']);
const REFUSING = /^(?:no|not|never|cant|cannot|dont|wont|couldnt|wouldnt|doesnt|didnt|isnt|wasnt|havent|refuse)$/;
const AND_OR = wordSet('and or nor & und et y e oder ou o');
const EXCEPTIONS = wordSet(`
  except excepting apart other besides unless save barring ausser sauf excepto salvo tranne behalve oprocz
`);
/** Who has none of it, when a part of the sentence begins so. */
const LISTENERS = wordSet('this my your our we i you ive weve youve');
/** Before an adjective, behind any negation or one that compares: of "not that loud rock" rock is wanted. */
const EXCESS = wordSet('too overly zu trop muy demasiado troppo te zbyt');
const DEGREES = wordSet('so very that less super really quite');
const COMPARING = wordSet('not nothing less isnt arent aint nicht pas but');

/**
 * Marks what is refused, the refusing words included. Where a negation is heard and what it refuses can't be told,
 * what stands in its reach is marked as doubtful, and is neither wanted nor refused.
 */
export function markNegations(s: Sentence): void {
  markVerdicts(s);
  markForwards(s);
  markAround(s);
  markPronouns(s);
}

function markForwards(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const positive = phraseAt(s, index, ...NO_REFUSALS);
    const negator = phraseAt(s, index, 'negator');
    if (negator && textAt(s, index) === 'but' && (phraseAt(s, index + 1, 'negator')?.to ?? 0) > negator.to) continue;
    const outweighs = positive && (!negator || positive.to >= negator.to);
    if (outweighs && !(negator && isPreferred(s, negator))) {
      if (positive.role === 'doubt') markDoubtful(s, positive.to);
      else if (isAffirming(s, positive)) s.affirmed.fill(true, positive.from, positive.to);
      index = positive.to - 1;
      continue;
    }
    if (!negator || s.negated[index] || !isFree(s, negator.from, negator.to) || isInside(s, negator)) continue;
    if (isNotNegating(s, negator)) continue;
    if (missesThing(s, negator) || isAskedOf(s, negator) || isCondition(s, negator)) {
      s.affirmed.fill(true, negator.from, negator.to);
      continue;
    }
    const second = secondNegator(s, negator) ?? withoutAhead(s, negator) ?? refusalBehind(s, negator);
    if (second) {
      s.affirmed.fill(true, negator.from, second.to);
      index = second.to - 1;
      continue;
    }
    const end = negateFrom(s, negator);
    if (end > negator.to) mark(s, negator.from, end);
    const next = end > negator.to ? exceptionEnd(s, end) : negator.to;
    s.affirmed.fill(true, Math.max(end, negator.to), Math.max(next, negator.to));
    index = next - 1;
  }
}

/** "I don't hate techno", "wouldn't say no to jazz", "not without strings": two negations that make a wish. */
function secondNegator(s: Sentence, { from, to, value }: Lexeme<'negator'>): Lexeme<'negator'> | null {
  const isVerb = value !== 'single' || textAt(s, to - 1) === 'never' || textAt(s, from) === 'not';
  if (!isVerb) return null;
  const at = textAt(s, to) === 'ever' || textAt(s, to) === 'really' ? to + 1 : to;
  const second = phraseAt(s, at, 'negator');
  if (!second || isInside(s, second)) return null;
  return second.value !== 'single' || textAt(s, at) === 'without' ? second : null;
}

const RELATIVES = wordSet('that thats which');
/** "not a single thing that isn't techno". */
const THINGS = wordSet('thing things anything something note word sound second minute one');

/** "no road trip without Tom Petty", "I can't do yoga without sitar": what stands behind "without" is a must; so in "not one track that's not reggae". */
function withoutAhead(s: Sentence, { from, to }: Lexeme<'negator'>): Lexeme<'negator'> | null {
  if (!REFUSING.test(textAt(s, to - 1)) && !REFUSING.test(textAt(s, from))) return null;
  const first = firstItem(s, to);
  if (first !== null && first.kind !== 'other' && !isUnknownWord(s, first.from)) return null;
  for (let at = to; at < to + 7 && !isClauseEnd(s, at) && !SWITCHES.has(textAt(s, at)); at += 1) {
    if (AND_OR.has(textAt(s, at))) return null;
    const negator = phraseAt(s, at, 'negator');
    const isMust =
      RELATIVES.has(textAt(s, at)) && (THINGS.has(textAt(s, at - 1)) || phraseBefore(s, at, 'trackNoun') !== undefined);
    if (negator && (isMust || textAt(s, at) === 'without' || negator.value !== 'single')) return negator;
  }
  return null;
}

/** Goes on with a refusal: "sem samba nem bossa nova". */
const NOR = wordSet('nor neither ni nem ani ne noch');

/** "Without bass house I'm not getting up": what it can't be without. */
function refusalBehind(s: Sentence, { from, to }: Lexeme<'negator'>): Lexeme<'negator'> | null {
  if (
    !['without', 'ohne', 'sans', 'sin', 'senza', 'sem', 'zonder', 'bez'].includes(textAt(s, from)) ||
    !isStart(s, from)
  )
    return null;
  const item = firstItem(s, to);
  if (item === null || item.kind === 'other' || isClauseEnd(s, item.to)) return null;
  for (let at = item.to; !isClauseEnd(s, at); at += 1) {
    if (AND_OR.has(textAt(s, at)) || SWITCHES.has(textAt(s, at)) || NOR.has(textAt(s, at))) return null;
    const negator = phraseAt(s, at, 'negator');
    if (negator) return negator;
  }
  return null;
}

const BARGAINS = wordSet('deal party dice entry fun gain glory life peace sale go show');

/** "No saxophone, no deal": the first is a must. */
function isCondition(s: Sentence, { to }: Lexeme<'negator'>): boolean {
  const end = itemAt(s, to)?.to ?? to;
  const at = textAt(s, end) === ',' ? end + 1 : end;
  return end > to && textAt(s, at) === 'no' && BARGAINS.has(textAt(s, at + 1)) && isClauseEnd(s, at + 2);
}

/** Where an exception to what is refused begins: "no jazz except [bebop]". */
function exceptionEnd(s: Sentence, end: number): number {
  const at = textAt(s, end) === ',' ? end + 1 : end;
  return EXCEPTIONS.has(textAt(s, at)) ? (phraseAt(s, at, 'negator')?.to ?? end) : end;
}

/** Where the negation ends: after its item, and those joined to it. */
function negateFrom(s: Sentence, negator: Lexeme<'negator'>): number {
  let item = firstItem(s, negator.to) ?? firstItem(s, underHeading(s, negator));
  if (item === null) {
    markDoubtful(s, negator.to);
    return negator.to;
  }
  const { kind } = item;
  const isHeading = textAt(s, item.from - 1) === ':' || textAt(s, item.from - 1) === '(';
  for (;;) {
    const next: Item | null = joinedItem(s, item, kind, isHeading ? 'heading' : negator.value);
    if (next === null && item.kind === 'other' && !isClauseEnd(s, item.to) && !SWITCHES.has(textAt(s, item.to)))
      markDoubtful(s, item.to);
    if (next === null || isNounOfDegree(s, negator, item, next) || isContrast(s, negator, item, next)) return item.to;
    item = next;
  }
}

const HEADINGS = wordSet('list blocklist banned blacklisted verboten');

/** "Block list for this hour: U2, Muse": where what stands under a heading begins. */
function underHeading(s: Sentence, { to }: Lexeme<'negator'>): number {
  if (!HEADINGS.has(textAt(s, to - 1))) return to;
  let at = to;
  while (at < to + 6 && !isClauseEnd(s, at) && textAt(s, at) !== ':') at += 1;
  return textAt(s, at) === ':' ? at + 1 : to;
}

/** "not too dark techno", "nothing too fast dnb", "less sad pop": the genre is wanted. */
function isNounOfDegree(s: Sentence, negator: Lexeme<'negator'>, { kind, from, to }: Item, next: Item): boolean {
  if (next.from !== to || next.kind === 'mood') return false;
  if (textAt(s, negator.from) === 'non' && textAt(s, negator.to) === '-') return true;
  if (kind === 'measure') return textAt(s, negator.from) === 'not' && negator.to === from && isOnlyGenre(s, next);
  if (kind !== 'mood' && kind !== 'other') return false;
  const degree = textAt(s, from - 1);
  return EXCESS.has(degree) || (DEGREES.has(degree) && COMPARING.has(textAt(s, negator.from)));
}

/** "not 128 bpm techno" is techno at another tempo, unless something else is wanted instead. */
const isOnlyGenre = (s: Sentence, { from, to, kind }: Item) =>
  kind === 'genre' && !s.tokens.some((_, index) => (index < from || index >= to) && phraseAt(s, index, 'genre'));

/** "uplifting but not cheesy trance": of two adjectives one is refused, and the noun is wanted. */
const isContrast = (s: Sentence, { from, to }: Lexeme<'negator'>, item: Item, next: Item) =>
  to - from < 3 &&
  item.kind !== 'genre' &&
  next.kind === 'genre' &&
  next.from === item.to &&
  (textAt(s, from) === 'but' || textAt(s, from - 1) === 'but') &&
  phraseBefore(s, textAt(s, from) === 'but' ? from : from - 1, 'mood', 'hint') !== undefined;

/** Marks what follows as doubtful, up to the end of the part or a word that turns to what is wanted. */
function markDoubtful(s: Sentence, from: number): void {
  let at = from;
  while (NEGATION_LEADS.has(textAt(s, at))) at += 1;
  for (; !isClauseEnd(s, at) && s.owner[at] !== 'system'; at += 1) {
    if (SWITCHES.has(textAt(s, at)) || phraseAt(s, at, 'request')?.value === 'strong') return;
    s.doubtful[at] = true;
  }
}

/**
 * Closes what is doubtful to the passes that read wishes. Titles and comparisons are read before: a negation inside
 * one is part of it.
 */
export function setAsideDoubtful(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const item = s.doubtful[index] && !s.negated[index] ? namedItemAt(s, index) : null;
    if (item === null || !isFree(s, item.from, item.to)) continue;
    const isOccasion = phraseAt(s, index, 'activity') && afterNouns(s, item.to) === item.to;
    if (!isOccasion && item.kind !== 'measure') claim(s, item.from, item.to, 'doubtful');
    index = item.to - 1;
  }
}

/** "a bar", "No. 2", "the less", "unless it's disco I'm not in": words that refuse elsewhere. */
function isNotNegating(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  const text = textAt(s, from);
  const next = s.tokens[to]?.text;
  if (text === 'unless') return from === 0;
  if (text === 'block') return !isStart(s, from) && phraseAt(s, from - 1, 'filler') === undefined;
  if (textAt(s, to - 1) === 'over' && s.tokens[to]?.kind === 'number') return true;
  if (to - from > 1) return false;
  if (text === 'ne') return s.tokens[from]?.raw.toLowerCase() !== 'né';
  if (text === 'wo') return !isWithout(s, from, to);
  if (text === 'over' || text === 'before') return !isPreferred(s, { from, to });
  if (text === 'save') return isStart(s, from) || !['genre', 'artist'].includes(itemAt(s, to)?.kind ?? 'other');
  if (text === 'bar')
    return (
      ['a', 'the', 'my', 'our', 'beach', 'rooftop', 'cocktail', 'wine'].includes(textAt(s, from - 1)) ||
      itemAt(s, to) === null
    );
  if (text === 'menos' || text === 'fora' || text === 'poza') return itemAt(s, to) === null;
  if (text === 'no' && next === '.' && isNumbering(s, from)) return true;
  return text === 'less' && (next === 'than' || ['-', 'or'].includes(textAt(s, from - 1)));
}

/** Whether it asks for what it is said of: it holds a refusing word, and a complaint has its object behind it. */
function isAffirming(s: Sentence, { role, from, to }: Lexeme): boolean {
  if (role === 'complaint') return !REFUSING.test(textAt(s, to - 1)) || (firstItem(s, to)?.kind ?? 'other') !== 'other';
  if (role !== 'notNegation' && role !== 'indifferent') return false;
  return s.tokens.slice(from, to).some(({ text }) => REFUSAL_SIGNS.has(text) || WEAK_SIGNS.has(text));
}

/** "Don't you dare": behind the pronoun these forbid. */
const FORBIDDEN = wordSet('dare let go put slip even start try make give gimme sneak throw drop bring ever');

/** "Isn't there any jazz?" */
const isAskedOf = (s: Sentence, { from, to }: Lexeme) =>
  textAt(s, from).endsWith('nt') && ASKED_OF.has(textAt(s, to)) && !FORBIDDEN.has(textAt(s, to + 1));

/** "There is not a single", "why is there no": of a thing that is missed. */
function missesThing(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  const text = s.tokens
    .slice(from, to)
    .map((token) => token.text)
    .join(' ');
  if (NOT_ONE.has(text)) return isComplaint(s, from) || (isStart(s, from) && asksAt(s, to));
  return (text === 'no' || text === 'never') && (isComplaint(s, from) || asksWhy(s));
}

function asksAt(s: Sentence, from: number): boolean {
  let at = from;
  while (!isClauseEnd(s, at)) at += 1;
  return textAt(s, at) === '?';
}

const GERMAN = wordSet('ist sind ich man wird kann gibt und mit die der das es auch nicht viel drin');

/** "jazz wo drums": short for "without" between two things, save in German, where it is "where". */
const isWithout = (s: Sentence, from: number, to: number) =>
  phraseBefore(s, from, 'genre', 'mood', 'instrument', 'artist', 'trackNoun', 'musicNoun') !== undefined &&
  (itemAt(s, to)?.kind ?? 'other') !== 'other' &&
  !s.tokens.some((token) => GERMAN.has(token.text));

/** "house over trance": between two genres or artists; numbers after "over" are bounds, strings are an arrangement. */
function isPreferred(s: Sentence, { from, to }: { from: number; to: number }): boolean {
  if (!['over', 'before'].includes(textAt(s, from))) return false;
  const item = itemAt(s, to);
  if (item?.kind !== 'genre' && item?.kind !== 'artist') return false;
  return phraseBefore(s, from, 'genre', 'artist') !== undefined;
}

/** "There's no disco in here", "this app has no jazz": said at the start of a part, it misses the thing. */
function isComplaint(s: Sentence, from: number): boolean {
  const back = textAt(s, from - 1);
  const isSplit = ["'s", 'is', 'are'].includes(back) && textAt(s, from - 2) === 'there';
  const there = back === 'theres' ? from - 1 : isSplit ? from - 2 : -1;
  if (['has', 'have', 'got'].includes(back) && LISTENERS.has(textAt(s, startOfPart(s, from)))) return true;
  return there >= 0 && (there === 0 || isClauseEnd(s, there - 1) || textAt(s, there - 1) === 'but');
}

function startOfPart(s: Sentence, index: number): number {
  let at = index;
  while (at > 0 && !isClauseEnd(s, at - 1)) at -= 1;
  return at;
}

/** "Why does this playlist have no drum and bass?" */
const asksWhy = (s: Sentence) => textAt(s, 0) === 'why' || (textAt(s, 0) === 'how' && textAt(s, 1) === 'come');
