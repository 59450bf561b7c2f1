import type { Behaviour, Call } from './upstreams.ts';

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** A video as a test writes it down. */
export type Video = {
  id: string;
  title: string;
  channel?: string;
  description?: string;
  /** ISO 8601, "PT3M20S". */
  duration?: string;
  categoryId?: string;
  live?: boolean;
};

/** YouTube Data API v3: search.list gives ids and snippets, videos.list details of up to 50; keys, quotas and refusals, whose reason a test says. */
export function answerYoutube({ path, query, headers }: Call, behaviour: Behaviour): Answer {
  if ((query.key ?? headers['x-goog-api-key']) !== 'test-youtube-key')
    return fault(400, 'API_KEY_INVALID', 'badRequest');
  if (behaviour.status && behaviour.status !== 200) {
    const reason = typeof behaviour.say === 'string' ? behaviour.say : 'backendError';
    return fault(behaviour.status, 'as the test asked', reason);
  }
  if (typeof behaviour.say === 'string') return { status: 200, body: behaviour.say };
  const videos = (behaviour.say ?? []) as Video[];
  if (path === '/youtube/v3/search') return searchList(query, videos);
  if (path === '/youtube/v3/videos') return videosList(query, videos);
  return fault(404, 'no such method', 'notFound');
}

function searchList(query: Record<string, string>, videos: Video[]): Answer {
  const max = Number(query.maxResults ?? 5);
  if (query.part !== 'snippet' || query.type !== 'video' || max > 50) return fault(400, 'bad parameters', 'badRequest');
  return {
    status: 200,
    body: {
      kind: 'youtube#searchListResponse',
      items: videos.slice(0, max).map(({ id, title }) => ({
        kind: 'youtube#searchResult',
        id: { kind: 'youtube#video', videoId: id },
        snippet: { title },
      })),
    },
  };
}

function videosList(query: Record<string, string>, videos: Video[]): Answer {
  const ids = (query.id ?? '').split(',');
  if (ids.length > 50 || !query.part?.includes('contentDetails')) return fault(400, 'bad parameters', 'badRequest');
  return {
    status: 200,
    body: {
      kind: 'youtube#videoListResponse',
      items: ids
        .map((id) => videos.find((video) => video.id === id))
        .filter((video) => video !== undefined)
        .map(
          ({
            id,
            title,
            description,
            channel = 'Some Channel',
            duration = 'PT3M20S',
            categoryId = '10',
            live = false,
          }) => ({
            kind: 'youtube#video',
            id,
            snippet: {
              title,
              description,
              channelTitle: channel,
              categoryId,
              publishedAt: '2020-01-02T03:04:05Z',
              liveBroadcastContent: live ? 'live' : 'none',
              thumbnails: { medium: { url: `https://i.ytimg.com/vi/${id}/mqdefault.jpg` } },
            },
            contentDetails: { duration },
          }),
        ),
    },
  };
}

const fault = (status: number, message: string, reason: string): Answer => ({
  status,
  body: { error: { code: status, message, errors: [{ message, domain: 'youtube.quota', reason }] } },
});
