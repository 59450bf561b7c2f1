import { MAX_NAME_LENGTH } from '../../../shared/contracts/query.ts';
import { claim, isClauseEnd, isFree, lexemeAt, note, phraseAt, rawText, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { isAllVocabulary, isCommonWords, knownArtistAt, nameAt } from './name-spans.ts';
import type { NameSpan } from './name-spans.ts';
import { addArtist } from './add-names.ts';
import { wordSet } from '../vocabulary/phrases.ts';

const LIST_WORDS = wordSet('or and und oder et ou y o e & , / meets en i lub x plus');
const SKIPPED = wordSet(`
  the : song track tune artist band stuff songs tracks from that by a " old early music du de des things
`);
/** Cues that are small words of their language and compare only when a name follows. */
const SMALL_CUES = wordSet(`
  like wie comme como come jak tipo estilo alla zoals facon alike next close evokes channeling channelling lovers
  equivalent neighbours
`);

/** Reads the artist or track that the music shall be like: "similar to X", "sounds like T by X", "X type beat". */
export function readSimilar(s: Sentence): void {
  for (let index = 0; index < s.tokens.length; index += 1) {
    const cue = lexemeAt(s, index, 'similar');
    if (!cue || isOtherUse(s, index, cue.to)) continue;
    const end = readReference(s, cue.from, cue.to);
    if (end > 0) index = end - 1;
  }
  readTrailing(s);
}

/** "I'd like", "trance-like", "feel like dancing": the phrase ends where the cue does, or holds it. */
function isOtherUse(s: Sentence, from: number, to: number): boolean {
  if (s.doubtful[from]) return true;
  if (textAt(s, from - 1) === '-' && s.tokens[from]?.glued) return true;
  if (isInTitle(s, from, to)) return true;
  for (let at = Math.max(0, from - 3); at <= from; at += 1) {
    const other = s.lexemes[at]?.find((lexeme) => lexeme.role === 'notSimilar');
    if (other && other.to > to && (s.tokens[other.to - 1]?.capital || skipPointers(s, to) > other.to)) continue;
    if (other && other.to >= to && other.to > from) return !knownArtistAt(s, to) || other.to > to;
  }
  return false;
}

/** "Sounds Like Summer by Coral Ridge": all in capitals before "by". */
const isInTitle = (s: Sentence, from: number, to: number) =>
  s.tokens[to - 1]?.capital === true &&
  s.tokens[to]?.capital === true &&
  (to - from > 1 || s.tokens[from - 1]?.capital === true) &&
  byAhead(s, to) > 0;

function readReference(s: Sentence, from: number, after: number): number {
  let at = skipPointers(s, after);
  while (SKIPPED.has(textAt(s, at)) && !knownArtistAt(s, at) && !s.tokens[at]?.capital) at += 1;
  const reference = referenceAt(s, at, after - from === 1 && SMALL_CUES.has(textAt(s, from)));
  if (reference === null || isWheelCode(s, reference)) return 0;
  if (Math.max(reference.artist?.length ?? 0, reference.title?.length ?? 0) > MAX_NAME_LENGTH) return 0;
  const negated = s.negated[from] || s.negated[reference.from];
  if (negated) {
    if (reference.artist && (reference.known || s.tokens[reference.from]?.capital))
      addArtist(s, { from: reference.from, to: reference.to, name: reference.artist, known: true });
    return reference.to;
  }
  if (s.query.similarTo === undefined) {
    s.query.similarTo = {
      ...(reference.artist && { artist: reference.artist }),
      ...(reference.title && { title: reference.title }),
    };
    note(s, 'similarTo', from, reference.to, reference.known ? 1 : 0.75);
  } else claim(s, from, reference.to, 'understood');
  return skipOthers(s, reference.to);
}

const POINTERS = wordSet(`
  die der das den celle celles celui ceux la las lo los el quella quelle quello quelli a as o os dat that those ones
`);
const WHOSE = wordSet('bei chez von vom de du des di del della dei da do van by of');

/** "wie [die von] Kraftwerk", "comme [celle de] Air", "like [those by] Adele": the music of whoever follows. */
function skipPointers(s: Sentence, index: number): number {
  const pointer = textAt(s, index) === 'the' && textAt(s, index + 1) === 'ones' ? index + 1 : index;
  const whose = POINTERS.has(textAt(s, pointer)) && WHOSE.has(textAt(s, pointer + 1)) ? pointer + 1 : index;
  const isName = knownArtistAt(s, whose) || (whose === index && s.tokens[whose]?.capital);
  return WHOSE.has(textAt(s, whose)) && !isName ? whose + 1 : index;
}

/** "keys next to 5B" compares keys. */
const isWheelCode = (s: Sentence, { from, known }: { from: number; known: boolean }) =>
  !known && s.tokens[from]?.kind === 'number' && /^[abmd]$/.test(textAt(s, from + 1));

type Reference = { artist?: string; title?: string; from: number; to: number; known: boolean };

/** What the comparison is with: a quoted title, "T by X", "X's T", "X - T", or an artist. */
function referenceAt(s: Sentence, index: number, smallCue: boolean): Reference | null {
  const by = byAhead(s, index);
  if (by > index) {
    const artist = nameAt(s, textAt(s, by + 1) === '"' ? by + 2 : by + 1);
    const name = rawText(s, index, by).replace(/^["'„“”\s]+|["'“”\s,]+$/gu, '');
    const hasCapital = s.tokens.slice(index, by).some((token) => token.capital);
    if (artist && (hasCapital || !isAllVocabulary(s, index, by)))
      return { artist: artist.name, title: name, from: index, to: artist.to, known: artist.known };
    if (artist) return { artist: artist.name, from: index, to: artist.to, known: artist.known };
  }
  const title = phraseAt(s, index, 'title');
  const name = artistAt(s, index, smallCue);
  if (
    title &&
    (name === null || title.to >= (name.known ? name.to + 1 : name.to)) &&
    (title.to - title.from > 1 || (s.tokens[index]?.capital && !name?.known)) &&
    isFree(s, title.from, title.to)
  )
    return { title: title.value, from: index, to: title.to, known: true };
  if (name === null) return null;
  const owned = ownedTitle(s, name);
  return owned ?? { artist: name.name, from: name.from, to: name.to, known: name.known };
}

/** The "by" that follows within a few words, before the part of the sentence ends. */
function byAhead(s: Sentence, index: number): number {
  for (let at = index; at < Math.min(s.tokens.length, index + 10); at += 1) {
    const token = s.tokens[at];
    const foreign = ['von', 'de', 'di', 'van', 'par'].includes(token?.text ?? '') && textAt(s, at - 1) === '"';
    if (((token?.text === 'by' && !token.glued) || foreign) && isFree(s, at)) return at;
    if (isClauseEnd(s, at) && token?.text !== '"' && token?.text !== '(' && token?.text !== ')') return -1;
    if (at > index && !token?.capital && phraseAt(s, at, 'negator', 'tempoUnit')) return -1;
  }
  return -1;
}

function artistAt(s: Sentence, index: number, smallCue: boolean): NameSpan | null {
  const name = nameAt(s, index);
  if (name === null) return null;
  const capital = s.tokens[name.from]?.capital || s.tokens[name.from + 1]?.capital;
  const vocabulary = isAllVocabulary(s, name.from, name.to);
  if (vocabulary && !capital) return null;
  if (vocabulary && name.to - name.from === 1 && phraseAt(s, name.from, 'genre', 'mood', 'instrument')) return null;
  const first = textAt(s, index);
  const english = first !== '' && textAt(s, index - 1) === 'like';
  if (smallCue && !capital && !english && !name.known) return null;
  if (smallCue && !capital && isCommonWords(s, name.from, name.to)) return name.known && english ? name : null;
  return name;
}

/** "Daft Punk's Around the World", "Burial - Archangel". */
function ownedTitle(s: Sentence, artist: NameSpan): Reference | null {
  const sign = s.tokens[artist.to]?.text;
  if (sign !== "'s" && !(sign === '-' && isClauseEnd(s, artist.to))) return null;
  let to = artist.to + 1;
  const known = phraseAt(s, to, 'title');
  if (known) to = known.to;
  else
    while (
      to < s.tokens.length &&
      !isClauseEnd(s, to) &&
      (s.tokens[to]?.capital || ['of', 'the', 'in', 'and', 'to', 'a', 'on'].includes(textAt(s, to)))
    )
      to += 1;
  if (to === artist.to + 1) return null;
  return { artist: artist.name, title: rawText(s, artist.to + 1, to), from: artist.from, to, known: artist.known };
}

/** Further references after the first are understood; only the first counts. */
function skipOthers(s: Sentence, from: number): number {
  let at = from;
  while (LIST_WORDS.has(textAt(s, at))) {
    const next = LIST_WORDS.has(textAt(s, at + 1)) ? at + 2 : at + 1;
    const name = knownArtistAt(s, next) ?? (s.tokens[next]?.capital ? nameAt(s, next) : null);
    if (name === null || isAllVocabulary(s, name.from, name.to)) return at;
    claim(s, at, name.to, 'understood');
    at = name.to;
  }
  return at;
}

/** "Drake type beat", "Burial-esque", "Daft Punk vibes". */
function readTrailing(s: Sentence): void {
  if (s.query.similarTo !== undefined) return;
  for (let index = 0; index < s.tokens.length; index += 1) {
    const name = isFree(s, index) ? knownArtistAt(s, index) : null;
    if (name === null) continue;
    const at = textAt(s, name.to) === '-' || textAt(s, name.to) === "'s" ? name.to + 1 : name.to;
    const cue = lexemeAt(s, at, 'similarAfter');
    const capital = s.tokens[index]?.capital || !isCommonWords(s, name.from, name.to);
    if (!cue || !capital || s.negated[index]) continue;
    s.query.similarTo = { artist: name.name };
    note(s, 'similarTo', name.from, cue.to, 0.9);
    return;
  }
}

/** "I adore Midnight City by M83, more like that": what was named before is what the music shall be like. */
export function readLikeThat(s: Sentence): void {
  const index = s.tokens.findIndex((_, at) => phraseAt(s, at, 'likeThat') !== undefined);
  const cue = phraseAt(s, index, 'likeThat');
  const named = s.evidence.get('artists') ?? s.evidence.get('title');
  if (!cue || !named || s.query.similarTo !== undefined || named.spans.some(({ from }) => from > index)) return;
  const { artists: [artist] = [], title } = s.query;
  s.query.similarTo = { ...(artist && { artist }), ...(title && { title }) };
  for (const field of ['artists', 'title'] as const) {
    for (const { from, to } of s.evidence.get(field)?.spans ?? []) note(s, 'similarTo', from, to, named.confidence);
    s.evidence.delete(field);
    delete s.query[field];
  }
  note(s, 'similarTo', cue.from, cue.to);
}
