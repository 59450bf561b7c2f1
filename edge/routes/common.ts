import { z } from '@hono/zod-openapi';
import { needs } from '../accounts/permissions.ts';
import { isStorable } from '../search/cursor.ts';

/** The `security` of an operation that reads or searches music. */
export const SECURITY = needs('music:read');

export const idParams = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

/** The query of a list in pages. */
export const pageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});

/** A moment that Postgres takes whatever its offset: of the years 1970 to 9999 in UTC. */
export const momentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => isStorable(text), 'Send a moment between 1970 and 9999.');

/** Text that is stored as it came: half a pair of surrogates would become another character. */
export const isWellFormed = (text: string): boolean => text.isWellFormed();
export const WELL_FORMED = 'Send text without lone surrogates.';

/** The `request.body` of an operation that takes JSON, with an example of it. */
export const jsonBody = <S extends z.ZodType>(schema: S, example: z.input<S>) => ({
  required: true as const,
  content: { 'application/json': { schema, example } },
});

/** The `responses` entry of an operation that answers JSON. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
