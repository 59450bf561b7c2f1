/**
 * The spellings of keys: "F# minor", "f sharp min", "F#m", "fis-Moll", "fa# menor", "ré mineur". Pitch classes count
 * from C = 0.
 */
type Mode = 'minor' | 'major';
type Pair<T> = readonly (readonly [string, T])[];

const LETTERS: Pair<number> = [
  ['c', 0],
  ['d', 2],
  ['e', 4],
  ['f', 5],
  ['g', 7],
  ['a', 9],
  ['b', 11],
];
const LETTER_SIGNS: Pair<number> = [
  ['', 0],
  ['#', 1],
  [' sharp', 1],
  ['b', -1],
  [' flat', -1],
];
const LETTER_MODES: Pair<Mode> = [
  [' minor', 'minor'],
  [' min', 'minor'],
  ['m', 'minor'],
  [' major', 'major'],
  [' maj', 'major'],
];

/** German, Dutch and Polish names; there b is B flat and h is B. */
const GERMAN: Pair<number> = [
  ['c', 0],
  ['d', 2],
  ['e', 4],
  ['f', 5],
  ['g', 7],
  ['a', 9],
  ['h', 11],
  ['b', 10],
  ['cis', 1],
  ['dis', 3],
  ['eis', 5],
  ['fis', 6],
  ['gis', 8],
  ['ais', 10],
  ['his', 0],
  ['ces', 11],
  ['des', 1],
  ['es', 3],
  ['fes', 4],
  ['ges', 6],
  ['as', 8],
  ['c#', 1],
  ['d#', 3],
  ['f#', 6],
  ['g#', 8],
  ['a#', 10],
];
const GERMAN_MODES: Pair<Mode> = [
  [' moll', 'minor'],
  [' dur', 'major'],
];

const SOLFEGE: Pair<number> = [
  ['do', 0],
  ['re', 2],
  ['mi', 4],
  ['fa', 5],
  ['sol', 7],
  ['la', 9],
  ['si', 11],
];
const SOLFEGE_SIGNS: Pair<number> = [
  ['', 0],
  ['#', 1],
  [' sostenido', 1],
  [' sustenido', 1],
  [' diese', 1],
  [' diesis', 1],
  ['b', -1],
  [' bemol', -1],
  [' bemolle', -1],
];
const SOLFEGE_MODES: Pair<Mode> = [
  [' menor', 'minor'],
  [' mineur', 'minor'],
  [' minore', 'minor'],
  [' mayor', 'major'],
  [' majeur', 'major'],
  [' maggiore', 'major'],
  [' maior', 'major'],
];

/** Every spelling of every key, with its pitch class and mode. */
export function keySpellings(): [text: string, pitch: number, mode: Mode][] {
  return [
    ...combine(LETTERS, LETTER_SIGNS, LETTER_MODES),
    ...combine(LETTERS, LETTER_SIGNS, SOLFEGE_MODES),
    ...combine(GERMAN, [['', 0]], GERMAN_MODES),
    ...combine(SOLFEGE, SOLFEGE_SIGNS, SOLFEGE_MODES),
  ];
}

function combine(notes: Pair<number>, signs: Pair<number>, modes: Pair<Mode>): [string, number, Mode][] {
  return notes.flatMap(([note, pitch]) =>
    signs.flatMap(([sign, step]) =>
      modes.map(([suffix, mode]): [string, number, Mode] => [
        `${note}${sign}${suffix}`,
        (pitch + step + 12) % 12,
        mode,
      ]),
    ),
  );
}
