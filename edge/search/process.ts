import { musicRequests } from '../../drizzle/schema.ts';
import type { MusicQuery, Understood } from '../../shared/contracts/query.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { understand } from '../understanding/grammar.ts';
import { type CataloguePage, searchCatalogue } from './catalogue.ts';

const DEFAULT_TRACKS = 10;
const MAX_TRACKS = 50;

export type ProcessInput = { maxTracks?: number | undefined } & ({ request: string } | { query: MusicQuery });

export type ProcessAnswer = Omit<CataloguePage, 'nextCursor'> & { requestId: string; understood: Understood };

/** Understands a sentence, or takes a query as it is, searches the catalogue for it and records both. */
export async function processRequest(
  services: Services,
  actor: Actor,
  input: ProcessInput,
): Promise<Result<ProcessAnswer, Failure>> {
  const understood = 'query' in input ? asUnderstood(input.query) : understand(input.request);
  const { query } = understood;
  const limit = Math.min(query.limit ?? input.maxTracks ?? DEFAULT_TRACKS, input.maxTracks ?? MAX_TRACKS);
  const found = query.unclear ? ok(NOTHING) : await searchCatalogue(services, actor, { query }, { limit });
  if (!found.ok) return found;
  const { matches, relaxed, notApplied } = found.value;
  const requestId = crypto.randomUUID();
  await services.database.insert(musicRequests).values({
    id: requestId,
    userId: actor.userId,
    text: 'query' in input ? null : input.request.replaceAll('\0', ''),
    query,
    querySource: understood.source,
    confidence: understood.confidence,
    unclear: query.unclear ?? false,
    trackIds: matches.map(({ track }) => track.id),
    relaxed,
    notApplied,
  });
  return ok({ requestId, understood, matches, relaxed, notApplied });
}

/** An unclear sentence finds nothing. */
const NOTHING: CataloguePage = { matches: [], relaxed: [], notApplied: [], nextCursor: null };

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
