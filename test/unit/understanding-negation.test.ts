import { describe, expect, it } from 'vitest';
import { understand } from '../../edge/understanding/grammar.ts';

/** Things of each kind that can be refused, with the list of the query they belong to. */
const THINGS = [
  { list: 'genres', thing: 'dubstep' },
  { list: 'moods', thing: 'sad' },
  { list: 'instruments', thing: 'saxophone' },
  { list: 'artists', thing: 'Katy Perry' },
  { list: 'artists', thing: 'Zornik Velde' },
] as const;

/** Ways to refuse X beside a wish for jazz. */
const REFUSALS = [
  'jazz but no X',
  'jazz without any X in it',
  'jazz with absolutely no X',
  'jazz, hold the X',
  'jazz sans X',
  'jazz minus the X',
  'jazz. Definitely not X please',
  'jazz, none of that X',
  'jazz (no X)',
  'NO X: jazz',
  "jazz, I can't stand X",
  "jazz but I don't want to hear any X",
  "jazz, I'd rather not hear X",
  "jazz, don't you dare put X on",
  "jazz, I'm done with X",
  "jazz, I've had it with X",
  'jazz, not a big fan of X',
  'jazz, keep X out of it',
  'jazz, leave out the X',
  'jazz, leave X at home',
  'jazz, get rid of the X',
  'jazz, X is not allowed',
  'jazz, X makes me sick',
  'jazz, X is off limits',
  'jazz, X? No thanks',
  'instead of X play jazz',
  'I prefer jazz to X',
  'rather jazz than X',
  'less X, more jazz',
  "jazz as long as it's not X",
  "jazz that doesn't have X",
  "jazz, unless it's X",
  'jazz, under no circumstances X',
  'jazz, must not contain X',
  'jazz, go easy on the X',
  'jazz ohne X',
  'jazz mais pas de X',
  'jazz pero sin X',
  'jazz senza X',
  'jazz maar geen X',
];

/** Negations that ask for X all the same. */
const WISHES = [
  'nothing but X',
  "I don't want anything but X",
  "don't play anything that isn't X",
  "can't get enough of X",
  'why is there no X in here?',
  "there's no X on this playlist!",
  "don't you have any X?",
  "couldn't you find me some X?",
  "who doesn't love X",
  'not without X',
  "I wouldn't say no to some X",
  "I don't hate X",
  'this app has no X',
  'no, play X',
  'nobody plays X any more',
  "I can't decide, play some X",
];

/** Where a negation is heard and what it refuses is left open. */
const DOUBTFUL = ['jazz, too much X lately', "jazz, it doesn't have to be X", 'jazz, not necessarily X'];

const query = (text: string) => understand(text).query;

describe.each(THINGS)('$thing', ({ list, thing }) => {
  const fill = (texts: readonly string[]) => texts.map((text) => [text.replace('X', thing)]);

  it.each(fill(REFUSALS))('%s: refused, and jazz is wanted', (text) => {
    const { genres, exclude, ...rest } = query(text);
    expect(exclude?.[list]).toEqual([thing]);
    expect(genres).toEqual(['jazz']);
    expect(rest).toEqual({});
  });

  it.each(fill(WISHES))('%s: wanted', (text) => {
    expect(query(text)).toEqual({ [list]: [thing] });
  });

  it.each(fill(DOUBTFUL))('%s: neither wanted nor refused, and said not to be understood', (text) => {
    const { query: read, notUnderstood } = understand(text);
    expect(read).toEqual({ genres: ['jazz'] });
    expect(notUnderstood.map((span) => span.text).join(' ')).toContain(thing);
  });
});
