import type { MusicQuery } from '../../shared/contracts/query.ts';
import type { FoundVideo } from '../../shared/contracts/video.ts';
import { fold } from '../understanding/normalise.ts';

/** Whether a video, as far as its title and length tell, is none that a query refuses. */
export const isAllowed =
  ({ durationSec: { min = 0, max = Infinity } = {}, exclude }: MusicQuery) =>
  ({ artist, durationSec }: FoundVideo): boolean =>
    durationSec >= min && durationSec <= max && !namesOneOf(artist ?? '', exclude?.artists);

/** Whether a text to search for names what a query refuses, and so would find just that. */
export const namesRefused = ({ exclude = {} }: MusicQuery, terms: string): boolean =>
  Object.values(exclude).some((names) => namesOneOf(terms, names));

/** As whole words, as in the catalogue. */
const namesOneOf = (text: string, names: readonly string[] = []): boolean =>
  names.some((name) => wordsOf(text).includes(wordsOf(name)));

const wordsOf = (text: string): string =>
  ` ${fold(text)
    .text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
