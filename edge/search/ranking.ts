import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { tracks } from '../../drizzle/schema.ts';
import type { Analysis } from '../../shared/contracts/analysis.ts';
import type { Actor } from '../accounts/keys.ts';
import { isOpen, type PartName, type Variant } from './part.ts';
import { exclusionsOf, partsOf } from './parts.ts';
import { type Relax, tiersOf, type Tier, type TierPart } from './relax.ts';
import { LISTED_COLUMNS, type StoredTrack, visibleTo } from './tracks.ts';
import type { Wanted } from './wanted.ts';

export type AnyDatabase = PgDatabase<PgQueryResultHKT>;

/** How a track meets each part: by which of its ways (0 is as asked), and how well. */
export type Met = Partial<Record<PartName, [way: number, score: number]>>;
export type RankedTrack = { track: StoredTrack; tier: number; score: number; met: Met; fitting: number; equal: number };

/** As it is ranked: of a tier that is only sampled yet without the track, which takes longer to read than to rank. */
type RankedRow = Omit<RankedTrack, 'track'> & { track: StoredTrack | null };

const NO_ANALYSIS = sql<Analysis | null>`null`;

/** Where a page ended: the tier, score and id of its last track. */
export type Place = [tier: number, score: number, id: string];

export const isAnalysed = eq(tracks.analysisStatus, 'succeeded');

/**
 * Of a tier that more tracks fit, so many are ranked first, whichever come; then those alone that could beat the worst of
 * the best among them. That is exact, and few.
 */
const SAMPLE = 1_000;

/**
 * What has a name is found by its index, and all of it is ranked at once: to fill a sample, Postgres would rather read
 * the table and compare each row's names, which takes a thousand times as long as it reckons.
 */
const sampleOf = ({ artists, title, text }: Wanted): number | undefined =>
  artists || title || text ? undefined : SAMPLE;

/** From here on the tracks of one score in a sample are found faster by id than by ranking them. */
const MANY_TIES = 100;

/** Scores have four places, so that a cursor finds its place again. */
const SCORE_STEP = 0.0001;

/**
 * The analysed tracks that fit, tier by tier, in each the best first, equally good ones by id, from after a place on.
 * One statement for the tier that the page begins in; a second for all others where that has too few; and one more
 * where a tier has more tracks than are ranked at once.
 */
export async function rank(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  wanted: Wanted,
  { limit, after, relax, withAnalysis }: { limit: number; after: Place | null; relax: Relax; withAnalysis?: boolean },
): Promise<RankedTrack[]> {
  const tiers = tiersOf(partsOf(wanted));
  const first = tiers[Math.min(after?.[0] ?? 0, tiers.length - 1)]!;
  const ask = (some: Tier[], options: TierOptions): Promise<RankedRow[]> =>
    rankTiers(database, actor, wanted, some, { ...options, withAnalysis });
  const better = async (tier: Tier, found: RankedRow[], most: number, from: Place | null) =>
    whole(
      await ask([tier], {
        limit: most,
        after: from,
        ...(found.length === most && { least: found.at(-1)!.score, hasTies: found.at(-1)!.equal > MANY_TIES }),
      }),
    );
  const sample = sampleOf(wanted);
  const asked = await ask([first], { limit, after, sample });
  // Of a later page that has no row, nobody knows how many fit.
  const isUnsure = isSampled(asked) || (after && asked.length === 0);
  const rows = isUnsure ? await better(first, asked, limit, after) : whole(asked);
  const later = tiers.slice(first.index + 1);
  if (rows.length === limit || later.length === 0 || !isRelaxed(relax, rows.length, after)) return rows;
  const more = await ask(later, { limit: limit - rows.length, after: null, sample });
  if (!isSampled(more)) return [...rows, ...whole(more)];
  const last = tiers[more.at(-1)!.tier]!;
  const found = more.filter(({ tier }) => tier === last.index);
  return [...rows, ...whole(more), ...(await better(last, found, found.length, null))];
}

/** Those that have their track: all but the sampled ones. */
const whole = (rows: RankedRow[]): RankedTrack[] => rows.filter((row): row is RankedTrack => row.track !== null);

const isRelaxed = (relax: Relax, found: number, after: Place | null): boolean =>
  relax === 'few' || (relax === 'empty' && (after ? after[0] > 0 : found === 0));

/** Whether the last tier here has more tracks than were ranked. */
const isSampled = (rows: RankedRow[]): boolean => (rows.at(-1)?.fitting ?? 0) >= SAMPLE;

/** The ways that a part may be met in, and that tracks of this tier need of its last part. */
const waysOf = ({ part, ways }: TierPart, { last }: Tier): Variant[] => (part === last ? ways.slice(-1) : ways);

const best = (ways: Variant[]): number => Math.max(...ways.map((way) => way.best));
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * `least`: nothing under this score. `hasTies`: very many have just that score. `withAnalysis`: each track with its whole
 * analysis, which is most of its bytes; else null stands in its place.
 */
type TierOptions = {
  limit: number;
  after: Place | null;
  sample?: number;
  least?: number;
  hasTies?: boolean;
  withAnalysis?: boolean;
};

/**
 * The tracks of some tiers in SQL. In each the ids are ranked first, on the narrow rows; only the page's own tracks are
 * read whole, and none of a tier that has more than the sample. Postgres goes from one tier to the next only until the limit is reached.
 */
export function rankTiers(
  database: AnyDatabase,
  actor: Pick<Actor, 'userId'>,
  wanted: Wanted,
  tiers: Tier[],
  options: TierOptions,
) {
  const { limit } = options;
  const all = and(visibleTo(actor), isAnalysed, ...exclusionsOf(wanted));
  const branches = tiers.map((tier) => branchOf(tier, all, options));
  const ranked = sql`(select * from (${sql.join(branches, sql` union all `)}) as tiers limit ${limit}) as ranked`;
  const number = (name: SQL) => sql<number>`${name}`.mapWith(Number);
  return database
    .select({
      track: { ...LISTED_COLUMNS, analysis: options.withAnalysis ? tracks.analysis : NO_ANALYSIS },
      tier: number(sql`ranked.tier`),
      score: number(sql`ranked.score`),
      fitting: number(sql`ranked.fitting`),
      equal: number(sql`ranked.equal`),
      met: metOf(tiers.at(-1)?.parts ?? []),
    })
    .from(ranked)
    .leftJoin(tracks, sql`${tracks.id} = ranked.id and ranked.fitting < ${SAMPLE}`)
    .orderBy(sql`ranked.tier`, desc(sql`ranked.score`), sql`ranked.id`);
}

/** One tier: `id` and `score` of its best tracks; of a sample also how many it has (`fitting`), and how many of each score. */
function branchOf(tier: Tier, all: SQL | undefined, { limit, after, sample, least, hasTies }: TierOptions): SQL {
  const fitting = (score?: number) =>
    score !== undefined && score > 1
      ? sql`false`
      : and(all, hold(tier), ...tier.parts.map((one) => filterOf(one, tier, score)));
  const score = scoreOf(tier);
  const counts = sample === undefined ? sql`0, 0` : sql`count(*) over (), count(*) over (partition by score)`;
  const ranked = (filter: SQL | undefined) => sql`(
    select * from (select ${tier.index}::int, id, score, ${counts} from (
      select id, ${score} as score from (
        select * from ${tracks} where ${filter} ${sample === undefined ? sql`` : sql`limit ${sample}`}) as tracks ${after ? sql`offset 0` : sql``}) as scored)
      as ranked (tier, id, score, fitting, equal)
      ${after ? sql`where ${isAfter(after)}` : sql``} order by score desc, id limit ${limit})`;
  if (least === undefined || !hasTies) return ranked(fitting(least));
  // Those that are better, which are few; then the equal ones by id, for which an index is enough. Postgres takes it that
  // one in 200 equals a number, one in three is near it: only then does it read them by id, in place of sorting all.
  const beyond = after?.[1] === least ? sql`and ${tracks.id} > ${after[2]}` : sql``;
  return sql`(${ranked(fitting(least + SCORE_STEP))} union all
    (select ${tier.index}::int, id, ${least}::float8, 0, 0 from ${tracks}
      where ${fitting(least)} and abs(${score} - ${least}::float8) < ${SCORE_STEP / 2}::float8 ${beyond} order by id limit ${limit}) limit ${limit})`;
}

const isAfter = ([, score, id]: Place): SQL =>
  sql`(score < ${score}::float8 or (score = ${score}::float8 and id > ${id}::uuid))`;

/** The tracks that meet a part in one of its ways here: of the last part, in its last way and in none before. */
function filterOf(one: TierPart, tier: Tier, least: number | undefined): SQL | undefined {
  const ways = waysOf(one, tier);
  const filter = anyOf(
    ways.map((way) => (least === undefined ? way.filter : narrowed(way, neededOf(one, tier, least)))),
  );
  if (one.part !== tier.last) return filter;
  const earlier = or(...one.ways.slice(0, -1).map((way) => way.filter));
  return and(filter, earlier && sql`(${earlier}) is not true`);
}

/** Not everything at once may be given up or unknown: something that was asked for must be met. */
function hold(tier: Tier): SQL | undefined {
  const ways = tier.parts.map((one) => waysOf(one, tier));
  if (!ways.every((some) => some.some(isOpen))) return undefined;
  return or(...ways.flat().flatMap((way) => (isOpen(way) ? [] : [way.filter])));
}

/** One of the filters; undefined, which is all tracks, where one of them is. */
const anyOf = (filters: (SQL | undefined)[]): SQL | undefined =>
  filters.every((filter) => filter !== undefined) ? or(...filters) : undefined;

const narrowed = ({ best: highest, filter, atLeast }: Variant, score: number): SQL | undefined => {
  if (highest < score) return sql`false`;
  return atLeast ? atLeast(score) : filter;
};

/** What a part must give for the whole to have a score, when all others give their best. */
function neededOf(one: TierPart, tier: Tier, least: number): number {
  const others = tier.parts.filter((other) => other !== one);
  return tier.parts.length * (least - SCORE_STEP / 2) - sum(others.map((other) => best(waysOf(other, tier))));
}

/** The whole of a match, 0 to 1: the mean of its parts; 1 when nothing was asked for. */
function scoreOf(tier: Tier): SQL {
  if (tier.parts.length === 0) return sql`1::float8`;
  const scores = tier.parts.map((one) => firstOf(waysOf(one, tier), ({ score }) => score));
  const total = sql.join(scores, sql` + `);
  const steps = 1 / SCORE_STEP;
  return sql`(round((${total}) * ${steps / tier.parts.length}::float8) / ${steps}::float8)`;
}

/** What the first of the ways gives that a track meets; it meets one of them. */
function firstOf(ways: Variant[], give: (way: Variant, at: number) => SQL): SQL {
  if (ways.length === 1) return give(ways[0]!, 0);
  const cases = ways.slice(0, -1).map((way, at) => sql`when ${way.filter} then ${give(way, at)}`);
  return sql`(case ${sql.join(cases, sql` `)} else ${give(ways.at(-1)!, ways.length - 1)} end)`;
}

/** How each part is met, as one JSON object a row. */
function metOf(parts: TierPart[]): SQL<Met> {
  if (parts.length === 0) return sql<Met>`'{}'::jsonb`;
  const pairs = parts.map(({ part, ways }) => {
    const way = firstOf(ways, (_, at) => sql`${at}::int`);
    const score = firstOf(ways, (one) => sql`(${one.score})::float8`);
    return sql`${part.name}::text, jsonb_build_array(${way}, round((${score})::numeric, 3))`;
  });
  return sql<Met>`jsonb_build_object(${sql.join(pairs, sql`, `)})`;
}
