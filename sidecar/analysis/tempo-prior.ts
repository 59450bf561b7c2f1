/**
 * What a caller can say about the tempo: a soft prior on the choice between its readings, in nats. A reading outside
 * the range loses OUTSIDE_NATS and OCTAVE_NATS more for each octave that it lies outside; a rhythm that leaves no
 * doubt outweighs that.
 */
const OUTSIDE_NATS = 1.5;
const OCTAVE_NATS = 4;

export type TempoRange = readonly [lowBpm: number, highBpm: number];

/** Nats that a tempo loses for lying outside a range; 0 inside it, or without one. */
export function rangePenalty(bpm: number, range: TempoRange | null | undefined): number {
  if (!range || !(range[0] > 0) || !(range[1] >= range[0])) return 0;
  const octavesOutside = Math.max(Math.log2(range[0] / bpm), Math.log2(bpm / range[1]), 0);
  return octavesOutside > 0.02 ? OUTSIDE_NATS + OCTAVE_NATS * octavesOutside : 0;
}

/** What a reading loses that the file's tag contradicts: a program wrote it that may err by an octave, one time in ten. */
const TAG_NATS = Math.log(9);
/** A tag is often a whole number: tempi nearer than this (the logarithm of their ratio) agree. */
const SAME_TEMPO = 0.04;

/** Nats that a tempo loses for not being the one that a tag gives; 0 where it is, or without a tag. */
export const tagPenalty = (bpm: number, taggedBpm: number | null | undefined): number =>
  !taggedBpm || Math.abs(Math.log(bpm / taggedBpm)) < SAME_TEMPO ? 0 : TAG_NATS;

/** Tempi by genre as DJ guides give them and DJ programs count them; the first that a hint names is taken. */
const GENRE_RANGES: readonly [pattern: RegExp, range: TempoRange][] = [
  [/drum\s*(and|&|'?n'?)\s*bass|\bd\s*(and|&|'?n'?)?\s*b\b|\bdnb\b/, [160, 185]],
  [/jungle/, [155, 180]],
  [/hard\s*style/, [148, 162]],
  [/hard\s*techno/, [142, 162]],
  [/techno/, [118, 150]],
  [/trance/, [126, 150]],
  [/deep\s*house|tech\s*house/, [116, 130]],
  [/house|electro\b/, [113, 132]],
  [/uk\s*garage|2\s*step|speed\s*garage/, [128, 138]],
  [/dubstep|future\s*bass/, [134, 162]],
  [/trap/, [128, 172]],
  [/amapiano/, [108, 122]],
  [/disco/, [104, 132]],
  [/reggaeton|moombahton|dembow/, [84, 114]],
  [/reggae|\bdub\b/, [60, 92]],
  [/hip\s*-?\s*hop|boom\s*bap|lo-?\s?fi|\brap\b|r\s*&\s*b|\brnb\b/, [66, 116]],
];

/** The tempi of a genre, by a tag or hint in any wording; null for one that is not known. */
export function rangeOfGenre(genre: string | null | undefined): TempoRange | null {
  const words = genre?.toLowerCase().replaceAll(/[_/]+/g, ' ');
  return (words && GENRE_RANGES.find(([pattern]) => pattern.test(words))?.[1]) || null;
}
