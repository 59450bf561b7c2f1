import { phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';

/** Where a tempo, decade or level of energy that begins at a token ends ("128 bpm", "90s", "high energy"); or null. */
export function measureEnd(s: Sentence, index: number): number | null {
  const phrase = phraseAt(s, index, 'energyPhrase', 'decade');
  if (phrase) return phrase.to;
  const part = phraseAt(s, index, 'decadePart');
  if (part) return decadeEnd(s, part.to);
  return decadeEnd(s, index) ?? tempoEnd(s, index) ?? energyEnd(s, index);
}

/** "90s", "'80s", "1990s". */
function decadeEnd(s: Sentence, index: number): number | null {
  const named = phraseAt(s, index, 'decade');
  if (named) return named.to;
  const at = textAt(s, index) === "'" ? index + 1 : index;
  const tail = s.tokens[at + 1];
  return /^\d+0$/.test(textAt(s, at)) && tail?.glued && (tail.text === 's' || tail.text === "'s") ? at + 2 : null;
}

/** "128 bpm", "around 128 bpm", "120-125 bpm". */
function tempoEnd(s: Sentence, index: number): number | null {
  const about = phraseAt(s, index, 'boundBefore');
  const first = about?.value === 'about' ? about.to : index;
  if (s.tokens[first]?.kind !== 'number') return null;
  const joiner = phraseAt(s, first + 1, 'rangeJoiner');
  const last = joiner && s.tokens[joiner.to]?.kind === 'number' ? joiner.to : first;
  return phraseAt(s, last + 1, 'tempoUnit')?.to ?? null;
}

/** "energy 8/10", "energy level 0.7". */
function energyEnd(s: Sentence, index: number): number | null {
  const noun = phraseAt(s, index, 'energyNoun');
  if (!noun || s.tokens[noun.to]?.kind !== 'number') return null;
  const isOfTen = textAt(s, noun.to + 1) === '/' && s.tokens[noun.to + 2]?.kind === 'number';
  return noun.to + (isOfTen ? 3 : textAt(s, noun.to + 1) === '%' ? 2 : 1);
}
