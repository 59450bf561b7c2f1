import { claim, isSentenceEnd, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

const SQL_VERBS = wordSet('select drop delete insert update union alter truncate create exec');
const SQL_OBJECTS = wordSet('from table into set select database where all values');
const PART_SIGNS = wordSet(', : - ( ) / | " →');
const OPENERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * Sets aside what addresses the machine and not the listener's wish: commands about rules and prompts, markup, SQL,
 * JSON, addresses. Such text is never obeyed; what is left over is read as a request.
 */
export function setAsideSystemText(s: Sentence): void {
  setAsideMarkup(s);
  setAsideBraces(s);
  setAsideSql(s);
  setAsideErrors(s);
  setAsideCommands(s);
}

/** `<b>` and `</b>` go, what stands between stays; a script goes with its content. */
function setAsideMarkup(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (textAt(s, index) !== '<') continue;
    const next = s.tokens[index + 1];
    if (next === undefined || !next.glued || next.kind === 'number') continue;
    const close = indexOfText(s, '>', index, 40);
    if (close < 0) continue;
    const script = next.text === 'script' || next.text === 'style';
    const last = script ? lastIndexOfText(s, '>', close) : close;
    claim(s, index, last + 1, 'system');
    index = last;
  }
}

/** Objects in braces (JSON, templates) and tags in brackets like [INST]. Nesting is counted, never recursed into. */
function setAsideBraces(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const open = textAt(s, index);
    const close = OPENERS[open];
    if (close === undefined || s.owner[index]) continue;
    let depth = 0;
    let end = index;
    for (; end < s.tokens.length; end += 1) {
      const text = s.tokens[end]?.text;
      if (text === open) depth += 1;
      if (text === close) depth -= 1;
      if (depth === 0) break;
    }
    const inside = s.tokens.slice(index + 1, end);
    const tag =
      open === '[' &&
      inside.length <= 2 &&
      inside.every((token) => token.kind === 'symbol' || token.raw === token.raw.toUpperCase());
    if (tag) {
      end = closingTag(s, inside.at(-1)?.text ?? '', end);
    }
    if (open === '{' || tag) claim(s, index, end + 1, 'system');
    index = open === '{' || tag ? end : index;
  }
}

/** Where "[/INST]" ends after "[INST]", or where the opening tag ends. */
function closingTag(s: Sentence, name: string, after: number): number {
  for (let index = after + 1; index + 3 < s.tokens.length; index += 1) {
    const closes = textAt(s, index) === '[' && textAt(s, index + 1) === '/' && s.tokens[index + 2]?.text === name;
    if (closes) return index + 3;
  }
  return after;
}

function setAsideSql(s: Sentence): void {
  s.tokens.forEach((token, index) => {
    if (!SQL_VERBS.has(token.text) || s.owner[index]) return;
    const following = s.tokens.slice(index + 1, index + 5);
    const sql = following.some(
      (next) =>
        SQL_OBJECTS.has(next.text) && (next.raw === next.raw.toUpperCase() || token.raw === token.raw.toUpperCase()),
    );
    const starred = following[0]?.text === '*';
    if (!sql && !starred) return;
    let end = index;
    while (end < s.tokens.length && textAt(s, end) !== ';') end += 1;
    claim(s, index, Math.min(end + 1, s.tokens.length), 'system');
  });
}

const ERROR_NAME = /[a-z](?:Error|Exception)$/;
const BEHIND_ERROR = wordSet(': ( at in');

/** "TypeError: … at line 90", "Traceback (…": the sentence in which a program, or the sports news, reports something. */
function setAsideErrors(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (!isError(s, index) || s.owner[index]) continue;
    let [from, to] = [index, index];
    while (from > 0 && !isSentenceEnd(s, from - 1)) from -= 1;
    while (!isSentenceEnd(s, to)) to += 1;
    claim(s, from, to, 'system');
  }
}

/** "Chelsea 2 - 1 Everton": goals between two names. */
const isScore = (s: Sentence, dash: number): boolean =>
  [s.tokens[dash - 1], s.tokens[dash + 1]].every((token) => token?.kind === 'number' && token.value < 20) &&
  [s.tokens[dash - 2], s.tokens[dash + 2]].every((token) => token?.capital) &&
  !textAt(s, dash + 2).startsWith('min');

/** "def play(bpm=128): …" */
const FUNCTION_WORDS = wordSet('def function func fn fun');

const DECLARING = wordSet('var let const');
/** "if (techno) { stop(); }" */
const BRANCHES = wordSet('if while for switch catch');

/** "print(song)", in any language one writes programs in. */
const PROGRAM_CALLS = wordSet(
  'print println printf echo len range append push map filter foreach fetch require include log',
);

/** "house.items()", "console.log(x)". */
const isCall = (s: Sentence, point: number): boolean =>
  [point, point + 1, point + 2].every((at) => s.tokens[at]?.glued) &&
  s.tokens[point + 1]?.kind === 'word' &&
  textAt(s, point + 2) === '(';

function isError(s: Sentence, index: number): boolean {
  const [text, next] = [textAt(s, index), s.tokens[index + 1]];
  if (ERROR_NAME.test(s.tokens[index]?.raw ?? '')) return BEHIND_ERROR.has(next?.text ?? '');
  if (text === '-') return isScore(s, index);
  if (text === '=')
    return (
      ['[', '{'].includes(next?.text ?? '') ||
      (s.tokens[index]?.glued === true && ['+', '-'].includes(textAt(s, index - 1)))
    );
  if (text === 'rm' || text === 'sudo') return next?.text === '-';
  if (text === 'import') return textAt(s, index + 2) === 'from' && index === 0;
  if (DECLARING.has(text)) return textAt(s, index + 2) === '=';
  if (text === 'echo' && index === 0) return next?.text === '"';
  if (BRANCHES.has(text)) return next?.text === '(' && indexOfText(s, '{', index, 20) > 0;
  if (PROGRAM_CALLS.has(text)) return next?.text === '(' && next.glued && s.tokens[index + 2]?.glued === true;
  if (FUNCTION_WORDS.has(text)) return textAt(s, index + 2) === '(' && s.tokens[index + 2]?.glued === true;
  if (text === '.') return isCall(s, index);
  if (text === 'traceback') return next?.text === '(';
  if (text === 'error') return next?.text === ':' || next?.kind === 'number';
  return text === 'line' && next?.kind === 'number' && ['at', ','].includes(textAt(s, index - 1));
}

/** From a command about the machine to the end of its sentence, or to where music is asked for again. */
function setAsideCommands(s: Sentence): void {
  let index = 0;
  while (index < s.tokens.length) {
    let end = index;
    while (!isSentenceEnd(s, end)) end += 1;
    setAsideInSentence(s, index, end);
    index = end + 1;
  }
}

function setAsideInSentence(s: Sentence, from: number, to: number): void {
  let part = from;
  let commanding = false;
  while (part < to) {
    let end = part + 1;
    while (end < to && !startsPart(s, end) && s.owner[end] !== 'system') end += 1;
    if (SPEAKERS.has(textAt(s, part)) && textAt(s, part + 1) === ':') claim(s, part, part + 2, 'system');
    if (s.owner[part] === 'system') {
      commanding = false;
      part += 1;
      continue;
    }
    const closed = endOfMessage(s, part, end);
    if (closed !== null) {
      claim(s, part, closed, 'system');
      [part, commanding] = [closed, false];
      continue;
    }
    const cue = hasCue(s, part, end);
    if (cue) commanding = true;
    else if (commanding && asksForMusic(s, part)) commanding = false;
    if (commanding) claim(s, part, end, 'system');
    part = end;
  }
}

/** "User: deep house": what such a speaker says is a request again. */
const SPEAKERS = new Set(['user', 'human', 'customer']);
const MESSAGES = wordSet('message prompt instructions instruction note override rules command');

/** "… END ADMIN MESSAGE": where such a closing ends, after which a request may stand. */
function endOfMessage(s: Sentence, from: number, to: number): number | null {
  for (let index = from; index < to; index += 1) {
    if (textAt(s, index) !== 'end') continue;
    const noun = [index + 1, index + 2, index + 3].find((at) => MESSAGES.has(textAt(s, at)));
    if (noun !== undefined && noun < to) return noun + 1;
  }
  return null;
}

function startsPart(s: Sentence, index: number): boolean {
  const text = textAt(s, index - 1);
  return PART_SIGNS.has(text) || ['and', 'then', 'but', 'und', 'et', 'y', 'e'].includes(textAt(s, index));
}

function hasCue(s: Sentence, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const cue = phraseAt(s, index, 'system');
    if (cue && cue.to <= to + 1) return true;
  }
  return false;
}

/** "then dark techno", "and play house", "anyway: jungle". */
function asksForMusic(s: Sentence, from: number): boolean {
  for (let index = from; index < Math.min(from + 4, s.tokens.length); index += 1) {
    const text = textAt(s, index);
    if (text === 'then' || text === 'anyway' || text === 'but' || text === 'just') return true;
    if (phraseAt(s, index, 'request')?.value === 'strong') return true;
  }
  return false;
}

function indexOfText(s: Sentence, text: string, from: number, within: number): number {
  for (let index = from; index < Math.min(s.tokens.length, from + within); index += 1) {
    if (s.tokens[index]?.text === text) return index;
  }
  return -1;
}

function lastIndexOfText(s: Sentence, text: string, otherwise: number): number {
  for (let index = s.tokens.length - 1; index > otherwise; index -= 1) if (s.tokens[index]?.text === text) return index;
  return otherwise;
}
