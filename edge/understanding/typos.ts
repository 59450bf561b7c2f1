import { vocabulary } from './lexicon.ts';
import { editDistance, indexWords, nearestIn } from './near-words.ts';
import { once } from './once.ts';
import type { Role } from './roles.ts';
import type { Token } from './tokens.ts';
import { ORDINARY_WORDS } from './vocabulary/ordinary-words.ts';

/** More unknown words than this are no slips: the rest stay as they are. */
const MAX_CORRECTIONS = 60;

/** Roles that a word may have and still be a slip for the end of a genre's name. */
const SENSELESS: ReadonlySet<Role> = new Set<Role>(['artist', 'title', 'otherMatter', 'occasion', 'labelNoun']);

const ordinaryWords = once((): ReadonlySet<string> => new Set(ORDINARY_WORDS));
const correctable = once(() => indexWords(vocabulary().correctable));
/** What a word of three letters may be a slip for: "jaz", "drk". */
const fourLetterTerms = once(() => indexWords([...vocabulary().correctable].filter(isFourLetterTerm)));
const artists = once(() => indexWords(vocabulary().artists.keys()));

const isFourLetterTerm = (word: string): boolean =>
  word.length === 4 &&
  (vocabulary()
    .phrases.get(word)
    ?.some(({ role, value }) => role === 'mood' || (role === 'genre' && (value as { name: string }).name === word)) ??
    false);

/** Whether a word is everyday language, in any of the languages that are read. */
export const isOrdinaryWord = (word: string): boolean => ordinaryWords().has(word);

/** Common misspellings that are further from the word than a slip of the pen, or as near to another. */
const KNOWN_SLIPS: ReadonlyMap<string, string> = new Map([
  ['nothin', 'nothing'],
  ['nuthin', 'nothing'],
  ['somethin', 'something'],
  ['sumthin', 'something'],
  ['anythin', 'anything'],
  ['bmp', 'bpm'],
  ['pbm', 'bpm'],
  ['femail', 'female'],
  ['tekno', 'techno'],
  ['teckno', 'techno'],
  ['hause', 'house'],
  ['jass', 'jazz'],
  ['vokals', 'vocals'],
  ['lirics', 'lyrics'],
  ['accapella', 'acapella'],
]);

/** The edits that still count as a slip in a word of this length. */
const allowedEdits = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** Corrects the words that are neither everyday language nor vocabulary but close to a word of the vocabulary. */
export function correctTypos(tokens: readonly Token[]): void {
  let left = MAX_CORRECTIONS;
  tokens.forEach((token, index) => {
    const isSigned = token.capital && tokens[index - 1]?.text === 'by';
    if (left === 0 || isSigned || !mayBeSlip(token, index) || (token.glued && tokens[index - 1]?.text === "'")) return;
    left -= 1;
    const meant = nearestWord(token.text);
    if (meant === null || isNearerToArtist(token.text, meant.distance)) return;
    token.text = meant.word;
    token.corrected = true;
  });
}

/**
 * Corrects words that exist but make no sense where they stand: "afro hose" is afro house, "hip hip" hip hop. Only the
 * last word of a genre's name, by one edit, and never one that means something in a request.
 */
export function correctLastWords(tokens: readonly Token[]): void {
  const { lastWords, phrases } = vocabulary();
  tokens.forEach((token, index) => {
    const start = tokens[index - 1]?.text ?? '';
    const before = lastWords.get(start) ?? lastWords.get((tokens[index - 2]?.text ?? '') + start);
    if (before === undefined || token.kind !== 'word' || token.text.length < 3 || before.has(token.text)) return;
    if (phrases.has(start + token.text) || phrases.get(token.text)?.some(({ role }) => !SENSELESS.has(role))) return;
    const meant = [...before].find((word) => word[0] === token.text[0] && editDistance(word, token.text, 1) === 1);
    if (meant === undefined) return;
    token.text = meant;
    token.corrected = true;
  });
}

function mayBeSlip(token: Token, index: number): boolean {
  if (token.kind !== 'word' || token.text.length < 3) return false;
  const { words, nameWords } = vocabulary();
  if (words.has(token.text) || nameWords.has(token.text) || isOrdinaryWord(token.text)) return false;
  if (token.text.endsWith('less')) return false;
  const shouted = token.raw === token.raw.toUpperCase();
  if (token.capital && token.text.length < 6 && !shouted) return false;
  return !token.capital || index === 0 || shouted;
}

/** "metalica" is nearer to Metallica than to any word of the vocabulary. */
const isNearerToArtist = (word: string, distance: number): boolean =>
  word.length >= 7 && distance > 1 && nearestIn(artists(), word, distance - 1) !== null;

/** The vocabulary word that was most likely meant, or null. */
export function nearestWord(word: string): { word: string; distance: number } | null {
  const known = KNOWN_SLIPS.get(word);
  if (known !== undefined) return { word: known, distance: 1 };
  if (word.length === 3) return nearestIn(fourLetterTerms(), word, 1);
  const found = nearestIn(correctable(), word, allowedEdits(word.length));
  if (found && found.distance <= allowedEdits(found.word.length)) return found;
  const shuffled = word.length >= 5 ? nearestIn(correctable(), word, 2) : null;
  return shuffled && sortedLetters(shuffled.word) === sortedLetters(word) ? shuffled : null;
}

/** Letters in the wrong order ("reagge") are one slip, however many edits it takes to mend them. */
const sortedLetters = (word: string): string => Array.from(word).toSorted().join('');

/** The artist whose name, written without spaces, was most likely meant, or null. */
export function nearestArtist(key: string): string | null {
  const found = nearestIn(artists(), key, key.length >= 10 ? 2 : 1);
  return found && found.word.charAt(0) === key.charAt(0) ? (vocabulary().artists.get(found.word) ?? null) : null;
}
