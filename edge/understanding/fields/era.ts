import { isBoundRefused, isMeasureRefused } from '../negation-items.ts';
import { claim, isClauseEnd, isFree, isLabelled, lexemeAt, note, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** Before a decade. */
const DECADE_ARTICLES = wordSet('- the der des los las de degli dos van');
/** Before a year. */
const YEAR_ARTICLES = wordSet("the year - von dem jahr el ano de den '");

type Years = { from: number; to: number };
type Found = Years & { first: number; end: number; isYear: boolean };

const EARLIEST = 1900;
const LATEST = 2029;
const THIS_YEAR_OPEN = 0;

/** Reads when the music came out: decades, parts of decades, years and bounds. */
export function readEra(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const found = rangeAt(s, index) ?? decadesAt(s, index) ?? yearAt(s, index) ?? twoDigitRangeAt(s, index);
    if (found === null) continue;
    const era = bounded(s, found);
    if (era !== null && s.query.era === undefined) {
      s.query.era = era.years;
      note(s, 'era', era.first, era.end);
    } else if (era !== null && isOtherEnd(s.query.era, era.years)) {
      s.query.era = { ...s.query.era, ...era.years };
      note(s, 'era', era.first, era.end);
    } else claim(s, found.first, found.end, 'understood');
    index = found.end - 1;
  }
}

/** "after 1971 but before 1976": the second bound is the other end of an era that is open there. */
const isOtherEnd = (era: Partial<Years> = {}, years: Partial<Years>): boolean =>
  (era.to === undefined && years.from === undefined && (years.to ?? 0) >= (era.from ?? LATEST)) ||
  (era.from === undefined && years.to === undefined && (years.from ?? LATEST) <= (era.to ?? 0));

/** "1991-1995", "1988 to 96", "from 1991 until 1995". */
function rangeAt(s: Sentence, index: number): Found | null {
  const first = plainYear(s, index);
  const joiner = first === null ? undefined : lexemeAt(s, index + 1, 'rangeJoiner');
  if (first === null || !joiner || textAt(s, index + 1) === '>') return null;
  const at = textAt(s, joiner.to) === "'" ? joiner.to + 1 : joiner.to;
  const last = plainYear(s, at) ?? shortYear(s, at, Math.floor(first / 100) * 100);
  if (last === null || (joiner.value === 'weak' && !phraseBefore(s, index, 'rangeOpener'))) return null;
  const opener = phraseBefore(s, index, 'rangeOpener');
  return {
    from: Math.min(first, last),
    to: Math.max(first, last),
    first: opener?.from ?? index,
    end: at + 1,
    isYear: false,
  };
}

/** Years in two digits, when it is plain that years are meant: "'92-'96", "from 97 to 02". */
function twoDigitRangeAt(s: Sentence, index: number): Found | null {
  const quoted = textAt(s, index) === "'";
  const at = quoted ? index + 1 : index;
  const first = twoDigits(s, at);
  if (first === null || textAt(s, at - 1) === ':' || (s.tokens[at + 1]?.glued && s.tokens[at + 1]?.kind === 'word'))
    return null;
  const joiner = lexemeAt(s, at + 1, 'rangeJoiner');
  if (!joiner)
    return quoted ? { from: century(first), to: century(first), first: index, end: at + 1, isYear: true } : null;
  const lastAt = textAt(s, joiner.to) === "'" ? joiner.to + 1 : joiner.to;
  const year = plainYear(s, lastAt);
  const last = year === null ? twoDigits(s, lastAt) : year % 100;
  if (last === null) return null;
  const [from, to] = [century(first), year ?? century(last)];
  const isWritten = year !== null || [at, lastAt].some((digits) => textAt(s, digits).startsWith('0'));
  const plain = quoted || isWritten || lastAt > joiner.to || (first >= 50 && last <= 29) || saysYears(s);
  if (!plain || to <= from || phraseAt(s, lastAt + 1, 'tempoUnit', 'minute')) return null;
  return { from, to, first: phraseBefore(s, index, 'rangeOpener')?.from ?? index, end: lastAt + 1, isYear: false };
}

const century = (digits: number) => (digits <= 29 ? 2000 : 1900) + digits;
const saysYears = (s: Sentence) =>
  s.tokens.some((token) => ['years', 'year', 'era', 'released', 'jahre', 'annees', 'anni'].includes(token.text));

function twoDigits(s: Sentence, index: number): number | null {
  const token = s.tokens[index];
  return token?.kind === 'number' && /^\d\d$/.test(token.text) && isFree(s, index) ? token.value : null;
}

function shortYear(s: Sentence, index: number, base: number): number | null {
  const digits = twoDigits(s, index);
  return digits === null ? null : base + digits;
}

function plainYear(s: Sentence, index: number): number | null {
  const token = s.tokens[index];
  const tail = s.tokens[index + 1];
  if (token?.kind !== 'number' || !/^\d{4}$/.test(token.text) || !isFree(s, index)) return null;
  if (tail?.glued && tail.kind === 'word' && tail.text !== '年') return null;
  return token.value >= EARLIEST && token.value <= LATEST ? token.value : null;
}

/** "from 99", "in 97": two digits that are no tempo's and count nothing. */
function shortYearAt(s: Sentence, index: number): number | null {
  const digits = twoDigits(s, index);
  const isBound = textAt(s, index - 1) === '-' && ['pre', 'post'].includes(textAt(s, index - 2));
  if (digits === null || digits < 50 || (!isBound && !['from', 'in'].includes(textAt(s, index - 1)))) return null;
  return isClauseEnd(s, index + 1) ? 1900 + digits : null;
}

/** One year: a release year unless the words say it is something else. */
function yearAt(s: Sentence, index: number): Found | null {
  const year = plainYear(s, index) ?? shortYearAt(s, index);
  if (year === null) return null;
  const unit = phraseAt(s, index + 1, 'tempoUnit', 'otherUnit', 'trackNoun');
  if (unit && !['hits', 'classics'].includes(textAt(s, index + 1)) && unit.role !== 'trackNoun') return null;
  return { from: year, to: year, first: index, end: index + 1, isYear: true };
}

/** "90s", "'80s", "1990s", "nineties", "anni 60", with their part, and two of them side by side. */
function decadesAt(s: Sentence, index: number): Found | null {
  const first = decadeAt(s, index);
  if (first === null) return null;
  let { from, to, end } = first;
  for (let next = nextDecade(s, index, end); next !== null; next = nextDecade(s, index, end)) {
    [from, to, end] = [Math.min(from, next.from), Math.max(to, next.to), next.end];
  }
  return { from, to, first: first.first, end, isYear: false };
}

/** The decade that stands beside another: "70s and 80s", "70s 80s", "late 80s, early 90s". */
function nextDecade(s: Sentence, first: number, end: number): Decade | null {
  if (textAt(s, end) === ',' && isMeasureRefused(s, first, first)) return null;
  const joiner = ['/', ',', 'or', 'oder', 'ou', 'o', 'of', 'n'].includes(textAt(s, end))
    ? end + 1
    : (lexemeAt(s, end, 'rangeJoiner')?.to ?? end);
  const at = DECADE_ARTICLES.has(textAt(s, joiner)) ? joiner + 1 : joiner;
  return decadeAt(s, at) ?? (joiner > end && lexemeAt(s, first, 'decadeOpener') ? bareDecadeAt(s, at) : null);
}

/** "années 80 et [90]". */
function bareDecadeAt(s: Sentence, index: number): Decade | null {
  const digits = twoDigits(s, index);
  if (digits === null || digits < 30 || digits % 10 > 0 || phraseAt(s, index + 1, 'tempoUnit', 'minute')) return null;
  return { ...decadeOf(1900 + digits, index + 1), first: index };
}

type Decade = Years & { first: number; end: number };

function decadeAt(s: Sentence, index: number): Decade | null {
  const part = lexemeAt(s, index, 'decadePart');
  if (part) {
    const at = skipJoin(s, part.to);
    const whole = wholeDecadeAt(s, at);
    const second = whole ? undefined : partAfter(s, part.to);
    const until = second ? wholeDecadeAt(s, skipJoin(s, second.to)) : null;
    if (whole) return { ...partOf(whole.from, part.value), first: index, end: whole.end };
    if (second && until) {
      return {
        from: partOf(until.from, part.value).from,
        to: partOf(until.from, second.value).to,
        first: index,
        end: until.end,
      };
    }
  }
  const whole = wholeDecadeAt(s, index);
  return whole && { ...whole, first: index };
}

/** "early to mid", "mid-to-late": the second part. */
function partAfter(s: Sentence, index: number) {
  const at = ['to', '-', 'and', 'or', '/'].includes(textAt(s, index)) ? index + 1 : index;
  const next = textAt(s, at) === 'to' || textAt(s, at) === '-' ? at + 1 : at;
  return lexemeAt(s, next, 'decadePart') ?? lexemeAt(s, at, 'decadePart');
}

function skipJoin(s: Sentence, index: number): number {
  let at = index;
  while (DECADE_ARTICLES.has(textAt(s, at))) at += 1;
  return at;
}

function partOf(decade: number, part: 'early' | 'mid' | 'late'): Years {
  if (part === 'early') return { from: decade, to: decade + 3 };
  return part === 'mid' ? { from: decade + 4, to: decade + 6 } : { from: decade + 7, to: decade + 9 };
}

function wholeDecadeAt(s: Sentence, index: number): { from: number; to: number; end: number } | null {
  if (textAt(s, index - 1) === '-' && ['over', 'under'].includes(textAt(s, index - 2))) return null;
  const named = lexemeAt(s, index, 'decade');
  if (named) return { from: named.value, to: named.value + 9, end: named.to };
  const opener = lexemeAt(s, index, 'decadeOpener');
  const at = opener ? skipQuote(s, opener.to) : skipQuote(s, index);
  const number = s.tokens[at];
  if (opener && (phraseAt(s, at + 1, 'tempoUnit', 'minute') || phraseAt(s, at + 1, 'rangeJoiner')?.value === 'strong'))
    return null;
  if (number?.kind !== 'number' || !isFree(s, at)) return null;
  const end =
    opener && !(s.tokens[at + 1]?.glued && s.tokens[at + 1]?.kind === 'word') ? at + 1 : decadeTail(s, at + 1);
  if (end === null) return null;
  if (/^\d0$/.test(number.text))
    return decadeOf(
      number.value <= 20 && !(number.value === 20 && isOldTwenties(s, index, end))
        ? 2000 + number.value
        : 1900 + number.value,
      end,
    );
  return /^(?:19|20)\d0$/.test(number.text) ? decadeOf(number.value, end) : null;
}

const OLD_STYLES = wordSet('swing jazz charleston ragtime dixieland blues big');

/** "roaring 20s", "20s jazz": a hundred years ago. */
const isOldTwenties = (s: Sentence, index: number, end: number) =>
  textAt(s, index - 1) === 'roaring' || OLD_STYLES.has(textAt(s, end));

const decadeOf = (from: number, end: number) => ({ from, to: from + 9, end });
const skipQuote = (s: Sentence, index: number) => (textAt(s, index) === "'" ? index + 1 : index);

/** "90s", "90's", "90er", "2010'erne", "80-talet", "90'lar", "80-luvun", "90-х", "80年代". */
function decadeTail(s: Sentence, index: number): number | null {
  const isSign = textAt(s, index) === "'" || textAt(s, index) === '-';
  const at = isSign && s.tokens[index]?.glued ? index + 1 : index;
  const tail = s.tokens[at];
  if (tail?.text === '年') return textAt(s, at + 1) === '代' ? at + 2 : null;
  return tail?.glued && DECADE_TAILS.has(tail.text) ? at + 1 : null;
}

const DECADE_TAILS = wordSet(
  `
  s 's er ern ers erne ernes erna eren ies ties erjahre erjahren tych te ki tal talet tals talets tallet tallets luku luvun
  luvulta luvulla lukua lar ler larin lerin as es lerden lardan lerin larin lerinden larindan x х ых е ті годов 년대
`.normalize('NFKD'),
);

/** The years with the bound that stands before or after them; null when they are not when the music came out. */
function bounded(
  s: Sentence,
  { from, to, first, end, isYear }: Found,
): { years: { from?: number; to?: number }; first: number; end: number } | null {
  if (phraseBefore(s, first, 'notReleaseYear') && isYear) return null;
  if (isAge(s, first, end) || isLifetime(s, first)) return null;
  if (isYear && isLabelled(s, first) && !phraseBefore(s, first, 'yearPreposition')) return null;
  const before = boundBefore(s, first);
  if (before && isBoundRefused(s, before.from)) {
    if (before.value === 'after') return { years: { to }, first: before.from, end };
    if (before.value === 'until') return { years: { from: to + 1 }, first: before.from, end };
    if (before.value === 'before') return { years: { from }, first: before.from, end };
  }
  if ((!before || before.value === 'since') && isMeasureRefused(s, before?.from ?? first, first)) return null;
  if (before?.value === 'after') return { years: { from: to + 1 }, first: before.from, end };
  if (before?.value === 'before') return { years: { to: from - 1 }, first: before.from, end };
  if (before?.value === 'until') return { years: { to }, first: before.from, end };
  const later = phraseAt(s, end, 'yearAfterword');
  if (later) return { years: { from }, first, end: later.to };
  const earlier = phraseAt(s, end, 'yearBeforeword');
  if (earlier) return { years: { to }, first, end: earlier.to };
  if (before?.value === 'since' && HAVE.has(textAt(s, end))) return null;
  const isSince = before?.value === 'since' && !isAmbiguousSince(s, before.from, before.to);
  if (before && isSince) return { years: { from }, first: before.from, end };
  const preposition = isYear ? phraseBefore(s, first, 'yearPreposition') : undefined;
  return { years: { from, to: to || THIS_YEAR_OPEN }, first: preposition?.from ?? first, end };
}

const OWNERS = wordSet('my your his her our their');

/** "all in their eighties", "in my late forties": how old somebody is. */
const isAge = (s: Sentence, first: number, end: number): boolean =>
  OWNERS.has(textAt(s, first - 1)) &&
  ['in', 'was', 'is', 'of', 'through'].includes(textAt(s, first - 2)) &&
  !phraseAt(s, end, 'trackNoun', 'musicNoun', 'genre', 'setNoun');

const TELLERS = wordSet('i we he she they my our ive id weve');
/** "Since 1998 [I've] lived here". */
const HAVE = wordSet('ive weve hes shes theyve i we he she they');
const MUSIC = ['genre', 'trackNoun', 'musicNoun', 'request', 'mood', 'instrument', 'artist'] as const;

/** "I played there from 1966 to 2007, at weddings. Classical please": a part of somebody's life, and music in another. */
function isLifetime(s: Sentence, index: number): boolean {
  let [from, to] = [index, index];
  while (from > 0 && !isClauseEnd(s, from - 1)) from -= 1;
  while (!isClauseEnd(s, to)) to += 1;
  const says = (at: number) => phraseAt(s, at, ...MUSIC) !== undefined;
  if (!TELLERS.has(textAt(s, from)) || !s.tokens.some((_, at) => (at < from || at > to) && says(at))) return false;
  for (let at = from; at < to; at += 1) if (says(at)) return false;
  return true;
}

/** "since 1990" is open to the end; "from 1990", "de 1990" are that year. */
const isAmbiguousSince = (s: Sentence, from: number, to: number) =>
  to - from === 1 && ['from', 'ab', 'od', 'dal', 'min'].includes(textAt(s, from)) && textAt(s, from) !== 'ab';

function boundBefore(s: Sentence, first: number) {
  let at = first;
  while (at > 0 && YEAR_ARTICLES.has(textAt(s, at - 1)) && !phraseBefore(s, at, 'yearBound')) at -= 1;
  return phraseBefore(s, at, 'yearBound');
}
