import { vocabulary } from './lexicon.ts';
import { readPhrase } from './phrase-keys.ts';

/**
 * The genre or instrument that a text names, as the vocabulary calls it, whatever its case, hyphens and other names:
 * "Drum & Bass" and "dnb" are "drum and bass". Null when it names none.
 */
export function termNamed(role: 'genre' | 'instrument', text: string): string | null {
  for (const { role: found, value } of vocabulary().phrases.get(readPhrase(text).key) ?? []) {
    if (found === role) return (value as { name: string }).name;
  }
  return null;
}
