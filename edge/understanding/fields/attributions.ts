import { addArtist, addListed, setTitle } from './add-names.ts';
import {
  claim,
  isClauseEnd,
  isForeignWord,
  isFree,
  isSentenceEnd,
  phraseAt,
  phraseBefore,
  rawText,
  textAt,
} from '../sentence.ts';
import { isAllForeign, isAllVocabulary, isCommonWords, knownArtistAt, misspelled, nameAt } from './name-spans.ts';
import { wordSet } from '../vocabulary/phrases.ts';
import { titleSpan } from './bare-titles.ts';
import { titleBefore } from './title-spans.ts';
import type { Lexeme } from '../roles.ts';
import type { Sentence } from '../sentence.ts';
import type { NameSpan } from './name-spans.ts';

/** Reads "T by X", "by X", "X - T" and "T - X". */
export function readAttributions(s: Sentence): void {
  readDashes(s);
  for (let index = 0; index < s.tokens.length; index += 1) {
    const cue = phraseAt(s, index, 'by') ?? elidedCue(s, index);
    if (!cue || !isFree(s, cue.from, cue.to) || isInsideName(s, index)) continue;
    if (s.doubtful[index]) continue;
    const artist = artistAfter(
      s,
      cue.from,
      cue.to,
      (cue.value === 'foreign' && !phraseBefore(s, cue.from, 'title') && textAt(s, cue.from - 1) !== '"') ||
        (textAt(s, cue.to - 1) !== 'by' && !s.tokens[cue.to]?.capital),
    );
    if (artist === null) continue;
    if (s.negated[index] && !s.negated[artist.from]) continue;
    if (isOfRefusedTitle(s, cue)) {
      claim(s, cue.from, artist.to, 'understood');
      continue;
    }
    const title =
      s.query.title === undefined &&
      !s.negated[index] &&
      (LEADING_UP.has(textAt(s, index)) || textAt(s, index - 1) === '"' || isOfTitle(s, cue, artist))
        ? titleBefore(s, index)
        : null;
    if (title) setTitle(s, title.from, title.to, title.name);
    claim(s, cue.from, cue.to, 'understood');
    addArtist(s, artist);
    addListed(s, artist.to);
    index = artist.to - 1;
  }
}

/** "Not Hurt by Nine Inch Nails": nothing is said of the artist. */
const isOfRefusedTitle = (s: Sentence, { from }: Lexeme<'by'>) =>
  s.negated[from - 1] === true &&
  s.tokens[from - 1]?.capital === true &&
  !phraseBefore(s, from, 'genre', 'mood', 'instrument', 'vocals', 'trackNoun', 'musicNoun', 'negator');

/** «La Vie en rose» [d']Édith Piaf. */
const elidedCue = (s: Sentence, index: number): Lexeme<'by'> | undefined =>
  textAt(s, index) === 'd' && textAt(s, index - 1) === '"'
    ? { role: 'by', value: 'foreign', from: index, to: index + 1 }
    : undefined;

/** Of the words before an artist these may stand behind a title: "Teardrop, [it's by]". */
const LEADING_UP = wordSet('by i pretty it its that thats composed');

/** "Azzurro di Adriano Celentano", "99 Luftballons von Nena": nothing else is said, and the first word is nobody's. */
function isOfTitle(s: Sentence, { value, from }: Lexeme<'by'>, artist: NameSpan): boolean {
  if (value !== 'foreign' || from > 8 || !s.tokens[artist.from]?.capital) return false;
  const start = titleBefore(s, from)?.from ?? from;
  if (phraseAt(s, start, 'title')?.to === from) return true;
  const opens = s.tokens[start]?.capital === true || s.tokens[start]?.kind === 'number';
  const strange = s.tokens.slice(start, from).some((_, offset) => isForeignWord(s, start + offset));
  return (
    opens && strange && isClauseEnd(s, artist.to) && (start === 0 || phraseBefore(s, start, 'request') !== undefined)
  );
}

/** "Stand by Me", "Naughty by Nature", "swing by the bank": the word belongs to a known title, name or phrase. */
function isInsideName(s: Sentence, index: number): boolean {
  for (let from = Math.max(0, index - 5); from < index; from += 1) {
    const names =
      s.lexemes[from]?.filter(({ role }) => role === 'title' || role === 'artist' || role === 'occasion') ?? [];
    if (names.some((name) => name.to > index + 1)) return true;
  }
  return false;
}

/** The artist behind "by"; in other languages the word means much else, so only a known or capital name counts. */
function artistAfter(s: Sentence, cueFrom: number, index: number, foreign: boolean): NameSpan | null {
  const at = textAt(s, index) === '"' ? index + 1 : index;
  if (s.tokens[at]?.kind === 'number' && !knownArtistAt(s, at)) return null;
  const behindArticle = textAt(s, at) === 'the' && s.tokens[at + 1]?.capital ? nameAt(s, at + 1) : null;
  const artist = nameAt(s, at) ?? behindArticle;
  if (artist === null) return null;
  if (!foreign) return artist;
  const capital = s.tokens[artist.from]?.capital ?? false;
  if (artist.known) return isCommonWords(s, artist.from, artist.to) && !capital ? null : artist;
  if (isAllForeign(s, artist.from, artist.to) && artist.to - artist.from > 1 && isClauseEnd(s, artist.to))
    return artist;
  const ofTracks = phraseBefore(s, cueFrom, 'trackNoun', 'musicNoun', 'request') !== undefined;
  return capital &&
    ofTracks &&
    isForeignWord(s, artist.from) &&
    !phraseAt(s, artist.from, 'genre', 'language', 'decade')
    ? artist
    : null;
}

/** "Cha Cha Slide, they always ask for it". */
const TELLERS = wordSet('they we it he she you my our please but not no');
/** Longer than this, what stands beside a dash is no name. */
const MAX_SIDE_TOKENS = 12;

/** "Artist - Title" or "Title - Artist": a dash with space around it between two things that are no plain filters. */
function readDashes(s: Sentence): void {
  for (let index = 1; index < s.tokens.length - 1; index += 1) {
    if (textAt(s, index) !== '-' || !isClauseEnd(s, index)) continue;
    let from = index;
    while (
      from > 0 &&
      index - from <= MAX_SIDE_TOKENS &&
      !isSentenceEnd(s, from - 1) &&
      !(phraseBefore(s, from, 'request') && !s.tokens[from - 1]?.capital)
    )
      from -= 1;
    let to = index + 1;
    while (
      to < s.tokens.length &&
      to - index <= MAX_SIDE_TOKENS + 1 &&
      !isSentenceEnd(s, to) &&
      !(isClauseEnd(s, to) && !['(', ')', ','].includes(textAt(s, to))) &&
      !(textAt(s, to) === ',' && TELLERS.has(s.tokens[to + 1]?.raw ?? ''))
    )
      to += 1;
    while (to > index + 1 && ['please', 'pls'].includes(textAt(s, to - 1))) to -= 1;
    if (readPair(s, from, index, to)) return;
  }
}

function readPair(s: Sentence, from: number, dash: number, to: number): boolean {
  if (isAllVocabulary(s, from, to) && !s.tokens.slice(from, to).some((token) => token.capital)) return false;
  const left = wholeArtist(s, from, dash);
  const right = wholeArtist(s, dash + 1, to);
  if (
    !isNameLike(s, from, dash, left !== null || right !== null) ||
    !isNameLike(s, dash + 1, to, left !== null || right !== null)
  )
    return false;
  const artistIsRight =
    (right && !left) || (!left && phraseAt(s, from, 'title')?.to === dash)
      ? true
      : left && !right
        ? false
        : left && right
          ? false
          : looksLikePerson(s, dash + 1, to) && !looksLikePerson(s, from, dash);
  const [artistFrom, artistTo, titleFrom, titleTo] = artistIsRight
    ? [dash + 1, to, from, dash]
    : [from, dash, dash + 1, to];
  const artist = (artistIsRight ? right : left) ?? {
    from: artistFrom,
    to: artistTo,
    name: rawText(s, artistFrom, artistTo),
    known: false,
  };
  addArtist(s, artist);
  setTitle(s, titleFrom, titleTo, rawText(s, titleFrom, titleTo).replace(/^"|"$/g, ''));
  claim(s, dash, dash + 1, 'understood');
  return true;
}

function wholeArtist(s: Sentence, from: number, to: number): NameSpan | null {
  const known = knownArtistAt(s, from);
  if (known?.to === to) return known;
  return s.tokens[from]?.kind === 'symbol'
    ? null
    : misspelled(s, { from, to, name: rawText(s, from, to), known: false });
}

/** Beside a known artist anything short may be a title; without one, capitals are needed on both sides. */
function isNameLike(s: Sentence, from: number, to: number, besideKnown: boolean): boolean {
  if (to - from < 1 || to - from > MAX_SIDE_TOKENS || !isFree(s, from, to)) return false;
  for (let at = from; at < to; at += 1) if (phraseAt(s, at, 'tempoUnit')) return false;
  const title = phraseAt(s, from, 'title');
  if (title?.to === to) return true;
  const capital = s.tokens[from]?.capital === true || s.tokens[from]?.kind === 'number' || textAt(s, from) === '"';
  const isWish = isAllVocabulary(s, from, to) && saysMusic(s, from, to);
  if (besideKnown) return capital || !isAllVocabulary(s, from, to);
  return capital && !isWish && s.tokens.slice(from, to).some((token) => token.capital);
}

/** "Working for the Weekend" is an activity and an occasion, and says nothing of music. */
function saysMusic(s: Sentence, from: number, to: number): boolean {
  if (!s.tokens[to - 1]?.capital || to - from < 3) return true;
  for (let at = from; at < to; at += 1)
    if (phraseAt(s, at, 'genre', 'mood', 'hint', 'instrument', 'vocals', 'trackNoun', 'musicNoun', 'decade', 'key'))
      return true;
  return false;
}

/** Two or three capital words nobody uses every day. */
function looksLikePerson(s: Sentence, from: number, to: number): boolean {
  if (to - from < 1 || to - from > 3) return false;
  let strange = 0;
  for (let at = from; at < to; at += 1) {
    if (!s.tokens[at]?.capital) return false;
    if (isForeignWord(s, at)) strange += 1;
  }
  return strange > 0;
}

/** A bare title: a known one that is all that is asked for, alone or beside its artist, or anything in quotes. */
export function readBareTitle(s: Sentence): void {
  if (s.query.title !== undefined || s.query.similarTo !== undefined) return;
  const found = titleSpan(s);
  if (found === null) return;
  setTitle(s, found.from, found.to, found.name, 0.8);
  const artist = knownArtistAt(s, textAt(s, found.to) === ',' ? found.to + 1 : found.to);
  if (artist && isFree(s, artist.from, artist.to)) addArtist(s, artist);
}
