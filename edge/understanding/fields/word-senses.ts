import type { Lexeme } from '../roles.ts';
import { isAmongSmall } from './name-spans.ts';
import { isHousehold } from '../sentence-parts.ts';
import { isClauseEnd, isFiller, isUnknownWord, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { HANDLED } from '../vocabulary/everyday.ts';
import { ACTIVITY_THINGS, EVERYDAY_HEADS } from '../vocabulary/off-topic.ts';
import { ACTIVITIES_IN_CONTEXT, ACTIVITY_CONTEXT } from '../vocabulary/activities.ts';
import { wordSet } from '../vocabulary/phrases.ts';

/** Between the one who feels and the mood: "I'm so very sad". */
const INTENSIFIERS = wordSet(`
  so very really a bit pretty quite in too all super rather muy sehr tres feeling mood kinda
`);

/** Whether the words have this sense here; another reading of them is tried otherwise. */
export function isSense(s: Sentence, term: Lexeme): boolean {
  if (isInIdiom(s, term.from, term.to)) return false;
  if (term.role === 'activity') return !ACTIVITY_THINGS.has(textAt(s, term.to)) && isActivity(s, term.from, term.to);
  if (term.role === 'mood') return describesMusic(s, term.from, term.to);
  if ((term.role === 'instrument' || term.role === 'genre') && (isEverydayThing(s, term.to) || isOfThings(s, term.to)))
    return false;
  if (term.role === 'instrument' && isHandled(s, term.from, term.to)) return false;
  if (term.role === 'instrument')
    return !(term.value as { ordinary: boolean }).ordinary || isInstrument(s, term.from, term.to);
  if (term.role === 'genre') return isGenre(s, term.from, term.to);
  return true;
}

/** "haunted house", "no strings attached": an idiom holds the word, and no word of music follows it. */
export function isInIdiom(s: Sentence, from: number, to: number): boolean {
  for (let at = Math.max(0, from - 4); at <= from; at += 1) {
    const idiom = phraseAt(s, at, 'everyday');
    if (idiom && idiom.to >= to && idiom.to > from && idiom.to - at > to - from)
      return !phraseAt(s, idiom.to, 'trackNoun', 'musicNoun') || isHousehold(s, idiom.to);
  }
  return false;
}

const OWNERS = wordSet(`
  my your his her our their the a an this that these those playing some to how electric acoustic grand bass upright
  double old new used broken second hand baby
`);
const MUSIC_BEHIND = ['trackNoun', 'musicNoun', 'genre', 'mood', 'hint', 'vocals', 'instrument'] as const;

/**
 * "my saxophone", "teach me the violin", "selling a piano": something one owns, learns or sells, where nothing else speaks
 * of music.
 */
function isHandled(s: Sentence, from: number, to: number): boolean {
  if (s.negated[from] || phraseAt(s, to, ...MUSIC_BEHIND) || phraseBefore(s, from, 'complaint', 'notNegation'))
    return false;
  let at = from;
  while (
    at > 0 &&
    at > from - 6 &&
    (OWNERS.has(textAt(s, at - 1)) || (textAt(s, at - 1) === 'play' && at - 1 > 0 && textAt(s, at - 2) === 'to'))
  )
    at -= 1;
  const before = textAt(s, at - 1);
  // Here it is no noun of music.
  if (before === 'tune' && at < from) return true;
  if (saysMusic(s, from, to)) return false;
  if (['me', 'him', 'us'].includes(before)) return HANDLED.has(textAt(s, at - 2));
  if (before === 'play') return ['i', 'we', 'they', 'you'].includes(textAt(s, at - 2));
  if (HANDLED.has(before)) return true;
  return (
    ['my', 'your', 'his', 'her', 'our', 'their'].includes(textAt(s, from - 1)) ||
    (at < from && isFreeStanding(s, at, to))
  );
}

/** "the piano in the corner", "there's a harp in the attic": no wish and no "with" before the article. */
const isFreeStanding = (s: Sentence, at: number, to: number) =>
  textAt(s, at) !== 'some' &&
  ((at === 0 && !['please', 'playing', ''].includes(textAt(s, to)) && !isClauseEnd(s, to)) ||
    ["'s", 'is', 'was', 'theres', 'has', 'into', 'up'].includes(textAt(s, at - 1)));

/** How many words around an instrument are looked at. */
const REACH = 20;

/** Whether a word of music, a tempo or a genre that is no everyday word stands in the same part of the sentence. */
function saysMusic(s: Sentence, from: number, to: number): boolean {
  const isMusic = (index: number) => {
    const genre = phraseAt(s, index, 'genre');
    if (genre && !(genre.value as { ordinary: boolean }).ordinary) return true;
    return phraseAt(s, index, 'tempoUnit') !== undefined || isMusicNoun(s, index);
  };
  for (let at = from - 1; at > from - REACH && at >= 0 && !isClauseEnd(s, at); at -= 1) if (isMusic(at)) return true;
  for (let at = to; at < to + REACH && !isClauseEnd(s, at); at += 1) if (isMusic(at)) return true;
  return false;
}

/** A noun that only music has, outside an idiom ("out of tune"). */
export const isMusicNoun = (s: Sentence, index: number): boolean =>
  phraseAt(s, index, 'trackNoun', 'musicNoun') !== undefined &&
  !isHousehold(s, index) &&
  !isInIdiom(s, index, index + 1);

const AFTER_GERUND = wordSet('at to through home around along with in on all late back for');

const ELSEWHERE = wordSet('next upstairs downstairs opposite nearby outside');
const COPULAS = wordSet("is are was were 's isnt");
const EXCESSIVE = wordSet('too so way over killing driving ruining keeping annoying awful terrible loud boring hell');

/** "driving techno" is no drive, "the party is too loud" no occasion, "I work in a bank" no work. */
function isActivity(s: Sentence, from: number, to: number): boolean {
  const word = textAt(s, from);
  if (COPULAS.has(textAt(s, to)) && EXCESSIVE.has(textAt(s, to + 1))) return false;
  if (ELSEWHERE.has(textAt(s, to)) && ['door', 'is', 'are', 'was', 'were', 'keeps'].includes(textAt(s, to + 1)))
    return false;
  if (word !== s.tokens[from]?.raw && s.tokens[from - 1]?.capital && isAmongSmall(s, from - 1, to)) return false;
  if (to - from > 1 || !ACTIVITIES_IN_CONTEXT.has(word)) return true;
  const before = textAt(s, from - 1);
  if (before === 'i' || before === 'we') return ['while', 'when', 'whilst', 'as'].includes(textAt(s, from - 2));
  if (ACTIVITY_CONTEXT.has(before)) return true;
  const opens = from === 0 || isClauseEnd(s, from - 1);
  if (opens && word.endsWith('ing') && AFTER_GERUND.has(textAt(s, to))) return true;
  // "walk with my dog"
  if (opens && textAt(s, to) === 'with' && OWNERS.has(textAt(s, to + 1))) return true;
  return (
    phraseAt(s, to, 'trackNoun', 'musicNoun') !== undefined ||
    ['session', 'time', 'trip', 'playlist', 'soundtrack'].includes(textAt(s, to)) ||
    (opens && (isClauseEnd(s, to) || s.tokens[to]?.kind === 'number'))
  );
}

const SELVES = wordSet(`
  im am feel feeling were hes shes felt me youre theyre bin suis estoy sono estou ben jestem
`);
const OTHER_NOUNS = wordSet(`
  birthday hour hours crowd people customers guests news boss room outside season christmas dinner date kids
  clients alley meeting week matter chocolate side web mode couple ending family place neighbours neighbour dog
  wife husband friend friends mate mates life holidays weekend
`);

/** English words that are moods in another language, right before what they describe: "glad pop". */
const FOREIGN_MOODS = wordSet('glad glade trist');

/** A mood of the speaker or the occasion is none of the music's. */
function describesMusic(s: Sentence, from: number, to: number): boolean {
  if (FOREIGN_MOODS.has(textAt(s, from)) && !phraseAt(s, to, ...MUSIC_BEHIND)) return false;
  let before = from - 1;
  while (INTENSIFIERS.has(textAt(s, before)) && before > from - 4) before -= 1;
  const self = SELVES.has(textAt(s, before)) || ['feeling', 'feel'].includes(textAt(s, from - 1));
  if (self && !s.negated[from] && !phraseAt(s, to, 'genre', 'trackNoun', 'musicNoun', 'instrument')) return false;
  return (
    (!OTHER_NOUNS.has(textAt(s, to)) || isLabel(s, to)) &&
    !(['after', 'the'].includes(textAt(s, from - 1)) && textAt(s, from) === 'dark' && isClauseEnd(s, to))
  );
}

/** "mood:happy [limit:]5", "key=Fm". */
const isLabel = (s: Sentence, index: number) => [':', '='].includes(textAt(s, index + 1));

/** "flute of champagne", "new wave of refugees"; "drums of Africa", "rock of the 70s" are music. */
const isOfThings = (s: Sentence, to: number) =>
  textAt(s, to) === 'of' && s.tokens[to + 1]?.capital === false && isUnknownWord(s, to + 1);

/** "guitar lessons", "samba server": unless a word of music follows ("piano cover version"). */
const isEverydayThing = (s: Sentence, to: number) =>
  EVERYDAY_HEADS.has(textAt(s, textAt(s, to) === 'dance' ? to + 1 : to)) &&
  !isLabel(s, to) &&
  !(textAt(s, to) === 'key' && (phraseAt(s, to + 1, 'key') || phraseAt(s, to + 2, 'key'))) &&
  (phraseAt(s, to + 1, 'trackNoun', 'musicNoun') === undefined || isHousehold(s, to + 1));

function isInstrument(s: Sentence, from: number, to: number): boolean {
  return (
    s.negated[from] === true ||
    (['with', 'and', 'on', 'solo', ','].includes(textAt(s, from - 1)) && !phraseAt(s, to, 'hint'))
  );
}

/** After a name of more than one sense, in addition to EVERYDAY_HEADS: "rock star", "house party". */
const HOUSEHOLD_NOUNS = wordSet('club star party');
const DETERMINERS = wordSet("'s the my your our his her their this that a an every each");

/** "that trap nonsense". */
const SCORN = wordSet('nonsense rubbish crap malarkey racket noise garbage shite business');
/** "keep accordions out of [my] tango". */
const OWN = wordSet('my our');

/** An everyday word with an article before it and no word of music after it is the everyday thing: "the house is cold". */
function isGenre(s: Sentence, from: number, to: number): boolean {
  const term = phraseAt(s, from, 'genre');
  const ordinary = (term?.value as { ordinary: boolean } | undefined)?.ordinary ?? false;
  if (
    !ordinary ||
    (s.negated[from] && (isClauseEnd(s, to) || (s.negated[to] && s.negated[from - 1]) || SCORN.has(textAt(s, to))))
  )
    return true;
  if (OWN.has(textAt(s, from - 1)) && s.negated[from - 3] && isClauseEnd(s, to)) return true;
  const next = s.tokens[to];
  if (
    textAt(s, from) === 'alternative' &&
    to - from === 1 &&
    ['to', 'zu', 'zum', 'a', 'al', 'per', 'voor'].includes(next?.text ?? '')
  )
    return false;
  if (next?.text === "'s" && next.glued) return false;
  if (HOUSEHOLD_NOUNS.has(next?.text ?? '')) return false;
  if (!DETERMINERS.has(textAt(s, from - 1)) || s.owner[from - 1] === 'key') return true;
  return (
    phraseAt(s, to, 'trackNoun', 'musicNoun', 'mood', 'hint', 'tempoUnit') !== undefined ||
    isPlainGenre(s, to) ||
    (isClauseEnd(s, to) &&
      s.tokens[from - 2] !== undefined &&
      !isFiller(s, from - 2) &&
      phraseAt(s, from - 2, 'request') !== undefined)
  );
}

/** A genre that is no everyday word. */
const isPlainGenre = (s: Sentence, index: number) =>
  (phraseAt(s, index, 'genre')?.value as { ordinary: boolean } | undefined)?.ordinary === false;
