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
  'jazz AND NOT (X)',
  'DO NOT PLAY LIST: X. Jazz please',
  'banned tonight: X. Jazz please',
  'jazz, miss me with X',
  'jazz that steers well clear of X',
  'jazz, keep X well away',
  'jazz, X please stay home',
  'jazz, X is a dealbreaker',
  "jazz, and don't you let any X in",
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
  'jazz with the exception of X',
  'jazz with X stripped out',
  'jazz, X is off the table',
  'jazz, X is not what I want',
  'jazz, pass on the X',
  'jazz, nobody asked for X',
  'jazz, not a note of X',
  'jazz, give X a rest',
  'jazz, save X for later',
  "jazz, I'd rather die than hear X",
  "jazz. If I hear one more X I'm leaving",
  'X, no. jazz, yes',
  'Stop giving me X. jazz please',
  'quit recommending X, jazz please',
  'stop sending me any X. jazz',
  'no more of X. jazz',
  'X? God no. jazz',
  'X? please no. jazz',
  'X? hell no, jazz',
  'X? Never, jazz',
  'X? ew. jazz',
  'jazz yes / X NO',
  'X no, jazz yes',
  'jazz - yes, X - no',
  'jazz ✅ X ❌',
  '✅ jazz ❌ X',
  'jazz 👍, X 👎',
  'jazz wo X',
  'jazz utan X',
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
  'no evening without X',
  'this app has no X',
  'no, play X',
  'nobody plays X any more',
  "I can't decide, play some X",
  'never stop playing X',
  "I can't stop listening to X",
  'X? yes please',
  "play X, my neighbour can't stand it",
];

/** Where a negation is heard and what it refuses is left open. */
const DOUBTFUL = [
  'jazz, too much X lately',
  'jazz, you keep playing X',
  "jazz, it doesn't have to be X",
  'jazz, not necessarily X',
];

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

/** Ways to refuse what somebody made. */
const AUTHORS = [
  'jazz not by X',
  'jazz but not by X',
  'jazz except those by X',
  'jazz excluding the ones by X',
  "jazz that isn't sung by X",
  'jazz not featuring X',
  'jazz not feat. X',
  'jazz, no remixes by X',
  'jazz, not in the style of X',
  'jazz, nothing produced by X',
];

describe.each(['Katy Perry', 'katy perry', 'Zornik Velde', 'Drake', 'coldplay'])('the works of %s', (name) => {
  it.each(AUTHORS.map((text) => [text.replace('X', name)]))('%s: refused', (text) => {
    const { genres, exclude, ...rest } = query(text);
    expect(exclude?.artists?.map((artist) => artist.toLowerCase())).toEqual([name.toLowerCase()]);
    expect(genres).toEqual(['jazz']);
    expect(rest).toEqual({});
  });
});

/** Measures that a query has no place for when they are refused. */
const MEASURES = [
  'high energy',
  'peak time',
  'energy 8/10',
  '128 bpm',
  'around 128 bpm',
  '120 to 125 bpm',
  '90s',
  'late 90s',
];
const REFUSED_MEASURES = [
  'jazz, no X',
  'jazz but not X',
  'jazz, anything but X',
  'jazz, nothing X',
  'jazz, X is out',
  "jazz, don't play anything X",
  'jazz, not necessarily X',
  'jazz, X excluded',
];

describe.each(MEASURES)('%s', (measure) => {
  it.each(REFUSED_MEASURES.map((text) => [text.replace('X', measure)]))('%s: jazz is all that is wanted', (text) => {
    expect(query(text)).toEqual({ genres: ['jazz'] });
  });
});

it.each([
  ['no jazz except bebop', { genres: ['bebop'], exclude: { genres: ['jazz'] } }],
  ['nothing too fast techno', { genres: ['techno'] }],
  ['not 128 bpm techno', { genres: ['techno'] }],
  ['no 90s techno', { exclude: { genres: ['techno'] } }],
  ['no brostep, riddim, dubstep', { exclude: { genres: ['brostep', 'riddim', 'dubstep'] } }],
  [
    'dubstep, no brostep, riddim, sad',
    { genres: ['dubstep'], exclude: { genres: ['brostep', 'riddim'], moods: ['sad'] } },
  ],
  ['no vocals, techno, piano', { vocals: 'none', genres: ['techno'], instruments: ['piano'] }],
  ["I used to love trance, now I can't stand it. techno", { genres: ['techno'], exclude: { genres: ['trance'] } }],
  ['Ed Sheeran? Not him. jazz', { genres: ['jazz'], exclude: { artists: ['Ed Sheeran'] } }],
  ['soca, avoid anything under 110 bpm', { genres: ['soca'], bpm: { min: 110 } }],
])('%s', (text, expected) => expect(query(text)).toEqual(expected));
