import { musicRequests } from '../../drizzle/schema.ts';
import type { MusicQuery, Understood } from '../../shared/contracts/query.ts';
import { foundVideoSchema } from '../../shared/contracts/video.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import { analyseVideos, type VideoAnalyses } from '../jobs/analyse-videos.ts';
import type { Services } from '../services.ts';
import { ServiceDownError, within } from '../storage/deadline.ts';
import { understandRequest } from '../understanding/models/understand-request.ts';
import { type CataloguePage, type CatalogueSearch, type Match, searchCatalogue } from './catalogue.ts';
import { findVideos } from './youtube.ts';
import { type Video, withTracks } from './youtube-tracks.ts';

const DEFAULT_TRACKS = 10;
const MAX_TRACKS = 50;

export type ProcessInput = { maxTracks?: number | undefined; analyzeAudio?: boolean | undefined } & (
  | { request: string }
  | { query: MusicQuery }
);

/** What can be missing from an answer: a model's reading, a source, analyses to start, or the record of the request. */
export const DEGRADABLE = ['models', 'catalogue', 'youtube', 'analyses', 'history'] as const;
export type Degradable = (typeof DEGRADABLE)[number];

export type ProcessAnswer = Omit<CataloguePage, 'nextCursor'> & {
  requestId: string | null;
  understood: Understood;
  videos: Video[];
  /** What `analyzeAudio` began; null where that was not asked for, or did not come in time. */
  analyses: VideoAnalyses | null;
  degraded: Degradable[];
};

/**
 * Understands a sentence, or takes a query as it is; searches the catalogue, and YouTube where that has too little; has
 * videos analysed where that is asked for; and records the request. What does not answer in time is left out and named
 * in `degraded`. Throws a `ServiceDownError` only when no source answered.
 */
export async function processRequest(
  services: Services,
  actor: Actor,
  input: ProcessInput,
  background: Background,
): Promise<Result<ProcessAnswer, Failure>> {
  const { SOURCES_TIMEOUT_MS: timeoutMs } = services.env;
  const reading =
    'query' in input
      ? { understood: asUnderstood(input.query), degraded: false }
      : await understandRequest(services, actor, input.request, background);
  const { understood } = reading;
  const { query } = understood;
  const degraded: Degradable[] = reading.degraded ? ['models'] : [];
  const deadline = Date.now() + timeoutMs;

  const limit = Math.min(query.limit ?? input.maxTracks ?? DEFAULT_TRACKS, input.maxTracks ?? MAX_TRACKS);
  const wanted = query.unclear ? nameIn(input) : { query };
  const found = wanted ? await inTime(searchCatalogue(services, actor, wanted, { limit }), timeoutMs) : ok(NOTHING);
  if (!found) degraded.push('catalogue');
  else if (!found.ok) return found;
  const page = found?.value ?? NOTHING;

  const hasEnough = page.matches.filter(isAsAsked).length >= limit;
  const terms = query.unclear || hasEnough || !services.youtube ? '' : termsOf(understood);
  const searching = terms ? findVideos(services, actor, terms, background) : null;
  if (searching) background(searching);
  const videos = await within(searching ?? Promise.resolve([]), Math.max(1, deadline - Date.now()));
  if (!videos) degraded.push('youtube');
  if (!found && !videos?.length) throw new ServiceDownError('neither the catalogue nor another source answered');

  const known = await inTime(withTracks(services, actor, videos ?? []), timeoutMs);
  const unknown = (videos ?? []).map((video) => ({ ...video, track: null, job: null }));
  const analysing = input.analyzeAudio && orNull(analyseVideos(services, actor, known ?? unknown, background));
  if (analysing) background(analysing);
  const analyses = analysing ? await within(analysing, timeoutMs) : null;
  if (analysing && !analyses) degraded.push('analyses');

  const answer = { understood, ...page, videos: analyses?.videos ?? known ?? unknown, degraded };
  const requestId = await record(services, actor, input, answer, timeoutMs);
  if (requestId === null) degraded.push('history');
  const { matches, relaxed, notApplied } = page;
  return ok({ requestId, understood, matches, relaxed, notApplied, videos: answer.videos, analyses, degraded });
}

/** A sentence that asks for no music may be a title that the catalogue has. */
const nameIn = (input: ProcessInput): CatalogueSearch | null =>
  'request' in input && input.request.trim() ? { query: {}, text: input.request.trim() } : null;

/** As asked, as far as is known of the track. */
const isAsAsked = ({ relaxed }: Match): boolean => relaxed.every((name) => name.endsWith('.unknown'));

const NOTHING: CataloguePage = { matches: [], relaxed: [], notApplied: [], nextCursor: null };

/** The value, or null when the service is down or too slow. */
const inTime = <T>(work: Promise<T>, timeoutMs: number): Promise<T | null> => within(orNull(work), timeoutMs);

const orNull = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', event: 'source-down', name: (error as Error).name }));
    return null;
  });

/** A query that the client made or edited. */
const asUnderstood = (query: MusicQuery): Understood => ({
  query,
  source: 'client',
  intent: 'search',
  confidence: 1,
  coverage: 1,
  fields: {},
  notUnderstood: [],
  searchTerms: [],
});

/** What to ask a text search for: the first of the terms understood, or the query in words. */
export function termsOf({ query, searchTerms: [first] }: Understood): string {
  if (first) return first;
  const { artists = [], title, similarTo, genres = [], moods = [], instruments = [] } = query;
  const era = query.era?.from === undefined ? [] : [`${query.era.from}`];
  const tempo = query.bpm?.min && query.bpm.max ? [`${Math.round((query.bpm.min + query.bpm.max) / 2)} bpm`] : [];
  return [...artists, title, similarTo?.artist, similarTo?.title, ...moods, ...genres, ...instruments, ...era, ...tempo]
    .filter(Boolean)
    .join(' ');
}

/** Keeps the request and what was found; null when the database does not take it in time. */
async function record(
  { database }: Services,
  actor: Actor,
  input: ProcessInput,
  { understood, matches, relaxed, notApplied, videos, degraded }: Omit<ProcessAnswer, 'requestId' | 'analyses'>,
  timeoutMs: number,
): Promise<string | null> {
  const id = crypto.randomUUID();
  const insert = database.insert(musicRequests).values({
    id,
    userId: actor.userId,
    text: 'query' in input ? null : input.request.replaceAll('\0', ''),
    query: understood.query,
    querySource: understood.source,
    confidence: understood.confidence,
    unclear: understood.query.unclear ?? false,
    trackIds: matches.map(({ track }) => track.id),
    relaxed,
    notApplied,
    degraded,
    videos: videos.length > 0 ? videos.map((video) => foundVideoSchema.parse(video)) : null,
  });
  const done = await inTime(
    insert.execute().then(() => true),
    timeoutMs,
  );
  return done ? id : null;
}
