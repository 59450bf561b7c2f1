import { expect, test } from 'vitest';
import type { Loudness } from '../../shared/contracts/analysis.ts';
import { renderTrack } from '../../local/demo/synth.ts';
import { demoTracks } from '../../local/demo/tracks.ts';
import { attackCurves } from '../../sidecar/analysis/attacks.ts';
import { bandPixels } from '../../sidecar/analysis/bands.ts';
import { sectionStarts } from '../../sidecar/analysis/segments.ts';
import { SIGNAL_RATE, signalOf, soundingSpan } from '../../sidecar/analysis/signal.ts';
import { structureOf } from '../../sidecar/analysis/structure.ts';
import type { TempoAnalysis } from '../../sidecar/analysis/tempo.ts';
import { timbreFrames } from '../../sidecar/analysis/timbre.ts';
import { joined, noise, scaled, silence } from '../support/signals.ts';

const loudness = { integratedLufs: -10, rangeLu: 5 } as Loudness;

/** A tempo that is known: 4/4 from 0 s on. */
function steadyTempo(bpm: number, durationSec: number): TempoAnalysis {
  const beats = Array.from({ length: Math.floor((durationSec * bpm) / 60) }, (_, i) => (i * 60) / bpm);
  return {
    bpm,
    confidence: 0.9,
    alternatives: [],
    witnesses: [],
    steady: true,
    curve: null,
    beats,
    downbeats: beats.filter((_, i) => i % 4 === 0),
    metre: { beatsPerBar: 4, confidence: 0.9, firstDownbeat: 0, downbeatConfidence: 0.9 },
    grid: { bpm, firstBeatSec: 0, errorMs: 0 },
  };
}

function structure(samples: Float32Array, bpm: number | null) {
  const signal = signalOf(samples);
  const pixels = bandPixels(signal);
  return structureOf({
    durationSec: signal.durationSec,
    sounding: soundingSpan(signal),
    pixels,
    attacks: attackCurves(pixels),
    frames: timbreFrames(signal),
    loudness,
    tempo: bpm === null ? null : steadyTempo(bpm, signal.durationSec),
    danceability: 0.9,
  });
}

/** A synthesised track at the analysers' rate; every second sample is close enough. */
function rendered(genre: (typeof demoTracks)[number]['genre'], bars: number) {
  const { bpm, key, seed } = demoTracks.find((track) => track.genre === genre)!;
  const { left, right, sections } = renderTrack({ bpm, key, genre, seed, bars });
  const mono = Float32Array.from({ length: left.length >> 1 }, (_, i) => {
    const at = 2 * i;
    return 0.25 * (left[at]! + right[at]! + (left[at + 1] ?? 0) + (right[at + 1] ?? 0));
  });
  return { bpm, sections, mono, found: structure(mono, bpm)! };
}

test.each(['deep house', 'trance', 'drum and bass', 'dubstep', 'hip hop', 'disco', 'synthwave'] as const)(
  'of a %s track it finds each section within a bar, and names it',
  (genre) => {
    const { bpm, sections, found } = rendered(genre, 64);
    const barSec = 240 / bpm;
    expect(found.sections.map(({ label }) => label)).toEqual(sections.map(({ label }) => label));
    for (const [i, { startSec }] of sections.entries())
      expect(Math.abs(found.sections[i]!.startSec - startSec)).toBeLessThan(barSec);
  },
);

test('sections lie side by side from 0 to the end, on bar lines, and the drop is where the drop is', () => {
  const { bpm, sections, found } = rendered('deep house', 64);
  const barSec = 240 / bpm;
  expect(found.sections[0]!.startSec).toBe(0);
  for (const [i, { startSec, bars }] of found.sections.entries()) {
    expect(startSec).toBe(found.sections[i - 1]?.endSec ?? 0);
    expect(Math.abs(startSec / barSec - Math.round(startSec / barSec))).toBeLessThan(0.001);
    expect(bars).toBeGreaterThan(0);
  }
  const cue = (kind: string) => found.cues.find((one) => one.kind === kind)?.timeSec;
  expect(cue('first-beat')).toBe(0);
  expect(cue('drop')).toBeCloseTo(sections.find(({ label }) => label === 'drop')!.startSec, 1);
  expect(cue('mix-out')).toBeCloseTo(sections.at(-1)!.startSec, 1);
});

test('silence before and after the music is part of no section, and has no cue', () => {
  const { bpm, mono, found } = rendered('deep house', 64);
  const eightBarsSec = (8 * 240) / bpm;
  const quiet = silence(eightBarsSec, SIGNAL_RATE);
  const { sections, cues } = structure(joined(quiet, mono, quiet, quiet), bpm)!;
  const later = (timeSec: number) => timeSec + eightBarsSec;
  expect(sections.map(({ label }) => label)).toEqual(found.sections.map(({ label }) => label));
  expect(sections[0]!.startSec).toBeCloseTo(eightBarsSec, 1);
  for (const [i, { startSec }] of found.sections.entries())
    expect(Math.abs(sections[i]!.startSec - later(startSec))).toBeLessThan(0.1);
  expect(sections.at(-1)!.endSec).toBeLessThanOrEqual(later(mono.length / SIGNAL_RATE) + 0.01);
  for (const kind of ['mix-in', 'drop', 'mix-out']) {
    const at = (all: typeof cues) => all.find((cue) => cue.kind === kind)!.timeSec;
    expect(Math.abs(at(cues) - later(at(found.cues)))).toBeLessThan(0.1);
  }
});

test('a breakdown has less energy than the drop beside it', () => {
  const { found } = rendered('deep house', 64);
  const energy = (label: string) => found.sections.find((section) => section.label === label)!.energy;
  expect(energy('breakdown')).toBeLessThan(energy('drop') - 0.1);
});

test('where no bars are known, sections have none', () => {
  const quiet = noise(20, SIGNAL_RATE, 0.01);
  const samples = new Float32Array(3 * quiet.length);
  samples.set(quiet);
  samples.set(scaled(quiet, 30), quiet.length);
  samples.set(quiet, 2 * quiet.length);
  const found = structure(samples, null)!;
  expect(found.sections.map(({ label, bars }) => [label, bars])).toEqual([['intro', null], ['drop', null], ['outro', null]]); // prettier-ignore
  expect(found.sections[1]!.startSec).toBeCloseTo(20, 0);
  expect(found.cues.map(({ kind }) => kind)).not.toContain('first-beat');
});

test('what never changes is one section; what is short has no structure', () => {
  expect(structure(noise(60, SIGNAL_RATE), 120)!.sections).toHaveLength(1);
  expect(structure(noise(10, SIGNAL_RATE), 120)).toBeNull();
});

test('cuts where the features change, and at musical lengths where it may choose', () => {
  const rows = (...lengths: number[]) =>
    lengths.flatMap((length, i) =>
      Array.from({ length }, () => Float64Array.from([i % 2, 1 - (i % 2), i % 2].map((v) => 6 * v))),
    );
  expect(sectionStarts(rows(8, 16, 8))).toEqual([0, 8, 24]);
  expect(sectionStarts(rows(16))).toEqual([0]);
  expect(sectionStarts(rows(7, 9, 16))).toEqual([0, 7, 16]);
});
