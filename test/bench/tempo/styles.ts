/**
 * Styles to make pieces of: who plays what where, and at which tempi people count it. A pattern shorter than a bar is
 * repeated: "x." are eighths, "....x..." is a backbeat.
 */
import { FOLK_AND_CLASSICAL } from './styles-folk.ts';
import { SONGS } from './styles-songs.ts';
import type { Part, Style } from './song.ts';
import type { DrumName } from './sounds.ts';

const EIGHTHS = 'x.';
const SIXTEENTHS = 'x';
const BACKBEAT = '....x...';
const FOUR = 'x...';

const drum = (sound: readonly DrumName[], at: readonly string[], more: Partial<Part> = {}): Part =>
  ({ play: 'drum', sound, at, ...more }) as Part;

const STABS = ['x..x..x. ..x.x...', '..x.', 'x..x..x. .x..x.x.', '...x...x ..x.....', 'x..x..x. .x..x...'];

const CHORDS_OF_CLUBS: Part = {
  play: 'oneOf',
  parts: [
    { play: 'pad', voice: ['pad', 'strings'] },
    { play: 'chords', at: STABS, voice: ['saw', 'piano', 'pluck'], short: true, level: [0.1, 0.4] },
    { play: 'arpeggio', at: [SIXTEENTHS], voice: ['saw', 'pluck'], level: [0.1, 0.4] },
  ],
};
const TUNE_OF_CLUBS: Part = {
  play: 'melody',
  often: 0.5,
  every: [1, 2, 2],
  dense: [0.4, 0.8],
  voice: ['lead', 'saw', 'pluck'],
  level: [0.1, 0.35],
};

/** Four to the floor; the off-beat hat, claps and the bass lines between the kicks. */
const floor = (weight: number, bpm: Style['bpm']): Style => ({
  weight,
  bpm,
  chordBeats: [2, 4, 4, 8],
  parts: [
    drum(['kick'], [FOUR], { level: [0.7, 1.2] }),
    drum(['clap', 'snare'], [BACKBEAT], { often: 0.8, level: [0.2, 0.7] }),
    drum(['openHat', 'hat'], ['..x.'], { often: 0.85, level: [0.2, 0.8] }),
    drum(['hat'], [SIXTEENTHS, '.x.x', 'xxx.'], { often: 0.6, level: [0.1, 0.5] }),
    drum(['percussion'], ['????????????????'], { often: 0.5, level: [0.1, 0.5] }),
    { play: 'bass', at: ['..x.', '.xxx', 'x..x..x. x..x..x.', EIGHTHS], level: [0.2, 0.8] },
    CHORDS_OF_CLUBS,
    TUNE_OF_CLUBS,
  ],
});

/** Kick on one, snare or clap on three, counted at twice the speed of that backbeat. */
const halfTime = (weight: number, bpm: Style['bpm'], bass: readonly string[]): Style => ({
  weight,
  bpm,
  chordBeats: [4, 4, 8],
  parts: [
    drum(['kick'], ['x..?..?. ..??..?.'], { level: [0.7, 1.2] }),
    drum(['snare', 'clap'], ['........x.......'], { level: [0.5, 1] }),
    drum(['hat'], [EIGHTHS, EIGHTHS, SIXTEENTHS, FOUR, 'x.x.x.x.xxx.xxxx'], { often: 0.85, level: [0.1, 0.6] }),
    { play: 'bass', at: bass, voice: ['bass', 'saw'], level: [0.3, 1] },
    {
      play: 'oneOf',
      parts: [
        { play: 'chords', at: ['x..x..x. ..x.x...', EIGHTHS, 'x..x..x. x..x..x.'], voice: ['saw'], level: [0.2, 0.6] },
        { play: 'pad', voice: ['pad'] },
      ],
    },
    {
      play: 'melody',
      often: 0.6,
      every: [2, 2, 1, 4],
      dense: [0.3, 0.7],
      voice: ['lead', 'pluck', 'piano'],
      level: [0.1, 0.35],
    },
  ],
});

const breakbeat = (weight: number, bpm: Style['bpm'], kicks: readonly string[]): Style => ({
  weight,
  bpm,
  chordBeats: [4, 8, 8, 16],
  parts: [
    drum(['kick'], kicks, { level: [0.7, 1.2] }),
    drum(['snare'], [BACKBEAT, BACKBEAT, '....x..o .o..x..o'], { level: [0.5, 1] }),
    drum(['hat'], [EIGHTHS, EIGHTHS, SIXTEENTHS, 'x.x.x.x.x.x.x.xx'], { level: [0.1, 0.6] }),
    { play: 'bass', at: ['x...............', 'x.....x.........', 'x.........x.....', 'x..x..x.x..x..x.', EIGHTHS] },
    { play: 'pad', often: 0.7, voice: ['pad', 'strings'] },
    {
      play: 'melody',
      often: 0.5,
      every: [2, 4, 1],
      dense: [0.3, 0.7],
      voice: ['lead', 'pluck', 'piano'],
      level: [0.1, 0.3],
    },
    { play: 'fills', often: 0.6 },
  ],
});

/** Kick and backbeat below 110 BPM, with room between. */
const laidBack = (weight: number, bpm: Style['bpm']): Style => ({
  weight,
  bpm,
  swing: [0, 0.3, 0.6, 0.9],
  looseSec: [0.002, 0.01],
  chordBeats: [2, 4, 4, 8],
  parts: [
    drum(['kick'], ['x.??..?? ?.??..?.'], { level: [0.6, 1.2] }),
    drum(['snare', 'clap'], [BACKBEAT], { level: [0.4, 1] }),
    drum(['hat'], [EIGHTHS, EIGHTHS, SIXTEENTHS, 'x.xxx.x.'], { often: 0.9, level: [0.1, 0.6] }),
    { play: 'bass', at: ['x..?..?? ?.?...?.'] },
    {
      play: 'oneOf',
      parts: [
        { play: 'pad', voice: ['pad', 'strings'] },
        {
          play: 'chords',
          at: ['x.....x.........', 'x..x....x..x....', '..x.', FOUR],
          voice: ['piano', 'organ', 'guitar'],
          level: [0.1, 0.4],
        },
        { play: 'arpeggio', at: [EIGHTHS], voice: ['piano', 'pluck', 'guitar'], level: [0.1, 0.4] },
      ],
    },
    { play: 'melody', often: 0.6, every: [1, 2], dense: [0.3, 0.7], voice: ['lead', 'piano'], level: [0.1, 0.35] },
  ],
});

const dembow = (weight: number, bpm: Style['bpm']): Style => ({
  weight,
  bpm,
  chordBeats: [4, 4, 8],
  parts: [
    drum(['kick'], [FOUR, 'x.......'], { level: [0.6, 1.2] }),
    drum(['snare', 'clap'], ['...x..x.', '...x..x.', '...x..x...xx..x.'], { level: [0.5, 1] }),
    drum(['hat', 'percussion'], [EIGHTHS, SIXTEENTHS], { often: 0.7, level: [0.1, 0.5] }),
    { play: 'bass', at: ['x..x..x.', 'x.....x.', FOUR], level: [0.3, 0.9] },
    {
      play: 'oneOf',
      parts: [
        { play: 'pad', voice: ['pad'] },
        { play: 'chords', at: ['..x.', 'x..x..x.'], voice: ['pluck', 'saw', 'piano'], short: true },
      ],
    },
    { play: 'melody', often: 0.6, every: [1, 2], dense: [0.3, 0.7], voice: ['lead', 'pluck'], level: [0.1, 0.35] },
  ],
});

const DANCE: Record<string, Style> = {
  house: floor(3, [114, 130]),
  techno: floor(3, [120, 150]),
  trance: floor(3, [128, 145]),
  hardstyle: floor(1, [145, 165]),
  disco: floor(2, [105, 130]),
  eurodance: floor(2, [126, 152]),
  electroHouse: floor(2, [122, 132]),
  drumAndBass: breakbeat(
    4,
    [160, 180],
    ['x.........x.....', 'x.x.......x.....', 'x......x..x.....', 'x.....x...xx....'],
  ),
  breaks: breakbeat(1, [118, 142], ['x.........x.....', 'x.x.......x.....', 'x......x..x.....']),
  dubstep: halfTime(2, [136, 145], [EIGHTHS, 'x..x..x.x.x.x...', 'x...............']),
  trap: halfTime(2, [130, 162], ['x..?..?. ..?...?.']),
  futureBass: halfTime(3, [138, 160], ['x..x..x. ..x.x...', 'x.......x.......']),
  hipHop: laidBack(4, [78, 104]),
  loFi: laidBack(2, [68, 92]),
  downtempo: laidBack(2, [80, 112]),
  rhythmAndBlues: laidBack(2, [62, 100]),
  reggaeton: dembow(2, [86, 104]),
  moombahton: dembow(1, [100, 114]),
  dancehall: dembow(1, [88, 108]),
  garage: {
    weight: 1,
    bpm: [128, 138],
    swing: [0.4, 0.8, 1],
    chordBeats: [4, 4, 8],
    parts: [
      drum(['kick'], ['x.........x.....', 'x.....x...x.....', 'x.........x....x']),
      drum(['clap', 'snare'], [BACKBEAT]),
      drum(['hat'], [SIXTEENTHS, '..x.'], { level: [0.2, 0.5] }),
      { play: 'bass', at: ['x..x..x...x..x..'] },
      { play: 'chords', at: STABS, voice: ['organ', 'piano', 'pluck'], short: true },
    ],
  },
  amapiano: {
    weight: 1,
    bpm: [108, 116],
    chordBeats: [4, 8],
    parts: [
      drum(['kick'], [FOUR, 'x.......'], { often: 0.7, level: [0.3, 0.7] }),
      drum(['hat'], [EIGHTHS, SIXTEENTHS]),
      drum(['percussion'], ['????????????????'], { level: [0.2, 0.6] }),
      { play: 'bass', at: ['...x..x...x..x..'], level: [0.5, 1] },
      { play: 'pad', voice: ['pad', 'organ'] },
      { play: 'melody', often: 0.4, every: [1, 2], dense: [0.3, 0.6], voice: ['piano', 'pluck'] },
    ],
  },
  afrobeat: {
    weight: 1,
    bpm: [98, 126],
    looseSec: [0.002, 0.01],
    chordBeats: [4, 8],
    parts: [
      drum(['kick'], [FOUR, 'x..x....x..x....', 'x.......']),
      drum(['percussion'], ['x..x..x...x.x...']),
      drum(['hat'], [SIXTEENTHS], { level: [0.1, 0.4] }),
      { play: 'bass', at: ['x..x..x.x..x..x.'] },
      { play: 'chords', at: ['..x.', 'x..x..x...x.x...'], voice: ['organ', 'guitar'], short: true },
      { play: 'melody', often: 0.4, every: [1, 2], dense: [0.3, 0.6], voice: ['lead'] },
    ],
  },
  synthwave: {
    weight: 2,
    bpm: [78, 118],
    chordBeats: [4, 4, 8],
    parts: [
      drum(['kick'], [FOUR, 'x.......']),
      drum(['snare'], [BACKBEAT], { level: [0.5, 1.1] }),
      drum(['hat'], [EIGHTHS, SIXTEENTHS], { often: 0.8, level: [0.1, 0.4] }),
      { play: 'bass', at: [EIGHTHS, SIXTEENTHS], line: 'octaves' },
      { play: 'pad', voice: ['pad'] },
      {
        play: 'oneOf',
        parts: [
          { play: 'arpeggio', at: [SIXTEENTHS], voice: ['saw', 'pluck'] },
          { play: 'melody', every: [2, 2, 1], dense: [0.35, 0.75], voice: ['lead', 'saw'] },
        ],
      },
    ],
  },
};

export const STYLES: Record<string, Style> = { ...DANCE, ...SONGS, ...FOLK_AND_CLASSICAL };

const NAMES = Object.keys(STYLES).flatMap((name) => Array<string>(STYLES[name]!.weight).fill(name));
/** Takes the styles in turn, far from each other in the list; prime to its length. */
const STRIDE = 37;

/** The style of a piece by its number; each comes as often as it weighs. */
export const styleOfPiece = (number: number): string => NAMES[(number * STRIDE) % NAMES.length]!;
