import { describe, expect, test } from 'vitest';
import { analysisOf } from '../support/analysis.ts';
import { codeOf, deliver, services, successOf, type Tenant, tenant, uploadAs } from './support.ts';

const analysis = {
  ...analysisOf({ bpm: 124, key: { tonic: 'A', mode: 'minor' } }),
  structure: {
    sections: [
      { startSec: 0, endSec: 15, bars: 8, label: 'intro' as const, confidence: 0.5, energy: 0.2 },
      { startSec: 15, endSec: 30, bars: 8, label: 'drop' as const, confidence: 0.5, energy: 0.9 },
    ],
    cues: [{ kind: 'drop' as const, timeSec: 15, confidence: 0.5 }],
    method: 'test',
  },
};

/** A 3-band .dat whose header announces `length` pixels: low is silent but for one pixel of −128 to 127. */
function bandsDat(length: number, loudAt: number, pixels = length): Uint8Array {
  const bytes = new Uint8Array(24 + pixels * 6);
  const header = new DataView(bytes.buffer);
  for (const [i, value] of [2, 1, 22_050, 512, length, 3].entries()) header.setInt32(i * 4, value, true);
  new Int8Array(bytes.buffer, 24).set([-128, 127], loudAt * 6);
  return bytes;
}

async function pictureOf(who: Tenant, title: string, dat: Uint8Array): Promise<Response> {
  const job = await uploadAs(who, { title, artist: 'An Artist' });
  const success = successOf(job, analysis);
  if (success.status !== 'succeeded') throw new Error('not a success');
  const names = { bandsWaveformJson: `w/${job.id}.json`, bandsWaveformDat: `w/${job.id}.dat` };
  await services().objects.put(names.bandsWaveformDat, dat, 'application/octet-stream');
  await deliver({ ...success, objects: { ...success.objects, ...names } });
  return who.call(`/v1/music/tracks/${job.trackId}/waveform.svg`);
}

/** The points of the outline of each band, as [x, y]. */
const outlines = (svg: string): [number, number][][] =>
  [...svg.matchAll(/<path d="M([\d. L-]+)Z"/g)].map(([, path = '']) =>
    path.split('L').map((point) => point.split(' ').map(Number) as [number, number]),
  );

describe('the picture of a track', () => {
  test('has a band for each channel with its peaks in place, the sections, the cue, and what was measured', async () => {
    const response = await pictureOf(await tenant(), 'A Title', bandsDat(1200, 600));
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
    const svg = await response.text();
    expect(svg).toContain('An Artist – A Title');
    expect(svg).toContain('124.00 BPM · 8A A minor · energy 7 · −9.1 LUFS');
    expect(svg).toMatch(/<rect x="600" y="42" width="599" .*>drop</);
    expect(svg).toMatch(/<path d="M600 64V254"/);
    const [low = [], mid = [], high = []] = outlines(svg);
    const peaks = low.filter(([, y]) => y !== 145);
    expect(peaks.map(([x]) => x)).toEqual([601, 601]);
    expect(peaks.map(([, y]) => Math.round(y))).toEqual([71, 220]);
    expect([...mid, ...high].every(([, y]) => y === 145)).toBe(true);
  });

  test('is well-formed whatever the title says', async () => {
    const response = await pictureOf(await tenant(), '</title><script>&"\'\u0007', bandsDat(10, 0));
    const svg = await response.text();
    expect(svg).not.toContain('<script>');
    expect(svg).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(svg).toContain('&#60;/title&#62;&#60;script&#62;&#38;&#34;&#39; ');
  });

  test('of a waveform that is cut short or empty shows what there is', async () => {
    const who = await tenant();
    for (const [dat, columns] of [
      [bandsDat(1200, 0, 100), 100],
      [bandsDat(0, 0, 1), 0],
    ] as const) {
      const response = await pictureOf(who, 'Short', dat);
      expect(response.status).toBe(200);
      expect(outlines(await response.text())[0]?.length ?? 0).toBe(2 * columns);
    }
  });

  test('does not exist before the analysis does', async () => {
    const who = await tenant();
    const { trackId } = await uploadAs(who);
    expect(await codeOf(who.call(`/v1/music/tracks/${trackId}/waveform.svg`))).toBe('ANALYSIS_PENDING');
  });
});
