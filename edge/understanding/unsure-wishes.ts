import { LISTS, dropSpans, isCue } from './sentence-parts.ts';
import { segments } from './segments.ts';
import type { Segment } from './segments.ts';
import { isFiller, phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { REFUSAL_SIGNS } from './vocabulary/rejections.ts';
import { ADJUNCT_OPENERS, APPROVALS, PAST_WORDS } from './vocabulary/wishes.ts';
import { wordSet } from './vocabulary/phrases.ts';

/**
 * What a part of the sentence makes of the things it names: they are `wished`; something is `told` of them that is
 * not understood; or they stand beside a word that refuses.
 */
type Attitude = 'wished' | 'told' | 'refused';

/** Before a command or wish nothing else stands than these. */
const SOFT = wordSet(`
  please so and then now hey hi hello ok okay can could you would just today tonight instead here well oh maybe perhaps
  but also still und et y e en i ja oui si sim tak da ah yo mate bro lads then now jetzt
`);
const SPEAKERS = wordSet('i we im id ill ive wed well were ich wir je nous quiero ik wij');

/**
 * Takes back what is named where something refuses that could not be attached, and, when another part of the text is
 * a plain wish, what is named in a part that says something else. Leaving a wish out is better than turning a refusal
 * into one. Returns whether anything was.
 */
export function dropUnsureWishes(s: Sentence): boolean {
  const named = segments(s).filter((segment) => namesAnything(s, segment));
  const attitudes = named.map((segment) => attitudeIn(s, segment));
  const isWished = attitudes.includes('wished') || s.query.title !== undefined || s.query.similarTo !== undefined;
  const unsure = named.filter((_, at) => attitudes[at] === 'refused' || (attitudes[at] === 'told' && isWished));
  for (const segment of unsure) drop(s, segment);
  return unsure.length > 0;
}

const NAMING: ReadonlySet<Owner | undefined> = new Set<Owner | undefined>([...LISTS, 'vocals']);

const isNamed = (s: Sentence, index: number) => NAMING.has(s.owner[index]) && !s.negated[index];

function namesAnything(s: Sentence, { from, to }: Segment): boolean {
  for (let index = from; index < to; index += 1) if (isNamed(s, index)) return true;
  return false;
}

function drop(s: Sentence, { from, to }: Segment): void {
  const isInside = (at: number) => at >= from && at < to;
  for (const field of LISTS) dropSpans(s, field, isInside);
  const vocals = s.evidence.get('vocals');
  if (vocals?.spans.every((span) => isInside(span.from)) && s.query.vocals === 'any') {
    s.evidence.delete('vocals');
    delete s.query.vocals;
  }
  for (let index = from; index < to; index += 1) if (isNamed(s, index)) s.owner[index] = 'doubtful';
}

function attitudeIn(s: Sentence, segment: Segment): Attitude {
  const { from, to } = segment;
  let [affirmed, refused] = [false, false];
  for (let index = from; index < to; index += 1) {
    affirmed ||= s.affirmed[index] === true;
    refused ||= isRefusing(s, index);
  }
  if (affirmed) return 'wished';
  if (refused) return 'refused';
  return isGoverned(s, segment) || !saysMore(s, segment) ? 'wished' : 'told';
}

/** A word that refuses, and that nothing was made of. */
const isRefusing = (s: Sentence, index: number) =>
  (s.owner[index] === undefined || s.owner[index] === 'understood') &&
  !s.negated[index] &&
  REFUSAL_SIGNS.has(textAt(s, index));

/** "Give me X", "I'd like X", "X please": the whole part is a wish. */
function isGoverned(s: Sentence, { from, to }: Segment): boolean {
  let at = from;
  while (at < to && (SOFT.has(textAt(s, at)) || s.tokens[at]?.kind === 'symbol')) at += 1;
  for (let index = from; index < to; index += 1) {
    if (APPROVALS.has(textAt(s, index)) && s.owner[index] === undefined) return true;
    const request = phraseAt(s, index, 'request');
    if (request && (index <= at || SPEAKERS.has(textAt(s, index)))) return true;
  }
  return false;
}

/** Words that say something of what is named: not those before a place or occasion behind it. */
function saysMore(s: Sentence, { from, to, asks }: Segment): boolean {
  let seen = false;
  for (let index = from; index < to; index += 1) {
    const text = textAt(s, index);
    if (isNamed(s, index)) seen = true;
    else if (s.owner[index] !== undefined || s.tokens[index]?.kind !== 'word') continue;
    else if (PAST_WORDS.has(text)) return true;
    else if (seen && ADJUNCT_OPENERS.has(text)) return false;
    else if (!isFiller(s, index) && !isCue(s, index)) return true;
  }
  return asks && to + 1 < s.tokens.length;
}
