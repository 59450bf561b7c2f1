import type { MusicQuery, QueryField } from '../../shared/contracts/query.ts';
import { findLexemes, vocabulary } from './lexicon.ts';
import type { Lexeme, Role } from './roles.ts';
import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';
import { correctLastWords, correctTypos, isOrdinaryWord } from './typos.ts';
import { wordSet } from './vocabulary/phrases.ts';

/**
 * What a token was used for: a field of the query, or something that is understood and sets nothing. A `doubtful` one
 * stands in the reach of a negation, and whether it is wanted can't be told.
 */
export type Owner = QueryField | 'system' | 'understood' | 'doubtful';

/** What a field was read from; the spans of lists tell which of their values each one gave. */
type Evidence = { confidence: number; spans: { from: number; to: number; value?: string }[] };

/** A request being read: its tokens, the vocabulary found in them, and what has been made of each so far. */
export type Sentence = {
  text: string;
  tokens: readonly Token[];
  lexemes: readonly (readonly Lexeme[])[];
  /** Whether some phrase of the vocabulary, names apart, holds the token. */
  explained: readonly boolean[];
  owner: (Owner | undefined)[];
  /** Refused. */
  negated: boolean[];
  /** Perhaps refused. */
  doubtful: boolean[];
  /** Sounds like a refusal and is none: "can't get enough of", "why is there no". */
  affirmed: boolean[];
  query: MusicQuery;
  evidence: Map<QueryField, Evidence>;
};

/** Of a text that is mostly signs no more than this is read; 2,000 characters of words are some 400. */
const MAX_TOKENS = 1000;

export function readSentence(text: string): Sentence {
  const tokens = tokenise(text).slice(0, MAX_TOKENS);
  if (isShouted(tokens)) for (const token of tokens) token.capital = false;
  correctTypos(tokens);
  correctLastWords(tokens);
  const lexemes = findLexemes(tokens);
  return {
    text,
    tokens,
    lexemes,
    explained: explainedBy(lexemes),
    owner: tokens.map(() => undefined),
    negated: tokens.map(() => false),
    doubtful: tokens.map(() => false),
    affirmed: tokens.map(() => false),
    query: {},
    evidence: new Map(),
  };
}

/** "HARD TECHNO FOR THE GYM": capitals throughout, which mark no names. */
function isShouted(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind, raw }) => kind === 'word' && raw.length > 1);
  return words.length > 2 && words.every(({ raw }) => raw === raw.toUpperCase());
}

const NO_EXPLANATION: ReadonlySet<Role> = new Set<Role>([
  'artist',
  'title',
  'otherMatter',
  'everyday',
  'business',
  'offTopicOpening',
]);

function explainedBy(lexemes: readonly (readonly Lexeme[])[]): boolean[] {
  const explained = lexemes.map(() => false);
  for (const { role, from, to } of lexemes.flat()) if (!NO_EXPLANATION.has(role)) explained.fill(true, from, to);
  return explained;
}

/** Whether all tokens from `from` to `to` (exclusive) are still unused. */
export function isFree(s: Sentence, from: number, to = from + 1): boolean {
  for (let index = from; index < to; index += 1) if (s.owner[index] !== undefined) return false;
  return to <= s.tokens.length;
}

/** The longest phrase of one of the roles that starts at a token, among the unused ones. */
export function lexemeAt<R extends Role>(s: Sentence, index: number, ...roles: R[]): Lexeme<R> | undefined {
  return s.lexemes[index]?.find(
    (lexeme) => (roles as Role[]).includes(lexeme.role) && isFree(s, lexeme.from, lexeme.to),
  ) as Lexeme<R> | undefined;
}

/** The same, used or not. */
export function phraseAt<R extends Role>(s: Sentence, index: number, ...roles: R[]): Lexeme<R> | undefined {
  return s.lexemes[index]?.find((lexeme) => (roles as Role[]).includes(lexeme.role)) as Lexeme<R> | undefined;
}

/** The longest phrase of one of the roles that ends right before a token. */
export function phraseBefore<R extends Role>(s: Sentence, end: number, ...roles: R[]): Lexeme<R> | undefined {
  for (let from = Math.max(0, end - 8); from < end; from += 1) {
    const found = s.lexemes[from]?.find((lexeme) => lexeme.to === end && (roles as Role[]).includes(lexeme.role));
    if (found) return found as Lexeme<R>;
  }
  return undefined;
}

/** Whether the number at a token is that of a seat, a room, a bus; "big room 128" is a genre and its tempo. */
export const isLabelled = (s: Sentence, number: number): boolean =>
  phraseBefore(s, number, 'labelNoun') !== undefined && phraseBefore(s, number, 'genre') === undefined;

/** Whether a token is part of a longer phrase of a role: "chant" in "gregorian chant". */
export function isInsideLonger(s: Sentence, index: number, role: Role): boolean {
  for (let from = Math.max(0, index - 5); from <= index; from += 1) {
    const found = phraseAt(s, from, role);
    if (found && found.to > index && found.to - found.from > 1) return true;
  }
  return false;
}

/** Marks tokens as used. */
export function claim(s: Sentence, from: number, to: number, owner: Owner): void {
  for (let index = from; index < to; index += 1) s.owner[index] ??= owner;
}

/** Marks tokens as used for a field and keeps them as its evidence. */
export function note(s: Sentence, field: QueryField, from: number, to: number, confidence = 1, value?: string): void {
  claim(s, from, to, field);
  const slip = s.tokens.slice(from, to).some((token) => token.corrected);
  const trust = slip ? confidence * 0.85 : confidence;
  const known = s.evidence.get(field);
  const span = { from: refusalBefore(s, from), to, ...(value !== undefined && { value }) };
  if (known === undefined) s.evidence.set(field, { confidence: trust, spans: [span] });
  else {
    known.confidence = Math.min(known.confidence, trust);
    if (known.spans.length < 50) known.spans.push(span);
  }
}

/** Where the words begin that refuse what stands at a token: they are part of its evidence. */
function refusalBefore(s: Sentence, from: number): number {
  let at = from;
  while (s.negated[from] && at > 0 && s.negated[at - 1] && s.owner[at - 1] === undefined) at -= 1;
  return phraseAt(s, at, 'negator') ? at : from;
}

/** Signs at which a part of a sentence ends; a dash only with space on both sides. */
const CLAUSE_SIGNS = new Set([',', ';', '.', '!', '?', ':', '\n', '(', ')', '[', ']', '|', '/', '"', '•', '{', '}']);
const PICTURE = /^\p{Extended_Pictographic}/u;
const ABBREVIATIONS = wordSet('st dr mr mrs ms mt lt sgt prof jr sr vs feat ft ca approx min max jr excl');
/** Before a number: "No. 2", "Op. 28". */
const NUMBER_ABBREVIATIONS = wordSet('nr vol pt op');
const SENTENCE_SIGNS = new Set([';', '.', '!', '?', '\n']);

/** The point of "No. 2", "Dr. Dre", "W.K.": it ends nothing. */
function isInnerPoint(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (token?.text !== '.' || !token.glued) return false;
  const initials = s.tokens[index - 1]?.text.length === 1 && textAt(s, index - 2) === '.';
  if (initials) return s.tokens[index + 1] !== undefined;
  const word = textAt(s, index - 1);
  const next = s.tokens[index + 1];
  if (word === 'no') return isNumbering(s, index - 1);
  if (NUMBER_ABBREVIATIONS.has(word)) return next !== undefined;
  return ABBREVIATIONS.has(word) ? next !== undefined : next?.glued === true;
}

/** Whether "no." stands for "number": one follows, and no genre or mood stands before that is answered so. */
export const isNumbering = (s: Sentence, index: number): boolean =>
  s.tokens[index + 2]?.kind === 'number' && phraseBefore(s, index, 'genre', 'mood', 'instrument') === undefined;

export function isClauseEnd(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (token === undefined) return true;
  if (isInnerPoint(s, index)) return false;
  if (token.text === '-') return !token.glued && !(s.tokens[index + 1]?.glued ?? false);
  return CLAUSE_SIGNS.has(token.text) || (token.kind === 'symbol' && PICTURE.test(token.text));
}

export function isSentenceEnd(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (isInnerPoint(s, index)) return false;
  return token === undefined || SENTENCE_SIGNS.has(token.text);
}

/** The folded text of a token; empty beyond the ends. */
export const textAt = (s: Sentence, index: number): string => s.tokens[index]?.text ?? '';

export const isWord = (s: Sentence, index: number): boolean => s.tokens[index]?.kind === 'word';
export const isFiller = (s: Sentence, index: number): boolean =>
  s.lexemes[index]?.some((lexeme) => lexeme.role === 'filler' && lexeme.to === index + 1) ?? false;

/** A word no part of the vocabulary explains. */
export const isUnknownWord = (s: Sentence, index: number): boolean =>
  s.tokens[index]?.kind === 'word' && !s.explained[index];

/** A word that could be part of a name nobody told us of: not vocabulary, not everyday language. */
export const isForeignWord = (s: Sentence, index: number): boolean =>
  isUnknownWord(s, index) && !isOrdinaryWord(textAt(s, index)) && !vocabulary().words.has(textAt(s, index));

/** The text of tokens `from` to `to` as it was typed. */
export function rawText(s: Sentence, from: number, to: number): string {
  const first = s.tokens[from];
  const last = s.tokens[to - 1];
  return first && last ? s.text.slice(first.start, last.end) : '';
}

/** The next token after the fillers from `index` on. */
export function skipFillers(s: Sentence, index: number): number {
  let next = index;
  while (next < s.tokens.length && isFiller(s, next)) next += 1;
  return next;
}
