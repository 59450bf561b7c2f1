import type { MusicQuery, QueryField } from '../../shared/contracts/query.ts';
import { isMusicNoun } from './fields/word-senses.ts';
import { dropFrom, parts } from './sentence-parts.ts';
import { phraseAt, textAt } from './sentence.ts';
import type { Owner, Sentence } from './sentence.ts';
import { wordSet } from './vocabulary/phrases.ts';

/** After music these tell where or when it shall be heard: "ambient for the dentist's". */
const ADJUNCTS = wordSet('for while during when whilst because since so');
/** Right before something to hear. */
const PLAYING = wordSet('play spin queue hear on to blast');
/** At the end of a letter, before the name of its writer. */
const SHORT_CLOSINGS = wordSet('best cheers love thanks thx yours ta lg mfg bises besos');
const CLOSINGS = wordSet(
  'regards wishes sincerely faithfully truly gruss grusse grussen cordialement saludos saluti groet groetjes pozdrawiam',
);
const LISTS = ['genres', 'instruments', 'moods'] as const;
const NAMING: ReadonlySet<Owner | undefined> = new Set<Owner | undefined>([...LISTS, 'artists', 'title', 'vocals']);

/**
 * Drops what was read in a part of the sentence that is about trade, repair, travel and the like and says nothing of
 * music: "electric guitar strings for sale", "coldplay tickets".
 */
export function dropOtherMatters(s: Sentence): void {
  let signed = false;
  for (const [from, to] of parts(s)) {
    const isSignature = signed;
    const closes = to - from === 1 && SHORT_CLOSINGS.has(textAt(s, from)) && s.tokens.length - to < 4;
    signed = closes || (to - from < 4 && CLOSINGS.has(textAt(s, to - 1)));
    if (!isSignature && !isOtherMatter(s, from, to)) continue;
    for (const field of s.evidence.keys()) dropField(s, field, from, to);
  }
}

function dropField(s: Sentence, field: QueryField, from: number, to: number): void {
  const list = LISTS.find((name) => name === field);
  if (list) return dropFrom(s, list, from, to);
  const spans = s.evidence.get(field)?.spans ?? [];
  if (spans.some((span) => span.from < from || span.from >= to)) return;
  s.evidence.delete(field);
  const [name, inner] = field.split('.') as [keyof MusicQuery, string | undefined];
  if (inner === undefined) delete s.query[name];
  else if (s.query.exclude) {
    delete (s.query.exclude as Record<string, unknown>)[inner];
    if (Object.keys(s.query.exclude).length === 0) delete s.query.exclude;
  }
}

function isOtherMatter(s: Sentence, from: number, to: number): boolean {
  let named = false;
  let adjunct = false;
  let found = false;
  for (let index = from; index < to; index += 1) {
    if (isMusicNoun(s, index)) return false;
    const business = phraseAt(s, index, 'business');
    if (business && business.to <= to && !adjunct && s.owner[index] !== 'understood') found = true;
    if (NAMING.has(s.owner[index])) {
      if (PLAYING.has(textAt(s, index - 1))) return false;
      named = true;
    }
    if (named && !business && ADJUNCTS.has(textAt(s, index))) adjunct = true;
  }
  return found;
}
