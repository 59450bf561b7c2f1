import { ACTIVITIES, type Activity } from '../../shared/contracts/query.ts';
import { countsOctaves } from './ranges.ts';
import type { Range } from './wanted.ts';

/**
 * What music suits an activity, in what the analysis measures. Our reading, not a measurement. Energy says how hard the
 * music drives: of 116 excerpts, piano without drums had 0.15 to 0.42, folk tunes 0.38 to 0.46, game music 0.5 to 0.7,
 * dance music 0.7 to 0.85. A tempo only where a body keeps time with it: running at 150 to 190 steps a minute, walking at
 * 95 to 130; training at 115 to 150, around the 125 to 140 that Karageorghis et al. find liked best ("Revisiting the
 * relationship between exercise heart rate and music tempo preference", 2011); sleep up to 85, a heart at rest.
 */
const SUITS: Record<Activity, { energy: Range; bpm?: Range }> = {
  workout: { energy: { min: 0.65 }, bpm: { min: 115, max: 150 } },
  running: { energy: { min: 0.6 }, bpm: { min: 150, max: 190 } },
  cycling: { energy: { min: 0.6 } },
  walking: { energy: { min: 0.4, max: 0.8 }, bpm: { min: 95, max: 130 } },
  yoga: { energy: { max: 0.45 } },
  meditation: { energy: { max: 0.35 } },
  sleep: { energy: { max: 0.35 }, bpm: { max: 85 } },
  study: { energy: { max: 0.6 } },
  work: { energy: { min: 0.25, max: 0.7 } },
  reading: { energy: { max: 0.5 } },
  driving: { energy: { min: 0.5, max: 0.9 } },
  party: { energy: { min: 0.7 } },
  wedding: { energy: { min: 0.5 } },
  dinner: { energy: { max: 0.6 } },
  cooking: { energy: { min: 0.35, max: 0.8 } },
  cleaning: { energy: { min: 0.6 } },
  gaming: { energy: { min: 0.5 } },
};

export const musicFor = (activity: Activity) => SUITS[activity];

/** The activities that a track suits; none where its energy, or a tempo that matters, is not known. */
export const activitiesOf = (track: { energyLevel: number | null; bpm: number | null }): Activity[] =>
  ACTIVITIES.filter((activity) => {
    const { energy, bpm } = SUITS[activity];
    return (
      isIn(energy, track.energyLevel) &&
      (!bpm || (countsOctaves(bpm) ? [1, 2, 0.5] : [1]).some((factor) => isIn(bpm, track.bpm, factor)))
    );
  });

const isIn = ({ min = 0, max = Number.POSITIVE_INFINITY }: Range, value: number | null, factor = 1): boolean =>
  value !== null && value * factor >= min && value * factor <= max;
