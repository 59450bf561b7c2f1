import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Signs inside a phrase that are not compared, when they stand close: hip-hop, N.W.A, drum 'n' bass. */
const SILENT_SIGNS = wordSet("- ' . ! ? ) ( ,");
const PLAIN_PHRASE = /^[a-z]+(?: [a-z]+)*$/;

export const isSilent = (token: Token | undefined): boolean => SILENT_SIGNS.has(token?.text ?? '');

/** What one token adds to the key of a phrase. */
export function keyPart(token: Token, first: boolean): string {
  if (first) return token.text;
  if (token.kind !== 'symbol') return token.text === 'n' ? 'and' : token.text === "'s" ? 's' : token.text;
  if (token.text === '&' || token.text === '+') return 'and';
  if (token.text === '$') return 's';
  return isSilent(token) ? '' : token.text;
}

/** One phrase as the index knows it: its words without spaces or signs between them. */
export function phraseKey(tokens: readonly Token[], from = 0, to = tokens.length): string {
  let key = '';
  for (let index = from; index < to; index += 1) key += keyPart(tokens[index] as Token, index === from);
  return key;
}

/** How many words a stretch has; a number and what is glued to it ("90s", "8a") are one. */
export function wordsIn(tokens: readonly Token[], from: number, to: number): number {
  let words = 0;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index] as Token;
    const tail = index > from && token.glued && tokens[index - 1]?.kind === 'number';
    if (token.kind !== 'symbol' && !tail) words += 1;
  }
  return words;
}

/** A phrase of the vocabulary taken apart: its key, how many words it has, which ones, and whether a comma is in it. */
export type ReadPhrase = { key: string; count: number; words: readonly string[]; comma: boolean };

export function readPhrase(phrase: string): ReadPhrase {
  const small = phrase.toLowerCase();
  if (PLAIN_PHRASE.test(small)) return readPlainPhrase(small);
  const tokens = tokenise(phrase);
  return {
    key: phraseKey(tokens),
    count: wordsIn(tokens, 0, tokens.length),
    words: tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text),
    comma: tokens.some(({ text }) => text === ','),
  };
}

/** The same for words between spaces, which most of the thousands of phrases are: no need to tokenise those. */
function readPlainPhrase(phrase: string): ReadPhrase {
  const words = phrase.split(' ');
  const key = words.map((word, index) => (index > 0 && word === 'n' ? 'and' : word)).join('');
  return { key, count: words.length, words, comma: false };
}
