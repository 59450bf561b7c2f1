import type { MusicQuery } from '../../shared/contracts/query.ts';

/**
 * A request with what it means. `lenient` names what is not judged: a field ("bpm"), a value of a list
 * ("moods:energetic"), all exclusions ("exclude"), or a part of `similarTo`.
 */
export type LabelledRequest = {
  id: string;
  text: string;
  expect: Record<string, unknown>;
  lenient?: string[];
  split?: string;
};

export type Score = { exact: number; precision: number; recall: number; f1: number; inverted: number; wrong: string[] };

/** Compares what was read with the labels. Every field counts once, lists by their items; names without accents. */
export function scoreAll(requests: readonly LabelledRequest[], read: (text: string) => MusicQuery): Score {
  let [hits, extra, missed, exact, inverted] = [0, 0, 0, 0, 0];
  const wrong: string[] = [];
  for (const request of requests) {
    const query = read(request.text);
    const wanted = judged(flatten(request.expect), request.lenient);
    const found = judged(flatten(query), request.lenient);
    const common = [...wanted].filter((item) => found.has(item)).length;
    hits += common;
    extra += found.size - common;
    missed += wanted.size - common;
    inverted += [...wanted].filter((item) => item.startsWith('exclude.') && found.has(item.slice(8))).length;
    if (common === wanted.size && common === found.size) exact += 1;
    else
      wrong.push(
        `${request.id} ${JSON.stringify(request.text)}: ${[...found].join(' ')} instead of ${[...wanted].join(' ')}`,
      );
  }
  const precision = hits / (hits + extra || 1);
  const recall = hits / (hits + missed || 1);
  return { exact, precision, recall, f1: (2 * hits) / (2 * hits + extra + missed || 1), inverted, wrong };
}

/** A query as a set of "field=value", one for each field and each item of a list. */
function flatten(query: Record<string, unknown>, prefix = ''): Set<string> {
  const items = new Set<string>();
  for (const [field, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const item of value) items.add(`${prefix}${field}=${plain(item)}`);
    else if (field === 'exclude')
      for (const item of flatten(value as Record<string, unknown>, 'exclude.')) items.add(item);
    else items.add(`${prefix}${field}=${plain(value)}`);
  }
  return items;
}

function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const sorted = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
    return sorted.map(([key, part]) => `${key}:${typeof part === 'number' ? part.toFixed(2) : plain(part)}`).join(',');
  }
  const folded = String(value)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/^the (?=.)/, '');
  return folded.replaceAll(/[^\p{L}\p{N}]/gu, '') || folded;
}

function judged(items: Set<string>, lenient: readonly string[] = []): Set<string> {
  const ignored = (item: string) =>
    lenient.some((entry) => {
      const [field = '', value] = entry.split(':');
      if (value !== undefined) return item === `${field}=${plain(value)}`;
      return (
        item.startsWith(`${field.split('.')[0] === 'similarTo' ? 'similarTo' : field}=`) ||
        (field === 'exclude' && item.startsWith('exclude.'))
      );
    });
  return new Set([...items].filter((item) => !ignored(item)));
}
