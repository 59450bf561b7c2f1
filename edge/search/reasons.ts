import { z } from 'zod';
import { PARTS, type PartName, countsOctaves } from './parts.ts';
import type { StoredTrack } from './catalogue.ts';
import type { Wanted } from './wanted.ts';

/** How a part is met, where there is more than one way. */
export const HOWS = ['as asked', 'half time', 'double time', 'compatible key', 'sub-genre', 'related genre'] as const;

export const matchReasonSchema = z
  .object({
    part: z.enum(PARTS),
    score: z.number().min(0).max(1).describe('How well this part fits; the match’s score is the mean of its parts.'),
    how: z.enum(HOWS),
  })
  .meta({ id: 'MatchReason' });
export type MatchReason = z.infer<typeof matchReasonSchema>;

/** Why a track matches: each part's score, and how it is met. */
export const reasonsOf = (
  wanted: Wanted,
  track: StoredTrack,
  scores: Partial<Record<PartName, number>>,
): MatchReason[] =>
  PARTS.filter((part) => scores[part] !== undefined).map((part) => ({
    part,
    score: Math.min(1, Math.max(0, scores[part]!)),
    how: howOf(part, wanted, track),
  }));

function howOf(part: PartName, wanted: Wanted, track: StoredTrack): MatchReason['how'] {
  if (part === 'bpm' && wanted.bpm) return tempoOf(wanted.bpm, track.bpm);
  if (part === 'similarTo' && wanted.similarTo?.bpm) {
    return tempoOf({ min: wanted.similarTo.bpm * 0.94, max: wanted.similarTo.bpm * 1.06 }, track.bpm);
  }
  if (part === 'key') return track.camelotKey === wanted.key?.camelot ? 'as asked' : 'compatible key';
  if (part === 'genres') return genreOf(wanted.genres ?? [], track.genres);
  return 'as asked';
}

/** A track at half the wanted tempo is heard in half time, one at double in double time. */
function tempoOf(range: NonNullable<Wanted['bpm']>, bpm: number | null): MatchReason['how'] {
  const fits = (value: number) => value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY);
  if (bpm === null || fits(bpm) || !countsOctaves(range)) return 'as asked';
  return fits(bpm * 2) ? 'half time' : 'double time';
}

function genreOf(wanted: NonNullable<Wanted['genres']>, genres: string[]): MatchReason['how'] {
  const has = (names: string[]) => names.some((name) => genres.includes(name));
  if (wanted.some(({ name }) => genres.includes(name))) return 'as asked';
  return wanted.some(({ below }) => has(below)) ? 'sub-genre' : 'related genre';
}
