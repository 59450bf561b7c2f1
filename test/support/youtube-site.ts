import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findProgram } from './programs.ts';

/** The real yt-dlp, where it is installed. */
export const ytDlpPath = findProgram('yt-dlp');

/** What stands in a test's name where yt-dlp is missing. */
export const whyNoYtDlp = ytDlpPath ? '' : ' (passed over: no yt-dlp on PATH)';

/** What the watch page of a video is: its sound, a status, or what the test writes itself. */
export type Watch = Uint8Array | number | { html: string } | ((response: ServerResponse) => void);

/**
 * A site with watch pages on loopback: `/watch?v=ID` is a page with a player, as far as yt-dlp's extractor for pages of
 * any kind needs one, and `/sound/ID` what it plays. A video's sound can be had with or without a stated length.
 */
export async function startYoutubeSite(videos: Map<string, Watch>) {
  const watched: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const isPage = url.pathname === '/watch';
    const id = isPage ? (url.searchParams.get('v') ?? '') : url.pathname.replace('/sound/', '');
    if (isPage) watched.push(id);
    answer(response, videos.get(id), isPage, id);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The ids whose pages were asked for, in order. */
    watched,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, video: Watch | undefined, isPage: boolean, id: string): void {
  if (video === undefined || typeof video === 'number') return void response.writeHead(video ?? 404).end();
  if (isPage) {
    const html = video instanceof Uint8Array || typeof video === 'function' ? pageOf(id) : video.html;
    return void response.writeHead(200, { 'content-type': 'text/html' }).end(html);
  }
  if (typeof video === 'function') return video(response);
  if (!(video instanceof Uint8Array)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'audio/webm', 'content-length': video.length }).end(video);
}

const pageOf = (id: string): string =>
  `<!doctype html><title>A video</title><body><audio src="/sound/${id}" type="audio/webm"></audio></body>`;
