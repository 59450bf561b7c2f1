import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderTrack } from '../../local/demo/synth.ts';
import { wavFile } from '../../local/demo/wav.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import type { AnalysedTrack } from '../../shared/contracts/track.ts';
import type { AnalysedVideo } from '../../shared/contracts/analysed-video.ts';
import { removeFolder, type Stack, startStack } from '../support/stack.ts';
import { startUpstreams } from '../support/upstreams.ts';
import { startYoutubeSite, type Watch, whyNoYtDlp, ytDlpPath } from '../support/youtube-site.ts';

/* Everything together, as a newcomer starts it: workerd, the sidecar, ffmpeg and the embedded cloud. */

let stack: Stack;
let api: Awaited<ReturnType<typeof startUpstreams>>;
let site: Awaited<ReturnType<typeof startYoutubeSite>>;
const watchPages = new Map<string, Watch>();

beforeAll(async () => {
  [api, site] = await Promise.all([startUpstreams(), startYoutubeSite(watchPages)]);
  stack = await startStack({
    DEMO_TRACKS: 'off',
    YOUTUBE_API_KEY: 'test-youtube-key',
    YOUTUBE_BASE_URL: `${api.url}/youtube/`,
    YOUTUBE_SITE_URL: site.url,
    FETCH_ALLOWED_HOSTS: new URL(site.url).host,
    YOUTUBE_AUDIO: ytDlpPath ? 'on' : 'off',
    // A busy machine is no source that is down.
    SOURCES_TIMEOUT_MS: '20000',
    YOUTUBE_TIMEOUT_MS: '20000',
  });
}, 90_000);

afterAll(async () => {
  await stack?.stop();
  await Promise.all([api?.close(), site?.close()]);
  if (stack) await removeFolder(stack.dataDir);
}, 30_000);

const call = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, stack.url), { ...init, headers: headersWith(init.headers) });

function headersWith(given: RequestInit['headers']): Headers {
  const headers = new Headers(given);
  headers.set('Authorization', `Bearer ${stack.key}`);
  return headers;
}

const post = (path: string, body: unknown) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function analyze(file: Uint8Array<ArrayBuffer>, name: string): Promise<JobResource> {
  const form = new FormData();
  form.set('file', new File([file], name));
  const response = await call('/v1/music/analyze', { method: 'POST', body: form });
  expect(response.status).toBe(202);
  return ended(await response.json());
}

/** Follows the job's events to its end, as a client would. */
async function ended(job: JobResource): Promise<JobResource> {
  const events = await call(job.links.events);
  const data = (await events.text()).split('\n').filter((line) => line.startsWith('data: '));
  return JSON.parse(data.at(-1)!.slice('data: '.length)) as JobResource;
}

describe('the whole of it', () => {
  test('a synthesised track comes back with its tempo, key and waveform, and is found by a sentence', async () => {
    const truth = { bpm: 124, key: { tonic: 'A', mode: 'minor' }, genre: 'house' } as const;
    const track = { ...truth, title: 'Known', artist: 'Test', durationSec: 40, seed: 5 };
    const audio = renderTrack(track);
    const job = await analyze(wavFile(audio, track), 'known.wav');
    expect(job).toMatchObject({ status: 'succeeded', error: null });

    const found = (await (await call(job.links.track)).json()) as AnalysedTrack;
    // Within a tenth: the analyser promises 0.01 on a steady grid; a longer file than this shows that.
    expect(Math.abs(found.bpm! - truth.bpm)).toBeLessThan(0.1);
    expect(found).toMatchObject({ key: 'A minor', camelot: '8A', title: 'Known', artist: 'Test', genres: ['house'] });
    expect(found.durationSec).toBeCloseTo(audio.left.length / audio.sampleRate, 1);
    expect(found.integratedLufs).toBeGreaterThan(-30);
    expect(found.integratedLufs).toBeLessThan(0);

    const waveform = await (await call(found.links.waveform)).json();
    expect(waveform).toMatchObject({ version: 2, channels: 1, bits: 8 });
    const seconds = (waveform.length * waveform.samples_per_pixel) / waveform.sample_rate;
    expect(seconds).toBeCloseTo(found.durationSec!, 0);
    expect(waveform.data).toHaveLength(waveform.length * 2);
    expect(Math.max(...waveform.data)).toBeGreaterThan(20);
    const dat = new DataView(await (await call(found.links.waveformDat)).arrayBuffer());
    expect([dat.getInt32(0, true), dat.getInt32(16, true)]).toEqual([2, waveform.length]);

    const answer = await call('/v1/music/process', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ request: 'house between 120 and 126 in A minor', maxTracks: 5 }),
    });
    const { tracks } = (await answer.json()) as { tracks: AnalysedTrack[] };
    expect(tracks.map(({ id }) => id)).toEqual([found.id]);
    expect(tracks[0]?.analysis?.tempo?.bpm).toBe(found.bpm);
  }, 60_000);

  test('text named .mp3 fails with its code, and no temporary file remains', async () => {
    const job = await analyze(new TextEncoder().encode('this is not music, '.repeat(500)), 'song.mp3');
    expect(job).toMatchObject({ status: 'failed', error: { code: 'AUDIO_UNREADABLE' } });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('musicforge-job'))).toEqual([]);
  }, 60_000);

  test.runIf(ytDlpPath)(
    `videos that a sentence finds are analysed by a real yt-dlp${whyNoYtDlp}`,
    async () => {
      const [heard, gone] = ['heard-video', 'gone--video'];
      const track = {
        bpm: 128,
        key: { tonic: 'F', mode: 'minor' },
        genre: 'techno',
        durationSec: 30,
        seed: 7,
      } as const;
      watchPages.set(heard, wavFile(renderTrack(track), {}));
      const videos = [heard, gone].map((id) => ({ id, title: `Somebody - ${id} (Official Video)`, duration: 'PT1M' }));
      await fetch(`${api.url}/youtube/behave`, { method: 'POST', body: JSON.stringify([{ say: videos }]) });

      const answer = await post('/v1/music/process', { query: { artists: ['Somebody'] }, analyzeAudio: true });
      const { requestId, videos: found } = (await answer.json()) as { requestId: string; videos: AnalysedVideo[] };
      expect(found.map(({ analysisJob }) => analysisJob?.status)).toEqual(['queued', 'queued']);
      await Promise.all(found.map(({ analysisJob }) => ended(analysisJob!)));
      const request = await (await call(`/v1/music/requests/${requestId}`)).json();
      expect(request).toMatchObject({
        pendingAnalyses: 0,
        videos: [
          { track: { title: heard, artist: 'Somebody', source: 'youtube', key: 'F minor' } },
          { track: { analysis: null }, analysisJob: { status: 'failed', error: { code: 'VIDEO_UNAVAILABLE' } } },
        ],
      });
      expect(Math.abs(request.videos[0].track.bpm - track.bpm)).toBeLessThan(0.1);
    },
    60_000,
  );

  test('every part is ready, and the reference page and its files come from here', async () => {
    const ready = await call('/health/ready');
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    const page = await (await call('/docs')).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(files.filter((file) => !file.startsWith('/docs/') && !file.startsWith('data:'))).toEqual([]);
    for (const file of files.filter((name) => name.startsWith('/'))) expect((await call(file)).status).toBe(200);
  });

  test('TERM ends every process, and a second start finds the data again', async () => {
    const before = (await (await call('/v1/music/tracks')).json()) as { tracks: AnalysedTrack[] };
    const { dataDir, key } = stack;
    expect(await stack.stop()).toBe(0);
    expect(processesNaming(dataDir)).toEqual([]);
    stack = await startStack({ DEMO_TRACKS: 'off', DATA_DIR: dataDir });
    expect(stack.key).toBe(key);
    expect(await (await call('/v1/music/tracks')).json()).toEqual(before);
    // This one was started without YOUTUBE_AUDIO.
    const refused = await post('/v1/music/analyze', { youtubeId: 'heard-video' });
    expect(await refused.json()).toMatchObject({ status: 403, code: 'YOUTUBE_AUDIO_OFF' });
  }, 90_000);
});

/** Command lines and environments of the processes that run with this data folder; Linux alone can tell. */
function processesNaming(dataDir: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataDir);
      } catch {
        return false;
      }
    });
}
