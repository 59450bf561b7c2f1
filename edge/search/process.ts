import { musicRequests } from '../../drizzle/schema.ts';
import type { Understood } from '../../shared/contracts/query.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { understand } from '../understanding/grammar.ts';
import { type Match, searchCatalogue } from './catalogue.ts';

const DEFAULT_TRACKS = 10;
const MAX_TRACKS = 50;

/** Understands a sentence, searches the catalogue for it, and records both. An unclear sentence finds nothing. */
export async function processRequest(
  services: Services,
  actor: Actor,
  text: string,
  maxTracks: number | undefined,
): Promise<{ id: string; understood: Understood; matches: Match[] }> {
  const understood = understand(text);
  const { query } = understood;
  const limit = Math.min(query.limit ?? maxTracks ?? DEFAULT_TRACKS, maxTracks ?? MAX_TRACKS);
  const matches = query.unclear ? [] : await searchCatalogue(services, actor, query, limit);
  const id = crypto.randomUUID();
  await services.database.insert(musicRequests).values({
    id,
    userId: actor.userId,
    text: text.replaceAll('\0', ''),
    query,
    querySource: understood.source,
    confidence: understood.confidence,
    unclear: query.unclear ?? false,
    trackIds: matches.map(({ track }) => track.id),
  });
  return { id, understood, matches };
}
