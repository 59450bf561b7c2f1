import { z } from 'zod';
import { MODES, TONICS } from '../music/keys.ts';
import { isPlainText } from '../plain-text.ts';

/** The longest request that is read, in UTF-16 code units; the route refuses longer ones, the grammar cuts them. */
export const MAX_REQUEST_LENGTH = 2000;

/** The longest name of an artist or title, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 200;

export const VOCALS = ['none', 'female', 'male', 'any'] as const;
export type Vocals = (typeof VOCALS)[number];

/** What a listener does while the music plays. A closed list. */
export const ACTIVITIES = [
  'workout',
  'running',
  'cycling',
  'walking',
  'yoga',
  'meditation',
  'sleep',
  'study',
  'work',
  'reading',
  'driving',
  'party',
  'wedding',
  'dinner',
  'cooking',
  'cleaning',
  'gaming',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** The moods a request is reduced to. A closed list: synonyms map to one of these. */
export const MOODS = [
  'dark',
  'uplifting',
  'chill',
  'melancholic',
  'energetic',
  'romantic',
  'dreamy',
  'aggressive',
  'happy',
  'sad',
  'hypnotic',
  'groovy',
  'epic',
  'peaceful',
  'nostalgic',
  'sexy',
  'emotional',
  'tense',
  'mysterious',
] as const;
export type Mood = (typeof MOODS)[number];

/** What the sentence wants done: find tracks, analyse a given one, or be shown something new. */
export const INTENTS = ['search', 'analyze', 'discover'] as const;
export type Intent = (typeof INTENTS)[number];

const confidence = z.number().min(0).max(1);
const plain = z.string().refine(isPlainText, 'no U+0000 and no half of a surrogate pair');
export const termSchema = plain.trim().min(1).max(60);
export const nameSchema = plain.trim().min(1).max(MAX_NAME_LENGTH);
const terms = z.array(termSchema).max(20);
const names = z.array(nameSchema).max(20);

/** An inclusive range of numbers with at least one end; a missing end is unbounded. */
const rangeOf = (lowest: number, highest: number) =>
  z
    .strictObject({
      min: z.number().min(lowest).max(highest).optional(),
      max: z.number().min(lowest).max(highest).optional(),
    })
    .refine((range) => range.min !== undefined || range.max !== undefined, 'min or max is needed')
    .refine((range) => (range.min ?? lowest) <= (range.max ?? highest), 'min is above max');

/** Inclusive years with at least one end; a missing end is unbounded. */
const eraSchema = z
  .strictObject({
    from: z.int().min(1000).max(2200).optional(),
    to: z.int().min(1000).max(2200).optional(),
  })
  .refine((era) => era.from !== undefined || era.to !== undefined, 'from or to is needed')
  .refine((era) => (era.from ?? 1000) <= (era.to ?? 2200), 'from is after to');

/** A key that is asked for. Enharmonic names are folded: Db is C#, D# is Eb, Gb is F#, G# is Ab, A# is Bb. */
const wantedKeySchema = z.strictObject({ tonic: z.enum(TONICS), mode: z.enum(MODES) });

/**
 * What a request for music asks for. Every field is optional: an absent one was not asked for. Tempi in beats a
 * minute, energy 0 to 1, durations in seconds for each track. `compatibleKeys` widens `key` to the keys that mix
 * with it. `camelot` is `key` in another notation; where they differ, `key` decides. `unclear` stands alone: the text is
 * no request for music.
 */
export const musicQuerySchema = z.strictObject({
  bpm: rangeOf(1, 1000).optional(),
  key: wantedKeySchema.optional(),
  camelot: z
    .string()
    .regex(/^(?:1[0-2]|[1-9])[AB]$/)
    .optional(),
  compatibleKeys: z.literal(true).optional(),
  genres: terms.optional(),
  moods: z.array(z.enum(MOODS)).max(MOODS.length).optional(),
  energy: rangeOf(0, 1).optional(),
  artists: names.optional(),
  title: nameSchema.optional(),
  similarTo: z
    .strictObject({ artist: nameSchema.optional(), title: nameSchema.optional() })
    .refine((similar) => similar.artist !== undefined || similar.title !== undefined, 'artist or title is needed')
    .optional(),
  era: eraSchema.optional(),
  vocals: z.enum(VOCALS).optional(),
  instruments: terms.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .describe('ISO 639-1')
    .optional(),
  durationSec: rangeOf(0, 86_400).optional(),
  exclude: z
    .strictObject({
      genres: terms.optional(),
      moods: z.array(z.enum(MOODS)).max(MOODS.length).optional(),
      artists: names.optional(),
      instruments: terms.optional(),
    })
    .optional(),
  limit: z.int().min(1).max(1000).optional(),
  activity: z.enum(ACTIVITIES).optional(),
  unclear: z.literal(true).optional(),
});
export type MusicQuery = z.infer<typeof musicQuerySchema>;

/** A query as a client may send it: without parts that others would leave without a meaning. */
export const sentQuerySchema = musicQuerySchema
  .refine(({ compatibleKeys, key, camelot }) => !compatibleKeys || key || camelot, {
    path: ['compatibleKeys'],
    error: 'There is no key that others could mix with: send `key` as well.',
  })
  .refine((query) => !query.unclear || Object.keys(query).length === 1, {
    path: ['unclear'],
    error: '`unclear` stands alone: leave it out of a query that asks for something.',
  });

/** The fields that carry evidence; the parts of `exclude` each have their own. */
export const QUERY_FIELDS = [
  'bpm',
  'key',
  'camelot',
  'compatibleKeys',
  'genres',
  'moods',
  'energy',
  'artists',
  'title',
  'similarTo',
  'era',
  'vocals',
  'instruments',
  'language',
  'durationSec',
  'limit',
  'activity',
  'exclude.genres',
  'exclude.moods',
  'exclude.artists',
  'exclude.instruments',
] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/** A stretch of the request as it was sent: UTF-16 offsets, `end` exclusive. */
export const textSpanSchema = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  text: z.string().max(MAX_REQUEST_LENGTH),
});
export type TextSpan = z.infer<typeof textSpanSchema>;

export const fieldEvidenceSchema = z.object({ confidence, spans: z.array(textSpanSchema).max(50) });
export type FieldEvidence = z.infer<typeof fieldEvidenceSchema>;

/**
 * A request as it was understood. `coverage` is the share of the words that count (fillers left out) which some
 * field explains; `confidence` is the overall trust in `query`. `searchTerms` are texts for a full-text search
 * engine, the most telling first; none when the request is unclear.
 */
export const understoodQuerySchema = z.object({
  query: musicQuerySchema,
  source: z.enum(['grammar', 'model', 'client']),
  intent: z.enum(INTENTS),
  confidence,
  coverage: confidence,
  fields: z.partialRecord(z.enum(QUERY_FIELDS), fieldEvidenceSchema),
  notUnderstood: z.array(textSpanSchema).max(200),
  searchTerms: z.array(z.string().min(1).max(200)).max(8),
});
export type Understood = z.infer<typeof understoodQuerySchema>;
