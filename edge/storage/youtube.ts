import { youtube as openClient, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { plainText } from '../../shared/plain-text.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Env } from '../env.ts';
import { cappedFetch } from './capped-fetch.ts';

/** Fifty videos with snippet and details are some 150 KB. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** What `search.list` and `videos.list` give at most at once. */
const MAX_RESULTS = 50;

/** Music, in every region. */
const MUSIC_CATEGORY = '10';

/**
 * How long YouTube is left alone after a failure that the next call would meet too. Its limits are by the minute; a key is
 * not mended sooner than in minutes.
 */
const REST_MS: Partial<Record<YoutubeFailure, number>> = {
  quota: 60_000,
  'rate-limited': 60_000,
  'key-refused': 300_000,
  timeout: 30_000,
  unreachable: 30_000,
};

/**
 * Why YouTube gave no answer. `quota`: Google's refusal for the rest of the day; `rate-limited`: its refusal for a
 * minute; `resting`: not asked, soon after a failure; `rejected`: this one call.
 */
export type YoutubeFailure =
  | 'quota'
  | 'rate-limited'
  | 'resting'
  | 'key-refused'
  | 'timeout'
  | 'rejected'
  | 'unreachable';

/** A video as `videos.list` describes it. */
export type VideoDetails = {
  id: string;
  title: string;
  channel: string;
  description: string;
  categoryId: string;
  /** ISO 8601: "PT3M20S". */
  duration: string;
  isLive: boolean;
  publishedAt: string | null;
  thumbnailUrl: string | null;
};

export type Youtube = {
  /** Whether it is left alone just now: a call would end as `resting`. */
  isResting(): boolean;
  /** Ids of music videos, the likeliest first: one call of the bucket of 100 a day. */
  search(terms: string): Promise<Result<string[], YoutubeFailure>>;
  /** Details of up to 50 videos in one call (1 unit), each once and in the order of the ids; what is gone is left out. */
  details(ids: string[]): Promise<Result<VideoDetails[], YoutubeFailure>>;
};

/** YouTube's Data API v3, or null without a key. Nothing is tried twice: each search counts. */
export function openYoutube(env: Env): Youtube | null {
  if (!env.YOUTUBE_API_KEY) return null;
  const rootUrl = env.YOUTUBE_BASE_URL;
  const client = openClient({
    version: 'v3',
    // In a header, not in the address, where logs and proxies would see it.
    headers: { 'x-goog-api-key': env.YOUTUBE_API_KEY },
    fetchImplementation: cappedFetch(MAX_ANSWER_BYTES),
    retry: false,
  });
  let restUntil = 0;
  const isResting = () => Date.now() < restUntil;
  const call = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<Result<T, YoutubeFailure>> => {
    if (isResting()) return err('resting');
    const signal = AbortSignal.timeout(env.YOUTUBE_TIMEOUT_MS);
    try {
      return ok(await work(signal));
    } catch (error) {
      const reason = failureOf(error, signal);
      restUntil = Math.max(restUntil, Date.now() + (REST_MS[reason] ?? 0));
      return err(reason);
    }
  };
  return {
    isResting,
    search: (terms) =>
      call(async (signal) => {
        const { data } = await client.search.list(
          {
            part: ['snippet'],
            type: ['video'],
            videoCategoryId: MUSIC_CATEGORY,
            maxResults: MAX_RESULTS,
            q: terms,
            fields: 'pageInfo/totalResults,items(id/videoId)',
          },
          { signal, rootUrl },
        );
        return itemsOf(data)
          .map(({ id }) => id?.videoId)
          .filter((id) => typeof id === 'string');
      }),
    details: (ids) =>
      call(async (signal) => {
        const asked = [...new Set(ids)].slice(0, MAX_RESULTS);
        const { data } = await client.videos.list(
          { part: ['snippet,contentDetails'], id: [asked.join(',')], maxResults: MAX_RESULTS },
          { signal, rootUrl },
        );
        const byId = new Map(itemsOf(data).map((item) => [item.id, detailsOf(item)]));
        return asked.map((id) => byId.get(id) ?? null).filter((video) => video !== null);
      }),
  };
}

/** Google may leave out an empty list, and counts 0 then. Any other answer without a list says nothing of what there is. */
function itemsOf<T>({ items, pageInfo }: { items?: T[]; pageInfo?: { totalResults?: number | null } }): T[] {
  if (Array.isArray(items)) return items;
  if (pageInfo?.totalResults === 0) return [];
  throw new TypeError('the answer has no items');
}

function detailsOf({ id, snippet, contentDetails }: youtube_v3.Schema$Video): VideoDetails | null {
  if (!id || !snippet?.title || !contentDetails?.duration) return null;
  return {
    id,
    title: plainText(snippet.title),
    channel: plainText(snippet.channelTitle ?? ''),
    description: plainText(snippet.description ?? ''),
    categoryId: snippet.categoryId ?? '',
    duration: contentDetails.duration,
    isLive: (snippet.liveBroadcastContent ?? 'none') !== 'none',
    publishedAt: snippet.publishedAt ?? null,
    thumbnailUrl: snippet.thumbnails?.medium?.url ?? null,
  };
}

/** Google refuses with 403 or 429, and only the reason says whether for the day, for a minute or for good. */
function failureOf(error: unknown, signal: AbortSignal): YoutubeFailure {
  if (signal.aborted) return 'timeout';
  const { status, response } = error as { status?: number; response?: { status?: number; data?: unknown } };
  const code = response?.status ?? status;
  if (code === undefined || code < 400 || code >= 500) return 'unreachable';
  const said = JSON.stringify(response?.data ?? '');
  if (/"(?:quotaExceeded|dailyLimitExceeded)"/.test(said)) return 'quota';
  if (code === 429 || /"(?:userRateLimitExceeded|rateLimitExceeded)"/.test(said)) return 'rate-limited';
  return code === 401 || code === 403 || /"(?:API_KEY_INVALID|keyInvalid)"/.test(said) ? 'key-refused' : 'rejected';
}
