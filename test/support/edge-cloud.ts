import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { cloudSettings, startCloud } from '../../local/cloud.ts';
import { newSecrets } from '../../local/settings.ts';
import { startUpstreams } from './upstreams.ts';
import { startReceiver } from './receiver.ts';

/** The address callbacks are signed for; nothing listens there, the tests call the Worker directly. */
const PUBLIC_URL = 'http://edge.test';

/** Nothing listens on port 9 (discard): to these tests the sidecar is down, and they bring its answers themselves. */
const SIDECAR_URL = 'http://127.0.0.1:9';

/** Starts the embedded cloud once for all tests inside workerd, and hands its addresses to the Worker as bindings. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'musicforge-edge-test-'));
  const secrets = newSecrets();
  const silent = await startReceiver(() => undefined);
  const cloud = await startCloud(dataDir, { database: 0, redis: 0, queue: 0, objects: 0 }, secrets);
  const upstreams = await startUpstreams();
  project.provide('upstreamsUrl', upstreams.url);
  project.provide('edgeBindings', {
    ...cloudSettings(cloud.ports, secrets),
    PUBLIC_URL,
    SIDECAR_URL,
    FETCH_ALLOWED_HOSTS: '127.0.0.1:9999',
    MAX_AUDIO_BYTES: String(20 * 1024 * 1024),
    // A busy machine is no Redis that is down.
    LIMIT_TIMEOUT_MS: '10000',
    /** For the tests alone: a server that takes requests and never answers. */
    SILENT_URL: silent.url,
  });
  return async () => {
    await cloud.close();
    await upstreams.close();
    await silent.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    edgeBindings: Record<string, string>;
    upstreamsUrl: string;
  }
}
