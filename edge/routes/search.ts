import { createRoute, z } from '@hono/zod-openapi';
import { MOODS, musicQuerySchema } from '../../shared/contracts/query.ts';
import { trackSchema } from '../../shared/contracts/track.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { failure } from '../../shared/problems.ts';
import { KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { presentTrack } from '../search/present.ts';
import { matchReasonSchema } from '../search/reasons.ts';
import { RELAXATIONS } from '../search/relax.ts';
import { keyOf, searchTracks } from '../search/search-tracks.ts';
import { json, SECURITY } from './common.ts';

const number = (lowest: number, highest: number) => z.coerce.number().min(lowest).max(highest).optional();
const name = z.string().trim().min(1).max(200);

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
const term = z.string().min(1).max(60).toLowerCase();

const querySchema = z.object({
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
  artists: list(name),
  title: name.optional(),
  excludeGenres: list(term),
  excludeMoods: list(z.enum(MOODS)),
  excludeArtists: list(name),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
});
type Filters = z.infer<typeof querySchema>;

export const matchFields = {
  score: z.number().min(0).max(1),
  reasons: z.array(matchReasonSchema),
};

/** What every answer with matches says of how it was found. */
export const searchNotes = {
  relaxed: z.array(z.enum(RELAXATIONS)).describe('What had to be given up to find anything, in this order.'),
  notApplied: z.array(z.string()).describe('Parts of the query that the catalogue knows nothing about: no filter.'),
};

export const searchMusic = operation(
  createRoute({
    method: 'get',
    path: '/v1/music/search',
    operationId: 'searchMusic',
    summary: 'Search the catalogue by filters or words',
    description:
      'Tracks at half or double the wanted tempo match as well, with a lower score, and say so. When nothing matches, ' +
      `the query is relaxed in this order: ${RELAXATIONS.join(', ')}. Names are found without accents and with a slip or two.`,
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
            nextCursor: z.string().nullable(),
          })
          .meta({ id: 'SearchAnswer' }),
        'The tracks that match, best first',
      ),
      ...problemResponses(...KEY_PROBLEMS, 'INVALID_REQUEST'),
    },
  }),
  async (c) => {
    const { q, limit, cursor, ...filters } = c.req.valid('query');
    const query = queryOf(filters);
    if (!query) return problem(c, failure('INVALID_REQUEST', 'The key is none, or a range ends before it begins.'));
    const found = await searchTracks(c.get('services'), c.get('actor'), { q, filters: query }, { limit, cursor });
    if (!found.ok) return problem(c, found.error);
    const { matches, ...rest } = found.value;
    const tracks = matches.map(({ track, score, reasons }) => ({ ...presentTrack(track), score, reasons }));
    return c.json({ tracks, ...rest }, 200);
  },
);

/** The filters as a query; undefined when they make no sense. */
function queryOf(filters: Omit<Filters, 'q' | 'limit' | 'cursor'>) {
  const key = filters.key === undefined ? undefined : keyOf(filters.key);
  if (filters.key !== undefined && !key) return undefined;
  const range = (min: number | undefined, max: number | undefined) =>
    min === undefined && max === undefined ? undefined : { min, max };
  const exclude = { genres: filters.excludeGenres, moods: filters.excludeMoods, artists: filters.excludeArtists };
  const query = {
    bpm: range(filters.bpmMin, filters.bpmMax),
    energy: range(filters.energyMin, filters.energyMax),
    durationSec: range(filters.durationMin, filters.durationMax),
    ...(key && { key, camelot: camelotOf(key), ...(filters.compatibleKeys === 'true' && { compatibleKeys: true }) }),
    genres: filters.genres,
    moods: filters.moods,
    artists: filters.artists,
    title: filters.title,
    ...(Object.values(exclude).some(Boolean) && { exclude }),
  };
  // Without the entries that are undefined: an absent field was not asked for.
  return musicQuerySchema.safeParse(JSON.parse(JSON.stringify(query))).data;
}
