import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobResource } from '../shared/contracts/job-resource.ts';
import { demoTracks } from './demo/tracks.ts';
import { renderTrack } from './demo/synth.ts';
import { wavFile } from './demo/wav.ts';

const POLL_MS = 250;
const JOB_TIMEOUT_MS = 120_000;

type Api = { url: string; key: string };

/**
 * Sends the demo tracks through the API as any client would, and waits for their analyses, so that the first search
 * finds something. What has been sent is remembered in the data folder: an interrupted fill goes on where it stopped,
 * and a track that its owner deleted does not come back.
 */
export async function fillWithDemoTracks(
  api: Api,
  dataDir: string,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const path = join(dataDir, 'demo-tracks.json');
  const sent: string[] = await readFile(path, 'utf8').then(JSON.parse, () => []);
  const waiting: Promise<void>[] = [];
  const missing = demoTracks.filter(({ title }) => !sent.includes(title));
  let done = 0;
  for (const track of missing) {
    const job = await upload(api, wavFile(renderTrack(track), track), `${track.title}.wav`);
    sent.push(track.title);
    await writeFile(path, JSON.stringify(sent));
    waiting.push(ended(api, job).then(() => onProgress((done += 1), missing.length)));
  }
  await Promise.all(waiting);
}

async function upload(api: Api, wav: Uint8Array<ArrayBuffer>, fileName: string): Promise<JobResource> {
  const form = new FormData();
  form.set('file', new Blob([wav], { type: 'audio/wav' }), fileName);
  return call(api, '/v1/music/analyze', { method: 'POST', body: form });
}

async function ended(api: Api, job: JobResource): Promise<void> {
  const deadline = Date.now() + JOB_TIMEOUT_MS;
  for (let now = job; now.finishedAt === null; now = await call(api, job.links.self)) {
    if (Date.now() > deadline) throw new Error(`the analysis of a demo track has not ended: ${JSON.stringify(now)}`);
    await wait(POLL_MS);
  }
}

async function call(api: Api, path: string, init: RequestInit = {}): Promise<JobResource> {
  const response = await fetch(new URL(path, api.url), { ...init, headers: { Authorization: `Bearer ${api.key}` } });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${await response.text()}`);
  return (await response.json()) as JobResource;
}
