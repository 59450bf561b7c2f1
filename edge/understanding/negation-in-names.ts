import { knownArtistAt, nameAt } from './fields/name-spans.ts';
import type { Lexeme } from './roles.ts';
import { isClauseEnd, isUnknownWord, phraseAt, phraseBefore, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { isOrdinaryWord } from './typos.ts';

/** Whether a part of the sentence begins at a token. */
export const isStart = (s: Sentence, index: number) => index === 0 || isClauseEnd(s, index - 1);

/** "Everything but the Girl", "No Doubt", "no wave": the negation is part of a known name, or of a genre. */
export function isInside(s: Sentence, { from, to }: Lexeme<'negator'>): boolean {
  if ((phraseAt(s, from, 'genre', 'vocals')?.to ?? 0) > to) return true;
  if (isInUnknownName(s, from)) return true;
  if (isInKnownName(s, from, to)) return true;
  const name = phraseAt(s, from, 'artist', 'title');
  if (!name || name.to < to || name.to - from < 2) return false;
  const isBehind = isStart(s, from) || phraseBefore(s, from, 'request') !== undefined;
  const stands = isBehind || ['by', 'like'].includes(textAt(s, from - 1));
  if (stands && phraseAt(s, name.to, 'by') && nameAt(s, name.to + 1)) return true;
  return s.tokens[from]?.capital === true && (s.tokens[from + 1]?.capital === true || name.to > to)
    ? true
    : stands && isClauseEnd(s, name.to);
}

/** "a band called Without Tigers", "hear No Frontiers", "No Frontiers songs": capitals where a name stands. */
function isInUnknownName(s: Sentence, from: number): boolean {
  const [first, second] = [s.tokens[from], s.tokens[from + 1]];
  if (!first?.capital || !second?.capital || first.raw === first.raw.toUpperCase()) return false;
  if (['called', 'named', 'by', 'band', 'artist', 'like'].includes(textAt(s, from - 1))) return true;
  if (textAt(s, from - 1) === ':' && phraseBefore(s, from - 1, 'artist')) return true;
  const isDeliberate = from > 0 && !isClauseEnd(s, from - 1);
  if (knownArtistAt(s, from + 1) || phraseAt(s, from + 1, 'genre', 'mood', 'instrument', 'vocals')) return false;
  return isDeliberate || (isUnknownWord(s, from + 1) && isOrdinaryWord(second.text));
}

/** "New Kids on the Block": the refusing word ends a known name. */
const isInKnownName = (s: Sentence, from: number, to: number) =>
  [1, 2, 3, 4].some((back) =>
    s.lexemes[from - back]?.some(
      (lexeme) =>
        (lexeme.role === 'artist' || lexeme.role === 'title') &&
        (lexeme.to >= to || (lexeme.to > from && lexeme.to - lexeme.from > 2)) &&
        s.tokens[lexeme.from]?.capital === true,
    ),
  );
