import { artistKeys, correctableWords, isNameWord, isVocabularyWord } from './lexicon.ts';
import type { Token } from './tokens.ts';
import { ORDINARY_WORDS } from './vocabulary/ordinary-words.ts';

/** Artists of one word, for slips in a name. */
const oneWordNames: readonly string[] = [...artistKeys()].filter(([, name]) => !name.includes(' ')).map(([key]) => key);

/** More unknown words than this are no slips: the rest stay as they are. */
const MAX_CORRECTIONS = 60;

const ordinary: ReadonlySet<string> = new Set(ORDINARY_WORDS);
const byLetter = new Map<string, string[]>();
for (const word of correctableWords()) {
  const letter = word.charAt(0);
  byLetter.set(letter, [...(byLetter.get(letter) ?? []), word]);
}

/** Whether a word is everyday language, in any of the languages that are read. */
export const isOrdinaryWord = (word: string): boolean => ordinary.has(word);

/** The edits that still count as a slip in a word of this length. */
export const allowedEdits = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Corrects the words that are neither everyday language nor vocabulary but close to a word of the vocabulary. */
export function correctTypos(tokens: readonly Token[]): void {
  let left = MAX_CORRECTIONS;
  tokens.forEach((token, index) => {
    if (left === 0 || !mayBeSlip(token, index)) return;
    left -= 1;
    const meant = nearestWord(token.text);
    if (meant === null || isNearerToArtist(token.text, meant)) return;
    token.text = meant;
    token.corrected = true;
  });
}

/** "metalica" is nearer to Metallica than to any word of the vocabulary. */
function isNearerToArtist(word: string, meant: string): boolean {
  if (word.length < 7) return false;
  const limit = editDistance(word, meant, 2) - 1;
  return limit > 0 && oneWordNames.some((name) => name.charCodeAt(0) === word.charCodeAt(0) && editDistance(word, name, limit) <= limit);
}

function mayBeSlip(token: Token, index: number): boolean {
  if (token.kind !== 'word' || token.text.length < 3) return false;
  if (isVocabularyWord(token.text) || isNameWord(token.text) || ordinary.has(token.text)) return false;
  if (token.capital && token.text.length < 6 && token.raw !== token.raw.toUpperCase()) return false;
  return !token.capital || index === 0 || token.raw === token.raw.toUpperCase();
}

/**
 * The vocabulary word that was most likely meant, or null. The first letter is right, or swapped with the second; of
 * words equally near the longest counts, since letters are dropped more often than added.
 */
export function nearestWord(word: string): string | null {
  if (word.length < 4) return nearestToShort(word);
  const edits = allowedEdits(word.length);
  let best: string | null = null;
  let bestDistance = edits + 1;
  const letters = new Set([word.charAt(0), word.charAt(1)]);
  for (const letter of letters) {
    for (const candidate of byLetter.get(letter) ?? []) {
      if (letter !== word.charAt(0) && candidate.charAt(1) !== word.charAt(0)) continue;
      const limit = Math.min(bestDistance, edits, allowedEdits(candidate.length));
      const distance = editDistance(word, candidate, limit);
      if (distance > limit) continue;
      if (distance < bestDistance || (distance === bestDistance && candidate.length > (best?.length ?? 0))) [best, bestDistance] = [candidate, distance];
    }
  }
  return best;
}

/** Three letters: only one that was left out of four ("jaz"), and the unit. */
function nearestToShort(word: string): string | null {
  if (word === 'bmp' || word === 'pbm') return 'bpm';
  const missing = (byLetter.get(word.charAt(0)) ?? []).filter((candidate) => candidate.length === 4 && editDistance(word, candidate, 1) <= 1);
  return missing.length === 1 ? (missing[0] ?? null) : null;
}

/**
 * Damerau-Levenshtein distance with transpositions of neighbours (optimal string alignment), or `limit + 1` when it
 * is more than `limit`. Lowrance and Wagner, "An Extension of the String-to-String Correction Problem", 1975.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
