import type { Quantity } from '../quantities.ts';
import { claim, isClauseEnd, isFree, note, phraseAt, phraseBefore, textAt } from '../sentence.ts';
import type { Sentence } from '../sentence.ts';
import { wordSet } from '../vocabulary/phrases.ts';

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
/** Longer than any usual track: such a time is that of a set. */
const LONGEST_TRACK_SEC = 3600;

const OWN_TIME = wordSet(`
  have has got lasts lasting runs set playlist show mix next for last every ago drive away left
`);

/** Reads how long each track may be. The length of a set, a playlist or an evening is understood and sets nothing. */
export function readDuration(s: Sentence, quantities: readonly Quantity[]): void {
  for (const quantity of quantities) {
    const unit = SECONDS[quantity.unit ?? ''];
    if (unit === undefined || !isFree(s, quantity.numberFrom, quantity.to)) continue;
    const range = durationRange(quantity, unit);
    if (range === null || isOfTheSet(s, quantity)) claim(s, quantity.from, quantity.to, 'understood');
    else {
      s.query.durationSec = range;
      note(s, 'durationSec', quantity.from, quantity.to);
    }
  }
}

function durationRange({ shape, low, high }: Quantity, unit: number): { min?: number; max?: number } | null {
  if (high * unit > LONGEST_TRACK_SEC) return null;
  if (shape === 'min') return { min: low * unit };
  if (shape === 'max') return { max: low * unit };
  if (shape === 'range') return { min: low * unit, max: high * unit };
  return null;
}

/** "a 2 hour set", "I have under 40 minutes", "a playlist of at least 90 minutes". */
function isOfTheSet(s: Sentence, { from, to }: Quantity): boolean {
  for (let index = to; index < to + 3 && !isClauseEnd(s, index); index += 1) {
    if (phraseAt(s, index, 'trackNoun')) return false;
    if (phraseAt(s, index, 'setNoun')) return true;
  }
  for (let index = from - 1; index >= Math.max(0, from - 6) && !isClauseEnd(s, index); index -= 1) {
    if (phraseAt(s, index, 'trackNoun') || phraseAt(s, index, 'genre')) return false;
    if (OWN_TIME.has(textAt(s, index))) return !isOfTheTrack(s, index);
  }
  return false;
}

/** "techno that runs 12 minutes or longer". */
const isOfTheTrack = (s: Sentence, verb: number) =>
  phraseBefore(s, verb, 'trackNoun') !== undefined ||
  (['that', 'which'].includes(textAt(s, verb - 1)) &&
    (s.owner[verb - 2] === 'artists' || phraseBefore(s, verb - 1, 'genre', 'trackNoun') !== undefined));
