import { describe, expect, it } from 'vitest';
import { readModelAnswer } from '../../edge/understanding/models/answer.ts';

describe('a model’s answer', () => {
  const read = (query: unknown) => readModelAnswer({ query, intent: 'search', searchTerms: [] })?.query ?? null;

  it('may have null, false, and what is empty for what is absent', () => {
    const said = {
      query: {
        genres: ['house'],
        bpm: null,
        compatibleKeys: false,
        unclear: false,
        title: '',
        exclude: { genres: null, moods: [], artists: [''] },
      },
      intent: 'search',
      searchTerms: ['', 'house'],
    };
    expect(readModelAnswer(said)).toEqual({ query: { genres: ['house'] }, intent: 'search', searchTerms: ['house'] });
    expect(read({ genres: null, exclude: { moods: [] } })).toEqual({});
  });

  it.each<[unknown, unknown]>([
    [{ limit: 0 }, {}],
    [{ key: { tonic: 'Db', mode: 'major' }, camelot: '3B' }, { camelot: '3B' }],
    [{ language: 'French' }, {}],
    [{ bpm: { min: 140, max: 120 } }, {}],
    [{ bpm: { min: 0, max: 120 } }, { bpm: { max: 120 } }],
    [{ energy: { min: 0 } }, { energy: { min: 0 } }],
    [{ moods: ['dark', 'hungry'] }, { moods: ['dark'] }],
    [{ artists: ['a\u0000b', 'c\ud800', 'Björk'] }, { artists: ['Björk'] }],
    [{ exclude: { genres: 'jazz', moods: ['sad'] } }, { exclude: { moods: ['sad'] } }],
    [{ plan: 'enterprise', exclude: { role: 'admin' } }, {}],
  ])('%j beside a genre leaves %j', (beside, left) => {
    expect(read({ genres: ['house'], ...(beside as object) })).toEqual({ genres: ['house'], ...(left as object) });
  });

  it('that is no query, or of which nothing is left, is none', () => {
    for (const bad of [null, 5, 'x', [], { camelot: '13A' }, { bpm: 'fast' }, { exclude: { role: 'admin' } }]) {
      expect(read(bad)).toBeNull();
    }
    for (const bad of [null, 5, 'x', [], {}]) expect(readModelAnswer(bad)).toBeNull();
    expect(readModelAnswer({ query: { genres: ['house'] }, intent: 'hack', searchTerms: 'x' })).toEqual({
      query: { genres: ['house'] },
      intent: 'search',
      searchTerms: [],
    });
  });
});
