import { judgeSegments } from './back-references.ts';
import { isMusicNoun } from './fields/word-senses.ts';
import { measureEnd } from './measures.ts';
import { isOtherText } from './other-texts.ts';
import { isClauseEnd, isFiller, isForeignWord, phraseAt, textAt } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { PLAIN_FIELDS, isAskedIn, isCue, isDescribed, isWished, parts, weigh } from './sentence-parts.ts';
import { SUBJECTS, isCircumstance, isNarrated, isStatement } from './statements.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** Before the opening of a question or order. */
const OPENERS = wordSet('hey hi ok okay so please can could you hello yo um');

/** How much of the text is understood, 0 to 1, and the words that are not. */
export type Coverage = { coverage: number; uncovered: number[] };
export type Relevance = Coverage & { isMusic: boolean };

/**
 * Whether the text asks for music at all. Everyday words that are also genres or activities count for little; a
 * word of music, a command, a plain genre count for much; words nothing explains count against.
 */
export function judgeRelevance(s: Sentence): Relevance {
  const { covered, ...read } = coverageOf(s);
  const strange = s.tokens.flatMap((_, index) => (isRefusedElse(s, index) ? [index] : []));
  const refusing = s.tokens.filter((_, index) => isRefusedElse(s, index + 1) && s.negated[index]).length;
  const known = Math.max(0, covered - strange.length - refusing);
  return { isMusic: isMusic(s, known, [...read.uncovered, ...strange]), ...read };
}

/** "not plastic", "ohne Fleisch": a refused thing that is none of music; as evidence of a wish it counts against. */
const isRefusedElse = (s: Sentence, index: number) =>
  s.negated[index] === true && s.owner[index] === 'understood' && isForeignWord(s, index);

export function coverageOf(s: Sentence): Coverage & { covered: number } {
  const uncovered: number[] = [];
  let covered = 0;
  s.tokens.forEach((token, index) => {
    if (token.kind !== 'word' || s.owner[index] === 'system') return;
    if (s.owner[index] === 'doubtful') uncovered.push(index);
    else if (s.owner[index] !== undefined) covered += 1;
    else if (!isFiller(s, index) && !isCue(s, index)) uncovered.push(index);
  });
  const content = covered + uncovered.length;
  return {
    coverage: content === 0 ? (Object.keys(s.query).length > 0 ? 1 : 0) : covered / content,
    covered,
    uncovered,
  };
}

/**
 * Whether all that is named is only told of ("table for four at the jazz café, is there a ramp"): nothing is asked for,
 * no part is a plain wish, and more words are not understood than are.
 */
const isOnlyTold = (s: Sentence, covered: number, uncovered: readonly number[]): boolean =>
  uncovered.length > covered &&
  uncovered.length > 2 &&
  countDescribed(s) === 0 &&
  !s.tokens.some((_, index) => phraseAt(s, index, 'request')) &&
  judgeSegments(s).every(({ named, attitude }) => !named || attitude === 'told');

function isMusic(s: Sentence, covered: number, uncovered: readonly number[]): boolean {
  const plain = countPlain(s);
  const asked = isAsked(s);
  const fields = Object.keys(s.query).length;
  if (fields === 0) return isBareRequest(s, uncovered);
  if (!asked.music && isOtherText(s)) return false;
  const other = uncovered.filter((index) => phraseAt(s, index, 'otherMatter')).length;
  const wished = s.tokens.some((_, index) => isWished(s, index));
  const isAskedFor = asked.strong || asked.music || wished || (plain > 0 && isComplaint(s));
  if (asksOtherwise(s) && !(plain > 0 && isComplaint(s))) return hasOtherPart(s);
  if (isOffTopicOpening(s) && !isAskedFor) return isPlainEnough(s, plain, uncovered.length) || hasOtherPart(s);
  if (!isAskedFor && (isStatement(s) || isCircumstance(s, uncovered) || isNarrated(s) || asksLater(s))) return false;
  if (!isAskedFor && uncovered.length > 1 && Object.keys(s.query).every((field) => field === 'activity')) return false;
  if (!isAskedFor && uncovered.length > 1 && refusesOnlyNames(s)) return false;
  if (!isAskedFor && !s.evidence.has('bpm') && !s.evidence.has('key') && isOnlyTold(s, covered, uncovered))
    return false;
  if (hasMusicalPart(s)) return true;
  if (other > 0 && !isAskedFor && !NAMING_FIELDS.some((field) => s.evidence.has(field))) return false;
  if (!asked.strong && !wished && other > 0 && uncovered.length > covered + plain) return false;
  if (isAskedFor) return plain > 0 || other === 0 || covered >= uncovered.length;
  if (plain > 0) return uncovered.length < covered + plain;
  return other === 0 && uncovered.length <= covered * 0.6;
}

/** "electric cars, not Tesla": names behind a bare "not", and nothing that speaks of music. */
const refusesOnlyNames = (s: Sentence) =>
  [...s.evidence].every(
    ([field, { spans }]) => field === 'exclude.artists' && spans.every(({ from }) => textAt(s, from) === 'not'),
  );

const INTERROGATIVES = wordSet('what whats who whos when where why how which');

/** "Nirvana in Buddhism, what is it exactly?": what is named first is then asked about. */
const asksLater = (s: Sentence) =>
  parts(s)
    .slice(1)
    .some(([from, to]) => {
      const isQuestion = textAt(s, to) === '?' && !phraseAt(s, from, 'musicQuestion');
      return INTERROGATIVES.has(textAt(s, from)) && (isQuestion || opensOffTopic(s, from)) && !namesIn(s, from, to);
    });

const namesIn = (s: Sentence, from: number, to: number) =>
  s.owner.slice(from, to).some((owner) => owner !== undefined && owner !== 'understood');

/** "Why is there no disco in here" asks for it. */
const isComplaint = (s: Sentence) => s.tokens.some((_, index) => phraseAt(s, index, 'complaint') !== undefined);

/** Fields that name something to play; the others are measures and circumstances that much else has as well. */
const NAMING_FIELDS = [
  'genres',
  'instruments',
  'artists',
  'title',
  'similarTo',
  'vocals',
  'exclude.genres',
  'exclude.instruments',
  'exclude.artists',
] as const;

/** Behind an opening like "what is" only tempo, key or a name beside little else make a request. */
const isPlainEnough = (s: Sentence, plain: number, uncovered: number) =>
  plain > 1 && uncovered <= 1 && (s.query.bpm !== undefined || s.query.key !== undefined);

/** How much of what was found is plainly about music: fields, and genres and instruments that are no everyday words. */
function countPlain(s: Sentence): number {
  let plain = PLAIN_FIELDS.filter((field) => s.evidence.has(field)).length;
  for (const field of ['genres', 'exclude.genres', 'instruments', 'exclude.instruments'] as const) {
    for (const { from } of s.evidence.get(field)?.spans ?? []) {
      const term = phraseAt(s, from, 'genre', 'instrument');
      if (!(term?.value as { ordinary?: boolean } | undefined)?.ordinary) plain += 1;
    }
  }
  return plain + countDescribed(s);
}

/** A mood right before a genre or instrument ("happy pop") describes music, everyday words or not; so does a measure. */
function countDescribed(s: Sentence): number {
  const measured = s.owner.filter((_, index) => isDescribed(s, index) || isWished(s, index)).length;
  const moods = [...(s.evidence.get('moods')?.spans ?? []), ...(s.evidence.get('exclude.moods')?.spans ?? [])];
  return measured + moods.filter(({ to }) => s.owner[to] === 'genres' || s.owner[to] === 'instruments').length;
}

/** Whether words of music or of asking stand in the text, outside what is set aside. */
function isAsked(s: Sentence): { strong: boolean; music: boolean } {
  let strong = false;
  let music = false;
  for (let index = 0; index < s.tokens.length; index += 1) {
    if (s.owner[index] === 'system') continue;
    const request = phraseAt(s, index, 'request');
    if (request?.value === 'strong' && !isInfinitive(s, request.to)) strong = true;
    if (phraseAt(s, index, 'musicQuestion') || isMusicNoun(s, index)) music = true;
  }
  return { strong, music };
}

/** "we need to sell", "I want to go". */
const isInfinitive = (s: Sentence, index: number) =>
  textAt(s, index) === 'to' && !['hear', 'listen', 'play'].includes(textAt(s, index + 1));

function isOffTopicOpening(s: Sentence): boolean {
  if (s.query.title !== undefined) return false;
  let start = 0;
  for (let index = 0; index <= s.tokens.length; index += 1) {
    if (index < s.tokens.length && !isClauseEnd(s, index)) continue;
    if (index > start && opensOffTopic(s, start)) return true;
    start = index + 1;
    if (s.owner[start] !== 'system' && start > 0 && index > 0) break;
  }
  return false;
}

function opensOffTopic(s: Sentence, index: number): boolean {
  let at = index;
  while (OPENERS.has(textAt(s, at)) && !phraseAt(s, at, 'offTopicOpening')) at += 1;
  const opening = phraseAt(s, at, 'offTopicOpening');
  if (!opening) return false;
  const question = phraseAt(s, at, 'musicQuestion');
  return !question || question.to < opening.to;
}

/** No field at all: still a request when music is asked for in words ("some music please", "something upbeat"). */
function isBareRequest(s: Sentence, uncovered: readonly number[]): boolean {
  const { strong, music } = isAsked(s);
  const words = s.tokens.filter((token) => token.kind === 'word').length;
  if (s.owner.includes('key')) return uncovered.length === 0;
  const understood = s.tokens.some(
    (_, index) => s.owner[index] === 'understood' && phraseAt(s, index, 'hint', 'occasion') !== undefined,
  );
  if (isOffTopicOpening(s) || words === 0) return false;
  if (uncovered.length === 0 && s.tokens.some((_, index) => isRefusedMeasure(s, index))) return true;
  if (music) return uncovered.length <= 1 && (strong || understood || words <= 6);
  return understood && uncovered.length === 0 && (strong || s.tokens.some((_, index) => isTelling(s, index)));
}

/** "not peak time", "anything but 128 bpm". */
const isRefusedMeasure = (s: Sentence, index: number) =>
  s.owner[index] === 'understood' && measureEnd(s, index) !== null;

/** Openings that may well lead over to music: "my car playlist", "good morning, …". */
const SOFT_OPENINGS = wordSet(`
  my i thanks good happy nice can could set turn open add find recommend tell give wake close lock switch
`);
const YES_OR_NO = new Set(['is', 'are', 'did', 'does', 'has']);

/** A question or order that is not about what to play: "how to play guitar", "is Taylor Swift married". */
function asksOtherwise(s: Sentence): boolean {
  const [first, second] = s.tokens;
  if (first === undefined || phraseAt(s, 0, 'musicQuestion') || s.query.title !== undefined) return false;
  if (first.text === 'why' && isAsked(s).music) return false;
  if (YES_OR_NO.has(first.text) && !['there', 'any'].includes(second?.text ?? '')) return true;
  return phraseAt(s, 0, 'offTopicOpening') !== undefined && !SOFT_OPENINGS.has(first.text) && opensOffTopic(s, 0);
}

const JOINTS = wordSet('and or but');

/** Behind such an opening another part of the text may still ask for music. */
const hasOtherPart = (s: Sentence) =>
  parts(s)
    .slice(1)
    .some(([from, to]) => {
      const { plain, covered, uncovered } = weigh(s, from, to);
      if (opensOffTopic(s, JOINTS.has(textAt(s, from)) ? from + 1 : from)) return false;
      if (isPolite(s, from, to)) return true;
      return (plain > 0 || (covered > 0 && isAskedIn(s, from, to))) && uncovered <= covered;
    });

/** A word of style ("cinematic", "upbeat"), not mere praise or an adverb. */
const isTelling = (s: Sentence, index: number) =>
  phraseAt(s, index, 'hint') !== undefined && !PRAISE.has(textAt(s, index));
const PRAISE = new Set(
  'cool good great nice best sick dope lit fire sweet fresh new proper wicked clean live solid beautiful pretty warm bright hard deep slow fast loud quiet right popular famous original recent latest decent rare raw dirty nasty cover edit fresh intense powerful soft heavy gentle lively classic modern vintage retro club festival bar'.split(
    ' ',
  ),
);

/** A part of the sentence that plainly speaks of music and of little else. */
function hasMusicalPart(s: Sentence): boolean {
  return parts(s).some(([from, to]) => {
    const { plain, covered, uncovered } = weigh(s, from, to);
    if (phraseAt(s, from, 'offTopicOpening')) return false;
    const asked = plain > 0 || (covered > 0 && isAskedIn(s, from, to)) || isEnergyOfGenre(s, from, to);
    return (asked && uncovered <= covered) || isDescribedGenre(s, from, to);
  });
}

/** "lounge, [30 % energy]": a figure for it, where a genre is named too. */
const isEnergyOfGenre = (s: Sentence, from: number, to: number) =>
  s.evidence.has('genres') &&
  s.owner.slice(from, to).every((owner) => owner === 'energy') &&
  s.tokens.slice(from, to).some(({ kind }) => kind === 'number');

/**
 * A part of two or three words, none of them small, that ends with a genre ("cosy folk", "London grime"), or a genre
 * alone as the last word of several parts ("bush walk, folk").
 */
function isDescribedGenre(s: Sentence, from: number, to: number): boolean {
  if (s.owner[from] === 'genres' && isFromPlace(s, from, to)) return true;
  if (isPolite(s, from, to) || isForVenue(s, from, to)) return true;
  if (s.owner[to - 1] !== 'genres' || to - from > 3) return false;
  if (to - from === 1) return from > 0 && s.tokens.slice(to).every(({ text }) => TAIL.has(text));
  return s.tokens
    .slice(from, to)
    .every(({ kind }, at) => kind === 'word' && (s.owner[from + at] !== undefined || !isFiller(s, from + at)));
}

const TAIL = wordSet('. ! now please pls thanks cheers');

/** "soul for the hotel lobby": a genre without an article, and where it shall be heard. */
function isForVenue(s: Sentence, from: number, to: number): boolean {
  let at = from;
  while (s.owner[at] === 'genres') at += 1;
  const opens = at > from && textAt(s, at) === 'for' && ['the', 'my', 'our', 'a', 'this'].includes(textAt(s, at + 1));
  return opens && to - at < 6 && (VENUES.has(textAt(s, to - 1)) || countPlain(s) > 0);
}
const VENUES = wordSet(`
  lobby foyer reception restaurant bistro brasserie diner cafe bar pub club lounge terrace rooftop pool spa salon shop
  store boutique showroom gallery museum office
`);

/** "drill from Chicago". */
const isFromPlace = (s: Sentence, from: number, to: number) =>
  textAt(s, to - 2) === 'from' && s.tokens[to - 1]?.capital === true && s.owner[to - 3] === 'genres' && to - from < 6;

/** "more swing please": the genre itself is asked for. */
const isPolite = (s: Sentence, from: number, to: number) =>
  ['please', 'pls', 'plz', 'bitte'].includes(textAt(s, to - 1)) &&
  s.owner[to - 2] === 'genres' &&
  to - from < 5 &&
  !SUBJECTS.has(textAt(s, from));
