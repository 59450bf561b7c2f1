import { keyOfCamelot, type Key } from '../../shared/music/keys.ts';
import type { Genre } from './styles.ts';

/** A track of the demo catalogue; what it is in truth, for the pipeline to find out. */
export type DemoTrack = {
  title: string;
  artist: 'MusicForge';
  album: 'Demo tracks';
  genre: Genre;
  bpm: number;
  key: Key;
  mood: string;
  durationSec: number;
  seed: number;
};

const track = (
  title: string,
  genre: Genre,
  bpm: number,
  camelot: string,
  mood: string,
  durationSec: number,
  seed: number,
): DemoTrack => ({
  title,
  artist: 'MusicForge',
  album: 'Demo tracks',
  genre,
  bpm,
  key: keyOfCamelot(camelot)!,
  mood,
  durationSec,
  seed,
});

/** A dozen tracks, a genre each, spread over tempi and keys; several pairs mix with each other. */
export const demoTracks: readonly DemoTrack[] = [
  track('Lanterns on the Quay', 'house', 124, '8A', 'warm', 39, 11),
  track('Slow Tide', 'deep house', 120, '7A', 'chill', 40, 25),
  track('Foundry', 'techno', 132, '4A', 'dark', 40, 13),
  track('Over the Meridian', 'trance', 138, '9A', 'euphoric', 42, 14),
  track('Paper Kites', 'drum and bass', 174, '11A', 'energetic', 39, 15),
  track('Undertow', 'dubstep', 140, '5A', 'aggressive', 41, 16),
  track('Corner Light', 'hip hop', 92, '3A', 'laid-back', 42, 17),
  track('Tea at Four', 'lo-fi', 84, '10B', 'calm', 43, 18),
  track('Snow on the Antenna', 'ambient', 80, '12B', 'peaceful', 45, 19),
  track('Mirror Room', 'disco', 118, '8B', 'happy', 41, 20),
  track('Night Ferry', 'synthwave', 100, '2A', 'nostalgic', 43, 21),
  track('Calle del Mar', 'reggaeton', 95, '6A', 'summery', 40, 22),
];
