import { LISTS, isCue } from './sentence-parts.ts';
import { segments } from './segments.ts';
import type { Segment } from './segments.ts';
import { isFiller, phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';
import { ANAPHORS, PLURALS, REFUSAL_SIGNS, WEAK_SIGNS } from './vocabulary/rejections.ts';
import { ADJUNCT_OPENERS, APPROVALS, PAST_WORDS } from './vocabulary/wishes.ts';

/**
 * What a part of the sentence makes of the things it names: they are `wished`; something is `told` of them that is
 * not understood; they stand beside a word of refusal (`unsure`); or nothing but a refusal can be meant.
 */
export type Attitude = 'wished' | 'told' | 'unsure' | 'refused';
export type Judged = Segment & { attitude: Attitude; named: boolean };

/** Before a command or wish nothing else stands than these. */
const SOFT = wordSet(`
  please so and then now hey hi hello ok okay can could you would just today tonight instead here well oh maybe perhaps
  but also still und et y e en i ja oui si sim tak da ah yo mate bro lads jetzt
`);
const SPEAKERS = wordSet('i we im id ill ive wed well were ich wir je nous quiero ik wij');
/** Where a wish goes on behind a thing that is refused. */
const COPULAS = wordSet('is are was its thats ist sind es est son e sao sono to');
/** Behind a thing these begin what it doesn't do: "Drake never gets played". */
const VERBAL = wordSet('never ni nem jamais nunca mai nooit nigdy aldrig aldri');

export function judgeSegments(s: Sentence): Judged[] {
  const judged = segments(s).map((segment) => ({ ...segment, attitude: attitudeIn(s, segment), named: names(s, segment) }));
  judged.forEach((segment, at) => {
    if (refersBack(s, segment)) refuseBefore(s, judged, at);
    else if (announces(s, segment, judged[at + 1])) refuse(judged[at + 1]);
  });
  return judged;
}

function refuse(segment: Judged | undefined): void {
  if (segment) segment.attitude = 'refused';
}

const NAMING: ReadonlySet<Owner | undefined> = new Set<Owner | undefined>([...LISTS, 'vocals']);

export const isNamed = (s: Sentence, index: number): boolean => NAMING.has(s.owner[index]) && !s.negated[index];

const some = ({ from, to }: Segment, test: (index: number) => boolean) => {
  for (let index = from; index < to; index += 1) if (test(index)) return true;
  return false;
};

const names = (s: Sentence, segment: Segment) => some(segment, (index) => isNamed(s, index));

function attitudeIn(s: Sentence, segment: Segment): Attitude {
  if (some(segment, (index) => s.affirmed[index] === true)) return 'wished';
  const isAsked = isGoverned(s, segment);
  if (some(segment, (index) => isSign(s, index, REFUSAL_SIGNS) || isVerbal(s, index))) return isAsked ? 'unsure' : 'refused';
  if (isAsked) return 'wished';
  if (saysWeakly(s, segment)) return 'unsure';
  return isApproved(s, segment) || !saysMore(s, segment) ? 'wished' : 'told';
}

/** A word that refuses, and that nothing was made of. */
const isSign = (s: Sentence, index: number, signs: ReadonlySet<string>) =>
  (s.owner[index] === undefined || s.owner[index] === 'understood') &&
  !s.negated[index] &&
  signs.has(textAt(s, index));

/** "DJ Khaled doesn't sneak in": said of the thing right before. */
function isVerbal(s: Sentence, index: number): boolean {
  if (index === 0 || !isNamed(s, index - 1) || !s.negated[index] || isNamed(s, index)) return false;
  return VERBAL.has(textAt(s, index)) || phraseAt(s, index, 'negator')?.value === 'verb';
}

/** "Give me X", "I'd like X": the part is a wish from its start. */
function isGoverned(s: Sentence, { from, to }: Segment): boolean {
  let at = from;
  while (at < to && (SOFT.has(textAt(s, at)) || s.tokens[at]?.kind === 'symbol')) at += 1;
  if (some({ from, to: at + 1, asks: false }, (index) => phraseAt(s, index, 'request') !== undefined)) return true;
  if (some({ from, to, asks: false }, (index) => isPast(s, index)) || phraseAt(s, at, 'condition')) return false;
  return some({ from, to, asks: false }, (index) => SPEAKERS.has(textAt(s, index)) && phraseAt(s, index, 'request') !== undefined);
}

const isPast = (s: Sentence, index: number) => s.owner[index] === undefined && PAST_WORDS.has(textAt(s, index));

function isApproved(s: Sentence, segment: Segment): boolean {
  if (some(segment, (index) => isPast(s, index)) || isConditional(s, segment)) return false;
  return some(
    segment,
    (index) =>
      (APPROVALS.has(textAt(s, index)) && s.owner[index] === undefined) ||
      s.tokens[index]?.raw.toLowerCase() === 'sí' ||
      (textAt(s, index) === 'si' && index === segment.to - 1),
  );
}

const isConditional = (s: Sentence, { from, to }: Segment) => {
  let at = from;
  while (at < to && SOFT.has(textAt(s, at)) && !phraseAt(s, at, 'condition')) at += 1;
  return at < to && phraseAt(s, at, 'condition') !== undefined;
};

const saysWeakly = (s: Sentence, segment: Segment) => {
  let seen = false;
  return some(segment, (index) => {
    if (seen && ADJUNCT_OPENERS.has(textAt(s, index))) return false;
    seen ||= isNamed(s, index);
    return isSign(s, index, WEAK_SIGNS);
  });
};

/** Words that say something of what is named: not those before a place or occasion behind it. */
function saysMore(s: Sentence, segment: Segment): boolean {
  if (isConditional(s, segment)) return true;
  const { from, to, asks } = segment;
  let seen = false;
  for (let index = from; index < to; index += 1) {
    const text = textAt(s, index);
    if (isNamed(s, index)) seen = true;
    else if (s.owner[index] !== undefined || s.tokens[index]?.kind !== 'word') continue;
    else if (isPast(s, index)) return true;
    else if (seen && ADJUNCT_OPENERS.has(text)) return false;
    else if (!isFiller(s, index) && !isCue(s, index)) return true;
  }
  return asks && to + 1 < s.tokens.length;
}

/** Whether a part that names nothing refuses what was named before: "never again", "so we're done with it". */
function refersBack(s: Sentence, segment: Judged): boolean {
  if (segment.named || some(segment, (index) => s.affirmed[index] === true)) return false;
  if (isVerdict(s, segment)) return true;
  const refuses = some(segment, (index) => REFUSAL_SIGNS.has(textAt(s, index)) || WEAK_SIGNS.has(textAt(s, index)));
  return refuses && !some(segment, (index) => isRefusedThing(s, index)) && some(segment, (index) => ANAPHORS.has(textAt(s, index)));
}

/** Something the query holds as refused. */
const isRefusedThing = (s: Sentence, index: number) =>
  s.negated[index] === true && (NAMING.has(s.owner[index]) || s.owner[index]?.startsWith('exclude.') === true);

function isVerdict(s: Sentence, { from, to }: Segment): boolean {
  for (let at = from; at < to; at += 1) {
    const verdict = phraseAt(s, at, 'verdict', 'negatorAfter');
    if (verdict && verdict.to === to) return true;
    if (!isFiller(s, at) && s.tokens[at]?.kind === 'word') return false;
  }
  return false;
}

function refuseBefore(s: Sentence, judged: readonly Judged[], at: number): void {
  const isPlural = some(judged[at] as Judged, (index) => PLURALS.has(textAt(s, index)));
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const segment = judged[back] as Judged;
    if (!segment.named) continue;
    if (isGoverned(s, segment)) return;
    refuse(segment);
    if (!isPlural || !(judged[back - 1]?.asks || judged[back - 2]?.asks)) return;
  }
}

/** "You know what kills a Saturday? Downtempo", "what they don't want, ever, is industrial". */
function announces(s: Sentence, segment: Judged, next: Judged | undefined): boolean {
  if (segment.named || !next?.named || isGoverned(s, next)) return false;
  const refuses = some(segment, (index) => REFUSAL_SIGNS.has(textAt(s, index)) && !s.affirmed[index]);
  return refuses && (segment.asks || COPULAS.has(textAt(s, next.from)));
}
