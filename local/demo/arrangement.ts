import type { Style } from './styles.ts';

export type Part = 'kick' | 'backbeat' | 'hats' | 'bass' | 'chords' | 'melody' | 'riser';
export type SectionLabel = 'intro' | 'build' | 'drop' | 'breakdown' | 'outro';
export type Section = { label: SectionLabel; startBar: number; bars: number; parts: ReadonlySet<Part> };

type Plan = readonly [label: SectionLabel, share: number][];

const SHORT: Plan = [['intro', 0.2], ['build', 0.2], ['drop', 0.4], ['outro', 0.2]]; // prettier-ignore
const LONG: Plan = [
  ['intro', 0.13], ['build', 0.12], ['drop', 0.2], ['breakdown', 0.13], ['build', 0.09], ['drop', 0.2], ['outro', 0.13],
]; // prettier-ignore

/** From so many bars on, a track breaks down once and comes back. */
const LONG_FROM_BARS = 48;

const PARTS: Record<Style['kind'], Record<SectionLabel, Part[]>> = {
  dance: {
    intro: ['kick', 'hats', 'chords'],
    build: ['kick', 'backbeat', 'bass', 'chords', 'riser'],
    drop: ['kick', 'backbeat', 'hats', 'bass', 'chords', 'melody'],
    breakdown: ['chords', 'melody'],
    outro: ['kick', 'hats', 'bass', 'chords'],
  },
  song: {
    intro: ['hats', 'chords'],
    build: ['kick', 'backbeat', 'hats', 'chords'],
    drop: ['kick', 'backbeat', 'hats', 'bass', 'chords', 'melody'],
    breakdown: ['chords', 'melody'],
    outro: ['hats', 'bass', 'chords'],
  },
  ambient: {
    intro: ['chords', 'melody'],
    build: ['bass', 'chords', 'melody'],
    drop: ['kick', 'hats', 'bass', 'chords', 'melody'],
    breakdown: ['chords', 'melody'],
    outro: ['chords', 'melody'],
  },
};

/** The sections of a track of so many bars, side by side, each an even number of bars as far as they go. */
export function arrange(kind: Style['kind'], totalBars: number): Section[] {
  const plan = totalBars >= LONG_FROM_BARS ? LONG : SHORT;
  const unit = totalBars >= LONG_FROM_BARS ? 4 : totalBars >= 10 ? 2 : 1;
  const sections: Section[] = [];
  let share = 0;
  let startBar = 0;
  for (const [label, part] of plan) {
    share += part;
    const endBar = label === 'outro' ? totalBars : Math.round((share * totalBars) / unit) * unit;
    if (endBar > startBar)
      sections.push({ label, startBar, bars: endBar - startBar, parts: new Set(PARTS[kind][label]) });
    startBar = Math.max(startBar, endBar);
  }
  return sections;
}
