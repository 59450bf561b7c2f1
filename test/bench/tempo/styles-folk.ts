/** Songs at the piano, dances of the country, music for the concert hall, and tunes of games. */
import type { Style } from './song.ts';
import type { VoiceName } from './sounds.ts';

const EIGHTHS = 'x.';
const SIXTEENTHS = 'x';
const QUARTERS = 'x...';

/** A song with piano or guitar alone. */
const atThePiano = (weight: number, bpm: Style['bpm'], slow: boolean): Style => ({
  weight,
  bpm,
  looseSec: [0.002, 0.012],
  drift: [0, 0, 0.01],
  chordBeats: slow ? [1, 2, 2, 4, 4] : [2, 4, 4],
  parts: [
    {
      play: 'oneOf',
      parts: [
        {
          play: 'arpeggio',
          at: slow ? [EIGHTHS, SIXTEENTHS] : [EIGHTHS],
          voice: ['piano', 'guitar'],
          level: [0.2, 0.5],
        },
        { play: 'chords', at: [QUARTERS, 'x.......', EIGHTHS], voice: ['piano', 'guitar'], level: [0.2, 0.5] },
        {
          play: 'chords',
          at: ['x...x.x...x.x.x.', 'x..x..x.x..x..x.', 'x.....x.x...x...'],
          voice: ['piano', 'guitar'],
          level: [0.2, 0.5],
        },
      ],
    },
    {
      play: 'bass',
      often: 0.7,
      at: ['x.......', 'x...............', 'x.....x.x.......', QUARTERS],
      voice: ['piano'],
      level: [0.2, 0.5],
    },
    {
      play: 'melody',
      every: slow ? [1, 1, 2] : [2, 2, 1],
      dense: [0.3, 0.7],
      voice: ['piano', 'lead', 'strings'],
      syncopated: 0.12,
      level: [0.3, 0.7],
    },
    { play: 'melody', often: 0.3, every: [2, 4], dense: [0.1, 0.4], voice: ['strings', 'piano'], level: [0.1, 0.4] },
    { play: 'pad', often: 0.3, voice: ['strings'], level: [0.1, 0.2] },
  ],
});

type Dance = {
  beats: 2 | 3 | 4;
  steps?: 4 | 6;
  bass: readonly string[];
  chords: readonly string[];
  every?: readonly number[];
  dense?: Style['bpm'];
  swing?: readonly number[];
};

/** A fiddle's or whistle's tune over bass and chords in turn. */
const danceTune = (
  weight: number,
  bpm: Style['bpm'],
  { beats, steps = 4, bass, chords, every = [2], dense = [0.4, 0.95], swing }: Dance,
): Style => ({
  weight,
  bpm,
  beats,
  steps,
  swing,
  looseSec: [0.002, 0.012],
  drift: [0, 0, 0.01],
  chordBeats: beats === 3 ? [3] : [beats, beats / 2, beats],
  parts: [
    { play: 'bass', often: 0.85, at: bass, voice: ['bass', 'piano', 'organ'], level: [0.15, 0.6] },
    { play: 'chords', often: 0.9, at: chords, voice: ['piano', 'guitar', 'organ', 'strings'], level: [0.15, 0.6] },
    { play: 'melody', every, dense, voice: ['lead', 'strings', 'pluck', 'piano'], level: [0.3, 0.8] },
  ],
});

const OOM_PAH: Pick<Dance, 'beats' | 'bass' | 'chords'> = {
  beats: 4,
  bass: ['x.......', 'x.......', QUARTERS],
  chords: ['....x...', '....x...', QUARTERS, 'x.......', '..x.'],
};

const orchestral = (
  weight: number,
  bpm: Style['bpm'],
  accompaniment: readonly string[],
  tune: readonly number[],
  chordBeats: readonly number[],
  beats = 4,
): Style => {
  const voices: readonly VoiceName[] = ['strings', 'strings', 'piano', 'organ', 'pluck'];
  return {
    weight,
    bpm,
    beats,
    looseSec: [0.003, 0.018],
    drift: [0.01, 0.03, 0.05],
    chordBeats,
    parts: [
      {
        play: 'oneOf',
        parts: [
          { play: 'chords', at: accompaniment, voice: voices },
          { play: 'arpeggio', at: accompaniment, voice: voices },
        ],
      },
      { play: 'bass', at: [QUARTERS, 'x...'.padEnd(4 * beats, '.')], voice: voices, level: [0.2, 0.5] },
      { play: 'melody', every: tune, dense: [0.35, 0.8], voice: ['strings', 'lead', 'piano'], level: [0.3, 0.7] },
      { play: 'drum', often: 0.25, sound: ['tom'], at: ['x...'.padEnd(4 * beats, '.'), 'x...'], level: [0.2, 0.8] },
    ],
  };
};

/** Square waves and samples; the tempo is that of the beat that the drums give. */
const game = (weight: number, bpm: Style['bpm']): Style => ({
  weight,
  bpm,
  chordBeats: [2, 4, 4, 8],
  parts: [
    { play: 'drum', often: 0.75, sound: ['kick'], at: ['x.......', 'x.....x.x.......', QUARTERS], level: [0.4, 1] },
    { play: 'drum', often: 0.75, sound: ['snare'], at: ['....x...'], level: [0.3, 0.8] },
    { play: 'drum', often: 0.75, sound: ['hat'], at: [EIGHTHS, SIXTEENTHS, QUARTERS], level: [0.1, 0.5] },
    { play: 'bass', at: [EIGHTHS, 'x..x..x.x..x..x.', QUARTERS], voice: ['lead', 'bass'], level: [0.3, 0.6] },
    {
      play: 'oneOf',
      parts: [
        { play: 'arpeggio', at: [SIXTEENTHS], voice: ['lead', 'pluck'], level: [0.1, 0.35] },
        { play: 'chords', at: [QUARTERS, 'x..x..x...x.x...'], voice: ['lead', 'saw', 'strings'], level: [0.1, 0.35] },
      ],
    },
    { play: 'melody', every: [2, 2, 1, 4], dense: [0.4, 0.85], voice: ['lead', 'saw', 'strings'], level: [0.2, 0.5] },
  ],
});

/** Without drums the octave is hardest to tell: dances and songs at the piano weigh more here than they are played. */
export const FOLK_AND_CLASSICAL: Record<string, Style> = {
  pianoBallad: atThePiano(14, [54, 84], true),
  pianoPop: atThePiano(3, [80, 130], false),
  reel: danceTune(15, [95, 130], { ...OOM_PAH, dense: [0.7, 0.98] }),
  march: danceTune(3, [100, 126], OOM_PAH),
  strathspey: danceTune(3, [80, 120], { ...OOM_PAH, swing: [0.6, 1], every: [1, 2] }),
  polka: danceTune(3, [105, 135], { beats: 2, bass: [QUARTERS], chords: ['..x.'] }),
  jig: danceTune(15, [70, 132], {
    beats: 2,
    steps: 6,
    bass: ['x.....', 'x...........'],
    chords: ['....x.', 'x.....', '..x.x.', 'x.........x.'],
    dense: [0.7, 0.98],
  }),
  folkWaltz: danceTune(9, [95, 170], { beats: 3, bass: ['x...........'], chords: ['....x...x...'], every: [2, 4] }),
  waltz: danceTune(2, [130, 190], {
    beats: 3,
    bass: ['x...........'],
    chords: ['....x...x...'],
    every: [2, 4],
    dense: [0.3, 0.7],
  }),
  strummed: danceTune(6, [76, 138], {
    beats: 4,
    bass: ['x.......'],
    chords: ['x...x.x...x.x.x.', EIGHTHS, 'x...x.x.'],
    every: [2, 4],
    dense: [0.3, 0.75],
  }),
  allegro: orchestral(3, [112, 160], [EIGHTHS, EIGHTHS, QUARTERS, SIXTEENTHS], [2, 2, 4], [2, 4]),
  andante: orchestral(2, [70, 104], [EIGHTHS, QUARTERS], [2], [1, 2, 2]),
  adagio: orchestral(3, [46, 70], [EIGHTHS, SIXTEENTHS, QUARTERS], [1, 2], [1, 2]),
  minuet: orchestral(2, [110, 150], [QUARTERS, EIGHTHS], [2, 4], [3], 3),
  baroque: orchestral(2, [76, 116], [SIXTEENTHS, EIGHTHS], [1, 2], [1, 2]),
  symphonic: orchestral(2, [66, 150], [EIGHTHS, QUARTERS, SIXTEENTHS], [2, 4], [2, 4]),
  chiptune: game(2, [120, 182]),
  gameTune: game(4, [96, 160]),
  tracker: game(5, [112, 160]),
};
