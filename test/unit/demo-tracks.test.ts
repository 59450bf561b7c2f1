import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../local/demo/arrangement.ts';
import { GENRES } from '../../local/demo/styles.ts';
import { renderTrack, type TrackPlan } from '../../local/demo/synth.ts';
import { demoTracks } from '../../local/demo/tracks.ts';
import { wavFile } from '../../local/demo/wav.ts';
import { camelotOf } from '../../shared/music/keys.ts';
import { decode } from '../../sidecar/pipeline/decode.ts';
import { withTempFolder } from '../../sidecar/exec/temp-folder.ts';

const plan: TrackPlan = { bpm: 128, key: { tonic: 'A', mode: 'minor' }, genre: 'techno', bars: 8, seed: 7 };

/** Root mean square of what lies between two times. */
function levelOf({ left, sampleRate }: ReturnType<typeof renderTrack>, fromSec: number, toSec: number): number {
  const part = left.subarray(Math.round(fromSec * sampleRate), Math.round(toSec * sampleRate));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

describe('a rendered track', () => {
  it('is the same bit by bit for the same plan, and another for another seed', () => {
    expect(renderTrack(plan).left).toEqual(renderTrack(plan).left);
    expect(renderTrack(plan).left).not.toEqual(renderTrack({ ...plan, seed: 8 }).left);
  });

  it.each(GENRES)('in %s is sound without a break, within full scale, from its first to its last bar', (genre) => {
    const track = renderTrack({ ...plan, genre, bars: 12 });
    const barSec = 240 / plan.bpm;
    for (const channel of [track.left, track.right]) {
      expect(channel.every((sample) => Math.abs(sample) < 0.9)).toBe(true);
    }
    for (let bar = 0; bar < 12; bar += 1)
      expect(levelOf(track, bar * barSec, (bar + 1) * barSec)).toBeGreaterThan(0.01);
    expect(Math.abs(track.left.at(-1)!)).toBeLessThan(0.001);
  });

  it('begins its beats on time, after a hundred bars as in the first', () => {
    // Only kicks are loud in the low end of techno's intro and outro; each starts within a millisecond of its beat.
    const track = renderTrack({ ...plan, bpm: 127.3, bars: 104 });
    const beatSec = 60 / 127.3;
    for (const beat of [0, 1, 7, 400, 409]) {
      const before = levelOf(track, Math.max(0, beat * beatSec - 0.004), beat * beatSec);
      const after = levelOf(track, beat * beatSec, beat * beatSec + 0.004);
      expect(after).toBeGreaterThan(beat === 0 ? 0.1 : 1.5 * before);
    }
  });

  it('is arranged in sections side by side, as long as was asked', () => {
    const track = renderTrack({ ...plan, bars: undefined, durationSec: 40 });
    expect(track.sections.map(({ label }) => label)).toEqual(['intro', 'build', 'drop', 'outro']);
    expect(track.sections[0]!.startSec).toBe(0);
    for (const [i, { startSec }] of track.sections.slice(1).entries()) expect(startSec).toBe(track.sections[i]!.endSec);
    expect(Math.abs(track.sections.at(-1)!.endSec - 40)).toBeLessThan(240 / plan.bpm);
  });

  it('breaks down once and comes back when it is long', () => {
    const labels = arrange('dance', 128).map(({ label }) => label);
    expect(labels).toEqual(['intro', 'build', 'drop', 'breakdown', 'build', 'drop', 'outro']);
  });
});

describe('the demo catalogue', () => {
  it('has a dozen genres and keys, and titles that are all different', () => {
    expect(new Set(demoTracks.map(({ title }) => title)).size).toBe(demoTracks.length);
    expect(new Set(demoTracks.map(({ genre }) => genre)).size).toBe(12);
    expect(new Set(demoTracks.map(({ key }) => camelotOf(key))).size).toBe(12);
  });

  it('becomes files whose tags and length ffmpeg reads', async () => {
    const track = demoTracks[1]!;
    const rendered = renderTrack(track);
    await withTempFolder(async (folder) => {
      const path = join(folder, 'track.wav');
      await writeFile(path, wavFile(rendered, { ...track, title: 'Où es-tu?' }));
      const decoded = await decode(path, { maxDurationSec: 1_200 });
      if (!decoded.ok) throw new Error(decoded.error.code);
      const { tags, audio, signal } = decoded.value;
      expect(tags).toMatchObject({ title: 'Où es-tu?', artist: 'MusicForge', genre: 'deep house' });
      expect(audio).toMatchObject({ sampleRateHz: 44_100, channels: 2, codec: 'pcm_s16le', truncated: false });
      expect(signal.durationSec).toBeCloseTo(rendered.durationSec, 3);
    });
  });
});
