import { youtubeIdSchema } from '../../shared/contracts/video.ts';

const HOSTS = new Set(['youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtu.be']);

/** Where an id stands in a path: `/shorts/ID`, `/live/ID`, `/embed/ID`, `/v/ID`. */
const ID_IN_PATH = /^\/(?:shorts|live|embed|v)\/([^/]+)\/?$/;

export const watchUrl = (youtubeId: string): string => `https://www.youtube.com/watch?v=${youtubeId}`;

/** Whether an address is one of YouTube's pages, which hold no audio themselves. */
export const isYoutubeUrl = (text: string): boolean => HOSTS.has(URL.parse(text)?.hostname ?? '');

/** The video that an address of YouTube names (`watch?v=`, youtu.be, shorts, live, embed), or null: a channel, a list. */
export function youtubeIdOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !HOSTS.has(url.hostname)) return null;
  const inPath = url.hostname === 'youtu.be' ? url.pathname.slice(1) : ID_IN_PATH.exec(url.pathname)?.[1];
  const id = url.pathname === '/watch' ? url.searchParams.get('v') : inPath;
  return youtubeIdSchema.safeParse(id).data ?? null;
}
