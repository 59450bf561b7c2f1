import { isOpen, type Part, type Variant } from './part.ts';

/**
 * What is given up when too little matches, in this order and one after the other, from what hurts least: first that
 * something is known to be as asked, then that it is quite so. Each step keeps those before it. Artists, title, words
 * and what is to be left out are never given up, nor is what is known to be sung otherwise than asked.
 */
export const RELAXATIONS = [
  'vocals.unknown',
  'language.unknown',
  'era.unknown',
  'instruments.unknown',
  'key.compatible',
  'bpm.wider',
  'energy.wider',
  'durationSec.any',
  'activity.any',
  'moods.any',
  'genres.related',
  'genres.unknown',
  'similarTo.wider',
  'era.any',
  'key.any',
  'energy.any',
  'bpm.any',
] as const;
export type Relaxation = (typeof RELAXATIONS)[number];

/** When something is given up: when fewer match than a page has room for, when nothing matches, or never. */
export const RELAX = ['few', 'empty', 'never'] as const;
export type Relax = (typeof RELAX)[number];

/** A part within a tier, and the ways to meet it that are open there. */
export type TierPart = { part: Part; ways: Variant[] };

/**
 * Tracks that need the same relaxations, and none of an earlier tier. `index` is the tier's place in the order. Its
 * parts may be met in any way that is open by now, but the part that was relaxed last, in that last way alone.
 */
export type Tier = { index: number; parts: TierPart[]; last: Part | null };

/**
 * The tiers of a search, the best first: the whole query, then one for each relaxation that changes it. The only thing
 * that is looked for is not given up.
 */
export function tiersOf(parts: Part[]): Tier[] {
  let open: TierPart[] = parts.map((part) => ({ part, ways: part.variants.slice(0, 1) }));
  const tiers: Tier[] = [{ index: 0, parts: open, last: null }];
  for (const name of RELAXATIONS) {
    const at = open.findIndex(({ part }) => part.variants.some(({ relaxation }) => relaxation === name));
    const way = open[at]?.part.variants.find(({ relaxation }) => relaxation === name);
    if (!way) continue;
    if (isOpen(way) && open.length === 1) continue;
    open = open.with(at, { part: open[at]!.part, ways: [...open[at]!.ways, way] });
    tiers.push({ index: tiers.length, parts: open, last: open[at]!.part });
  }
  return tiers;
}
