import type { Intent, MusicQuery } from '../../shared/contracts/query.ts';
import { keyOfCamelot } from '../../shared/music/keys.ts';
import { phraseAt, rawText } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { LANGUAGES } from './vocabulary/languages.ts';
import { wordSet } from './vocabulary/phrases.ts';

const MAX_TERMS = 8;
/** First and last year of a decade and of its parts, and the word before it. */
const DECADE_PARTS = [
  [0, 9, ''],
  [0, 3, 'early '],
  [4, 6, 'mid '],
  [7, 9, 'late '],
] as const;

/** Texts for a full-text search engine, the most telling first; `hints` are words of style beside the query. */
export function searchTermsOf(query: MusicQuery, hints: readonly string[] = []): string[] {
  const terms = new Set<string>();
  const add = (...parts: (string | undefined)[]) => {
    const text = parts.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
    if (text && terms.size < MAX_TERMS) terms.add(text);
  };
  const artists = query.artists ?? [];
  const genres = (query.genres ?? []).join(' ');
  const subject = genres || 'music';
  if (query.title) add(artists[0], query.title);
  for (const artist of artists) add(artist, genres);
  if (query.similarTo) add('similar to', query.similarTo.artist, query.similarTo.title);
  const style = [...(query.moods ?? []), ...hints, ...(query.instruments ?? [])];
  const setting = [vocalWord(query), query.activity, eraWord(query)].filter(Boolean);
  if (style.length + setting.length > 0 || query.language || genres)
    add(languageWord(query), ...style, subject, ...setting);
  if (query.bpm) add(subject, tempoWord(query));
  const key = query.key ?? keyOfCamelot(query.camelot ?? '');
  if (key) add(subject, key.tonic, key.mode);
  for (const genre of query.genres ?? []) add(genre, 'music');
  return [...terms];
}

/** Words of style that set no field ("funky", "upbeat") still help a text search. */
export function hintsOf(s: Sentence): string[] {
  const found: string[] = [];
  for (let index = 0; index < s.tokens.length; index += 1) {
    const hint = s.owner[index] === 'understood' && !s.negated[index] ? phraseAt(s, index, 'hint') : undefined;
    if (!hint) continue;
    found.push(rawText(s, hint.from, hint.to).toLowerCase());
    index = hint.to - 1;
  }
  return [...new Set(found)].slice(0, 4);
}

const vocalWord = ({ vocals }: MusicQuery) =>
  vocals === 'none' ? 'instrumental' : vocals && vocals !== 'any' ? `${vocals} vocals` : undefined;
const eraWord = ({ era }: MusicQuery) => {
  if (era?.from === undefined) return era?.to === undefined ? undefined : `before ${era.to + 1}`;
  if (era.to === undefined) return `since ${era.from}`;
  if (era.from === era.to) return String(era.from);
  const decade = Math.floor(era.from / 10) * 10;
  const part = DECADE_PARTS.find(([from, to]) => era.from === decade + from && era.to === decade + to);
  return part ? `${part[2]}${decade}s` : `${era.from}-${era.to}`;
};
const languageWord = ({ language }: MusicQuery) => LANGUAGES.find(({ code }) => code === language)?.names[0];
const tempoWord = ({ bpm }: MusicQuery) => {
  const { min, max } = bpm ?? {};
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max);
  return middle === undefined ? undefined : `${Math.round(middle)} bpm`;
};

const ANALYSE = wordSet(`
  analyze analyse analysis analysiere analysieren analyser analizar analiza analizza analizzare analisar analyseren
  analizuj detect
`);
const DISCOVER = wordSet(`
  discover recommend recommendations suggest suggestions explore surprise new unknown obscure
`);

/** What the sentence wants done, by its verbs; words that are part of a field ("new age") do not count. */
export function intentOf(s: Sentence): Intent {
  const says = (words: ReadonlySet<string>) =>
    s.tokens.some(({ text }, index) => words.has(text) && (!s.owner[index] || s.owner[index] === 'understood'));
  if (says(ANALYSE)) return 'analyze';
  return s.query.similarTo !== undefined || says(DISCOVER) ? 'discover' : 'search';
}
