import { tracks } from '../../drizzle/schema.ts';
import { NOTHING_STATED, type TrackAttributes } from '../../shared/contracts/attributes.ts';
import type { MusicQuery, Vocals } from '../../shared/contracts/query.ts';
import type { Track } from '../../shared/contracts/track.ts';
import { keyName, keyOfCamelot } from '../../shared/music/keys.ts';
import { services, type Tenant } from './support.ts';

type Reason = { part: string; score: number; how: string };
export type Found = {
  query: MusicQuery;
  tracks: (Track & { score: number; reasons: Reason[]; relaxed: string[] })[];
  relaxed: string[];
  notApplied: string[];
  degraded: string[];
  nextCursor: string | null;
};

/** `camelot` is 8A unless said; what words state is 0.9 sure. */
type Row = Partial<typeof tracks.$inferInsert> & {
  title: string;
  camelot?: string;
  stated?: { year?: number; vocals?: Vocals; language?: string; instruments?: string[] };
};

/** An artist of one test's own, whom a search never gives up: tracks of other tests that are everyone's are not found. */
export const someone = () => `Someone ${crypto.randomUUID()}`;

/** Titles that these tests have put: tracks that are everyone's, from other tests, are passed over. */
const ours = new Set<string | null>();

/** Analysed tracks of the tenant's own, so that no other test sees them. */
export async function put(who: Tenant, rows: Row[]): Promise<void> {
  for (const { title } of rows) ours.add(title);
  await services()
    .database.insert(tracks)
    .values(
      rows.map(({ camelot, stated, ...row }) => ({
        ownerId: who.userId,
        source: 'upload' as const,
        analysisStatus: 'succeeded' as const,
        bpm: 120,
        bpmConfidence: 0.9,
        keyConfidence: 0.9,
        energyLevel: 0.5,
        durationSec: 200,
        camelotKey: camelot ?? '8A',
        musicalKey: keyName(keyOfCamelot(camelot ?? '8A')!),
        attributes: attributesOf(stated ?? {}),
        ...row,
      })),
    );
}

function attributesOf({ year, vocals, language, instruments = [] }: NonNullable<Row['stated']>): TrackAttributes {
  const sure = <T>(value: T) => ({ value, confidence: 0.9, provenance: 'tags' as const });
  return {
    ...NOTHING_STATED,
    ...(year !== undefined && { year: sure(year) }),
    ...(vocals && { vocals: sure(vocals) }),
    ...(language && { language: sure(language) }),
    instruments: instruments.map(sure),
  };
}

export const search = async (who: Tenant, parameters: Record<string, string>): Promise<Found> => {
  const response = await who.call(`/v1/music/search?${new URLSearchParams(parameters)}`);
  if (response.status !== 200) throw new Error(await response.text());
  return response.json();
};

/** All pages of a search, of so many tracks each. */
export async function searchAll(who: Tenant, parameters: Record<string, string>, limit: number): Promise<Found[]> {
  const pages: Found[] = [];
  let cursor: string | null = '';
  while (cursor !== null && pages.length < 50) {
    const page: Found = await search(who, { ...parameters, limit: String(limit), ...(cursor && { cursor }) });
    pages.push(page);
    cursor = page.nextCursor;
  }
  return pages;
}

export const titles = (found: Pick<Found, 'tracks'>) =>
  found.tracks.map((track) => track.title).filter((title) => ours.has(title));
/** For matches whose order does not matter. */
export const inOrder = (names: (string | null)[]) => names.toSorted((a, b) => String(a).localeCompare(String(b)));
export const matchOf = (found: Found, title: string | null) => found.tracks.find((track) => track.title === title);
export const reason = (found: Found, title: string, part: string) =>
  matchOf(found, title)?.reasons.find((one) => one.part === part);
export const score = (found: Found, title: string | null): number => matchOf(found, title)?.score ?? 0;
