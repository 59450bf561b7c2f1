import { addArtist, addListed, LIST_SIGNS, setTitle } from './add-names.ts';
import {
  isClauseEnd,
  isFiller,
  isForeignWord,
  isFree,
  isInsideLonger,
  isUnknownWord,
  phraseAt,
  phraseBefore,
  rawText,
  textAt,
} from '../sentence.ts';
import {
  BEFORE_CAPITAL,
  capitalRun,
  isAllVocabulary,
  isAskedFor,
  isCommonWords,
  knownArtistAt,
  misspelled,
} from './name-spans.ts';
import { vocabulary } from '../lexicon.ts';
import type { Sentence } from '../sentence.ts';
import type { NameSpan } from './name-spans.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** Written small inside names in capitals. */
const SMALL_LINKS = wordSet('of the and for to in a but de la n at no is');
/** After the name of an artist who is asked for. */
const AFTER_NAME = wordSet(`
  please pls from with but only live for in playlist mix discography stuff at around 's album albums classics deep b yes ja si oui radio bitte aus ballads remixes
`);

/** Artists of the gazetteer wherever they stand, if it is plain that the name is meant and not the words. */
export function readKnownArtists(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const found = isFree(s, index) ? (knownArtistAt(s, index) ?? misspelledAt(s, index)) : null;
    if (found === null || !isMeant(s, found)) continue;
    addArtist(s, found);
    addListed(s, found.to);
    readOwnedTitle(s, found.to);
    index = found.to - 1;
  }
}

/** "Boards of Canada's Roygbiv", "Prince's 1999": capitals or a known title behind "'s", up to the end of the part. */
function readOwnedTitle(s: Sentence, sign: number): void {
  if (textAt(s, sign) !== "'s" || s.query.title !== undefined) return;
  const from = sign + 1;
  const known = phraseAt(s, from, 'title')?.to ?? from;
  const to = s.tokens[from]?.capital ? capitalRun(s, from) : known;
  const ends = isClauseEnd(s, to) || ['for', 'please'].includes(textAt(s, to));
  if (to > from && ends && (to === known || !isAllVocabulary(s, from, to)))
    setTitle(s, from, to, rawText(s, from, to), 0.8);
}

/** A known artist with a slip in the name, made of words that mean nothing else. */
function misspelledAt(s: Sentence, index: number): NameSpan | null {
  if (textAt(s, index).endsWith('less')) return null;
  if (!isForeignWord(s, index) || s.tokens[index]?.corrected || vocabulary().words.has(textAt(s, index))) return null;
  for (const to of [index + 3, index + 2, index + 1]) {
    if (
      to > s.tokens.length ||
      !isFree(s, index, to) ||
      s.tokens.slice(index, to).some((token) => token.kind !== 'word')
    )
      continue;
    const span = misspelled(s, { from: index, to, name: '', known: false });
    if (span) return { ...span, bareFrom: index };
  }
  return null;
}

/** "U2 line", "Boston train". */
const LINES = wordSet('line station airport bus tram train street avenue');
/** "Hi Drake, are you coming?" */
const ADDRESSING = wordSet('hi hey dear hallo lieber liebe cher chere caro cara');

function isMeant(s: Sentence, { from, to, bareFrom }: NameSpan): boolean {
  const longer = s.lexemes[from]?.[0];
  if (longer && longer.to > to && longer.role !== 'artist') return false;
  const bare = bareFrom ?? from;
  const words = to - bare;
  if (isPartOfLongerName(s, from, to) || isInsideLonger(s, from, 'occasion')) return false;
  const capital = s.tokens
    .slice(bare, to)
    .every((token) => token.capital || token.kind !== 'word' || SMALL_LINKS.has(token.text));
  const hasCapital = s.tokens.slice(bare, to).some((token) => token.capital || token.kind === 'number');
  const vocabulary = isAllVocabulary(s, bare, to) || isWholeTerm(s, bare, to);
  if (LINES.has(textAt(s, to)) || ADDRESSING.has(textAt(s, from - 1))) return false;
  const slot = isNameSlot(s, from, to);
  const common = isCommonWords(s, bare, to);
  if (textAt(s, to) === "'s" && phraseAt(s, to + 1, 'title')) return true;
  const isTheBand = bare > from && capital && s.tokens[from]?.capital === true;
  const isAsked = capital && from === bare && isAskedFor(s, from) && isFiller(s, from) && !isClauseEnd(s, from - 1);
  if (words === 1 && isAsked && isClauseEnd(s, to)) return true;
  if (words === 1 && !isTheBand && (vocabulary || (!capital && phraseAt(s, bare, 'number')))) return false;
  if (!common && words > 1) return true;
  if (!common) return (capital || slot || (s.tokens[bare]?.text.length ?? 0) >= 6) && !precededByPlace(s, from);
  if (slot) return words > 1 || capital || (!vocabulary && isPlainSlot(s, from, to));
  return (
    words > 1 &&
    capital &&
    hasCapital &&
    !vocabulary &&
    s.tokens.some((token) => token.kind === 'word' && !token.capital)
  );
}

/** A capital word that nothing explains stands right beside it: "Tokyo Police Club". */
function isPartOfLongerName(s: Sentence, from: number, to: number): boolean {
  if (!s.tokens[to - 1]?.capital) return false;
  const before =
    from > 0 &&
    s.tokens[from - 1]?.capital === true &&
    s.owner[from - 1] === undefined &&
    !phraseBefore(s, from, 'request', 'negator') &&
    !isFiller(s, from - 1);
  if (s.tokens[from - 1]?.raw === 'of' && s.tokens[from - 2]?.capital) return true;
  const after = s.tokens[to]?.capital === true && isUnknownWord(s, to);
  return (
    (before && isUnknownWord(s, from - 1)) ||
    (before && isNameSlot(s, from - 1, to) && !isAllVocabulary(s, from - 1, to)) ||
    after
  );
}

/** Whether the vocabulary has the very same words as one term ("Electronic", "Trap"). */
const isWholeTerm = (s: Sentence, from: number, to: number) => {
  const term = phraseAt(s, from, 'genre', 'mood', 'instrument', 'activity', 'vocals');
  return term !== undefined && term.to >= to;
};

const precededByPlace = (s: Sentence, from: number) =>
  ['in', 'to', 'near', 'vitamin', 'form', 'route', 'bus', 'size'].includes(textAt(s, from - 1));

/** For one small everyday word more is needed: a command, a negation or "songs" beside it, or nothing else at all. */
const isPlainSlot = (s: Sentence, from: number, to: number) =>
  isAskedFor(s, from) ||
  s.negated[from] === true ||
  phraseAt(s, to, 'trackNoun', 'similarAfter') !== undefined ||
  s.tokens.length === to - from ||
  (from === 0 && s.tokens[to]?.kind === 'number' && !vocabulary().words.has(textAt(s, from))) ||
  (LIST_SIGNS.has(textAt(s, to)) && knownArtistAt(s, to + 1) !== null);

/** "Blur [not Oasis]", "the Cure [rather than] the Smiths". */
function isPreferred(s: Sentence, index: number): boolean {
  const negator = phraseAt(s, index, 'negator');
  return negator !== undefined && PREFERRING.has(textAt(s, index)) && knownArtistAt(s, negator.to) !== null;
}
const PREFERRING = wordSet('not rather instead over before nicht statt pas');

/** The whole part of a sentence, or behind a command, or before "songs", or in a list of names. */
function isNameSlot(s: Sentence, from: number, to: number): boolean {
  const before = textAt(s, from - 1);
  const opens =
    from === 0 ||
    isClauseEnd(s, from - 1) ||
    isAskedFor(s, from) ||
    s.negated[from] === true ||
    (s.tokens[from]?.capital === true && BEFORE_CAPITAL.has(before)) ||
    phraseBefore(s, from, 'negator') !== undefined ||
    s.owner[from - 1] === 'artists' ||
    (LIST_SIGNS.has(before) && s.owner[from - 2] === 'artists') ||
    (s.tokens[from]?.capital === true && s.tokens[from - 1]?.kind === 'number') ||
    phraseBefore(s, from, 'trackNoun') !== undefined;
  const closes =
    isClauseEnd(s, to) ||
    s.tokens[to]?.kind === 'number' ||
    phraseAt(s, to, 'trackNoun', 'similarAfter', 'boundBefore') !== undefined ||
    LIST_SIGNS.has(textAt(s, to)) ||
    AFTER_NAME.has(textAt(s, to)) ||
    isPreferred(s, to) ||
    (textAt(s, to) === 'on' && isClauseEnd(s, to + 1));
  const songs = phraseAt(s, to, 'trackNoun') !== undefined;
  return (opens && closes) || (songs && (from === 0 || s.tokens[from]?.capital === true));
}
