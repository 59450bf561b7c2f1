import { describe, expect, test, vi } from 'vitest';
import type { Analysis } from '../../shared/contracts/analysis.ts';
import type { AnalysisObjects } from '../../shared/contracts/job.ts';
import { analysisOf } from '../support/analysis.ts';
import { codeOf, deliver, problemOf, services, successOf, type Tenant, tenant, uploadAs } from './support.ts';

const plain = analysisOf({ bpm: 100, key: { tonic: 'C', mode: 'major' } });
const analysis: Analysis = { ...plain, waveform: { ...plain.waveform, samplesPerPixel: [256, 2048] } };

/** An analysed track whose waveforms each say in the bucket which they are. */
async function trackWith(who: Tenant, names: readonly (keyof AnalysisObjects)[]): Promise<string> {
  const job = await uploadAs(who);
  const success = successOf(job, analysis);
  if (success.status !== 'succeeded') throw new Error('not a success');
  const objects = { ...success.objects, ...Object.fromEntries(names.map((name) => [name, `w/${job.id}/${name}`])) };
  for (const name of names) {
    await services().objects.put(`w/${job.id}/${name}`, new TextEncoder().encode(`"${name}"`), 'application/json');
  }
  await deliver({ ...success, objects });
  return `/v1/music/tracks/${job.trackId}/waveform`;
}

const FIRST = ['waveformJson', 'waveformDat'] as const;
const ALL = [...FIRST, 'coarseWaveformJson', 'coarseWaveformDat', 'bandsWaveformJson', 'bandsWaveformDat'] as const;

describe('a waveform', () => {
  test('comes in the zoom and the bands that are asked for, in both forms', async () => {
    const who = await tenant();
    const path = await trackWith(who, ALL);
    for (const [query, name] of [
      ['', 'waveform'],
      ['?zoom=fine', 'waveform'],
      ['?zoom=256&bands=1', 'waveform'],
      ['?zoom=coarse', 'coarseWaveform'],
      ['?zoom=2048', 'coarseWaveform'],
      ['?bands=3', 'bandsWaveform'],
      ['?bands=3&zoom=512', 'bandsWaveform'],
    ]) {
      expect(await (await who.call(`${path}${query}`)).json(), query).toBe(`${name}Json`);
      const dat = await (await who.call(`${path}.dat${query}`)).arrayBuffer();
      expect(new TextDecoder().decode(dat), query).toBe(`"${name}Dat"`);
    }
  });

  test('is passed on as it comes: its answer is there before its end is', async () => {
    const who = await tenant();
    const path = await trackWith(who, ALL);
    const { objects } = services();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    let isEnded = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('"a')),
      async pull(controller) {
        await end;
        isEnded = true;
        controller.enqueue(new TextEncoder().encode('b"'));
        controller.close();
      },
    });
    const read = vi.spyOn(objects, 'read').mockResolvedValueOnce(stream);
    const answer = await who.call(path);
    read.mockRestore();
    expect([answer.status, isEnded]).toEqual([200, false]);
    resolve();
    expect(await answer.json()).toBe('ab');
  });

  test('that the stored analysis lacks is a problem that names those it has', async () => {
    const who = await tenant();
    const old = await trackWith(who, FIRST);
    for (const query of ['?bands=3', '?zoom=coarse', '?zoom=2048', '?zoom=300']) {
      const problem = await problemOf(await who.call(`${old}${query}`));
      expect(problem, query).toMatchObject({ status: 404, code: 'WAVEFORM_MISSING' });
      expect(problem.detail).toContain('zoom=256&bands=1');
      expect(problem.detail).not.toContain('bands=3');
    }
    const whole = await trackWith(who, ALL);
    expect(await codeOf(who.call(`${whole}?zoom=fine&bands=3`))).toBe('WAVEFORM_MISSING');
  });

  test('in a zoom or in bands that make no sense is refused, with a pointer to the field', async () => {
    const who = await tenant();
    const path = await trackWith(who, ALL);
    for (const [query, pointer] of [
      ['?zoom=0', '/query/zoom'],
      ['?zoom=finest', '/query/zoom'],
      ['?zoom=1.5', '/query/zoom'],
      ['?zoom=', '/query/zoom'],
      ['?bands=2', '/query/bands'],
    ] as const) {
      const problem = await problemOf(await who.call(`${path}${query}`));
      expect(problem.code, query).toBe('INVALID_REQUEST');
      expect(problem.errors?.map((one) => one.pointer)).toEqual([pointer]);
    }
  });
});
