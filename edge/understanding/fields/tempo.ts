import { isMeasureRefused } from '../negation-items.ts';
import { isOtherNumber } from '../quantities.ts';
import type { Role } from '../roles.ts';
import type { Quantity } from '../quantities.ts';
import { claim, isClauseEnd, isFree, isUnknownWord, note, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

const LOWEST_BARE_BPM = 60;
const HIGHEST_BARE_BPM = 200;
/** How far from the stated tempo a track may be: when the number stands alone, and after "around". */
const EXACT_TOLERANCE = 1;
const ABOUT_TOLERANCE = 3;

const SECOND_READING = wordSet('half halftime double doubletime doubled halved doubles halves feels feel');
/** Words that may follow a bare tempo. */
const MAY_FOLLOW = wordSet(`
  halftime doubletime range region zone bracket ballpark
  mark and or keys key with in for no please pls but without then not instrumental only on from und mit ohne et
  avec sans y con sin e senza com sem en met zonder i z bez thanks ta cheers a al maybe bitte fur zum peak half
  double that which ideally if mate tempo like just
`);

/** After a range: when or how long it goes on. */
const AFTER_CLIMB = wordSet(`
  through throughout across over during by until till as before after while towards toward within then so we i
`);

/** Reads the tempo: numbers with the unit, and bare ones from 60 to 200 beside a genre or key. */
export function readTempo(s: Sentence, quantities: readonly Quantity[]): void {
  const company = companyOf(s);
  const stated = quantities.filter(
    (quantity) => isFree(s, quantity.numberFrom, quantity.to) && isTempo(s, quantity, company),
  );
  const candidates =
    stated.length > 0 ? [...stated, ...quantities.filter((quantity) => isSecondReading(s, quantity, stated))] : [];
  const main = candidates.find((quantity) => !isSecondReading(s, quantity, candidates)) ?? candidates[0];
  if (main === undefined) return;
  if (isRefused(s, main)) return claim(s, main.from, main.to, 'understood');
  for (const quantity of candidates) claim(s, quantity.from, quantity.to, 'understood');
  for (let index = main.from; index < main.to; index += 1) s.owner[index] = undefined;
  const bpm = { ...oppositeBound(main, candidates), ...tempoRange(main) };
  note(s, 'bpm', main.from, main.to, main.unit === 'bpm' ? 1 : 0.85);
  if (main.shape === 'either') return;
  s.query.bpm = bpm;
}

/** What the request says besides: a genre, key or model to go with a bare tempo, or any wish for music. */
type Company = { plain: boolean; artist: boolean; music: boolean };

function companyOf(s: Sentence): Company {
  const has = (...roles: Role[]) => s.tokens.some((_, index) => phraseAt(s, index, ...roles) !== undefined);
  return {
    plain: s.owner.includes('key') || s.owner.includes('similarTo') || has('genre'),
    artist: s.owner.includes('artists'),
    music: s.owner.includes('era') || has('activity', 'mood', 'hint', 'trackNoun', 'instrument', 'musicNoun'),
  };
}

function isTempo(s: Sentence, quantity: Quantity, company: Company): boolean {
  if (quantity.unit === 'bpm') return quantity.low >= 20 && quantity.high <= 400;
  if (quantity.unit !== null || !isInBareRange(quantity) || !standsAsTempo(s, quantity)) return false;
  if (company.plain || (company.artist && quantity.shape !== 'exact')) return true;
  return company.music && (isApart(s, quantity) || isPointed(s, quantity));
}

const isInBareRange = ({ low, high }: Quantity) =>
  low >= LOWEST_BARE_BPM && high <= HIGHEST_BARE_BPM && Number.isInteger(low * 10) && Number.isInteger(high * 10);

/** Nothing beside the number says that it is a place, a year, a rank, part of a name ("Fiat 124") or a count. */
function standsAsTempo(s: Sentence, quantity: Quantity): boolean {
  if (isOtherNumber(s, quantity) || isAge(s, quantity)) return false;
  const goesOn = quantity.shape === 'range' && AFTER_CLIMB.has(textAt(s, quantity.to));
  if (!mayEndHere(s, quantity.to) && !goesOn && !isOfGenre(s, quantity)) return false;
  const after = s.tokens[quantity.to];
  if (after?.glued && after.kind === 'word') return false;
  const at = quantity.from - 1;
  const before = s.tokens[at];
  return (
    before?.text !== "'" &&
    before?.text !== 'top' &&
    !(at > 0 && before?.capital && isFree(s, at) && isUnknownWord(s, at))
  );
}

/** "techno 130-134 loopy": right behind a genre, and before a word that is no plural. */
const isOfGenre = (s: Sentence, { from, to }: Quantity) =>
  phraseBefore(s, from, 'genre') !== undefined && isUnknownWord(s, to) && !textAt(s, to).endsWith('s');

/** "my uncle, 68, loves": between two commas behind somebody. */
const isAge = (s: Sentence, { numberFrom, to }: Quantity) =>
  textAt(s, numberFrom - 1) === ',' && textAt(s, to) === ',' && PERSONS.has(textAt(s, numberFrom - 2));
const PERSONS = wordSet(`
  uncle aunt auntie dad father mum mom mother gran granny grandma grandpa grandad nan nana wife husband brother sister son daughter
  cousin neighbour neighbor friend boss partner colleague girlfriend boyfriend nephew niece
`);

/** "at 120", "~120". */
const isPointed = (s: Sentence, { numberFrom }: Quantity) =>
  ['at', 'around', 'about', '~'].includes(textAt(s, numberFrom - 1));

/** A range or bound is plain enough beside any wish for music; so is a number between two signs. */
const isApart = (s: Sentence, { shape, from, to }: Quantity) =>
  shape !== 'exact' || (from > 0 && isClauseEnd(s, from - 1) && isClauseEnd(s, to));

/** What stands after a bare number must not be what it counts. */
function mayEndHere(s: Sentence, index: number): boolean {
  const token = s.tokens[index];
  if (token === undefined || isClauseEnd(s, index) || token.kind !== 'word') return true;
  if (phraseAt(s, index, 'trackNoun')) return false;
  if (MAY_FOLLOW.has(token.text)) return true;
  return (
    phraseAt(
      s,
      index,
      'genre',
      'mood',
      'hint',
      'vocals',
      'instrument',
      'activity',
      'energyPhrase',
      'energyNoun',
      'key',
      'negator',
      'compatible',
      'decadePart',
      'occasion',
      'nationality',
      'boundBefore',
    ) !== undefined || s.owner[index] === 'key'
  );
}

/** "70 half-time", "not 87", "doubles to 170", and any tempo that is half or twice the first. */
function isSecondReading(s: Sentence, quantity: Quantity, stated: readonly Quantity[]): boolean {
  if (quantity.shape === 'range' || quantity.shape === 'either') return false;
  const [first] = stated;
  if (first === undefined || first === quantity)
    return first === quantity && saysSecond(s, quantity) && stated.length > 1 && !saysSecond(s, stated[1] as Quantity);
  const ratio = quantity.low / first.low;
  return Math.abs(ratio - 0.5) < 0.02 || Math.abs(ratio - 2) < 0.04 || saysSecond(s, quantity);
}

function saysSecond(s: Sentence, quantity: Quantity): boolean {
  for (let index = quantity.from - 4; index < quantity.to + 3; index += 1) {
    if (isClauseEnd(s, index) && index >= quantity.to && textAt(s, index) !== ')') break;
    if (SECOND_READING.has(textAt(s, index))) return true;
  }
  return phraseBefore(s, quantity.numberFrom, 'negator') !== undefined && quantity.shape === 'exact';
}

/** "over 120 but under 128": the other end of an open range. */
function oppositeBound(main: Quantity, candidates: readonly Quantity[]): { min?: number; max?: number } {
  const other = candidates.find(
    ({ shape }) => (main.shape === 'min' && shape === 'max') || (main.shape === 'max' && shape === 'min'),
  );
  if (other === undefined || (main.shape === 'min') !== main.low < other.low) return {};
  return tempoRange(other);
}

/** "not 174", "anything but 128 bpm", "not at 128" ask for no tempo; a refused bound is the opposite one. */
const isRefused = (s: Sentence, { shape, from, numberFrom }: Quantity) =>
  shape !== 'min' && shape !== 'max' && isMeasureRefused(s, from, numberFrom);

function tempoRange({ shape, low, high, delta }: Quantity): { min?: number; max?: number } {
  if (shape === 'min') return { min: low };
  if (shape === 'max') return { max: low };
  if (shape === 'range') return { min: low, max: high };
  const tolerance = shape === 'within' ? delta : shape === 'about' ? ABOUT_TOLERANCE : EXACT_TOLERANCE;
  return { min: Math.max(1, low - tolerance), max: low + tolerance };
}
