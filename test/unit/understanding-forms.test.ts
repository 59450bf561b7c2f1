import { describe, expect, it } from 'vitest';
import type { MusicQuery } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';
import { GENRES } from '../../edge/understanding/vocabulary/genres.ts';

/** The ways one thing is said, each in the company of a genre; `|` parts them, N and M stand for numbers. */
const ways = (text: string) => text.split('|').map((way) => way.trim());

const TEMPO: Record<'exact' | 'about' | 'range' | 'within2' | 'min' | 'max', string[]> = {
  exact: ways(
    'N bpm techno|techno Nbpm|techno at N|techno bpm N|N beats per minute techno|techno, N|8A N techno|techno @N|tempo: N, techno|techno bpm=N|techno that is N bpm',
  ),
  about: ways(
    'techno around N bpm|techno about N|techno roughly N bpm|techno ~N|techno approx. N bpm|techno N-ish|techno Nish|techno circa N bpm|techno N or so|techno somewhere around N|techno near N bpm',
  ),
  range: ways(
    'techno N-M|techno N – M bpm|techno N to M|techno between N and M|techno from N to M bpm|N-Mbpm techno|a techno set that moves from N to M|techno Nbpm-Mbpm|techno N through M|techno starting at N and ending at M|techno in the N to M range|min N max M techno|techno over N but under M',
  ),
  within2: ways(
    'techno N ±2|techno N bpm +/- 2|techno N give or take 2|techno within 2 bpm of N|techno N plus or minus 2',
  ),
  min: ways(
    'techno at least N bpm|techno over N|techno not slower than N|techno N+|techno ≥N|techno N bpm or faster|nothing under N bpm, techno|min N bpm techno|techno N bpm min|techno, no tracks below N bpm|techno, never slower than N|techno from N upwards',
  ),
  max: ways(
    "techno under N bpm|techno up to N|techno at most N|techno not faster than N|techno ≤ N bpm|techno N bpm max|nothing over N bpm, techno|techno capped at N|sub-N techno|techno, no tracks above N bpm|techno, don't exceed N bpm|techno, doesn't go over N",
  ),
};

const ERAS: readonly (readonly [string, MusicQuery['era']])[] = [
  ["the 90s|'90s|90s|nineties|1990s", { from: 1990, to: 1999 }],
  ['the noughties|2000s', { from: 2000, to: 2009 }],
  ['early 90s|the early nineties', { from: 1990, to: 1993 }],
  ['mid 90s|mid-90s', { from: 1994, to: 1996 }],
  ['late 90s|the late 1990s', { from: 1997, to: 1999 }],
  ['70s and 80s|the 70s or 80s|70s/80s', { from: 1970, to: 1989 }],
  ['1991 to 1995|1991-1995|1991-95|between 1991 and 1995', { from: 1991, to: 1995 }],
  ['since 2015|2015 onwards|not before 2015|no tracks from before 2015', { from: 2015 }],
  ['after 2015|post-2015|later than 2015', { from: 2016 }],
  ['before 1985|pre-1985|older than 1985', { to: 1984 }],
  ['not later than 1985|nothing after 1985|up to 1985|no tracks after 1985', { to: 1985 }],
];

const DURATIONS: readonly (readonly [string, MusicQuery['durationSec']])[] = [
  ['under 4 minutes|shorter than 4 minutes|less than four minutes|4 min max|no longer than 4 minutes', { max: 240 }],
  ['over 6 minutes|at least 6 minutes long|6+ minutes|6 minutes plus|6 minutes or longer', { min: 360 }],
  ['between 3 and 4 minutes|3 to 4 minutes long|3-4 min|between 3:00 and 4:00', { min: 180, max: 240 }],
];

const ENERGIES: readonly (readonly [string, MusicQuery['energy']])[] = [
  ['high energy', { min: 0.7 }],
  ['low energy', { max: 0.35 }],
  ['medium energy', { min: 0.35, max: 0.7 }],
  ['low to medium energy', { max: 0.7 }],
  ['medium-high energy', { min: 0.35 }],
  ['peak time|peak-hour', { min: 0.75 }],
  ['warm-up|warmup', { max: 0.55 }],
  ['energy 0.4-0.6|energy between 0.4 and 0.6', { min: 0.4, max: 0.6 }],
  ['energy 7/10|energy level 7|seven out of ten energy|70% energy', { min: 0.65, max: 0.75 }],
  ['energy above 0.6|min energy 0.6|energy over 60%|energy at least 6/10', { min: 0.6 }],
];

const LIMITS: readonly (readonly [string, number | undefined])[] = [
  ['give me 20 techno tracks|twenty techno songs please|techno, give me 20|a playlist of 20 techno songs', 20],
  ['top 10 techno|ten of your best techno tracks|techno, limit 10|max 10 techno songs|first 10 techno tracks', 10],
  ['a dozen techno tunes', 12],
  ['half a dozen techno tracks', 6],
  ['two dozen techno songs', 24],
  ['just one techno track|one techno song', 1],
  ['a few techno tracks|a couple of techno songs|a song, techno', undefined],
];

const VOCALS: readonly (readonly [string, MusicQuery['vocals']])[] = [
  [
    'instrumental|no vocals|without vocals|no vox|no lyrics|no singing|nothing with vocals|vocal-free|hold the vocals',
    'none',
  ],
  ['female vocals|with a female singer|sung by a woman|female-fronted', 'female'],
  ['male vocals|sung by a man|a guy singing', 'male'],
  ['with vocals|with singing|with a singer', 'any'],
];

const KEYS: readonly (readonly [string, string, string])[] = [
  ['A minor|Am|a min|A-minor|8A|08a|1m|a-Moll|la menor|la mineur', 'A minor', '8A'],
  ['F# minor|F♯m|F sharp minor|Gb minor|fis-Moll|11A|fa# mineur', 'F# minor', '11A'],
  ['Eb major|E♭ major|E flat major|D# maj|5B|Es-Dur|mi bemol mayor', 'Eb major', '5B'],
  ['B minor|h-Moll|Cb minor|10A|si minore', 'B minor', '10A'],
];

const GENRE_FRAMES = ways(
  'G|gritty G|G for the terrace|late night G|quality G|give us your finest G|I fancy G|nothing but G|G?|play G please|124 G|8A G|just G|any G|G playlist|G with saxophone|20 G songs',
);

const query = (text: string) => understand(text).query;

/** The texts whose field is not as it should be, with what was read instead. */
function misread<F extends keyof MusicQuery>(field: F, texts: readonly string[], expected: MusicQuery[F]): unknown[] {
  return texts
    .map((text) => [text, query(text)[field]])
    .filter(([, read]) => !Object.is(read, expected) && !same(read, expected));
}

const sorted = (value: unknown) => Object.entries(value ?? {}).toSorted(([a], [b]) => a.localeCompare(b));
const same = (a: unknown, b: unknown) =>
  typeof a === 'object' && typeof b === 'object' && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const beside = (texts: string) => ways(texts).flatMap((way) => [`techno ${way}`, `techno, ${way}`, `${way}, techno`]);

describe('every way to say', () => {
  it.each([72, 96, 110, 124, 140, 174])('a tempo of %i', (low) => {
    const high = low + 6;
    const fill = (texts: readonly string[]) =>
      texts.map((text) => text.replaceAll('N', String(low)).replaceAll('M', String(high)));
    expect(misread('bpm', fill(TEMPO.exact), { min: low - 1, max: low + 1 })).toEqual([]);
    expect(misread('bpm', fill(TEMPO.about), { min: low - 3, max: low + 3 })).toEqual([]);
    expect(misread('bpm', fill(TEMPO.range), { min: low, max: high })).toEqual([]);
    expect(misread('bpm', fill(TEMPO.within2), { min: low - 2, max: low + 2 })).toEqual([]);
    expect(misread('bpm', fill(TEMPO.min), { min: low })).toEqual([]);
    expect(misread('bpm', fill(TEMPO.max), { max: low })).toEqual([]);
  });

  it.each(ERAS)('%s', (texts, era) => {
    expect(misread('era', beside(texts), era)).toEqual([]);
  });

  it.each(DURATIONS)('%s', (texts, durationSec) => {
    expect(misread('durationSec', beside(texts), durationSec)).toEqual([]);
  });

  it.each(ENERGIES)('%s', (texts, energy) => {
    expect(misread('energy', beside(texts), energy)).toEqual([]);
  });

  it.each(LIMITS)('%s', (texts, limit) => {
    expect(misread('limit', ways(texts), limit)).toEqual([]);
  });

  it.each(VOCALS)('%s', (texts, vocals) => {
    expect(misread('vocals', beside(texts), vocals)).toEqual([]);
  });

  it.each(KEYS)('%s', (texts, key, camelot) => {
    const [tonic, mode] = key.split(' ');
    const forms = ways(texts).flatMap((way) => [`techno in ${way}`, `techno, ${way}`, `130, ${way}, techno`, way]);
    expect(misread('key', forms, { tonic, mode } as MusicQuery['key'])).toEqual([]);
    expect(misread('camelot', forms, camelot)).toEqual([]);
  });

  it.each(GENRE_FRAMES)('"%s" for each genre G', (frame) => {
    const wrong = GENRES.map(({ name }) => [frame.replace('G', name), name] as const)
      .filter(([text, name]) => JSON.stringify(query(text).genres) !== JSON.stringify([name]))
      .map(([text]) => text);
    expect(wrong).toEqual([]);
  });
});
