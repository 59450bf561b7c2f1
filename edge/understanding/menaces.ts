import { isGoverned, isNamed, some } from './attitudes.ts';
import { measureEnd } from './measures.ts';
import type { Segment } from './segments.ts';
import { isClauseEnd, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { MENACES, PLEASANT } from './vocabulary/rejections.ts';
import { wordSet } from './vocabulary/phrases.ts';

const AND = wordSet('and then und et y e en och og');
/** Who does what comes of it. */
const SUBJECTS = wordSet(`
  i im ill id ive we were well weve you youre youll youd he hes hell she shes shell they theyre theyll ich wir je on yo nos io eu ik
`);
/** With these only a plain menace counts: "play X and lose a customer", "and the speaker goes out of the window". */
const OTHERS = wordSet(
  'lose suffer regret perish face risk watch see theres this someone somebody everyone everybody the my our',
);
/** Before what has been heard enough: "one more X song and I walk". */
const AGAIN = wordSet('more another single minute second note noch encore otra otro altra ander');

/**
 * "Play X and you pay for my therapy", "one more X song and I walk": what is threatened with comes behind an "and". It
 * refuses the thing when the words are a menace, or when the thing is once more; otherwise no one can tell, unless
 * what comes of it is pleasant or says more of the wish. Null where nothing comes of it.
 */
export function menace(s: Sentence, segment: Segment): 'refused' | 'unsure' | null {
  const from = consequence(s, segment);
  if (from === null) return null;
  let to = from + 1;
  while (!isClauseEnd(s, to)) to += 1;
  const says = (test: (index: number) => boolean) => some({ from, to, asks: false }, test);
  if (says((index) => PLEASANT.has(textAt(s, index)) || isNamed(s, index) || isRefused(s, index))) return null;
  if (phraseAt(s, from, 'request') || phraseAt(s, from + 1, 'request')) return null;
  if (says((index) => MENACES.has(textAt(s, index)))) return 'refused';
  if (says((index) => saysMusic(s, index))) return null;
  if (some({ ...segment, to: Math.min(from, segment.to) }, (index) => isAgain(s, index))) return 'refused';
  return isGoverned(s, segment) && !OTHERS.has(textAt(s, from)) ? 'unsure' : null;
}

const isAgain = (s: Sentence, index: number) =>
  AGAIN.has(textAt(s, index)) &&
  (textAt(s, index) !== 'more' || s.tokens[index - 1]?.kind === 'number' || COUNTED.has(textAt(s, index - 1)));
const COUNTED = wordSet('one two three any even single');

const isRefused = (s: Sentence, index: number) => s.owner[index]?.startsWith('exclude.') === true;

const saysMusic = (s: Sentence, index: number) =>
  isNamed(s, index) ||
  measureEnd(s, index) !== null ||
  phraseAt(s, index, 'request', 'negator', 'trackNoun', 'musicNoun', 'mood', 'hint', 'activity') !== undefined;

/** Where the subject of what comes of it stands: behind the things that are named, and an "and". */
function consequence(s: Sentence, { from, to }: Segment): number | null {
  let named = false;
  for (let index = from; index <= to; index += 1) {
    const joint = index === to && textAt(s, to) === ',' ? to + 1 : index;
    if (index < to && isNamed(s, index)) named = true;
    else if (
      named &&
      AND.has(textAt(s, joint)) &&
      (SUBJECTS.has(textAt(s, joint + 1)) || OTHERS.has(textAt(s, joint + 1)))
    )
      return joint + 1;
  }
  return null;
}
