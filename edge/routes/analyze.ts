import { createRoute, z } from '@hono/zod-openapi';
import { type TempoHints, tempoHintsSchema, tempoRangeSchema } from '../../shared/contracts/job.ts';
import { jobResourceSchema } from '../../shared/contracts/job-resource.ts';
import { youtubeIdSchema } from '../../shared/contracts/video.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { parseAllowedHosts, refusalOf } from '../../shared/public-address.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import { needs } from '../accounts/permissions.ts';
import { BODY_PROBLEMS, type FieldError, KEY_PROBLEMS, operation, problem, problemResponses } from '../http.ts';
import { analyseVideo, type VideoSource } from '../jobs/analyse-videos.ts';
import { createAnalysis, type NewAnalysis } from '../jobs/create.ts';
import { jobResource } from '../jobs/read.ts';
import { receiveUpload } from '../jobs/receive-upload.ts';
import { uploadKey } from '../jobs/uploads.ts';
import { FORM_OVERHEAD_BYTES, isUpload } from '../middleware/body.ts';
import { fieldErrors, INVALID_FIELDS } from '../middleware/problems.ts';
import { isYoutubeUrl, youtubeIdOf } from '../search/youtube-urls.ts';
import type { Services } from '../services.ts';
import { isWellFormed, json, WELL_FORMED } from './common.ts';

const name = z.string().trim().min(1).max(500).refine(isWellFormed, WELL_FORMED);
const about = { title: name.optional(), artist: name.optional(), ...tempoHintsSchema.shape };
/** By the field that says what is to be analysed. */
const BODIES = {
  url: z.strictObject({ url: z.url().max(2048), ...about }),
  uploadId: z.strictObject({ uploadId: z.uuid(), ...about }),
  youtubeId: z.strictObject({ youtubeId: youtubeIdSchema }),
};
const documentedBody: object = z.toJSONSchema(z.union(Object.values(BODIES)), { target: 'draft-2020-12' });
/** A form's fields are text: a range of tempi is "90-180". */
const fieldsSchema = z.strictObject({
  ...about,
  tempoRange: z
    .string()
    .regex(/^\d{2,3}(\.\d+)?-\d{2,3}(\.\d+)?$/, 'Send two tempi in BPM: 90-180.')
    .transform((text) => text.split('-').map(Number))
    .pipe(tempoRangeSchema)
    .optional(),
});

const route = createRoute({
  method: 'post',
  path: '/v1/music/analyze',
  operationId: 'analyzeAudio',
  summary: 'Analyse audio: an upload, a URL, an object put to a presigned address, or a video',
  description:
    'Takes mp3, flac, wav, ogg, opus, m4a and aiff. Send the file as a form field (`curl -F file=@song.mp3`), or JSON ' +
    'with a `url`, or with the `uploadId` of `POST /v1/music/uploads`. Answers with the job; follow it under `Location`. ' +
    'A `youtubeId`, or a `url` of YouTube, is taken where the operator of this service has turned that on; the track is ' +
    'everyone’s then, under YouTube’s own title, and a video that is analysed already, or just now, gives that job. ' +
    'A `tempoRange` in BPM and a `genre` are soft priors on the octave of the tempo: they decide between readings of a ' +
    'rhythm that are near each other, and do not invent one. With a video they are refused: they would decide for everyone.',
  tags: ['music'],
  security: needs('music:write'),
  'x-cost': 'analyses',
  request: {
    body: {
      required: true,
      content: {
        // Plain JSON schemas: they document the body, which is streamed and must not be read by a validator.
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary' },
              title: { type: 'string', maxLength: 500 },
              artist: { type: 'string', maxLength: 500 },
              tempoRange: { type: 'string', example: '90-180', description: 'In BPM' },
              genre: { type: 'string', maxLength: 200 },
            },
          },
        },
        'application/json': {
          schema: documentedBody,
          example: { url: 'https://example.com/song.mp3' },
        },
      },
    },
  },
  responses: {
    202: {
      ...json(jobResourceSchema, 'The job that analyses it'),
      headers: { Location: { schema: { type: 'string', example: '/v1/jobs/3f0e8f1c-6c57-4c39-8c9e-0a9b4d0f9f10' } } },
    },
    ...problemResponses(
      ...KEY_PROBLEMS,
      ...BODY_PROBLEMS,
      'LIMITS_UNAVAILABLE',
      'FILE_MISSING',
      'FILE_NOT_SINGLE',
      'FILE_EMPTY',
      'FILE_TOO_LARGE',
      'URL_NOT_ALLOWED',
      'UPLOAD_NOT_FOUND',
      'YOUTUBE_AUDIO_OFF',
      'VIDEO_UNAVAILABLE',
      'VIDEO_LIVE',
      'AUDIO_TOO_LONG',
    ),
  },
});

export const analyzeAudio = operation(route, async (c) => {
  const contentType = c.req.header('Content-Type') ?? '';
  const services = c.get('services');
  const actor = c.get('actor');
  const input = isUpload(c)
    ? await fromForm(services, actor, c.req.raw, contentType)
    : await fromJson(services, actor, c.req, contentType);
  if (!input.ok) return problem(c, input.error, { errors: input.error.errors });
  const begun =
    'youtubeId' in input.value
      ? await analyseVideo(services, actor, input.value)
      : ok({ job: await createAnalysis(services, actor, input.value), isNew: true });
  if (!begun.ok) return problem(c, begun.error);
  const { job, isNew } = begun.value;
  c.set('isNothingBegun', !isNew);
  return c.json(jobResource(job, null), 202, { Location: `/v1/jobs/${job.id}` });
});

/** What is to be analysed: audio, or the video that has it. */
type Input = NewAnalysis | VideoSource;
type BadInput = Failure & { errors?: FieldError[] };

async function fromForm(
  { objects, env }: Services,
  actor: Actor,
  request: Request,
  contentType: string,
): Promise<Result<NewAnalysis, BadInput>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > env.MAX_AUDIO_BYTES + FORM_OVERHEAD_BYTES) {
    return err(failure('FILE_TOO_LARGE', `A file may have up to ${env.MAX_AUDIO_BYTES} bytes.`));
  }
  const trackId = crypto.randomUUID();
  const key = uploadKey(actor, trackId);
  const upload = await receiveUpload(
    objects,
    key,
    { body: request.body, contentType },
    {
      maxBytes: env.MAX_AUDIO_BYTES,
      maxFormBytes: env.MAX_AUDIO_BYTES + FORM_OVERHEAD_BYTES,
      wholeMs: env.UPLOAD_TIMEOUT_MS,
      pauseMs: env.BODY_TIMEOUT_MS,
    },
  );
  if (!upload.ok) return upload;
  const fields = fieldsSchema.safeParse(upload.value.fields);
  if (!fields.success) {
    await objects.remove(key).catch(() => undefined);
    return err({ ...INVALID_FIELDS, errors: fieldErrors('form', fields.error) });
  }
  const { title = null, artist = null } = fields.data;
  const source = { kind: 'object', key, ...hintsOf(fields.data) } as const;
  return ok({ trackId, source, title, artist, fileName: upload.value.fileName });
}

async function fromJson(
  { objects, env }: Services,
  actor: Actor,
  request: { json(): Promise<unknown> },
  contentType: string,
): Promise<Result<Input, BadInput>> {
  if (!/^application\/json\b/i.test(contentType)) {
    return err(failure('UNSUPPORTED_MEDIA_TYPE', 'Send multipart/form-data or application/json.'));
  }
  const json = await request.json().catch(() => undefined);
  if (json === undefined) return err(failure('INVALID_JSON', 'The body could not be read as JSON.'));
  const kind = (['youtubeId', 'url', 'uploadId'] as const).find((name) => Object.hasOwn(Object(json), name));
  if (!kind) {
    return err({ ...failure('INVALID_REQUEST', WHAT_TO_SEND), errors: [{ pointer: '/json', detail: WHAT_TO_SEND }] });
  }
  const body = BODIES[kind].safeParse(json);
  if (!body.success) {
    const errors = fieldErrors('json', body.error);
    return err({ ...(kind === 'youtubeId' ? badVideo() : INVALID_FIELDS), errors });
  }
  if ('youtubeId' in body.data) return ok({ kind: 'youtube', youtubeId: body.data.youtubeId });
  const hints = hintsOf(body.data);
  const { title = null, artist = null } = body.data;
  if ('url' in body.data) {
    const { url } = body.data;
    if (isYoutubeUrl(url)) return hints.hints ? err(badVideo()) : videoOf(url);
    const refusal = refusalOf(url, parseAllowedHosts(env.FETCH_ALLOWED_HOSTS));
    if (refusal) return err(failure('URL_NOT_ALLOWED', refusal));
    const source = { kind: 'url', url, ...hints } as const;
    return ok({ trackId: crypto.randomUUID(), source, title, artist, fileName: fileNameOf(url) });
  }
  const key = uploadKey(actor, body.data.uploadId);
  if ((await objects.sizeOf(key)) === null) {
    return err(failure('UPLOAD_NOT_FOUND', 'Nothing has been put to this upload yet, or it is not yours.'));
  }
  const source = { kind: 'object', key, ...hints } as const;
  return ok({ trackId: body.data.uploadId, source, title, artist, fileName: null });
}

const WHAT_TO_SEND =
  'Send {"url": "https://…"} or {"uploadId": "…"}, with title, artist, genre and "tempoRange": [low, high] if you like, or ' +
  '{"youtubeId": "…"} alone.';

/** What the client says of the tempo; nothing where it says nothing. */
const hintsOf = ({ tempoRange, genre }: TempoHints): { hints?: TempoHints } =>
  tempoRange || genre ? { hints: { tempoRange, genre } } : {};

function videoOf(url: string): Result<VideoSource, Failure> {
  const youtubeId = youtubeIdOf(url);
  return youtubeId
    ? ok({ kind: 'youtube', youtubeId })
    : err(failure('INVALID_REQUEST', 'The address of YouTube names no video.'));
}

const badVideo = (): Failure =>
  failure(
    'INVALID_REQUEST',
    'Send {"youtubeId": "…"} of eleven characters, or a "url" of YouTube, without tempoRange and genre: the analysis of a ' +
      'video is everyone’s, and nobody decides its tempo for the others. Other readings are in its `tempo.alternatives`.',
  );

/** The last segment of the path, as far as it can be decoded. */
function fileNameOf(url: string): string | null {
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment).slice(0, 255) || null;
  } catch {
    return segment.slice(0, 255) || null;
  }
}
