import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAccount } from '../../edge/accounts/create.ts';
import type { Actor } from '../../edge/accounts/keys.ts';
import { parseEnv } from '../../edge/env.ts';
import { processRequest } from '../../edge/search/process.ts';
import { findVideos } from '../../edge/search/youtube.ts';
import { buildServices, type Services } from '../../edge/services.ts';
import { understandRequest } from '../../edge/understanding/models/understand-request.ts';
import { GENRES } from '../../edge/understanding/vocabulary/genres.ts';
import { cloudSettings, startCloud } from '../../local/cloud.ts';
import { newSecrets } from '../../local/settings.ts';
import { seededRandom } from '../support/random.ts';
import { type Call, startUpstreams } from '../support/upstreams.ts';

/**
 * What requests cost upstream, over loopback stand-ins for the models and YouTube: `npm run bench:requests`.
 * Equal cold requests through the whole of `POST /v1/music/process`, then a Zipf-like replay through
 * understanding and YouTube over several isolates that share Redis. `--equal N`, `--replay N`, `--sentences N` (how many
 * different ones there are), `--exponent S`, `--isolates N`.
 */
const { values } = parseArgs({
  options: {
    equal: { type: 'string', default: '1000' },
    replay: { type: 'string', default: '10000' },
    sentences: { type: 'string', default: '2000' },
    exponent: { type: 'string', default: '1' },
    isolates: { type: 'string', default: '3' },
  },
});
const number = (name: keyof typeof values): number => Number(values[name]);

/** As many at a time as the services here have room for in their queue of connections. */
const CALLERS = 200;

const dataDir = await mkdtemp(join(tmpdir(), 'musicforge-bench-requests-'));
const secrets = newSecrets();
const cloud = await startCloud(dataDir, { database: 0, redis: 0, queue: 0, objects: 0 }, secrets);
const upstreams = await startUpstreams();
try {
  await equalAndCold();
  await replay();
} finally {
  await upstreams.close();
  await cloud.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** An isolate's services, with upstreams of this name. */
async function isolate(name: string): Promise<Services> {
  const post = (scenario: string, say: unknown) =>
    fetch(`${upstreams.url}/${scenario}/behave`, { method: 'POST', body: JSON.stringify([{ say }]) }).then((answer) =>
      answer.text(),
    );
  await post(`${name}-model`, { answer: { query: { genres: ['techno'] }, intent: 'search', searchTerms: [] } });
  await post(`${name}-youtube`, [{ id: 'a', title: 'Artist - Title' }]);
  return buildServices(
    parseEnv({
      ...cloudSettings(cloud.ports, secrets),
      PUBLIC_URL: 'http://edge.test',
      SIDECAR_URL: 'http://127.0.0.1:9',
      OPENAI_API_KEY: 'test-model-key',
      OPENAI_BASE_URL: `${upstreams.url}/${name}-model/v1`,
      OPENAI_DAILY_CALLS: '1000000',
      YOUTUBE_API_KEY: 'test-youtube-key',
      YOUTUBE_BASE_URL: `${upstreams.url}/${name}-youtube/`,
      YOUTUBE_DAILY_SEARCHES: '1000000',
    }),
  );
}

async function callsOf(scenario: string): Promise<Call[]> {
  const answer = await fetch(`${upstreams.url}/${scenario}/calls`);
  return (await answer.json()) as Call[];
}

async function actorOf(services: Services): Promise<Actor> {
  const { userId } = await createAccount(services.database, `${crypto.randomUUID()}@example.test`);
  return {
    keyId: crypto.randomUUID(),
    userId,
    plan: 'enterprise',
    role: 'user',
    scopes: ['music:read'],
    expiresAtMs: null,
  };
}

async function equalAndCold(): Promise<void> {
  const services = await isolate('equal');
  const actor = await actorOf(services);
  const background: Promise<unknown>[] = [];
  const request = 'grovlen myssklang blorpt wibbletrop techno';
  const from = performance.now();
  const answers: Awaited<ReturnType<typeof processRequest>>[] = [];
  let started = 0;
  const caller = async () => {
    while (started < number('equal')) {
      started += 1;
      answers.push(await processRequest(services, actor, { request }, (work) => void background.push(work)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(CALLERS, number('equal')) }, caller));
  const tookMs = performance.now() - from;
  await Promise.all(background);
  const youtube = await callsOf('equal-youtube');
  const degraded = answers.filter((answer) => answer.ok && answer.value.degraded.length > 0).length;
  console.log(
    `${values.equal} equal cold requests, ${CALLERS} at a time, in ${(tookMs / 1000).toFixed(1)} s; ${degraded} of them marked degraded`,
  );
  console.log(`  model calls      ${(await callsOf('equal-model')).length}`);
  console.log(`  YouTube searches ${youtube.filter(({ path }) => path.endsWith('/search')).length}`);
  console.log(`  YouTube details  ${youtube.filter(({ path }) => path.endsWith('/videos')).length}\n`);
}

async function replay(): Promise<void> {
  const all = await Promise.all(Array.from({ length: number('isolates') }, () => isolate('replay')));
  const actor = await actorOf(all[0]!);
  const random = seededRandom(4);
  const sentences = Array.from({ length: number('sentences') }, () => sentence(random));
  const draw = zipf(sentences.length, number('exponent'), random);
  const background: Promise<unknown>[] = [];
  const later = (work: Promise<unknown>) => void background.push(work);
  let needed = 0;
  for (let n = 0; n < number('replay'); n += 1) {
    const services = all[n % all.length]!;
    const text = sentences[draw()]!;
    const { understood } = await understandRequest(services, actor, text, later);
    if (understood.source === 'model') needed += 1;
    await findVideos(services, actor, text, later);
  }
  await Promise.all(background);
  const asked = (await callsOf('replay-model')).length;
  const searched = (await callsOf('replay-youtube')).filter(({ path }) => path.endsWith('/search')).length;
  const rate = (calls: number, of: number) => `${((1 - calls / of) * 100).toFixed(1)} %`;
  console.log(
    `${values.replay} requests, of ${values.sentences} sentences by Zipf (exponent ${values.exponent}), over ${values.isolates} isolates`,
  );
  console.log(`  needed no model   ${rate(needed, number('replay'))}`);
  console.log(`  model calls       ${asked}: ${rate(asked, needed)} of those that needed one came from a cache`);
  console.log(`  YouTube searches  ${searched}: ${rate(searched, number('replay'))} came from a cache`);
}

/** Half of them plain, half with words that the grammar can't know. */
function sentence(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const plain = `${pick(GENRES).name} around ${80 + Math.floor(random() * 90)} bpm`;
  if (random() < 0.5) return plain;
  const word = () =>
    Array.from({ length: 4 }, () => pick(['vra', 'glo', 'ske', 'bli', 'tro', 'zum', 'pli', 'dra'])).join('');
  return `${pick(GENRES).name} ${word()} ${word()} ${word()} ${word()} ${word()}`;
}

/** Draws ranks from 0: the chance of the nth is as 1 / n^s. */
function zipf(count: number, exponent: number, random: () => number): () => number {
  const sums: number[] = [];
  for (let rank = 1; rank <= count; rank += 1) sums.push((sums.at(-1) ?? 0) + rank ** -exponent);
  return () => {
    const at = random() * sums.at(-1)!;
    return sums.findIndex((sum) => sum >= at);
  };
}
