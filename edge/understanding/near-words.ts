/** Words by their first letter, each with the set of its letters as bits, to find the ones near a misspelled one. */
export type NearWords = ReadonlyMap<string, readonly { word: string; letters: number }[]>;

export type Near = { word: string; distance: number };

export function indexWords(words: Iterable<string>): NearWords {
  const index = new Map<string, { word: string; letters: number }[]>();
  for (const word of words) {
    const list = index.get(word.charAt(0)) ?? [];
    list.push({ word, letters: letterBits(word) });
    index.set(word.charAt(0), list);
  }
  return index;
}

/**
 * The word nearest to a misspelled one within `edits`, and its distance; null when there is none. The first letter is
 * right, or swapped with the second. Of words equally near the longest counts (letters are dropped more often than
 * added), then the one that begins more alike.
 */
export function nearestIn(index: NearWords, word: string, edits: number): Near | null {
  let best: Near | null = null;
  const letters = letterBits(word);
  for (const first of new Set([word.charAt(0), word.charAt(1)])) {
    for (const candidate of index.get(first) ?? []) {
      if (first !== word.charAt(0) && candidate.word.charAt(1) !== word.charAt(0)) continue;
      const near: Near | null = nearer(word, letters, candidate, best ?? { word: '', distance: edits });
      if (near) best = near;
    }
  }
  return best;
}

function nearer(word: string, letters: number, candidate: { word: string; letters: number }, best: Near): Near | null {
  const limit = best.distance;
  if (bitCount(letters ^ candidate.letters) > 2 * limit) return null;
  const distance = editDistance(word, candidate.word, limit);
  if (distance > limit || (distance === limit && !isLikelier(word, candidate.word, best.word))) return null;
  return { word: candidate.word, distance };
}

/** Of two words equally near, the longer one, or the one that begins more alike. */
function isLikelier(word: string, candidate: string, best: string): boolean {
  if (candidate.length !== best.length) return candidate.length > best.length;
  return sharedStart(word, candidate) > sharedStart(word, best);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The letters a to z of a word as bits; one edit changes two of them at most. */
function letterBits(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) {
    const letter = word.charCodeAt(index) - 97;
    if (letter >= 0 && letter < 26) bits |= 1 << letter;
  }
  return bits;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
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
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
