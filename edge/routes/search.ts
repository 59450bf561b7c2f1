import { createRoute, z } from '@hono/zod-openapi';
import { languageSchema } from '../../shared/contracts/attributes.ts';
import {
  ACTIVITIES,
  type MusicQuery,
  MOODS,
  musicQuerySchema,
  nameSchema,
  sentQuerySchema,
  termSchema,
  VOCALS,
} from '../../shared/contracts/query.ts';
import { trackSchema } from '../../shared/contracts/track.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { failure } from '../../shared/problems.ts';
import { backgroundOf, KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { presentTrack } from '../search/present.ts';
import { matchReasonSchema } from '../search/reasons.ts';
import { RELAX, RELAXATIONS } from '../search/relax.ts';
import { keyOf, searchTracks } from '../search/search-tracks.ts';
import { json, SECURITY } from './common.ts';

const number = (lowest: number, highest: number) => z.coerce.number().min(lowest).max(highest).optional();

/** "house, techno" */
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(1000)
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item).min(1).max(20))
    .optional();
const term = termSchema.toLowerCase();

const querySchema = z.strictObject({
  q: z
    .string()
    .max(2000)
    .optional()
    .describe('A request in words, understood as in `POST /v1/music/process`, or words of a title and an artist.'),
  bpmMin: number(1, 1000),
  bpmMax: number(1, 1000),
  key: z.string().max(20).optional().describe('"A minor", "F# major" or Camelot, "8A".'),
  compatibleKeys: z.enum(['true', 'false']).optional().describe('Keys that mix with `key` as well.'),
  energyMin: number(0, 1),
  energyMax: number(0, 1),
  durationMin: number(0, 86_400).describe('Seconds.'),
  durationMax: number(0, 86_400),
  genres: list(term).describe('Comma-separated; sub-genres match too.'),
  moods: list(z.enum(MOODS)).describe(`Comma-separated, of: ${MOODS.join(', ')}.`),
  artists: list(nameSchema),
  title: nameSchema.optional(),
  yearMin: number(1000, 2200).describe('Of the first release.'),
  yearMax: number(1000, 2200),
  vocals: z.enum(VOCALS).optional().describe('none: instrumental; any: sung, by whomever.'),
  instruments: list(term).describe('Comma-separated, singular: piano, saxophone.'),
  language: languageSchema.optional(),
  activity: z.enum(ACTIVITIES).optional().describe('What the music suits, by its energy and tempo.'),
  excludeGenres: list(term),
  excludeMoods: list(z.enum(MOODS)),
  excludeArtists: list(nameSchema),
  excludeInstruments: list(term),
  relax: z
    .enum(RELAX)
    .optional()
    .describe(
      'When to give something up: `few`, when fewer match than a page has room for; `empty`, when nothing does; `never`. ' +
        '`few` where `q` is given, else `empty`.',
    ),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
});
type Filters = z.infer<typeof querySchema>;

const relaxed = z.array(z.enum(RELAXATIONS));

export const matchFields = {
  score: z.number().min(0).max(1),
  reasons: z.array(matchReasonSchema),
  relaxed: relaxed.describe('What had to be given up for this one; empty where it is as asked.'),
};

/** What every answer with matches says of how it was found. */
export const searchNotes = {
  relaxed: relaxed.describe('What had to be given up for any of these tracks, in the order in which it is given up.'),
  notApplied: z.array(z.string()).describe('Parts of the query that can’t be looked for: no filter.'),
};

export const searchMusic = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/search',
    operationId: 'searchMusic',
    summary: 'Search the catalogue by filters or words',
    description:
      'Tracks at half or double the wanted tempo match as well, with a lower score, and say so. Names are found without ' +
      'accents and with a slip or two. When too little matches, more follows behind it, each with what had to be given up, ' +
      `in this order: ${RELAXATIONS.join(', ')}. What is not known of a track (year, vocals, language, instruments, genre) ` +
      'is no match, but may be given up that it be known; known to be otherwise, vocals and language never fit.',
    tags: ['music'],
    security: SECURITY,
    request: { query: querySchema },
    responses: {
      200: json(
        z
          .object({
            query: musicQuerySchema,
            tracks: z.array(trackSchema.extend(matchFields)),
            ...searchNotes,
            degraded: z.array(z.enum(['models'])).describe('No language model answered in time: `q` was read without.'),
            nextCursor: z.string().nullable(),
          })
          .meta({ id: 'SearchAnswer' }),
        'The tracks that match, best first',
      ),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const { q, limit, cursor, relax = q?.trim() ? 'few' : 'empty', ...filters } = c.req.valid('query');
    const query = queryOf(filters);
    if (!query) {
      const detail = 'The key is none, `compatibleKeys` has no `key`, or a range ends before it begins.';
      return problem(c, failure('INVALID_REQUEST', detail));
    }
    const page = { limit, cursor, relax };
    const asked = { q, filters: query };
    const found = await searchTracks(c.get('services'), c.get('actor'), asked, page, backgroundOf(c));
    if (!found.ok) return problem(c, found.error);
    const { query: searched, matches, degraded, ...rest } = found.value;
    const tracks = matches.map(({ track, ...match }) => ({ ...presentTrack(track), ...match }));
    return c.json({ query: searched, tracks, ...rest, degraded: degraded ? ['models' as const] : [] }, 200);
  },
);

/** The filters as a query; undefined when they make no sense. */
function queryOf(filters: Omit<Filters, 'q' | 'limit' | 'cursor' | 'relax'>): MusicQuery | undefined {
  const key = filters.key === undefined ? undefined : keyOf(filters.key);
  if (filters.key !== undefined && !key) return undefined;
  const range = (min: number | undefined, max: number | undefined) =>
    min === undefined && max === undefined ? undefined : { min, max };
  const { excludeGenres, excludeMoods, excludeArtists, excludeInstruments, yearMin, yearMax } = filters;
  const exclude = {
    genres: excludeGenres,
    moods: excludeMoods,
    artists: excludeArtists,
    instruments: excludeInstruments,
  };
  const query = {
    bpm: range(filters.bpmMin, filters.bpmMax),
    energy: range(filters.energyMin, filters.energyMax),
    durationSec: range(filters.durationMin, filters.durationMax),
    ...(key && { key, camelot: camelotOf(key) }),
    ...(filters.compatibleKeys === 'true' && { compatibleKeys: true }),
    genres: filters.genres,
    moods: filters.moods,
    artists: filters.artists,
    title: filters.title,
    ...((yearMin ?? yearMax) !== undefined && { era: { from: yearMin, to: yearMax } }),
    vocals: filters.vocals,
    instruments: filters.instruments,
    language: filters.language,
    activity: filters.activity,
    ...(Object.values(exclude).some(Boolean) && { exclude }),
  };
  // Without the entries that are undefined: an absent field was not asked for.
  return sentQuerySchema.safeParse(JSON.parse(JSON.stringify(query))).data;
}
