import { camelotOf, keyOfCamelot } from '../../../shared/music/keys.ts';
import type { Key } from '../../../shared/music/keys.ts';
import {
  claim,
  isClauseEnd,
  isFiller,
  isFree,
  isLabelled,
  isUnknownWord,
  isWord,
  lexemeAt,
  note,
  phraseAt,
  phraseBefore,
  textAt,
} from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** After "4m": minutes, and no key. */
const AFTER_DURATION = wordSet('long longer shorter plus + max or of tracks songs');
/** Cues so common that they count only right before the key. */
const CLOSE_CUES = wordSet('next close follow fit fits work works go match related');

type FoundKey = { key: Key; from: number; to: number };

const CHURCH_MODES = wordSet('dorian phrygian lydian mixolydian aeolian locrian ionian');
const RELATIONS = wordSet('relative parallel dominant subdominant paralleltonart relativa');

/** After a code these say that it is the number of something else. */
const LABELS = wordSet(`
  bus train tram line seat gate flight room exit route street road floor apartment class plug fuse battery
`);

/** Reads the key, in letters, solfège, German, Camelot or Open Key, and whether the keys that mix with it will do. */
export function readKey(s: Sentence): void {
  const found: FoundKey[] = [];
  for (let index = 0; index < s.tokens.length; index += 1) {
    const here = wheelCodeAt(s, index) ?? namedKeyAt(s, index);
    if (here === null) {
      claim(s, index, modalEnd(s, index), 'understood');
      continue;
    }
    claim(s, here.from, here.to, 'key');
    found.push(here);
    index = here.to - 1;
  }
  const wanted = found.filter(({ from }) => !isNegated(s, from));
  const [first] = wanted;
  if (first === undefined) return;
  const different = wanted.some(({ key }) => camelotOf(key) !== camelotOf(first.key));
  if (different || isRelative(s, first)) return;
  s.query.key = first.key;
  s.query.camelot = camelotOf(first.key);
  for (const { from, to } of wanted) {
    note(s, 'key', from, to);
    note(s, 'camelot', from, to);
  }
  readCompatible(s, first);
}

/** Where "G dorian" or "B flat" ends, which the query has no place for; `index` when nothing such stands there. */
function modalEnd(s: Sentence, index: number): number {
  if (!/^[a-h]b?$/.test(textAt(s, index))) return index;
  const isSigned = ['#', 'sharp', 'flat'].includes(textAt(s, index + 1));
  const at = isSigned ? index + 2 : index + 1;
  if (CHURCH_MODES.has(textAt(s, at))) return at + 1;
  return isSigned && s.tokens[index]?.capital && textAt(s, index) !== 'a' ? at : index;
}

/** "8A", "08a", and Open Key "1m", "4d": number and letter close together. */
function wheelCodeAt(s: Sentence, index: number): FoundKey | null {
  const number = s.tokens[index];
  const letter = s.tokens[index + 1];
  if (number?.kind !== 'number' || letter === undefined || !letter.glued || !isFree(s, index, index + 2)) return null;
  if (s.tokens[index + 2]?.glued && s.tokens[index + 2]?.kind !== 'symbol') return null;
  if (!/^0?\d{1,2}$/.test(number.text) || isLabelled(s, index) || LABELS.has(textAt(s, index + 2))) return null;
  if (s.tokens[index + 2]?.capital && phraseAt(s, index + 3, 'otherUnit')) return null;
  const found = { from: index, to: index + 2 };
  const camelot = keyOfCamelot(`${number.text}${letter.text}`);
  if (camelot) return { key: camelot, ...found };
  if ((letter.text !== 'm' && letter.text !== 'd') || number.value < 1 || number.value > 12) return null;
  const isOpenKey = s.tokens.some((token, at) => token.text === 'open' && textAt(s, at + 1) === 'key');
  if (!isOpenKey && (phraseBefore(s, index, 'boundBefore') || saysDuration(s, index))) return null;
  const camelotNumber = ((number.value + 6) % 12) + 1;
  const key = keyOfCamelot(`${camelotNumber}${letter.text === 'm' ? 'A' : 'B'}`);
  return key && { key, ...found };
}

const saysDuration = (s: Sentence, index: number) => AFTER_DURATION.has(textAt(s, index + 2));

/** "A minor", "F#m", "fis-Moll", "la menor"; not "a major fan", "I am", "a min". */
function namedKeyAt(s: Sentence, index: number): FoundKey | null {
  const lexeme = lexemeAt(s, index, 'key');
  if (!lexeme) return null;
  if (index > 0 && s.tokens[index]?.glued && s.tokens[index - 1]?.kind !== 'symbol') return null;
  const isKey = lexeme.to - lexeme.from === 1 ? isShortKey(s, index) : isLongKey(s, lexeme.from, lexeme.to);
  return isKey ? { key: lexeme.value, from: lexeme.from, to: lexeme.to } : null;
}

/** One word: "Cm", "amin", "am". The shortest are ordinary words as well and need a number or genre beside them. */
function isShortKey(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (token === undefined) return false;
  if (phraseAt(s, index, 'genre') && !/^[A-H][b♭]?m$/.test(token.raw)) return false;
  if (token.text.length > 2 && token.text !== 'bbm') return true;
  if (/^[A-H][b♭]?m$/.test(token.raw.normalize('NFKC'))) return true;
  const before = s.tokens[index - 1];
  const isTerse = [index - 1, index + 1].every(
    (at) =>
      s.tokens[at] === undefined ||
      isClauseEnd(s, at) ||
      s.tokens[at]?.kind === 'number' ||
      phraseAt(s, at, 'genre', 'tempoUnit', 'mood', 'vocals') ||
      phraseBefore(s, at + 1, 'genre', 'tempoUnit'),
  );
  return token.raw === token.text && isTerse && before?.kind !== 'number' && s.tokens.length > 1;
}

/** Two words or more. After the article "a", "major" and "minor" are ordinary adjectives when a noun follows. */
function isLongKey(s: Sentence, from: number, to: number): boolean {
  const first = s.tokens[from];
  const last = s.tokens[to - 1];
  if (first === undefined || last === undefined) return false;
  if (
    first.text === 'a' &&
    first.raw === 'a' &&
    (last.text === 'min' || last.text === 'm') &&
    !last.glued &&
    s.tokens[from - 1]?.kind === 'number'
  )
    return false;
  if (first.text === 'la' && last.text === 'mayor' && textAt(s, to) === 'parte') return false;
  if (first.raw === 'a' && VERBS_BEFORE_ARTICLE.has(textAt(s, from - 1))) return false;
  if (first.text === 'a' && isClauseEnd(s, from - 1) && SAID_OF.has(textAt(s, to))) return false;
  if (first.text !== 'a' && first.text !== 'la' && first.text !== 'as') return true;
  return !followedByNoun(s, to);
}

/** Before the article "a", where the note A would need a preposition: "she has a major in history". */
const VERBS_BEFORE_ARTICLE = wordSet('has have had was is got only such not be im quite');

/** "A minor may not enter": said of a person, at the start of a part. */
const SAID_OF = wordSet('may must can cannot could should shall will would is was has had who under aged needs');

function followedByNoun(s: Sentence, index: number): boolean {
  if (['fan', 'fans', 'part', 'thing', 'step', 'role', 'problem', 'issue'].includes(textAt(s, index))) return true;
  if (!isWord(s, index) || isFiller(s, index)) return false;
  return isUnknownWord(s, index) || phraseAt(s, index, 'labelNoun', 'otherMatter', 'setNoun') !== undefined;
}

function isNegated(s: Sentence, index: number): boolean {
  const negator = phraseBefore(s, index, 'negator') ?? phraseBefore(s, index - 1, 'negator');
  return negator !== undefined;
}

/** "relative major of A minor", "D dorian": a key is named, and another is meant. */
function isRelative(s: Sentence, { from, to }: FoundKey): boolean {
  const near = s.tokens.slice(Math.max(0, from - 4), to + 1);
  return near.some((token) => CHURCH_MODES.has(token.text) || RELATIONS.has(token.text));
}

/** Whether the tracks shall fit the key, as "mixes with 8A", "8A ±1", "compatible keys". */
function readCompatible(s: Sentence, key: FoundKey): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const cue = lexemeAt(s, index, 'compatible');
    if (!cue || !isNear(s, cue.from, cue.to, key)) continue;
    s.query.compatibleKeys = true;
    note(s, 'compatibleKeys', cue.from, cue.to);
    index = cue.to - 1;
  }
}

/** "±1 either side of 8A", "±1 around 8A": before the key it is none of a tempo's ("124 ±1"). */
const isSpreadAround = (s: Sentence, from: number, to: number, key: FoundKey): boolean =>
  key.from >= to &&
  key.from - to <= 4 &&
  s.tokens[from - 1]?.kind !== 'number' &&
  s.tokens.slice(to, key.from).every(({ text }) => AROUND.has(text));
const AROUND = wordSet('either side of around from about step steps the wheel on');

/**
 * "±1" belongs to the key right after it, or before it with "around" between; a word may stand anywhere before it or
 * close after it.
 */
function isNear(s: Sentence, from: number, to: number, key: FoundKey): boolean {
  const first = s.tokens[from];
  if (first?.kind === 'symbol' || first?.text === 'either')
    return from >= key.to ? from - key.to <= 1 : isSpreadAround(s, from, to, key);
  if (['it', 'that', 'this'].includes(textAt(s, to)) && to > key.to) return true;
  if (CLOSE_CUES.has(first?.text ?? '')) return from < key.from && key.from - to <= 3;
  return from < key.from ? key.from - to <= 8 : from - key.to <= 8;
}
