import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACTIVITIES, MOODS, musicQuerySchema } from '../../shared/contracts/query.ts';
import { understand } from '../../edge/understanding/grammar.ts';
import { ACTIVITY_PHRASES } from '../../edge/understanding/vocabulary/activities.ts';
import { ARTISTS } from '../../edge/understanding/vocabulary/artists.ts';
import { GENRES } from '../../edge/understanding/vocabulary/genres.ts';
import { INSTRUMENTS } from '../../edge/understanding/vocabulary/instruments.ts';
import { keySpellings } from '../../edge/understanding/vocabulary/keys.ts';
import { LANGUAGES } from '../../edge/understanding/vocabulary/languages.ts';
import { MOOD_WORDS } from '../../edge/understanding/vocabulary/moods.ts';
import { numberSpellings } from '../../edge/understanding/vocabulary/numbers.ts';
import { ORDINARY_WORDS } from '../../edge/understanding/vocabulary/ordinary-words.ts';

const phrase = z
  .string()
  .min(1)
  .max(60)
  .refine((text) => text === text.trim());
const bpm = z.tuple([z.number().min(30), z.number().max(260)]).refine(([low, high]) => low < high);
const genreSchema = z.strictObject({
  name: phrase,
  aliases: z.array(phrase).optional(),
  bpm: bpm.optional(),
  ordinary: z.literal(true).optional(),
});
const query = (text: string) => understand(text).query;

describe('the vocabulary files', () => {
  it('hold well-formed genres, each once', () => {
    expect(z.array(genreSchema).safeParse(GENRES).error).toBeUndefined();
    expect(new Set(GENRES.map(({ name }) => name)).size).toBe(GENRES.length);
  });

  it('cover the closed lists', () => {
    expect(Object.keys(MOOD_WORDS).toSorted()).toEqual(MOODS.toSorted());
    expect(Object.keys(ACTIVITY_PHRASES).toSorted()).toEqual(ACTIVITIES.toSorted());
    for (const { code } of LANGUAGES) expect(musicQuerySchema.safeParse({ language: code }).success).toBe(true);
  });

  it('hold no everyday word that is also a word of music', () => {
    const words = new Set(ORDINARY_WORDS);
    expect(GENRES.flatMap(({ name, aliases = [] }) => [name, ...aliases]).filter((name) => words.has(name))).toEqual(
      [],
    );
  });

  it('spell the same number the same in every language', () => {
    expect(ambiguous(numberSpellings().map(([text, value]) => [text, String(value)]))).toEqual([]);
  });

  it('spell a key one way only, but for b, which is B flat in German', () => {
    const spellings = keySpellings().map(([text, pitch, mode]): [string, string] => [text, `${pitch} ${mode}`]);
    expect(ambiguous(spellings)).toEqual([]);
  });
});

/** The texts that stand for more than one thing. */
function ambiguous(spellings: readonly (readonly [text: string, meaning: string])[]): string[] {
  const first = new Map<string, string>();
  return spellings.flatMap(([text, meaning]) => {
    const known = first.get(text) ?? meaning;
    first.set(text, known);
    return known === meaning ? [] : [text];
  });
}

describe('every entry is understood as what it is', () => {
  it('genres and their aliases', () => {
    for (const { name, aliases = [] } of GENRES) {
      for (const text of [name, ...aliases])
        expect(query(`play some ${text} music tracks`).genres, text).toContain(name);
    }
  });

  it('excluded genres', () => {
    for (const { name } of GENRES) {
      const { genres = [], exclude } = query(`tracks without any ${name}`);
      expect(exclude?.genres, name).toContain(name);
      expect(genres, name).not.toContain(name);
    }
  });

  it('instruments', () => {
    for (const { name, aliases = [] } of INSTRUMENTS) {
      for (const text of [name, ...aliases]) expect(query(`techno with ${text}`).instruments, text).toContain(name);
    }
  });

  it('artists behind "by"', () => {
    for (const name of ARTISTS) {
      const [artist = ''] = query(`songs by ${name}`).artists ?? [];
      const plain = (text: string) =>
        text
          .normalize('NFKD')
          .replaceAll(/[^\p{L}\p{N}]/gu, '')
          .toLowerCase();
      expect(plain(artist), name).toBe(plain(name));
    }
  });
});
