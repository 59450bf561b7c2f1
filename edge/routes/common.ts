import { z } from '@hono/zod-openapi';
import { needs } from '../accounts/permissions.ts';

/** The `security` of an operation that reads or searches music. */
export const SECURITY = needs('music:read');

export const idParams = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

/** The `responses` entry of an operation that answers JSON. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
