import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type FileTags, MAX_DESCRIPTION } from '../../shared/contracts/job.ts';
import { type Key, keyOfTag } from '../../shared/music/keys.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { runFfprobe } from '../exec/media-tools.ts';
import type { ProcessFailure } from '../exec/run-process.ts';

/** What the file says of itself. `announcedSec` is the container's word, which may be wrong by any amount. */
export type AudioProbe = {
  container: string;
  codec: string;
  sampleRateHz: number;
  channels: number;
  bitrateKbps: number | null;
  announcedSec: number | null;
  tags: FileTags;
  /** Beats a minute that the file's own tags give; a witness, not the truth. */
  taggedBpm: number | null;
  /** The key that they name. */
  taggedKey: Key | null;
};

/**
 * The containers that hold audio alone or audio beside pictures. Playlists and other formats that name further files
 * are left out on purpose: a file that someone sends us must not make ffmpeg open another one.
 */
const FORMATS =
  'mp3,flac,wav,w64,ogg,mov,matroska,aiff,aac,caf,asf,au,amr,wv,ape,tta,mpc,mpc8,dsf,ac3,eac3,mpegts,mpeg,avi,flv';

/** Input options for every run of ffmpeg and ffprobe on a file that is not ours. */
export const UNTRUSTED_INPUT = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS];

/** Beyond what any converter or format of sound has, a header is a mistake or a trap: the work grows with both. */
const MAX_SAMPLE_RATE_HZ = 768_000;
const MAX_CHANNELS = 64;

export const isDecodable = ({ sampleRateHz, channels }: { sampleRateHz: number; channels: number }): boolean =>
  sampleRateHz <= MAX_SAMPLE_RATE_HZ && channels <= MAX_CHANNELS;

/** The `file:` prefix keeps a name with a colon in it from being read as a protocol. */
export const inputUrl = (path: string): string => `file:${resolve(path)}`;

const PROBE_TIMEOUT_MS = 20_000;

const count = z.coerce.number().int().positive();
const positive = z.coerce.number().positive().finite();
const tagsSchema = z.record(z.string(), z.string()).catch({});
const streamSchema = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  sample_rate: count.optional().catch(undefined),
  channels: count.optional().catch(undefined),
  duration: positive.optional().catch(undefined),
  bit_rate: positive.optional().catch(undefined),
  tags: tagsSchema.optional(),
});
const outputSchema = z.object({
  streams: z.array(streamSchema),
  format: z.object({
    format_name: z.string(),
    duration: positive.optional().catch(undefined),
    bit_rate: positive.optional().catch(undefined),
    tags: tagsSchema.optional(),
  }),
});
type Stream = z.infer<typeof streamSchema>;
type ProbeOutput = z.infer<typeof outputSchema>;

/**
 * Reads what a file holds, without decoding it.
 *
 * Fails with FILE_EMPTY, AUDIO_UNREADABLE (text, garbage, a codec that ffmpeg does not know) or AUDIO_MISSING (a video
 * without sound). Throws when there is no such file, or when ffprobe cannot be run at all.
 */
export async function probe(path: string, signal?: AbortSignal): Promise<Result<AudioProbe, Failure>> {
  if ((await stat(path)).size === 0) return err(failure('FILE_EMPTY', 'The file holds no bytes.'));
  const run = await runFfprobe(
    [
      '-v', 'error', ...UNTRUSTED_INPUT, '-of', 'json',
      '-show_entries', 'format=format_name,duration,bit_rate:format_tags:stream_tags:stream=codec_type,codec_name,sample_rate,channels,duration,bit_rate',
      '-i', inputUrl(path),
    ],
    { timeoutMs: PROBE_TIMEOUT_MS, maxStdoutBytes: 4 << 20, maxStderrBytes: 16 << 10, signal },
  ); // prettier-ignore
  if (!run.ok) return err(unreadable(run.error));
  const output = outputSchema.safeParse(parseJson(run.value.stdout.toString()));
  if (!output.success) return err(failure('AUDIO_UNREADABLE', 'The file is not audio that we can read.'));
  return describe(output.data);
}

function describe({ streams, format }: ProbeOutput): Result<AudioProbe, Failure> {
  const stream = streams.find(({ codec_type }) => codec_type === 'audio');
  if (!stream) return err(failure('AUDIO_MISSING', 'The file has no audio stream.'));
  const { codec_name: codec, sample_rate: sampleRateHz, channels } = stream;
  if (!codec || codec === 'unknown' || !sampleRateHz || !channels || !isDecodable({ sampleRateHz, channels }))
    return err(failure('AUDIO_UNREADABLE', 'The audio in the file is of a kind that we cannot decode.'));
  const bitrate = stream.bit_rate ?? format.bit_rate;
  const tag = tagReader(format, stream);
  return ok({
    container: format.format_name.split(',')[0]!,
    codec,
    sampleRateHz,
    channels,
    bitrateKbps: bitrate === undefined ? null : Math.round(bitrate / 1000) || null,
    announcedSec: stream.duration ?? format.duration ?? null,
    tags: fileTags(tag),
    taggedBpm: tempoOf(tag(BPM_TAGS, 20)),
    taggedKey: keyOfTag(tag(KEY_TAGS, 20) ?? ''),
  });
}

/**
 * Where the tags of each kind of file are found: in names of Vorbis comments, ID3 frames and RIFF chunks that ffprobe
 * passes on as they are, or its own.
 */
const YEAR_TAGS = ['originaldate', 'originalyear', 'tdor', 'tory', 'date', 'year'];
const MOOD_TAGS = ['mood', 'tmoo'];
const KEYWORD_TAGS = ['keywords', 'ikey'];
const DESCRIPTION_TAGS = ['description', 'synopsis', 'comment'];
const BPM_TAGS = ['tbpm', 'bpm', 'tmpo'];
const KEY_TAGS = ['tkey', 'initialkey', 'initial key', 'key'];

/** The first of these tags that the file has, cut to a length; null without one. */
type TagReader = (names: readonly string[], maxLength: number) => string | null;

/** ogg and opus keep their tags with the stream, all others with the file. Names come in any case. */
function tagReader(format: ProbeOutput['format'], stream: Stream): TagReader {
  // Elsewhere the stream's language is the encoder's own, whatever is sung.
  const { language: _, ...streamTags } = stream.tags ?? {};
  const ofStream = format.format_name === 'ogg' ? (stream.tags ?? {}) : streamTags;
  const byName = new Map(
    [...Object.entries(ofStream), ...Object.entries(format.tags ?? {})].map(([name, text]) => [
      name.toLowerCase(),
      // oxlint-disable-next-line no-control-regex -- tags are a stranger's text, and NUL is no text for Postgres
      text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim(),
    ]),
  );
  return (names, maxLength) =>
    names.map((name) => byName.get(name)?.slice(0, maxLength).toWellFormed() || null).find((text) => text !== null) ??
    null;
}

const fileTags = (tag: TagReader): FileTags => ({
  title: tag(['title'], 500),
  artist: tag(['artist'], 500),
  album: tag(['album'], 500),
  genre: tag(['genre'], 200),
  year: YEAR_TAGS.map((name) => yearOf(tag([name], 40))).find((year) => year !== null) ?? null,
  language: tag(['language'], 60),
  mood: tag(MOOD_TAGS, 200),
  keywords: tag(KEYWORD_TAGS, 500),
  description: tag(DESCRIPTION_TAGS, MAX_DESCRIPTION),
});

/** "128", "127,98" or "128 BPM"; null for what is no tempo of music, such as the 0 of a program that found none. */
function tempoOf(text: string | null): number | null {
  const bpm = Number.parseFloat((text ?? '').replace(',', '.'));
  return bpm >= 30 && bpm <= 300 ? bpm : null;
}

/** The year that a date begins with: "1997", "1997-05-02", "19970502". Null for one that can't be: "0000". */
function yearOf(date: string | null): number | null {
  const year = Number(/^\d{4}(?!\d{1,3}$)/.exec(date ?? '')?.[0] ?? 0);
  return year >= 1000 && year <= new Date().getFullYear() + 1 ? year : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A run that failed because of the file is the file's failure; one that could not happen at all is ours, and throws. */
export function unreadable(reason: ProcessFailure): Failure {
  if (reason.reason === 'exit') return failure('AUDIO_UNREADABLE', 'The file is not audio that we can read.');
  if (reason.reason === 'timeout') return failure('ANALYSIS_TIMEOUT', 'The file took too long to read.');
  if (reason.reason === 'stdout_too_large')
    return failure('AUDIO_UNREADABLE', 'The file says more of itself than it may.');
  throw new Error(
    `ffmpeg could not be run (${reason.reason}): ${'message' in reason ? reason.message : reason.stderr}`,
  );
}
