import type { Understood } from '../../shared/contracts/query.ts';
import type { FoundVideo } from '../../shared/contracts/video.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import type { Services } from '../services.ts';
import { orNull, ServiceDownError, within } from '../storage/deadline.ts';
import { searchTermsOf } from '../understanding/search-terms.ts';
import { type CataloguePage, type CatalogueSearch, type Match, searchCatalogue } from './catalogue.ts';
import { isAllowed, namesRefused } from './refused-videos.ts';
import { findVideos } from './youtube.ts';

const DEFAULT_TRACKS = 10;
const MAX_TRACKS = 50;

/**
 * Shares of SOURCES_TIMEOUT_MS, from when the words are understood: how long the catalogue is waited for before YouTube
 * is asked beside it, both of them together, the videos' tracks, and all there is to do.
 */
const DEADLINES = { catalogueAlone: 1 / 2, sources: 3 / 4, tracks: 7 / 8, all: 1 };

/** What is left, in ms, until a deadline; 1 at least. */
export type TimeLeft = (deadline: keyof typeof DEADLINES) => number;

/** The deadlines of work that begins now. */
export function timeLeft(timeoutMs: number): TimeLeft {
  const startedAt = Date.now();
  return (deadline) => Math.max(1, startedAt + DEADLINES[deadline] * timeoutMs - Date.now());
}

/** What can be missing from an answer: a model's reading, a source, analyses to start, or the record of the request. */
export const DEGRADABLE = ['models', 'catalogue', 'youtube', 'analyses', 'history'] as const;
export type Degradable = (typeof DEGRADABLE)[number];

/** What is looked for; `text` are the caller's own words, where there are any. */
export type Wish = { understood: Understood; text: string; maxTracks: number | undefined };

export type Sources = { page: CataloguePage; videos: FoundVideo[]; degraded: Degradable[] };

/**
 * The catalogue, and YouTube where that has fewer than wanted or takes its time. Throws a `ServiceDownError` when neither
 * answered, and there was music asked for.
 */
export async function askSources(
  services: Services,
  actor: Actor,
  { understood, text, maxTracks }: Wish,
  background: Background,
  left: TimeLeft,
): Promise<Result<Sources, Failure>> {
  const { query } = understood;
  const limit = Math.min(query.limit ?? maxTracks ?? DEFAULT_TRACKS, maxTracks ?? MAX_TRACKS);
  const wanted = query.unclear ? named(text) : { query };
  const cataloguing = wanted
    ? orNull(searchCatalogue(services, actor, wanted, { limit, withAnalysis: true }))
    : Promise.resolve(ok(NOTHING));
  const early = await within(cataloguing, left('catalogueAlone'));

  const hasEnough = early?.ok && early.value.matches.filter(isAsAsked).length >= limit;
  const terms = query.unclear || hasEnough || !services.youtube ? undefined : termsOf(understood);
  const searching = terms ? findVideos(services, actor, terms, background) : Promise.resolve([]);
  background(searching);
  const [found, videos] = await Promise.all([
    early ?? within(cataloguing, left('sources')),
    within(searching, left('sources')),
  ]);
  if (found && !found.ok) return found;
  // That no music is asked for is an answer, and so is that YouTube has none.
  const isAnswered = found || query.unclear || (terms && videos);
  if (!isAnswered) throw new ServiceDownError('neither the catalogue nor another source answered');
  return ok({
    page: found?.value ?? NOTHING,
    videos: (videos ?? []).filter(isAllowed(query)).slice(0, query.limit || maxTracks ? limit : undefined),
    degraded: [...(found ? [] : (['catalogue'] as const)), ...(videos ? [] : (['youtube'] as const))],
  });
}

/** A sentence that asks for no music may be a title that the catalogue has. */
const named = (text: string): CatalogueSearch | null => (text ? { query: {}, text } : null);

/** As asked, as far as is known of the track. */
const isAsAsked = ({ relaxed }: Match): boolean => relaxed.every((name) => name.endsWith('.unknown'));

const NOTHING: CataloguePage = { matches: [], relaxed: [], notApplied: [], nextCursor: null };

/** What to ask a text search for: the first of the terms understood, or the query in words. */
const termsOf = ({ query, source, searchTerms }: Understood): string | undefined =>
  [...searchTerms.filter((terms) => source !== 'model' || !namesRefused(query, terms)), ...searchTermsOf(query)][0];
