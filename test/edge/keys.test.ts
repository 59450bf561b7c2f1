import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { apiKeys } from '../../drizzle/schema.ts';
import { hashApiKey, newApiKey } from '../../shared/api-keys.ts';
import { call, problemOf, services, tenant, uploadAs } from './support.ts';

const withKey = (key: string) => call('/v1/music/tracks', { headers: { Authorization: `Bearer ${key}` } });

describe('API keys', () => {
  test('a valid key is taken as a bearer token and as X-API-Key', async () => {
    const { key } = await tenant();
    expect((await withKey(key)).status).toBe(200);
    expect((await call('/v1/music/tracks', { headers: { 'X-API-Key': key } })).status).toBe(200);
  });

  test('no key, a malformed one, a wrong checksum and an unknown one are each refused by their code', async () => {
    const unknown = newApiKey('live');
    const typo = unknown.slice(0, -1) + (unknown.endsWith('A') ? 'B' : 'A');
    const refusals = [
      await call('/v1/music/tracks'),
      await withKey('hello'),
      await withKey(typo),
      await withKey(unknown),
    ];
    expect(refusals.map((response) => response.status)).toEqual([401, 401, 401, 401]);
    const codes = await Promise.all(refusals.map(async (response) => (await problemOf(response)).code));
    expect(codes).toEqual(['KEY_MISSING', 'KEY_MALFORMED', 'KEY_MALFORMED', 'KEY_INVALID']);
    expect(refusals[0]?.headers.get('WWW-Authenticate')).toContain('Bearer');
  });

  test('a revoked key and an expired one are refused', async () => {
    for (const change of [{ revokedAt: new Date() }, { expiresAt: new Date(Date.now() - 1000) }]) {
      const { key } = await tenant();
      await services()
        .database.update(apiKeys)
        .set(change)
        .where(eq(apiKeys.keySha256, await hashApiKey(key)));
      expect((await problemOf(await withKey(key))).code).toBe('KEY_INVALID');
    }
  });

  test('the key itself is nowhere in the database or the cache', async () => {
    const { key } = await tenant();
    await withKey(key);
    const keySha256 = await hashApiKey(key);
    const rows = await services().database.select().from(apiKeys).where(eq(apiKeys.keySha256, keySha256));
    const cached = await services().redis.get(`apikey:${keySha256}`);
    expect(cached).toMatchObject({ keyId: rows[0]?.id });
    expect(JSON.stringify([rows, cached])).not.toContain(key);
  });

  test("another account's track, job and waveform are the same 404 as ones that do not exist", async () => {
    const [owner, other] = [await tenant(), await tenant()];
    const job = await uploadAs(owner);
    const none = crypto.randomUUID();
    const without = async (path: string, id: string) => {
      const response = await other.call(path.replace('ID', id));
      const { requestId: _requestId, instance: _instance, ...rest } = await problemOf(response);
      return rest;
    };
    for (const [path, id] of [
      ['/v1/music/tracks/ID', job.trackId],
      ['/v1/music/tracks/ID/waveform', job.trackId],
      ['/v1/jobs/ID', job.id],
      ['/v1/jobs/ID/events', job.id],
    ] as const) {
      const theirs = await without(path, id);
      expect(theirs).toEqual(await without(path, none));
      expect(theirs.status).toBe(404);
    }
  });
});
