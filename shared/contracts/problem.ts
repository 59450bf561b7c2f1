import { z } from 'zod';

/** A problem document (RFC 9457), with a stable `code` and, for bad fields, a JSON pointer each. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    example: {
      type: 'https://musicforge.example/docs#NOT_FOUND',
      title: 'There is no such resource',
      status: 404,
      detail: 'No track of yours has this id.',
      instance: '/v1/music/tracks/7d0d9d0e-8a7e-4f8e-9a53-0b6f1b1a6f10',
      code: 'NOT_FOUND',
      requestId: '0d6f6f0e-5c0f-4b0e-8f0a-6f7c0a2b9d11',
    },
  });
export type ProblemDocument = z.infer<typeof problemSchema>;
