import { z } from 'zod';
import { type Part, type PartName, PARTS } from './part.ts';
import { countsOctaves } from './ranges.ts';
import type { Met } from './ranking.ts';
import { type Relaxation, RELAXATIONS } from './relax.ts';
import type { StoredTrack } from './tracks.ts';
import type { Wanted } from './wanted.ts';

/** How a part is met, where there is more than one way; the last four are relaxed. */
export const HOWS = [
  'as asked',
  'half time',
  'double time',
  'compatible key',
  'sub-genre',
  'related genre',
  'near it',
  'not known',
  'not met',
] as const;
type How = (typeof HOWS)[number];

export const matchReasonSchema = z
  .object({
    part: z.enum(PARTS),
    score: z.number().min(0).max(1).describe('How well this part fits; the match’s score is the mean of its parts.'),
    how: z.enum(HOWS),
  })
  .meta({ id: 'MatchReason' });
export type MatchReason = z.infer<typeof matchReasonSchema>;

/** Why a track matches: each part's score, and how it is met. */
export const reasonsOf = (wanted: Wanted, parts: Part[], track: StoredTrack, met: Met): MatchReason[] =>
  parts.map(({ name, variants }) => {
    const [way, score] = met[name] ?? [0, 0];
    const relaxation = variants[way]?.relaxation ?? null;
    return { part: name, score: Math.min(1, Math.max(0, score)), how: howOf(name, relaxation, wanted, track) };
  });

/** What had to be given up for tracks to match, in the order of giving up. */
export function relaxedFor(parts: Part[], met: Met[]): Relaxation[] {
  const given = new Set(
    parts.flatMap(({ name, variants }) => met.map((one) => variants[one[name]?.[0] ?? 0]?.relaxation)),
  );
  return RELAXATIONS.filter((name) => given.has(name));
}

function howOf(part: PartName, relaxation: Relaxation | null, wanted: Wanted, track: StoredTrack): How {
  if (relaxation === 'key.compatible') return 'compatible key';
  if (relaxation === 'genres.related') return 'related genre';
  if (relaxation?.endsWith('.wider')) return 'near it';
  if (relaxation?.endsWith('.unknown')) return 'not known';
  if (relaxation?.endsWith('.any')) return 'not met';
  if (part === 'bpm' && wanted.bpm) return tempoOf(wanted.bpm, track.bpm);
  if (part === 'similarTo' && wanted.similarTo?.bpm) {
    return tempoOf({ min: wanted.similarTo.bpm * 0.94, max: wanted.similarTo.bpm * 1.06 }, track.bpm);
  }
  if (part === 'key') return track.camelotKey === wanted.key?.camelot ? 'as asked' : 'compatible key';
  const hasItself = wanted.genres?.some(({ name }) => track.genres.includes(name));
  return part === 'genres' && !hasItself ? 'sub-genre' : 'as asked';
}

/** A track at half the wanted tempo is heard in half time, one at double in double time. */
function tempoOf(range: NonNullable<Wanted['bpm']>, bpm: number | null): How {
  const fits = (value: number) => value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY);
  if (bpm === null || fits(bpm) || !countsOctaves(range)) return 'as asked';
  return fits(bpm * 2) ? 'half time' : 'double time';
}
