import {
  VERBAL,
  isAffirmed,
  isApproved,
  isConditional,
  isGoverned,
  isNamed,
  isOfElse,
  judge,
  some,
} from './attitudes.ts';
import type { Judged } from './attitudes.ts';
import { menace } from './menaces.ts';
import { measureEnd } from './measures.ts';
import { segments } from './segments.ts';
import type { Segment } from './segments.ts';
import { isFiller, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';
import { ANAPHORS, PLEASANT, PLURALS, REFUSAL_SIGNS, WEAK_SIGNS } from './vocabulary/rejections.ts';

/** Where a wish goes on behind a thing that is refused. */
const COPULAS = wordSet('is are was its thats ist sind es est son e sao sono to');

/** The parts of a text with what each makes of the things it names, what others say of them included. */
export function judgeSegments(s: Sentence): Judged[] {
  const judged = segments(s).map((segment): Judged => {
    const judged = judge(s, segment);
    const threat = menace(s, segment);
    if (judged.named && pointsBack(s, segment)) judged.attitude = 'wished';
    if (threat !== null && judged.named) judged.attitude = threat;
    return judged;
  });
  judged.forEach((segment, at) => {
    const next = judged.slice(at + 1, at + 3).find(({ named }) => named);
    if (isHeading(s, segment)) refuseListed(s, judged, at + 1);
    else if (announces(s, segment, next)) refuse(next);
    else if (refersBack(s, segment)) refuseBefore(s, judged, at);
    else if (isAnswered(s, segment, judged[at + 1]) || isTakenUp(s, segment, judged[at + 1]))
      segment.attitude = 'wished';
    else if (isFollowed(s, segment, judged[at + 1]) || isThreat(s, segment)) refuse(segment);
    refuseList(s, judged, at);
  });
  return judged;
}

function refuse(segment: Judged | undefined): void {
  if (segment) segment.attitude = 'refused';
}

/** Whether a part refuses what was named before: "never again", "so we're done with it", "ska with none of those". */
function refersBack(s: Sentence, segment: Judged): boolean {
  if (segment.named) return segment.attitude === 'wished' && pointsBack(s, segment);
  if (isAffirmed(s, segment) || some(segment, (index) => isRefusedThing(s, index) || hasOwnObject(s, index)))
    return false;
  if (isVerdict(s, segment)) return true;
  const isRefusal = (index: number) =>
    (REFUSAL_SIGNS.has(textAt(s, index)) || WEAK_SIGNS.has(textAt(s, index))) &&
    s.owner[index] !== 'key' &&
    !isOfElse(s, index);
  return some(segment, isRefusal) && some(segment, (index) => ANAPHORS.has(textAt(s, index)));
}

/** "none of your commercial rubbish", "no kidding". */
function hasOwnObject(s: Sentence, index: number): boolean {
  const negator = s.negated[index] ? phraseAt(s, index, 'negator') : undefined;
  if (negator === undefined || negator.value === 'verb' || VERBAL.has(textAt(s, index))) return false;
  return s.negated[negator.to] === true && !ANAPHORS.has(textAt(s, negator.to));
}

/** Whether a part that names something refuses what was named before: "gospel [without it]", "ska if there's [none of them]". */
function pointsBack(s: Sentence, { from, to }: Segment): boolean {
  for (let index = from + 1; index < to; index += 1) {
    if (!phraseAt(s, index, 'negator') || s.affirmed[index]) continue;
    for (let at = index + 1; at < Math.min(to, index + 4); at += 1) {
      if (isNamed(s, at)) break;
      if (ANAPHORS.has(textAt(s, at)) && (at + 1 === to || AFTER_ANAPHOR.has(textAt(s, at + 1)))) return true;
    }
  }
  return false;
}
const AFTER_ANAPHOR = wordSet('in then please now today tonight thanks at again on');

/** Something the query holds as refused. */
const isRefusedThing = (s: Sentence, index: number) =>
  s.owner[index] === 'doubtful' ||
  s.owner[index]?.startsWith('exclude.') === true ||
  (s.negated[index] === true &&
    (phraseAt(s, index, 'artist', 'genre', 'instrument', 'vocals') !== undefined || measureEnd(s, index) !== null));

function isVerdict(s: Sentence, { from, to }: Segment): boolean {
  for (let at = from; at < to; at += 1) {
    const verdict = phraseAt(s, at, 'verdict', 'negatorAfter');
    if (verdict && verdict.to === to && (s.owner[at] === undefined || s.owner[at] === 'understood')) return true;
    if (!isFiller(s, at) && s.tokens[at]?.kind === 'word') return false;
  }
  return false;
}

function refuseBefore(s: Sentence, judged: readonly Judged[], at: number): void {
  const isPlural = some(judged[at] as Judged, (index) => PLURALS.has(textAt(s, index)));
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const segment = judged[back] as Judged;
    const isSettled = some(segment, (index) => isRefusedThing(s, index)) || segment.attitude === 'refused';
    if (!segment.named && !isSettled) continue;
    const isFirm = isAffirmed(s, segment) || isGoverned(s, segment) || hasRefusal(s, judged, back);
    if (!isSettled && segment.named && (segment.attitude !== 'wished' || !isFirm)) refuse(segment);
    if (!isPlural || !(judged[back - 1]?.asks || judged[back - 2]?.asks)) return;
  }
}

/** Whether something before a part is refused, so that a pronoun behind it may well mean that. */
const hasRefusal = (s: Sentence, judged: readonly Judged[], at: number) =>
  judged
    .slice(Math.max(0, at - 3), at)
    .some((segment) => segment.attitude === 'refused' || some(segment, (index) => isRefusedThing(s, index)));

/** "Jazz? Yes please." */
const isAnswered = (s: Sentence, segment: Judged, next: Judged | undefined) =>
  segment.attitude === 'told' &&
  segment.asks &&
  next !== undefined &&
  !next.named &&
  isApproved(s, next) &&
  !isVerdict(s, next);

/** "She is obsessed with X. Five of her happiest songs", "Who doesn't like X? Play them". */
const isTakenUp = (s: Sentence, segment: Judged, next: Judged | undefined) =>
  segment.attitude === 'told' &&
  next !== undefined &&
  s.owner.slice(segment.from, segment.to).includes('artists') &&
  !some(next, (index) => s.negated[index] === true || REFUSAL_SIGNS.has(textAt(s, index))) &&
  some(next, (index) => OWNERS.has(textAt(s, index)) && some(next, (at) => phraseAt(s, at, 'trackNoun') !== undefined));
const OWNERS = wordSet('her his their');

/** "Wenn Akkordeon kommt, zieh ich aus": a condition, and what comes of it; nothing is asked for. */
const isFollowed = (s: Sentence, segment: Judged, next: Judged | undefined) =>
  segment.named &&
  segment.attitude === 'told' &&
  isConditional(s, segment) &&
  next !== undefined &&
  !next.named &&
  !some(next, (index) => phraseAt(s, index, 'request') !== undefined) &&
  some(next, (index) => s.tokens[index]?.kind === 'word' && s.owner[index] === undefined);

const THREATENING = wordSet('ill im id hell shell well were theyll theyre he she they ich je me yo io eu ik');

/** "if it's X he'll walk", "if any X comes on I'm unplugging the speaker": a condition and what comes of it, in one part. */
function isThreat(s: Sentence, segment: Judged): boolean {
  if (!segment.named || segment.attitude !== 'told') return false;
  let condition = -1;
  let thing = -1;
  for (let index = segment.from; index < segment.to; index += 1) {
    if (thing < 0 && phraseAt(s, index, 'condition') && !isNamed(s, index)) condition = index;
    else if (condition >= 0 && isNamed(s, index)) thing = index;
    else if (thing >= 0 && THREATENING.has(textAt(s, index)) && index + 1 < segment.to)
      return !some({ from: index, to: segment.to, asks: false }, (at) => PLEASANT.has(textAt(s, at)));
  }
  return false;
}

/** "nu metal, metalcore and the like no": a list, and what is said at its end. */
function refuseList(s: Sentence, judged: readonly Judged[], at: number): void {
  const { from, to, attitude, named } = judged[at] as Judged;
  if (!named || attitude !== 'refused' || !REFUSAL_SIGNS.has(textAt(s, to - 1))) return;
  if (!some(judged[at] as Judged, (index) => LIST_ENDS.has(textAt(s, index)))) return;
  for (let back = at - 1, next = from; back >= 0; next = (judged[back] as Judged).from, back -= 1) {
    const segment = judged[back] as Judged;
    const isBare = segment.named && !some(segment, (index) => !isNamed(s, index));
    if (!isBare || textAt(s, next - 1) !== ',') return;
    refuse(segment);
  }
}
const LIST_ENDS = wordSet('and y und et e en i og och ve & or o ou oder');

/** "Banned at this party: EDM", "the following are off limits: trance": a refusal without its thing, before a colon. */
const isHeading = (s: Sentence, segment: Judged) =>
  textAt(s, segment.to) === ':' &&
  !segment.named &&
  !isGoverned(s, segment) &&
  !some(segment, (index) => isRefusedThing(s, index) || (s.negated[index] === true && !!phraseAt(s, index, 'mood'))) &&
  some(segment, (index) => phraseAt(s, index, 'negatorAfter')?.to === segment.to || isOpenRefusal(s, index));

/** A word that refuses and leaves open what: "banned", "do not touch", "never", and not "no" or "nothing". */
const isOpenRefusal = (s: Sentence, index: number) =>
  REFUSAL_SIGNS.has(textAt(s, index)) &&
  !s.affirmed[index] &&
  !isOfElse(s, index) &&
  (phraseAt(s, index, 'negator')?.value !== 'single' || textAt(s, index) === 'never' || textAt(s, index - 1) === 'do');

/** All that is listed behind such a heading, up to a sign that ends the list. */
function refuseListed(s: Sentence, judged: readonly Judged[], from: number): void {
  for (let at = from; at < judged.length; at += 1) {
    const segment = judged[at] as Judged;
    if (isGoverned(s, segment) || (isApproved(s, segment) && at > from)) return;
    if (segment.named) refuse(segment);
    if (![',', '/'].includes(textAt(s, segment.to))) return;
  }
}

/** "You know what kills a Saturday? Downtempo", "what they don't want, ever, is industrial". */
function announces(s: Sentence, segment: Judged, next: Judged | undefined): boolean {
  if (segment.named || !next?.named || isGoverned(s, next) || isApproved(s, next)) return false;
  if (some(segment, (index) => isRefusedThing(s, index))) return false;
  const refuses = some(
    segment,
    (index) => REFUSAL_SIGNS.has(textAt(s, index)) && !s.affirmed[index] && !s.negated[index] && !isOfElse(s, index),
  );
  return refuses && ((segment.asks && !next.asks) || COPULAS.has(textAt(s, next.from)));
}
