import { z } from 'zod';
import { type FoundVideo, foundVideoSchema } from '../../shared/contracts/video.ts';
import { sha256Hex } from '../../shared/digest.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Actor } from '../accounts/keys.ts';
import type { Background } from '../accounts/leases.ts';
import { spend } from '../accounts/spend.ts';
import { CACHE } from '../cache-keys.ts';
import type { Services } from '../services.ts';
import type { Outcome } from '../storage/flights.ts';
import type { VideoDetails, Youtube, YoutubeFailure } from '../storage/youtube.ts';
import { takeSearch } from './quota.ts';
import { durationSecOf, readVideoTitle } from './video-titles.ts';

/** A track, not a jingle and not a set. */
const MIN_SECONDS = 45;
const MAX_SECONDS = 15 * 60;
const MUSIC_CATEGORY = '10';

/** The longest text that is searched for, in UTF-16 code units. */
const MAX_TERMS = 200;

const entrySchema = z.object({ fetchedAt: z.number(), videos: z.array(foundVideoSchema) });
export type CachedVideos = z.infer<typeof entrySchema>;

/**
 * Music videos for a text, from the isolate, from Redis, from a search in flight or from YouTube. What is older than an
 * hour is given at once and fetched anew behind it, once over all isolates. Null when there is no answer: no key, no
 * quota, a plan used up, or YouTube down. Never rejects.
 */
export async function findVideos(
  services: Services,
  actor: Actor,
  terms: string,
  background: Background,
): Promise<FoundVideo[] | null> {
  if (!services.youtube) return null;
  const asked = normaliseTerms(terms);
  const key = CACHE.youtube.key(await sha256Hex(asked));
  const entry =
    services.videos.get(key) ??
    (await services.videosInFlight.join(key, () => lookUpOrFetch(services, actor, asked, key)));
  if (!entry) return null;
  if (isStale(entry)) background(refresh(services, actor, asked, key));
  return entry.videos;
}

/**
 * What is asked, and what the answer is kept for. The order of the words is kept, since it matters to YouTube; case, forms
 * and white space do not.
 */
const normaliseTerms = (terms: string): string =>
  terms.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_TERMS).toWellFormed();

const isStale = ({ fetchedAt }: CachedVideos): boolean => Date.now() - fetchedAt > CACHE.youtube.freshSec * 1000;

async function readCached({ redis, videos }: Services, key: string): Promise<CachedVideos | null> {
  const entry = entrySchema.safeParse(await redis.get(key).catch(() => null)).data;
  if (entry) videos.set(key, entry, entry.fetchedAt + CACHE.youtube.ttlSec * 1000 - Date.now());
  return entry ?? null;
}

/** Whoever waited for another's flight in vain begins one of its own, and a third may have landed by then. */
const lookUpOrFetch = async (
  services: Services,
  actor: Actor,
  asked: string,
  key: string,
): Promise<Outcome<CachedVideos>> =>
  services.videos.get(key) ?? (await readCached(services, key)) ?? fetchVideos(services, actor, asked, key);

/** Fetches anew, unless another isolate is at it or has just been, with whatever success. */
async function refresh(services: Services, actor: Actor, asked: string, key: string): Promise<void> {
  await services.videosInFlight.join(key, async () => {
    const newer = await readCached(services, key);
    if (newer && !isStale(newer)) return newer;
    const lock = CACHE.youtubeRefresh.key(key);
    const isOurs = await services.redis.set(lock, 1, { nx: true, ex: CACHE.youtubeRefresh.ttlSec });
    if (!isOurs) return newer;
    const fetched = await fetchVideos(services, actor, asked, key);
    // Another account may have room for it.
    if (fetched === 'unpaid') await services.redis.del(lock);
    return fetched;
  });
}

/** Asks YouTube; the account pays once it is known that it can be asked, and not where nobody answers. */
async function fetchVideos(
  services: Services,
  actor: Actor,
  asked: string,
  key: string,
): Promise<Outcome<CachedVideos>> {
  const { youtube, redis, videos } = services;
  if (!youtube) return null;
  if (youtube.isResting()) return failed('resting');
  const taken = await takeSearch(services);
  if (!taken) return failed('over-budget');
  const paid = await spend(services, actor, 'youtubeSearches');
  if (!paid.ok) {
    await taken.putBack();
    failed('plan');
    return 'unpaid';
  }
  const details = await searchFor(youtube, asked);
  if (!details.ok) {
    if (details.error === 'quota') await taken.refused();
    // A text that Google rejects was answered; else it would empty the day for all at nobody's expense.
    if (details.error !== 'rejected') await paid.value.giveBack();
    return failed(details.error);
  }
  const entry = { fetchedAt: Date.now(), videos: details.value.map(videoOf).filter((video) => video !== null) };
  videos.set(key, entry);
  await redis.set(key, entry, { ex: CACHE.youtube.ttlSec }).catch(() => undefined);
  return entry;
}

async function searchFor(youtube: Youtube, asked: string): Promise<Result<VideoDetails[], YoutubeFailure>> {
  const ids = await youtube.search(asked);
  if (!ids.ok) return ids;
  return ids.value.length > 0 ? youtube.details(ids.value) : ok([]);
}

function failed(reason: string): null {
  console.warn(JSON.stringify({ level: 'warn', event: 'youtube-failed', reason }));
  return null;
}

/** A video as an answer shows it; null when it is no track of music. */
function videoOf(details: VideoDetails): FoundVideo | null {
  const durationSec = durationSecOf(details.duration);
  const isTrack = durationSec !== null && durationSec >= MIN_SECONDS && durationSec <= MAX_SECONDS;
  if (!isTrack || details.isLive || details.categoryId !== MUSIC_CATEGORY) return null;
  const { artist, title } = readVideoTitle(details.title, details.channel);
  const video = {
    youtubeId: details.id,
    url: `https://www.youtube.com/watch?v=${encodeURIComponent(details.id)}`,
    title,
    artist,
    rawTitle: details.title,
    channel: details.channel,
    durationSec,
    publishedAt: details.publishedAt,
    thumbnailUrl: details.thumbnailUrl,
  };
  return foundVideoSchema.safeParse(video).data ?? null;
}
