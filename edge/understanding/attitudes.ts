import { LISTS, isCue } from './sentence-parts.ts';
import type { Segment } from './segments.ts';
import { measureEnd } from './measures.ts';
import { isClauseEnd, isFiller, phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';
import { REFUSAL_SIGNS, WEAK_SIGNS } from './vocabulary/rejections.ts';
import { ADJUNCT_OPENERS, APPROVALS, PAST_WORDS } from './vocabulary/wishes.ts';

/**
 * What a part of the sentence makes of the things it names: they are `wished`; something is `told` of them that is
 * not understood; they stand beside a word of refusal (`unsure`); or nothing but a refusal can be meant.
 */
export type Attitude = 'wished' | 'told' | 'unsure' | 'refused';
/**
 * A part that is judged; `named` when it names something, `past` when it tells of another time, `conditional` when of
 * what happens if a thing is heard, `governed` when it begins as a wish.
 */
export type Judged = Segment & {
  attitude: Attitude;
  named: boolean;
  past: boolean;
  conditional: boolean;
  governed: boolean;
};

/** Before a command or wish nothing else stands than these. */
const SOFT = wordSet(`
  please so and then now hey hi hello ok okay can could you would just today tonight instead here well oh maybe perhaps
  but also still und et y e en i ja oui si sim tak da ah yo mate bro lads jetzt
`);
const SPEAKERS = wordSet('i we im id ill ive wed well were ich wir je nous quiero ik wij');
/** Right before what is wanted: "for once some salsa". */
const PORTIONS = wordSet('some gimme');
/** Right behind a thing: "EDM is what they play", "la bachata que se la quede mi ex". */
const STATES = wordSet(`
  is are has ist sind est cest c sont sa jest would will could can may must might make makes made give gives send sends put puts
  drive drives turn turns get gets
`);
const REFLEXIVE = wordSet('se no ni la lo');
/** Before what belongs to a wish: "with plenty of brass". */
const LED_BY = wordSet('with mit avec con com met z featuring');
const NO = wordSet('no without kein keine keinen ohne sans sin senza sem zonder geen bez ingen utan uden uten');
/** Behind "no" these are none of a kind of music: "EDM has no business here". */
const ARTICLES = wordSet('the a an any that');
const PLACES = wordSet('place business room use chance way point need longer more');
const ROMANCE_VERBS = wordSet(
  'puedo quiero soporto aguanto trago me la lo se va debe posso voglio sopporto reggo mi si aguento suporto quero da',
);
/** Behind a thing these begin what it doesn't do: "Drake never gets played". */
export const VERBAL = wordSet('never ni nem jamais nunca mai nooit nigdy aldrig aldri');

/** What one part says of the things it names, taken alone. */
export function judge(s: Sentence, segment: Segment): Judged {
  const named = names(s, segment);
  return {
    ...segment,
    named,
    attitude: attitudeIn(s, segment),
    past: some(segment, (index) => isPast(s, index)),
    conditional: isConditional(s, segment),
    governed: isGoverned(s, segment),
  };
}

const NAMING: ReadonlySet<Owner | undefined> = new Set<Owner | undefined>([...LISTS, 'vocals']);

export const isNamed = (s: Sentence, index: number): boolean => NAMING.has(s.owner[index]) && !s.negated[index];

export const some = ({ from, to }: Segment, test: (index: number) => boolean) => {
  for (let index = from; index < to; index += 1) if (test(index)) return true;
  return false;
};

const names = (s: Sentence, segment: Segment) => some(segment, (index) => isNamed(s, index));

function attitudeIn(s: Sentence, segment: Segment): Attitude {
  if (some(segment, (index) => s.affirmed[index] === true && PLAYED.has(textAt(s, index - 1)))) return 'told';
  if (isAffirmed(s, segment) || isLed(s, segment)) return 'wished';
  const isAsked = isGoverned(s, segment);
  if (some(segment, (index) => isSign(s, index, REFUSAL_SIGNS) || isVerbal(s, index) || isOutranked(s, index)))
    return isAsked ? 'unsure' : 'refused';
  if (isAsked) return 'wished';
  if (saysWeakly(s, segment) || some(segment, (index) => isCleft(s, index))) return 'unsure';
  if (!isConditional(s, segment) && some(segment, (index) => isWantedBy(s, index))) return 'wished';
  return isApproved(s, segment) || !saysMore(s, segment) ? 'wished' : 'told';
}

/** "the last DJ played [nothing but trance]". */
const PLAYED = wordSet('played spun heard got gave');

const isLed = (s: Sentence, segment: Segment) =>
  LED_BY.has(textAt(s, segment.from)) && !some(segment, (index) => SPEAKERS.has(textAt(s, index)));

export const isAffirmed = (s: Sentence, segment: Segment) =>
  (textAt(s, segment.from) !== 'where' || SPEAKERS.has(textAt(s, segment.from + 1))) &&
  some(segment, (index) => s.affirmed[index] === true);

/** A word that refuses, and that nothing was made of. */
const isSign = (s: Sentence, index: number, signs: ReadonlySet<string>) =>
  signs.has(textAt(s, index)) &&
  (s.owner[index] === undefined || s.owner[index] === 'understood') &&
  !s.negated[index] &&
  !isOfElse(s, index);

/** "with no beats", "nothing after 1999", "Not Fade Away": what the word refuses is no thing named here. */
export function isOfElse(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (token?.capital && token.raw !== token.raw.toUpperCase() && index > 0 && !isClauseEnd(s, index - 1)) return true;
  if ([index, index + 1].some((at) => isBound(s, at)) || isMeasured(s, index)) return true;
  if (textAt(s, index) === 'out' && textAt(s, index + 1) === 'of') return true;
  if (phraseAt(s, index, 'request') && !phraseAt(s, index, 'negator')) return true;
  if (!NO.has(textAt(s, index))) return false;
  const at = ARTICLES.has(textAt(s, index + 1)) ? index + 2 : index + 1;
  return (s.doubtful[at] === true || (at > index + 1 && s.negated[index] === true)) && !PLACES.has(textAt(s, at));
}

/** "over 120", and not "it is over". */
function isBound(s: Sentence, index: number): boolean {
  const bound = phraseAt(s, index, 'boundBefore', 'yearBound');
  return bound !== undefined && !isClauseEnd(s, bound.to);
}

const MEASURES: ReadonlySet<Owner | undefined> = new Set<Owner | undefined>([
  'bpm',
  'era',
  'energy',
  'durationSec',
  'limit',
]);

const isMeasured = (s: Sentence, index: number) =>
  [-2, -1, 1, 2].some(
    (step) =>
      s.tokens[index + step]?.kind === 'number' ||
      MEASURES.has(s.owner[index + step]) ||
      measureEnd(s, index + step) !== null,
  );

/** "grunge any day before emo". */
const isOutranked = (s: Sentence, index: number) =>
  textAt(s, index) === 'before' && isNamed(s, index + 1) && ['day', 'time'].includes(textAt(s, index - 1));

/** "DJ Khaled doesn't sneak in": said of the thing right before. */
function isVerbal(s: Sentence, index: number): boolean {
  const thing = ['que', 'that', 'who'].includes(textAt(s, index - 1)) ? index - 2 : index - 1;
  if (thing < 0 || !isNamed(s, thing) || !s.negated[index] || (thing < index - 1 && hasObject(s, index))) return false;
  if (['no', 'non', 'nao'].includes(textAt(s, index)) && ROMANCE_VERBS.has(textAt(s, index + 1))) return true;
  return VERBAL.has(textAt(s, index)) || phraseAt(s, index, 'negator')?.value === 'verb';
}

/** "techno that never turns [dark]", "folk that doesn't run [past four minutes]": not the thing itself is refused. */
function hasObject(s: Sentence, negator: number): boolean {
  for (let at = negator + 1; s.negated[at] || s.doubtful[at]; at += 1)
    if (phraseAt(s, at, 'mood', 'genre', 'instrument', 'vocals', 'number') || isMeasured(s, at)) return true;
  return false;
}

/** "Give me X", "I'd like X": the part is a wish from its start. */
export function isGoverned(s: Sentence, { from, to }: Segment): boolean {
  let at = from;
  while (at < to && (SOFT.has(textAt(s, at)) || s.tokens[at]?.kind === 'symbol')) at += 1;
  if (some({ from, to: at + 1, asks: false }, (index) => isRequest(s, index))) return true;
  if (some({ from, to, asks: false }, (index) => isPast(s, index))) return false;
  if (some({ from, to, asks: false }, (index) => PORTIONS.has(textAt(s, index)) && isNamed(s, index + 1))) return true;
  return some(
    { from, to, asks: false },
    (index) => SPEAKERS.has(textAt(s, index)) && phraseAt(s, index, 'request') !== undefined,
  );
}

const isRequest = (s: Sentence, index: number) => {
  const request = phraseAt(s, index, 'request');
  return request !== undefined && textAt(s, request.to) !== 'that';
};

const isPast = (s: Sentence, index: number) =>
  s.owner[index] === undefined &&
  PAST_WORDS.has(textAt(s, index)) &&
  // "asked for", "if you've got".
  !(textAt(s, index) === 'asked' && phraseAt(s, index, 'request')) &&
  !(textAt(s, index) === 'got' && textAt(s, index - 1).endsWith('ve'));

/** "my husband wants [a saxophone]", "they asked for [fado]". */
const isWantedBy = (s: Sentence, index: number) => {
  const request = WANTING.has(textAt(s, index)) ? phraseAt(s, index, 'request') : undefined;
  return request !== undefined && isNamed(s, ARTICLES.has(textAt(s, request.to)) ? request.to + 1 : request.to);
};
const WANTING = wordSet('wants asks asked requests requested fancies craves');

export function isApproved(s: Sentence, segment: Segment): boolean {
  if (some(segment, (index) => isPast(s, index)) || isConditional(s, segment)) return false;
  return some(
    segment,
    (index) =>
      (APPROVALS.has(textAt(s, index)) &&
        s.owner[index] === undefined &&
        s.tokens[index]?.raw.toLowerCase() !== 'já') ||
      s.tokens[index]?.raw.toLowerCase() === 'sí' ||
      (textAt(s, index) === 'si' && index === segment.to - 1) ||
      (index > segment.from && (phraseAt(s, index, 'request')?.to ?? 0) > index + 1 && STATES.has(textAt(s, index))),
  );
}

/** "If you've got any", "if possible". */
const POLITE = wordSet('youve possible need so only not');
/** "If you [could find]": none when it goes on otherwise ("if you so much as think about EDM"). */
const POLITE_VERBS = wordSet(
  'can could have ve want like would wouldnt dont know find got get must will please are happen feel need',
);

export const isConditional = (s: Sentence, { from, to }: Segment) => {
  let at = from;
  while (at < to && SOFT.has(textAt(s, at)) && !phraseAt(s, at, 'condition')) at += 1;
  const condition = at < to ? phraseAt(s, at, 'condition') : undefined;
  if (condition === undefined || POLITE.has(textAt(s, condition.to))) return false;
  return textAt(s, condition.to) !== 'you' || !POLITE_VERBS.has(textAt(s, condition.to + 1));
};

/** "EDM is what they play", "trance is all I hear". */
const isCleft = (s: Sentence, index: number) =>
  STATES.has(textAt(s, index)) && index > 0 && isNamed(s, index - 1) && CLEFTS.has(textAt(s, index + 1));
const CLEFTS = wordSet('what all where who how why was wo ce o lo quel');

/** "emo out", "done with trap": near the thing. */
const saysWeakly = (s: Sentence, segment: Segment) =>
  some(
    segment,
    (index) =>
      isSign(s, index, WEAK_SIGNS) &&
      [-4, -3, -2, -1, 1, 2, 3].some(
        (step) => index + step >= segment.from && index + step < segment.to && isNamed(s, index + step),
      ),
  );

const NARRATORS = wordSet('i we ive weve he she they ich wir yo je io eu ik');

/** Words that say something of what is named: not those before a place or occasion behind it. */
function saysMore(s: Sentence, segment: Segment): boolean {
  if (isConditional(s, segment) || (NARRATORS.has(textAt(s, segment.from)) && s.owner[segment.from] === undefined))
    return true;
  const { from, to, asks } = segment;
  let seen = false;
  for (let index = from; index < to; index += 1) {
    const text = textAt(s, index);
    if (isNamed(s, index)) seen = true;
    else if (s.owner[index] !== undefined || s.tokens[index]?.kind !== 'word') continue;
    else if (isPast(s, index)) return true;
    else if (seen && STATES.has(text) && isNamed(s, index - 1)) return true;
    else if (seen && ADJUNCT_OPENERS.has(text) && !(text === 'que' && REFLEXIVE.has(textAt(s, index + 1))))
      return false;
    else if (!isFiller(s, index) && !isCue(s, index)) return true;
  }
  return asks && to + 1 < s.tokens.length;
}
