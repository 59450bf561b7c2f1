import type { Vocals } from '../../../shared/contracts/query.ts';
import {
  claim,
  isClauseEnd,
  isFiller,
  isFree,
  isInsideLonger,
  note,
  phraseAt,
  phraseBefore,
  textAt,
} from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** Nouns that ask for singing by themselves; the others ("words", "text") do so only after "with". */
const PLAIN_NOUNS = wordSet('vocals vox gesang voix wokal zang vocais singing');
const WITH = wordSet('with mit avec con com met z has have having some including featuring must');

type Statement = { value: Vocals; from: number; to: number };

/** Reads who sings, or that nobody does. A statement that it does not matter sets nothing. */
export function readVocals(s: Sentence): void {
  const statements: Statement[] = [];
  for (let index = 0; index < s.tokens.length; index += 1) {
    const indifferent = phraseAt(s, index, 'indifferent');
    if (indifferent) {
      const noun = phraseAt(s, indifferent.to, 'vocals');
      claim(s, indifferent.from, noun?.to ?? indifferent.to, 'understood');
      index = (noun?.to ?? indifferent.to) - 1;
      continue;
    }
    const singer = singerAt(s, index);
    if (singer) statements.push(singer);
    const phrase = phraseAt(s, index, 'vocals');
    if (
      !phrase ||
      !isFree(s, phrase.from, phrase.to) ||
      phraseAt(s, index, 'genre') ||
      isInsideLonger(s, index, 'genre') ||
      // "with singing bowls"
      (phraseAt(s, phrase.to - 1, 'instrument')?.to ?? 0) > phrase.to
    )
      continue;
    const value = meaning(s, phrase.value as Vocals, phrase.from, phrase.to);
    if (value) statements.push({ value, from: phrase.from, to: phrase.to });
    index = phrase.to - 1;
  }
  const chosen =
    statements.find(({ value }) => value === 'female' || value === 'male') ??
    statements.find(({ value }) => value === 'none') ??
    statements[0];
  if (!chosen) return;
  s.query.vocals = chosen.value;
  for (const { from, to } of statements) note(s, 'vocals', from, to);
}

const SINGERS: ReadonlyMap<string, Vocals> = new Map([
  ...['woman', 'women', 'girl', 'girls', 'lady', 'female'].map((word) => [word, 'female'] as const),
  ...['man', 'men', 'guy', 'guys', 'male'].map((word) => [word, 'male'] as const),
]);

/** "sung in Korean [by a woman]". */
function singerAt(s: Sentence, index: number): Statement | null {
  if (textAt(s, index) !== 'by' || ![2, 3, 4].some((back) => textAt(s, index - back) === 'sung')) return null;
  const at = ['a', 'the', 'some'].includes(textAt(s, index + 1)) ? index + 2 : index + 1;
  const value = SINGERS.get(textAt(s, at));
  return value && !s.negated[index] ? { value, from: index, to: at + 1 } : null;
}

const BARE_GENDERS = wordSet('female male');

/** "house, female please": the word alone means the singer only where nothing else follows that it describes. */
const endsWish = (s: Sentence, to: number) =>
  isClauseEnd(s, to) ||
  isFiller(s, to) ||
  s.tokens[to]?.kind === 'number' ||
  phraseAt(s, to, 'trackNoun', 'musicNoun', 'genre', 'mood', 'request', 'hint') !== undefined;

function meaning(s: Sentence, value: Vocals, from: number, to: number): Vocals | null {
  const negated = s.negated[from] ?? false;
  if (value === 'any') {
    if (negated) return 'none';
    const isArticle = ['a', 'some', 'any', 'the', 'ein', 'un', 'une', 'uma'].includes(textAt(s, from - 1));
    const wanted =
      WITH.has(textAt(s, isArticle ? from - 2 : from - 1)) || (PLAIN_NOUNS.has(textAt(s, from)) && to - from === 1);
    return wanted && !phraseBefore(s, from, 'nationality') && !phraseAt(s, to, 'sungNoun') ? 'any' : null;
  }
  if (value === 'none') return negated ? 'any' : 'none';
  if (to - from === 1 && BARE_GENDERS.has(textAt(s, from)) && !endsWish(s, to)) return null;
  return negated ? null : value;
}
