import { fold } from './normalise.ts';

/**
 * A word, a number or a sign of the request. `text` is folded (and may later be corrected), `raw` is as it was typed;
 * `start` and `end` are offsets in the original. `glued` means that no space stands before it.
 */
export type Token = {
  text: string;
  raw: string;
  kind: 'word' | 'number' | 'symbol';
  value: number;
  start: number;
  end: number;
  glued: boolean;
  capital: boolean;
  corrected: boolean;
};

const TOKEN = /(?<![\d\p{L}])\.\d{1,3}|\d+(?:\.\d+|,\d(?!\d))?|\p{L}[\p{L}\d]*(?:'[\p{L}\d]+)*|\n|[^\s]/gu;
/** French and Italian articles and prepositions that lean on the next word. */
const ELISION = /^(l|d|j|qu|c|s|m|t|n|dell|all|nell|sull|dall|un|jusqu)'([\p{L}\d]{3,})$/u;

/** Splits a text into tokens. Linear in its length. */
export function tokenise(original: string): Token[] {
  const { text: folded, offsets } = fold(original);
  const tokens: Token[] = [];
  let previousEnd = -1;
  for (const match of folded.matchAll(TOKEN)) {
    for (const [text, offset] of parts(match[0])) {
      const from = match.index + offset;
      const to = from + text.length;
      const start = offsets?.starts[from] ?? from;
      const end = offsets?.ends[to - 1] ?? to;
      tokens.push(makeToken(text, original.slice(start, end), start, end, from === previousEnd));
      previousEnd = to;
    }
  }
  return tokens;
}

function makeToken(text: string, raw: string, start: number, end: number, glued: boolean): Token {
  const first = text.charCodeAt(0);
  const digit = (first >= 48 && first <= 57) || (text.length > 1 && first === 46);
  const kind = digit ? 'number' : /^\p{L}/u.test(text) || text.startsWith("'s") ? 'word' : 'symbol';
  const value = digit ? Number(text.replace(',', '.')) : Number.NaN;
  const capital = kind === 'word' && /^\p{Lu}/u.test(raw);
  return {
    text: kind === 'word' && text !== "'s" ? text.replaceAll("'", '') : text,
    raw,
    kind,
    value,
    start,
    end,
    glued,
    capital,
    corrected: false,
  };
}

/** Japanese and Chinese stand without spaces: each Han letter is a token, and so is each run of one kana or of Hangul. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const RUN =
  /\p{Script=Han}|\p{Script=Hiragana}+|[\p{Script=Katakana}\u30fc]+|\p{Script=Hangul}+|\d+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\d]+/gu;

/** Splits "nan's" into "nan" and "'s", "l'amour" into "l" and "amour"; "don't" and "d'n'b" stay whole. */
function parts(text: string): readonly (readonly [string, number])[] {
  if (text.length > 1 && UNSPACED.test(text)) return Array.from(text.matchAll(RUN), (run) => [run[0], run.index]);
  if (!text.includes("'") || text.length < 2) return [[text, 0]];
  const elided = ELISION.exec(text);
  if (elided?.[1] && elided[2]) {
    return [
      [elided[1], 0],
      [elided[2], elided[1].length + 1],
    ];
  }
  if (text.endsWith("'s") && text.length > 3) {
    return [
      [text.slice(0, -2), 0],
      ["'s", text.length - 2],
    ];
  }
  return [[text, 0]];
}
