import type { Analysis, CUE_KINDS, SectionLabel } from '../../shared/contracts/analysis.ts';
import { keyName } from '../../shared/music/keys.ts';

/** Peaks of low, mid and high over a track: `columns[i]` spans the i-th part of it, values −128 to 127. */
export type BandColumns = { min: number; max: number }[][];

const WIDTH = 1200;
const HEIGHT = 260;
const WAVE = { top: 70, middle: 145, bottom: 220 };
const COLUMNS = WIDTH / 2;

/** Low behind, high in front: the brighter a column, the more treble it has. */
const BAND_COLOURS = ['#2f6bff', '#ff9d2e', '#f4f4f4'];

const SECTION_COLOURS: Record<SectionLabel, string> = {
  intro: '#4b5a6a',
  build: '#8a6d1f',
  drop: '#b3372f',
  chorus: '#b3372f',
  verse: '#2f6f5e',
  breakdown: '#3d4f8f',
  outro: '#4b5a6a',
};

const CUE_NAMES: Record<(typeof CUE_KINDS)[number], string> = {
  'first-beat': 'beat',
  'mix-in': 'in',
  drop: 'drop',
  'mix-out': 'out',
};

/** Steps of the time axis, seconds: the first that gives at most ten marks is taken. */
const TIME_STEPS = [1, 5, 10, 15, 30, 60, 120, 300];

const HEADER_BYTES = 24;

/**
 * Reads a 3-band waveform in audiowaveform's binary form (version 2, 8 bit: six 32-bit little-endian numbers, the last
 * two its length in pixels and its channels; then minimum and maximum of each pixel, channels interleaved) into at most
 * 600 columns a band. A file that is cut short gives the columns that it has.
 */
export function readBands(dat: Uint8Array): BandColumns {
  const header = new DataView(dat.buffer, dat.byteOffset, HEADER_BYTES);
  const channels = header.getInt32(20, true);
  const values = new Int8Array(dat.buffer, dat.byteOffset + HEADER_BYTES, dat.byteLength - HEADER_BYTES);
  const length = Math.min(header.getInt32(16, true), Math.floor(values.length / (2 * channels)));
  const count = Math.min(COLUMNS, length);
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: count }, (__, column) => {
      let [min, max] = [127, -128];
      const end = Math.floor(((column + 1) * length) / count);
      for (let pixel = Math.floor((column * length) / count); pixel < end; pixel += 1) {
        const at = 2 * (pixel * channels + channel);
        min = Math.min(min, values[at]!);
        max = Math.max(max, values[at + 1]!);
      }
      return { min, max };
    }),
  );
}

/** A track at a glance, as SVG: its waveform in three bands, sections, cue points, and what was measured in one line. */
export function drawTrack(name: string, analysis: Analysis, bands: BandColumns): string {
  const x = (timeSec: number): number => round((timeSec / analysis.durationSec) * WIDTH);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="14" fill="#f4f4f4">`,
    `<title>${escaped(name)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#14171a"/>`,
    `<text x="12" y="26" font-size="18">${escaped(shortened(name, 70))}</text>`,
    `<text x="${WIDTH - 12}" y="26" text-anchor="end">${escaped(measuredLine(analysis))}</text>`,
    ...sectionMarks(analysis, x),
    ...bands.map((columns, band) => `<path d="${outline(columns)}" fill="${BAND_COLOURS[band]}" fill-opacity="0.85"/>`),
    ...cueMarks(analysis, x),
    ...timeMarks(analysis.durationSec, x),
    '</svg>',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** XML has no place for control characters, even as references. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function measuredLine({ tempo, key, energy, loudness }: Analysis): string {
  return [
    tempo ? `${tempo.bpm.toFixed(2)} BPM` : 'no tempo',
    key ? `${key.camelot} ${keyName(key)}` : 'no key',
    energy && `energy ${energy.level}`,
    loudness.integratedLufs !== null && `${loudness.integratedLufs.toFixed(1).replace('-', '−')} LUFS`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The maxima from left to right, then the minima back. */
function outline(columns: { min: number; max: number }[]): string {
  const step = WIDTH / columns.length;
  const scale = (WAVE.bottom - WAVE.top) / 256;
  const point = (value: number, column: number): string =>
    `${round((column + 0.5) * step)} ${round(WAVE.middle - value * scale)}`;
  const over = columns.map(({ max }, column) => point(max, column));
  const under = columns.map(({ min }, column) => point(min, column)).toReversed();
  return columns.length === 0 ? '' : `M${[...over, ...under].join('L')}Z`;
}

type Place = (timeSec: number) => number;

/** What a label of 14 px needs. */
const LABEL_WIDTH = 84;
const CUE_NAME_WIDTH = 40;

const sectionMarks = ({ structure }: Analysis, x: Place): string[] =>
  (structure?.sections ?? []).map(({ startSec, endSec, label }) => {
    const width = round(x(endSec) - x(startSec));
    const text = width >= LABEL_WIDTH ? `<text x="${x(startSec) + 6}" y="57">${label}</text>` : '';
    return `<rect x="${x(startSec)}" y="42" width="${Math.max(0, width - 1)}" height="20" fill="${SECTION_COLOURS[label]}"/>${text}`;
  });

/** A line at each cue, and its name below the time axis: right beside the line, or beside the name before. */
function cueMarks({ structure }: Analysis, x: Place): string[] {
  let free = 0;
  return (structure?.cues ?? [])
    .toSorted((a, b) => a.timeSec - b.timeSec)
    .map(({ kind, timeSec }) => {
      const at = x(timeSec);
      const textAt = Math.max(at, free);
      free = textAt + CUE_NAME_WIDTH;
      return (
        `<path d="M${at} ${WAVE.top - 6}V${HEIGHT - 6}" stroke="#38e07b" stroke-width="1.5"/>` +
        `<text x="${textAt + 4}" y="${HEIGHT - 6}" fill="#38e07b">${CUE_NAMES[kind]}</text>`
      );
    });
}

function timeMarks(durationSec: number, x: Place): string[] {
  const step = TIME_STEPS.find((seconds) => durationSec / seconds <= 10) ?? durationSec / 10;
  return Array.from({ length: Math.ceil(durationSec / step) }, (_, mark) => {
    const timeSec = mark * step;
    const label = `${Math.floor(timeSec / 60)}:${String(Math.floor(timeSec % 60)).padStart(2, '0')}`;
    return `<path d="M${x(timeSec)} ${WAVE.bottom + 4}v8" stroke="#7b858f"/><text x="${x(timeSec) + 4}" y="${HEIGHT - 22}" fill="#7b858f">${label}</text>`;
  });
}
