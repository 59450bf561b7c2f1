import type { DrumKit, DrumName } from './drums.ts';
import type { VoiceName } from './voices.ts';

/**
 * How a genre is played. A pattern is a bar of sixteen steps: for drums "x" a hit, "X" an accent, "o" a soft one; for
 * bass "1", "3", "5", "8" a degree of the chord (8 the octave), for the melody a digit counting its tones upwards, for
 * chords "x"; "-" holds what sounds, "." is a rest. Two bars make a pattern of 32.
 */
export type Style = {
  kind: 'dance' | 'song' | 'ambient';
  kit: DrumKit;
  drums: Partial<Record<DrumName, string>>;
  /** Share of a step by which every second one is late. */
  swing: number;
  bass: { voice: VoiceName; pattern: string; octave: number };
  chords: { voice: VoiceName; pattern: string; sevenths: boolean };
  melody: { voice: VoiceName; pattern: string; octave: number };
  barsPerChord: number;
  /** How far the kick presses all else down, 0–1. */
  duck: number;
  room: number;
  echo: number;
  drive: number;
  /** Crackle of an old record. */
  vinyl: boolean;
};

const clubKit: DrumKit = { kickHz: 49, kickSec: 0.16, snareHz: 190, snareSec: 0.07, brightness: 0.7 };

export const STYLES = {
  house: {
    kind: 'dance',
    kit: clubKit,
    drums: { kick: 'X...X...X...X...', clap: '....X.......X...', openHat: '..x...x...x...x.', shaker: 'o.oxo.oxo.oxo.ox' },
    swing: 0.08,
    bass: { voice: 'roundBass', pattern: '..1...1...1..1.8', octave: 2 },
    chords: { voice: 'stab', pattern: 'x..x..x...x..x..', sevenths: true },
    melody: { voice: 'pluck', pattern: '4..2..3.4..2..1.', octave: 5 },
    barsPerChord: 2,
    duck: 0.6,
    room: 0.3,
    echo: 0.25,
    drive: 1.3,
    vinyl: false,
  },
  'deep house': {
    kind: 'dance',
    kit: { ...clubKit, kickHz: 46, kickSec: 0.18, brightness: 0.45 },
    drums: { kick: 'X...X...X...X...', clap: '....x.......x...', hat: '..x...x...x...x.', shaker: 'oxoxoxoxoxoxoxox', rim: '...o..o....o..o.' },
    swing: 0.12,
    bass: { voice: 'sub', pattern: '1--1..8.1-..5.8.', octave: 2 },
    chords: { voice: 'keys', pattern: 'x--x--..x-......', sevenths: true },
    melody: { voice: 'bell', pattern: '..4...3.....2...', octave: 5 },
    barsPerChord: 2,
    duck: 0.45,
    room: 0.5,
    echo: 0.3,
    drive: 1.2,
    vinyl: false,
  },
  techno: {
    kind: 'dance',
    kit: { kickHz: 44, kickSec: 0.2, snareHz: 170, snareSec: 0.06, brightness: 0.85 },
    drums: { kick: 'X...X...X...X...', clap: '............x...', openHat: '..x...x...x...x.', hat: 'xoxoxoxoxoxoxoxo', rim: '...x..o...x..o..' },
    swing: 0,
    bass: { voice: 'acidBass', pattern: '.11..18..11..1.5', octave: 2 },
    chords: { voice: 'stab', pattern: '..x.....x..x....', sevenths: false },
    melody: { voice: 'pluck', pattern: '0...2.0...3.0.2.', octave: 4 },
    barsPerChord: 4,
    duck: 0.65,
    room: 0.45,
    echo: 0.35,
    drive: 1.6,
    vinyl: false,
  },
  trance: {
    kind: 'dance',
    kit: { ...clubKit, kickHz: 50, kickSec: 0.14 },
    drums: { kick: 'X...X...X...X...', clap: '....x.......x...', openHat: '..x...x...x...x.', hat: 'oooooooooooooooo' },
    swing: 0,
    bass: { voice: 'roundBass', pattern: '.111.111.111.111', octave: 2 },
    chords: { voice: 'supersaw', pattern: 'x-----x-----x---', sevenths: false },
    melody: { voice: 'pluck', pattern: '0243024302430546', octave: 5 },
    barsPerChord: 2,
    duck: 0.65,
    room: 0.6,
    echo: 0.35,
    drive: 1.4,
    vinyl: false,
  },
  'drum and bass': {
    kind: 'dance',
    kit: { kickHz: 54, kickSec: 0.1, snareHz: 210, snareSec: 0.08, brightness: 0.8 },
    drums: { kick: 'X.........X.....', snare: '....X..o.o..X..o', hat: 'x.x.x.x.x.x.x.x.', shaker: '.o.o.o.o.o.o.o.o' },
    swing: 0,
    bass: { voice: 'reese', pattern: '1-----..1-..5---', octave: 2 },
    chords: { voice: 'pad', pattern: 'x---------------', sevenths: false },
    melody: { voice: 'bell', pattern: '4...3...2...3...', octave: 5 },
    barsPerChord: 4,
    duck: 0.35,
    room: 0.5,
    echo: 0.3,
    drive: 1.5,
    vinyl: false,
  },
  dubstep: {
    kind: 'dance',
    kit: { kickHz: 48, kickSec: 0.2, snareHz: 200, snareSec: 0.12, brightness: 0.7 },
    drums: { kick: 'X.....x.........', snare: '........X.......', hat: 'x.xxx.x.x.xxx.x.', rim: '..............o.' },
    swing: 0,
    bass: { voice: 'wobble', pattern: '1-------1---5---', octave: 2 },
    chords: { voice: 'pad', pattern: 'x---------------', sevenths: false },
    melody: { voice: 'lead', pattern: '4-----3-2-------', octave: 4 },
    barsPerChord: 2,
    duck: 0.5,
    room: 0.45,
    echo: 0.25,
    drive: 1.7,
    vinyl: false,
  },
  'hip hop': {
    kind: 'song',
    kit: { kickHz: 52, kickSec: 0.16, snareHz: 195, snareSec: 0.09, brightness: 0.55 },
    drums: { kick: 'X.....x...x.....', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.xo' },
    swing: 0.15,
    bass: { voice: 'sub', pattern: '1-----5...1-..8.', octave: 2 },
    chords: { voice: 'keys', pattern: 'x-------..x-....', sevenths: true },
    melody: { voice: 'bell', pattern: '2...4...3.2.....', octave: 5 },
    barsPerChord: 1,
    duck: 0.25,
    room: 0.3,
    echo: 0.2,
    drive: 1.4,
    vinyl: false,
  },
  'lo-fi': {
    kind: 'song',
    kit: { kickHz: 50, kickSec: 0.12, snareHz: 180, snareSec: 0.07, brightness: 0.2 },
    drums: { kick: 'x......o..x.....', snare: '....x.......x...', hat: 'x.o.x.o.x.o.x.o.' },
    swing: 0.25,
    bass: { voice: 'sub', pattern: '1----.1.5---..8.', octave: 2 },
    chords: { voice: 'keys', pattern: 'x---------x--...', sevenths: true },
    melody: { voice: 'bell', pattern: '..4.3...2.......', octave: 5 },
    barsPerChord: 1,
    duck: 0.2,
    room: 0.35,
    echo: 0.15,
    drive: 1.1,
    vinyl: true,
  },
  ambient: {
    kind: 'ambient',
    kit: { kickHz: 40, kickSec: 0.3, snareHz: 180, snareSec: 0.1, brightness: 0.2 },
    drums: { kick: 'o.......o.......', shaker: '....o.......o...' },
    swing: 0,
    bass: { voice: 'sub', pattern: '1---------------', octave: 2 },
    chords: { voice: 'warmPad', pattern: 'x---------------', sevenths: false },
    melody: { voice: 'bell', pattern: '0...2...4...3...', octave: 5 },
    barsPerChord: 2,
    duck: 0.1,
    room: 0.9,
    echo: 0.45,
    drive: 0.9,
    vinyl: false,
  },
  disco: {
    kind: 'dance',
    kit: { kickHz: 55, kickSec: 0.12, snareHz: 200, snareSec: 0.08, brightness: 0.65 },
    drums: { kick: 'X...X...X...X...', snare: '....x.......x...', openHat: '..x...x...x...x.', hat: 'x.o.x.o.x.o.x.o.' },
    swing: 0,
    bass: { voice: 'octaveBass', pattern: '1.8.1.8.1.8.1.85', octave: 2 },
    chords: { voice: 'brass', pattern: 'x-..x-.x..x-....', sevenths: false },
    melody: { voice: 'lead', pattern: '4-3-2---..2-3-4-', octave: 5 },
    barsPerChord: 1,
    duck: 0.25,
    room: 0.35,
    echo: 0.2,
    drive: 1.3,
    vinyl: false,
  },
  synthwave: {
    kind: 'dance',
    kit: { kickHz: 50, kickSec: 0.15, snareHz: 185, snareSec: 0.16, brightness: 0.6 },
    drums: { kick: 'X...X...X...X...', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' },
    swing: 0,
    bass: { voice: 'octaveBass', pattern: '1.1.1.1.1.1.8.1.', octave: 2 },
    chords: { voice: 'pad', pattern: 'x---------------', sevenths: false },
    melody: { voice: 'lead', pattern: '4-----3-2---3---', octave: 5 },
    barsPerChord: 2,
    duck: 0.35,
    room: 0.6,
    echo: 0.35,
    drive: 1.3,
    vinyl: false,
  },
  reggaeton: {
    kind: 'dance',
    kit: { kickHz: 54, kickSec: 0.13, snareHz: 220, snareSec: 0.06, brightness: 0.6 },
    drums: { kick: 'X...X...X...X...', snare: '...x..x....x..x.', hat: '..x...x...x...x.', shaker: 'o.o.o.o.o.o.o.o.' },
    swing: 0,
    bass: { voice: 'sub', pattern: '1--1--5-1--1--8.', octave: 2 },
    chords: { voice: 'pluck', pattern: 'x..x..x.x..x..x.', sevenths: false },
    melody: { voice: 'pluck', pattern: '4..3..2.4..3..1.', octave: 5 },
    barsPerChord: 1,
    duck: 0.3,
    room: 0.3,
    echo: 0.25,
    drive: 1.4,
    vinyl: false,
  },
} as const satisfies Record<string, Style>; // prettier-ignore

export type Genre = keyof typeof STYLES;
export const GENRES = Object.keys(STYLES) as Genre[];
