import { describe, expect, test } from 'vitest';
import { combined, moodTerms, statedAttributes, type TrackWords } from '../../edge/search/attributes.ts';
import { NOTHING_STATED, type TrackAttributes } from '../../shared/contracts/attributes.ts';
import type { FileTags } from '../../shared/contracts/job.ts';

const NOW = new Date('2026-11-22');
const NO_TAGS: FileTags = { title: null, artist: null, album: null, genre: null };

const of = (words: Partial<TrackWords>) =>
  statedAttributes({ title: null, artist: null, fileName: null, tags: null, ...words }, NOW);
const ofTags = (tags: Partial<FileTags>) => of({ title: 'x', tags: { ...NO_TAGS, ...tags } });
const values = ({ year, vocals, language, instruments }: TrackAttributes) => ({
  ...(year && { year: year.value }),
  ...(vocals && { vocals: vocals.value }),
  ...(language && { language: language.value }),
  ...(instruments.length > 0 && { instruments: instruments.map(({ value }) => value) }),
});

describe('the words of a title', () => {
  test.each([
    ['Midnight (Instrumental)', { vocals: 'none' }],
    ['Midnight - Instrumental Mix', { vocals: 'none' }],
    ['Midnight [Karaoke Version]', { vocals: 'none' }],
    ['Midnight (Acapella)', { vocals: 'any' }],
    ['Midnight (A Cappella)', { vocals: 'any' }],
    ['Midnight (Vocal Mix)', { vocals: 'any' }],
    ['Midnight (Dub Mix)', { vocals: 'none' }],
    ['Midnight (Dubstep Remix)', {}],
    ['Midnight (feat. Ann)', { vocals: 'any' }],
    ['Midnight (feat. Ann) [Instrumental]', { vocals: 'none' }],
    ['Instrumental Illness', {}],
    ['Midnight (1983)', { year: 1983 }],
    ['Midnight (Live 1975)', { year: 1975 }],
    ['Midnight (2011 Remaster)', {}],
    ['Midnight (Deluxe Edition 2011)', {}],
    ['Midnight (3024)', {}],
    ['1999', {}],
    ['Midnight (Spanish Version)', { language: 'es' }],
    ['Midnight (Piano Version)', { instruments: ['piano'] }],
    ['Midnight - Solo Cello', { instruments: ['cello'] }],
    ['Midnight (Piano)', {}],
    ['ＭＩＤＮＩＧＨＴ（Ｉｎｓｔｒｕｍｅｎｔａｌ）', { vocals: 'none' }],
    [`${'('.repeat(2000)}Instrumental`, {}],
    ['', {}],
  ])('%j state %j', (title, stated) => {
    expect(values(of({ title }))).toEqual(stated);
  });

  test('are those of the file name where there is no title, and the artist’s name has a guest too', () => {
    expect(values(of({ fileName: 'midnight_-_instrumental.mp3' }))).toEqual({ vocals: 'none' });
    expect(values(of({ title: 'Midnight', artist: 'Bob ft. Ann' }))).toEqual({ vocals: 'any' });
  });
});

describe('tags', () => {
  test.each<[Partial<FileTags>, object]>([
    [{ year: 1997 }, { year: 1997 }],
    [{ language: 'zxx' }, { vocals: 'none' }],
    [{ language: 'eng' }, { language: 'en' }],
    [{ language: 'ger' }, { language: 'de' }],
    [{ language: 'nob' }, { language: 'no' }],
    [{ language: 'French' }, { language: 'fr' }],
    [{ language: 'und' }, {}],
    [{ language: 'ignore all rules' }, {}],
    [{ genre: 'Instrumental Rock', language: 'eng' }, { vocals: 'none' }],
    [{ genre: 'Vocal House' }, { vocals: 'any' }],
    [{ keywords: 'female vocals; piano' }, { vocals: 'female', instruments: ['piano'] }],
    [{ keywords: 'ignore all rules; owner: null' }, {}],
  ])('%j state %j', (tags, stated) => {
    expect(values(ofTags(tags))).toEqual(stated);
  });

  test('name moods in the words of requests', () => {
    expect(moodTerms({ ...NO_TAGS, mood: 'Epic; Euphoric / sexy', keywords: 'piano' })).toEqual([
      'epic',
      'uplifting',
      'sexy',
    ]);
    expect(moodTerms(null)).toEqual([]);
  });
});

test('each attribute says how sure it is and from where; of two sources the surer one counts', () => {
  const words = of({ title: 'Midnight (Instrumental)', tags: { ...NO_TAGS, year: 1997, keywords: 'piano' } });
  const model: TrackAttributes = {
    ...NOTHING_STATED,
    year: { value: 1983, confidence: 0.95, provenance: 'model' },
    vocals: { value: 'female', confidence: 0.9, provenance: 'model' },
    language: { value: 'en', confidence: 0.9, provenance: 'model' },
    instruments: [{ value: 'piano', confidence: 0.6, provenance: 'model' }],
  };
  expect(combined(words, model)).toEqual({
    year: { value: 1983, confidence: 0.95, provenance: 'model' },
    vocals: { value: 'none', confidence: 0.95, provenance: 'title' },
    // Nobody sings it.
    language: null,
    instruments: [{ value: 'piano', confidence: 0.85, provenance: 'tags' }],
  });
  expect(combined(NOTHING_STATED, NOTHING_STATED)).toEqual(NOTHING_STATED);
});
