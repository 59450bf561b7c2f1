import { ACTIVITIES, type Activity } from '../../shared/contracts/query.ts';
import { countsOctaves } from './ranges.ts';
import type { Range } from './wanted.ts';

/**
 * What music suits an activity, in what the analysis measures. Our reading, not a measurement: energy says how hard the
 * music drives (of the demo tracks, ambient has 0.1 and techno 0.9); a tempo only where a body keeps time with it.
 * Running at 150 to 190 steps a minute, walking at 95 to 130; training at 115 to 150, where Karageorghis et al. (2011,
 * "Revisiting the relationship between exercise heart rate and music tempo preference") find the tempi that are liked
 * best, 125 to 140; sleep up to 85, as slow as a heart at rest.
 */
const SUITS: Record<Activity, { energy: Range; bpm?: Range }> = {
  workout: { energy: { min: 0.6 }, bpm: { min: 115, max: 150 } },
  running: { energy: { min: 0.55 }, bpm: { min: 150, max: 190 } },
  cycling: { energy: { min: 0.55 } },
  walking: { energy: { min: 0.3, max: 0.8 }, bpm: { min: 95, max: 130 } },
  yoga: { energy: { max: 0.4 } },
  meditation: { energy: { max: 0.25 } },
  sleep: { energy: { max: 0.25 }, bpm: { max: 85 } },
  study: { energy: { max: 0.5 } },
  work: { energy: { min: 0.15, max: 0.65 } },
  reading: { energy: { max: 0.4 } },
  driving: { energy: { min: 0.45, max: 0.95 } },
  party: { energy: { min: 0.6 } },
  wedding: { energy: { min: 0.4 } },
  dinner: { energy: { max: 0.5 } },
  cooking: { energy: { min: 0.25, max: 0.75 } },
  cleaning: { energy: { min: 0.5 } },
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
