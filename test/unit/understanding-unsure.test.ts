import { describe, expect, it } from 'vitest';
import { understand } from '../../edge/understanding/grammar.ts';

const wanted = (text: string): string[] => {
  const { genres = [], moods = [], instruments = [], artists = [] } = understand(text).query;
  return [...genres, ...moods, ...instruments, ...artists];
};

/** What the last column names is refused, in words that no list of refusals holds; the one before it is wanted. */
const SAID_IN_PASSING = [
  ['The dog howls at violins. Folk for the evening', 'folk', 'violin'],
  ['Dance pop for the kids, reggaeton stays on the shelf', 'dance pop', 'reggaeton'],
  ["Hard rock! Metal belongs in the neighbour's garage", 'hard rock', 'metal'],
  ['deep house, techno has had its day', 'deep house', 'techno'],
  ['Techno, la trance mi fa venire il mal di testa', 'techno', 'trance'],
  ['House graag, van hardstyle word ik gek', 'house', 'hardstyle'],
  ['indie rock, but the second Coldplay comes on you have lost me', 'indie rock', 'Coldplay'],
  ['drum and bass. jump up makes my teeth itch', 'drum and bass', 'jump up'],
  ['Electro, EDM is what they play downstairs', 'electro', 'edm'],
  ['I want ambient. drums would be like a slap', 'ambient', 'drums'],
  ['du rap, mais si tu passes Booba je coupe', 'hip hop', 'Booba'],
  ['Samba, o pagode já deu o que tinha que dar', 'samba', 'pagode'],
  ['UK garage. Grime? wrong decade mate', 'uk garage', 'grime'],
] as const;

describe('a thing that something is said of beside a plain wish', () => {
  it.each(SAID_IN_PASSING)('%s', (text, wish, other) => {
    expect(wanted(text)).toContain(wish);
    expect(wanted(text)).not.toContain(other);
  });

  it('lowers the confidence and is listed as not understood', () => {
    const { coverage, notUnderstood } = understand('deep house, techno has had its day');
    expect(coverage).toBeLessThan(1);
    expect(notUnderstood.map(({ text }) => text)).toContain('techno');
  });
});

describe('what a later part refuses', () => {
  it.each([
    ['calming piano; if strings come in I wake up, so without those', 'instruments', 'strings'],
    ['We had bluegrass at the last wedding. Never again! Disco, please', 'genres', 'bluegrass'],
    ['lo-fi; guitars, had my share', 'instruments', 'guitar'],
    ['play dubstep and you pay for my therapy. indie pop please', 'genres', 'dubstep'],
    ['I would rather have drum and bass than another round of tropical house', 'genres', 'tropical house'],
    ['replace every Oasis track with soul', 'artists', 'Oasis'],
    ['flutes should be illegal. strings please', 'instruments', 'flute'],
    ['folk. any song with bagpipes makes our guests run for the door', 'instruments', 'bagpipe'],
    ['one more reggaeton song and I walk', 'genres', 'reggaeton'],
    ['everyone complains about St. Vincent so not her, some synth-pop', 'artists', 'St. Vincent'],
    ['folk. anything with banjo sends me running for the exit', 'instruments', 'banjo'],
    ['a world where ska was never invented, with soul', 'genres', 'ska'],
    ['You know what kills a party? Downtempo. Give me jackin house', 'genres', 'downtempo'],
  ] as const)('%s', (text, field, thing) => {
    expect(understand(text).query.exclude?.[field]).toContain(thing);
  });
});

describe('what only sounds like it', () => {
  it.each([
    ['Jazz? Yes please. With vibraphone if you can', ['jazz', 'vibraphone']],
    ["if you've got any kuduro, bring it on", ['kuduro']],
    ['When the sun comes up I want organic house, 118 bpm', ['organic house']],
    ["I've never once been tired of dub techno, so put some on", ['dub techno']],
    ["My doctor didn't forbid trance. 140 bpm please", ['trance']],
    ['Neighbours are away, so hardstyle at 150', ['hardstyle']],
    ['The kids demanded disco. 118 to 124 bpm', ['disco']],
    ['the neighbours are out so play kuduro', ['kuduro']],
    ["play kuduro and I'll bring beers", ['kuduro']],
    ["I don't just want kuduro, I want it loud", ['kuduro']],
    ["play kuduro and I'll love you forever", ['kuduro']],
    ["put on disco and we'll dance till dawn", ['disco']],
    ["We can't not have Whitney Houston tonight", ['Whitney Houston']],
  ])('%s', (text, things) => {
    expect(wanted(text)).toEqual(things);
  });
});
