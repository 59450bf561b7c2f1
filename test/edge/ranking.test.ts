import { beforeAll, describe, expect, test } from 'vitest';
import { tracks } from '../../drizzle/schema.ts';
import { partsOf } from '../../edge/search/parts.ts';
import { type Place, rank, type RankedTrack, rankTiers } from '../../edge/search/ranking.ts';
import { tiersOf } from '../../edge/search/relax.ts';
import { wantedOf } from '../../edge/search/wanted.ts';
import { NOTHING_STATED, type TrackAttributes } from '../../shared/contracts/attributes.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { seededRandom } from '../support/random.ts';
import { services, type Tenant, tenant } from './support.ts';

/** More than are ranked at once. */
const COUNT = 4_000;
const BATCH = 500;
/** Ours, and those of other tests that are everyone's. */
const ALL = 2 * COUNT;

/** Terms of this test's own, so that tracks of others that are everyone's are not found. */
const [GENRE, RARE] = ['genre', 'rare'].map((name) => `${name} ${crypto.randomUUID()}`) as [string, string];

let owner: Tenant;

beforeAll(async () => {
  owner = await tenant();
  const random = seededRandom(7);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  const stated = <T>(value: T) => ({ value, confidence: 0.5 + random() / 2, provenance: 'tags' as const });
  for (let made = 0; made < COUNT; made += BATCH) {
    const rows = Array.from({ length: BATCH }, () => {
      const attributes: TrackAttributes = {
        ...NOTHING_STATED,
        year: random() < 0.5 ? stated(1960 + Math.floor(random() * 60)) : null,
        vocals: random() < 0.4 ? stated(pick(['none', 'female', 'male', 'any'] as const)) : null,
        instruments: random() < 0.3 ? [stated(pick(['piano', 'guitar']))] : [],
      };
      return {
        ownerId: owner.userId,
        source: 'upload' as const,
        analysisStatus: 'succeeded' as const,
        title: 'one of many',
        genres: random() < 0.05 ? [GENRE, RARE] : [GENRE],
        moods: [pick(['dark', 'happy', 'calm'])],
        bpm: Math.round(900 + random() * 600) / 10,
        bpmConfidence: random(),
        camelotKey: `${1 + Math.floor(random() * 12)}${pick(['A', 'B'])}`,
        keyConfidence: random(),
        energyLevel: random(),
        durationSec: 100 + random() * 300,
        attributes,
      };
    });
    await services().database.insert(tracks).values(rows);
  }
}, 60_000);

const genres = [GENRE];
const cases: [name: string, query: MusicQuery][] = [
  ['of equal tracks', { genres }],
  ['with a few that are better than very many equal ones', { genres: [GENRE, RARE] }],
  ['for a tempo', { genres, bpm: { min: 110, max: 130 } }],
  ['for energy, open at one end, and duration', { genres, energy: { min: 0.2 }, durationSec: { max: 390 } }],
  ['for an energy and a mood', { genres, energy: { min: 0.1, max: 0.9 }, moods: ['dark'] }],
  ['for keys that mix, without vocals', { genres, camelot: '8A', compatibleKeys: true, vocals: 'none' }],
  ['for a time and an instrument', { genres, era: { from: 1990, to: 1999 }, instruments: ['piano'] }],
  ['for an activity, without a mood', { genres, activity: 'cleaning', exclude: { moods: ['dark'] } }],
  ['for all at once', { genres, camelot: '3B', bpm: { min: 99, max: 101 }, energy: { max: 0.4 }, vocals: 'female' }],
];

describe.each(cases)('a search among very many %s', (_, query) => {
  test('has the tracks that a full sort has, in its order, from any place on', async () => {
    const { database } = services();
    const { wanted } = wantedOf(query, null);
    const sorted = await rankTiers(database, owner, wanted, tiersOf(partsOf(wanted)), { limit: ALL, after: null });
    const all = sorted.filter(isOurs);
    expect(all.length).toBeGreaterThan(COUNT / 2);
    expect(all.map(({ track }) => track.id)).toEqual(all.toSorted(better).map(({ track }) => track.id));
    const seen: RankedTrack[] = [];
    for (let page = 0; page < 8; page += 1) {
      const after = placeOf(seen.at(-1));
      seen.push(...(await rank(database, owner, wanted, { limit: 9, after, relax: 'few' })));
    }
    const ours = seen.filter(isOurs);
    expect(ours.length).toBeGreaterThan(36);
    expect(ours.map(shown)).toEqual(all.slice(0, ours.length).map(shown));
    for (const at of [100, 999, 1_500, all.length - 20, all.length - 1]) {
      const page = await rank(database, owner, wanted, { limit: 9, after: placeOf(all[at]), relax: 'few' });
      const next = page.filter(isOurs);
      expect(next.map(shown), `after ${at}`).toEqual(all.slice(at + 1, at + 1 + next.length).map(shown));
      expect(page.length, `after ${at}`).toBeGreaterThanOrEqual(Math.min(9, all.length - 1 - at));
    }
  }, 60_000);
});

/** Tracks of other tests that are everyone's come and go behind ours, where the genre is given up. */
const isOurs = (row: { track: RankedTrack['track'] | null }): row is RankedTrack => row.track?.ownerId === owner.userId;

const shown = ({ track, tier, score, met }: RankedTrack) => ({ id: track.id, tier, score, met });

const placeOf = (row: RankedTrack | undefined): Place | null => (row ? [row.tier, row.score, row.track.id] : null);

const better = (a: RankedTrack, b: RankedTrack): number =>
  a.tier - b.tier || b.score - a.score || (a.track.id < b.track.id ? -1 : 1);
