import { eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { jobs, tracks } from '../../drizzle/schema.ts';
import { youtubeIdOf } from '../../edge/search/youtube-urls.ts';
import { renewVideoWords } from '../../edge/search/youtube-words.ts';
import { ANALYSIS_VERSION } from '../../shared/contracts/analysis.ts';
import type { AnalysedVideo } from '../../shared/contracts/analysed-video.ts';
import type { JobOutcome } from '../../shared/contracts/job.ts';
import type { JobResource } from '../../shared/contracts/job-resource.ts';
import type { TrackDetail } from '../../shared/contracts/track.ts';
import type { Video } from '../support/upstream-youtube.ts';
import { analysisOf } from '../support/analysis.ts';
import { appWith, codeOf, deliver, problemOf, services, successOf, type Tenant, tenant } from './support.ts';
import { servicesWith, upstream } from './upstreams.ts';

/** Everyone's tracks are found by the other tests' searches too: one that none of them asks for. */
const analysis = analysisOf({ bpm: 33.3, key: { tonic: 'B', mode: 'major' } });
const newId = () => crypto.randomUUID().slice(-11);
const videoOf = (id: string, rest: Partial<Video> = {}): Video => ({
  id,
  title: `Artist ${id} - Title ${id}`,
  ...rest,
});

type Answer = {
  requestId: string;
  videos: AnalysedVideo[];
  audioAnalysis: { status: string; started: number; code: string | null; detail: string };
};

/** The Worker where its operator takes audio from YouTube, and a YouTube that knows these videos. */
async function youtubeWith(videos: Video[], settings: Record<string, string> = {}) {
  const google = upstream('youtube');
  await google.behave({ say: videos });
  const all = {
    YOUTUBE_AUDIO: 'on',
    YOUTUBE_API_KEY: 'test-youtube-key',
    YOUTUBE_BASE_URL: `${google.url}/`,
    YOUTUBE_DAILY_SEARCHES: '1000000',
    // A busy machine is no source that is down.
    SOURCES_TIMEOUT_MS: '15000',
    YOUTUBE_TIMEOUT_MS: '15000',
    ...settings,
  };
  return { google, settings: all, as: callerOf(appWith(all)) };
}

const callerOf = (app: ReturnType<typeof appWith>) => (who: Tenant) => {
  const headers = { Authorization: `Bearer ${who.key}`, 'Content-Type': 'application/json' };
  return {
    get: (path: string) => app(path, { headers }),
    post: (path: string, body: unknown) => app(path, { method: 'POST', headers, body: JSON.stringify(body) }),
  };
};
type Caller = ReturnType<ReturnType<typeof callerOf>>;

const analyze = async (who: Caller, body: unknown): Promise<JobResource> => {
  const response = await who.post('/v1/music/analyze', body);
  expect(response.status).toBe(202);
  return response.json();
};

/** A request that no track of the catalogue fits, so that YouTube is asked. */
const process = async (who: Caller, artist: string) =>
  (await who.post('/v1/music/process', { query: { artists: [artist] }, analyzeAudio: true })).json<Answer>();

const requestOf = async (who: Caller, { requestId }: Answer) =>
  (await who.get(`/v1/music/requests/${requestId}`)).json<{ videos: AnalysedVideo[]; pendingAnalyses: number }>();

const failureOf = (job: JobResource, code = 'VIDEO_PRIVATE'): JobOutcome => ({
  status: 'failed',
  jobId: job.id,
  trackId: job.trackId,
  code,
  detail: 'The video is private.',
});

const trackRows = (ids: string[]) => services().database.select().from(tracks).where(inArray(tracks.youtubeId, ids));
const jobRows = ({ trackId }: JobResource) => services().database.select().from(jobs).where(eq(jobs.trackId, trackId));

const analysesLeft = async ({ userId }: Tenant): Promise<number> => {
  const { limits, plans } = services();
  return (await limits.peek(plans.free, userId))!.find(({ name }) => name === 'analyses')!.remaining;
};

describe('a video to analyse', () => {
  test('is refused where the operator has not turned that on, with the setting that does', async () => {
    const [who, id] = [await tenant(), newId()];
    for (const body of [
      { youtubeId: id },
      { url: `https://www.youtube.com/watch?v=${id}` },
      { url: `https://youtu.be/${id}` },
    ]) {
      const refused = await who.post('/v1/music/analyze', body);
      expect(refused.status).toBe(403);
      const { code, detail } = await problemOf(refused);
      expect([code, detail]).toEqual(['YOUTUBE_AUDIO_OFF', expect.stringContaining('YOUTUBE_AUDIO=on')]);
    }
    expect(await trackRows([id])).toEqual([]);
  });

  test('becomes a track of everyone’s under YouTube’s title, and a job for the sidecar', async () => {
    const id = newId();
    const { as, google } = await youtubeWith([videoOf(id, { duration: 'PT4M' })]);
    const job = await analyze(as(await tenant()), { youtubeId: id });
    expect(await trackRows([id])).toMatchObject([
      { ownerId: null, source: 'youtube', title: `Title ${id}`, artist: `Artist ${id}`, durationSec: 240 },
    ]);
    expect(await jobRows(job)).toMatchObject([{ source: { kind: 'youtube', youtubeId: id }, dispatches: 1 }]);
    expect((await google.calls()).map(({ path }) => path)).toEqual(['/youtube/v3/videos']);
  });

  test('is heard as nobody says, for it is everyone’s: hints are refused, and the refusal says why', async () => {
    const id = newId();
    const { as } = await youtubeWith([videoOf(id)]);
    const who = as(await tenant());
    for (const video of [{ youtubeId: id }, { url: `https://youtu.be/${id}` }]) {
      for (const hints of [{ tempoRange: [140, 180] }, { genre: 'Jungle' }]) {
        const refused = await who.post('/v1/music/analyze', { ...video, ...hints });
        expect(await problemOf(refused)).toMatchObject({
          status: 400,
          code: 'INVALID_REQUEST',
          detail: expect.stringMatching(/everyone’s.*alternatives/),
        });
      }
    }
    expect(await trackRows([id])).toEqual([]);
  });

  test('is one track and one job for all who ask at once, in every way to name it, and all of them see it', async () => {
    const id = newId();
    const first = await youtubeWith([videoOf(id)]);
    const second = callerOf(appWith(first.settings));
    const free = () => tenant({ plan: 'free' });
    const [a, b, c] = [await free(), await free(), await free()];
    const asked = await Promise.all([
      analyze(first.as(a), { youtubeId: id }),
      analyze(second(b), { url: `https://music.youtube.com/watch?v=${id}&list=RD${id}` }),
      analyze(first.as(b), { url: `https://youtu.be/${id}?si=x` }),
      analyze(second(a), { url: `https://www.youtube.com/shorts/${id}` }),
    ]);
    const [job] = asked;
    expect(new Set(asked.map((one) => one.id)).size).toBe(1);
    expect(await trackRows([id])).toHaveLength(1);
    expect(await jobRows(job)).toHaveLength(1);
    // One was begun, and one is paid.
    await expect.poll(async () => (await analysesLeft(a)) + (await analysesLeft(b))).toBe(2 * 20 - 1);
    for (const who of [a, b, c]) {
      expect(await (await who.call(`/v1/jobs/${job.id}`)).json()).toMatchObject({ id: job.id, status: 'queued' });
    }
    await deliver(successOf(job, analysis));
    await deliver(successOf(job, analysis));
    for (const who of [b, c]) {
      expect(await (await who.call(`/v1/music/tracks/${job.trackId}`)).json()).toMatchObject({
        source: 'youtube',
        bpm: 33.3,
        title: `Title ${id}`,
      });
    }
    expect(await analyze(first.as(c), { youtubeId: id })).toMatchObject({ id: job.id, status: 'succeeded' });
    expect(await jobRows(job)).toHaveLength(1);
  });

  test('needs no key for the Data API, and no answer from it: the file then says what it is', async () => {
    const { as, google } = await youtubeWith([]);
    await google.behave({ status: 500 });
    for (const who of [as(await tenant()), callerOf(appWith({ YOUTUBE_AUDIO: 'on' }))(await tenant())]) {
      const id = newId();
      const job = await analyze(who, { youtubeId: id });
      expect(await trackRows([id])).toMatchObject([{ title: null, artist: null, youtubeDataAt: null }]);
      await deliver(successOf(job, analysis));
      expect(await trackRows([id])).toMatchObject([{ title: 'From the tags', artist: 'Tagged' }]);
    }
    expect(await google.calls()).toHaveLength(1);
  });

  test.each<[string, Partial<Video> | null]>([
    ['VIDEO_UNAVAILABLE', null],
    ['VIDEO_LIVE', { live: true, duration: 'P0D' }],
    ['AUDIO_TOO_LONG', { duration: 'PT3H' }],
  ])('is %s as YouTube describes it, before anything is fetched', async (code, video) => {
    const id = newId();
    const { as } = await youtubeWith(video ? [videoOf(id, video)] : []);
    expect(await codeOf(as(await tenant()).post('/v1/music/analyze', { youtubeId: id }))).toBe(code);
    expect(await trackRows([id])).toEqual([]);
  });

  test('is asked for by its id alone: no list, no channel, no title for everyone', async () => {
    const { as } = await youtubeWith([]);
    const who = as(await tenant());
    for (const body of [
      { url: 'https://www.youtube.com/@someone' },
      { url: 'https://www.youtube.com/playlist?list=PLx' },
      { youtubeId: 'too short' },
      { youtubeId: '-o/tmp/x.mp3' },
      { youtubeId: newId(), title: 'Mine' },
    ]) {
      expect([body, await codeOf(who.post('/v1/music/analyze', body))]).toEqual([body, 'INVALID_REQUEST']);
    }
  });

  test('that failed is tried anew when it is asked for, and a late answer of the first try changes nothing', async () => {
    const id = newId();
    const { as } = await youtubeWith([videoOf(id)]);
    const who = as(await tenant());
    const first = await analyze(who, { youtubeId: id });
    await deliver(failureOf(first));
    expect(await trackRows([id])).toMatchObject([{ analysisStatus: 'failed' }]);
    const second = await analyze(who, { youtubeId: id });
    expect(second.id).not.toBe(first.id);
    await deliver(failureOf(first));
    expect(await trackRows([id])).toMatchObject([{ analysisStatus: 'pending' }]);
    await deliver(successOf(second, analysis));
    await deliver(failureOf(second));
    expect(await trackRows([id])).toMatchObject([{ analysisStatus: 'succeeded', bpm: 33.3 }]);
  });
});

test('an outdated analysis of a video is computed anew for whoever looks, and all see the job', async () => {
  const id = newId();
  const { as } = await youtubeWith([videoOf(id)]);
  const [who, reader] = [as(await tenant()), as(await tenant())];
  const first = await analyze(who, { youtubeId: id });
  await deliver(successOf(first, analysis));
  await services()
    .database.update(tracks)
    .set({ analysisVersion: ANALYSIS_VERSION - 1 })
    .where(eq(tracks.youtubeId, id));
  for (const one of [reader, who]) {
    const { youtubeId, links } = await (await one.get(first.links.track)).json<TrackDetail>();
    expect(youtubeId).toBe(id);
    expect(await (await one.get(`${links.analysisJob}`)).json()).toMatchObject({
      status: 'queued',
      trackId: first.trackId,
    });
  }
  expect(await jobRows(first)).toHaveLength(2);
});

describe('analyzeAudio', () => {
  test('starts five analyses at most, and the request fills up as they end, well or not', async () => {
    const ids = Array.from({ length: 7 }, newId);
    const { as } = await youtubeWith(ids.map((id) => videoOf(id)));
    const [who, artist] = [as(await tenant()), `Nobody ${crypto.randomUUID()}`];
    const answer = await process(who, artist);
    expect(answer.audioAnalysis).toMatchObject({ status: 'on', started: 5, code: null });
    const started = answer.videos.map(({ analysisJob }) => analysisJob).filter((job) => job !== null);
    expect(started).toHaveLength(5);
    expect(answer.videos.slice(5).map(({ analysisJob }) => analysisJob)).toEqual([null, null]);
    expect(await requestOf(who, answer)).toMatchObject({
      pendingAnalyses: 5,
      videos: [
        { track: { analysisStatus: 'pending', analysis: null }, analysisJob: { status: 'queued' } },
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
    const [done, failed] = started as [JobResource, JobResource];
    await deliver(failureOf(failed));
    await deliver(successOf(done, analysis));
    await deliver(successOf(done, analysis));
    await deliver(failureOf(failed));
    const filled = await requestOf(who, answer);
    expect(filled.pendingAnalyses).toBe(3);
    expect(filled.videos[0]).toMatchObject({ track: { bpm: 33.3, analysis }, analysisJob: { status: 'succeeded' } });
    expect(filled.videos[1]).toMatchObject({
      track: { analysisStatus: 'failed', analysis: null },
      analysisJob: {
        status: 'failed',
        error: { code: 'VIDEO_PRIVATE', detail: 'The video is private.', retryable: false },
      },
    });
    expect(filled.videos[6]).toMatchObject({ track: null, analysisJob: null });
  });

  test('asked for again, and by others at the same time, starts nothing twice', async () => {
    const ids = Array.from({ length: 3 }, newId);
    const { as, settings } = await youtubeWith(ids.map((id) => videoOf(id)));
    const others = callerOf(appWith(settings));
    const artist = `Nobody ${crypto.randomUUID()}`;
    const free = () => tenant({ plan: 'free' });
    const tenants = [await free(), await free(), await free()] as const;
    const first = as(tenants[0]);
    const asked = await Promise.all(
      [first, others(tenants[1]), as(tenants[2])].map(async (who) => ({
        who,
        answer: await process(who, artist),
      })),
    );
    expect(asked.reduce((sum, { answer }) => sum + answer.audioAnalysis.started, 0)).toBe(3);
    // And what was not started is not paid.
    const left = await Promise.all(tenants.map(analysesLeft));
    expect(left.reduce((sum, one) => sum + one, 0)).toBe(3 * 20 - 3);
    const linked = asked.map(({ answer }) => answer.videos.map(({ analysisJob }) => analysisJob?.id));
    expect(linked[0]).toEqual(Array.from({ length: 3 }, () => expect.any(String)));
    expect(linked).toEqual([linked[0], linked[0], linked[0]]);
    expect((await process(first, artist)).audioAnalysis).toMatchObject({ started: 0, code: null });
    const rows = (await trackRows(ids)).map(({ id }) => id);
    expect(rows).toHaveLength(3);
    expect(await services().database.select().from(jobs).where(inArray(jobs.trackId, rows))).toHaveLength(3);
    // Whoever asked, all see how far it is.
    for (const { who, answer } of asked) expect((await requestOf(who, answer)).pendingAnalyses).toBe(3);
  });

  test('starts nothing with a key that may only read, and says so', async () => {
    const id = newId();
    const { as } = await youtubeWith([videoOf(id)]);
    const who = await tenant();
    const small = await (await who.post('/v1/keys', { name: 'small', scopes: ['music:read'] })).json<Tenant>();
    const answer = await process(as({ ...who, key: small.key }), `Nobody ${crypto.randomUUID()}`);
    expect(answer.audioAnalysis).toMatchObject({ started: 0, code: 'SCOPE_MISSING' });
    expect([answer.videos.length, (await trackRows([id])).length]).toEqual([1, 0]);
  });

  test('starts no more than the plan pays for, and says so', async () => {
    const costs = { analyses: 2, modelCalls: 5, youtubeSearches: 5 };
    const { as } = await youtubeWith(
      Array.from({ length: 4 }, newId).map((id) => videoOf(id)),
      {
        PLANS: JSON.stringify({ free: { costs } }),
      },
    );
    const answer = await process(as(await tenant({ plan: 'free' })), `Nobody ${crypto.randomUUID()}`);
    expect(answer.audioAnalysis).toMatchObject({ status: 'on', started: 2, code: 'QUOTA_EXCEEDED' });
    expect(answer.videos.filter(({ analysisJob }) => analysisJob)).toHaveLength(2);
  });

  test('leaves what failed alone for a day, at no cost, and tries again after it', async () => {
    const id = newId();
    const { as } = await youtubeWith([videoOf(id)], {
      PLANS: JSON.stringify({ free: { costs: { analyses: 2, modelCalls: 5, youtubeSearches: 5 } } }),
    });
    const [who, artist] = [as(await tenant({ plan: 'free' })), `Nobody ${crypto.randomUUID()}`];
    const job = (await process(who, artist)).videos[0]!.analysisJob!;
    await deliver(failureOf(job, 'YOUTUBE_REFUSED'));
    for (let n = 0; n < 2; n += 1) {
      const again = await process(who, artist);
      expect(again.audioAnalysis).toMatchObject({ started: 0, code: null });
      const error = { code: 'YOUTUBE_REFUSED', retryable: true };
      expect(again.videos[0]?.analysisJob).toMatchObject({ id: job.id, error });
    }
    const { database } = services();
    await database
      .update(jobs)
      .set({ createdAt: sql`now() - interval '25 hours'` })
      .where(eq(jobs.id, job.id));
    expect((await process(who, artist)).audioAnalysis).toMatchObject({ started: 1, code: null });
  });

  test('says plainly where audio from YouTube is off, and starts nothing', async () => {
    const id = newId();
    const { as } = await youtubeWith([videoOf(id)], { YOUTUBE_AUDIO: 'off' });
    const { audioAnalysis, videos } = await process(as(await tenant()), `Nobody ${crypto.randomUUID()}`);
    expect(audioAnalysis).toEqual({
      status: 'off',
      started: 0,
      code: 'YOUTUBE_AUDIO_OFF',
      detail: expect.stringContaining('YOUTUBE_AUDIO=on'),
    });
    expect(videos).toMatchObject([{ youtubeId: id, track: null, analysisJob: null }]);
    expect(await trackRows([id])).toEqual([]);
  });

  test('leaves out what no sidecar would take', async () => {
    const { as } = await youtubeWith([videoOf('no-id'), videoOf(newId(), { duration: 'PT14M' })], {
      MAX_AUDIO_SECONDS: '600',
    });
    expect((await process(as(await tenant()), `Nobody ${crypto.randomUUID()}`)).audioAnalysis.started).toBe(0);
  });
});

describe('what YouTube says of a track', () => {
  const aged = async (days: number) => {
    const youtubeId = newId();
    await services()
      .database.insert(tracks)
      .values({
        source: 'youtube',
        youtubeId,
        title: 'old title',
        artist: 'old artist',
        durationSec: 100,
        tags: { title: 'tagged title', artist: null, album: null, genre: null },
        youtubeDataAt: sql`now() - ${`${days} days`}::interval`,
      });
    return youtubeId;
  };
  const wordsOf = async (id: string) => {
    const [row] = await trackRows([id]);
    const isFresh = row?.youtubeDataAt && row.youtubeDataAt.getTime() > Date.now() - 60_000;
    return [row?.title, row?.artist, row?.durationSec, isFresh];
  };

  test('is asked anew before its time is up, and gives way to the file’s own tags where YouTube has nothing more', async () => {
    const [fresh, kept, gone] = [await aged(24), await aged(26), await aged(27)];
    const { google, settings } = await youtubeWith([videoOf(kept)]);
    await renewVideoWords(servicesWith(settings));
    expect(await wordsOf(fresh)).toEqual(['old title', 'old artist', 100, false]);
    expect(await wordsOf(kept)).toEqual([`Title ${kept}`, `Artist ${kept}`, 200, true]);
    expect(await wordsOf(gone)).toEqual(['tagged title', null, null, null]);
    expect(await google.calls()).toHaveLength(1);
  });

  test.each(['{}', '{"error":{"code":500}}'])('stays where the answer is %s', async (say) => {
    const [known, asked] = [await aged(26), newId()];
    const { as, google, settings } = await youtubeWith([]);
    await google.behave({ say });
    await renewVideoWords(servicesWith(settings));
    expect(await wordsOf(known)).toEqual(['old title', 'old artist', 100, false]);
    await analyze(as(await tenant()), { youtubeId: asked });
  });

  test('goes after 28 days though nobody can be asked', async () => {
    const [young, old] = [await aged(27), await aged(29)];
    await renewVideoWords(servicesWith({}));
    expect(await wordsOf(young)).toEqual(['old title', 'old artist', 100, false]);
    expect(await wordsOf(old)).toEqual(['tagged title', null, null, null]);
  });
});

test.each([
  ['https://www.youtube.com/watch?v=-aB_0123456&t=10s', '-aB_0123456'],
  ['http://youtube.com/watch?list=x&v=-aB_0123456', '-aB_0123456'],
  ['https://m.youtube.com/shorts/-aB_0123456?feature=share', '-aB_0123456'],
  ['https://music.youtube.com/watch?v=-aB_0123456', '-aB_0123456'],
  ['https://youtu.be/-aB_0123456', '-aB_0123456'],
  ['https://www.youtube.com/embed/-aB_0123456/', '-aB_0123456'],
  ['https://www.youtube.com/live/-aB_0123456', '-aB_0123456'],
  ['https://www.youtube.com/watch?v=short', null],
  ['https://www.youtube.com/@channel', null],
  ['https://youtu.be/', null],
  ['https://youtube.com.example.org/watch?v=-aB_0123456', null],
  ['no address', null],
])('%s names the video %s', (url, id) => {
  expect(youtubeIdOf(url)).toBe(id);
});
