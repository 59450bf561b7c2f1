import { z } from 'zod';
import { stageSchema } from './job.ts';

/** Long work, as clients see it. `progress` is 0 to 1 over the whole job; `stage` is null unless it is running. */
export const jobResourceSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['analyze', 'describe']),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    stage: stageSchema.nullable(),
    progress: z.number().min(0).max(1),
    trackId: z.uuid(),
    error: z
      .object({ code: z.string(), title: z.string(), detail: z.string(), retryable: z.boolean() })
      .nullable()
      .describe('Why the job failed; the codes are those of the problem documents.'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    links: z.object({ self: z.string(), events: z.string(), track: z.string() }),
  })
  .meta({
    id: 'Job',
    example: {
      id: '3f0e8f1c-6c57-4c39-8c9e-0a9b4d0f9f10',
      kind: 'analyze',
      status: 'running',
      stage: 'analyse',
      progress: 0.6,
      trackId: '7d0d9d0e-8a7e-4f8e-9a53-0b6f1b1a6f10',
      error: null,
      createdAt: '2026-11-22T10:00:00.000Z',
      finishedAt: null,
      links: {
        self: '/v1/jobs/3f0e8f1c-6c57-4c39-8c9e-0a9b4d0f9f10',
        events: '/v1/jobs/3f0e8f1c-6c57-4c39-8c9e-0a9b4d0f9f10/events',
        track: '/v1/music/tracks/7d0d9d0e-8a7e-4f8e-9a53-0b6f1b1a6f10',
      },
    },
  });
export type JobResource = z.infer<typeof jobResourceSchema>;
