/** Keys and the names DJs give them: tonic and mode, the Camelot wheel, Open Key. */

export const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
export type Tonic = (typeof TONICS)[number];

export const MODES = ['major', 'minor'] as const;
export type Mode = (typeof MODES)[number];

export type Key = { tonic: Tonic; mode: Mode };

/** Pitch class of a tonic, 0 (C) to 11 (B). */
export const pitchClass = (tonic: Tonic): number => TONICS.indexOf(tonic);

/** The tonic of a pitch class; any integer, taken modulo 12. */
export const tonicOf = (pitch: number): Tonic => TONICS[((pitch % 12) + 12) % 12] as Tonic;

/**
 * Camelot code, "1A" to "12B": A is minor, B is major, and one step on the wheel is a fifth.
 * C major is 8B and A minor 8A, so a key stands 7 × (pitch class of its relative major) fifths from 8.
 */
export function camelotOf(key: Key): string {
  const relativeMajor = pitchClass(key.tonic) + (key.mode === 'minor' ? 3 : 0);
  const number = ((relativeMajor * 7 + 7) % 12) + 1;
  return `${number}${key.mode === 'minor' ? 'A' : 'B'}`;
}

/** Open Key code ("1m" to "12d"): the same wheel as Camelot, counted from A minor and C major. */
export function openKeyOf(key: Key): string {
  const number = Number.parseInt(camelotOf(key), 10);
  return `${((number + 4) % 12) + 1}${key.mode === 'minor' ? 'm' : 'd'}`;
}

/** The key of a Camelot code ("8A", "08a"), or null when it is none. */
export function keyOfCamelot(code: string): Key | null {
  const match = /^0?(1[0-2]|[1-9])([ab])$/i.exec(code.trim());
  if (!match) return null;
  const mode: Mode = match[2]?.toLowerCase() === 'a' ? 'minor' : 'major';
  const relativeMajor = (Number(match[1]) - 8 + 12) * 7;
  return { tonic: tonicOf(relativeMajor - (mode === 'minor' ? 3 : 0)), mode };
}

/** "A minor", "F# major": the name used in answers. */
export const keyName = (key: Key): string => `${key.tonic} ${key.mode}`;

/** The Camelot codes that mix with one: itself, its neighbours on the wheel, and its relative. */
export function compatibleCamelot(code: string): string[] {
  const key = keyOfCamelot(code);
  if (!key) return [];
  const number = Number.parseInt(code, 10);
  const letter = key.mode === 'minor' ? 'A' : 'B';
  const step = (by: number) => ((number - 1 + by + 12) % 12) + 1;
  return [
    `${number}${letter}`,
    `${step(1)}${letter}`,
    `${step(-1)}${letter}`,
    `${number}${letter === 'A' ? 'B' : 'A'}`,
  ];
}

/** The key of an Open Key code ("1m", "12d"), or null when it is none. */
export function keyOfOpenKey(code: string): Key | null {
  const match = /^0?(1[0-2]|[1-9])([md])$/i.exec(code.trim());
  if (!match) return null;
  const camelot = ((Number(match[1]) + 6) % 12) + 1;
  return keyOfCamelot(`${camelot}${match[2]?.toLowerCase() === 'm' ? 'A' : 'B'}`);
}

/** The key that a file's tag names, in any of the ways that DJ programs write it: "Am", "F# minor", "Gb", "8A", "1m". */
export function keyOfTag(text: string): Key | null {
  const name = /^([A-G])([#b♯♭]?)\s*(m|min|minor|moll|maj|major|dur)?$/i.exec(text.trim());
  if (!name) return keyOfCamelot(text) ?? keyOfOpenKey(text);
  const natural = pitchClass(name[1]!.toUpperCase() as Tonic);
  const shift = { '#': 1, '♯': 1, b: -1, '♭': -1 }[name[2]!.toLowerCase()] ?? 0;
  return { tonic: tonicOf(natural + shift), mode: /^m(?!aj)/i.test(name[3] ?? '') ? 'minor' : 'major' };
}
