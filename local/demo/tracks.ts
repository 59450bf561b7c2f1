import { keyOfCamelot, type Key } from '../../shared/music/keys.ts';
import type { Genre } from './styles.ts';

/** A track of the demo catalogue; what it is in truth, for the pipeline to find out, and what its file's tags say of it. */
export type DemoTrack = {
  title: string;
  artist: 'MusicForge';
  album: 'Demo tracks';
  genre: Genre;
  bpm: number;
  key: Key;
  durationSec: number;
  seed: number;
  date: '2026';
  /** ISO 639-2: no linguistic content. Nobody sings here. */
  language: 'zxx';
  keywords: string;
};

const track = (
  title: string,
  genre: Genre,
  bpm: number,
  camelot: string,
  moods: string,
  durationSec: number,
  seed: number,
): DemoTrack => ({
  title,
  artist: 'MusicForge',
  album: 'Demo tracks',
  genre,
  bpm,
  key: keyOfCamelot(camelot)!,
  durationSec,
  seed,
  date: '2026',
  language: 'zxx',
  keywords: `${moods}, instrumental, synthesizer${RHODES.includes(genre) ? ', rhodes' : ''}, drums`,
});

/** Genres whose chords are played on the electric piano. */
const RHODES: readonly Genre[] = ['deep house', 'hip hop', 'lo-fi'];

/** A dozen genres spread over tempi and keys, and one that answers the first request of the README; several mix. */
export const demoTracks: readonly DemoTrack[] = [
  track('Lanterns on the Quay', 'house', 124, '8A', 'groovy', 39, 11),
  track('Slow Tide', 'deep house', 120, '7A', 'chill', 40, 25),
  track('Last Tram Home', 'deep house', 122, '8A', 'hypnotic, chill', 41, 23),
  track('Foundry', 'techno', 132, '4A', 'dark, hypnotic', 40, 13),
  track('Over the Meridian', 'trance', 138, '9A', 'euphoric, epic', 42, 14),
  track('Paper Kites', 'drum and bass', 174, '11A', 'energetic', 39, 15),
  track('Undertow', 'dubstep', 140, '5A', 'aggressive, dark', 41, 16),
  track('Corner Light', 'hip hop', 92, '3A', 'laid-back', 42, 17),
  track('Tea at Four', 'lo-fi', 84, '10B', 'calm, dreamy', 43, 18),
  track('Snow on the Antenna', 'ambient', 80, '12B', 'peaceful, mysterious', 45, 19),
  track('Mirror Room', 'disco', 118, '8B', 'happy, groovy', 41, 20),
  track('Night Ferry', 'synthwave', 100, '2A', 'nostalgic', 43, 21),
  track('Calle del Mar', 'reggaeton', 95, '6A', 'sexy', 40, 22),
];
