import type { Actor } from '../../edge/accounts/keys.ts';
import { sha256Hex } from '../../shared/digest.ts';
import { CACHE } from '../../edge/cache-keys.ts';
import { quotaDay } from '../../edge/search/quota.ts';
import type { Services } from '../../edge/services.ts';
import type { Video } from '../support/upstream-youtube.ts';
import { servicesWith, upstream, type Upstream } from './upstreams.ts';

export const actorOf = (userId: string): Actor => ({
  keyId: crypto.randomUUID(),
  userId,
  plan: 'enterprise',
  role: 'user',
  scopes: ['music:read'],
  expiresAtMs: null,
});
/** Whoever asks, where it does not matter. */
export const actor = actorOf(crypto.randomUUID());

/** Words that no other test searches for. */
export const words = () => `words ${crypto.randomUUID()}`;
/** Where the answer to such words is kept. */
export const keyOf = async (terms: string) => CACHE.youtube.key(await sha256Hex(terms));
export const song = (id: string, rest: Partial<Video> = {}): Video => ({
  id,
  title: `Artist ${id} - Title ${id}`,
  ...rest,
});

/** A YouTube of this test's own, with two songs, and services that search it; `forget` makes the day's quota new. */
export async function youtube(
  settings: Record<string, string> = {},
): Promise<{ google: Upstream; services: Services; forget: () => Promise<void> }> {
  const google = upstream('youtube');
  const services = servicesWith({
    YOUTUBE_API_KEY: 'test-youtube-key',
    YOUTUBE_BASE_URL: `${google.url}/`,
    YOUTUBE_DAILY_SEARCHES: '1000000',
    ...settings,
  });
  await google.behave({ say: [song('a'), song('b')] });
  const forget = async () =>
    void (await services.redis.del(CACHE.youtubeQuota.key(quotaDay(new Date()))).catch(() => 0));
  await forget();
  return { google, services, forget };
}
