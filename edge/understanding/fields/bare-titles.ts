import { isClauseEnd, isFiller, isForeignWord, isFree, phraseAt, rawText, textAt } from '../sentence.ts';
import type { Lexeme } from '../roles.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';
import { capitalRun, isAllVocabulary, knownArtistAt } from './name-spans.ts';
import {
  ARTICLES,
  NAMING_WORDS,
  PIECE_WORDS,
  isCapitalised,
  isQuote,
  isTitleCase,
  stripPrefix,
  tidy,
} from './title-spans.ts';
import type { TitleSpan } from './title-spans.ts';

/** A title that is all there is: a known one, alone or beside a known artist, or words in quotes. */
export function titleSpan(s: Sentence): TitleSpan | null {
  const from = stripPrefix(s, 0, s.tokens.length);
  const end = endOfRequest(s);
  const called = calledTitle(s);
  if (called) return called;
  const quoted = quotedWhole(s, from, end);
  if (quoted && !isQuotedWish(s, quoted)) return quoted;
  for (const at of new Set([0, from])) {
    for (const lexeme of s.lexemes[at] ?? []) {
      if (lexeme.role !== 'title' || !isFree(s, lexeme.from, lexeme.to)) continue;
      const next = textAt(s, lexeme.to) === ',' ? lexeme.to + 1 : lexeme.to;
      const isAll = lexeme.to === end || (RECORDINGS.has(textAt(s, lexeme.to)) && lexeme.to + 1 === end);
      if (!isAll && !endsWithArtist(s, next, end) && !isForOccasion(s, lexeme)) continue;
      if (lexeme.to - lexeme.from === 1 && isPlainWord(s, lexeme.from)) continue;
      if (lexeme.to === s.tokens.length && lexeme.from === 0 && isSaying(s, lexeme)) continue;
      return { from: lexeme.from, to: lexeme.to, name: lexeme.value as string };
    }
  }
  return titlePart(s);
}

/** "What was it called… Running Up That Hill! can you put that on": a known title in capitals that is a part by itself. */
function titlePart(s: Sentence): TitleSpan | null {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const title = phraseAt(s, index, 'title');
    if (!title || title.to - index < 3 || s.negated[index] || !isFree(s, index, title.to)) continue;
    const isPart = (index === 0 || isClauseEnd(s, index - 1)) && isClauseEnd(s, title.to);
    if (isPart && s.tokens[index]?.capital && isCapitalised(s, index, title.to))
      return { from: index, to: title.to, name: title.value };
  }
  return null;
}

/** Behind a title: which recording of it. */
const RECORDINGS = wordSet('unplugged live acoustic karaoke remastered remix cover covers version');

/** "fast car, tracy chapman [NOT luke combs]". */
function endsWithArtist(s: Sentence, index: number, end: number): boolean {
  const to = knownArtistAt(s, index)?.to;
  return to !== undefined && (to === end || s.negated[to] === true);
}

/** "Dancing Queen for our wedding": two words or more in capitals. */
const isForOccasion = (s: Sentence, { from, to }: Lexeme) =>
  textAt(s, to) === 'for' && to - from > 1 && s.tokens[from]?.capital === true && s.tokens[to - 1]?.capital === true;

const POINTERS = wordSet("song track tune one it its 's record single something anything");

/** "a song called Teardrop", "I think it's called London Calling", "the longest version of Blue Monday". */
function calledTitle(s: Sentence): TitleSpan | null {
  for (let index = 1; index < s.tokens.length - 1; index += 1) {
    const named = NAMING_WORDS.has(textAt(s, index)) && (POINTERS.has(textAt(s, index - 1)) || isAuthor(s, index));
    const piece = PIECE_WORDS.has(textAt(s, index)) && ARTICLES.has(textAt(s, index - 1)) && !s.tokens[index]?.capital;
    const version = textAt(s, index) === 'of' && textAt(s, index - 1) === 'version';
    if ((!named && !version && !piece) || !s.tokens[index + 1]?.capital) continue;
    const to = capitalRun(s, index + 1);
    const isArtist = knownArtistAt(s, index + 1)?.to === to && !phraseAt(s, index + 1, 'title');
    const isPlain = isAllVocabulary(s, index + 1, to) && !(named && isTitleCase(s, index + 1, to));
    if (isFree(s, index + 1, to) && !isArtist && !isPlain && (!piece || isClauseEnd(s, to)))
      return { from: index + 1, to, name: tidy(rawText(s, index + 1, to)) };
  }
  return null;
}

/** "the one by Robyn [called]". */
const isAuthor = (s: Sentence, end: number) =>
  [2, 3, 4, 5].some((back) => textAt(s, end - back) === 'by' && capitalRun(s, end - back + 1) === end);

/** "dark techno" in quotes and small letters is a wish like any other. */
const isQuotedWish = (s: Sentence, { from, to }: TitleSpan) =>
  isAllVocabulary(s, from, to) && !s.tokens.slice(from, to).some((token) => token.capital);

/** "what's going on", "flowers": all there is, in small letters, and said every day without a song in mind. */
function isSaying(s: Sentence, { from, to }: Lexeme): boolean {
  if (s.tokens.slice(from + 1, to).some(({ capital }) => capital)) return false;
  if (SAYING_STARTS.has(textAt(s, from))) return true;
  return to - from === 1 && s.tokens[from]?.capital === false && !isForeignWord(s, from);
}
const SAYING_STARTS = wordSet(`
  what whats where wheres who whos why how when i im ive you youre your we were my dont do does is are its thats
`);

/** A single vocabulary word or number is read as such before it is taken for a title. */
const isPlainWord = (s: Sentence, index: number) =>
  isAllVocabulary(s, index, index + 1) ||
  isFiller(s, index) ||
  (s.tokens[index]?.kind === 'number' && s.tokens.length === 1);

export function endOfRequest(s: Sentence): number {
  let end = s.tokens.length;
  while (end > 0 && (TAIL.has(textAt(s, end - 1)) || !/[\p{L}\p{N})'"]/u.test(textAt(s, end - 1)))) end -= 1;
  return end;
}

const TAIL = wordSet('please pls plz . ! ? thanks thx now lol bitte stp svp grazie gracias obrigado merci ta cheers');

function quotedWhole(s: Sentence, from: number, end: number): TitleSpan | null {
  if (!isQuote(s, from) || textAt(s, end - 1) !== textAt(s, from) || end - from < 3) return null;
  if (textAt(s, from) === "'" && !s.tokens[from + 1]?.capital) return null;
  return { from, to: end, name: rawText(s, from + 1, end - 1) };
}
