import { ONLY } from './negation-items.ts';
import { isClauseEnd, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { ANAPHORS } from './vocabulary/rejections.ts';
import { wordSet } from './vocabulary/phrases.ts';
import { CONTRASTS, WISH_VERBS } from './vocabulary/wishes.ts';

/** A part of a sentence that says one thing: tokens `from` to `to`. `asks` when a question mark ends it. */
export type Segment = { from: number; to: number; asks: boolean };

/**
 * The text by what it says one after the other: parted at its signs, before words that turn to something else ("but",
 * "aber") and before a command ("schluss mit Schlager mach Grunge").
 */
export function segments(s: Sentence): Segment[] {
  const found: Segment[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to > from) found.push({ from, to, asks: textAt(s, to) === '?' });
  };
  for (let index = 0; index <= s.tokens.length; index += 1) {
    const insideTo = nameEnd(s, index);
    if (insideTo !== null) {
      index = insideTo - 1;
    } else if (isClauseEnd(s, index)) {
      close(index);
      from = index + 1;
    } else if (index > from && turns(s, index)) {
      close(index);
      from = index;
    }
  }
  return found;
}

const turns = (s: Sentence, index: number) =>
  s.owner[index] === undefined &&
  !s.negated[index] &&
  ((CONTRASTS.has(textAt(s, index)) && !s.affirmed[index] && !ALL_OR_NONE.has(textAt(s, index - 1))) ||
    concludes(s, index) ||
    leadsToCommand(s, index) ||
    // "no fluff [just dub techno]"
    (ONLY.has(textAt(s, index)) && s.negated[index - 1] === true) ||
    (WISH_VERBS.has(textAt(s, index)) && !s.tokens[index]?.capital));

/** "anything but X" is one thing. */
const ALL_OR_NONE = wordSet('anything everything nothing all none anyone everyone');

/** "the neighbours love it [so anything but that]": what follows from what was said, of nothing else. */
function concludes(s: Sentence, index: number): boolean {
  if (textAt(s, index) !== 'so' || s.affirmed[index]) return false;
  let to = index + 1;
  while (to < index + 7 && !isClauseEnd(s, to) && (s.owner[to] === undefined || s.owner[to] === 'understood')) to += 1;
  if (!isClauseEnd(s, to)) return false;
  while (POLITE.has(textAt(s, to - 1))) to -= 1;
  return ANAPHORS.has(textAt(s, to - 1));
}

const POLITE = wordSet('please pls thanks thank you ta bitte');

/** "The neighbours are out, [so play] drum and bass". */
const leadsToCommand = (s: Sentence, index: number) =>
  textAt(s, index) === 'so' && phraseAt(s, index + 1, 'request')?.value === 'strong';

/** Signs inside a name part nothing: "Earth, Wind & Fire". */
function nameEnd(s: Sentence, index: number): number | null {
  const name = phraseAt(s, index, 'artist', 'title', 'genre');
  return name && name.to - index > 1 && s.tokens[index]?.kind !== 'symbol' ? name.to : null;
}
