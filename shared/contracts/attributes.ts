import { z } from 'zod';
import { VOCALS } from './query.ts';

/** Where a statement about a track comes from: its file's tags, the words of its title, or a language model that read both. */
export const PROVENANCES = ['tags', 'title', 'model'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** A value that words state. `confidence` is that of its source: no sound was asked. */
const stated = <T extends z.ZodType>(value: T) =>
  z.object({ value, confidence: z.number().min(0).max(1), provenance: z.enum(PROVENANCES) });

export const yearSchema = z.int().min(1000).max(2200).describe('Of the first release, as far as the words tell');
export const vocalsSchema = z
  .enum(VOCALS)
  .describe('none: instrumental; female or male: who sings; any: there is singing, by whom is not known');
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2}$/)
  .describe('ISO 639-1, of what is sung');
const instrumentSchema = z.string().min(1).max(60).describe('Singular, lower case, in the words of requests');

/**
 * What words say of a track and sound does not tell us. `null` is unknown; the instruments are those that were named,
 * never all there are.
 */
export const trackAttributesSchema = z
  .object({
    year: stated(yearSchema).nullable(),
    vocals: stated(vocalsSchema).nullable(),
    language: stated(languageSchema).nullable(),
    instruments: z.array(stated(instrumentSchema)),
  })
  .meta({ id: 'TrackAttributes' });
export type TrackAttributes = z.infer<typeof trackAttributesSchema>;

export const NOTHING_STATED: TrackAttributes = { year: null, vocals: null, language: null, instruments: [] };
