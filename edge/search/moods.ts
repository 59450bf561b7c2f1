import type { Mood } from '../../shared/contracts/query.ts';

/**
 * The moods people ask for, in the words the analysis has for them, with how near each comes (1 is the same). A mood
 * that stands on no line is told by no sound that we measure: tracks have it from their tags or from a language model.
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

/** The moods that answer a wanted one, each with its nearness (0 to 1): itself, and those of the sound that are near it. */
export const analysedMoods = (mood: Mood): [mood: string, nearness: number][] =>
  Object.entries({ ...ANALYSED[mood], [mood]: 1 });
