import type { MusicQuery } from '../../shared/contracts/query.ts';
import { sha256Hex } from '../../shared/digest.ts';
import { plainText } from '../../shared/plain-text.ts';
import { failure, type Failure } from '../../shared/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import type { Services } from '../services.ts';
import { ServiceDownError, within } from '../storage/deadline.ts';
import { understand } from '../understanding/grammar.ts';
import { type Understanding, understandRequest } from '../understanding/models/understand-request.ts';
import { type CataloguePage, searchCatalogue, type SearchPage } from './catalogue.ts';

/**
 * How `q` was read: as words of a name, by the grammar, or with a language model. The first letter of a cursor says it;
 * the next `MARK_LENGTH` are of a hash of what was then searched for.
 */
type Reading = 'w' | 'g' | 'm';
const MARK_LENGTH = 8;

export type SearchAnswer = CataloguePage & { query: MusicQuery; degraded: boolean };

/**
 * Searches by words and filters. Words that ask for something (a genre, a tempo, an artist …) are understood as in
 * `POST /v1/music/process`, and filters outrank them; words that do not are looked for in titles and artists, and so are
 * all of them when nothing fits quite what was understood. The answer has the query that was searched for.
 * Failures: INVALID_REQUEST for a cursor that is none of ours, or is of another search or reading of `q`; UNAVAILABLE where
 * the model that is to read `q` as before has not answered yet. Throws a `ServiceDownError` when the catalogue takes longer
 * than SOURCES_TIMEOUT_MS.
 */
export async function searchTracks(
  services: Services,
  actor: Actor,
  { q, filters }: { q: string | undefined; filters: MusicQuery },
  page: SearchPage,
  background: Background,
): Promise<Result<SearchAnswer, Failure>> {
  const words = plainText(q ?? '').trim();
  // A first page decides how the words are read; its cursor says so to the next.
  const [before, cursor] = splitCursor(page.cursor);
  const { understood, degraded } = await readWords(services, actor, words, before, background);
  const { limit: _, unclear, ...parts } = understood.query;
  const reading = understood.source === 'model' ? 'm' : 'g';
  if (before === 'm' && reading !== 'm') {
    return err(
      degraded
        ? failure(
            'UNAVAILABLE',
            'No language model has read these words, as for the first page, in time. Please try again.',
          )
        : failure('INVALID_REQUEST', 'How these words were read for the first page is gone. Search again.'),
    );
  }
  const isUnderstood = words === '' || (!unclear && Object.keys(parts).length > 0);
  const query: MusicQuery = { ...(isUnderstood && parts), ...filters };
  const search = async (as: Reading): Promise<Result<SearchAnswer, Failure>> => {
    const byName = as === 'w';
    const wanted = byName ? { query: filters, text: words } : { query };
    const mark = (await sha256Hex(JSON.stringify(wanted))).slice(0, MARK_LENGTH);
    if (cursor !== undefined && !cursor.startsWith(mark)) {
      return err(
        failure('INVALID_REQUEST', 'The cursor is of another search, or its words are read otherwise by now.'),
      );
    }
    const found = await searchCatalogue(services, actor, wanted, { ...page, cursor: cursor?.slice(MARK_LENGTH) });
    if (!found.ok) return found;
    const { nextCursor, ...rest } = found.value;
    return ok({ ...rest, nextCursor: nextCursor && as + mark + nextCursor, query: byName ? filters : query, degraded });
  };
  const answering = async (): Promise<Result<SearchAnswer, Failure>> => {
    if (before === 'w' || !isUnderstood) return search('w');
    const first = await search(reading);
    if (!first.ok || words === '' || cursor !== undefined || hasExact(first.value)) return first;
    const named = await search('w');
    return named.ok && hasExact(named.value) ? named : first;
  };
  const answer = await within(answering(), services.env.SOURCES_TIMEOUT_MS);
  if (!answer) throw new ServiceDownError('the catalogue did not answer in time');
  return answer;
}

const hasExact = ({ matches: [best] }: CataloguePage): boolean => best !== undefined && best.relaxed.length === 0;

/** A model is asked, if at all, for the first page and where it read the words of that. */
async function readWords(
  services: Services,
  actor: Actor,
  words: string,
  before: string | undefined,
  background: Background,
): Promise<Understanding> {
  if (words === '' || before === 'g' || before === 'w') return { understood: understand(words), degraded: false };
  return understandRequest(services, actor, words, background);
}

/** The key that a text names, in any notation that requests may use; undefined when it names none. */
export const keyOf = (text: string): MusicQuery['key'] => understand(`house in ${text}`).query.key;

const splitCursor = (cursor: string | undefined): [before: string | undefined, cursor: string | undefined] =>
  cursor === undefined ? [undefined, undefined] : [cursor[0], cursor.slice(1)];
