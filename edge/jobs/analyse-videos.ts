import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { jobs, tracks } from '../../drizzle/schema.ts';
import type { AudioSource } from '../../shared/contracts/job.ts';
import { youtubeIdSchema } from '../../shared/contracts/video.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import { refusalFor } from '../accounts/permissions.ts';
import { spend } from '../accounts/spend.ts';
import type { Video } from '../search/youtube-tracks.ts';
import { watchUrl } from '../search/youtube-urls.ts';
import { lookUpVideo, type VideoWords } from '../search/youtube-words.ts';
import type { Services } from '../services.ts';
import { orNull } from '../storage/deadline.ts';
import { insertJob } from './create.ts';
import { tryDispatch } from './dispatch.ts';
import type { StoredJob } from './read.ts';

/** Analyses that one request starts at most. */
export const MAX_STARTED = 5;

/** A video whose analysis failed is not tried again by requests for so long; by `POST /v1/music/analyze` it is. */
const FAILED_FOR_MS = 24 * 3600 * 1000;
const FAILED_FOR = sql`now() - interval '24 hours'`;

const isOff = (): Failure =>
  failure(
    'YOUTUBE_AUDIO_OFF',
    'YouTube’s terms forbid downloading without permission. Whoever runs this service, and has it, turns audio from ' +
      'YouTube on with YOUTUBE_AUDIO=on (and YTDLP_PATH where the sidecar runs). Send audio of your own in its place.',
  );

const notBegun = (): Failure => failure('UNAVAILABLE', 'An analysis could not be begun. Try again.');

/** A video to be heard. */
export type VideoSource = Extract<AudioSource, { kind: 'youtube' }>;

/**
 * The job that analyses a video: the one that runs or has succeeded already, whoever asked for it, else a new one. The
 * track is everyone's, and so is its job. `isNew` is false where nothing was begun. Failures: YOUTUBE_AUDIO_OFF,
 * VIDEO_UNAVAILABLE, VIDEO_LIVE, AUDIO_TOO_LONG.
 */
export async function analyseVideo(
  services: Services,
  actor: Actor,
  source: VideoSource,
): Promise<Result<Begun, Failure>> {
  if (services.env.YOUTUBE_AUDIO !== 'on') return err(isOff());
  const last = await lastJob(services, source.youtubeId);
  if (last && last.status !== 'failed') return ok({ job: last, isNew: false });
  const words = await lookUpVideo(services, source.youtubeId);
  if (!words.ok) return words;
  const begun = await findOrStart(services, actor, source, words.value, sql`status = 'succeeded'`);
  if (begun.isNew) await tryDispatch(services, begun.job);
  return ok(begun);
}

/** What became of a request's wish to have its videos analysed. `refused` says why fewer were started than could be. */
export type VideoAnalyses = { videos: Video[]; started: number; refused: Failure | null };

/**
 * Starts an analysis for the first videos that have none, each paid from the plan: `MAX_STARTED` at most. The same
 * videos again start nothing while those run, nor for a day after one failed.
 */
export async function analyseVideos(
  services: Services,
  actor: Actor,
  videos: Video[],
  background: Background,
): Promise<VideoAnalyses> {
  const refused = services.env.YOUTUBE_AUDIO === 'on' ? refusalFor(actor, ['music:write']) : isOff();
  if (refused) return { videos, started: 0, refused };
  const due = videos.filter((video) => isDue(video, services.env.MAX_AUDIO_SECONDS)).slice(0, MAX_STARTED);
  // One that fails leaves the others to be begun.
  const outcomes = await Promise.all(
    due.map((video) => orNull(payAndStart(services, actor, video)).then((begun) => begun ?? err(notBegun()))),
  );
  const jobOf = new Map<string, StoredJob>();
  for (const [at, { youtubeId }] of due.entries()) {
    const outcome = outcomes[at];
    if (!outcome?.ok) continue;
    if (outcome.value.isNew) background(tryDispatch(services, outcome.value.job));
    jobOf.set(youtubeId, outcome.value.job);
  }
  return {
    videos: videos.map((video) => ({ ...video, job: jobOf.get(video.youtubeId) ?? video.job })),
    started: outcomes.filter((outcome) => outcome.ok && outcome.value.isNew).length,
    refused: outcomes.find((outcome) => !outcome.ok)?.error ?? null,
  };
}

function isDue({ youtubeId, durationSec, track, job }: Video, maxSeconds: number): boolean {
  if (!youtubeIdSchema.safeParse(youtubeId).success || durationSec > maxSeconds) return false;
  if (track?.analysisStatus === 'succeeded' || job?.status === 'queued' || job?.status === 'succeeded') return false;
  return !job || job.createdAt.getTime() < Date.now() - FAILED_FOR_MS;
}

/** A new job, or that of another request which was faster; then, and when it throws, nothing is paid. */
async function payAndStart(
  services: Services,
  actor: Actor,
  { youtubeId, title, artist, durationSec }: Video,
): Promise<Result<Begun, Failure>> {
  const paid = await spend(services, actor, 'analyses');
  if (!paid.ok) return paid;
  const unless = sql`(status = 'succeeded' or created_at > ${FAILED_FOR})`;
  const words = { title, artist, durationSec };
  let begun: Begun | undefined;
  try {
    begun = await findOrStart(services, actor, { kind: 'youtube', youtubeId }, words, unless);
    return ok(begun);
  } finally {
    if (!begun?.isNew) await paid.value.giveBack();
  }
}

type Begun = { job: StoredJob; isNew: boolean };

async function findOrStart(
  services: Services,
  actor: Actor,
  source: VideoSource,
  words: VideoWords | null,
  unless: SQL,
): Promise<Begun> {
  const started = await startJob(services, actor, source, words, unless);
  const job = started ?? (await lastJob(services, source.youtubeId));
  if (!job) throw new Error('a video has neither a new job nor an old one');
  return { job, isNew: started !== undefined };
}

/**
 * The video's track, recorded once for all who ask, and a job for it: none where one of its jobs is unfinished, or is as
 * `unless` says.
 */
async function startJob(
  { database }: Services,
  actor: Actor,
  source: VideoSource,
  words: VideoWords | null,
  unless: SQL,
): Promise<StoredJob | undefined> {
  const { youtubeId } = source;
  const said = words && { title: words.title, artist: words.artist, youtubeDataAt: new Date() };
  const [track] = await database
    .insert(tracks)
    .values({ source: 'youtube', youtubeId, sourceUrl: watchUrl(youtubeId), durationSec: words?.durationSec, ...said })
    // Nothing that changes where nothing is known: an update is what gives back the row that was there.
    .onConflictDoUpdate({ target: tracks.youtubeId, set: said ?? { youtubeId } })
    .returning({ id: tracks.id });
  if (!track) throw new Error('the insert of a video’s track returned no row');
  const isSo = sql`exists (
    select 1 from jobs where track_id = ${track.id} and kind = 'analyze' and ${unless})`;
  return insertJob(database, { userId: actor.userId, trackId: track.id, source }, isSo);
}

async function lastJob({ database }: Services, youtubeId: string): Promise<StoredJob | undefined> {
  const [row] = await database
    .select({ job: jobs })
    .from(jobs)
    .innerJoin(tracks, eq(tracks.id, jobs.trackId))
    .where(and(eq(tracks.youtubeId, youtubeId), eq(jobs.kind, 'analyze')))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(1);
  return row?.job;
}
