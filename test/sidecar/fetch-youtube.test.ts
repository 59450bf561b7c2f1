import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../shared/problems.ts';
import { createApp } from '../../sidecar/app.ts';
import { fetchYoutube, type FetchYoutubeDeps, type FetchYoutubeOptions } from '../../sidecar/pipeline/fetch-youtube.ts';
import { youtubeFailure } from '../../sidecar/pipeline/youtube-failures.ts';
import { createServices } from '../../sidecar/services.ts';
import { madeByFfmpeg } from '../support/audio-files.ts';
import { delivery, envOf, newJob, startSidecarStores } from '../support/sidecar-fixture.ts';
import { startYoutubeSite, type Watch, whyNoYtDlp, ytDlpPath } from '../support/youtube-site.ts';

const VIDEO = '-a_video-01';

let site: Awaited<ReturnType<typeof startYoutubeSite>>;
let sound: Buffer;
let folder = '';
const videos = new Map<string, Watch>();

beforeAll(async () => {
  sound = await madeByFfmpeg(['-f', 'lavfi', '-i', 'sine=440:d=12', '-c:a', 'libopus', '-b:a', '96k'], 'sound.webm');
  site = await startYoutubeSite(videos);
});
afterAll(() => site.close());
beforeEach(async () => {
  // What stands in a path is no template of yt-dlp's.
  folder = await mkdtemp(join(tmpdir(), 'musicforge-test-%(id)s-'));
});
afterEach(async () => {
  videos.clear();
  site.watched.length = 0;
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  YTDLP_PATH: ytDlpPath ?? '',
  YOUTUBE_SITE_URL: site.url,
  FETCH_ALLOWED_HOSTS: new URL(site.url).host,
});
const path = () => join(folder, 'audio');

function fetchVideo(options: Partial<FetchYoutubeOptions> = {}, deps: Partial<FetchYoutubeDeps> = {}) {
  return fetchYoutube(
    {
      ytDlpPath: ytDlpPath ?? undefined,
      youtubeSiteUrl: site.url,
      allowedHosts: new Set([new URL(site.url).host, '127.0.0.1:9']),
      fetchTimeoutMs: 30_000,
      fetchIdleTimeoutMs: 3_000,
      ...deps,
    },
    VIDEO,
    path(),
    {
      maxBytes: 10_000_000,
      maxDurationSec: 600,
      onProgress: () => {},
      signal: new AbortController().signal,
      ...options,
    },
  );
}

const codeOf = async (result: ReturnType<typeof fetchVideo>) => {
  const { ok, ...rest } = await result;
  return 'error' in rest ? rest.error.code : ok;
};

it.runIf(process.env.CI)('CI has a real yt-dlp to test with', () => {
  expect(ytDlpPath, 'install yt-dlp: .ci/run does').not.toBeNull();
});

describe.runIf(ytDlpPath)(`a video${whyNoYtDlp}`, () => {
  it('gives its sound byte for byte, with its hash, its progress and nothing beside it', async () => {
    videos.set(VIDEO, sound);
    const progress: number[] = [];
    const saved = await fetchVideo({ onProgress: (share) => progress.push(share) });
    expect(saved).toEqual({
      ok: true,
      value: { bytes: sound.length, sha256: createHash('sha256').update(sound).digest('hex') },
    });
    expect(await readFile(path())).toEqual(sound);
    expect(await readdir(folder)).toEqual(['audio']);
    expect(progress.at(-1)).toBe(1);
    expect(progress.every((share, at) => share >= 0 && share >= (progress[at - 1] ?? 0))).toBe(true);
    expect(site.watched).toContain(VIDEO);
  });

  it.each<[string, string, Watch, Partial<FetchYoutubeOptions>?]>([
    ['VIDEO_UNAVAILABLE', 'whose page is not there', 404],
    ['YOUTUBE_REFUSED', 'whose page is refused for too many requests', 429],
    ['YOUTUBE_REFUSED', 'that is forbidden', 403],
    ['URL_UNREACHABLE', 'whose page fails', 503],
    ['VIDEO_UNREADABLE', 'whose page plays nothing', { html: '<title>Nothing</title>' }],
    ['FILE_TOO_LARGE', 'larger than allowed, and says so', new Uint8Array(200_000), { maxBytes: 100_000 }],
    [
      'URL_UNREACHABLE',
      'that breaks off',
      (response) =>
        void response
          .writeHead(200, { 'content-length': 9e5, 'content-type': 'audio/webm' })
          .write(sound, () => response.destroy()),
    ],
  ])('is %s: one %s', async (code, _what, video, options) => {
    videos.set(VIDEO, video);
    expect(await codeOf(fetchVideo(options))).toBe(code);
  });

  it('longer than allowed is left alone', async () => {
    videos.set(VIDEO, { html: pageWithLength('PT20M') });
    videos.set('its-sound', sound);
    expect(await codeOf(fetchVideo({ maxDurationSec: 1_199 }))).toBe('AUDIO_TOO_LONG');
    expect(await readdir(folder)).toEqual([]);
  });

  it('that never ends, without a word of its length, is stopped a little beyond the limit', async () => {
    let sent = 0;
    videos.set(VIDEO, (response) => {
      response.writeHead(200, { 'content-type': 'audio/webm' });
      const send = () => {
        sent += sound.length;
        if (!response.destroyed) response.write(sound, () => setImmediate(send));
      };
      send();
    });
    expect(await codeOf(fetchVideo({ maxBytes: 1_000_000 }))).toBe('FILE_TOO_LARGE');
    expect(sent).toBeLessThan(100_000_000);
  });

  it('that says nothing for too long, or is not wanted any more, leaves no process', async () => {
    const asked = Promise.withResolvers<void>();
    videos.set(VIDEO, (response) => {
      response.writeHead(200, { 'content-type': 'audio/webm', 'content-length': 1e6 });
      response.write(sound.subarray(0, 1_000), () => asked.resolve());
    });
    const stop = new AbortController();
    const patient = { fetchTimeoutMs: 60_000, fetchIdleTimeoutMs: 60_000 };
    const fetched = fetchVideo({ signal: stop.signal }, patient);
    await asked.promise;
    stop.abort(new Error('enough'));
    await expect(fetched).rejects.toThrow('enough');
    expect(await codeOf(fetchVideo({}, { fetchTimeoutMs: 2_500 }))).toBe('URL_UNREACHABLE');
    await vi.waitFor(async () => expect(await commandsNaming(folder)).toEqual([]), { timeout: 2_000 });
  });

  it('is unreachable where nothing listens', async () => {
    expect(await codeOf(fetchVideo({}, { youtubeSiteUrl: 'http://127.0.0.1:9' }))).toBe('URL_UNREACHABLE');
  });

  it('whose sound lies inside is refused, wherever the page is', async () => {
    const inside = await startYoutubeSite(new Map([['x', sound]]));
    videos.set(VIDEO, { html: `<title>x</title><audio src="${inside.url}/sound/x" type="audio/webm"></audio>` });
    expect(await codeOf(fetchVideo())).toBe('URL_NOT_ALLOWED');
    expect(await codeOf(fetchVideo({}, { allowedHosts: new Set() }))).toBe('URL_NOT_ALLOWED');
    const both = new Set([site, inside].map(({ url }) => new URL(url).host));
    expect(await codeOf(fetchVideo({}, { allowedHosts: both }))).toBe(true);
    await inside.close();
  });

  it('becomes an analysis, and the same sound from an upload is the same content', async () => {
    videos.set(VIDEO, sound);
    const stores = await startSidecarStores(settings());
    await stores.put('uploads/same', sound);
    const services = createServices(stores.env);
    const app = createApp(services);
    const outcome = async (source: Parameters<typeof newJob>[0]['source']) =>
      (await app.request('/jobs/analyze', delivery(JSON.stringify(newJob({ source }))))).json();
    const ofVideo = await outcome({ kind: 'youtube', youtubeId: VIDEO });
    expect(ofVideo).toMatchObject({ status: 'succeeded', analysis: { audio: { codec: 'opus' } } });
    const before = await stores.keys('analysis/');
    const ofUpload = await outcome({ kind: 'object', key: 'uploads/same' });
    expect(ofUpload.contentHash).toBe(ofVideo.contentHash);
    expect(await stores.keys('analysis/')).toEqual(before);
    services.close();
    await stores.close();
  });

  it('that YouTube refuses comes again, and is so refused on the last attempt', async () => {
    videos.set(VIDEO, 429);
    const stores = await startSidecarStores(settings());
    const services = createServices(stores.env);
    const body = JSON.stringify(newJob({ source: { kind: 'youtube', youtubeId: VIDEO } }));
    const deliver = (retried: number) => createApp(services).request('/jobs/analyze', delivery(body, { retried }));
    expect((await deliver(0)).status).toBe(503);
    expect(await (await deliver(3)).json()).toMatchObject({ status: 'failed', code: 'YOUTUBE_REFUSED' });
    services.close();
    await stores.close();
  });
});

describe('yt-dlp', () => {
  it('is not looked for: without YTDLP_PATH there is no audio from YouTube', async () => {
    const result = await fetchVideo({}, { ytDlpPath: undefined });
    expect(result).toMatchObject({ ok: false, error: { code: 'YOUTUBE_AUDIO_OFF' } });
    expect(envOf((await unopened()).settings).YTDLP_PATH).toBeUndefined();
  });

  it('that can not be started is our fault, and the job comes again', async () => {
    expect(await codeOf(fetchVideo({}, { ytDlpPath: join(folder, 'none') }))).toBe('UNAVAILABLE');
    expect(PROBLEMS.UNAVAILABLE.retryable).toBe(true);
  });

  /** A program that says it is this release, and then does what the script does. */
  async function programOf(version: string, script: string): Promise<string> {
    const program = join(folder, `yt-dlp-${version}`);
    await writeFile(program, `#!/bin/sh\n[ "$2" = --version ] && echo ${version} && exit\n${script}\n`);
    await chmod(program, 0o755);
    return program;
  }

  it('gets its arguments as they are, the address last, and this Node as its engine where it wants one', async () => {
    const argumentsOf = async (version: string) => {
      const said = join(folder, version);
      const program = await programOf(version, `printf '%s\\n' "$@" > "${said}"; env > "${said}.env"`);
      await fetchVideo({}, { ytDlpPath: program, youtubeSiteUrl: 'https://www.youtube.com' });
      return (await readFile(said, 'utf8')).trim().split('\n');
    };
    vi.stubEnv('S3_SECRET_ACCESS_KEY', 'a secret');
    const old = await argumentsOf('2023.03.04');
    vi.unstubAllEnvs();
    expect(old.slice(-2)).toEqual(['--', `https://www.youtube.com/watch?v=${VIDEO}`]);
    const safe = ['--ignore-config', '--no-cache-dir', '--no-playlist', '--max-filesize'];
    expect(old).toEqual(expect.arrayContaining(safe));
    expect(old).not.toContain('--js-runtimes');
    expect(await readFile(join(folder, '2023.03.04.env'), 'utf8')).not.toContain('a secret');
    const recent = await argumentsOf('2026.08.19');
    expect(recent[recent.indexOf('--js-runtimes') + 1]).toBe(`node:${process.execPath}`);
  });

  it('that passes a live video over, as it is told to, has met a live one', async () => {
    const program = await programOf('2026.08.20', 'echo "video-facts is_live NA"');
    expect(await codeOf(fetchVideo({}, { ytDlpPath: program }))).toBe('VIDEO_LIVE');
  });

  it('that says very much is known by its last words', async () => {
    const program = await programOf('2026.08.21', 'yes "ERROR: Private video" | head -c 20000000 >&2; exit 1');
    expect(await codeOf(fetchVideo({}, { ytDlpPath: program }))).toBe('VIDEO_PRIVATE');
  });
});

/** What yt-dlp 2023.03.04 and 2026.08.19 say, around YouTube's own words. */
it.each([
  ['VIDEO_UNAVAILABLE', 'Video unavailable'],
  ['VIDEO_UNAVAILABLE', 'Video unavailable. This video has been removed by the uploader'],
  [
    'VIDEO_UNAVAILABLE',
    'This video is no longer available because the YouTube account associated with this video has been terminated.',
  ],
  [
    'VIDEO_PRIVATE',
    'Private video. Sign in if you’ve been granted access to this video. Use --cookies-from-browser or --cookies for the authentication.',
  ],
  [
    'VIDEO_PRIVATE',
    'Join this channel to get access to members-only content like this video, and other exclusive perks.',
  ],
  ['VIDEO_AGE_RESTRICTED', 'Sign in to confirm your age. This video may be inappropriate for some users.'],
  ['VIDEO_REGION_BLOCKED', 'Video unavailable. The uploader has not made this video available in your country'],
  [
    'VIDEO_REGION_BLOCKED',
    'Video unavailable. This video contains content from a label, who has blocked it in your country on copyright grounds',
  ],
  ['VIDEO_REGION_BLOCKED', 'This video is not available from your location due to geo restriction'],
  ['VIDEO_LIVE', 'This live event will begin in 3 hours.'],
  ['VIDEO_LIVE', 'Premieres in 5 days'],
  [
    'YOUTUBE_REFUSED',
    'Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication.',
  ],
  [
    'YOUTUBE_REFUSED',
    'This content isn’t available, try again later. The current session has been rate-limited by YouTube for up to an hour.',
  ],
  ['YOUTUBE_REFUSED', 'Unable to download API page: HTTP Error 429: Too Many Requests'],
  ['URL_UNREACHABLE', 'Unable to download API page: <urlopen error [Errno -3] Temporary failure in name resolution>'],
  ['URL_UNREACHABLE', 'Unable to download webpage: The read operation timed out'],
  ['VIDEO_UNREADABLE', 'Requested format is not available. Use --list-formats for a list of available formats'],
])('%s: "%s"', (code, words) => {
  expect(youtubeFailure(`WARNING: video unavailable\nERROR: [youtube] dQw4w9WgXcQ: ${words}\n`).code).toBe(code);
});

/** A page that says how long its sound is, as the search engines' vocabulary has it. */
function pageWithLength(duration: string): string {
  const sound = { '@context': 'https://schema.org', '@type': 'AudioObject', name: 'x', duration };
  const script = JSON.stringify({ ...sound, contentUrl: `${site.url}/sound/its-sound` });
  return `<title>Long</title><script type="application/ld+json">${script}</script>`;
}

/** The command lines of processes in which a text stands; Linux alone can tell. */
async function commandsNaming(text: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return commands.filter((command) => command.includes(text));
}

async function unopened() {
  const stores = await startSidecarStores();
  await stores.close();
  return stores;
}
