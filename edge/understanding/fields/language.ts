import { isFree, isInsideLonger, note, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';

/** Reads the sung language: "in Spanish", "French-language", "Polish rap", "canciones francesas". */
export function readLanguage(s: Sentence): void {
  for (let index = 0; index < s.tokens.length && s.query.language === undefined; index += 1) {
    if (!isFree(s, index) || s.negated[index] || s.doubtful[index] || longerGenre(s, index)) continue;
    const named = phraseAt(s, index, 'language');
    if (named && saysSung(s, named.from, named.to)) setLanguage(s, named.value, named.from, named.to);
    const nationality = phraseAt(s, index, 'nationality');
    if (nationality && qualifiesSongs(s, nationality.from, nationality.to))
      setLanguage(s, nationality.value, nationality.from, nationality.to);
  }
}

function setLanguage(s: Sentence, code: string, from: number, to: number): void {
  if (s.query.language !== undefined) return;
  s.query.language = code;
  note(s, 'language', from, to, 0.95);
}

/** "french house", "spanish guitar": the nationality is part of the genre or instrument. */
const longerGenre = (s: Sentence, index: number) =>
  isInsideLonger(s, index, 'genre') || isInsideLonger(s, index, 'instrument');

/** "in Spanish", "auf Deutsch", "sung in French"; "-language" and "-speaking" behind it. */
function saysSung(s: Sentence, from: number, to: number): boolean {
  if (phraseBefore(s, from, 'languagePreposition')) return true;
  const at = textAt(s, to) === '-' ? to + 1 : to;
  return ['language', 'speaking', 'sung', 'sprachig', 'sprachige', 'lyrics', 'vocals', 'only'].includes(textAt(s, at));
}

/** "Nederlandstalige", "deutschsprachiger", "suomenkielistä": the word itself speaks of the language. */
const SUNG_ENDING = /(?:talige?|sprachige?[rnms]?|kieli(?:nen|sta|sia)|phones?)$/;

/** A nationality before or after songs, music or rap, with adjectives between them at most. */
function qualifiesSongs(s: Sentence, from: number, to: number): boolean {
  if (phraseBefore(s, from, 'sungNoun') || SUNG_ENDING.test(textAt(s, to - 1))) return true;
  let at = textAt(s, to) === '-' ? to + 1 : to;
  for (let step = 0; step < 3; step += 1) {
    const genre = phraseAt(s, at, 'genre');
    const adjective = phraseAt(s, at, 'mood', 'hint', 'decade');
    if (phraseAt(s, at, 'sungNoun') && !(genre && genre.to > at + 1 && textAt(s, at) !== 'rap')) return true;
    if (!adjective || genre) return false;
    if (phraseAt(s, adjective.to - 1, 'sungNoun')) return true;
    at = adjective.to;
  }
  return false;
}
