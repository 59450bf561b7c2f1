import { knownArtistAt } from './fields/name-spans.ts';
import { afterNouns, firstItem, itemAt, joinedItem } from './negation-items.ts';
import type { Item } from './negation-items.ts';
import { claim, isClauseEnd, isFiller, isFree, isSentenceEnd, phraseAt, phraseBefore, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import {
  LEFT_TO,
  REFUSING_ENDINGS,
  REFUSING_PARTICLES,
  REFUSING_VERBS,
  SWAPPED_FOR,
  SWAPPING_VERBS,
} from './vocabulary/negations.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Alone at the end, behind the thing: "trance? no", "techno nein". */
const REFUSALS = wordSet('no nope nah never nein non nee nie 👎');
/** Also refuse what follows, so behind the thing they must be the last words of their part. */
const EITHER_WAY = wordSet('absolutely definitely certainly please never');
const THAN = new Set(['than', 'als', 'que', 'di', 'dan', 'niz']);
/** "I'd rather eat my hat than hear country". */
const HEARING = wordSet('hear listen play endure suffer sit have put dance');
const RATHER = new Set(['rather', 'sooner', 'prefer', 'lieber', 'eher', 'plutot']);

/** Marks what is refused by words behind it or on both sides of it, by a comparison, or by a minus sign. */
export function markAround(s: Sentence): void {
  markBackwards(s);
  markEnclosed(s);
  markComparisons(s);
  markMinusSigns(s);
}

/** What the query has a place for. */
export function namedItemAt(s: Sentence, index: number): Item | null {
  const item = itemAt(s, index);
  return item?.kind === 'other' && !phraseAt(s, index, 'language', 'nationality', 'activity') ? null : item;
}

export const mark = (s: Sentence, from: number, to: number): unknown => s.negated.fill(true, from, to);

/** "drum-free", "ballads excluded", "trance? no" behind the item. */
function markBackwards(s: Sentence): void {
  for (let index = 1; index < s.tokens.length; index += 1) {
    const to = refusalAfter(s, index);
    if (to === null) continue;
    let end = index;
    if (
      [
        'also',
        'please',
        'pls',
        'can',
        'should',
        'better',
        'must',
        'may',
        'absolutely',
        'definitely',
        'certainly',
        'oh',
        'hell',
      ].includes(textAt(s, end - 1))
    )
      end -= 1;
    if (['-', '?'].includes(textAt(s, end - 1)) || isVerdict(s, index)) end -= 1;
    const from = itemBefore(s, phraseBefore(s, end, 'trackNoun', 'musicNoun')?.from ?? end) ?? itemBefore(s, end);
    if (from === null) continue;
    mark(s, from, to);
    claim(s, index, to, 'understood');
  }
}

/** "dubstep: no", "trance, no.": one word of refusal is all that is said of it. */
const isVerdict = (s: Sentence, index: number) =>
  [':', ','].includes(textAt(s, index - 1)) && REFUSALS.has(textAt(s, index)) && textAt(s, index + 1) !== '?';

/** Where a refusal that begins at a token ends, if it refuses what stands before it. */
function refusalAfter(s: Sentence, index: number): number | null {
  const text = textAt(s, index);
  const hyphen = textAt(s, index - 1) === '-';
  const after = phraseAt(s, index, 'negatorAfter');
  if (after) {
    if (text === 'less' && !hyphen) return null;
    if (textAt(s, after.to - 1) === 'out' && textAt(s, after.to) === 'of') return null;
    if (EITHER_WAY.has(text) && !endsAnswer(s, index, after.to)) return null;
    return text === 'free' && ['of', 'from'].includes(textAt(s, after.to)) ? null : after.to;
  }
  return (
    drivenAwayEnd(s, index) ?? (REFUSALS.has(text) && !hyphen && endsAnswer(s, index, index + 1) ? index + 1 : null)
  );
}

const DRIVING = wordSet(
  'gets get sends send drives drive has have makes make chases chase had sent drove made clears clear',
);
const DRIVEN = wordSet('me us him her them you people everyone everybody guests customers folk');
const AWAY = wordSet(
  'exit exits leave leaving packing fleeing flee screaming scream hills earplugs cringe cringing cry reaching mute',
);

/** "gets me out of the room", "sends guests running for the exit", "has everyone leaving": where it ends. */
function drivenAwayEnd(s: Sentence, index: number): number | null {
  if (!DRIVING.has(textAt(s, index))) return null;
  const isOwned = OWNING.has(textAt(s, index + 1));
  if (!isOwned && !DRIVEN.has(textAt(s, index + 1))) return null;
  const from = index + (isOwned ? 3 : 2);
  for (let at = from; at < from + 5 && !isClauseEnd(s, at); at += 1) {
    if (LEADING_OUT.has(textAt(s, at - 1)) && textAt(s, at) === 'the' && PLACES.has(textAt(s, at + 1))) return at + 2;
    if (AWAY.has(textAt(s, at))) return at + 1;
  }
  return null;
}
const OWNING = wordSet('my our the his her their all most');
const LEADING_OUT = wordSet('of for to under behind from');
const PLACES = wordSet('room door exit building hills window sofa bed table');

/** Behind a question ("trance? never, …") the refusal need only end its part, elsewhere the sentence. */
const endsAnswer = (s: Sentence, from: number, to: number) =>
  textAt(s, from - 1) === '?' ? isClauseEnd(s, to) : isSentenceEnd(s, to);

/** Where the item that ends right before a token begins. */
function itemBefore(s: Sentence, end: number): number | null {
  for (let from = Math.max(0, end - 5); from < end; from += 1) {
    if (namedItemAt(s, from)?.to === end && isFree(s, from, end)) return from;
  }
  return null;
}

const FIELD_NAMES = wordSet('genre genres mood moods artist artists instrument instruments style tag');

/** "r&b -drake", as one types it into a search engine. */
function markMinusSigns(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const isSign = ['-', '!'].includes(textAt(s, index)) && (index === 0 || !s.tokens[index]?.glued);
    const isMinus = isSign && s.tokens[index + 1]?.glued;
    const first = FIELD_NAMES.has(textAt(s, index + 1)) && textAt(s, index + 2) === ':' ? index + 3 : index + 1;
    const item = isMinus ? (knownArtistAt(s, first) ?? namedItemAt(s, first)) : null;
    const isPair = s.tokens[index + 1]?.capital && (index === 0 || s.tokens[index - 1]?.capital);
    if (item && !isPair) mark(s, index, item.to);
  }
}

const EACH = wordSet('every each all any');
const FAR = wordSet('well far right firmly safely');

/** "keep the saxophone out", "leave Drake at home". */
function markEnclosed(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const swaps = SWAPPING_VERBS.has(textAt(s, index));
    if (!swaps && !REFUSING_VERBS.has(textAt(s, index))) continue;
    let item = firstItem(s, EACH.has(textAt(s, index + 1)) ? index + 2 : index + 1);
    if (item === null || namedItemAt(s, item.from) === null) continue;
    for (let next = joinedItem(s, item, item.kind, 'list'); next !== null;) {
      item = next;
      next = joinedItem(s, item, item.kind, 'list');
    }
    let at = afterNouns(s, item.to);
    if (FAR.has(textAt(s, at))) at += 1;
    const last = REFUSING_ENDINGS.some(([first, rest]) => textAt(s, at) === first && rest.has(textAt(s, at + 1)));
    const verb = textAt(s, index);
    if (swaps) {
      if (SWAPPED_FOR.has(textAt(s, at)) && !isClauseEnd(s, at + 1)) mark(s, index, item.to);
      continue;
    }
    if ((verb.startsWith('leav') || verb === 'let') && LEFT_TO.has(textAt(s, at))) mark(s, index, at);
    else if (last || (REFUSING_PARTICLES.has(textAt(s, at)) && verb !== 'save' && verb !== 'give'))
      mark(s, index, at + (last ? 2 : 1));
  }
}

/** "sit through another minute of [opera]". */
function pastHearing(s: Sentence, index: number): number {
  let at = index;
  while (at < index + 7 && (HEARING.has(textAt(s, at)) || HEARD.has(textAt(s, at)))) at += 1;
  return at;
}
const HEARD = wordSet(
  'through to up with another more minute minutes second hour of one single note an a any some all again round bit yet the this that',
);

/** "rather house than trance", "I prefer house to trance". */
function markComparisons(s: Sentence): void {
  const start = s.tokens.findIndex((token) => RATHER.has(token.text));
  if (start < 0) return;
  const isPreference = textAt(s, start) === 'prefer';
  let seen = false;
  for (let index = start + 1; !isSentenceEnd(s, index); index += 1) {
    const text = textAt(s, index);
    const at = textAt(s, index + 1) === 'the' ? index + 2 : index + 1;
    const isThan = THAN.has(text) || (isPreference && text === 'to');
    const item = seen && isThan ? (namedItemAt(s, index + 1) ?? namedItemAt(s, at)) : null;
    if (item) return void mark(s, index, item.to);
    const past = THAN.has(text) ? pastHearing(s, index + 1) : index + 1;
    const isHeard = past > index + 1 && (seen || HEARING.has(textAt(s, index + 1)));
    const heard = isHeard ? firstItem(s, past) : null;
    if (heard) return void mark(s, index, heard.to);
    seen ||= !isFiller(s, index) && namedItemAt(s, index) !== null;
  }
}
