import { isClauseEnd, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
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
  (CONTRASTS.has(textAt(s, index)) ||
    leadsToCommand(s, index) ||
    (WISH_VERBS.has(textAt(s, index)) && !s.tokens[index]?.capital));

/** "The neighbours are out, [so play] drum and bass". */
const leadsToCommand = (s: Sentence, index: number) =>
  textAt(s, index) === 'so' && phraseAt(s, index + 1, 'request')?.value === 'strong';

/** Signs inside a name part nothing: "Earth, Wind & Fire". */
function nameEnd(s: Sentence, index: number): number | null {
  const name = phraseAt(s, index, 'artist', 'title', 'genre');
  return name && name.to - index > 1 && s.tokens[index]?.kind !== 'symbol' ? name.to : null;
}
