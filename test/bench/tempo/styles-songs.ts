/** Bands with drums, jazz, and music of Latin America and Jamaica. */
import type { Style } from './song.ts';
import type { VoiceName } from './sounds.ts';

const EIGHTHS = 'x.';
const SIXTEENTHS = 'x';
const QUARTERS = 'x...';
const BACKBEAT = '....x...';

type Band = {
  kick: readonly string[];
  snare?: readonly string[];
  hat?: readonly string[];
  bass?: readonly string[];
  chords?: readonly string[];
  voice?: readonly VoiceName[];
  /** Steps between the notes that the tune may have. */
  every?: readonly number[];
  chordBeats?: readonly number[];
};

/** Drums, bass, a chord instrument that strums or picks, and most often a tune. */
const band = (weight: number, bpm: Style['bpm'], { chordBeats = [2, 4, 4, 8], ...of }: Band): Style => ({
  weight,
  bpm,
  looseSec: [0.002, 0.012],
  drift: [0, 0.005, 0.015],
  chordBeats,
  parts: [
    { play: 'drum', sound: ['kick'], at: of.kick, level: [0.5, 1.1] },
    { play: 'drum', sound: ['snare'], at: of.snare ?? [BACKBEAT], level: [0.5, 1.1] },
    {
      play: 'drum',
      sound: ['hat', 'hat', 'openHat'],
      at: of.hat ?? [EIGHTHS, EIGHTHS, EIGHTHS, QUARTERS, SIXTEENTHS],
      level: [0.1, 0.6],
    },
    { play: 'bass', at: of.bass ?? [EIGHTHS, 'x.....x.x.....x.', 'x.......', QUARTERS] },
    {
      play: 'oneOf',
      parts: [
        {
          play: 'chords',
          at: of.chords ?? [EIGHTHS, 'x.....x.x.....x.', 'x...x.x...x.x.x.', QUARTERS],
          voice: of.voice ?? ['piano', 'guitar', 'organ'],
        },
        {
          play: of.voice ? 'chords' : 'arpeggio',
          at: of.voice ? [EIGHTHS] : [EIGHTHS, SIXTEENTHS],
          voice: of.voice ?? ['guitar', 'piano'],
        },
      ],
    },
    { play: 'pad', often: 0.3, voice: ['pad', 'strings'], level: [0.05, 0.25] },
    {
      play: 'melody',
      often: 0.8,
      every: of.every ?? [2, 2, 1],
      dense: [0.35, 0.75],
      voice: ['lead', 'strings', 'piano'],
      syncopated: 0.1,
    },
    { play: 'fills', often: 0.6 },
  ],
});

/** Walking bass, a ride cymbal that swings, chords where they please; steps are triplets. */
const swinging = (weight: number, bpm: Style['bpm'], beats: 3 | 4): Style => ({
  weight,
  bpm,
  beats,
  steps: 3,
  looseSec: [0.003, 0.012],
  drift: [0.005, 0.015, 0.03],
  chordBeats: beats === 3 ? [3] : [2, 4, 4],
  parts: [
    {
      play: 'drum',
      sound: ['openHat', 'hat'],
      at: beats === 3 ? ['x..x.xx..'] : ['x..x.x', 'x..x.x', 'x..'],
      level: [0.3, 0.9],
    },
    { play: 'drum', sound: ['hat'], at: beats === 3 ? ['...x..x..'] : ['...x..'], level: [0.2, 0.5] },
    { play: 'bass', at: ['x..'], line: 'walks', level: [0.4, 0.9] },
    { play: 'drum', sound: ['snare'], often: 0.5, at: ['..?..?..?..?', '?????????'], level: [0.1, 0.3] },
    {
      play: 'chords',
      at: beats === 3 ? ['..x......', 'x....x...'] : ['..x..x......', 'x....x......', '.....x.....x'],
      voice: ['piano', 'guitar'],
      short: true,
    },
    { play: 'melody', every: [1, 2, 1], dense: [0.3, 0.6], voice: ['lead', 'piano'], level: [0.2, 0.6] },
  ],
});

export const SONGS: Record<string, Style> = {
  rock: band(5, [98, 148], {
    kick: ['x.......', 'x.......x.x.....', 'x.....x.x.......', 'x......xx.x.....', 'x.........x.....'],
  }),
  ballad: band(3, [58, 84], {
    kick: ['x.......', 'x.........x.....', 'x...............', 'x......xx.......', 'x.....x.x.......'],
    hat: [EIGHTHS, EIGHTHS, SIXTEENTHS, QUARTERS],
    bass: ['x.......', 'x.....x.x.......', 'x...............', QUARTERS],
    chords: [QUARTERS, 'x...............', EIGHTHS, 'x.......'],
    chordBeats: [2, 2, 4, 4],
  }),
  punk: band(2, [155, 200], {
    kick: ['x.......', 'x.....x.x.....x.', 'x.....x...x.....'],
    hat: [EIGHTHS, QUARTERS],
    bass: [EIGHTHS],
    chords: [EIGHTHS],
    voice: ['saw'],
  }),
  metal: band(2, [95, 190], {
    kick: [SIXTEENTHS, EIGHTHS, 'x..x..x.x..x..x.', 'x.......x.x.....'],
    snare: [BACKBEAT, BACKBEAT, '........x.......', '..x.'],
    hat: [QUARTERS, EIGHTHS],
    bass: [EIGHTHS, SIXTEENTHS, 'x.xxx.xxx.......'],
    chords: [EIGHTHS, SIXTEENTHS, 'x.......'],
    voice: ['saw'],
  }),
  pop: band(4, [84, 132], { kick: ['x.......', QUARTERS, 'x.....x.x.......', 'x.........x.....'] }),
  indie: band(3, [110, 160], { kick: ['x.......', QUARTERS, 'x.....x.x.x.....'] }),
  funk: band(2, [92, 118], {
    kick: ['x..x......x.....', 'x.x....x..x.....', 'x.....x...xx....'],
    snare: ['....x..o.o..x..o'],
    hat: [SIXTEENTHS, EIGHTHS],
    bass: ['x..x..x...xx..x.'],
    chords: ['..x..xx...x...x.'],
    voice: ['guitar'],
  }),
  motown: band(2, [100, 135], {
    kick: ['x.......', 'x.....x.x.....x.'],
    snare: [QUARTERS, BACKBEAT],
    chords: [BACKBEAT],
    voice: ['guitar', 'piano'],
  }),
  country: band(2, [84, 132], {
    kick: ['x.......'],
    snare: [BACKBEAT, BACKBEAT, 'ooooxoooooooxooo'],
    bass: ['x.......'],
    chords: [BACKBEAT, '..x.'],
    voice: ['guitar'],
  }),
  shuffle: {
    weight: 2,
    bpm: [80, 140],
    steps: 3,
    looseSec: [0.002, 0.012],
    drift: [0, 0.01, 0.02],
    chordBeats: [4, 8],
    parts: [
      { play: 'drum', sound: ['kick'], at: ['x..', 'x.....'], level: [0.5, 1] },
      { play: 'drum', sound: ['snare'], at: ['...x..'], level: [0.4, 1] },
      { play: 'drum', sound: ['hat'], at: ['x.x'], level: [0.2, 0.6] },
      { play: 'bass', at: ['x..', 'x.x'], line: 'walks' },
      { play: 'chords', at: ['x.x', '...x..'], voice: ['guitar', 'piano'], short: true },
      { play: 'melody', every: [1], dense: [0.3, 0.6], voice: ['lead'] },
    ],
  },
  swing: swinging(4, [105, 225], 4),
  jazzWaltz: swinging(1, [110, 180], 3),
  jazzBallad: {
    weight: 1,
    bpm: [54, 80],
    steps: 3,
    looseSec: [0.004, 0.015],
    drift: [0.01, 0.03],
    chordBeats: [2, 4],
    parts: [
      { play: 'drum', sound: ['hat'], at: ['...x..'], level: [0.1, 0.4] },
      { play: 'drum', sound: ['openHat'], at: ['x.x'], level: [0.05, 0.3] },
      { play: 'bass', at: ['x.....', 'x..'] },
      { play: 'chords', at: ['x.....', 'x...........', '..x.....x...'], voice: ['piano'] },
      { play: 'melody', every: [1, 2], dense: [0.3, 0.6], voice: ['lead', 'piano'] },
    ],
  },
  compoundBallad: {
    weight: 3,
    bpm: [50, 80],
    steps: 6,
    looseSec: [0.002, 0.01],
    drift: [0, 0.01],
    chordBeats: [2, 4],
    parts: [
      { play: 'drum', sound: ['kick'], at: ['x...........', 'x.........x.x...........'], level: [0.5, 1] },
      { play: 'drum', sound: ['snare'], at: ['......x.....'], level: [0.4, 1] },
      { play: 'drum', sound: ['hat'], at: ['x.'], level: [0.2, 0.6] },
      { play: 'bass', at: ['x...........', 'x.....', 'x...x.x.....'] },
      { play: 'arpeggio', at: ['x.'], voice: ['piano', 'guitar'] },
      { play: 'melody', every: [2, 4], dense: [0.3, 0.6], voice: ['lead', 'strings'] },
    ],
  },
  reggae: band(2, [62, 90], {
    kick: [BACKBEAT, QUARTERS],
    snare: [BACKBEAT],
    hat: [EIGHTHS, SIXTEENTHS],
    bass: ['x..xx...x.x.x...', 'x.x.x...x.x.x...', 'x.....x.x...x...'],
    chords: ['..x.'],
    voice: ['guitar', 'organ'],
  }),
  ska: band(1, [110, 165], {
    kick: ['x.......'],
    hat: [EIGHTHS],
    bass: [QUARTERS],
    chords: ['..x.'],
    voice: ['guitar'],
  }),
  bossaNova: band(1, [110, 150], {
    kick: ['x.....x.'],
    snare: ['x..x..x...x..x..', '..x..x..x...x...'],
    hat: [EIGHTHS],
    bass: ['x.....x.'],
    chords: ['x...x.x...x...x.'],
    voice: ['guitar'],
  }),
  salsa: band(1, [150, 205], {
    kick: ['......x.....x...'],
    snare: ['x..x..x.....x.x.................', '....x.x.....x.xx'],
    hat: [EIGHTHS],
    bass: ['......x.....x...'],
    chords: ['x...x.x...x...x.', '..x.x..x.x.x.x..'],
    voice: ['piano'],
  }),
  cumbia: band(1, [84, 108], {
    kick: ['x.......'],
    hat: ['x...x.x.'],
    bass: ['x.......x...x...'],
    chords: [BACKBEAT],
    voice: ['organ'],
  }),
  samba: band(1, [90, 125], {
    kick: ['x..xx..x'],
    snare: ['x..x..x.x..x..x.'],
    hat: [SIXTEENTHS],
    bass: ['x..xx..xx..xx...'],
    chords: ['x..x..x...x..x..'],
    voice: ['guitar'],
  }),
};
