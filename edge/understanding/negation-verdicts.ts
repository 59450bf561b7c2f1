import { mark, namedItemAt } from './negation-around.ts';
import type { Item } from './negation-items.ts';
import { isClauseEnd, isFree, isSentenceEnd, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

const YES = wordSet('yes yep yeah yup ja oui si да ok okay ✅ ✔ ☑ 👍 💚');
const NO = wordSet('no nope nah nein non нет never ❌ ✖ ✗ ✘ 🚫 ⛔ 👎');
const PICTURES = wordSet('✅ ✔ ☑ 👍 ❌ ✖ ✗ ✘ 🚫 ⛔ 👎');
const JOINTS = wordSet(': - ? → =');
const PERSONS = wordSet('him her');
const PRONOUNS = wordSet('it him her them those that this');
/** Before a refusal whose object is what was just named. */
const SPEAKERS = wordSet('i we im ive were weve now just really absolutely');
/** How far back a pronoun is followed. */
const MEMORY = 14;

/** "techno yes / trance NO", "✅ house ❌ disco": a list that says of each thing whether it is wanted. */
export function markVerdicts(s: Sentence): void {
  const signs = s.tokens.flatMap(({ text }, index) => (YES.has(text) || NO.has(text) ? [index] : []));
  const first = signs[0];
  if (first === undefined) return;
  if (judged(s, first) !== null) markJudged(s, signs);
  else if (PICTURES.has(textAt(s, first))) markPictured(s, signs);
}

function markJudged(s: Sentence, signs: readonly number[]): void {
  const isList = signs.some((sign) => YES.has(textAt(s, sign)) && judged(s, sign) !== null);
  for (const sign of signs) {
    const item = NO.has(textAt(s, sign)) ? judged(s, sign) : null;
    if (item === null) continue;
    const isAlone = item.from === 0 || isClauseEnd(s, item.from - 1) || signs.includes(item.from - 1);
    const isPicture = PICTURES.has(textAt(s, sign));
    if (isPicture || (isAlone && endsVerdict(s, sign + 1, isList))) mark(s, item.from, sign + 1);
  }
}

/** Behind a verdict its part ends, or the list goes on with the next thing and what is said of that. */
function endsVerdict(s: Sentence, at: number, isList: boolean): boolean {
  if (isClauseEnd(s, at)) return textAt(s, at) !== ':';
  const next = isList ? namedItemAt(s, at) : null;
  return next !== null && (YES.has(textAt(s, next.to)) || NO.has(textAt(s, next.to)));
}

/** Pictures before the things: each counts up to the next. */
function markPictured(s: Sentence, signs: readonly number[]): void {
  for (const sign of signs) {
    if (!NO.has(textAt(s, sign)) || !PICTURES.has(textAt(s, sign))) continue;
    let at = sign + 1;
    for (let item = namedItemAt(s, at); item !== null; item = namedItemAt(s, at)) {
      mark(s, sign, item.to);
      at = [',', '/', 'and', '&'].includes(textAt(s, item.to)) ? item.to + 1 : item.to;
    }
  }
}

/** The thing right before a verdict, past a colon or dash. */
function judged(s: Sentence, sign: number): Item | null {
  const isJoint = JOINTS.has(textAt(s, sign - 1)) && !(textAt(s, sign - 1) === '-' && s.tokens[sign]?.glued);
  const end = isJoint ? sign - 1 : sign;
  for (let from = Math.max(0, end - 5); from < end; from += 1) {
    const item = namedItemAt(s, from);
    if (item?.to === end && isFree(s, from, end)) return item;
  }
  return null;
}

/**
 * "I used to love trance, now I can't stand it", "Ed Sheeran? Not him": refuses what was named last before a pronoun.
 * Who can't stand it must be the speaker, and the thing not asked for by a command.
 */
export function markPronouns(s: Sentence): void {
  for (let index = 1; index < s.tokens.length; index += 1) {
    const negator = phraseAt(s, index, 'negator');
    if (!negator || s.negated[index]) continue;
    const [at, isVerb] = [pronounAfter(s, negator.to), negator.value === 'verb'];
    if (at === null || !(isVerb ? isSpoken(s, index) : at === negator.to && PERSONS.has(textAt(s, at)))) continue;
    const item = lastNamed(s, index, PERSONS.has(textAt(s, at)));
    if (item === null) continue;
    mark(s, item.from, item.to);
    mark(s, index, at + 1);
  }
}

const isSpoken = (s: Sentence, index: number) =>
  isClauseEnd(s, index - 1) || SPEAKERS.has(textAt(s, index - 1)) || SPEAKERS.has(textAt(s, index));

/** "can't [stand it]", "am sick of [them]": a pronoun that ends the part, two words on at most. */
function pronounAfter(s: Sentence, from: number): number | null {
  for (let at = from; at < from + 3; at += 1) {
    const ends = isClauseEnd(s, at + 1) || ['any', 'anymore', 'now', 'so', 'and'].includes(textAt(s, at + 1));
    if (PRONOUNS.has(textAt(s, at)) && ends) return at;
    if (at > from && !['to', 'listen', 'stand', 'of'].includes(textAt(s, at))) return null;
  }
  return null;
}

function lastNamed(s: Sentence, before: number, isPerson: boolean): Item | null {
  let found: Item | null = null;
  for (let at = Math.max(0, before - MEMORY); at < before; at += 1) {
    if (phraseAt(s, at, 'request')?.value === 'strong' && !isSentenceEnd(s, at)) return null;
    const item = s.negated[at] ? null : namedItemAt(s, at);
    if (item === null || item.to > before || !isFree(s, item.from, item.to)) continue;
    if (item.kind === 'artist' || (!isPerson && (item.kind === 'genre' || item.kind === 'instrument'))) found = item;
    at = item.to - 1;
  }
  return found;
}
