import type { MusicQuery } from '../../shared/contracts/query.ts';
import type { Failure } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Services } from '../services.ts';
import { understand } from '../understanding/grammar.ts';
import { type CataloguePage, searchCatalogue } from './catalogue.ts';

/**
 * Searches by words and filters. Words that ask for something (a genre, a tempo, an artist …) are understood, and
 * filters outrank them; words that do not are looked for in titles and artists, and so are all of them when nothing
 * fits what was understood, unrelaxed. The answer has the query that was searched for.
 */
export async function searchTracks(
  services: Services,
  actor: Actor,
  { q, filters }: { q: string | undefined; filters: MusicQuery },
  page: { limit: number; cursor?: string | undefined },
): Promise<Result<CataloguePage & { query: MusicQuery }, Failure>> {
  const words = q?.trim() ?? '';
  const asked = words ? understand(words).query : {};
  const { limit: _, unclear, ...parts } = asked;
  const isUnderstood = !unclear && Object.keys(parts).length > 0;
  const query: MusicQuery = { ...(isUnderstood && parts), ...filters };
  const asText = { query: filters, text: words };
  // A first page decides how the words are read; its cursor says so to the next.
  const [reading, cursor] = splitCursor(page.cursor);
  const byWords = words !== '' && (reading === 'w' || !isUnderstood);
  const first = await searchCatalogue(services, actor, byWords ? asText : { query }, { ...page, cursor });
  if (!first.ok) return first;
  const isPoor = first.value.matches.length === 0 || first.value.relaxed.length > 0;
  if (!byWords && words && isPoor && cursor === undefined) {
    const byName = await searchCatalogue(services, actor, asText, page);
    if (byName.ok && byName.value.matches.length > 0 && byName.value.relaxed.length === 0) {
      return ok(withReading({ ...byName.value, query: filters }, 'w'));
    }
  }
  return ok(withReading({ ...first.value, query: byWords ? filters : query }, byWords ? 'w' : 'u'));
}

/** The key that a text names, in any notation that requests may use; undefined when it names none. */
export const keyOf = (text: string): MusicQuery['key'] => understand(`house in ${text}`).query.key;

/** The first letter of a cursor says how `q` was read: as words of a name (`w`), or understood (`u`). */
const splitCursor = (cursor: string | undefined): [reading: string | undefined, cursor: string | undefined] =>
  cursor === undefined ? [undefined, undefined] : [cursor[0], cursor.slice(1)];

const withReading = <T extends { nextCursor: string | null }>(page: T, reading: 'w' | 'u'): T => ({
  ...page,
  nextCursor: page.nextCursor && reading + page.nextCursor,
});
