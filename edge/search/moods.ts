import type { Mood } from '../../shared/contracts/query.ts';

/**
 * The moods people ask for, in the words the analysis has for them, with how near each comes (1 is the same). A mood
 * that stands on no line is unknown to the catalogue: no sound measured by us tells it.
 */
const ANALYSED: Partial<Record<Mood, Readonly<Record<string, number>>>> = {
  dark: { dark: 1 },
  uplifting: { bright: 0.8, happy: 0.8 },
  chill: { chill: 1, calm: 0.8 },
  melancholic: { melancholic: 1 },
  energetic: { energetic: 1 },
  dreamy: { calm: 0.5, chill: 0.5 },
  aggressive: { aggressive: 1 },
  happy: { happy: 1, bright: 0.7 },
  sad: { melancholic: 0.8 },
  peaceful: { calm: 1, chill: 0.7 },
  emotional: { melancholic: 0.5 },
  tense: { aggressive: 0.5, dark: 0.5 },
  mysterious: { dark: 0.6 },
};

/**
 * The analysed moods that answer a wanted one, each with its nearness (0 to 1); none when nothing answers it. The wanted
 * word itself is among them: a language model that read a track's words may have put it there.
 */
export function analysedMoods(mood: Mood): [mood: string, nearness: number][] {
  const nearest = ANALYSED[mood];
  return nearest ? Object.entries({ ...nearest, [mood]: 1 }) : [];
}
