import { MAX_REQUEST_LENGTH } from '../../shared/contracts/query.ts';

/**
 * A text as the grammar reads it: lower case, without accents, full-width and mathematical letters made plain,
 * invisible characters dropped. `starts[i]` and `ends[i]` say where character i of `text` stood in the original; without
 * `offsets` each stands where it stood.
 */
export type Folded = { text: string; offsets?: { starts: readonly number[]; ends: readonly number[] } };

/** Letters that Unicode does not decompose, and signs that have a plain form. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '♯': '#',
  '♭': 'b',
  '♮': '',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '〜': '~',
  '～': '~',
  '、': ',',
  '。': '.',
  '・': ' ',
  '×': 'x',
  '➜': '→',
  '➔': '→',
  '⟶': '→',
  '⇒': '→',
};

/** Cyrillic and Greek letters that look like Latin ones; used where they stand among Latin letters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ո: 'n',
  ѵ: 'v',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
};

const ASCII = /^[\t\n\r\x20-\x7e]*$/;
const DROPPED = /^[\p{M}\p{Cf}]$/u;
const CONTROL = /^[\p{Cc}\p{Cs}\p{Z}]$/u;
/** The letter O behind a digit, as in "13O bpm". */
const DIGIT_LIKE = /(?<=\d)o(?![a-z\d])/g;
const MIXED_WORD = /[a-z\u0370-\u03ff\u0400-\u052f]+/g;

/**
 * Folds a text. Linear in its length; one character may stand for many (ﷺ for 18), so the folded text is cut at the
 * length of the longest request as well.
 */
export function fold(original: string): Folded {
  if (ASCII.test(original))
    return { text: original.toLowerCase().replaceAll('`', "'").replaceAll('\r', ' ').replaceAll(DIGIT_LIKE, '0') };
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const char of original) {
    if (text.length >= MAX_REQUEST_LENGTH) break;
    const plain = foldChar(char);
    for (let i = 0; i < plain.length; i += 1) {
      starts.push(at);
      ends.push(at + char.length);
    }
    text += plain;
    at += char.length;
  }
  return { text: text.replace(MIXED_WORD, plainWord).replaceAll(DIGIT_LIKE, '0'), offsets: { starts, ends } };
}

function foldChar(char: string): string {
  if (char === '\n') return char;
  if (char >= ' ' && char <= '~') return char.toLowerCase();
  const known = PLAIN[char];
  if (known !== undefined) return known;
  if (DROPPED.test(char)) return '';
  if (CONTROL.test(char)) return ' ';
  let out = '';
  for (const part of char.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (!DROPPED.test(part)) out += PLAIN[part] ?? part;
  }
  return out;
}

/** A word that mixes Latin with letters that only look so is read as Latin. */
function plainWord(word: string): string {
  if (!/[a-z]/.test(word) || !/[^a-z]/.test(word)) return word;
  return word.replaceAll(/[^a-z]/g, (char) => LOOK_ALIKES[char] ?? char);
}
