import type { Intent, MusicQuery } from '../../shared/contracts/query.ts';
import { phraseAt, rawText } from './sentence.ts';
import type { Sentence } from './sentence.ts';

const MAX_TERMS = 8;

/** Texts for a full-text search engine, the most telling first. */
export function searchTermsOf(s: Sentence): string[] {
  const { query } = s;
  const terms = new Set<string>();
  const add = (...parts: (string | undefined)[]) => {
    const text = parts.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
    if (text && terms.size < MAX_TERMS) terms.add(text);
  };
  const artists = query.artists ?? [];
  const genres = (query.genres ?? []).join(' ');
  const words = [...(query.moods ?? []), genres, ...hints(s), ...(query.instruments ?? [])].filter(Boolean).join(' ');
  if (query.title) add(artists[0], query.title);
  for (const artist of artists) add(artist, genres);
  if (query.similarTo) add('similar to', query.similarTo.artist, query.similarTo.title);
  add(words, vocalWord(query), query.activity, eraWord(query));
  if (query.bpm) add(genres, tempoWord(query));
  if (query.key) add(genres, query.key.tonic, query.key.mode);
  for (const genre of query.genres ?? []) add(genre, 'music');
  return [...terms];
}

/** Words of style that set no field ("funky", "upbeat") still help a text search. */
function hints(s: Sentence): string[] {
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
  if (era?.from === undefined || era.to === undefined) return undefined;
  if (era.from === era.to) return String(era.from);
  return era.from % 10 === 0 && era.to === era.from + 9 ? `${era.from}s` : `${era.from}-${era.to}`;
};
const tempoWord = ({ bpm }: MusicQuery) => {
  const { min, max } = bpm ?? {};
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max);
  return middle === undefined ? undefined : `${Math.round(middle)} bpm`;
};

/** What the sentence wants done, by its verbs. */
export function intentOf(s: Sentence): Intent {
  const words = new Set(s.tokens.map((token) => token.text));
  const has = (...list: string[]) => list.some((word) => words.has(word));
  if (
    has(
      'analyze',
      'analyse',
      'analysis',
      'analysiere',
      'analysieren',
      'analyser',
      'analizar',
      'analiza',
      'analizza',
      'analizzare',
      'analisar',
      'analyseren',
      'analizuj',
      'detect',
    )
  )
    return 'analyze';
  const open =
    s.query.similarTo !== undefined ||
    has(
      'discover',
      'recommend',
      'recommendations',
      'suggest',
      'suggestions',
      'explore',
      'surprise',
      'new',
      'unknown',
      'obscure',
    );
  return open ? 'discover' : 'search';
}
