import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { searchCatalogue } from '../../edge/search/catalogue.ts';
import { partsOf } from '../../edge/search/parts.ts';
import { rankTiers } from '../../edge/search/ranking.ts';
import { tiersOf } from '../../edge/search/relax.ts';
import { wantedOf } from '../../edge/search/wanted.ts';
import type { Services } from '../../edge/services.ts';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { openEmbeddedPostgres } from '../../local/postgres-embedded.ts';
import { fillCatalogue } from './search-catalogue.ts';

/**
 * How long the catalogue's own SQL takes over 100,000 tracks in the embedded Postgres: `npm run bench:search`.
 * `--tracks N`, `--rounds N`, `--plan NAME` (prints the plan of one of the searches), `--target MS` (status 1 where the p95 of a kind
 * of search, or of all together, is above it).
 */
const { values } = parseArgs({
  options: {
    tracks: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '20' },
    plan: { type: 'string', default: 'genre, tempo and key' },
    target: { type: 'string', default: '50' },
  },
});

type Search = { query: MusicQuery; text?: string; isSecondPage?: true };

/** One search of each kind. Names are those of tracks that are there, by `artists` who are neither the busiest nor the rarest. */
const searchesFor = (artists: string[], title: string, artist = artists[0]!): Record<string, Search> => ({
  'genre, tempo and key': { query: { genres: ['house'], bpm: { min: 120, max: 126 }, camelot: '8A' } },
  'one broad genre': { query: { genres: ['house'] } },
  'a sub-genre': { query: { genres: ['deep house'] } },
  'the broadest family': { query: { genres: ['electronic'] } },
  'tempo alone': { query: { bpm: { min: 122, max: 128 } } },
  'keys that mix': { query: { camelot: '8A', compatibleKeys: true } },
  'key, energy and tempo': {
    query: { camelot: '5A', compatibleKeys: true, energy: { min: 0.7 }, bpm: { min: 170, max: 176 } },
  },
  'energy alone': { query: { energy: { min: 0.35, max: 0.7 } } },
  'mood and genre': { query: { genres: ['techno'], moods: ['dark'] } },
  'mood alone': { query: { moods: ['dark'] } },
  'duration alone': { query: { durationSec: { max: 240 } } },
  'an artist': { query: { artists: [artist] } },
  'an artist, misspelt, without accent': { query: { artists: [misspelt(artist)] } },
  'a title': { query: { title } },
  words: { query: {}, text: `${title} ${artist}` },
  'many words': { query: {}, text: `${title} ${artist} `.repeat(20).slice(0, 500) },
  'ten artists': { query: { artists } },
  exclusions: { query: { genres: ['house'], exclude: { genres: ['deep house'], moods: ['dark'], artists: [artist] } } },
  'deep house around 122 in A minor, no vocals': {
    query: { genres: ['deep house'], bpm: { min: 119, max: 125 }, camelot: '8A', vocals: 'none' },
  },
  'no vocals alone': { query: { vocals: 'none' } },
  'a genre of a decade': { query: { genres: ['techno'], era: { from: 1990, to: 1999 } } },
  'female vocals in Spanish': { query: { genres: ['house'], vocals: 'female', language: 'es' } },
  'an instrument and a mood': { query: { instruments: ['piano'], moods: ['peaceful'] } },
  'an activity': { query: { activity: 'running' } },
  'the second page': { query: { genres: ['house'], bpm: { min: 120, max: 126 } }, isSecondPage: true },
  'like a track': { query: { similarTo: { artist, title } } },
  'nothing in particular': { query: {} },
  'nothing that exists': {
    query: { genres: ['fado'], bpm: { min: 199, max: 201 }, camelot: '8A', moods: ['dark'], energy: { min: 0.99 } },
  },
});

/** Without its accents, and with two letters the wrong way round. */
const misspelt = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replace(/^(..)(.)(.)/, '$1$3$2');

const at = (times: number[], quantile: number): string => {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.ceil(quantile * times.length) - 1] ?? 0).toFixed(1).padStart(6);
};

const dataDir = await mkdtemp(join(tmpdir(), 'musicforge-bench-search-'));
const { db } = await openEmbeddedPostgres(join(dataDir, 'postgres'));
try {
  await migrate(drizzle(db), { migrationsFolder: fileURLToPath(new URL('../../drizzle/migrations', import.meta.url)) });
  const [user] = (
    await db.query<{ id: string }>(`insert into users (email) values ('bench@example.test') returning id`)
  ).rows;
  const actor = { userId: user!.id };
  const startedAt = performance.now();
  await fillCatalogue(db, Number(values.tracks), actor.userId);
  console.log(`${values.tracks} tracks made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
  const searches = await knownSearches();
  await measure(searches, actor);
  await printPlan(searches, actor);
} finally {
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** Half of all tracks are by artists who have more than these. */
async function knownSearches(): Promise<Record<string, Search>> {
  const { rows } = await db.query<{ artist: string; title: string; busier: number }>(
    `select artist, min(title) as title, sum(count(*)) over (order by count(*) desc, artist)::int as busier
     from tracks group by artist order by busier`,
  );
  const typical = rows.filter(({ busier }) => busier >= Number(values.tracks) / 2).slice(0, 10);
  return searchesFor(
    typical.map(({ artist }) => artist),
    typical[0]!.title,
  );
}

async function measure(searches: Record<string, Search>, actor: { userId: string }): Promise<void> {
  const services = { database: drizzle(db) } as unknown as Pick<Services, 'database'>;
  const all: number[] = [];
  const allCpu: number[] = [];
  const late: string[] = [];
  const hold = (name: string, times: number[]): void => {
    if (Number(at(times, 0.95)) > Number(values.target)) late.push(name);
  };
  // CPU time is what a search costs when the machine has other work as well.
  console.log('search'.padEnd(38), 'p50 ms', 'p95 ms', 'CPU 50', 'CPU 95', 'found', 'relaxed');
  for (const [name, search] of Object.entries(searches)) {
    const times: number[] = [];
    const cpu: number[] = [];
    let found = '';
    const first = search.isSecondPage ? await searchCatalogue(services, actor, search, { limit: 20 }) : null;
    const cursor = first?.ok ? (first.value.nextCursor ?? undefined) : undefined;
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const cpuFrom = process.cpuUsage();
      const from = performance.now();
      const page = await searchCatalogue(services, actor, search, { limit: 20, cursor });
      times.push(performance.now() - from);
      const used = process.cpuUsage(cpuFrom);
      cpu.push((used.user + used.system) / 1000);
      if (page.ok) found = `${String(page.value.matches.length).padStart(5)} ${page.value.relaxed.join(' ')}`;
    }
    hold(name, times);
    all.push(...times);
    allCpu.push(...cpu);
    console.log(name.padEnd(38), at(times, 0.5), at(times, 0.95), at(cpu, 0.5), at(cpu, 0.95), found);
  }
  console.log('all'.padEnd(38), at(all, 0.5), at(all, 0.95), at(allCpu, 0.5), at(allCpu, 0.95));
  hold('all', all);
  console.log(`\np95 above ${values.target} ms: ${late.join('; ') || 'none'}`);
  if (late.length > 0) process.exitCode = 1;
}

async function printPlan(searches: Record<string, Search>, actor: { userId: string }): Promise<void> {
  const search = searches[values.plan];
  if (!search) throw new Error(`--plan is one of: ${Object.keys(searches).join('; ')}`);
  const { wanted: whole } = wantedOf(search.query, null, search.text);
  const [first] = tiersOf(partsOf(whole));
  const { sql: text, params } = rankTiers(drizzle(db), actor, whole, [first!], { limit: 21, after: null }).toSQL();
  const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, params);
  console.log(`\nThe plan of "${values.plan}":\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
}
