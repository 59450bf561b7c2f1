import { musicRequests } from '../../drizzle/schema.ts';
import type { MusicQuery, Understood } from '../../shared/contracts/query.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { plainText } from '../../shared/plain-text.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import { analyseVideos, type VideoAnalyses } from '../jobs/analyse-videos.ts';
import type { Services } from '../services.ts';
import { orNull, within } from '../storage/deadline.ts';
import { understandRequest } from '../understanding/models/understand-request.ts';
import type { CataloguePage } from './catalogue.ts';
import { askSources, type Degradable, type Sources, timeLeft } from './sources.ts';
import { type Video, withTracks } from './youtube-tracks.ts';

/** Either a sentence or a query. */
export type ProcessInput = {
  request?: string | undefined;
  query?: MusicQuery | undefined;
  maxTracks?: number | undefined;
  analyzeAudio?: boolean | undefined;
};

export type ProcessAnswer = Omit<CataloguePage, 'nextCursor'> & {
  requestId: string | null;
  understood: Understood;
  videos: Video[];
  /** What `analyzeAudio` began; null where that was not asked for, or did not come in time. */
  analyses: VideoAnalyses | null;
  degraded: Degradable[];
};

/**
 * Understands a sentence, or takes a query as it is; searches the catalogue, and YouTube where that has too little or is
 * slow; has videos analysed where that is asked for; and records the request. What does not answer in time is left out
 * and named in `degraded`. Throws a `ServiceDownError` when music was asked for and no source answered.
 */
export async function processRequest(
  services: Services,
  actor: Actor,
  input: ProcessInput,
  background: Background,
): Promise<Result<ProcessAnswer, Failure>> {
  const { request = '', query } = input;
  const reading = query
    ? { understood: asUnderstood(query), degraded: false }
    : await understandRequest(services, actor, request, background);
  const { understood } = reading;
  const left = timeLeft(services.env.SOURCES_TIMEOUT_MS);
  const wish = { understood, text: request.trim(), maxTracks: input.maxTracks };
  const sources = await askSources(services, actor, wish, background, left);
  if (!sources.ok) return sources;
  const { page, videos } = sources.value;
  const degraded: Degradable[] = [...(reading.degraded ? (['models'] as const) : []), ...sources.value.degraded];

  const known = await within(orNull(withTracks(services, actor, videos)), left('tracks'));
  const found = known ?? videos.map((video) => ({ ...video, track: null, job: null }));
  // A video whose track is not known may have an analysis already: nothing is begun, nor paid, on a guess.
  const canStart = known !== null || services.env.YOUTUBE_AUDIO !== 'on';
  const analysing = input.analyzeAudio && canStart ? orNull(analyseVideos(services, actor, found, background)) : null;
  if (input.analyzeAudio && !canStart) degraded.push('analyses');
  const recording = orNull(record(services, actor, input, { understood, page, videos, degraded }));
  for (const work of [analysing, recording]) if (work) background(work);
  const [analyses, requestId] = await Promise.all([
    analysing && within(analysing, left('all')),
    within(recording, left('all')),
  ]);
  if (analysing && !analyses) degraded.push('analyses');
  if (requestId === null) degraded.push('history');
  const { matches, relaxed, notApplied } = page;
  const shown = analyses?.videos ?? found;
  return ok({ requestId, understood, matches, relaxed, notApplied, videos: shown, analyses, degraded });
}

/** A query that the client made or edited; one whose `key` was edited alone, with that key's Camelot code. */
const asUnderstood = (query: MusicQuery): Understood => ({
  query: { ...query, ...(query.key && { camelot: camelotOf(query.key) }) },
  source: 'client',
  intent: 'search',
  confidence: 1,
  coverage: 1,
  fields: {},
  notUnderstood: [],
  searchTerms: [],
});

/**
 * Keeps the request and what was found; gives its id. `degraded` is then what stays missing: analyses that are merely late
 * are not, for the request fills up with them. One that is kept too late to be told is listed all the same, though its
 * answer had no id.
 */
async function record(
  { database }: Services,
  actor: Actor,
  { request }: ProcessInput,
  { understood, page, videos, degraded }: Sources & { understood: Understood },
): Promise<string> {
  const id = crypto.randomUUID();
  await database.insert(musicRequests).values({
    id,
    userId: actor.userId,
    text: request === undefined ? null : plainText(request),
    query: understood.query,
    querySource: understood.source,
    confidence: understood.confidence,
    unclear: understood.query.unclear ?? false,
    trackIds: page.matches.map(({ track }) => track.id),
    relaxed: page.relaxed,
    notApplied: page.notApplied,
    degraded: [...degraded],
    videos: videos.length > 0 ? videos : null,
  });
  return id;
}
