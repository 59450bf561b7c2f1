import { once } from './once.ts';
import { buildPhraseIndex } from './phrase-index.ts';
import type { Entry } from './phrase-index.ts';
import { isSilent, keyPart, readPhrase, wordsIn } from './phrase-keys.ts';
import type { Lexeme } from './roles.ts';
import type { Token } from './tokens.ts';

const MAX_PHRASE_TOKENS = 12;

/** The vocabulary, read at the first request: a Worker that understands none does not pay for it when it starts. */
export const vocabulary = once(buildPhraseIndex);

/** Every lexeme of the request, by its first token, the longest first. */
export function findLexemes(tokens: readonly Token[]): Lexeme[][] {
  const { phrases } = vocabulary();
  return tokens.map((_, from) => {
    const found: Lexeme[] = [];
    let key = '';
    for (let index = from; index < tokens.length && index < from + MAX_PHRASE_TOKENS; index += 1) {
      if (index > from && !continues(tokens, index)) break;
      key += keyPart(tokens[index] as Token, index === from);
      if (index > from && isSilent(tokens[index])) continue;
      for (const entry of phrases.get(key) ?? []) {
        if (fits(tokens, from, index + 1, entry, key))
          found.unshift({ role: entry.role, value: entry.value, from, to: index + 1 });
      }
    }
    return found;
  });
}

/** A full stop, question mark or dash that is not inside a word ends every phrase. */
function continues(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  if (token.text === '\n') return false;
  if (token.text === '?' || token.text === '!') return token.glued;
  if (token.text === '-') return token.glued;
  if (token.text === '.') return token.glued || (tokens[index + 1]?.glued ?? false);
  return true;
}

/**
 * Words typed together or apart ("deephouse", "dub step") count when the phrase is long enough to leave no doubt.
 * "EBM in" is no "Eb min".
 */
function fits(tokens: readonly Token[], from: number, to: number, entry: Entry, key: string): boolean {
  if (!entry.comma && tokens.slice(from, to).some((token) => token.text === ',')) return false;
  if (entry.role === 'key' && tokens[to - 1]?.text === 'in') return false;
  const words = wordsIn(tokens, from, to);
  if (words > entry.words) return key.length >= 7 && entry.role !== 'key' && entry.role !== 'filler';
  if (words < entry.words) return (key.length >= 5 && entry.role !== 'offTopicOpening') || entry.role === 'key';
  return true;
}

/** The genre a text names, or null. */
export function genreNamed(text: string): string | null {
  const entries = vocabulary().phrases.get(readPhrase(text).key);
  const entry = entries?.find(({ role }) => role === 'genre') as Entry<'genre'> | undefined;
  return entry?.value.name ?? null;
}
